"""The mandible follows the expression: a rigid motion, its twist linear in the weights."""

import numpy as np
from scipy.spatial.transform import Rotation

from core.arrays import FloatArray
from core.geometry.transforms import Similarity


def jaw_motion(twists: FloatArray, expression: FloatArray, size: float) -> Similarity:
    """Return how an expression moves the mandible.

    Parameters
    ----------
    twists : (E, 6) float64
        Per expression at full weight: rotation vector, radians, and translation, mm, about the
        origin of the head frame, on a head of size one.
    expression : (e,) float64
        Weights of the first e expressions.
    size : float
        Relative head size.

    Returns
    -------
    Similarity
        Rigid, head frame, mm.
    """
    twist = expression @ twists[: len(expression)]
    turn = Rotation.from_rotvec(twist[:3]).as_matrix()
    return Similarity(1.0, turn, size * twist[3:])


def motion_quaternion(motion: Similarity) -> FloatArray:
    """Return how a rigid motion turns.

    Parameters
    ----------
    motion : Similarity
        Of scale one.

    Returns
    -------
    (4,) float64
        Unit quaternion x, y, z, w.
    """
    turn: FloatArray = Rotation.from_matrix(np.array(motion.rotation)).as_quat()
    return turn
