"""What visits of a facial palsy show, as figures: per pose, per region, left against right, by day.

Everything is measured anew from the poses that the document keeps, so that figures of an old visit
and of a new one come from the same program.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.arrays import FloatArray
from core.document.palsy import PalsyPose, PalsyStudy, PalsyVisit
from core.errors import ProjectError
from core.geometry.asymmetry import NORM_MM, Asymmetry, face_asymmetry
from core.geometry.mimic import (
    EXCURSIONS,
    BothSides,
    change_map,
    excursions,
    healthy_target,
    laid_on_rest,
    positions,
    region_rms,
)
from core.geometry.sides import Side
from core.geometry.template import Template

KEY_MEASURES = {
    "neutral": "mouth_corner_height",
    "smile": "mouth_corner",
    "e": "mouth_corner",
    "u": "mouth_corner",
    "eyes_closed": "eye_opening",
    "brows_up": "brow",
}
"""The one measure of each pose that a timeline shows."""
_TITLES = ("day", "pose", "measure", "left_mm", "right_mm", "difference_mm", "weaker_percent",
           "value_mm", "score")  # fmt: skip


@dataclass(frozen=True, eq=False)
class PoseMeasures:
    """What one pose shows.

    Attributes
    ----------
    pose : PalsyPose
        Which.
    asymmetry : Asymmetry
        Against its own mirror image.
    regions : mapping of str to float
        Root mean square of the asymmetry by region, mm.
    sides : tuple of BothSides
        Excursions against the neutral face of the same visit, then positions.
    """

    pose: PalsyPose
    asymmetry: Asymmetry
    regions: Mapping[str, float]
    sides: tuple[BothSides, ...]

    def side(self, name: str) -> BothSides | None:
        """Return the lengths of a `name` on both sides, or None where they are not known."""
        return next((one for one in self.sides if one.name == name), None)

    @property
    def key(self) -> BothSides | None:
        """What a timeline shows of this pose; None without a neutral face to tell it from."""
        return self.side(KEY_MEASURES[self.pose.name])


@dataclass(frozen=True, eq=False)
class VisitMeasures:
    """What one visit shows.

    Attributes
    ----------
    day : str
        Of the visit.
    poses : tuple of PoseMeasures
        In the order of `core.document.palsy.POSES`.
    """

    day: str
    poses: tuple[PoseMeasures, ...]

    def pose(self, name: str) -> PoseMeasures | None:
        """Return what the pose of a `name` shows, or None where it was not taken."""
        return next((one for one in self.poses if one.pose.name == name), None)


def _places(template: Template, vertices: FloatArray) -> dict[str, FloatArray]:
    return {name: vertices[at] for name, at in template.landmarks.items()}


def fitting_pose(template: Template, pose: PalsyPose) -> PalsyPose:
    """Return a pose that these models can read.

    Parameters
    ----------
    template : Template
        Of the models.
    pose : PalsyPose
        Of a document.

    Raises
    ------
    ProjectError
        When it was made with other models.
    """
    if len(pose.vertices) != template.skin.vertex_count:
        raise ProjectError(
            "The poses of the visits were made with other models; fit their scans again."
        )
    return pose


def measure_pose(template: Template, pose: PalsyPose, rest: PalsyPose | None) -> PoseMeasures:
    """Measure one pose.

    Parameters
    ----------
    template : Template
        Names what is measured.
    pose : PalsyPose
        Which.
    rest : PalsyPose or None
        The neutral face of the same visit; without it there are no excursions.

    Returns
    -------
    PoseMeasures
        mm.

    Raises
    ------
    ProjectError
        When a pose was made with other models.
    """
    vertices = fitting_pose(template, pose).vertices
    found = face_asymmetry(template, vertices, _places(template, vertices))
    sides: tuple[BothSides, ...] = ()
    if rest is not None and rest is not pose:
        sides = excursions(template, fitting_pose(template, rest).vertices, vertices)
    sides += positions(template, vertices)
    return PoseMeasures(pose, found, region_rms(template, found.signed), sides)


def measure_visit(template: Template, visit: PalsyVisit) -> VisitMeasures:
    """Measure every pose of a visit.

    Parameters
    ----------
    template : Template
        Names what is measured.
    visit : PalsyVisit
        Which.

    Returns
    -------
    VisitMeasures
        mm.

    Raises
    ------
    ProjectError
        When a pose was made with other models.
    """
    rest = visit.pose("neutral")
    return VisitMeasures(
        visit.day, tuple(measure_pose(template, pose, rest) for pose in visit.poses)
    )


def target_of(template: Template, pose: PalsyPose, healthy: Side) -> FloatArray:
    """Return the face that a pose would be were both sides like the healthy one.

    Parameters
    ----------
    template : Template
        Says what mirrors what.
    pose : PalsyPose
        Which.
    healthy : {'left', 'right'}
        Of the subject.

    Returns
    -------
    (N_skin, 3) float64
        mm.
    """
    return healthy_target(template, fitting_pose(template, pose).vertices, healthy)


def change_between(template: Template, before: PalsyPose, after: PalsyPose) -> FloatArray:
    """Return how a pose has changed between two visits.

    Parameters
    ----------
    template : Template
        Says what holds still.
    before, after : PalsyPose
        The same pose, earlier and later.

    Returns
    -------
    (N_skin,) float64
        How far the later face stands out before the earlier one, mm; NaN beside the face.
    """
    return change_map(
        template, fitting_pose(template, before).vertices, fitting_pose(template, after).vertices
    )


def laid_over(template: Template, rest: PalsyPose, pose: PalsyPose) -> FloatArray:
    """Return a pose turned and shifted onto another by what holds still.

    Parameters
    ----------
    template : Template
        Says what holds still.
    rest, pose : PalsyPose
        What is laid on, and what is moved.

    Returns
    -------
    (N_skin, 3) float64
        The moved pose, mm.
    """
    return laid_on_rest(
        template, fitting_pose(template, rest).vertices, fitting_pose(template, pose).vertices
    )


def study_rows(template: Template, study: PalsyStudy) -> list[dict[str, Any]]:
    """Return every figure of every visit, one a row.

    Parameters
    ----------
    template : Template
        Names what is measured.
    study : PalsyStudy
        The visits.

    Returns
    -------
    list of dict
        ``day, pose, measure``; then ``left_mm, right_mm, difference_mm, weaker_percent`` for
        lengths on both sides, or ``value_mm`` and ``score`` (deviations above the norm) for the
        asymmetry of the face, its thirds and regions. What does not apply is None.

    Raises
    ------
    ProjectError
        When a pose was made with other models.
    """
    return [
        row
        for visit in study.visits
        for one in measure_visit(template, visit).poses
        for row in _pose_rows(visit.day, one)
    ]


def _pose_rows(day: str, found: PoseMeasures) -> Iterator[dict[str, Any]]:
    empty: dict[str, Any] = dict.fromkeys(_TITLES)
    start = {**empty, "day": day, "pose": found.pose.name}
    for one in found.sides:
        # A height over the nose may be nought on one side: no share of it means anything.
        plain = one.name in EXCURSIONS and np.isfinite(one.index)
        index = one.index if plain else None
        yield {
            **start, "measure": one.name, "left_mm": one.left, "right_mm": one.right,
            "difference_mm": one.difference, "weaker_percent": index,
        }  # fmt: skip
    for name, value in found.asymmetry.rms.items():
        third = name if name == "face" else f"{name}_third"
        score = (value - NORM_MM[0]) / NORM_MM[1] if name == "face" else None
        yield {**start, "measure": f"asymmetry_{third}", "value_mm": value, "score": score}
    for name, value in found.regions.items():
        yield {**start, "measure": f"asymmetry_{name}", "value_mm": value}


def study_csv(template: Template, study: PalsyStudy) -> str:
    """Return every figure of every visit as CSV.

    Parameters
    ----------
    template : Template
        Names what is measured.
    study : PalsyStudy
        The visits.

    Returns
    -------
    str
        With a header; the columns of `study_rows`.
    """
    stream = io.StringIO()
    writer = csv.DictWriter(stream, _TITLES, lineterminator="\n")
    writer.writeheader()
    for row in study_rows(template, study):
        writer.writerow(
            {name: f"{one:.6g}" if isinstance(one, float) else one for name, one in row.items()}
        )
    return stream.getvalue()
