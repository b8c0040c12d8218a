"""Finds faces in a photograph: upright and turned, small and large, each once.

scikit-image's cascade of local binary patterns looks at several scales of the picture turned by
several angles; boxes that overlap are one face. It knows faces from the front only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import skimage.data
from scipy.ndimage import rotate
from skimage.feature import Cascade
from skimage.transform import resize

from core.arrays import FloatArray

LOOK_SIDE = 480
"""The cascade looks at pictures of this size, pixels."""
ANGLES = (0.0, -25.0, 25.0, -50.0, 50.0)
"""The picture is turned by these, degrees; the first that shows a face is enough."""
LYING = (180.0, -90.0, 90.0)
"""The same for pictures in which nobody is upright: the camera did not note how it was held."""
SAME = 0.35
"""Faces whose middles are nearer than this share of their size are one."""


@dataclass(frozen=True)
class FaceBox:
    """Where a face is.

    Attributes
    ----------
    x, y : float
        Its middle, pixels.
    side : float
        Of the square around eyes, nose and mouth, pixels.
    angle : float
        How far the face leans to its left shoulder's side in the picture, degrees.
    """

    x: float
    y: float
    side: float
    angle: float = 0.0


@cache
def _cascade() -> Cascade:
    return Cascade(skimage.data.lbp_frontal_face_cascade_filename())


def find_faces(
    picture: npt.NDArray[np.uint8], angles: Sequence[float] = ANGLES
) -> tuple[FaceBox, ...]:
    """Return the faces of a photograph.

    Parameters
    ----------
    picture : (h, w, 3) uint8
        sRGB, upright.
    angles : sequence of float
        How far the picture is turned, one after the other, degrees.

    Returns
    -------
    tuple of FaceBox
        The largest first; empty where none is seen from the front.
    """
    height, width = picture.shape[:2]
    shrink = min(1.0, LOOK_SIDE / max(height, width))
    small = resize(picture, (round(height * shrink), round(width * shrink)), anti_aliasing=True)
    grey = small.mean(axis=2)
    for angle in angles:
        boxes = _merged(_at_angle(grey, angle))
        if boxes:
            grown = [FaceBox(b.x / shrink, b.y / shrink, b.side / shrink, b.angle) for b in boxes]
            return tuple(sorted(grown, key=lambda box: -box.side))
    return ()


def _at_angle(grey: FloatArray, angle: float) -> list[FaceBox]:
    turned = grey if angle == 0.0 else rotate(grey, angle, reshape=False, order=1, mode="nearest")
    found = _cascade().detect_multi_scale(
        img=turned,
        scale_factor=1.15,
        step_ratio=1,
        min_size=(36, 36),
        max_size=(min(turned.shape), min(turned.shape)),
        min_neighbor_number=4,
    )
    middle = (np.array(grey.shape[::-1]) - 1.0) / 2.0
    radians = np.radians(angle)
    # `rotate` turns the picture against the clock for positive angles (rows run down).
    back = np.array([[np.cos(radians), -np.sin(radians)], [np.sin(radians), np.cos(radians)]])
    boxes = []
    for box in found:
        centre = np.array([box["c"] + box["width"] / 2.0, box["r"] + box["height"] / 2.0])
        x, y = back @ (centre - middle) + middle
        boxes.append(FaceBox(float(x), float(y), float(box["width"]), angle))
    return boxes


def _merged(boxes: list[FaceBox]) -> list[FaceBox]:
    kept: list[FaceBox] = []
    for box in sorted(boxes, key=lambda box: -box.side):
        apart = [np.hypot(box.x - one.x, box.y - one.y) > SAME * one.side for one in kept]
        if all(apart):
            kept.append(box)
    return kept
