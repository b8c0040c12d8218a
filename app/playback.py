"""Which frame is seen: plays by the clock, skips what it cannot show in time, and can be scrubbed.

Knows neither heads nor widgets.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from core.document.performance import Performance

SHORTEST_TICK_MS = 8
"""No screen shows more frames than this allows."""


class Playback(QObject):
    """Plays a performance.

    Parameters
    ----------
    parent : QObject, optional
        Owner.
    clock : callable, optional
        Returns seconds; tests turn it by hand.
    """

    frame_changed = Signal(int)
    """The frame that is to be seen, from zero."""
    playing_changed = Signal(bool)
    """Whether it plays."""

    def __init__(
        self, parent: QObject | None = None, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._take: Performance | None = None
        self._frame = 0
        self._begun = 0.0
        """When the first frame would have been seen, by the clock."""
        self.loop = True
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)

    @property
    def frame(self) -> int:
        """The frame that is seen, from zero."""
        return self._frame

    @property
    def playing(self) -> bool:
        """Whether it plays."""
        return self._timer.isActive()

    def use(self, take: Performance | None) -> None:
        """Play another performance from now on, or none; the frame stays where it can."""
        self.pause()
        self._take = take
        last = 0 if take is None else take.frame_count - 1
        self._frame = min(self._frame, last)

    def play(self) -> None:
        """Play on from here; from the beginning where the end is reached."""
        take = self._take
        if take is None or self.playing:
            return
        if self._frame == take.frame_count - 1:
            self.go_to(0)
        self._start_clock(take)
        self._timer.start(max(SHORTEST_TICK_MS, round(500.0 / take.fps)))
        self.playing_changed.emit(True)

    def pause(self) -> None:
        """Stay at this frame."""
        if self.playing:
            self._timer.stop()
            self.playing_changed.emit(False)

    def toggle(self) -> None:
        """Play, or pause."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def go_to(self, frame: int) -> None:
        """Show a frame; playing goes on from there.

        Parameters
        ----------
        frame : int
            From zero; limited to what there is.
        """
        take = self._take
        if take is None:
            return
        self._frame = min(max(frame, 0), take.frame_count - 1)
        self._start_clock(take)
        self.frame_changed.emit(self._frame)

    def _start_clock(self, take: Performance) -> None:
        self._begun = self._clock() - self._frame / take.fps

    def tick(self) -> None:
        """Show the frame that the clock asks for, if it is another one."""
        take = self._take
        if take is None:
            return
        gone = self._clock() - self._begun
        if gone >= take.seconds:
            if not self.loop:
                self.pause()
                gone = take.seconds
            else:
                gone %= take.seconds
                self._begun = self._clock() - gone
        frame = take.frame_at(gone)
        if frame != self._frame:
            self._frame = frame
            self.frame_changed.emit(frame)
