"""Finds the bone in a head: streaks of metal damped, specks dropped."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from core.arrays import BoolArray
from core.imaging.head_mask import HeadMask
from core.imaging.morphology import FULL, labelled
from core.imaging.thresholds import Thresholds
from core.imaging.volume import CtVolume, Hounsfield
from core.monitor import Monitor

METAL_HU = 2800
"""Denser than enamel: fillings, crowns, plates, electrodes."""
LEAST_METAL = 4
"""Voxels of metal; fewer are noise in enamel."""
STREAK_REACH = 60.0
"""How far from metal its streaks are damped, mm, in the metal's own slices."""
STREAK_SLICES = 2.0
"""Slices this near to the metal's are damped too, mm."""
STREAK_WIDTH = 5.0
"""Over this length medians are taken, mm: streaks are narrower than half of it, jaws wider."""
LEAST_PIECE = 400.0
"""Smaller pieces of bone are dropped, mm3: specks, calcifications, dirt."""


@dataclass(frozen=True, eq=False)
class Bone:
    """The bone of a head.

    Attributes
    ----------
    hounsfield : (nz, ny, nx) int16
        The values with streaks damped; air outside the head.
    mask : (nz, ny, nx) bool
        Voxels of bone.
    metal : float
        Volume of metal, mm3.
    """

    hounsfield: Hounsfield
    mask: BoolArray
    metal: float


def find_bone(volume: CtVolume, thresholds: Thresholds, head: HeadMask, monitor: Monitor) -> Bone:
    """Find the bone of a head.

    Parameters
    ----------
    volume : CtVolume
        The values.
    thresholds : Thresholds
        Of this volume.
    head : HeadMask
        What belongs to the head.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    Bone
        Voxels of skull, neck and teeth.

    Raises
    ------
    CancelledError
        When the monitor was cancelled.
    """
    monitor.report(0.0, "damping streaks of metal")
    values = np.where(head.solid, volume.hounsfield, np.int16(thresholds.air))
    values, metal = damp_streaks(values, volume)
    monitor.report(0.5, "finding the bone")
    voxel = float(np.prod(volume.spacing))
    mask = values > thresholds.bone
    label, size = labelled(mask, FULL)
    mask = (size * voxel >= LEAST_PIECE)[label]
    monitor.report(1.0, "bone found")
    return Bone(values, np.asarray(mask), metal * voxel)


def damp_streaks(values: Hounsfield, volume: CtVolume) -> tuple[Hounsfield, int]:
    """Take the streaks that metal throws out of the slices that hold metal.

    Parameters
    ----------
    values : (nz, ny, nx) int16
        Of the head alone.
    volume : CtVolume
        Its axes; streaks lie in slices across the body.

    Returns
    -------
    values : (nz, ny, nx) int16
        The lesser of two medians, in and across the slices, around metal; the rest as given.
    metal : int
        Voxels of metal.
    """
    metal = values > METAL_HU
    label, size = labelled(metal, FULL)
    metal = (size >= LEAST_METAL)[label]
    count = int(metal.sum())
    if not count:
        return values, 0
    axis = 2 - int(np.argmax(np.abs(volume.steps[:, 1])))
    calm = np.array(values)
    _damp_slices(
        np.moveaxis(calm, axis, 0),
        np.moveaxis(metal, axis, 0),
        volume.spacing[2 - axis],
        [volume.spacing[2 - one] for one in range(3) if one != axis],
    )
    return calm, count


def _damp_slices(
    values: Hounsfield, metal: BoolArray, step: float, planes: Sequence[float]
) -> None:
    """Damp the slices near metal in place; slices run along the first axis."""
    reach = int(np.ceil(STREAK_SLICES / step))
    tall = _odd(STREAK_WIDTH / step)
    window = tuple(_odd(STREAK_WIDTH / one) for one in planes)
    rows = ndimage.binary_dilation(metal.any(axis=(1, 2)), iterations=reach)
    # Metal is no denser than enamel to the medians, so that it does not grow.
    source = np.minimum(values, np.int16(METAL_HU))
    for index in np.flatnonzero(rows):
        near = slice(max(0, index - reach), index + reach + 1)
        here = metal[near].any(axis=0)
        if not here.any():
            continue
        distance = ndimage.distance_transform_edt(~here, sampling=planes)
        zone = (distance > 0.0) & (distance < STREAK_REACH)
        across = ndimage.median_filter(source[index], size=window)
        along = np.median(source[max(0, index - tall // 2) : index + tall // 2 + 1], axis=0)
        # Streaks are thin in the slice, and sheets of them thin across slices; bone is neither.
        values[index] = np.where(zone, np.minimum(across, along), source[index])


def _odd(count: float) -> int:
    """Return the nearest odd number of at least three."""
    return max(3, 2 * round((count - 1.0) / 2.0) + 1)
