"""Everything that a report says, gathered from the models as plain values. Any thread.

What identifies a person comes only from what was typed for the report; it is kept nowhere else. The
names of project and scan are left out, because people name files after patients.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import metadata
from typing import TYPE_CHECKING

import numpy as np

from app.case_recipes import REPORT, face_recipe
from app.translation import joined
from core.arrays import BoolArray, FloatArray
from core.document.changes import changes_since_fit
from core.document.project_file import Project
from core.document.provenance import Recipe
from core.document.state import FaceState
from core.evaluation.face_comparison import FaceComparison, NamedSurface, compare_faces
from core.geometry.cephalometry import LANDMARK_NAMES, measure_profile, profile_landmarks
from core.geometry.measures import measure_all
from core.geometry.mesh import Mesh
from core.geometry.norms import UNUSUAL, Norm, load_norms, norm_for
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.evaluation.palsy import VisitMeasures
    from core.inference.head import HeadModel

__all__ = ["LANDMARK_NAMES", "Person", "ReportFacts", "ReportRow", "ReportWish", "gather"]

_LEAST_TOLD, _MOST_MOVED = 0.5, 7
"""Smaller differences of measures, mm or degrees, are not listed, and no more than so many."""
PROFILE = "profile"
"""Group of the measures of the profile."""


@dataclass(frozen=True)
class Person:
    """What was typed for the report and is kept nowhere else.

    Attributes
    ----------
    name, born, number, examiner, note : str
        Empty where nothing was typed.
    sex : str
        ``female``, ``male`` or empty; chooses the norms.
    """

    name: str = ""
    born: str = ""
    number: str = ""
    examiner: str = ""
    note: str = ""
    sex: str = ""


@dataclass(frozen=True)
class ReportWish:
    """What the report shall be.

    Attributes
    ----------
    person : Person
        Typed for it.
    page : str
        ``a4`` or ``letter``.
    day : date
        Stands on the first page.
    other : FaceState or None
        A face to compare with; None compares with the face as fitted, where it was edited.
    other_title : str
        What that face is called.
    """

    person: Person = field(default_factory=Person)
    page: str = "a4"
    day: date = field(default_factory=date.today)
    other: FaceState | None = None
    other_title: str = ""


@dataclass(frozen=True)
class ReportRow:
    """One measure.

    Attributes
    ----------
    group, title, unit : str
        Group begins the measure's key, or is `PROFILE`; unit ``mm`` or ``deg``.
    value : float
        Of this face.
    mean, deviation : float or None
        Of the norm; None where nobody has measured it.
    source : str
        Of the norm; empty for the population that the model learned.
    """

    group: str
    title: str
    unit: str
    value: float
    mean: float | None
    deviation: float | None
    source: str = ""

    @property
    def score(self) -> float | None:
        """Deviations above the mean; None without a norm."""
        if self.mean is None or not self.deviation:
            return None
        return (self.value - self.mean) / self.deviation

    @property
    def unusual(self) -> bool:
        """Whether it lies farther from the mean than in one person of twenty."""
        return self.score is not None and abs(self.score) > UNUSUAL


@dataclass(frozen=True, eq=False)
class ReportFacts:
    """What the pages show.

    Attributes
    ----------
    wish : ReportWish
        What was asked for.
    skin, skull : Mesh
        Head frame, mm.
    skull_std : (n,) float64
        Deviation of every vertex of the skull, mm.
    before : Mesh or None
        The skin that is compared with, in the same topology; None where there is none.
    comparison : FaceComparison or None
        Of `skin` against `before`.
    face : (N_skin,) bool
        Which vertices belong to the face.
    rows : tuple of ReportRow
        In the order of the pages.
    edits : tuple of str
        The edit log; empty for a face as fitted.
    fit : mapping of str to float
        What the fit measured; empty without a scan. From photographs, the error to expect, mm, and
        whether the scale was known.
    known : tuple of str
        What is known of the bone.
    origin : tuple of (str, str)
        Where everything came from: names and values.
    moved : tuple of (str, str, float, float)
        Measures that differ most from `before`: title, unit, before, now.
    visits : tuple of VisitMeasures
        What the visits of a facial palsy show, by day; empty where there are none.
    weak : str or None
        The side that moves less, where somebody has said.
    """

    wish: ReportWish
    skin: Mesh
    skull: Mesh
    skull_std: FloatArray
    before: Mesh | None
    comparison: FaceComparison | None
    face: BoolArray
    rows: tuple[ReportRow, ...]
    edits: tuple[str, ...]
    fit: Mapping[str, float]
    known: tuple[str, ...]
    origin: tuple[tuple[str, str], ...]
    moved: tuple[tuple[str, str, float, float], ...] = ()
    visits: "tuple[VisitMeasures, ...]" = ()
    weak: str | None = None
    recipe: Recipe | None = None
    """Written beside the report: how its skin is made again; nothing that was typed."""

    @property
    def unusual(self) -> tuple[ReportRow, ...]:
        """Measures farther from the mean than in one person of twenty."""
        return tuple(row for row in self.rows if row.unusual)

    @property
    def sources(self) -> tuple[str, ...]:
        """The publications behind the norms, each once."""
        return tuple(dict.fromkeys(row.source for row in self.rows if row.source))


def gather(
    model: "HeadModel", project: Project, wish: ReportWish, monitor: Monitor | None = None
) -> ReportFacts:
    """Compute everything that a report says.

    Parameters
    ----------
    model : HeadModel
        Computes.
    project : Project
        Of whom.
    wish : ReportWish
        What is wanted.
    monitor : Monitor, optional
        Progress and cancellation.

    Returns
    -------
    ReportFacts
        Plain values.
    """
    watch, state = monitor or Monitor(), project.state
    watch.report(0.0, "Inferring the skull")
    skin, estimate = model.skin_preview(state), model.skull(state)
    template = model.bundle.template
    watch.report(0.4, "Measuring")
    rows = _rows(model, state, estimate.mesh, wish.person.sex)
    watch.report(0.7, "Comparing")
    edits = changes_since_fit(state, model.expression_names)
    then = wish.other or (state.as_fitted() if edits else None)
    before = None if then is None else model.skin_preview(then)
    comparison = None
    if before is not None:
        named = (NamedSurface("before", before), NamedSurface("now", skin))
        comparison = compare_faces(*named, template, skin)
    return ReportFacts(
        wish=wish,
        skin=skin,
        skull=estimate.mesh,
        skull_std=estimate.std_mm,
        before=before,
        comparison=comparison,
        face=np.asarray(template.face_mask, dtype=np.bool_),
        rows=rows,
        edits=edits,
        fit=_fit(state),
        known=tuple(bone.title for bone in state.known_bone),
        origin=_origin(model, state),
        moved=() if before is None else _moved(model, before, skin),
        visits=_visits(model, state),
        weak=state.palsy.weak,
        recipe=face_recipe(REPORT, state, skin, model, {"page": wish.page, "sex": wish.person.sex}),
    )


def _visits(model: "HeadModel", state: FaceState) -> "tuple[VisitMeasures, ...]":
    from core.evaluation.palsy import measure_visit

    return tuple(measure_visit(model.bundle.template, visit) for visit in state.palsy.visits)


def _rows(model: "HeadModel", state: FaceState, skull: Mesh, sex: str) -> tuple[ReportRow, ...]:
    from core.inference.measure_control import measure_targets

    norms = load_norms()

    def norm_of(key: str) -> Norm | None:
        return norm_for(norms, key, sex) if sex else None

    rows = []
    for one in measure_targets(model, state, symmetric=False):
        norm = norm_of(one.key)
        mean, deviation = (one.mean, one.deviation) if norm is None else _figures(norm)
        source = "" if norm is None else joined(norm.reference)
        row = ReportRow(
            one.key.partition(".")[0], one.title, one.unit, one.value, mean, deviation, source
        )
        rows.append(row)
    template = model.bundle.template
    places = model.skin_preview(state).vertices
    on_skin = {name: places[at] for name, at in profile_landmarks(template).items()}
    on_bone = {name: skull.vertices[at] for name, at in template.skull_landmarks.items()}
    for measure in measure_profile(on_skin, on_bone):
        norm = norm_of(measure.key)
        mean, deviation = (None, None) if norm is None else _figures(norm)
        source = "" if norm is None else joined(norm.reference)
        rows.append(
            ReportRow(PROFILE, measure.name, measure.unit, measure.value, mean, deviation, source)
        )
    return tuple(rows)


def _moved(
    model: "HeadModel", before: Mesh, now: Mesh
) -> tuple[tuple[str, str, float, float], ...]:
    """Return the measures that differ most, the largest difference first."""
    places = model.bundle.template.landmarks
    old, new = (
        {
            one.key: one
            for one in measure_all({key: mesh.vertices[at] for key, at in places.items()})
        }
        for mesh in (before, now)
    )
    found = [
        (one.name, one.unit, old[key].value, one.value)
        for key, one in new.items()
        if abs(one.value - old[key].value) >= _LEAST_TOLD
    ]
    found.sort(key=lambda row: -abs(row[3] - row[2]))
    return tuple(found[:_MOST_MOVED])


def _figures(norm: Norm) -> tuple[float, float]:
    return norm.mean, norm.standard_deviation


def _fit(state: FaceState) -> dict[str, float]:
    if state.scan is None:
        return {}
    report, photo = state.scan.report, state.scan.photo
    if photo is not None:
        scaled = float(photo.distance is not None)
        return {"expected": report.face_error_mean, "scaled": scaled}
    return {
        "mean": report.face_error_mean,
        "p95": report.face_error_p95,
        "coverage": report.coverage,
        "confidence": report.confidence,
    }


def _origin(model: "HeadModel", state: FaceState) -> tuple[tuple[str, str], ...]:
    scan = state.scan
    facts = [
        ("program", f"Nasion {metadata.version('nasion')}"),
        ("models", f"{state.bundle.id}, {state.bundle.sha256}"),
    ]
    if scan is not None:
        facts.append(("scan" if scan.photo is None else "photo", scan.sha256))
        facts.append(("unit", scan.unit))
    return (*facts, ("device", model.device_name))
