"""Normals and areas of triangle meshes."""

import numpy as np

from core.arrays import FloatArray, IntArray
from core.monitor import stop_if_cancelled

PIECE = 1 << 17
"""Triangles that are looked at between two looks whether the job was cancelled: 10 ms."""


def face_normals(vertices: FloatArray, faces: IntArray, *, unit: bool = True) -> FloatArray:
    """Return a normal per triangle.

    Parameters
    ----------
    vertices : (n, 3) float64
        Positions.
    faces : (m, 3) int64
        Triangles.
    unit : bool
        Whether to scale to length one; otherwise the length is twice the triangle's area.

    Returns
    -------
    (m, 3) float64
        Zero for degenerate triangles when `unit`.
    """
    corner = vertices[faces[:, 0]]
    one, two = vertices[faces[:, 1]] - corner, vertices[faces[:, 2]] - corner
    normal = np.empty((len(faces), 3))
    for axis, (first, second) in enumerate(((1, 2), (2, 0), (0, 1))):
        normal[:, axis] = one[:, first] * two[:, second] - one[:, second] * two[:, first]
    return _scaled(normal) if unit else normal


def vertex_normals(vertices: FloatArray, faces: IntArray) -> FloatArray:
    """Return area-weighted unit normals at the vertices.

    Parameters
    ----------
    vertices : (n, 3) float64
        Positions.
    faces : (m, 3) int64
        Triangles.

    Returns
    -------
    (n, 3) float64
        Zero at vertices without triangles.
    """
    weighted = np.empty((len(faces), 3))
    for start in range(0, len(faces), PIECE):
        stop_if_cancelled()
        piece = slice(start, start + PIECE)
        weighted[piece] = face_normals(vertices, faces[piece], unit=False)
    normal = np.empty((len(vertices), 3))
    for axis in range(3):
        stop_if_cancelled()
        spread = np.repeat(weighted[:, axis], 3)
        stop_if_cancelled()
        normal[:, axis] = np.bincount(faces.ravel(), spread, minlength=len(vertices))
    stop_if_cancelled()
    return _scaled(normal)


def angle_normals(vertices: FloatArray, faces: IntArray) -> FloatArray:
    """Return unit normals at the vertices, weighted by the triangles' angles there.

    Parameters
    ----------
    vertices : (n, 3) float64
        Positions.
    faces : (m, 3) int64
        Triangles.

    Returns
    -------
    (n, 3) float64
        Zero at vertices without triangles; on whose side of them a point nearest to the vertex
        lies is whether it is inside.
    """
    flat = face_normals(vertices, faces)
    normal = np.zeros((len(vertices), 3))
    for corner in range(3):
        here = vertices[faces[:, corner]]
        one = _scaled(vertices[faces[:, (corner + 1) % 3]] - here)
        two = _scaled(vertices[faces[:, (corner + 2) % 3]] - here)
        angle = np.arccos(np.clip(np.einsum("ik,ik->i", one, two), -1.0, 1.0))
        np.add.at(normal, faces[:, corner], angle[:, None] * flat)
    return _scaled(normal)


def _scaled(ways: FloatArray) -> FloatArray:
    """Return directions of length one; zero stays zero."""
    length = np.sqrt(np.einsum("ik,ik->i", ways, ways))[:, None]
    unit: FloatArray = np.divide(ways, length, out=np.zeros_like(ways), where=length > 0)
    return unit


def face_areas(vertices: FloatArray, faces: IntArray) -> FloatArray:
    """Return the area of every triangle.

    Parameters
    ----------
    vertices : (n, 3) float64
        Positions, mm.
    faces : (m, 3) int64
        Triangles.

    Returns
    -------
    (m,) float64
        Square millimetres.
    """
    area: FloatArray = 0.5 * np.linalg.norm(face_normals(vertices, faces, unit=False), axis=1)
    return area


def vertex_areas(vertices: FloatArray, faces: IntArray) -> FloatArray:
    """Return the area that belongs to each vertex.

    Parameters
    ----------
    vertices : (n, 3) float64
        mm.
    faces : (m, 3) int64
        Triangles.

    Returns
    -------
    (n,) float64
        A third of its triangles' areas, square millimetres.
    """
    area = np.repeat(face_areas(vertices, faces) / 3.0, 3)
    total = np.bincount(faces.ravel(), area, minlength=len(vertices))
    return np.asarray(total, dtype=np.float64)
