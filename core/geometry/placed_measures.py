"""Measures that a person places between points of skin or skull, so that they follow edits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from core.geometry.surface_points import SurfacePoint

PlacedKind = Literal["distance", "angle", "path", "area"]
PLACED_KINDS: tuple[PlacedKind, ...] = get_args(PlacedKind)

POINTS_OF_KIND: Mapping[PlacedKind, tuple[int, int]] = {
    "distance": (2, 2),
    "angle": (3, 3),
    "path": (2, 32),
    "area": (3, 32),
}
"""Fewest and most points of each kind."""

UNITS: Mapping[PlacedKind, str] = {"distance": "mm", "angle": "°", "path": "mm", "area": "mm²"}
"""Unit of each kind's value."""


@dataclass(frozen=True)
class PlacedMeasure:
    """One measure that a person placed.

    Attributes
    ----------
    kind : str
        One of `PLACED_KINDS`.
    title : str
        For people, and to remove it by.
    points : tuple of SurfacePoint
        In the order in which they were placed; those of a path or an area lie on one body.
    """

    kind: PlacedKind
    title: str
    points: tuple[SurfacePoint, ...]


def why_unplaceable(measure: PlacedMeasure) -> str:
    """Return what is wrong with a measure, or nothing.

    Parameters
    ----------
    measure : PlacedMeasure
        Perhaps from a file.

    Returns
    -------
    str
        Such as ``needs 2 points``; empty when it is sound.
    """
    least, most = POINTS_OF_KIND[measure.kind]
    if not measure.title:
        return "has no title"
    if not least <= len(measure.points) <= most:
        return f"needs {least} points" if least == most else f"needs {least} to {most} points"
    if measure.kind in ("path", "area") and len({point.body for point in measure.points}) > 1:
        return "runs over skin and skull; choose points on one of them"
    return ""
