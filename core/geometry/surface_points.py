"""Points tied to a surface: they follow wherever its vertices go."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.arrays import FloatArray, IntArray

Body = Literal["skin", "skull"]
"""Which of the template's two surfaces."""

BODIES: tuple[Body, ...] = ("skin", "skull")


@dataclass(frozen=True)
class SurfacePoint:
    """A point in a triangle of the template's skin or skull.

    Attributes
    ----------
    body : str
        ``skin`` or ``skull``.
    corners : (int, int, int)
        Vertices of the triangle.
    weights : (float, float, float)
        Barycentric weights of the corners; they sum to one.
    """

    body: Body
    corners: tuple[int, int, int]
    weights: tuple[float, float, float]

    @classmethod
    def at_vertex(cls, vertex: int, body: Body = "skin") -> "SurfacePoint":
        """Return the point at a vertex.

        Parameters
        ----------
        vertex : int
            Its index.
        body : str
            Whose vertex it is.
        """
        return cls(body, (vertex, vertex, vertex), (1.0, 0.0, 0.0))

    def place(self, vertices: FloatArray) -> FloatArray:
        """Return where the point lies.

        Parameters
        ----------
        vertices : (n, 3) float64
            Of its body, mm.

        Returns
        -------
        (3,) float64
            mm.
        """
        corners = np.asarray(vertices[list(self.corners)], dtype=np.float64)
        found: FloatArray = np.array(self.weights) @ corners
        return found


def point_in_face(faces: IntArray, vertices: FloatArray, face: int, place: FloatArray,
                  body: Body = "skin") -> SurfacePoint:  # fmt: skip
    """Return the point of a triangle that is nearest to a place in its plane.

    Parameters
    ----------
    faces : (m, 3) int64
        Triangles.
    vertices : (n, 3) float64
        mm.
    face : int
        Which triangle.
    place : (3,) float64
        mm; on the triangle, or near it.
    body : str
        Whose triangles they are.

    Returns
    -------
    SurfacePoint
        With weights from zero to one.
    """
    corners = faces[face]
    a, b, c = np.asarray(vertices[corners], dtype=np.float64)
    weights = np.clip(barycentric(place[None], a[None], b[None], c[None])[0], 0.0, None)
    weights = weights / weights.sum()
    first, second, third = (int(one) for one in corners)
    x, y, z = (float(one) for one in weights)
    return SurfacePoint(body, (first, second, third), (x, y, z))


def barycentric(points: FloatArray, a: FloatArray, b: FloatArray, c: FloatArray) -> FloatArray:
    """Return the weights of triangles' corners at points in their planes.

    Parameters
    ----------
    points, a, b, c : (n, 3) float64
        Points, and the corners of the triangle of each.

    Returns
    -------
    (n, 3) float64
        Sum to one; the first corner alone where a triangle has no area.
    """
    normal = np.cross(b - a, c - a)
    square = (normal * normal).sum(axis=1)
    safe = np.where(square > 0.0, square, 1.0)
    second = (np.cross(points - a, c - a) * normal).sum(axis=1) / safe
    third = (np.cross(b - a, points - a) * normal).sum(axis=1) / safe
    return np.stack([1.0 - second - third, second, third], axis=1)


def places(points: Sequence[SurfacePoint], bodies: dict[Body, FloatArray]) -> FloatArray:
    """Return where several points lie, (n, 3) mm.

    Parameters
    ----------
    points : sequence of SurfacePoint
        On bodies that are there.
    bodies : dict of str to (k, 3) float64
        Vertices of skin and skull, mm.

    Returns
    -------
    (n, 3) float64
        mm.
    """
    if not points:
        return np.zeros((0, 3))
    return np.stack([point.place(bodies[point.body]) for point in points])
