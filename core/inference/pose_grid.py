"""A scan as a voxel grid that answers "what surface is near here, and how does it face?" at once.

The pose search asks this some ten million times. A search tree would take minutes; a grid that
knows the nearest occupied voxel of every voxel takes a second.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from core.arrays import FloatArray

Floats32 = npt.NDArray[np.float32]

LONGEST = 112
"""Voxels along the longest side: 3 mm on a bare head, whose mean relief is 10 mm."""
FINEST = 2.5
"""Smallest voxel, mm: below it a voxel of a sampled scan may stay empty."""
MARGIN = 25.0
"""Room around the scan, mm: farther away than this nothing is told from anything else."""


@dataclass(frozen=True, eq=False)
class SurfaceGrid:
    """The nearest piece of surface for every voxel.

    Attributes
    ----------
    origin : (3,) float32
        Corner of the first voxel, mm.
    voxel : float
        Edge length, mm.
    nearest : (nx, ny, nz) int32
        Index of the nearest piece.
    position, normal : (k, 3) float32
        Mean position (mm) and unit normal of the surface in every occupied voxel.
    """

    origin: Floats32
    voxel: float
    nearest: npt.NDArray[np.int32]
    position: Floats32
    normal: Floats32

    @classmethod
    def of(cls, points: FloatArray, normals: FloatArray) -> "SurfaceGrid":
        """Put sampled points into a grid.

        Parameters
        ----------
        points, normals : (n, 3) float64
            Evenly drawn from the surface, mm.

        Returns
        -------
        SurfaceGrid
            Covers the points and `MARGIN` around them.
        """
        low, high = points.min(axis=0) - MARGIN, points.max(axis=0) + MARGIN
        voxel = max(FINEST, float((high - low).max()) / LONGEST)
        shape = np.ceil((high - low) / voxel).astype(int) + 1
        cell = np.ravel_multi_index(tuple(((points - low) / voxel).astype(int).T), tuple(shape))
        occupied, piece = np.unique(cell, return_inverse=True)
        count = np.bincount(piece)
        summed = np.stack([np.bincount(piece, axis) for axis in [*points.T, *normals.T]], axis=1)
        position, normal = summed[:, :3] / count[:, None], summed[:, 3:]
        normal = normal / np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
        number = np.zeros(int(np.prod(shape)), dtype=np.int32)
        number[occupied] = np.arange(len(occupied))
        empty = np.ones(int(np.prod(shape)), dtype=bool)
        empty[occupied] = False
        _, where = ndimage.distance_transform_edt(empty.reshape(shape), return_indices=True)
        return cls(
            low.astype(np.float32),
            voxel,
            number.reshape(shape)[tuple(where)],
            position.astype(np.float32),
            normal.astype(np.float32),
        )

    def lookup(self, points: Floats32) -> npt.NDArray[np.int32]:
        """Return the piece of surface nearest to points.

        Parameters
        ----------
        points : (..., 3) float32
            mm; those outside the grid get the piece nearest to its border.

        Returns
        -------
        (...,) int32
            Indices into `position` and `normal`.
        """
        cell = ((points - self.origin) * np.float32(1.0 / self.voxel)).astype(np.int32)
        size = self.nearest.shape
        for axis in range(3):
            np.clip(cell[..., axis], 0, size[axis] - 1, out=cell[..., axis])
        flat = (cell[..., 0] * size[1] + cell[..., 1]) * size[2] + cell[..., 2]
        found: npt.NDArray[np.int32] = self.nearest.ravel()[flat]
        return found
