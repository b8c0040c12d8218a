"""How far off a head from photographs may be, vertex by vertex.

What a fit leaves open of its coefficients moves every vertex; what a rigid alignment of the face
takes away again does not count.
"""

import numpy as np

from core.arrays import BoolArray, FloatArray
from core.inference.aim_solver import jaw_columns
from core.models.morphable import MorphableModel


def vertex_deviation(model: MorphableModel, covariance: FloatArray, face: BoolArray) -> FloatArray:
    """Return what open coefficients mean for the vertices.

    Parameters
    ----------
    model : MorphableModel
        On all template vertices.
    covariance : (k + e, k + e) float64
        Of the person's coefficients and the expression's weights.
    face : (n,) bool
        The region that a rigid alignment is made by.

    Returns
    -------
    (n,) float64
        One standard deviation of the distance after rigid alignment, mm.
    """
    values, axes = np.linalg.eigh(covariance)
    likely = values > 1e-4 * values.max()
    spread = (axes[:, likely] * np.sqrt(values[likely])).astype(np.float32)
    basis = np.concatenate([model.identity, model.expression])
    moves = (spread.T @ basis.reshape(len(basis), -1)).reshape(-1, len(model.mean), 3)
    rigid = jaw_columns(model.mean, np.ones(len(model.mean))).transpose(2, 0, 1)
    inside = rigid[:, face].reshape(len(rigid), -1)
    taken = np.linalg.solve(inside @ inside.T, inside @ moves[:, face].reshape(len(moves), -1).T)
    left = moves - np.tensordot(taken.T, rigid, axes=1)
    deviation: FloatArray = np.sqrt((left.astype(np.float64) ** 2).sum(axis=(0, 2)))
    return deviation
