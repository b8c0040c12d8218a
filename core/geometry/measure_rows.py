"""Every measure of a face in one table: face, profile of the skin, profile of the bone."""

import csv
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.arrays import FloatArray
from core.geometry.cephalometry import BONE, measure_profile
from core.geometry.measures import Landmarks, Measure, measure_all
from core.geometry.norms import UNUSUAL, Norm, norm_for
from core.geometry.surface_points import SurfacePoint

SEXES = ("female", "male")
GROUPS = {"face": "Face", "skin": "Profile of the skin", "bone": "Profile of the bone"}
"""Titles of the groups of rows, by key."""


@dataclass(frozen=True)
class MeasureRow:
    """One measure and where it stands among adults.

    Attributes
    ----------
    measure : Measure
        The value.
    group : str
        Key of `GROUPS`.
    norms : mapping of str to Norm
        By sex; empty where nobody has published any.
    """

    measure: Measure
    group: str
    norms: Mapping[str, Norm]

    def score(self, sex: str) -> float:
        """Return how many deviations the value lies above the mean.

        Parameters
        ----------
        sex : str
            Of `SEXES`.

        Returns
        -------
        float
            Not a number where it is not known.
        """
        norm = self.norms.get(sex)
        return math.nan if norm is None else norm.z_score(self.measure.value)

    def unusual(self, sex: str) -> bool:
        """Return whether the value lies so far off that it is marked.

        Parameters
        ----------
        sex : str
            Of `SEXES`.
        """
        return abs(self.score(sex)) > UNUSUAL


def measure_rows(
    skin: Landmarks, bone: Landmarks | None, norms: tuple[Norm, ...]
) -> tuple[MeasureRow, ...]:
    """Measure a face and its profile.

    Parameters
    ----------
    skin : mapping of str to (3,) float64
        Landmarks of the skin, head frame, mm.
    bone : mapping of str to (3,) float64 or None
        Landmarks of the skull under their own names; None leaves the bone out.
    norms : tuple of Norm
        From `core.geometry.norms.load_norms`.

    Returns
    -------
    tuple of MeasureRow
        Group by group.
    """
    groups = {
        "face": measure_all(skin),
        "skin": measure_profile(skin, only="profile."),
        "bone": measure_profile({}, bone, only="bone."),
    }
    return tuple(
        MeasureRow(measure, group, _norms(norms, measure.key))
        for group, measures in groups.items()
        for measure in measures
    )


def _norms(norms: tuple[Norm, ...], key: str) -> Mapping[str, Norm]:
    found = {sex: norm_for(norms, key, sex) for sex in SEXES}
    return {sex: norm for sex, norm in found.items() if norm is not None}


def landmark_places(
    vertices: FloatArray,
    landmarks: Mapping[str, int],
    moved: Mapping[str, SurfacePoint],
    *,
    bone: bool = False,
) -> dict[str, FloatArray]:
    """Return where the landmarks of skin or skull lie, those included that a person moved.

    Parameters
    ----------
    vertices : (n, 3) float64
        Of the template's skin or skull on this head, mm.
    landmarks : mapping of str to int
        Vertices that have a name.
    moved : mapping of str to SurfacePoint
        Of the document; names of the skull begin with ``bone:``.
    bone : bool
        Whether it is the skull.

    Returns
    -------
    dict of str to (3,) float64
        By plain names, mm.
    """
    found = {name: vertices[at] for name, at in landmarks.items()}
    for name, point in moved.items():
        plain = name.removeprefix(BONE)
        fits = max(point.corners) < len(vertices) and plain in found
        if name.startswith(BONE) == bone and fits:
            found[plain] = point.place(vertices)
    return found


def rows_csv(rows: Sequence[MeasureRow], placed: Sequence[tuple[str, str, float, str]] = ()) -> str:
    """Return rows as a CSV table.

    Parameters
    ----------
    rows : sequence of MeasureRow
        The table.
    placed : sequence of (str, str, float, str)
        Placed measures and others: key, name, value, unit.

    Returns
    -------
    str
        One measure a line; what is not known stays empty.
    """
    norm_columns = ("mean", "sd", "z", "people", "source")
    names = ["measure", "name", "group", "value", "unit"]
    names += [f"{sex}_{column}" for sex in SEXES for column in norm_columns]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        one = row.measure
        cells: list[object] = [one.key, one.name, row.group, f"{one.value:.3f}", one.unit]
        for sex in SEXES:
            norm = row.norms.get(sex)
            cells += ("",) * len(norm_columns) if norm is None else _norm_cells(norm, one.value)
        writer.writerow(cells)
    for key, name, value, unit in placed:
        shown = f"{value:.3f}" if math.isfinite(value) else ""
        writer.writerow([key, name, "placed", shown, unit, *[""] * 2 * len(norm_columns)])
    return stream.getvalue()


def _norm_cells(norm: Norm, value: float) -> tuple[object, ...]:
    score = norm.z_score(value)
    known = norm.standard_deviation > 0
    people = norm.count or ""
    return (
        norm.mean,
        norm.standard_deviation if known else "",
        f"{score:.2f}" if known else "",
        people,
        norm.reference,
    )
