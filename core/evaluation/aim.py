"""AIM's table: unseen frames beside other models, anatomy, scans, landmarks, edits and times.

The frames are those of `core.evaluation.aim_takes`: people drawn from the population and two real
ones, as fitted, in expressions, jaws and bumps that no shape to learn from shows. Every figure says
of how many frames and shapes it is. Times are processor seconds, which other work on the machine
does not change. Published figures are of other data: real captures.
"""

import time
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.arrays import FloatArray
from core.evaluation.aim_actor import Actor
from core.evaluation.aim_edits import edit_rows
from core.evaluation.aim_measures import (
    anatomy_distances,
    asymmetries,
    frame_errors,
    jaw_errors,
    sparse_noisy,
)
from core.evaluation.aim_methods import fitting_methods
from core.evaluation.aim_people import actors
from core.evaluation.aim_retarget import retarget_rows
from core.evaluation.aim_session import Explain, Explained, Learn, Session, make_session
from core.evaluation.aim_takes import Take, unseen_take
from core.evaluation.aim_views import View, landmark_rows, scan_rows
from core.evaluation.parts import Row, row
from core.inference.aim_person import person_anatomy
from core.inference.head import HeadModel
from core.monitor import Monitor

SECTIONS = ("fit", "anatomy", "scans", "landmarks", "retarget", "edits")
"""Parts of the table, in its order; the ablations are trainings and stand in `core.training`."""
FRAMES = 17
"""Unseen frames of each of six people: 102 in all."""
SLOW, SLOW_FRAMES = frozenset({"patches", "patches_anatomy"}), 4
"""Methods of several seconds a frame, and on how many frames of each person they are measured; all
others are measured on those frames too."""
VIEW_FRAMES = 3
"""Frames of each person that are fitted as scans and by landmarks."""
SHAPES = (19, 53)
"""Shapes to learn from, beside the neutral one."""
PUBLISHED = {"published_aim_low": 0.19, "published_aim_high": 0.21}
"""Chandran and Zoss, CVPR 2024: mean over unseen faces of their actors, mm."""


_KEYS = ("method", "set", "region", "metric", "unit")


@dataclass(frozen=True)
class Extent:
    """How much is measured.

    Attributes
    ----------
    frames : int
        Of each person.
    people : int or None
        Only the first so many.
    shapes : tuple of int
        Sizes of the sets to learn from.
    """

    frames: int = FRAMES
    people: int | None = None
    shapes: tuple[int, ...] = SHAPES


def evaluate_aim(
    head: HeadModel,
    data: Path,
    monitor: Monitor,
    *,
    only: Collection[str] = SECTIONS,
    extent: Extent | None = None,
    methods: dict[str, Learn] | None = None,
) -> list[Row]:
    """Measure AIM.

    Parameters
    ----------
    head : HeadModel
        The shipped model.
    data : Path
        The shared data folder, for the real people.
    monitor : Monitor
        Progress and cancellation.
    only : collection of str
        Of `SECTIONS`.
    extent : Extent, optional
        How much.
    methods : dict of str to Learn, optional
        What is compared on unseen frames.

    Returns
    -------
    list of dict
        Tidy rows of `DESIGN.md`, section 6.
    """
    how = extent or Extent()
    rows: list[Row] = []
    if {"fit", "anatomy", "scans", "landmarks"} & set(only):
        people = monitor.part(0.0, 0.8)
        table = _Table(methods or fitting_methods(), how, set(only))
        for actor in actors(head, data, people, how.people):
            table.add(head, actor)
        rows += table.rows()
    if "retarget" in only:
        rows += retarget_rows(head)
    if "edits" in only:
        rows += edit_rows(head, data, monitor.part(0.8, 1.0))
    return rows


