"""Growing, shrinking and labelling masks by millimetres, whatever the voxels' shape.

Distances come from ITK's linear-time transform (Maurer, Qi and Raghavan, PAMI 25(2), 2003): four
times as fast as SciPy's and in single precision, so that large volumes fit into memory.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import SimpleITK
from scipy import ndimage

from core.arrays import BoolArray, IntArray

Distances = npt.NDArray[np.float32]

FULL = np.ones((3, 3, 3), dtype=bool)
"""Neighbours of a voxel by face, edge or corner."""


def distance_to(mask: BoolArray, spacing: Sequence[float]) -> Distances:
    """Return how far every voxel is from the nearest one of a mask.

    Parameters
    ----------
    mask : (nz, ny, nx) bool
        Not empty.
    spacing : sequence of 3 float
        Of the voxels along x, y and z, mm.

    Returns
    -------
    (nz, ny, nx) float32
        Between centres of voxels, mm; not positive in the mask.
    """
    image = SimpleITK.GetImageFromArray(mask.view(np.uint8))
    image.SetSpacing([float(one) for one in spacing])
    distance = SimpleITK.SignedMaurerDistanceMap(image, squaredDistance=False, useImageSpacing=True)
    found: Distances = SimpleITK.GetArrayFromImage(distance)
    return found


def grown(mask: BoolArray, spacing: Sequence[float], reach: float) -> BoolArray:
    """Return a mask and everything within a distance of it.

    Parameters
    ----------
    mask : (nz, ny, nx) bool
        Any mask.
    spacing : sequence of 3 float
        Of the voxels along x, y and z, mm.
    reach : float
        mm.

    Returns
    -------
    (nz, ny, nx) bool
        A new mask.
    """
    if not mask.any():
        return np.array(mask)
    return np.asarray(distance_to(mask, spacing) <= reach)


def shrunk(mask: BoolArray, spacing: Sequence[float], reach: float) -> BoolArray:
    """Return what of a mask is farther than a distance from everything outside it.

    Parameters
    ----------
    mask : (nz, ny, nx) bool
        Any mask; the volume's borders do not count as outside.
    spacing : sequence of 3 float
        Of the voxels along x, y and z, mm.
    reach : float
        mm.

    Returns
    -------
    (nz, ny, nx) bool
        A new mask.
    """
    return ~grown(~mask, spacing, reach)


def labelled(mask: BoolArray, structure: BoolArray | None = None) -> tuple[IntArray, IntArray]:
    """Return the connected pieces of a mask.

    Parameters
    ----------
    mask : (nz, ny, nx) bool
        Any mask.
    structure : (3, 3, 3) bool, optional
        Which neighbours connect; by default those by face.

    Returns
    -------
    label : (nz, ny, nx) int32
        Zero outside, pieces from one.
    size : (pieces + 1,) int64
        Voxels of each; that of zero is set to zero.
    """
    label, count = ndimage.label(mask, structure)
    size = np.bincount(label.ravel(), minlength=count + 1)
    size[0] = 0
    return label, size


def largest(mask: BoolArray) -> BoolArray:
    """Return the largest connected piece of a mask.

    Parameters
    ----------
    mask : (nz, ny, nx) bool
        Any mask.

    Returns
    -------
    (nz, ny, nx) bool
        Empty when the mask is.
    """
    label, size = labelled(mask)
    return np.asarray((label == np.argmax(size)) & mask)
