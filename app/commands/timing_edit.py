"""Timings of edits without a window: previews of every kind, the step to the exact surface, stops.

The drawn frame is not in these; `app.latency` measures it in a real window.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from app.measuring import read_measures, solve_measure
from app.surfaces import ColourBy
from app.workshop import FULL_RESOLUTION, Workshop
from core.document.edits import (
    BlendParts,
    Edit,
    PaintThickness,
    Person,
    SetBone,
    SetBuild,
    SetComponent,
    SetExpression,
    SetSize,
    SetThickness,
)
from core.document.state import FaceState
from core.monitor import Monitor, watched_by
from core.process_memory import resident_bytes

if TYPE_CHECKING:
    from core.inference.head import HeadModel

Row = dict[str, Any]
MakeEdit = Callable[[FaceState, float], Edit]
WARM_SHARE = 0.1
"""Memory counts as flat from this share of the edits on: until then everything is first filled."""
TYPED = 0.5
"""A measure is typed so many standard deviations from where it is: what one part alone can do."""
BRUSHED = 0.5
"""Share of the head that a painted edit touches."""


def edit_kinds(model: "HeadModel") -> dict[str, MakeEdit]:
    """Return every kind of edit that the models have, by name.

    Parameters
    ----------
    model : HeadModel
        On any device.

    Returns
    -------
    dict of str to callable
        Each makes the edit of a document from a share, -1 to 1, of about a standard deviation.
    """
    mean, template = model.mean_state(), model.bundle.template
    names, regions = model.expression_names, tuple(template.regions)
    random = np.random.default_rng(0)
    codes = {part: tuple(random.normal(0.0, 0.8, len(code))) for part, code in mean.codes.items()}
    own, other = Person.of(mean, "own"), Person("other", mean.bundle, codes, 1.02)
    weight = np.abs(template.skin.vertices[:, 0]) < BRUSHED * np.ptp(template.skin.vertices[:, 0])
    kinds: dict[str, MakeEdit] = {
        "part code": lambda _, at: SetComponent("nose", 0, at),
        "size": lambda _, at: SetSize(1.0 + 0.03 * at),
        "whole-face blend": lambda _, at: BlendParts.whole(own, other, 0.5 + 0.5 * at),
    }
    measures = [one for one in read_measures(model, mean) if one.key.startswith("nose.")]
    if measures:
        one = next((one for one in measures if one.key == "nose.width"), measures[0])
        kinds["typed measure"] = lambda state, at: (
            solve_measure(model, state, one.key, one.value + TYPED * at * one.deviation).edit
        )
    if names:
        smile = next((name for name in names if "smile" in name.lower()), names[0])
        kinds["expression"] = lambda _, at: SetExpression(smile, 0.5 + 0.5 * at, names)
    if regions:
        kinds["thickness"] = lambda _, at: SetThickness(regions[0], 2.0 * at)
        kinds["paint brush"] = lambda _, at: PaintThickness(at * weight)
    if model.anatomy.builds:
        kinds["build"] = lambda _, at: SetBuild(2.0 * at)
    for kind, key, reach in (("bone", "chin.forward", 3.0), ("jaw", "mandible.open", 10.0)):
        if key in model.anatomy.bones:
            kinds[kind] = lambda _, at, key=key, reach=reach: SetBone(key, reach * (0.5 + 0.5 * at))
    return kinds


def time_edits(model: "HeadModel", edits: int, monitor: Monitor) -> list[Row]:
    """Time slider steps of every kind to the previewed surface, and watch the memory.

    Parameters
    ----------
    model : HeadModel
        On any device.
    edits : int
        How many steps in all; each gives another surface, so that nothing kept is used.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    list of dict
        Tidy rows: latencies by kind, ms, with the processor's own time, and how the memory grew.
    """
    workshop, mean = Workshop(lambda: model), model.mean_state()
    if not model.anatomy.ready(mean):
        model.anatomy.prepare(mean, monitor.part(0.0, 0.1))
    kinds = edit_kinds(model)
    spent: dict[str, list[tuple[float, float]]] = {kind: [] for kind in kinds}
    warm = resident_bytes()
    for step in range(edits):
        monitor.report(0.1 + 0.9 * step / edits, "Timing edits")
        kind = list(kinds)[step % len(kinds)]
        at = float(np.sin(0.7 + step)) * (1.0 - 1e-6 * step)
        clock, processor = time.perf_counter(), time.thread_time()
        state = kinds[kind](mean, at).apply(mean)
        workshop.preview(step, state, ColourBy.PLAIN)
        spent[kind].append((time.perf_counter() - clock, time.thread_time() - processor))
        if step < WARM_SHARE * edits:
            warm = resident_bytes()
    rows = []
    for kind, pairs in spent.items():
        clocks, processors = 1000.0 * np.array(pairs or [(np.nan, np.nan)]).T
        case = f"preview, {kind}"
        rows += [
            _row(case, "latency_p50", float(np.median(clocks)), "ms"),
            _row(case, "latency_p95", float(np.percentile(clocks, 95)), "ms"),
            _row(case, "processor_p50", float(np.median(processors)), "ms"),
        ]
    growth = 100.0 * (resident_bytes() - warm) / max(warm, 1)
    return [
        *rows,
        _row("edits", "count", float(edits), ""),
        _row("edits", "memory", resident_bytes() / 2**20, "MiB"),
        _row("edits", "memory_growth", growth, "%"),
    ]


def time_exact(model: "HeadModel", monitor: Monitor) -> list[Row]:
    """Measure how far what is shown while dragging lies from the exact surface after it.

    Parameters
    ----------
    model : HeadModel
        On any device.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    list of dict
        Tidy rows for an edit of about one standard deviation of every kind, mm: what the field
        tells at the face's tracked vertices, which is how far tracking is off; their distance from
        the extracted triangles, whose chords cut the lips' and lids' edges; that of the pocket
        within the mouth, whose walls pass through each other; and the seconds that it takes.
    """
    from core.evaluation.bench_exact import field_at
    from core.geometry.distance import SurfaceDistance

    mean, seen = model.mean_state(), np.asarray(model.bundle.template.face_mask, dtype=bool).copy()
    pocket = np.zeros_like(seen)
    pocket[model.bundle.skull.pocket] = True
    pocket &= seen
    seen &= ~pocket
    kinds, rows = edit_kinds(model), []
    for number, (kind, make) in enumerate(kinds.items()):
        state = make(mean, 1.0).apply(mean)
        tracked = model.skin_preview(state)
        watch = monitor.part(number / len(kinds), (number + 1) / len(kinds))
        begun = time.perf_counter()
        exact = model.skin_full(state, FULL_RESOLUTION, watch)
        seconds = time.perf_counter() - begun
        far = SurfaceDistance(exact).unsigned(tracked.vertices)[0]
        off, jump = np.abs(field_at(model, state, tracked.vertices[seen])), far[seen]
        case = f"tracked to exact, {kind}"
        rows += [
            _row(case, "field_p95", float(np.percentile(off, 95)), "mm"),
            _row(case, "field_p999", float(np.percentile(off, 99.9)), "mm"),
            _row(case, "jump_p95", float(np.percentile(jump, 95)), "mm"),
            _row(case, "jump_max", float(jump.max()), "mm"),
            _row(case, "jump_pocket_max", float(far[pocket].max(initial=0.0)), "mm"),
            _row(case, "seconds", seconds, "s"),
        ]
    return rows


class Looks(threading.Event):
    """Notes how long work goes on between two looks at whether it was cancelled."""

    def __init__(self) -> None:
        super().__init__()
        self.stage = ""
        self.longest: dict[str, float] = {}
        self._last = time.thread_time()

    def is_set(self) -> bool:
        """Return whether the work is cancelled, noting the time since the last look."""
        now = time.thread_time()
        gap = 1000.0 * (now - self._last)
        self.longest[self.stage] = max(self.longest.get(self.stage, 0.0), gap)
        self._last = time.thread_time()
        return super().is_set()

    def begin(self, stage: str) -> None:
        """Take note of what is being done now."""
        self.stage = stage


@contextmanager
def looking() -> Iterator[tuple[Monitor, Looks]]:
    """Give a monitor whose looks are noted, for work on this thread.

    Yields
    ------
    Monitor, Looks
        To hand to the work; to be read after it.
    """
    looks = Looks()
    monitor = Monitor(lambda _, message: looks.begin(message), looks)
    with watched_by(monitor):
        yield monitor, looks
        looks.is_set()


def time_stops(model: "HeadModel") -> list[Row]:
    """Measure how long each stage of an exact surface goes on after it was cancelled, at worst.

    Parameters
    ----------
    model : HeadModel
        On any device; everything is learnt and found anew where it was not yet.

    Returns
    -------
    list of dict
        Tidy rows: the longest stretch between two looks, processor time, ms, for the first exact
        surface of a program and for one after an edit.
    """
    workshop, mean = Workshop(lambda: model), model.mean_state()
    rows = []
    for case, at in (("first", 0.0), ("after an edit", 1.0)):
        state = SetComponent("nose", 0, at).apply(mean)
        workshop.preview(0, state, ColourBy.PLAIN)
        with looking() as (monitor, looks):
            workshop.full(0, state, ColourBy.PLAIN, monitor)
        rows += [
            _row(f"cancel, {case}: {stage or 'Begin'}", "latency_max", longest, "ms")
            for stage, longest in looks.longest.items()
        ]
    return rows


def _row(case: str, metric: str, value: float, unit: str) -> Row:
    return {"case": case, "metric": metric, "value": value, "unit": unit}
