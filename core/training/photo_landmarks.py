"""Chooses the template vertices that the landmark network finds."""

import numpy as np
from scipy.spatial import cKDTree

from core.arrays import BoolArray, FloatArray, IntArray
from core.evaluation.ict import IctPopulation

MULTI_PIE = (
    1225, 1888, 1052, 367, 1719, 1722, 2199, 1447, 966, 3661, 4390, 3927, 3924, 2608, 3272, 4088,
    3443, 268, 493, 1914, 2044, 1401, 3615, 4240, 4114, 2734, 2509, 978, 4527, 4942, 4857, 1140,
    2075, 1147, 4269, 3360, 1507, 1542, 1537, 1528, 1518, 1511, 3742, 3751, 3756, 3721, 3725, 3732,
    5708, 5695, 2081, 0, 4275, 6200, 6213, 6346, 6461, 5518, 5957, 5841, 5702, 5711, 5533, 6216,
    6207, 6470, 5517, 5966,
)  # fmt: skip
"""The 68 landmarks on the population's mesh (see its README): jaw, brows, nose, eyes, lips."""
BROWS = slice(17, 27)
"""Of these, the brows."""
DENSE = 252
"""Further landmarks, spread over the face."""


def photo_landmarks(
    population: IctPopulation, vertices: FloatArray, face: BoolArray, brows: IntArray,
    dense: int = DENSE,
) -> IntArray:  # fmt: skip
    """Return the template vertices of the 68 landmarks, then of evenly spread ones.

    Parameters
    ----------
    population : IctPopulation
        In the head frame.
    vertices : (n, 3) float64
        Template skin, mm.
    face : (n,) bool
        Where landmarks may be spread.
    brows : (10,) int64
        Vertices along the brows, which stand for the population's own: those lie about 10 mm above
        brows, on drawn faces and on photographs.
    dense : int
        How many.

    Returns
    -------
    (68 + dense,) int64
        The first 68 as Multi-PIE orders them.
    """
    _, first = cKDTree(vertices).query(population.mean[list(MULTI_PIE)])
    allowed = np.flatnonzero(face)
    chosen = list(first)
    distance = np.full(len(allowed), np.inf)
    for index in chosen:
        distance = np.minimum(distance, np.linalg.norm(vertices[allowed] - vertices[index], axis=1))
    for _ in range(dense):
        farthest = int(np.argmax(distance))
        chosen.append(allowed[farthest])
        away = np.linalg.norm(vertices[allowed] - vertices[allowed[farthest]], axis=1)
        distance = np.minimum(distance, away)
    found = np.array(chosen, dtype=np.int64)
    found[BROWS] = brows
    return found
