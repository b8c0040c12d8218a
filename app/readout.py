"""What is told beside the picture: at once at rest, and out of the picture's way in a drag.

Every step of a drag changes the document and brings a surface. Tables, sliders of other pages and
lists that read both at every step take longer than the surface itself, most of it for nobody: pages
that are hidden, or figures that change faster than they can be read. So while the hand moves, what
is hidden waits for the end of the drag, and what is seen follows a few times a second.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
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

    Attributes
    ----------
    due : signal
        What is seen is to follow now.
    """

    def __init__(self, surfaces: SurfaceLoop, read: Callable[[], None], *pages: QWidget) -> None:
        super().__init__(surfaces)
        self._surfaces, self._read, self._pages = surfaces, read, pages
        self._waiting = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FOLLOW_MS)
        self._timer.timeout.connect(self._follow)
        self.due = self._timer.timeout
        surfaces.settled.connect(self._catch_up)

    def note(self) -> None:
        """Take note that something has changed."""
        self._waiting = True
        if not self._surfaces.moving:
            self._catch_up()
        elif self._pages and not self._timer.isActive():
            self._timer.start()

    def _follow(self) -> None:
        if not self._surfaces.moving or any(page.isVisible() for page in self._pages):
            self._catch_up()

    def _catch_up(self) -> None:
        if self._waiting:
            self._waiting = False
            self._timer.stop()
            self._read()
