"""Photographs as they were looked at, and what is said of them: plain values of the photo jobs."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PIL import Image

from core.arrays import FloatArray
from core.document.photo_source import PhotoRecord
from core.errors import PhotoError
from core.imaging.photo_file import Photo

if TYPE_CHECKING:
    from core.inference.photo_landmarks import Face


@dataclass(frozen=True, eq=False)
class PhotoLook:
    """A photograph as it was read, and the faces in it.

    Attributes
    ----------
    path : Path
        Of the file.
    sha256 : str
        Of its bytes; empty where it could not be read.
    photo : Photo or None
        None where it could not be read.
    faces : tuple of Face
        The largest first.
    trouble : str
        Why there is no photograph or no face; empty where all is well.
    record : PhotoRecord or None
        What is known of it from a document.
    doubts : tuple of tuple of str
        Why the landmarks of each face may be wrong, a sentence each.
    """

    path: Path
    sha256: str
    photo: Photo | None
    faces: "tuple[Face, ...]"
    trouble: str = ""
    record: PhotoRecord | None = None
    doubts: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class MethodOffer:
    """A way of fitting that can be chosen.

    Attributes
    ----------
    key : str
        A value of `core.inference.photo_head.PhotoMethod`.
    error : float or None
        Its mean error by ``nasion evaluate photo``, mm; None where nobody measured it.
    best : bool
        Whether it is taken unasked.
    """

    key: str
    error: float | None
    best: bool


@dataclass(frozen=True, eq=False)
class PhotoOffer:
    """Photographs that were looked at, and the ways in which a head can be fitted to them.

    Attributes
    ----------
    looks : tuple of PhotoLook
        In the order of the files.
    methods : tuple of MethodOffer
        Those whose networks are there.
    """

    looks: tuple[PhotoLook, ...]
    methods: tuple[MethodOffer, ...]


@dataclass(frozen=True, eq=False)
class ShotWish:
    """A photograph with everything that a person said of it.

    Attributes
    ----------
    look : PhotoLook
        With a photograph.
    face : Face
        The chosen one, its landmarks as they were put right.
    known : tuple of int
        Landmarks that were placed by hand.
    focal : float or None
        Pixels; None where nobody knows it.
    neutral : bool
        Whether the face is at rest.
    role : str
        One of `core.document.photo_source.ROLES`.
    """

    look: PhotoLook
    face: "Face"
    known: tuple[int, ...] = ()
    focal: float | None = None
    neutral: bool = False
    role: str = "front"


def decoded(picture: bytes) -> npt.NDArray[np.uint8]:
    """Return the pixels of a kept picture, (h, w, 3) sRGB.

    Parameters
    ----------
    picture : bytes
        JPEG.

    Raises
    ------
    PhotoError
        When it is damaged.
    """
    try:
        with Image.open(BytesIO(picture)) as image:
            return np.asarray(image.convert("RGB"))
    except (OSError, ValueError) as error:
        raise PhotoError(
            "A photograph in the project is damaged; choose its file again by 'Find the photos'."
        ) from error


def role_of(places: FloatArray) -> str:
    """Return from where a face seems to be seen.

    Parameters
    ----------
    places : (m, 2) float64
        Landmarks, pixels; the first 68 in the order of Multi-PIE.

    Returns
    -------
    str
        ``front``, or the person's own side that is seen.
    """
    right, left, nose = places[0, 0], places[16, 0], places[30, 0]
    share = (nose - right) / (left - right) if left > right else np.nan
    if 0.2 <= share <= 0.8:
        return "front"
    return "right" if not share <= 0.5 else "left"
