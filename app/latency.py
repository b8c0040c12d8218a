"""Measures what a hand feels: from a slider's event to the frame that shows it.

Drags a real slider of a real window with mouse events and waits for the rendered frame of each
step, so that queue, worker, copying and drawing are all in the figure.
"""

import time
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.surfaces import Computed
from core.errors import NasionError

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from app.widgets.value_slider import ValueSlider

LONGEST_WAIT_MS = 10_000
"""A frame that has not come by then will not come."""


def measure_drag(
    window: "MainWindow", frames: int = 200, control: str = "nose.1"
) -> dict[str, float]:
    """Drag a slider and time every step until its frame is drawn.

    Parameters
    ----------
    window : MainWindow
        Shown, with a head in it.
    frames : int
        Steps of the drag.
    control : str
        Key of the slider in the Parts panel.

    Returns
    -------
    dict of str to float
        ``latency_p50`` and ``latency_p95`` in ms, ``frames`` measured.

    Raises
    ------
    NasionError
        When the view draws nothing.
    """
    slider = window.parts.rows[control].slider
    watch = _FrameWatch(window)
    spent = []
    _send(slider, QEvent.Type.MouseButtonPress, 0.0)
    try:
        for step in range(frames):
            value = 2.5 * np.sin(2.0 * np.pi * (step + 1) / 97.0)
            before, begun = slider.value, time.perf_counter()
            watch.expect()
            _send(slider, QEvent.Type.MouseMove, float(value))
            # At the turning points two places are one value, and nothing is to be drawn.
            if slider.value != before and watch.wait():
                spent.append(1000.0 * (watch.drawn_at - begun))
    finally:
        _send(slider, QEvent.Type.MouseButtonRelease, 0.0)
        watch.close()
    if not spent:
        raise NasionError(
            "The view draws nothing here; run 'nasion doctor' to see what is missing."
        )
    return {
        "latency_p50": float(np.median(spent)),
        "latency_p95": float(np.percentile(spent, 95)),
        "frames": float(len(spent)),
    }


def measure_drag_in_new_window(frames: int = 200) -> dict[str, float]:
    """Open the studio on the mean head, measure a drag and close it.

    Parameters
    ----------
    frames : int
        Steps of the drag.

    Returns
    -------
    dict of str to float
        As `measure_drag`.

    Raises
    ------
    NasionError
        When the models cannot be loaded or nothing is drawn.
    """
    from app.main import make_application, make_window
    from app.settings import Settings

    make_application()
    window = make_window(Settings())
    loop = QEventLoop()
    problems: list[str] = []
    window.session.surface_changed.connect(loop.quit)
    window.session.failed.connect(lambda text: (problems.append(text), loop.quit()))
    window.show()
    window.start()
    loop.exec()
    try:
        if problems:
            raise NasionError(problems[0])
        return measure_drag(window, frames)
    finally:
        window.close_without_asking()


def _send(slider: "ValueSlider", kind: QEvent.Type, value: float) -> None:
    pressed = kind is not QEvent.Type.MouseButtonRelease
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    place = slider.place_of(value)
    event = QMouseEvent(
        kind,
        place,
        QPointF(slider.mapToGlobal(place)),
        button,
        Qt.MouseButton.LeftButton if pressed else Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(slider, event)


class _FrameWatch:
    """Waits for the first frame after the next surface."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._loop = QEventLoop()
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._loop.quit)
        self._surface_there = False
        self._done = True
        self.drawn_at = 0.0
        window.session.surface_changed.connect(self._on_surface)
        window.view.frame_drawn.connect(self._on_frame)

    def expect(self) -> None:
        """Begin to wait."""
        self._surface_there, self._done = False, False

    def wait(self) -> bool:
        """Return whether the frame came."""
        self._timer.start(LONGEST_WAIT_MS)
        while not self._done and self._timer.isActive():
            self._loop.exec()
        self._timer.stop()
        return self._done

    def close(self) -> None:
        """Watch no more."""
        self._window.session.surface_changed.disconnect(self._on_surface)
        self._window.view.frame_drawn.disconnect(self._on_frame)

    def _on_surface(self, _: Computed) -> None:
        self._surface_there = True

    def _on_frame(self) -> None:
        if self._surface_there and not self._done:
            self.drawn_at = time.perf_counter()
            self._done = True
            self._loop.quit()
