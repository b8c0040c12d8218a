"""Turns the view about the head, steadily, until somebody takes hold of it."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

from app.viewport.head_view import HeadView

SECONDS_PER_ROUND = 12.0
_TICK_MS = 33


class Turning(QObject):
    """A turntable.

    Parameters
    ----------
    view : HeadView
        Is turned; a person who moves it stops the turning.
    """

    turning_changed = Signal(bool)
    """Whether it turns."""

    def __init__(self, view: HeadView) -> None:
        super().__init__(view)
        self._view = view
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._step)
        self._last = 0.0
        self.seconds = SECONDS_PER_ROUND
        """For one round."""
        view.navigator.moved.connect(self.stop)

    @property
    def turning(self) -> bool:
        """Whether it turns."""
        return self._timer.isActive()

    def start(self) -> None:
        """Begin to turn."""
        if not self.turning:
            self._last = time.monotonic()
            self._timer.start()
            self.turning_changed.emit(True)

    def stop(self) -> None:
        """Stop turning."""
        if self.turning:
            self._timer.stop()
            self.turning_changed.emit(False)

    def _step(self) -> None:
        now = time.monotonic()
        passed, self._last = now - self._last, now
        # A busy machine turns on evenly instead of jumping.
        self._view.eye.turn(360.0 / self.seconds * min(passed, 0.25))
        self._view.request_frame()
