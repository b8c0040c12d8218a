"""Carries a scan's own vertices from one head to another."""

import numpy as np
import torch

from core.arrays import FloatArray
from core.models.bound_head import BoundHead

CHUNK = 8192
"""Vertices at a time."""


def carried(
    vertices: FloatArray, before: BoundHead, after: BoundHead, device: torch.device
) -> FloatArray:
    """Move points with the template beneath them.

    Parameters
    ----------
    vertices : (n, 3) float64
        On or near the first head, mm.
    before, after : BoundHead
        The heads.
    device : torch.device
        Theirs.

    Returns
    -------
    (n, 3) float64
        mm; where the heads agree, exactly where they were.
    """
    moved = np.array(vertices, dtype=np.float64)
    with torch.inference_mode():
        for piece in np.array_split(np.arange(len(moved)), max(1, len(moved) // CHUNK)):
            points = torch.as_tensor(moved[piece], dtype=torch.float32, device=device)
            place = before.to_template(points)
            change = after.forward_map(place) - before.forward_map(place)
            moved[piece] += change.cpu().double().numpy()
    return moved
