"""Minimises a convex quadratic under bounds on its variables."""

import numpy as np
from scipy.linalg import cho_factor, cho_solve

from core.arrays import FloatArray

ROUNDS = 40
"""Changes of the set of variables held at a bound; a handful is usual."""
SLACK = 1e-9


def minimise_bounded(
    matrix: FloatArray, right: FloatArray, low: FloatArray, high: FloatArray
) -> FloatArray:
    """Minimise ``x' matrix x / 2 - right' x`` with ``low <= x <= high``.

    Parameters
    ----------
    matrix : (n, n) float64
        Symmetric and positive definite.
    right : (n,) float64
        Linear term.
    low, high : (n,) float64
        Bounds, infinite where there are none.

    Returns
    -------
    (n,) float64
        The minimiser; it is exact once no variable wants to change sides.

    Notes
    -----
    Primal-dual active set method (Hintermueller, Ito and Kunisch, SIAM J. Optim. 2002): variables
    beyond a bound are held there, held ones whose slope points inward are let go.
    """
    held_low = np.zeros(len(right), dtype=bool)
    held_high = held_low.copy()
    solution = np.zeros(len(right))
    for _ in range(ROUNDS):
        free = ~(held_low | held_high)
        solution = np.where(held_low, low, np.where(held_high, high, 0.0))
        solution[~free] = np.where(held_low, low, high)[~free]
        if free.any():
            known = right[free] - matrix[np.ix_(free, ~free)] @ solution[~free]
            solution[free] = cho_solve(cho_factor(matrix[np.ix_(free, free)]), known)
        slope = matrix @ solution - right
        next_low = (held_low & (slope > SLACK)) | (free & (solution < low))
        next_high = (held_high & (slope < -SLACK)) | (free & (solution > high))
        if np.array_equal(next_low, held_low) and np.array_equal(next_high, held_high):
            break
        held_low, held_high = next_low, next_high
    clipped: FloatArray = np.clip(solution, low, high)
    return clipped
