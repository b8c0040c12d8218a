"""Soft-tissue thickness edits: how much thicker each skin vertex becomes along its anatomy normal.

Regions, build and paint add up; what would press the skin onto the bone is limited smoothly.
"""

from collections.abc import Mapping

import numpy as np

from core.arrays import FloatArray
from core.errors import EditError
from core.geometry.steps import quintic_step

THINNEST = 1.5
"""Skin never comes nearer to the bone than this, mm: the thinnest skin over bone (nasal bridge)."""


def region_amount(thickness: Mapping[str, float], regions: Mapping[str, FloatArray]) -> FloatArray:
    """Return the wanted change of thickness by regional offsets.

    Parameters
    ----------
    thickness : mapping of str to float
        Offset per region, mm; positive is thicker.
    regions : mapping of str to (n,) float64
        Smooth region weights on the skin.

    Returns
    -------
    (n,) float64
        mm.

    Raises
    ------
    EditError
        When a region does not exist in this bundle.
    """
    amount = np.zeros(len(next(iter(regions.values()), ())))
    for name, millimetres in thickness.items():
        if name not in regions:
            known = ", ".join(sorted(regions))
            raise EditError(f"There is no thickness region '{name}'; choose one of: {known}.")
        amount += millimetres * regions[name]
    return amount


def kept_off_bone(amount: FloatArray, depth: FloatArray) -> FloatArray:
    """Return a change of thickness that leaves the skin off the bone.

    Parameters
    ----------
    amount : (n,) float64
        Wanted change, mm; positive is thicker.
    depth : (n,) float64
        Thickness before the change, mm; NaN where there is no bone beneath.

    Returns
    -------
    (n,) float64
        Full effect while there is room, approaching the bone but never reaching it, mm.
    """
    room = np.where(np.isfinite(depth), np.maximum(depth - THINNEST, 0.0), np.inf)
    thinning = amount < 0
    with np.errstate(invalid="ignore", divide="ignore"):
        limited = -room * np.tanh(-amount / room)
    amount = np.where(thinning & (room > 0) & np.isfinite(room), limited, amount)
    return np.where(thinning & (room <= 0), 0.0, amount)


def softened(weight: FloatArray) -> FloatArray:
    """Return a region's weight with a continuous curvature.

    Parameters
    ----------
    weight : (n,) float64
        A cubic step, as bundles hold it: its curvature jumps at both ends.

    Returns
    -------
    (n,) float64
        The quintic step of the same ramp: zero and one at the same places.
    """
    bounded = np.clip(weight, 0.0, 1.0)
    # The ramp t of which the weight is t^2 (3 - 2 t).
    ramp = 0.5 - np.sin(np.arcsin(1.0 - 2.0 * bounded) / 3.0)
    return quintic_step(ramp)
