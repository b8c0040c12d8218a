"""What is told beside the picture: at once at rest, and out of the picture's way in a drag.

Every step of a drag changes the document and brings a surface. Tables, sliders of other pages and
lists that read both at every step take longer than the surface itself, most of it for nobody: pages
that are hidden, or figures that change faster than they can be read. So while the hand moves, what
is hidden waits for the end of the drag, and what is seen follows a few times a second, together
with a picture: a repaint of its own would cost as much as the picture's.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.surface_loop import SurfaceLoop

FOLLOW_MS = 250
"""What is seen follows a drag this often: figures that change faster cannot be read."""


class Readout(QObject):
    """Calls a reader when what it shows has changed.

    Parameters
    ----------
    surfaces : SurfaceLoop
        Knows whether a hand moves.
    read : callable
        Shows everything as it is now.
    *pages : QWidget
        Where it is shown; none for what is told at the end of a drag only.
    """

    due = Signal()
    """What is seen is to follow with the next picture."""

    def __init__(self, surfaces: SurfaceLoop, read: Callable[[], None], *pages: QWidget) -> None:
        super().__init__(surfaces)
        self._surfaces, self._read, self._pages = surfaces, read, pages
        self._waiting = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FOLLOW_MS)
        self._timer.timeout.connect(self._follow)
        surfaces.settled.connect(self._catch_up)

    def note(self) -> None:
        """Take note that something has changed."""
        self._waiting = True
        if not self._surfaces.moving:
            self._catch_up()
        elif self._pages and not self._timer.isActive():
            self._timer.start()

    def _follow(self) -> None:
        if not self._surfaces.moving:
            self._catch_up()
        elif any(page.isVisible() for page in self._pages):
            self._surfaces.with_surface(self._catch_up)
        self.due.emit()

    def _catch_up(self) -> None:
        if self._waiting:
            self._waiting = False
            self._timer.stop()
            self._read()
