"""A CT volume in the project's axes, whatever file it came from.

Axes: +x to the subject's left, +y up, +z to the front, mm; the origin is that of the scanner, so
that surfaces lie where the slices lay.
"""

from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from core.arrays import FloatArray, frozen_floats

Hounsfield: TypeAlias = npt.NDArray[np.int16]

AIR_HU, DENSEST_HU = -1024, 8000
"""Values are cut off here: below is only padding outside the field of view, above only metal."""

AXES_OF_PATIENT = frozen_floats([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0]])
"""Turns DICOM's patient axes (left, posterior, superior) into left, up, front."""

WORKING_SPACING = 1.0
"""Voxels are averaged as long as they stay no larger than this, mm: it halves noise and the
surfaces still lie within a tenth of it."""

MOST_WORKING = 40_000_000
"""Voxels that are worked on; they need about two gigabytes."""


@dataclass(frozen=True, eq=False)
class CtVolume:
    """Hounsfield units on a rectangular grid.

    Attributes
    ----------
    hounsfield : (nz, ny, nx) int16
        Water is 0, air -1000.
    origin : (3,) float64
        Centre of the voxel [0, 0, 0], mm.
    steps : (3, 3) float64
        Rows: from a voxel to the next one along x, y and z of the array, mm; orthogonal.
    notes : tuple of str
        Sentences for the user about what was found on the way.
    """

    hounsfield: Hounsfield
    origin: FloatArray
    steps: FloatArray
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "origin", frozen_floats(self.origin).reshape(3))
        object.__setattr__(self, "steps", frozen_floats(self.steps).reshape(3, 3))

    @property
    def spacing(self) -> tuple[float, float, float]:
        """Distance of neighbouring voxels along x, y and z of the array, mm."""
        x, y, z = np.linalg.norm(self.steps, axis=1)
        return float(x), float(y), float(z)

    def to_patient(self, places: FloatArray) -> FloatArray:
        """Return where places in the array lie.

        Parameters
        ----------
        places : (n, 3) float64
            Along x, y and z of the array, in voxels.

        Returns
        -------
        (n, 3) float64
            mm.
        """
        where: FloatArray = self.origin + places @ self.steps
        return where

    def pooled(self, axis: int) -> "CtVolume":
        """Return the volume with every two neighbours along an axis averaged.

        Parameters
        ----------
        axis : int
            0 to 2: x, y or z of the array.

        Returns
        -------
        CtVolume
            A last voxel without a neighbour is left out.
        """
        along = 2 - axis
        values = np.moveaxis(self.hounsfield, along, 0)
        count = len(values) // 2
        mean = np.empty((count, *values.shape[1:]), dtype=np.int16)
        for index in range(count):  # by slices: a large volume is not copied as wider numbers
            mean[index] = (values[2 * index].astype(np.int32) + values[2 * index + 1]) // 2
        steps = np.array(self.steps)
        origin = self.origin + 0.5 * steps[axis]
        steps[axis] *= 2.0
        hounsfield = np.ascontiguousarray(np.moveaxis(mean, 0, along))
        return replace(self, hounsfield=hounsfield, origin=origin, steps=steps)

    def at_working_size(self) -> "CtVolume":
        """Return the volume with voxels averaged up to `WORKING_SPACING`.

        More than `MOST_WORKING` voxels are averaged further, which its notes then say.
        """
        volume = self
        for axis in range(3):
            while 2.0 * volume.spacing[axis] <= WORKING_SPACING:
                volume = volume.pooled(axis)
        if volume.hounsfield.size <= MOST_WORKING:
            return volume
        while volume.hounsfield.size > MOST_WORKING:
            volume = volume.pooled(int(np.argmin(volume.spacing)))
        note = f"The volume is large; its voxels were averaged to {max(volume.spacing):.1f} mm."
        return replace(volume, notes=(*volume.notes, note))


def in_range(values: npt.NDArray[np.generic]) -> Hounsfield:
    """Return Hounsfield units as 16-bit numbers, cut off at `AIR_HU` and `DENSEST_HU`.

    Parameters
    ----------
    values : array
        Numbers of any type and shape.

    Returns
    -------
    int16 array
        Rounded.
    """
    cut = np.clip(values, AIR_HU, DENSEST_HU)
    rounded: Hounsfield = np.rint(cut).astype(np.int16)
    return rounded
