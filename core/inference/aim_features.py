"""Smooth local features of the template: how finely expression weights may differ over a face.

Heat spread over the surface from points that lie evenly on it, so that the upper lip's feature does
not reach the lower one through the air; scaled to sum to one at every vertex.
"""

import numpy as np
import scipy.sparse as sparse

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.geometry.topology import neighbour_means
from core.inference.aim_fill import factored

FEATURES = 60
"""Features: about one every two centimetres of the face."""
STEPS = 3
"""Implicit steps of heat: their kernel is round, that of a single one is peaked."""
WIDTH = 0.8
"""Spread of a feature, in distances between neighbouring ones."""
TINY = 1e-12


def smooth_features(skin: Mesh, face: BoolArray, count: int = FEATURES) -> FloatArray:
    """Return smooth local features.

    Parameters
    ----------
    skin : Mesh
        The template's skin, mm.
    face : (n,) bool
        Where the features are placed; one more stands for the rest of the head.
    count : int
        Features in the face.

    Returns
    -------
    (n, count + 1) float64
        Not negative, rows sum to one; deterministic.
    """
    inside = np.flatnonzero(face)
    places = _spread_points(skin.vertices[inside], count)
    distance = _spacing(skin.vertices[inside[places]])
    edges = skin.vertices[skin.faces[:, 0]] - skin.vertices[skin.faces[:, 1]]
    amount = 2.0 * (WIDTH * distance) ** 2 / (STEPS * float((edges**2).sum(axis=1).mean()))
    means = neighbour_means(skin.faces, skin.vertex_count)
    # Averaging is not symmetric; weighted by the number of neighbours it is.
    degree = sparse.diags_array(np.bincount(skin.faces.ravel(), minlength=skin.vertex_count) + 0.0)
    step = factored(
        degree @ (sparse.eye_array(skin.vertex_count) * (1.0 + amount) - amount * means)
    )
    heat = np.zeros((skin.vertex_count, count + 1))
    heat[inside[places], np.arange(count)] = 1.0
    for _ in range(STEPS):
        heat = step.solve(degree @ heat)
    heat[:, count] = 0.02 * float(np.median(heat[inside].sum(axis=1)))
    heat = np.maximum(heat, 0.0)
    features: FloatArray = heat / np.maximum(heat.sum(axis=1, keepdims=True), TINY)
    return features


def _spread_points(points: FloatArray, count: int) -> IntArray:
    """Return points far from each other: each the farthest from those before it."""
    first = int(np.argmax(points[:, 2]))
    chosen, distance = [first], np.linalg.norm(points - points[first], axis=1)
    while len(chosen) < min(count, len(points)):
        following = int(np.argmax(distance))
        chosen.append(following)
        distance = np.minimum(distance, np.linalg.norm(points - points[following], axis=1))
    return np.array(chosen, dtype=np.int64)


def _spacing(points: FloatArray) -> float:
    """Return the median distance to the nearest other point, mm."""
    between = np.linalg.norm(points[:, None] - points[None], axis=2)
    np.fill_diagonal(between, np.inf)
    return float(np.median(between.min(axis=1)))
