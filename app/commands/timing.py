"""Timings of what a person waits for: a dragged slider, a fit, the start of the program."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import heads
from core.errors import NasionError
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.inference.head import HeadModel

_STARTS = 3


def time_drags(frames: int, tell: Callable[[str], None]) -> list[dict[str, Any]]:
    """Time drags of every kind of slider in the real window, from the event to the drawn frame.

    Parameters
    ----------
    frames : int
        Steps of each drag.
    tell : callable
        Gets the name of each kind before it is dragged.

    Returns
    -------
    list of dict
        Tidy rows, ms: the whole, the renderer's own frame, and the rest; and how late the window's
        event loop is while an exact surface is computed, frames left out.

    Raises
    ------
    NasionError
        When there is no screen.
    """
    from app.doctor import check_window

    screen = check_window()
    if not screen.passed:
        raise NasionError(f"The window cannot be timed: {screen.found}; start it under xvfb-run.")
    from app.latency import measure_drags, measure_loop, new_window

    with new_window() as window:
        late = measure_loop(window)
        drags = measure_drags(window, frames, tell)
    rows = [
        {"case": "event loop during extraction", "metric": metric, "value": value, "unit": unit}
        for metric, value in late.items()
        for unit in ("s" if metric == "seconds" else "ms",)
    ]
    for drag in drags:
        case = f"drag, {drag.kind}"
        rows += [
            {"case": case, "metric": metric, "value": value, "unit": "ms"}
            for metric, value in drag.figures().items()
        ]
    return rows


def time_fit(model: "HeadModel", path: Path, monitor: Monitor) -> list[dict[str, Any]]:
    """Time a fit from the file on, and the skull after it.

    Parameters
    ----------
    model : HeadModel
        Does the fitting.
    path : Path
        A scan.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    list of dict
        Tidy rows: seconds and processor time of the fit, the error reached, and the skull's time.
    """
    begun, processor = time.perf_counter(), time.process_time()
    project, _ = heads.fit_scan(path, heads.ScanUnit.AUTO, model, monitor)
    spent = time.perf_counter() - begun, time.process_time() - processor
    facts, case = heads.fit_facts(project.state), f"fit {path.name}"
    processor = time.process_time()
    model.skull(project.state)
    skull = 1000.0 * (time.process_time() - processor)
    return [
        {"case": case, "metric": "seconds", "value": spent[0], "unit": "s"},
        {"case": case, "metric": "processor", "value": spent[1], "unit": "s"},
        {"case": case, "metric": "fit_error", "value": facts["face_error_mean"], "unit": "mm"},
        {"case": f"skull {path.name}", "metric": "processor", "value": skull, "unit": "ms"},
    ]


def time_startup(mark: str = "moved") -> list[dict[str, Any]]:
    """Time the start of the program and of its window, best of a few: other work only adds.

    Parameters
    ----------
    mark : str
        Of `app.start_watch.MARKS`: how far to wait.

    Returns
    -------
    list of dict
        Tidy rows: seconds and, for the window, processor time and resident memory at every mark.

    Raises
    ------
    NasionError
        When the program does not start.
    """
    helped = _best([sys.executable, "-m", "app.cli", "--help"])
    rows = [{"case": "startup help", "metric": "seconds", "value": helped, "unit": "s"}]
    from app.doctor import check_window

    screen = check_window()
    if not screen.passed:
        return rows
    starts = [_watched_start(mark) for _ in range(_STARTS)]
    for name in starts[0]:
        best = min((one[name] for one in starts if name in one), key=lambda seen: seen[0])
        told = zip(("seconds", "processor", "memory"), best, ("s", "s", "MiB"), strict=True)
        rows += [
            {"case": f"startup {name}", "metric": metric, "value": value, "unit": unit}
            for metric, value, unit in told
        ]
    return rows


def _watched_start(mark: str) -> dict[str, tuple[float, float, float]]:
    """Start the window once: seconds by the clock, of the processor, and MiB at every mark."""
    begun = time.time()
    done = _run([sys.executable, "-m", "app.start_watch", mark])
    seen = [json.loads(line) for line in done.splitlines() if line.startswith("{")]
    return {
        one["mark"]: (one["clock"] - begun, one["processor"], one["resident"] / 2**20)
        for one in seen
    }


def _best(command: list[str]) -> float:
    spent = []
    for _ in range(_STARTS):
        begun = time.perf_counter()
        _run(command)
        spent.append(time.perf_counter() - begun)
    return min(spent)


def _run(command: list[str]) -> str:
    """Run a command of this program to its end and return what it printed."""
    # Found also from a folder that is not the checkout's.
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    done = subprocess.run(command, capture_output=True, check=False, text=True, env=environment)
    if done.returncode != 0:
        said = done.stderr.strip().splitlines() or ["no message"]
        raise NasionError(f"The program does not start ({said[-1]}); run 'nasion doctor'.")
    return done.stdout
