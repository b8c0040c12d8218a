"""How well a frame is drawn: at its best at rest, and sooner while one follows another.

Without a graphics card most of a frame in which the skull is seen through the skin goes into
sorting the layers of skin. While a hand drags or turns, nobody sees more than the outermost, but
everybody feels the wait. So where frames take long and follow each other they are drawn plainly,
and once more at their best as soon as they stop. A fast machine never notices. (Smooth edges stay:
leaving them out saved nothing that could be measured, it only moved the work to the window's turn.)
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from vtkmodules.vtkRenderingCore import vtkRenderer

MOST_PEELS = 6
"""Layers of translucent skin that are sorted: both sides of nose, lips and ears."""
FEWEST_PEELS = 1
"""Of frames that follow each other: the nearest layer and the farthest."""
SLOW_SECONDS = 0.03
"""A frame that takes longer is felt."""
FOLLOWS_SECONDS = 0.15
"""A frame asked for sooner than this after the last one was drawn follows it."""
REST_MS = 250
"""So long after the last of them the frame is drawn once more, at its best."""


class FramePace(QObject):
    """Chooses how well renderers draw.

    Parameters
    ----------
    draw : callable
        Draws a frame soon.
    parent : QObject
        Owner.
    now : callable
        A clock, seconds.
    """

    changed = Signal(bool)
    """Whether frames are drawn plainly from now on."""

    def __init__(
        self,
        draw: Callable[[], None],
        parent: QObject,
        now: Callable[[], float] = time.perf_counter,
    ) -> None:
        super().__init__(parent)
        self._draw, self._now = draw, now
        self._renderers: list[vtkRenderer] = []
        self._plain = self._slow = self._best_wanted = False
        self._drawn_at = -FOLLOWS_SECONDS
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self._rest)

    @property
    def plain(self) -> bool:
        """Whether the next frame is drawn plainly."""
        return self._plain

    def add(self, renderer: vtkRenderer) -> None:
        """Choose for another renderer too.

        Parameters
        ----------
        renderer : vtkRenderer
            At its best from now on.
        """
        renderer.SetUseFXAA(True)
        renderer.SetOcclusionRatio(0.0)
        self._renderers.append(renderer)
        self._set(renderer)

    def drop(self, renderer: vtkRenderer) -> None:
        """Choose for a renderer no longer.

        Parameters
        ----------
        renderer : vtkRenderer
            From `add`.
        """
        self._renderers.remove(renderer)

    def ask(self) -> None:
        """Take note that a frame is wanted."""
        follows = self._now() - self._drawn_at < FOLLOWS_SECONDS
        if self._slow and follows and not self._best_wanted:
            self._use(plain=True)
        # Whatever is coming: the best frame, the slowest of all, must not be drawn before it.
        self._timer.stop()

    def note(self, seconds: float) -> None:
        """Take note that a frame was drawn.

        Parameters
        ----------
        seconds : float
            How long it took.
        """
        self._drawn_at, self._best_wanted = self._now(), False
        if self._plain:
            self._timer.start()
        else:
            self._slow = seconds > SLOW_SECONDS

    def best(self) -> None:
        """Draw the next frame at its best: it is a picture, and stays."""
        self._best_wanted = True
        self._use(plain=False)

    def shut(self) -> None:
        """Ask for nothing any more."""
        self._timer.stop()

    def _rest(self) -> None:
        if self._plain:
            self.best()
            self._draw()

    def _use(self, *, plain: bool) -> None:
        if plain is not self._plain:
            self._plain = plain
            for renderer in self._renderers:
                self._set(renderer)
            self.changed.emit(plain)

    def _set(self, renderer: vtkRenderer) -> None:
        renderer.SetMaximumNumberOfPeels(FEWEST_PEELS if self._plain else MOST_PEELS)
