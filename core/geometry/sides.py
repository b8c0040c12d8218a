"""Left and right of the face as smooth weights, for changes on one side only.

The weight is zero on the other side and in the median plane, and it rises from there with
continuous curvature: a change by it neither reaches over nor leaves a seam.
"""

from typing import Literal

import numpy as np

from core.arrays import FloatArray

Side = Literal["left", "right"]
"""Of the subject."""
SIDES: tuple[Side, Side] = ("left", "right")

RISE_MM = 24.0
"""Distance from the median plane at which a one-sided change is whole: half the width of a mouth,
and far enough that a change of several millimetres rises gently."""


def direction(side: Side) -> float:
    """Return the sign of x on a side: the subject's left is plus.

    Parameters
    ----------
    side : {'left', 'right'}
        Of the subject.
    """
    return 1.0 if side == "left" else -1.0


def side_weight(points: FloatArray, side: Side) -> FloatArray:
    """Return how much of a one-sided change points of the template take.

    Parameters
    ----------
    points : (n, 3) float64
        Template coordinates, mm.
    side : {'left', 'right'}
        Of the subject.

    Returns
    -------
    (n,) float64
        0 on the other side, 1 from `RISE_MM` on; between them a polynomial whose first two
        derivatives vanish at both ends.
    """
    share = np.clip(direction(side) * np.asarray(points)[:, 0] / RISE_MM, 0.0, 1.0)
    weight: FloatArray = share**3 * (share * (6.0 * share - 15.0) + 10.0)
    return weight
