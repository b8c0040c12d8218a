"""Values of placed measures on one shape of a head after another."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, IntArray
from core.errors import EditError
from core.geometry.areas import outlined_area
from core.geometry.measures import angle
from core.geometry.placed_measures import UNITS, PlacedMeasure
from core.geometry.surface_path import PathFinder, SurfacePath
from core.geometry.surface_points import Body, SurfacePoint, places


@dataclass(frozen=True, eq=False)
class MeasuredMark:
    """A placed measure on one shape of a head.

    Attributes
    ----------
    measure : PlacedMeasure
        Which.
    value : float
        In `unit`; not a number where it cannot be measured.
    line : (k, 3) float64
        What is drawn, mm.
    points : (n, 3) float64
        Where its points lie, mm.
    trace : tuple of SurfacePoint
        The line as points tied to the surface, for shapes that are near this one.
    """

    measure: PlacedMeasure
    value: float
    line: FloatArray
    points: FloatArray
    trace: tuple[SurfacePoint, ...]

    @property
    def unit(self) -> str:
        """Unit of the value."""
        return UNITS[self.measure.kind]

    @property
    def anchor(self) -> FloatArray:
        """Where its label stands, (3,) mm."""
        if self.measure.kind == "angle":
            place = self.points[1]
        elif self.measure.kind == "area":
            place = self.points.mean(axis=0)
        else:
            place = self.line[len(self.line) // 2]
            place = self.line.mean(axis=0) if len(self.line) == 2 else place
        return np.asarray(place, dtype=np.float64)


class MarkMeter:
    """Measures what was placed on a head, shape after shape.

    Parameters
    ----------
    faces : mapping of str to (m, 3) int64
        Triangles of skin and skull.
    """

    def __init__(self, faces: Mapping[Body, IntArray]) -> None:
        self._faces = dict(faces)
        self._known: dict[PlacedMeasure, MeasuredMark] = {}
        self._finders: dict[Body, PathFinder] = {}
        self._vertices: dict[Body, FloatArray] = {}

    def use(self, bodies: Mapping[Body, FloatArray], *, moving: bool = False) -> None:
        """Measure another shape from now on.

        Parameters
        ----------
        bodies : mapping of str to (n, 3) float64
            Vertices of what is there, mm.
        moving : bool
            Whether the hand still moves: lines along the surface then keep their way over the
            triangles, which costs nothing and is a little too long.
        """
        same = all(
            body in self._vertices and np.array_equal(self._vertices[body], vertices)
            for body, vertices in bodies.items()
        ) and len(bodies) == len(self._vertices)
        if same and not moving:
            self._known = {key: mark for key, mark in self._known.items() if not _stale(mark)}
            return
        self._vertices = {body: np.asarray(v, dtype=np.float64) for body, v in bodies.items()}
        self._finders.clear()
        kept = self._known if moving else {}
        self._known = {
            measure: self._followed(mark) for measure, mark in kept.items() if self._there(measure)
        }

    def measure(self, measure: PlacedMeasure) -> MeasuredMark | None:
        """Return a measure's value on the shape in use, or None where its body is not there.

        Parameters
        ----------
        measure : PlacedMeasure
            Placed on this head.

        Returns
        -------
        MeasuredMark or None
            Kept until another shape is used.
        """
        if not self._there(measure):
            return None
        if measure not in self._known:
            self._known[measure] = self._fresh(measure)
        return self._known[measure]

    def _there(self, measure: PlacedMeasure) -> bool:
        return all(
            point.body in self._vertices and max(point.corners) < len(self._vertices[point.body])
            for point in measure.points
        )

    def _fresh(self, measure: PlacedMeasure) -> MeasuredMark:
        at = places(measure.points, self._vertices)
        if measure.kind == "distance":
            return MeasuredMark(measure, float(np.linalg.norm(at[1] - at[0])), at, at, ())
        if measure.kind == "angle":
            return MeasuredMark(measure, float(angle(at[0], at[1], at[2])), at, at, ())
        body = measure.points[0].body
        if body not in self._finders:
            self._finders[body] = PathFinder(self._vertices[body], self._faces[body], body)
        try:
            path = self._finders[body].through(measure.points, closed=measure.kind == "area")
            value = path.length if measure.kind == "path" else self._area(body, path)
        except EditError:
            return MeasuredMark(measure, float("nan"), at, at, ())
        return MeasuredMark(measure, value, places(path.points, self._vertices), at, path.points)

    def _area(self, body: Body, path: SurfacePath) -> float:
        return outlined_area(self._vertices[body], self._faces[body], path)

    def _followed(self, mark: MeasuredMark) -> MeasuredMark:
        """Return a mark whose line keeps its way over the triangles."""
        measure = mark.measure
        if not mark.trace:
            return self._fresh(measure)
        at, line = places(measure.points, self._vertices), places(mark.trace, self._vertices)
        path = SurfacePath(mark.trace, float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum()))
        value = path.length
        if measure.kind == "area":
            value = self._area(measure.points[0].body, path)
        return _Followed(measure, value, line, at, mark.trace)


class _Followed(MeasuredMark):
    """A mark that is measured anew when the hand rests."""


def _stale(mark: MeasuredMark) -> bool:
    return isinstance(mark, _Followed)


def value_text(mark: MeasuredMark) -> str:
    """Return a value with its unit, such as ``34.2 mm``.

    Parameters
    ----------
    mark : MeasuredMark
        Measured.

    Returns
    -------
    str
        A dash where it could not be measured.
    """
    if not np.isfinite(mark.value):
        return "–"
    if mark.unit == "°":
        return f"{mark.value:.1f}°"
    return (
        f"{mark.value:.0f} {mark.unit}" if mark.unit == "mm²" else f"{mark.value:.1f} {mark.unit}"
    )
