"""Landmarks of faces in a photograph: candidates, then the network, looking again where it saw.

The cascade proposes faces seen from the front; where it proposes none, squares all over the picture
are tried. A first network says which are faces, and each look places the next crop better; a second
looks closely at the face set upright.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import torch
from PIL import Image
from scipy.ndimage import map_coordinates

from core.arrays import FloatArray
from core.inference.face_finder import LYING, FaceBox, find_faces
from core.models.landmark_net import LandmarkNet, Sighting
from core.monitor import Monitor

BOX_SIDE = 2.1
"""Side of the first crop over the side of the cascade's box."""
LOOKS = 2
"""Times that the first network looks; each crop lies where the look before saw the face."""
TURNED = (0.0, 0.06, -0.06)
"""Turns of the crop that the close look averages over, radians."""
PRESENT = 0.0
"""Logit above which a crop shows a face."""
VAGUE = 0.1
"""Median deviation of the first network's landmarks over their root-mean-square distance from
their middle above which there is no face: held-out portraits have 0.022 to 0.046, an astronaut
0.044, a cat 0.13, a cup of coffee 0.14."""
SHARES = (1.0, 0.7, 0.5, 0.35, 0.25)
"""Sides of the squares that are tried all over a picture, as shares of its smaller side."""
SAME = 0.5
"""Faces whose middles are nearer than this share of their crop are one."""


@dataclass(frozen=True, eq=False)
class Face:
    """A face in a photograph.

    Attributes
    ----------
    places : (m, 2) float64
        Landmarks (x, y), pixels.
    deviations : (m,) float64
        Of each coordinate, pixels.
    presence : float
        Logit that this is a face.
    """

    places: FloatArray
    deviations: FloatArray
    presence: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the landmarks, pixels."""
        low, high = self.places.min(axis=0), self.places.max(axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])


@dataclass(frozen=True)
class _Crop:
    """A turned square: a place q in it, in half crops, lies at ``middle + half * turn q``."""

    x: float
    y: float
    half: float
    angle: float = 0.0

    @property
    def turn(self) -> FloatArray:
        c, s = np.cos(self.angle), np.sin(self.angle)
        return np.array([[c, -s], [s, c]])


class LandmarkFinder:
    """Finds faces and their landmarks.

    Parameters
    ----------
    wide, close : LandmarkNet
        Taught: the one that finds, and the one that looks closely.
    upright : (m, 2) float64
        Landmarks of the mean face from the front, right and down; tells how far a face is turned.
    """

    def __init__(self, wide: LandmarkNet, close: LandmarkNet, upright: FloatArray) -> None:
        self._wide, self._close = wide.eval(), close.eval()
        self._upright = upright - upright.mean(axis=0)

    def faces(
        self, picture: npt.NDArray[np.uint8], monitor: Monitor | None = None
    ) -> tuple[Face, ...]:
        """Return the faces of a photograph.

        Parameters
        ----------
        picture : (h, w, 3) uint8
            sRGB, upright.
        monitor : Monitor, optional
            Progress and cancellation.

        Returns
        -------
        tuple of Face
            The largest first; empty where none is seen.

        Raises
        ------
        CancelledError
            When the monitor was cancelled.
        """
        watch = monitor or Monitor()
        watch.report(0.0, "Looking for a face")
        crops = [_of_box(box) for box in find_faces(picture)]
        found = self._settled(picture, crops)
        if not found:
            found = self._settled(picture, [_of_box(box) for box in find_faces(picture, LYING)])
        if not found:
            watch.report(0.4, "Looking for a turned face")
            found = self._settled(picture, self._promising(picture, watch))
        return tuple(sorted(found, key=lambda face: -_size(face.places)))

    def around(self, picture: npt.NDArray[np.uint8], places: FloatArray) -> Face:
        """Return the face around places that somebody marked.

        Parameters
        ----------
        picture : (h, w, 3) uint8
            sRGB, upright.
        places : (k, 2) float64
            Some points spread over the face, pixels.

        Returns
        -------
        Face
            Whatever the network sees there.
        """
        middle = places.mean(axis=0)
        half = 0.5 * self._wide.framing.side * _size(places)
        return self._looked(picture, _Crop(float(middle[0]), float(middle[1]), half))

    def sighting(self, picture: npt.NDArray[np.uint8], face: Face) -> Sighting:
        """Return a close look at a face, as encoders are taught to read it.

        Parameters
        ----------
        picture : (h, w, 3) uint8
            sRGB, upright.
        face : Face
            In it; every landmark has a place, and these places are the sighting's.

        Returns
        -------
        Sighting
            Of one crop, set upright.
        """
        crop = self._aimed(face.places, self._close)
        cut = _cut(picture, crop, self._close.framing.pixels).transpose(2, 0, 1)[None]
        with torch.inference_mode():
            seen: Sighting = self._close(torch.from_numpy(np.ascontiguousarray(cut)))
        places = (face.places - [crop.x, crop.y]) @ crop.turn / crop.half
        return replace(
            seen,
            places=torch.tensor(places[None], dtype=torch.float32),
            deviations=torch.tensor(face.deviations[None] / crop.half, dtype=torch.float32),
        )

    def _settled(self, picture: npt.NDArray[np.uint8], crops: Sequence[_Crop]) -> list[Face]:
        faces: list[Face] = []
        looked = [self._looked(picture, crop) for crop in crops]
        for face in sorted(looked, key=lambda face: -face.presence):
            if face.presence < PRESENT:
                break
            middle = face.places.mean(axis=0)
            reach = SAME * self._wide.framing.side * _size(face.places)
            apart = [np.linalg.norm(one.places.mean(axis=0) - middle) > reach for one in faces]
            if all(apart):
                faces.append(face)
        return faces

    def _looked(self, picture: npt.NDArray[np.uint8], crop: _Crop) -> Face:
        """Return what is seen after looking a few times, each time better aimed."""
        presence = 0.0
        for _ in range(LOOKS):
            places, spread, present = self._seen(picture, [crop], self._wide)
            presence, before = float(present[0]), crop
            crop = self._aimed(places[0], self._wide, before)
        if float(np.median(spread[0])) > VAGUE * _size(places[0]):
            presence = min(presence, PRESENT - 1.0)
        close = self._aimed(places[0], self._close)
        turned = [replace(close, angle=close.angle + turn) for turn in TURNED]
        places, deviations, _ = self._seen(picture, turned, self._close)
        weights = 1.0 / deviations**2
        mean = (places * weights[..., None]).sum(axis=0) / weights.sum(axis=0)[:, None]
        return Face(mean, deviations.mean(axis=0), presence)

    def _aimed(self, places: FloatArray, net: LandmarkNet, before: _Crop | None = None) -> _Crop:
        """Return an upright crop around landmarks, never far from the one before."""
        middle = places.mean(axis=0)
        half = 0.5 * net.framing.side * _size(places)
        if before is not None:
            half = float(np.clip(half, 0.4 * before.half, 2.5 * before.half))
        left, _, right = np.linalg.svd((places - middle).T @ self._upright)
        turn = left @ right
        angle = float(np.arctan2(turn[1, 0], turn[0, 0])) if np.linalg.det(turn) > 0.0 else 0.0
        return _Crop(float(middle[0]), float(middle[1]), half, angle)

    def _promising(self, picture: npt.NDArray[np.uint8], watch: Monitor) -> list[_Crop]:
        """Return the squares of a picture in which the network sees a face best."""
        height, width = picture.shape[:2]
        tried: list[tuple[float, _Crop]] = []
        for number, share in enumerate(SHARES):
            watch.report(0.4 + 0.5 * number / len(SHARES), "Looking for a turned face")
            half = 0.5 * share * min(height, width)
            across = np.arange(0.5 * half, width, 0.6 * half)
            down = np.arange(0.5 * half, height, 0.6 * half)
            crops = [_Crop(float(x), float(y), half) for y in down for x in across]
            for start in range(0, len(crops), 64):
                watch.check()
                some = crops[start : start + 64]
                _, _, presence = self._seen(picture, some, self._wide)
                tried += zip(presence.tolist(), some, strict=True)
        best = sorted(tried, key=lambda one: -one[0])[:6]
        return [crop for presence, crop in best if presence > PRESENT]

    def _seen(
        self, picture: npt.NDArray[np.uint8], crops: Sequence[_Crop], net: LandmarkNet
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return places (n, m, 2) and deviations (n, m) in pixels, and presence (n,)."""
        pixels = net.framing.pixels
        cut = np.stack([_cut(picture, crop, pixels) for crop in crops]).transpose(0, 3, 1, 2)
        with torch.inference_mode():
            seen = net(torch.from_numpy(np.ascontiguousarray(cut)))
        inside = seen.places.double().numpy()
        half = np.array([crop.half for crop in crops])
        turns = np.stack([crop.turn for crop in crops])
        middles = np.array([[crop.x, crop.y] for crop in crops])
        places = middles[:, None] + half[:, None, None] * (inside @ turns.transpose(0, 2, 1))
        deviations = seen.deviations.double().numpy() * half[:, None]
        return places, deviations, seen.presence.double().numpy()


