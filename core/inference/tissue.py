"""Thickness sliders: how far each skin vertex moves along its anatomy normal."""

from collections.abc import Mapping

import numpy as np

from core.arrays import FloatArray
from core.errors import EditError

THINNEST = 1.5
"""Skin never comes nearer to the bone than this, mm: the thinnest skin over bone (nasal bridge)."""


def tissue_offsets(
    thickness: Mapping[str, float],
    regions: Mapping[str, FloatArray],
    normals: FloatArray,
    depth: FloatArray,
) -> FloatArray:
    """Return the displacement of the skin by thickness offsets.

    Parameters
    ----------
    thickness : mapping of str to float
        Offset per region, mm; positive is thicker.
    regions : mapping of str to (n,) float64
        Smooth region weights on the skin.
    normals : (n, 3) float64
        Anatomy normals, outward.
    depth : (n,) float64
        Thickness before the edit, mm; NaN where there is no bone beneath.

    Returns
    -------
    (n, 3) float64
        mm.

    Raises
    ------
    EditError
        When a region does not exist in this bundle.
    """
    amount = np.zeros(len(normals))
    for name, millimetres in thickness.items():
        if name not in regions:
            known = ", ".join(sorted(regions))
            raise EditError(f"There is no thickness region '{name}'; choose one of: {known}.")
        amount += millimetres * regions[name]
    room = np.where(np.isfinite(depth), np.maximum(depth - THINNEST, 0.0), np.inf)
    thinning = amount < 0
    # A soft limit: full effect while there is room, approaching the bone but never reaching it.
    with np.errstate(invalid="ignore", divide="ignore"):
        limited = -room * np.tanh(-amount / room)
    amount = np.where(thinning & (room > 0) & np.isfinite(room), limited, amount)
    amount = np.where(thinning & (room <= 0), 0.0, amount)
    return amount[:, None] * normals
