"""Learns how expressions move the mandible: from the population's lower teeth, which are on it."""

import numpy as np
from scipy.spatial.transform import Rotation

from core.arrays import FloatArray
from core.evaluation.ict import IctPopulation
from core.geometry.transforms import fit_similarity

LOWER_TEETH = slice(19247, 21451)
"""Vertices of the lower teeth: those of the upper sixteen come before them."""
STILL_MM = 0.05
"""Expressions that move the lower teeth less than this on average leave the mandible alone."""


def jaw_twists(population: IctPopulation, names: tuple[str, ...]) -> FloatArray:
    """Return the mandible's motion per expression.

    Parameters
    ----------
    population : IctPopulation
        In the head frame.
    names : tuple of str
        Expressions in the model's order.

    Returns
    -------
    (E, 6) float64
        Rotation vector, radians, and translation, mm, at full weight; see `core.models.jaw`.
    """
    teeth = population.mean[LOWER_TEETH]
    twists = np.zeros((len(names), 6))
    for number, name in enumerate(names):
        move = population.expression[population.expression_names.index(name)][LOWER_TEETH]
        if np.linalg.norm(move, axis=1).mean() < STILL_MM:
            continue
        motion = fit_similarity(teeth, teeth + move, with_scale=False)
        twists[number, :3] = Rotation.from_matrix(motion.rotation).as_rotvec()
        twists[number, 3:] = motion.translation
    return twists
