"""Leaving parts of a surface out, by balls: what a brush has painted over."""

import numpy as np

from core.arrays import FloatArray
from core.geometry.mesh import Mesh
from core.geometry.repair import compact

Ball = tuple[float, float, float, float]
"""Centre and radius, in the unit of the surface."""


def within_balls(
    points: FloatArray, balls: tuple[Ball, ...]
) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Return which points lie in any of some balls.

    Parameters
    ----------
    points : (n, 3) float64
        In the unit of the balls.
    balls : tuple of Ball
        May be empty.

    Returns
    -------
    (n,) bool
        True within.
    """
    inside = np.zeros(len(points), dtype=np.bool_)
    for x, y, z, radius in balls:
        offset = points - np.array([x, y, z])
        inside |= np.einsum("ij,ij->i", offset, offset) < radius * radius
    return inside


def without_balls(mesh: Mesh, balls: tuple[Ball, ...]) -> Mesh:
    """Return a surface without the triangles that have a corner in any of some balls.

    Parameters
    ----------
    mesh : Mesh
        Any.
    balls : tuple of Ball
        In the unit of the mesh.

    Returns
    -------
    Mesh
        Without loose vertices and texture coordinates; perhaps empty.
    """
    if not balls:
        return mesh
    gone = within_balls(mesh.vertices, balls)
    vertices, faces = compact(mesh.vertices, mesh.faces[~gone[mesh.faces].any(axis=1)])
    return Mesh(vertices, faces)
