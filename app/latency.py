"""Measures what a hand feels: from a slider's event to the frame that shows it.

Drags the real sliders of a real window with mouse events and waits for the rendered frame of each
step, so that queue, worker, copying and drawing are all in the figure; the renderer's own share is
told apart. A frame ends when the window has been put together and handed to the screen: drawing
without a graphics card goes on until then. Frames of the same scene in which nothing has changed
are timed too: what those of a drag take longer is not the renderer's. Beside it: how late the
window's event loop is while an exact surface is computed.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.drags import DRAG_KINDS, DragKind
from app.surfaces import Computed, Tier
from core.errors import NasionError

if TYPE_CHECKING:
    from app.main_window import MainWindow

LONGEST_WAIT_MS = 10_000
"""A frame that has not come by then will not come."""
LONGEST_REST_MS = 300_000
"""For an exact surface on a busy machine, with everything that the first one has to learn."""
BARE_FRAMES = 20
"""So many are drawn without a change at the end of each drag."""
TICK_MS = 10
"""Period of the timer that shows how late the event loop is."""


@dataclass(frozen=True)
class Drag:
    """What one drag felt like.

    Attributes
    ----------
    kind : str
        Of slider.
    latency : (n,) float64
        From the event to the frame on the screen, ms.
    frame : (n,) float64
        The renderer's share of it, ms: from the beginning of the frame.
    processor : (n,) float64
        Processor time of all threads until the frame is begun, ms: what a busy machine leaves
        comparable.
    bare : float
        What 95 % of frames take at most in which nothing has changed, ms.
    """

    kind: str
    latency: "np.ndarray[tuple[int], np.dtype[np.float64]]"
    frame: "np.ndarray[tuple[int], np.dtype[np.float64]]"
    processor: "np.ndarray[tuple[int], np.dtype[np.float64]]"
    bare: float

    def figures(self) -> dict[str, float]:
        """Return median and 95th percentile of the whole, the renderer, and the rest, ms."""
        own = self.latency - self.frame
        parts = {
            "latency": self.latency,
            "frame": self.frame,
            "own": own,
            "processor": self.processor,
        }
        found = {
            f"{name}_{told}": float(np.percentile(values, share))
            for name, values in parts.items()
            for told, share in (("p50", 50.0), ("p95", 95.0))
        }
        return found | {"bare_p95": self.bare}


def measure_drag(window: "MainWindow", kind: DragKind, frames: int = 200) -> Drag | None:
    """Drag a slider and time every step until its frame is drawn.

    Parameters
    ----------
    window : MainWindow
        Shown, with a head in it.
    kind : DragKind
        Which slider.
    frames : int
        Steps of the drag.

    Returns
    -------
    Drag or None
        None where the models have no such slider.

    Raises
    ------
    NasionError
        When the view draws nothing.
    """
    window.show_page(kind.page)
    hand = kind.take(window)
    if hand is None:
        return None
    window.layers.set_glass(kind.glass)
    steps: list[tuple[float, float, float]] = []
    with _watching(window) as watch:
        # None that was asked for before shall fall into the first step.
        watch.draw()
        QApplication.processEvents()
        hand.press()
        try:
            for step in range(frames):
                watch.expect()
                begun, processor = time.perf_counter(), time.process_time()
                if hand.move(step) and watch.wait():
                    drawing = watch.drawn_at - watch.painted_at
                    spent = watch.processor_at - processor
                    steps.append((watch.drawn_at - begun, drawing, spent))
            bare = 1000.0 * float(np.percentile([watch.draw() for _ in range(BARE_FRAMES)], 95))
        finally:
            hand.release()
            window.layers.set_glass(False)
    if not steps:
        raise NasionError(
            "The view draws nothing here; run 'nasion doctor' to see what is missing."
        )
    latency, frame, spent_ms = 1000.0 * np.array(steps).T
    return Drag(kind.key, latency, frame, spent_ms, bare)


def measure_drags(window: "MainWindow", frames: int, tell: Callable[[str], None]) -> list[Drag]:
    """Drag every kind of slider there is, each from the head as it was.

    Parameters
    ----------
    window : MainWindow
        Shown, with a head in it.
    frames : int
        Steps of each drag.
    tell : callable
        Gets the name of each kind before it is dragged.

    Returns
    -------
    list of Drag
        Those that the models have.
    """
    window.view.look_from("front")
    come_to_rest(window)
    found = []
    for kind in DRAG_KINDS:
        tell(kind.key)
        drag = measure_drag(window, kind, frames)
        # Everything is put back: no drag shall be slower for what another left behind.
        window.session.go_to(0)
        come_to_rest(window, exact=False)
        if drag is not None:
            found.append(drag)
    return found


def measure_loop(window: "MainWindow") -> dict[str, float]:
    """Compute an exact surface and measure how late a timer of 10 ms fires meanwhile.

    Parameters
    ----------
    window : MainWindow
        Shown, at rest.

    Returns
    -------
    dict of str to float
        ``late_p50``, ``late_p95`` and ``late_max`` in ms, repaints of the window left out;
        ``late_drawing``, the most that it was late for one of them, in ms; and ``seconds`` that
        the surface took.

    Raises
    ------
    NasionError
        When the surface does not come.
    """
    from core.document.edits import SetComponent

    ticks: list[float] = []
    repaints = _Repaints(window)
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    begun = time.perf_counter()
    window.session.apply(SetComponent("nose", 1, 1.0))
    timer.start(TICK_MS)
    come_to_rest(window)
    timer.stop()
    spent = time.perf_counter() - begun
    window.removeEventFilter(repaints)
    late = np.maximum(1000.0 * np.diff(ticks) - TICK_MS, 0.0)
    # The renderer's own time is told apart: a tick that waited for a frame says nothing of us.
    drawing = np.isin(np.arange(1, len(ticks)), np.searchsorted(ticks, repaints.begun))
    drawn, late = late[drawing], late[~drawing]
    window.session.undo()
    come_to_rest(window, exact=False)
    return {
        "late_p50": float(np.median(late)),
        "late_p95": float(np.percentile(late, 95)),
        "late_max": float(late.max(initial=0.0)),
        "late_drawing": float(drawn.max(initial=0.0)),
        "seconds": spent,
    }


def come_to_rest(window: "MainWindow", *, exact: bool = True) -> None:
    """Let events pass until nothing is computed any more.

    Parameters
    ----------
    window : MainWindow
        Started.
    exact : bool
        Whether the exact surface is waited for; otherwise it is cancelled.

    Raises
    ------
    NasionError
        When something failed, or it does not come to rest.
    """
    session, loop, problems = window.session, QEventLoop(), []
    guard, look = QTimer(), QTimer()
    guard.setSingleShot(True)
    guard.timeout.connect(loop.quit)

    def fail(text: str) -> None:
        problems.append(text)
        loop.quit()

    def at_rest() -> None:
        if not exact:
            session.surfaces.decline()
        if session.state is not None and session.resting:
            loop.quit()

    link = session.failed.connect(fail)
    look.timeout.connect(at_rest)
    guard.start(LONGEST_REST_MS)
    look.start(TICK_MS)
    loop.exec()
    session.disconnect(link)
    if problems:
        raise NasionError(problems[0])
    if not guard.isActive():
        raise NasionError("The window did not come to rest; try again on a quieter machine.")


@contextmanager
def new_window() -> Iterator["MainWindow"]:
    """Open the studio on the mean head, wait until everything is there, and close it after use.

    Yields
    ------
    MainWindow
        Shown, at rest.

    Raises
    ------
    NasionError
        When the models cannot be loaded.
    """
    from app.main import make_application, make_window
    from app.settings import Settings

    make_application()
    window = make_window(Settings())
    window.show()
    window.start()
    try:
        come_to_rest(window)
        yield window
    finally:
        window.close_without_asking()


@contextmanager
def _watching(window: "MainWindow") -> Iterator["_FrameWatch"]:
    watch = _FrameWatch(window)
    try:
        yield watch
    finally:
        watch.close()


class _Repaints(QObject):
    """Notes when a window is put together anew."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.begun: list[float] = []
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if event.type() is QEvent.Type.UpdateRequest:
            self.begun.append(time.perf_counter())
        return False


