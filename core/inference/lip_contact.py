"""Lips touch unless the scan shows otherwise: a prior on the gap between them.

A scan of a closed mouth shows neither the lips' contact nor what lies behind it, so nothing would
keep a fitted mouth from gaping between two well-fitted lips.
"""

import numpy as np
import numpy.typing as npt
import torch
from scipy.spatial import cKDTree

from core.arrays import BoolArray, FloatArray
from core.models.lips import lip_height, lip_window

NEAR_LINE = 1.5
"""Vertices this close to the sheet between the lips touch the other lip, mm."""
PARTNER = 2.5
"""A partner on the other lip is at most this far away on the template, mm."""
OPENING_MM = 0.5
"""Deviation of the gap from the template's."""
VOICES = 8.0
"""Independent places along the lip line."""


def contact_precision(
    vertices: FloatArray, moves: npt.NDArray[np.float32], hidden: BoolArray
) -> FloatArray:
    """Return the prior's precision over the codes.

    Parameters
    ----------
    vertices : (n, 3) float64
        The template, mm.
    moves : (n, 3, k) float32
        Displacement per unit of each code, mm.
    hidden : (n,) bool
        Vertices inside the mouth, which do not count.

    Returns
    -------
    (k, k) float64
        Zero when the template's lips cannot part.
    """
    points = torch.tensor(vertices)
    height = lip_height(points).numpy()
    at_line = (lip_window(points).numpy() > 0.3) & (np.abs(height) < NEAR_LINE) & ~hidden
    upper, lower = np.flatnonzero(at_line & (height >= 0)), np.flatnonzero(at_line & (height < 0))
    if len(upper) == 0 or len(lower) == 0:
        return np.zeros((moves.shape[2], moves.shape[2]))
    distance, nearest = cKDTree(vertices[lower]).query(vertices[upper])
    touching = distance < PARTNER
    gap = (moves[upper[touching], 1] - moves[lower[nearest[touching]], 1]).astype(np.float64)
    weight = VOICES / OPENING_MM**2 / max(len(gap), 1)
    precision: FloatArray = weight * (gap.T @ gap)
    return precision
