"""How often a surface winds around a few points: the plain sum over its triangles."""

import numpy as np

from core.arrays import FloatArray
from core.geometry.mesh import Mesh


def winding_number(mesh: Mesh, points: FloatArray) -> FloatArray:
    """Return how often a surface winds around points: 1 inside, 0 outside.

    For a few points only; `core.geometry.distance.SurfaceDistance` serves many.

    Parameters
    ----------
    mesh : Mesh
        Triangles wound outward.
    points : (k, 3) float64
        In the mesh's unit and frame.

    Returns
    -------
    (k,) float64
        Generalised winding number.

    Notes
    -----
    The solid angle of each triangle: Van Oosterom and Strackee, "The solid angle of a plane
    triangle", IEEE Trans. Biomed. Eng. 1983.
    """
    number = np.zeros(len(points))
    for index, point in enumerate(points):
        offset = mesh.vertices - point
        length = np.sqrt((offset**2).sum(axis=1))
        a, b, c = (offset[mesh.faces[:, corner]] for corner in range(3))
        la, lb, lc = (length[mesh.faces[:, corner]] for corner in range(3))
        triple = (
            a[:, 0] * (b[:, 1] * c[:, 2] - b[:, 2] * c[:, 1])
            + a[:, 1] * (b[:, 2] * c[:, 0] - b[:, 0] * c[:, 2])
            + a[:, 2] * (b[:, 0] * c[:, 1] - b[:, 1] * c[:, 0])
        )
        ab, bc, ca = (a * b).sum(axis=1), (b * c).sum(axis=1), (c * a).sum(axis=1)
        along = la * lb * lc + ab * lc + bc * la + ca * lb
        number[index] = np.arctan2(triple, along).sum() / (2.0 * np.pi)
    return number
