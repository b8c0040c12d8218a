"""Timings of what a person waits for: an edit, a fit, the start of the program."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from app import heads
from core.document.edits import SetComponent
from core.errors import NasionError
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.inference.head import HeadModel

_STARTS = 3
_LOAD = "from app.heads import head_model; head_model()"


def time_edits(model: "HeadModel", edits: int, monitor: Monitor) -> list[dict[str, Any]]:
    """Time slider steps to the previewed surface.

    Parameters
    ----------
    model : HeadModel
        On any device.
    edits : int
        How many steps; each gives another surface, so that nothing kept is used.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    list of dict
        Tidy rows; ``speedup`` is against extracting the same surface anew.
    """
    state = model.mean_state()
    model.skin_preview(state)
    spent = []
    for step in range(edits):
        monitor.report(0.7 * step / edits, "Timing the preview")
        state = SetComponent("nose", step % 3, -2.0 + 4.0 * step / edits).apply(state)
        begun = time.perf_counter()
        model.skin_preview(state)
        spent.append(1000.0 * (time.perf_counter() - begun))
    begun = time.perf_counter()
    model.skin_full(state, monitor=monitor.part(0.7, 1.0))
    extracted = 1000.0 * (time.perf_counter() - begun)
    median, slow = float(np.median(spent)), float(np.percentile(spent, 95))
    return [
        {"case": "edit preview", "metric": "latency_p50", "value": median, "unit": "ms"},
        {"case": "edit preview", "metric": "latency_p95", "value": slow, "unit": "ms"},
        {"case": "edit extracted", "metric": "latency_p50", "value": extracted, "unit": "ms"},
        {"case": "edit preview", "metric": "speedup", "value": extracted / median, "unit": "x"},
    ]


def time_drag(frames: int) -> list[dict[str, Any]]:
    """Time a drag in the real window, from the slider's event to the drawn frame.

    Parameters
    ----------
    frames : int
        Steps of the drag.

    Returns
    -------
    list of dict
        Tidy rows.

    Raises
    ------
    NasionError
        When there is no screen.
    """
    from app.doctor import check_window

    screen = check_window()
    if not screen.passed:
        raise NasionError(f"The window cannot be timed: {screen.found}; start it under xvfb-run.")
    from app.latency import measure_drag_in_new_window

    found = measure_drag_in_new_window(frames)
    return [
        {"case": "drag to drawn frame", "metric": metric, "value": found[metric], "unit": "ms"}
        for metric in ("latency_p50", "latency_p95")
    ]


def time_fit(model: "HeadModel", path: Path, monitor: Monitor) -> list[dict[str, Any]]:
    """Time a fit from the file on.

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
        Tidy rows: seconds and the error reached.
    """
    begun = time.perf_counter()
    project, _ = heads.fit_scan(path, heads.ScanUnit.AUTO, model, monitor)
    seconds = time.perf_counter() - begun
    facts, case = heads.fit_facts(project.state), f"fit {path.name}"
    return [
        {"case": case, "metric": "seconds", "value": seconds, "unit": "s"},
        {"case": case, "metric": "fit_error", "value": facts["face_error_mean"], "unit": "mm"},
    ]


def time_startup() -> list[dict[str, Any]]:
    """Time starting the program, best of a few: other work on the machine only adds.

    Returns
    -------
    list of dict
        Tidy rows, seconds.

    Raises
    ------
    NasionError
        When the program does not start.
    """
    commands = {
        "help": [sys.executable, "-m", "app.cli", "--help"],
        "models loaded": [sys.executable, "-c", _LOAD],
    }
    return [
        {"case": f"startup {name}", "metric": "seconds", "value": _best(command), "unit": "s"}
        for name, command in commands.items()
    ]


def _best(command: list[str]) -> float:
    spent = []
    # Found also from a folder that is not the checkout's.
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    for _ in range(_STARTS):
        begun = time.perf_counter()
        done = subprocess.run(command, capture_output=True, check=False, text=True, env=environment)
        spent.append(time.perf_counter() - begun)
        if done.returncode != 0:
            said = done.stderr.strip().splitlines() or ["no message"]
            raise NasionError(f"The program does not start ({said[-1]}); run 'nasion doctor'.")
    return min(spent)