def _of_box(box: FaceBox) -> _Crop:
    return _Crop(box.x, box.y, 0.5 * BOX_SIDE * box.side, float(np.radians(box.angle)))


def _size(places: FloatArray) -> float:
    """Return the root-mean-square distance of places from their middle."""
    away = places - places.mean(axis=0)
    return max(float(np.sqrt((away**2).sum(axis=1).mean())), 1.0)


def _cut(picture: npt.NDArray[np.uint8], crop: _Crop, pixels: int) -> npt.NDArray[np.float32]:
    """Return a crop (s, s, 3), from zero to one; edges of the picture go on outside."""
    shrink = min(1.0, pixels / (2.0 * crop.half))
    x0, x1 = _span(crop.x, 1.5 * crop.half, picture.shape[1])
    y0, y1 = _span(crop.y, 1.5 * crop.half, picture.shape[0])
    part = picture[y0:y1, x0:x1]
    if shrink < 0.75:
        # Pillow averages over what a smaller pixel covers.
        size = (max(1, round(part.shape[1] * shrink)), max(1, round(part.shape[0] * shrink)))
        part = np.asarray(Image.fromarray(part).resize(size, Image.Resampling.BILINEAR))
    scale = np.array([part.shape[1] / (x1 - x0), part.shape[0] / (y1 - y0)])
    steps = (np.arange(pixels) + 0.5) / (pixels / 2.0) - 1.0
    grid = np.stack(np.meshgrid(steps, steps), axis=-1) @ crop.turn.T * crop.half
    places = (grid + [crop.x - x0, crop.y - y0] + 0.5) * scale - 0.5
    where = places.transpose(2, 0, 1)[::-1]
    cut = np.stack(
        [
            map_coordinates(part[..., c].astype(np.float32), where, order=1, mode="nearest")
            for c in range(3)
        ],
        axis=-1,
    )
    return (cut / 255.0).astype(np.float32)


def _span(middle: float, reach: float, size: int) -> tuple[int, int]:
    low = int(np.clip(middle - reach, 0, size - 2))
    return low, int(np.clip(middle + reach + 1, low + 1, size))
