"""What the shading of a photograph tells of a shape, as evidence beside the landmarks.

The image-level term of the third method (Nguyen et al., Bioengineering 2022, 9, 619, eq. 12),
without a rasteriser: places of the skin that the camera sees are projected, the picture is read
there, and compared with nine harmonics of the normals. Two things are done another way. Brightness
is taken by its logarithm, in which the colours of light and skin only add a constant. And red,
green and blue are weighed together: melanin and blood change the colour of skin along two known
directions, while shape changes all three alike.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy.ndimage import gaussian_filter, map_coordinates

from core.arrays import FloatArray
from core.geometry.harmonics import BANDS, harmonics
from core.geometry.mesh import Mesh
from core.inference.aim_solver import jaw_columns
from core.inference.photo_fit import View
from core.inference.photo_patches import SkinPatches
from core.inference.photo_pose import pinhole
from core.inference.photo_texture import facing

GAMMA = 2.2
"""Of sRGB, roughly."""
DARKEST, BRIGHTEST = 0.01, 0.97
"""Linear brightness between which a pixel tells of light."""
FINENESS = 1.5
"""Finer pictures are made this coarse, pixels per mm at the face."""
BLUR, LEAST_BLUR = 2.0, 0.8
"""The picture is smoothed by this, mm at the face, and by no less, pixels."""
MARGIN = 12
"""Pixels around the face that are kept."""
STRAIGHT = 0.4
"""Cosine below which a place is seen too slantingly."""
LEAST = 150
"""With fewer places the picture tells too little."""
TAIL = 3.0
"""What lies farther off than so many deviations weighs less: gloss, shadows, spectacles."""
ALIKE = 12.0
"""So many neighbouring places tell what one of them tells: they share blotches and shadows."""
DIM = 1e-2 * np.repeat([1e-6, 0.1, 0.1, 0.1, 1.0, 1.0, 1.0, 1.0, 1.0], 3)
"""Weight, per place, that keeps coefficients of the light small; hardly any on the constant."""
ROUNDS = 4
STEP = 1e-4


@dataclass(frozen=True, eq=False)
class _Look:
    """A shape compared with the picture."""

    points: FloatArray
    normals: FloatArray
    tangents: tuple[FloatArray, FloatArray]
    length: FloatArray
    places: FloatArray
    basis: FloatArray
    light: FloatArray
    missed: FloatArray
    weight: FloatArray
    cost: float


class Shading:
    """A photograph as evidence for a shape, once the shape is known roughly.

    Parameters
    ----------
    patches : SkinPatches
        Places of the skin.
    picture : (h, w, 3) uint8
        sRGB.
    skin : Mesh
        The rough shape, head frame, mm.
    view : View
        How it was taken, roughly.
    """

    def __init__(
        self, patches: SkinPatches, picture: npt.NDArray[np.uint8], skin: Mesh, view: View
    ) -> None:
        self._patches = patches
        points = skin.vertices[patches.vertices]
        distance = float(np.median(view.place.apply(points)[:, 2]))
        fine = view.focal / distance
        places = view.project(points)
        self._read_picture(picture, places, fine)
        height, width = picture.shape[:2]
        inside = ((places > 2.0) & (places < np.array([width, height]) - 3.0)).all(axis=1)
        level = np.exp(self._read(self._log, places))
        lit = (level.min(axis=1) > DARKEST) & (level.max(axis=1) < BRIGHTEST)
        straight = facing(skin, view)[patches.vertices] > STRAIGHT
        self._used = np.flatnonzero(inside & lit & straight)
        self._light: FloatArray = np.zeros(3 * BANDS)
        self._begun = False

    @property
    def enough(self) -> bool:
        """Whether the picture shows enough of the face to tell something."""
        return len(self._used) >= LEAST

    def _read_picture(
        self, picture: npt.NDArray[np.uint8], places: FloatArray, fine: float
    ) -> None:
        """Keep the logarithm of the face's part of a picture, and how it changes."""
        shrink = max(1, int(fine / FINENESS))
        low = np.maximum(places.min(axis=0) - MARGIN * shrink, 0).astype(int)
        high = np.minimum(places.max(axis=0) + MARGIN * shrink, picture.shape[1::-1]).astype(int)
        high = np.maximum(high, low + 2 * shrink)
        part = Image.fromarray(picture[low[1] : high[1], low[0] : high[0]]).reduce(shrink)
        blur = max(BLUR * fine / shrink, LEAST_BLUR)
        linear = (np.asarray(part, dtype=np.float64) / 255.0) ** GAMMA
        smooth = gaussian_filter(linear, (blur, blur, 0.0))
        self._log = np.log(np.maximum(smooth, 0.5 * DARKEST))
        down, right = np.gradient(self._log, axis=(0, 1))
        self._change = right / shrink, down / shrink
        self._corner, self._shrink = low, shrink

    def _read(self, values: FloatArray, places: FloatArray) -> FloatArray:
        x, y = ((places - self._corner + 0.5) / self._shrink - 0.5).T
        channels = [
            map_coordinates(values[..., c], [y, x], order=1, mode="nearest") for c in range(3)
        ]
        return np.stack(channels, axis=1)

    def _look(self, coefficients: FloatArray, view: View) -> _Look:
        patches, used = self._patches, self._used
        points = patches.mean[used] + patches.moves[used] @ coefficients
        across = patches.across[used] + patches.across_moves[used] @ coefficients
        along = patches.along[used] + patches.along_moves[used] @ coefficients
        upright = np.cross(across, along)
        length = np.linalg.norm(upright, axis=1)
        normals = upright / length[:, None]
        places, white = view.project(points), patches.whitening[used]
        told = np.einsum("mab,mb->ma", white, self._read(self._log, places))
        basis = np.einsum("mab,mj->majb", white, harmonics(normals)).reshape(-1, 3 * BANDS)
        light = self._lit(basis, told)
        missed = told - (basis @ light).reshape(-1, 3)
        far = (missed**2).sum(axis=1) / TAIL**2
        dim = DIM * len(used)
        cost = 0.5 * TAIL**2 * np.log1p(far).sum() + 0.5 * (dim * light**2).sum()
        return _Look(
            points, normals, (across, along), length, places, basis, light, missed,
            1.0 / (1.0 + far), float(cost) / ALIKE,
        )  # fmt: skip

    def _lit(self, basis: FloatArray, told: FloatArray) -> FloatArray:
        """Return the light that explains the picture best; what it cannot explain counts less."""
        dim = np.diag(DIM * len(told))
        weight = np.ones(len(told))
        for _ in range(ROUNDS):
            if self._begun:
                missed = told - (basis @ self._light).reshape(-1, 3)
                weight = 1.0 / (1.0 + (missed**2).sum(axis=1) / TAIL**2)
            rows = basis * np.repeat(weight, 3)[:, None]
            self._light = np.asarray(np.linalg.solve(rows.T @ basis + dim, rows.T @ told.ravel()))
            self._begun = True
        return self._light

    def cost(self, coefficients: FloatArray, view: View) -> float:
        """Return minus the logarithm of how likely a shape is, without the constant.

        Parameters
        ----------
        coefficients : (k + e,) float64
            Of identity and expression.
        view : View
            How the photograph was taken.
        """
        return self._look(coefficients, view).cost

    def system(self, coefficients: FloatArray, view: View) -> tuple[FloatArray, FloatArray]:
        """Return the Gauss-Newton step's matrix and right side, the light left free.

        Parameters
        ----------
        coefficients : (k + e,) float64
            Of identity and expression.
        view : View
            How the photograph was taken.

        Returns
        -------
        matrix : (k + e + 7, k + e + 7) float64
            Of coefficients, turn, shift and the logarithm of the focal length.
        right : (k + e + 7,) float64
            Minus the slope.
        """
        look = self._look(coefficients, view)
        columns = np.einsum(
            "mab,mbu->mau", self._patches.whitening[self._used], self._columns(look, view)
        ).reshape(len(look.basis), -1)
        weight = np.repeat(look.weight, 3)[:, None]
        rows = columns * weight
        mixed, lamps = rows.T @ look.basis, (look.basis * weight).T @ look.basis
        lamps += np.diag(DIM * len(self._used))
        matrix = rows.T @ columns - mixed @ np.linalg.solve(lamps, mixed.T)
        return matrix / ALIKE, rows.T @ look.missed.ravel() / ALIKE

    def _columns(self, look: _Look, view: View) -> FloatArray:
        """Return how shading less picture change with the unknowns, (m, 3, u)."""
        patches, used = self._patches, self._used
        across, along = look.tangents
        turned = np.cross(patches.across_moves[used], along[:, :, None], axis=1)
        turned += np.cross(across[:, :, None], patches.along_moves[used], axis=1)
        normal = look.normals[:, :, None]
        turned -= normal * (turned * normal).sum(axis=1, keepdims=True)
        turned /= look.length[:, None, None]
        shade = light_slope(look.normals, look.light.reshape(BANDS, 3)) @ turned
        placed = look.points @ view.place.rotation.T
        fall, slope = pinhole(placed + view.place.translation, view.focal)
        moves = np.concatenate(
            [
                slope @ view.place.rotation @ patches.moves[used],
                slope @ jaw_columns(placed, np.ones(len(placed))),
                fall[:, :, None] + (slope @ view.place.translation)[:, :, None],
            ],
            axis=2,
        )
        change = np.stack([self._read(one, look.places) for one in self._change], axis=2)
        columns: FloatArray = -change @ moves
        columns[:, :, : shade.shape[2]] += shade
        return columns


def light_slope(normals: FloatArray, light: FloatArray) -> FloatArray:
    """Return how light changes with the normal.

    Parameters
    ----------
    normals : (n, 3) float64
        Of unit length.
    light : (9, c) float64
        Coefficients of the harmonics, per colour.

    Returns
    -------
    (n, c, 3) float64
        Per unit of each component of the normal.
    """
    ends = [
        (harmonics(normals + STEP * axis) - harmonics(normals - STEP * axis)) @ light
        for axis in np.eye(3)
    ]
    slope: FloatArray = np.stack(ends, axis=2) / (2.0 * STEP)
    return slope