class _FrameWatch:
    """Waits for the first frame after the next preview."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._loop = QEventLoop()
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._loop.quit)
        self._look = QTimer()
        self._look.timeout.connect(self._give_up_at_rest)
        self._surface_there = False
        self._done = True
        self.painted_at = self.drawn_at = self.processor_at = 0.0
        window.session.surface_changed.connect(self._on_surface)
        window.view.frame_drawn.connect(self._on_frame)
        self._begun = window.view.renderer.AddObserver("StartEvent", self._on_begin)

    def draw(self) -> float:
        """Draw a frame in which nothing has changed, and return how long it took, seconds."""
        self._surface_there, self._done = True, False
        self._window.view.request_frame()
        begun = time.perf_counter()
        self.wait()
        return self.drawn_at - begun

    def expect(self) -> None:
        """Begin to wait."""
        self._surface_there, self._done = False, False

    def wait(self) -> bool:
        """Return whether the frame came; it is on the screen then."""
        self._timer.start(LONGEST_WAIT_MS)
        self._look.start(TICK_MS)
        while not self._done and self._timer.isActive():
            self._loop.exec()
        # The loop ends with the event that has put the whole window together.
        self.drawn_at = time.perf_counter()
        self._timer.stop()
        self._look.stop()
        return self._done

    def close(self) -> None:
        """Watch no more."""
        self._window.session.surface_changed.disconnect(self._on_surface)
        self._window.view.frame_drawn.disconnect(self._on_frame)
        self._window.view.renderer.RemoveObserver(self._begun)

    def _on_surface(self, computed: Computed) -> None:
        session = self._window.session
        # The picture of the step before comes late where a wish has to be solved first.
        newest = session.wishes.resting and computed.revision == session.surfaces.revision
        self._surface_there |= newest and computed.tier is not Tier.EXACT

    def _give_up_at_rest(self) -> None:
        """Wait no longer where nothing comes: a wish that cannot be met changes nothing."""
        session = self._window.session
        at_rest = session.wishes.resting and session.surfaces.resting
        if at_rest and not self._surface_there:
            self._timer.stop()
            self._loop.quit()

    def _on_begin(self, *_: object) -> None:
        if self._surface_there and not self._done:
            self.painted_at, self.processor_at = time.perf_counter(), time.process_time()

    def _on_frame(self) -> None:
        if self._surface_there and not self._done:
            self._done = True
            self._loop.quit()
