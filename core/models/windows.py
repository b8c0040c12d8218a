"""Part windows: where on the template nose, eyes, mouth and remainder act.

Analytic and of compact support, so that an edit of one part leaves every point outside its window
exactly where it was. Defined in the head frame of the template, millimetres.
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from core.arrays import FloatArray
from core.geometry.steps import quintic_step


@dataclass(frozen=True)
class Window:
    """A rounded box that is one inside, zero outside, and smooth between.

    Attributes
    ----------
    centre, radii : tuple of 3 float
        Middle and half axes of the core, mm, on the subject's left where mirrored.
    reach : float
        The window ends at this multiple of the half axes.
    mirrored : bool
        Whether the right side has its twin.
    """

    centre: tuple[float, float, float]
    radii: tuple[float, float, float]
    reach: float
    mirrored: bool = False


WINDOWS = {
    "nose": Window((0.0, -7.0, 105.0), (20.0, 27.0, 40.0), 1.42),
    "eyes": Window((32.5, 18.0, 80.0), (19.0, 16.0, 30.0), 1.5, mirrored=True),
    "mouth": Window((0.0, -55.0, 95.0), (31.0, 17.0, 35.0), 1.45),
}
"""Cores: root to columella and both alae; lids and sockets; both lips and philtrum's lower half."""

SHARPNESS = 3
"""Exponent of the box's norm: 2 is an ellipsoid, larger is boxier."""


def part_weights(points: Tensor) -> Tensor:
    """Return the weights of nose, eyes, mouth and remainder.

    Parameters
    ----------
    points : (n, 3) Tensor
        Template coordinates, mm.

    Returns
    -------
    (n, 4) Tensor
        Non-negative; rows sum to one; order of `core.geometry.template.PARTS`.
    """
    inside = []
    for window in WINDOWS.values():
        place = points
        if window.mirrored:
            place = torch.stack([points[:, 0].abs(), points[:, 1], points[:, 2]], dim=1)
        centre = points.new_tensor(window.centre)
        radii = points.new_tensor(window.radii)
        box = ((place - centre) / radii).abs()
        norm = (box * box * box).sum(dim=1).pow(1.0 / SHARPNESS)
        inside.append(quintic_step((window.reach - norm) / (window.reach - 1.0)))
    shares = torch.stack(inside, dim=1)
    rest = (1.0 - shares).prod(dim=1, keepdim=True)
    weights = torch.cat([shares, rest], dim=1)
    return weights / weights.sum(dim=1, keepdim=True)


def part_weights_array(points: FloatArray) -> FloatArray:
    """Return `part_weights` for NumPy callers.

    Parameters
    ----------
    points : (n, 3) float64
        Template coordinates, mm.

    Returns
    -------
    (4, n) float64
        Transposed, as `Template.part_weights`.
    """
    weights = part_weights(torch.as_tensor(np.asarray(points), dtype=torch.float64))
    return weights.T.contiguous().numpy()
