"""The parting of the lips: where the template's skin may tear open when the mouth opens.

Upper and lower lip touch in the template, so no smooth displacement can part them. The field
therefore knows two sides of a sheet through the lip line: the trunk gets the side as a fourth
coordinate, which fades to zero around the mouth, so the displacement jumps at the lips
and nowhere else.
"""

import torch
from torch import Tensor

from core.geometry.steps import quintic_step

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


def lip_height(points: Tensor) -> Tensor:
    """Return the height above the sheet that parts the lips.

    Parameters
    ----------
    points : (n, 3) Tensor
        Template coordinates, mm.

    Returns
    -------
    (n,) Tensor
        mm, positive on the upper lip's side.
    """
    square = (points[:, 0] / LIP_SCALE).clamp(-1.0, 1.0).square()
    line = torch.zeros_like(square)
    for coefficient in reversed(LIP_LINE):
        line = line * square + coefficient
    return points[:, 1] - line


def lip_window(points: Tensor) -> Tensor:
    """Return where the two sides differ.

    Parameters
    ----------
    points : (n, 3) Tensor
        Template coordinates, mm.

    Returns
    -------
    (n,) Tensor
        One at the lips, zero away from the mouth.
    """
    first, last = HALF_WIDTH
    across = quintic_step((last - points[:, 0].abs()) / (last - first))
    start, begin, end, stop = DEPTHS
    depth = points[:, 2]
    along = quintic_step((depth - start) / (begin - start)) * quintic_step(
        (stop - depth) / (stop - end)
    )
    near, far = HEIGHTS
    return across * along * quintic_step((far - lip_height(points).abs()) / (far - near))


def near_lips(points: Tensor, room: float) -> Tensor:
    """Return which points lie in the lips' window or a little beside it.

    Parameters
    ----------
    points : (n, 3) Tensor
        Template coordinates, mm.
    room : float
        How far beside, mm.

    Returns
    -------
    (n,) bool Tensor
        True wherever the two sides may differ.
    """
    across = points[:, 0].abs() < HALF_WIDTH[1] + room
    along = (points[:, 2] > DEPTHS[0] - room) & (points[:, 2] < DEPTHS[3] + room)
    return across & along & (lip_height(points).abs() < HEIGHTS[1] + room)


def own_side(points: Tensor) -> Tensor:
    """Return the side of the sheet on which template points lie.

    Parameters
    ----------
    points : (n, 3) Tensor
        Template coordinates, mm.

    Returns
    -------
    (n,) Tensor
        One on the upper lip's side, minus one on the lower's.
    """
    return torch.where(lip_height(points) >= 0.0, 1.0, -1.0).to(points)


def with_side(points: Tensor, side: Tensor) -> Tensor:
    """Append the trunk's fourth coordinate.

    Parameters
    ----------
    points : (n, 3) Tensor
        Template coordinates, mm.
    side : (n,) Tensor
        Plus or minus one.

    Returns
    -------
    (n, 4) Tensor
        Points, and the side times the window times `SIDE_MM`.
    """
    return torch.cat([points, (SIDE_MM * side * lip_window(points))[:, None]], dim=1)
