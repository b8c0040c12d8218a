"""A soft brush that paints numbers on the vertices of a surface.

One stroke lays its amount once, however fast or often the hand passes a place; strokes add up. What
a dab covers is decided by distance in space and by facing the same way, so that painting a lip, a
nostril or an ear does not reach the skin behind it.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray

FACING = 0.35
"""A vertex counts whole when its normal agrees with that under the brush by this cosine or more;
less where it turns away, nothing where it looks the other way."""
DAB_SPACING = 0.25
"""Dabs of a stroke lie this share of the radius apart."""
_MIRROR = np.array([-1.0, 1.0, 1.0])


@dataclass(frozen=True)
class Brush:
    """How a brush paints.

    Attributes
    ----------
    amount : float
        Laid by one stroke in its middle, mm.
    radius : float
        Beyond it nothing is painted, mm.
    softness : float
        0 paints nearly all of the disc alike, 1 falls off from the middle on.
    kind : str
        ``draw``, or one of `core.geometry.brush_shaping`: ``smooth``, ``flatten``, ``pull``.
    """

    amount: float = 1.0
    radius: float = 12.0
    softness: float = 0.8
    kind: str = "draw"


def coverage(
    vertices: FloatArray, normals: FloatArray, centre: FloatArray, normal: FloatArray, brush: Brush
) -> FloatArray:
    """Return how far one dab covers each vertex.

    Parameters
    ----------
    vertices, normals : (n, 3) float64
        The surface, mm; unit normals.
    centre, normal : (3,) float64
        Where the brush touches it.
    brush : Brush
        Its radius and softness.

    Returns
    -------
    (n,) float64
        0 to 1, twice continuously differentiable in the distance.
    """
    share = 1.0 - np.linalg.norm(vertices - centre, axis=1) / brush.radius
    ramp = np.clip(share / max(brush.softness, 0.1), 0.0, 1.0)
    falloff = ramp * ramp * ramp * (ramp * (ramp * 6.0 - 15.0) + 10.0)
    facing = np.clip((normals @ normal) / FACING, 0.0, 1.0)
    covered: FloatArray = falloff * facing
    return covered


class Stroke:
    """One stroke on its way.

    Parameters
    ----------
    vertices, normals : (n, 3) float64
        The surface at its beginning, head frame, mm.
    before : (n,) float64 or None
        What was painted already, mm; None for nothing.
    brush : Brush
        How it paints; a negative amount takes away.
    limit : float
        Nothing is painted beyond this, mm.
    symmetric : bool
        Whether the other side of the face is painted alike.
    """

    def __init__(
        self,
        vertices: FloatArray,
        normals: FloatArray,
        before: FloatArray | None,
        brush: Brush,
        limit: float,
        *,
        symmetric: bool = False,
    ) -> None:
        self._vertices, self._normals, self._brush = vertices, normals, brush
        self._before = np.zeros(len(vertices)) if before is None else before
        self._limit, self._symmetric = limit, symmetric
        self._covered = np.zeros(len(vertices))
        self._last: FloatArray | None = None
        self.pressure = 1.0
        """Of the pen, 0 to 1: a dab lays this share; one for a mouse."""

    def move_to(self, centre: FloatArray, normal: FloatArray) -> None:
        """Paint from the last place to another.

        Parameters
        ----------
        centre, normal : (3,) float64
            Where the brush touches the surface now.
        """
        start = centre if self._last is None else self._last
        length = float(np.linalg.norm(centre - start))
        count = max(1, int(np.ceil(length / (DAB_SPACING * self._brush.radius))))
        for share in np.linspace(1.0 / count, 1.0, count):
            place = start + share * (centre - start)
            self._dab(place, normal)
            if self._symmetric:
                self._dab(self._on_other_side(place), normal * _MIRROR)
        self._last = np.array(centre)

    def _on_other_side(self, place: FloatArray) -> FloatArray:
        """Return where the surface is at a place's mirror image: no face is quite symmetric."""
        image = place * _MIRROR
        nearest = int(np.argmin(((self._vertices - image) ** 2).sum(axis=1)))
        gap = self._vertices[nearest] - image
        moved: FloatArray = image + self._normals[nearest] * float(gap @ self._normals[nearest])
        return moved

    def _dab(self, place: FloatArray, normal: FloatArray) -> None:
        dab = coverage(self._vertices, self._normals, place, normal, self._brush)
        self._covered = np.maximum(self._covered, self.pressure * dab)

    @property
    def paint(self) -> FloatArray:
        """What is painted now, (n,) mm."""
        laid: FloatArray = self._before + self._brush.amount * self._covered
        return np.clip(laid, -self._limit, self._limit)
