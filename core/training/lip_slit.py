"""Keeps the template's lips apart: SDFNet with a thin slit cut along the lip line.

The mean head's lips touch. A template whose triangles bridge them would draw webs across every
opened mouth, so the slit runs from the front into the pocket between the lips, which closes the
template behind them.
"""

import torch
from torch import Tensor, nn

from core.models.lips import lip_height

EXTRACTED_GAP = 1.1
"""Half the slit's height while the surface is extracted, mm: wide enough for its cells."""
FINAL_GAP = 0.2
"""Half the height to which the lips then close, mm."""
FRONT = 99.0
CURVE = 0.0232
"""The lip line lies at z = FRONT - CURVE x^2, mm; fitted to sections of the mean head."""
DEPTH = 6.5
"""The slit begins this far behind the lip line, inside the pocket, mm."""
HALF_WIDTH = 21.5
"""And ends at the corners of the mouth, mm."""


class SlitSdf(nn.Module):
    """The signed distance of the head without the slit.

    Parameters
    ----------
    network : nn.Module
        SDFNet.
    half_gap : float
        Half the slit's height, mm.
    """

    def __init__(self, network: nn.Module, half_gap: float) -> None:
        super().__init__()
        self._network = network
        self._half_gap = half_gap

    def forward(self, points: Tensor) -> Tensor:
        """Evaluate.

        Parameters
        ----------
        points : (n, 3) Tensor
            Template coordinates, mm.

        Returns
        -------
        (n, 1) Tensor
            mm, negative inside.
        """
        across = points[:, 0]
        behind = (FRONT - CURVE * across.square() - DEPTH) - points[:, 2]
        slit = torch.stack(
            [lip_height(points).abs() - self._half_gap, across.abs() - HALF_WIDTH, behind]
        ).amax(dim=0)
        value: Tensor = torch.maximum(self._network(points)[:, 0], -slit)[:, None]
        return value
