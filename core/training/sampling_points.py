"""Chooses vertices spread evenly over a surface."""

import numpy as np

from core.arrays import FloatArray, IntArray


def spread_points(vertices: FloatArray, candidates: IntArray, count: int) -> IntArray:
    """Choose vertices far from each other, one after another.

    Parameters
    ----------
    vertices : (n, 3) float64
        Positions.
    candidates : (m,) int64
        Vertices to choose from.
    count : int
        How many.

    Returns
    -------
    (min(count, m),) int64
        Farthest-point sampling from the first candidate on.
    """
    chosen = [int(candidates[0])]
    nearest = np.linalg.norm(vertices[candidates] - vertices[chosen[0]], axis=1)
    while len(chosen) < min(count, len(candidates)):
        chosen.append(int(candidates[np.argmax(nearest)]))
        step = np.linalg.norm(vertices[candidates] - vertices[chosen[-1]], axis=1)
        nearest = np.minimum(nearest, step)
    return np.array(chosen)
