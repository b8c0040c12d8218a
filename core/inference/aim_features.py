"""Smooth local features of the template: how finely expression weights may differ over a face.

Heat spread over the surface from points that lie evenly on it, so that the upper lip's feature does
not reach the lower one through the air; scaled to sum to one at every vertex.
"""

import numpy as np
import scipy.sparse as sparse
from scipy.sparse.csgraph import dijkstra

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.geometry.thickness import neighbour_average
from core.geometry.topology import directed_edges, neighbour_means
from core.inference.aim_fill import factored

FEATURES = 40
"""Smooth features: about one every three centimetres of the skin that moves."""
FINE_LEVELS = (150, 400, 1000)
"""Fine features of each level: spacings of some 15, 9 and 6 mm."""
STEPS = 3
"""Implicit steps of heat: their kernel is round, that of a single one is peaked."""
WIDTH = 0.8
"""Spread of a feature, in distances between neighbouring ones."""
REACH = 1.8
"""How far a fine feature reaches, in distances between neighbouring ones."""
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


def fine_features(skin: Mesh, region: BoolArray, count: int) -> sparse.csr_array:
    """Return features of short reach, for what is left when the smooth ones are done.

    Parameters
    ----------
    skin : Mesh
        The template's skin, mm.
    region : (n,) bool
        Where they are placed.
    count : int
        How many.

    Returns
    -------
    (n, count) sparse float64
        Not negative, zero beyond their reach along the surface; rows sum to one within the region
        and fade to zero outside it.
    """
    inside = np.flatnonzero(region)
    places = inside[_spread_points(skin.vertices[inside], count)]
    reach = REACH * _spacing(skin.vertices[places])
    edges = np.unique(np.sort(directed_edges(skin.faces), axis=1), axis=0)
    length = np.linalg.norm(skin.vertices[edges[:, 0]] - skin.vertices[edges[:, 1]], axis=1)
    size = (skin.vertex_count,) * 2
    graph = sparse.csr_array((length, (edges[:, 0], edges[:, 1])), shape=size)
    distance = dijkstra(graph, directed=False, indices=places, limit=reach).T
    kernel = sparse.csr_array(np.maximum(1.0 - (distance / reach) ** 2, 0.0) ** 2)
    kernel = (neighbour_average(skin) @ kernel).tocsr()
    total = np.asarray(kernel.sum(axis=1)).ravel()
    scale = 1.0 / np.maximum(total, float(np.median(total[inside])) / 2.0)
    return (sparse.diags_array(scale) @ kernel).tocsr()


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
