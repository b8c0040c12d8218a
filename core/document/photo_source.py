"""The photographs that a face was fitted to, as its document remembers them.

Everything here is a plain value: what is needed to say where the face comes from, to draw it from
the same camera again and to fit it anew once the photographs are at hand. The photographs
themselves are kept beside the document, in `core.document.face_photos`, and only where wanted.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from core.arrays import FloatArray
from core.document.json_values import (
    DocumentError,
    checked_mapping,
    checked_number,
    checked_numbers,
    checked_text,
)
from core.geometry.transforms import Similarity

PHOTO_VERSION = 7
"""Of documents whose face comes from photographs: an older program would look for their scan."""
ROLES = ("front", "left", "right")
"""From where a photograph shows the face; left and right are the person's own side that is seen."""
MOST_SHOTS = 8
_LARGEST_PIXELS = 1e6
_ROTATION_TOLERANCE = 1e-6


@dataclass(frozen=True)
class PhotoRecord:
    """One photograph, what was said of it and how the fit believes that it was taken.

    Attributes
    ----------
    name : str
        File name, for people.
    sha256 : str
        Hash of the file's bytes.
    size : (int, int)
        Width and height of the picture as it was read, pixels; all places are in its pixels.
    role : str
        One of `ROLES`.
    neutral : bool
        Whether the face was said to be at rest.
    focal : float or None
        Focal length that was noted or typed, pixels; None where nobody knew it.
    places : tuple of (float, float)
        Landmarks (x, y), pixels.
    deviations : tuple of float
        How well each was seen, pixels.
    known : tuple of int
        Which of them a person placed.
    pose : tuple of float
        Weights of the expressions in this photograph.
    rotation : tuple of 9 float
        Head frame to camera frame, row by row.
    translation : (float, float, float)
        The same, mm.
    fitted_focal : float
        Pixels.
    centre : (float, float)
        Principal point, pixels.
    """

    name: str
    sha256: str
    size: tuple[int, int]
    role: str
    neutral: bool
    focal: float | None
    places: tuple[tuple[float, float], ...]
    deviations: tuple[float, ...]
    known: tuple[int, ...]
    pose: tuple[float, ...]
    rotation: tuple[float, ...]
    translation: tuple[float, ...]
    fitted_focal: float
    centre: tuple[float, float]

    @property
    def place(self) -> Similarity:
        """Head frame to camera frame; +x right, +y down in the picture, +z away, mm."""
        return Similarity(1.0, np.array(self.rotation).reshape(3, 3), np.array(self.translation))

    def project(self, points: FloatArray) -> FloatArray:
        """Return where points of the head frame fall in the picture.

        Parameters
        ----------
        points : (n, 3) float64
            Head frame, mm; before the camera.

        Returns
        -------
        (n, 2) float64
            Pixels (x, y).
        """
        placed = self.place.apply(points)
        seen: FloatArray = self.fitted_focal * placed[:, :2] / placed[:, 2:] + np.array(self.centre)
        return seen


@dataclass(frozen=True)
class PhotoSource:
    """Where a face from photographs comes from.

    Attributes
    ----------
    method : str
        Which way of fitting, such as ``morphable``.
    distance : float or None
        Distance of the pupils that was typed, mm; without it the size is only likely.
    shots : tuple of PhotoRecord
        The photographs, the one that shows the document's expression first.
    """

    method: str
    distance: float | None
    shots: tuple[PhotoRecord, ...]

    def nameless(self) -> "PhotoSource":
        """Return the same without file names and without the landmarks of the face."""
        shots = tuple(
            replace(one, name=f"photograph {number}", places=(), deviations=(), known=())
            for number, one in enumerate(self.shots, start=1)
        )
        return replace(self, shots=shots)


def photo_to_json(source: PhotoSource) -> dict[str, Any]:
    """Return a source as JSON values.

    Parameters
    ----------
    source : PhotoSource
        Any.
    """
    return {
        "method": source.method,
        "distance": source.distance,
        "shots": [_shot_to_json(one) for one in source.shots],
    }


def _shot_to_json(shot: PhotoRecord) -> dict[str, Any]:
    return {
        **vars(shot),
        "places": [value for place in shot.places for value in place],
        **{
            name: list(getattr(shot, name))
            for name in ("size", "deviations", "known", "pose", "rotation", "translation", "centre")
        },
    }


def photo_from_json(value: Any) -> PhotoSource | None:
    """Return the source that JSON values describe.

    Parameters
    ----------
    value : Any
        An object, or None for a face that comes from no photograph.

    Returns
    -------
    PhotoSource or None
        Fully checked.

    Raises
    ------
    DocumentError
        When anything is missing, of the wrong type, out of range or not finite.
    """
    if value is None:
        return None
    source = checked_mapping(value, "scan.photo")
    shots, distance = source.get("shots"), source.get("distance")
    if not isinstance(shots, list) or len(shots) > MOST_SHOTS:
        raise DocumentError("scan.photo.shots is not a short list")
    if distance is not None:
        distance = checked_number(distance, "scan.photo.distance", 1.0, 1000.0)
    method = checked_text(source.get("method"), "scan.photo.method")
    return PhotoSource(method, distance, tuple(_shot(one) for one in shots))


def _shot(value: Any) -> PhotoRecord:
    shot = checked_mapping(value, "scan.photo.shots")
    role, neutral = shot.get("role"), shot.get("neutral")
    if role not in ROLES or not isinstance(neutral, bool):
        raise DocumentError("scan.photo.shots names an unknown role")

    def numbers(name: str, count: int | None, low: float, high: float) -> tuple[float, ...]:
        found = checked_numbers(shot.get(name), f"scan.photo.{name}", low, high)
        if count is not None and len(found) != count:
            raise DocumentError(f"scan.photo.{name} does not have {count} numbers")
        return found

    far = _LARGEST_PIXELS
    places = numbers("places", None, -far, far)
    deviations = numbers("deviations", len(places) // 2, 0.0, far)
    if len(places) % 2:
        raise DocumentError("scan.photo.places are not pairs")
    known = numbers("known", None, 0, max(len(places) // 2 - 1, 0))
    width, height = numbers("size", 2, 1, far)
    x, y = numbers("centre", 2, -far, far)
    focal = shot.get("focal")
    return PhotoRecord(
        name=checked_text(shot.get("name"), "scan.photo.name"),
        sha256=checked_text(shot.get("sha256"), "scan.photo.sha256"),
        size=(int(width), int(height)),
        role=role,
        neutral=neutral,
        focal=None if focal is None else checked_number(focal, "scan.photo.focal", 1.0, far),
        places=tuple(zip(places[::2], places[1::2], strict=True)),
        deviations=deviations,
        known=tuple(int(one) for one in known),
        pose=numbers("pose", None, 0.0, 1.0),
        rotation=_turn(numbers("rotation", 9, -1.0001, 1.0001)),
        translation=numbers("translation", 3, -1e6, 1e6),
        fitted_focal=checked_number(shot.get("fitted_focal"), "scan.photo.fitted_focal", 1.0, far),
        centre=(x, y),
    )


def _turn(values: tuple[float, ...]) -> tuple[float, ...]:
    matrix = np.array(values).reshape(3, 3)
    off = np.abs(matrix @ matrix.T - np.eye(3)).max()
    if off > _ROTATION_TOLERANCE or np.linalg.det(matrix) < 0:
        raise DocumentError("scan.photo.rotation is not a rotation")
    return values
