"""Brushes that shape what is there: smooth, flatten and pull, along the surface's normals."""

from typing import Any

import numpy as np

from core.arrays import FloatArray
from core.geometry.brush import FACING, Brush, Stroke, coverage

FULL_STRENGTH = 5.0
"""A brush of this amount, mm, smooths or flattens whole with one dab; of less, by its share."""
SMOOTHING_ROUNDS = 6
"""A dab smooths towards this many averages of the neighbours."""


class ShapingStroke(Stroke):
    """A stroke that brings the surface towards a smoother or flatter one; passing again goes on.

    Parameters
    ----------
    vertices, normals : (n, 3) float64
        The surface at its beginning, head frame, mm.
    before : (n,) float64 or None
        What was painted already, mm.
    brush : Brush
        Of kind ``smooth`` or ``flatten``; its amount over `FULL_STRENGTH` is its strength.
    limit : float
        Nothing is painted beyond this, mm.
    average : (n, n) sparse float64
        Averages each vertex with its neighbours: `core.geometry.thickness.neighbour_average`.
    symmetric : bool
        Whether the other side of the face is shaped alike.
    """

    def __init__(
        self,
        vertices: FloatArray,
        normals: FloatArray,
        before: FloatArray | None,
        brush: Brush,
        limit: float,
        average: Any,
        *,
        symmetric: bool = False,
    ) -> None:
        super().__init__(vertices, normals, before, brush, limit, symmetric=symmetric)
        self._average = average
        self._moved = np.zeros(len(vertices))

    def _dab(self, place: FloatArray, normal: FloatArray) -> None:
        strength = min(abs(self._brush.amount) / FULL_STRENGTH, 1.0) * self.pressure
        covered = coverage(self._vertices, self._normals, place, normal, self._brush)
        now = self._vertices + self._moved[:, None] * self._normals
        change = (
            self._flatter(now, covered) if self._brush.kind == "flatten" else (self._smoother(now))
        )
        self._moved = self._moved + strength * covered * change

    def _smoother(self, now: FloatArray) -> FloatArray:
        """Return how far along the normals the averaged surface lies, (n,) mm."""
        smooth = now
        for _ in range(SMOOTHING_ROUNDS):
            smooth = self._average @ smooth
        away: FloatArray = ((smooth - now) * self._normals).sum(axis=1)
        return away

    def _flatter(self, now: FloatArray, covered: FloatArray) -> FloatArray:
        """Return how far along the normals the plane of what is covered lies, (n,) mm."""
        total = max(float(covered.sum()), 1e-12)
        middle = covered @ now / total
        facing = covered @ self._normals
        facing = facing / max(float(np.linalg.norm(facing)), 1e-12)
        slant = np.maximum(self._normals @ facing, FACING)
        away: FloatArray = ((middle - now) @ facing) / slant
        return away

    @property
    def paint(self) -> FloatArray:
        """What is painted now, (n,) mm."""
        return np.clip(self._before + self._moved, -self._limit, self._limit)


class PullStroke(Stroke):
    """A stroke that holds the skin where it began and draws it out or in with the hand."""

    def __init__(self, *given: Any, symmetric: bool = False) -> None:
        super().__init__(*given, symmetric=symmetric)
        self._by = 0.0

    def pull(self, by: float) -> None:
        """Hold the skin so far out of where it was.

        Parameters
        ----------
        by : float
            In the middle, mm; negative is inwards.
        """
        self._by = by

    @property
    def paint(self) -> FloatArray:
        """What is painted now, (n,) mm."""
        return np.clip(self._before + self._by * self._covered, -self._limit, self._limit)
