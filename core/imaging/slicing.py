"""Slices of a CT along the planes of the head frame: axial, coronal and sagittal.

The slices are parallel to the Frankfurt horizontal rather than to the scanner, so that what lies in
one plane of the head lies in one slice, and surfaces of the head frame are cut by the same planes.
"""

from dataclasses import dataclass, field
from itertools import product

import numpy as np
import numpy.typing as npt
from scipy.ndimage import map_coordinates

from core.arrays import FloatArray, frozen_floats
from core.geometry.transforms import Similarity
from core.imaging.slice_planes import SlicePlane
from core.imaging.volume import AIR_HU, CtVolume

PIXEL = 0.7
"""Of a slice, mm: below the working size of a volume, so that nothing in it is lost."""
REACH = 160.0
"""Slices go no farther from the point between the ears, mm."""
SKIN_SPREAD = 350.0
"""Values at a skin found in a volume lie within this about their median, HU: it is where the value
passes one threshold, but for the thinning of its triangles."""
SKIN_SHARE = 0.8
"""Share of a skin's points of which that must hold for the volume to be that skin's."""
SKIN_STEP = 150.0
"""Towards the middle of a skin values must rise by this, and away from it fall, HU: fat and muscle
are even too."""
_ASIDE = 0.05
"""How far towards and away is looked, as a share of the distance from the middle."""
_MOST_LOOKED_AT = 4000


@dataclass(frozen=True, eq=False)
class SliceStack:
    """A volume as it lies in the head.

    Attributes
    ----------
    volume : CtVolume
        The values.
    to_head : Similarity
        From the volume's axes to the head frame.
    low, high : (3,) float64
        Bounds of what can be shown, head frame, mm.
    """

    volume: CtVolume
    to_head: Similarity
    low: FloatArray = field(init=False)
    high: FloatArray = field(init=False)

    def __post_init__(self) -> None:
        nz, ny, nx = self.volume.hounsfield.shape
        ends = [(0.0, nx - 1.0), (0.0, ny - 1.0), (0.0, nz - 1.0)]
        corners = self.to_head.apply(self.volume.to_patient(np.array(list(product(*ends)))))
        low, high = np.clip(corners.min(axis=0), -REACH, REACH), corners.max(axis=0)
        object.__setattr__(self, "low", frozen_floats(low))
        object.__setattr__(self, "high", frozen_floats(np.clip(high, -REACH, REACH)))

    def values(self, places: FloatArray) -> npt.NDArray[np.float32]:
        """Return the values at places, between voxels by trilinear interpolation.

        Parameters
        ----------
        places : (n, 3) float64
            Head frame, mm.

        Returns
        -------
        (n,) float32
            HU; air outside the volume.
        """
        there = self.to_head.inverse().apply(places) - self.volume.origin
        # Steps are orthogonal: projecting undoes them.
        voxels = there @ (self.volume.steps.T / np.square(self.volume.spacing))
        found: npt.NDArray[np.float32] = map_coordinates(
            self.volume.hounsfield,
            voxels[:, ::-1].T,
            output=np.float32,
            order=1,
            cval=float(AIR_HU),
        )
        return found

    def slice_at(self, plane: SlicePlane, at: float) -> npt.NDArray[np.float32]:
        """Return one slice.

        Parameters
        ----------
        plane : SlicePlane
            Its direction.
        at : float
            Where it lies along the plane's axis, mm.

        Returns
        -------
        (rows, columns) float32
            HU; the first row is the upper edge. Pixels are `PIXEL` wide.
        """
        across, up = self.ticks(plane)
        places = np.empty((len(up), len(across), 3))
        places[..., plane.axis] = at
        places[..., plane.across[0]] = across
        places[..., plane.up[0]] = up[:, None]
        return self.values(places.reshape(-1, 3)).reshape(len(up), len(across))

    def ticks(self, plane: SlicePlane) -> tuple[FloatArray, FloatArray]:
        """Return where the columns and rows of a slice lie.

        Parameters
        ----------
        plane : SlicePlane
            Its direction.

        Returns
        -------
        across, up : (columns,), (rows,) float64
            Coordinates of the head frame from left to right, and from the upper row down, mm.
        """
        across, up = (
            np.arange(self.low[axis], self.high[axis] + 0.5 * PIXEL, PIXEL)[::sign]
            for axis, sign in (plane.across, (plane.up[0], -plane.up[1]))
        )
        return across, up

    def shows(self, skin: FloatArray) -> bool:
        """Return whether a skin was found in this volume.

        Parameters
        ----------
        skin : (n, 3) float64
            Vertices, head frame, mm.

        Returns
        -------
        bool
            Whether the values there are those of one threshold.
        """
        stride = max(1, len(skin) // _MOST_LOOKED_AT)
        seen = self.values(skin[::stride])
        if not len(seen):
            return False
        edge = float(np.median(seen))
        near = np.abs(seen - edge) < SKIN_SPREAD
        middle = 0.5 * (skin.min(axis=0) + skin.max(axis=0))
        inside, outside = (
            float(np.median(self.values(middle + by * (skin[::stride] - middle))))
            for by in (1.0 - _ASIDE, 1.0 + _ASIDE)
        )
        stepped = inside > edge + SKIN_STEP and outside < edge - SKIN_STEP
        return bool(near.mean() > SKIN_SHARE) and stepped
