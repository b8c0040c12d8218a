"""Places of the skin whose shading is looked at: where they lie, how they lean, how they vary.

Chosen once for the template: evenly spread over the face, without brows, lips, lashes and beard.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.models.morphable import MorphableModel

APART = 3.5
"""Places lie at least this far from each other, mm."""
REACH = 7.0
"""Normals are those of planes through the vertices within this distance, mm."""
SAME_SIDE = 0.3
"""Least cosine between normals of vertices that lie on one plane: lips do not touch each other."""
PLAIN = 0.15
"""Where colours differ more than this among people, beside the tone of all skin, there are brows,
lips, lashes or hair; deviation of the logarithm."""
DARKEST = 0.01
"""Linear colours are taken to be no darker."""
MELANIN, BLOOD = np.array([0.5, 1.0, 1.1]), np.array([0.0, 1.0, 0.9])
"""How blotches and blood darken red, green and blue."""
SPOTS, FLUSH, NOISE = 0.06, 0.08, 0.035
"""Deviations of the logarithm of brightness along those, and of each colour by itself."""
SKIN_COVARIANCE = (
    SPOTS**2 * np.outer(MELANIN, MELANIN) + FLUSH**2 * np.outer(BLOOD, BLOOD) + NOISE**2 * np.eye(3)
)
"""Of the logarithms of red, green and blue of one skin."""


@dataclass(frozen=True, eq=False)
class SkinPatches:
    """Places and what moves them.

    Attributes
    ----------
    vertices : (m,) int64
        Of the template.
    mean, across, along : (m, 3) float64
        Where they lie on the mean face, and two tangents there, head frame, mm.
    moves, across_moves, along_moves : (m, 3, k + e) float64
        How identity and expression change those.
    whitening : (m, 3, 3) float64
        Makes differences of the logarithm of red, green and blue independent and of unit deviation.
    """

    vertices: IntArray
    mean: FloatArray
    across: FloatArray
    along: FloatArray
    moves: FloatArray
    across_moves: FloatArray
    along_moves: FloatArray
    whitening: FloatArray


def skin_patches(
    model: MorphableModel,
    skin: Mesh,
    face: BoolArray,
    colour_mean: FloatArray,
    colour_modes: FloatArray,
) -> SkinPatches:
    """Choose places on the face.

    Parameters
    ----------
    model : MorphableModel
        On all template vertices.
    skin : Mesh
        The template.
    face : (n,) bool
        Its face.
    colour_mean : (n, 3) float64
        Linear RGB of the mean face.
    colour_modes : (c, n, 3) float64
        How colours vary, per standard deviation.

    Returns
    -------
    SkinPatches
        In the order of their vertices.
    """
    variance = own_variance(face, colour_mean, colour_modes)
    chosen = _spaced(skin.vertices, np.flatnonzero(variance < PLAIN**2))
    planes = _planes(skin, chosen)
    basis = np.concatenate([model.identity, model.expression])
    flat = basis.transpose(1, 0, 2).reshape(len(model.mean), -1)
    across, along = (
        (plane @ flat).reshape(len(chosen), len(basis), 3).transpose(0, 2, 1).astype(np.float64)
        for plane in planes
    )
    covariance = SKIN_COVARIANCE + variance[chosen][:, None, None] * np.eye(3)
    return SkinPatches(
        chosen,
        model.mean[chosen],
        planes[0] @ model.mean,
        planes[1] @ model.mean,
        basis[:, chosen].transpose(1, 2, 0).astype(np.float64),
        across,
        along,
        np.linalg.inv(np.linalg.cholesky(covariance)),
    )


def own_variance(face: BoolArray, colour_mean: FloatArray, colour_modes: FloatArray) -> FloatArray:
    """Return how far the colours of vertices differ among people, beside the tone of all skin.

    Parameters
    ----------
    face : (n,) bool
        Vertices that are looked at.
    colour_mean : (n, 3) float64
        Linear RGB of the mean face.
    colour_modes : (c, n, 3) float64
        How colours vary, per standard deviation.

    Returns
    -------
    (n,) float64
        Variance of the logarithm; infinite outside the face.
    """
    modes = colour_modes[:, face] / np.maximum(colour_mean[face], DARKEST)
    own = modes - np.median(modes, axis=1, keepdims=True)
    variance: FloatArray = np.full(len(face), np.inf)
    variance[face] = (own**2).sum(axis=0).mean(axis=1)
    return variance


def _spaced(points: FloatArray, candidates: IntArray) -> IntArray:
    """Return candidates none of which lies nearer than `APART` to another."""
    tree = cKDTree(points[candidates])
    left = np.ones(len(candidates), dtype=bool)
    chosen = []
    for number, vertex in enumerate(candidates):
        if left[number]:
            chosen.append(vertex)
            left[tree.query_ball_point(points[vertex], APART)] = False
    return np.array(chosen, dtype=np.int64)


def _planes(skin: Mesh, chosen: IntArray) -> tuple[csr_array, csr_array]:
    """Return what makes two tangents, (m, n), from vertices: slopes of the plane through them."""
    points = skin.vertices
    normals = vertex_normals(points, skin.faces)
    entries: tuple[list[FloatArray], list[FloatArray]] = ([], [])
    rows, columns = [], []
    rings = cKDTree(points).query_ball_point(points[chosen], REACH)
    for row, (vertex, ring) in enumerate(zip(chosen, rings, strict=True)):
        near = np.array(ring)[normals[ring] @ normals[vertex] > SAME_SIDE]
        first = np.array([1.0, 0.0, 0.0]) - normals[vertex, 0] * normals[vertex]
        first /= max(float(np.linalg.norm(first)), 1e-9)
        axes = np.stack([first, np.cross(normals[vertex], first)], axis=1)
        away = (points[near] - points[vertex]) @ axes
        slopes = np.linalg.pinv(away - away.mean(axis=0))
        for kept, slope in zip(entries, slopes, strict=True):
            kept.append(slope)
        rows.append(np.full(len(near), row))
        columns.append(near)
    where = np.concatenate(rows), np.concatenate(columns)
    shape = len(chosen), len(points)
    first_plane, second_plane = (csr_array((np.concatenate(e), where), shape) for e in entries)
    return first_plane, second_plane