class _Table:
    """Collects what is measured of each person."""

    def __init__(self, methods: dict[str, Learn], extent: Extent, only: set[str]) -> None:
        self._methods, self._extent, self._only = methods, extent, only
        self._values: dict[tuple[str, str, str, str, str], list[float]] = defaultdict(list)
        self._frames = 0

    def add(self, head: HeadModel, actor: Actor) -> None:
        """Measure one person."""
        bundle = head.bundle
        anatomy = person_anatomy(bundle, actor.resting, actor.skull.mesh)
        take = unseen_take(actor, self._extent.frames, bundle.template.face_mask)
        self._frames += len(take)
        for count in self._extent.shapes:
            session = make_session(bundle, actor, anatomy, count)
            sets = (f"unseen, {count} shapes", f"{actor.name}, {count} shapes")
            if "fit" in self._only:
                self._fit(session, take, sets)
        session = make_session(bundle, actor, anatomy, self._extent.shapes[0])
        if "anatomy" in self._only:
            self._anatomy(session)
        if {"scans", "landmarks"} & self._only:
            self._views(session, take.first(VIEW_FRAMES))

    def _fit(self, session: Session, take: Take, sets: tuple[str, ...]) -> None:
        for name, learn in self._methods.items():
            begun = time.process_time()
            explain = learn(session)
            learned = time.process_time() - begun
            shown = take.first(SLOW_FRAMES) if name in SLOW else take
            begun = time.process_time()
            found = explain(shown.skins, session.visible)
            seconds = (time.process_time() - begun) / len(shown)
            targets, seen = sparse_noisy(session, shown)
            hard = explain(targets, seen).skins
            for where in sets if name not in SLOW else ():
                self._keep(name, where, _errors(session, shown, found, hard))
            for where in sets:
                few = Explained(found.skins[:SLOW_FRAMES], found.jaws and found.jaws[:SLOW_FRAMES])
                errors = _errors(session, shown.first(SLOW_FRAMES), few, hard[:SLOW_FRAMES])
                self._keep(name, f"{where}, first {SLOW_FRAMES} frames", errors)
            times = {
                ("full", "seconds_batch", "s"): seconds,
                ("full", "seconds_learn", "s"): learned,
            }
            if name not in SLOW:
                times["full", "seconds", "s"] = _one_frame(explain, take, session)
            self._keep(name, sets[0], times)

    def _views(self, session: Session, take: Take) -> None:
        view = View.of(session, take)
        found = scan_rows(view) if "scans" in self._only else []
        found += landmark_rows(view) if "landmarks" in self._only else []
        for one in found:
            name, where, region, metric, unit = (str(one[key]) for key in _KEYS)
            self._values[name, where, region, metric, unit].append(float(str(one["value"])))

    def _keep(self, name: str, where: str, values: dict[tuple[str, str, str], float]) -> None:
        for (region, metric, unit), value in values.items():
            self._values[name, where, region, metric, unit].append(value)

    def _anatomy(self, session: Session) -> None:
        for where in ("people", session.actor):
            for region, value in anatomy_distances(session).items():
                unit = "1" if region == "bone_outside" else "mm"
                metric = "bone_outside_skin" if region == "bone_outside" else "bone_to_skull"
                area = "face" if region == "bone_outside" else region
                self._values["ours", where, area, metric, unit].append(value)
            for region, value in asymmetries(session).items():
                unit = "1" if region == "jaw" else "mm"
                self._values["ours", where, region, "asymmetry", unit].append(value)

    def rows(self) -> list[Row]:
        """Return means over people."""
        rows = [
            row(method, where, region, metric, float(np.mean(found)), unit)
            for (method, where, region, metric, unit), found in self._values.items()
        ]
        if "fit" in self._only:
            for name, value in PUBLISHED.items():
                rows.append(row(name, "their actors", "face", "fit_error", value))
            rows.append(row("ours", "unseen", "full", "samples", float(self._frames), "frames"))
        return rows


def _errors(
    session: Session, take: Take, found: Explained, hard: FloatArray
) -> dict[tuple[str, str, str], float]:
    errors, poor = frame_errors(session, take, found.skins), frame_errors(session, take, hard)
    values = {
        ("face", "fit_error", "mm"): errors.face,
        ("full", "fit_error", "mm"): errors.full,
        ("face", "fit_error_p95", "mm"): errors.face_p95,
        ("face", "worst_frame", "mm"): errors.worst,
        ("face", "fit_error_sparse_noisy", "mm"): poor.face,
        ("full", "fit_error_sparse_noisy", "mm"): poor.full,
    }
    jaw = jaw_errors(session, take.jaws, found)
    if jaw is not None:
        values["mandible", "jaw_turn", "deg"] = jaw[0]
        values["mandible", "jaw_move", "mm"] = jaw[1]
    return values


def _one_frame(explain: Explain, take: Take, session: Session) -> float:
    begun = time.process_time()
    explain(take.skins[:1], session.visible)
    return time.process_time() - begun
