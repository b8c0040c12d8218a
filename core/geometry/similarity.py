"""What of a linear change of shape is only pose and size."""

import numpy as np

from core.arrays import FloatArray


def similarity_directions(points: FloatArray) -> FloatArray:
    """Return the infinitesimal similarities at points.

    Parameters
    ----------
    points : (n, 3) float64
        Head frame, mm.

    Returns
    -------
    (7, n, 3) float64
        Translations, rotations and the relative growth about the origin.
    """
    axes = np.eye(3)
    moves = [np.broadcast_to(axis, points.shape) for axis in axes]
    turns = [np.cross(axis, points) for axis in axes]
    return np.stack([*moves, *turns, points])


def without_similarity(
    points: FloatArray, modes: FloatArray, weights: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Take pose and size out of linear modes.

    Parameters
    ----------
    points : (n, 3) float64
        Mean shape, mm.
    modes : (m, n, 3) float64
        Displacement per coefficient, mm.
    weights : (n,) float64
        Importance of each point.

    Returns
    -------
    shape_modes : (m, n, 3) float64
        What is left, mm.
    growth : (m,) float64
        Relative size per coefficient.
    """
    directions = similarity_directions(points)
    root = np.sqrt(weights)[:, None]
    system = (directions * root).reshape(7, -1).T
    wanted = (modes * root).reshape(len(modes), -1).T
    solution, *_ = np.linalg.lstsq(system, wanted, rcond=None)
    return modes - np.tensordot(solution.T, directions, axes=1), solution[6]
