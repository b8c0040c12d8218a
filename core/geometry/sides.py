"""Left and right of the face as smooth weights, for changes on one side only.

The weight is zero on the other side and in the median plane, and it rises from there with
continuous curvature: a change by it neither reaches over nor leaves a seam.
"""

from typing import Any, Literal

import numpy as np

from core.arrays import FloatArray
from core.geometry.steps import quintic_step

Side = Literal["left", "right"]
"""Of the subject."""
SIDES: tuple[Side, Side] = ("left", "right")

RISE_MM = 24.0
"""Distance from the median plane at which a one-sided change of the face is whole: half the width
of a mouth, and far enough that a change of several millimetres rises gently."""
CROWN_RISE_MM = 72.0
"""The same over crown and back of the head, which whole-face changes lift by a centimetre: there is
nothing to keep apart in the middle, and a quick rise would show as a ridge."""
_CROWN = 40.0, 105.0
"""Heights over the tragi between which the one passes into the other, mm."""
_BACK = 0.0, 60.0
"""Distances behind the tragi likewise, mm."""


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
        0 on the other side, 1 from `RISE_MM` on, on crown and back from `CROWN_RISE_MM` on;
        between them a polynomial whose first two derivatives vanish at both ends.
    """
    x, y, z = np.asarray(points, dtype=np.float64).T
    weight: FloatArray = weight_at(direction(side) * x, y, z)
    return weight


def weight_at(inward: Any, y: Any, z: Any) -> Any:
    """Return the same of coordinates in any kind of array that knows `clip`.

    Parameters
    ----------
    inward : (n,) array or Tensor
        Distance from the median plane into the side, mm.
    y, z : (n,) array or Tensor
        Height and depth in the template, mm.

    Returns
    -------
    (n,) array or Tensor
        0 to 1.
    """
    crown = quintic_step((y - _CROWN[0]) / (_CROWN[1] - _CROWN[0]))
    back = quintic_step((-z - _BACK[0]) / (_BACK[1] - _BACK[0]))
    wide = 1.0 - (1.0 - crown) * (1.0 - back)
    return quintic_step(inward / (RISE_MM + (CROWN_RISE_MM - RISE_MM) * wide))
