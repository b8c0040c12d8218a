"""One repaint of the window for each picture of a drag, however many widgets have changed.

A slider that moves, a figure that follows and the picture are three repaints where they come one
after the other, and each puts the whole window together anew: without a graphics card that takes
longer than the preview itself. So while a preview is under way, what changed beside the picture
waits for it, some hundredths of a second at most.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.session import Session

LONGEST_HOLD_MS = 80
"""A preview that is not there by then is not waited for: the hand shall see its slider move."""


class JoinedRepaints(QObject):
    """Holds a window's repaint back until the preview under way is there.

    Parameters
    ----------
    window : QWidget
        Top level; owns this.
    session : Session
        Knows whether a preview is under way, and shows it. What draws a surface must be connected
        before.
    """

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._held = self._free = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(LONGEST_HOLD_MS)
        self._timer.timeout.connect(self._let_go)
        session.surface_changed.connect(self._let_go)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return whether an event is held back.

        Parameters
        ----------
        watched : QObject
            The window.
        event : QEvent
            About to be handled.
        """
        if event.type() is not QEvent.Type.UpdateRequest or watched is not self._window:
            return False
        session = self._session
        coming = session.surfaces.previewing or not session.wishes.resting
        if self._free or not coming:
            self._free = self._held = False
            self._timer.stop()
            return False
        self._held = True
        if not self._timer.isActive():
            self._timer.start()
        return True

    def _let_go(self) -> None:
        """Let the next repaint through; the next preview may be under way already."""
        self._free = True
        if self._held:
            # Qt asks once and then waits for the answer: it will not ask again.
            low = Qt.EventPriority.LowEventPriority.value
            request = QEvent(QEvent.Type.UpdateRequest)
            QCoreApplication.postEvent(self._window, request, low)
