"""The parting of the lips: where the template's skin may tear open when the mouth opens.

Upper and lower lip touch in the template, so no smooth displacement can part them. The field
therefore knows two sides of a sheet through the lip line: the trunk gets the side as a fourth
coordinate, which fades to zero around the mouth, so the displacement jumps at the lips
and nowhere else.
"""

from typing import Any, TypeVar

import numpy as np

from core.geometry.steps import quintic_step

Values = TypeVar("Values")

LIP_LINE = (-52.46, 3.70, -15.76, 17.77, -6.88)
"""Height of the lip line, mm: coefficients of even powers of x / 25 mm, fitted (within 0.2 mm) to
the middle of the gap between the lips on sagittal sections of the mean head."""
LIP_SCALE = 25.0
"""Half the mouth's width, by which x is divided in `LIP_LINE`, mm."""
SIDE_MM = 5.0
"""How far apart from the middle the two sides lie along the trunk's fourth coordinate."""
HALF_WIDTH = (19.0, 26.0)
"""The tear is whole within the first distance from the midline, gone at the second, mm."""
DEPTHS = (68.0, 84.0, 115.0, 140.0)
"""Along z it begins at the first, is whole between the middle two, and ends at the last, mm."""
HEIGHTS = (4.0, 13.0)
"""Whole within the first distance from the sheet, up or down, gone at the second, mm. Where the
side is not needed it must not be seen: the trunk's answer ripples along the window's edge."""


def lip_height(points: Values) -> Values:
    """Return the height above the sheet that parts the lips.

    Parameters
    ----------
    points : (n, 3) array or Tensor
        Template coordinates, mm.

    Returns
    -------
    (n,) array or Tensor
        mm, positive on the upper lip's side.
    """
    given: Any = points
    across = (given[:, 0] / LIP_SCALE).clip(-1.0, 1.0)
    square = across * across
    line = square * LIP_LINE[-1] + LIP_LINE[-2]
    for coefficient in reversed(LIP_LINE[:-2]):
        line = line * square + coefficient
    height: Values = given[:, 1] - line
    return height


def lip_window(points: Values) -> Values:
    """Return where the two sides differ.

    Parameters
    ----------
    points : (n, 3) array or Tensor
        Template coordinates, mm.

    Returns
    -------
    (n,) array or Tensor
        One at the lips, zero away from the mouth.
    """
    given: Any = points
    first, last = HALF_WIDTH
    across = quintic_step((last - abs(given[:, 0])) / (last - first))
    start, begin, end, stop = DEPTHS
    depth = given[:, 2]
    along = quintic_step((depth - start) / (begin - start)) * quintic_step(
        (stop - depth) / (stop - end)
    )
    near, far = HEIGHTS
    window: Values = across * along * quintic_step((far - abs(lip_height(given))) / (far - near))
    return window


def near_lips(points: Values, room: float) -> Values:
    """Return which points lie in the lips' window or a little beside it.

    Parameters
    ----------
    points : (n, 3) array or Tensor
        Template coordinates, mm.
    room : float
        How far beside, mm.

    Returns
    -------
    (n,) bool array or Tensor
        True wherever the two sides may differ.
    """
    given: Any = points
    across = abs(given[:, 0]) < HALF_WIDTH[1] + room
    along = (given[:, 2] > DEPTHS[0] - room) & (given[:, 2] < DEPTHS[3] + room)
    near: Values = across & along & (abs(lip_height(given)) < HEIGHTS[1] + room)
    return near


def own_side(points: Values) -> Values:
    """Return the side of the sheet on which template points lie.

    Parameters
    ----------
    points : (n, 3) array or Tensor
        Template coordinates, mm.

    Returns
    -------
    (n,) array or Tensor
        One on the upper lip's side, minus one on the lower's.
    """
    given: Any = points
    above = lip_height(given) >= 0.0
    if isinstance(given, np.ndarray):
        side: Any = np.where(above, 1.0, -1.0).astype(given.dtype)
    else:
        import torch  # the window starts without

        side = torch.where(above, 1.0, -1.0).to(given)
    found: Values = side
    return found


def with_side(points: Values, side: Values) -> Values:
    """Append the trunk's fourth coordinate.

    Parameters
    ----------
    points : (n, 3) array or Tensor
        Template coordinates, mm.
    side : (n,) array or Tensor
        Plus or minus one.

    Returns
    -------
    (n, 4) array or Tensor
        Points, and the side times the window times `SIDE_MM`.
    """
    given: Any = points
    known: Any = side
    fourth = (SIDE_MM * known * lip_window(given))[:, None]
    if isinstance(given, np.ndarray):
        joined: Any = np.concatenate([given, fourth], axis=1)
    else:
        import torch

        joined = torch.cat([given, fourth], dim=1)
    found: Values = joined
    return found
