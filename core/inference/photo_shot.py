"""What is fitted, and what comes of it: photographs of a person, and the head."""

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from core.arrays import BoolArray, FloatArray, IntArray
from core.inference.photo_fit import View
from core.inference.photo_inputs import Picture
from core.inference.photo_landmarks import Face


class PhotoMethod(StrEnum):
    """How a head is found."""

    MORPHABLE = "morphable"
    DETAIL = "detail"
    HYBRID = "hybrid"


@dataclass(frozen=True, eq=False)
class PhotoShot:
    """One photograph of the person.

    Attributes
    ----------
    photo : Picture
        The picture.
    face : Face
        Landmarks in it, pixels.
    focal : float or None
        Focal length, pixels; None to take the photograph's own or, without one, a likely one.
    neutral : bool
        Whether the face is known to be at rest.
    known : (k,) int64
        Landmarks that somebody placed: they count more.
    """

    photo: Picture
    face: Face
    focal: float | None = None
    neutral: bool = False
    known: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))


@dataclass(frozen=True, eq=False)
class PhotoHead:
    """A head and what is known of it.

    Attributes
    ----------
    method : PhotoMethod
        That found it.
    person : (k,) float64
        Identity, standard deviations.
    pose : (e,) float64
        Weights of expressions in the first photograph.
    skin, neutral_skin : (n, 3) float64
        Template vertices as in the first photograph and at rest, head frame, mm.
    codes : mapping of str to tuple of float
        Per part, for a document.
    size : float
        Of the head relative to the template, for a document.
    expression : tuple of float
        For a document: `pose` without what is too faint to mean anything.
    views : tuple of View
        How each photograph was taken.
    poses : tuple of (e,) float64
        Weights of expressions in each photograph.
    deviation : (n,) float64
        Expected error: one standard deviation of the distance after rigid alignment, mm.
    colours : (n, 3) float64 or None
        sRGB from zero to one, read from the photographs.
    filled : (n,) bool
        Where the colour is that of the mirrored side or of the surroundings.
    scale_known : bool
        Whether a distance was given; otherwise the size is only a likely one.
    notes : tuple of str
        What is worth saying, a sentence each.
    """

    method: PhotoMethod
    person: FloatArray
    pose: FloatArray
    skin: FloatArray
    neutral_skin: FloatArray
    codes: dict[str, tuple[float, ...]]
    size: float
    expression: tuple[float, ...]
    views: tuple[View, ...]
    poses: tuple[FloatArray, ...]
    deviation: FloatArray
    colours: FloatArray | None
    filled: BoolArray
    scale_known: bool
    notes: tuple[str, ...] = ()
