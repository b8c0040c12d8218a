"""Global linear blendshapes: what faces are fitted with where there is no anatomy."""

import numpy as np

from core.arrays import BoolArray, FloatArray
from core.evaluation.aim_session import Explain, Explained, Learn, Session
from core.inference.bounded import minimise_bounded

HIGHEST = 1.0
"""Upper bound of a bounded weight."""
SETTLED = 1e-9
"""Share of the mean diagonal that keeps a matrix of like shapes solvable."""


def blendshapes(ridge: float, *, bounded: bool) -> Learn:
    """Return least-squares fitting of one weight per shape.

    Parameters
    ----------
    ridge : float
        Penalty of the squared weights, as a share of the shapes' mean squared size.
    bounded : bool
        Whether weights stay between zero and one.

    Returns
    -------
    Learn
        Knows no jaw.
    """

    def learn(session: Session) -> Explain:
        moves, resting = session.moves, session.resting.vertices

        def explain(targets: FloatArray, seen: BoolArray) -> Explained:
            weights = shape_weights(moves, targets - resting, seen, ridge, bounded=bounded)
            return Explained(resting + np.tensordot(weights, moves, axes=1))

        return explain

    return learn


def shape_weights(
    moves: FloatArray, offsets: FloatArray, seen: BoolArray, ridge: float, *, bounded: bool
) -> FloatArray:
    """Return the weights that explain offsets best.

    Parameters
    ----------
    moves : (E, N_skin, 3) float64
        The shapes' displacements, mm.
    offsets : (F, N_skin, 3) float64
        What is explained, mm.
    seen : (N_skin,) bool
        Which vertices count.
    ridge : float
        As in `blendshapes`.
    bounded : bool
        Whether weights stay between zero and one.

    Returns
    -------
    (F, E) float64
        One row a frame.
    """
    flat = moves[:, seen].reshape(len(moves), -1)
    matrix = flat @ flat.T
    size = float(np.trace(matrix)) / len(matrix)
    matrix = matrix + (ridge + SETTLED) * size * np.eye(len(matrix))
    right = offsets[:, seen].reshape(len(offsets), -1) @ flat.T
    if not bounded:
        return np.asarray(np.linalg.solve(matrix, right.T).T)
    low, high = np.zeros(len(matrix)), np.full(len(matrix), HIGHEST)
    return np.array([minimise_bounded(matrix, one, low, high) for one in right])
