"""What a person should know of a head from photographs, and of the photographs: sentences."""

from collections.abc import Sequence

import numpy as np

from core.inference.photo_inputs import Picture
from core.inference.photo_landmarks import Face
from core.inference.photo_shot import PhotoShot

SMALL_FACE = 120.0
"""A face below this height gives a head that is less sure, pixels."""
TURNED = 30.0
"""A single photograph turned farther shows too little of one side, degrees."""
UNSURE = 0.038
"""Median deviation of landmarks over their root-mean-square distance from their middle: held-out
portraits have 0.016 to 0.029, an astronaut 0.03, a face 51 degrees to the side 0.043."""
DARK, BRIGHT = 30.0, 225.0
"""Half of a face's pixels below or above this show too little, of 255."""


def face_height(face: Face) -> float:
    """Return how high a face is from the brows to the chin, pixels.

    Parameters
    ----------
    face : Face
        With places.
    """
    return float(np.nanmax(face.places[:, 1]) - np.nanmin(face.places[:, 1]))


def face_doubts(photo: Picture, face: Face) -> tuple[str, ...]:
    """Return why the landmarks of a face may be wrong.

    Parameters
    ----------
    photo : Picture
        The photograph.
    face : Face
        In it.

    Returns
    -------
    tuple of str
        A sentence each; empty where nothing speaks against them.
    """
    found = []
    if face_height(face) < SMALL_FACE:
        found.append(f"The face in {photo.name} is small; from 200 pixels on it is surer.")
    level = _brightness(photo, face)
    if level < DARK:
        found.append(f"The face in {photo.name} is very dark; take it in more light.")
    elif level > BRIGHT:
        found.append(f"The face in {photo.name} is overexposed; take it in less light.")
    spread = float(np.sqrt(np.nanvar(face.places, axis=0).sum()))
    if float(np.nanmedian(face.deviations)) > UNSURE * spread:
        found.append(
            f"The landmarks in {photo.name} are unsure, as where something hides the face or it is "
            "out of focus; look at them, and move those that are off."
        )
    return tuple(found)


def head_notes(
    shots: Sequence[PhotoShot], turned: Sequence[float], *, known: bool
) -> tuple[str, ...]:
    """Return what is worth saying of a head that was fitted.

    Parameters
    ----------
    shots : sequence of PhotoShot
        What it was fitted to.
    turned : sequence of float
        How far each looks away from the camera, degrees.
    known : bool
        Whether a distance was given.

    Returns
    -------
    tuple of str
        A sentence each.
    """
    found = []
    if not known:
        found.append(
            "A photograph does not tell how large a head is: the size is a likely one until "
            "the distance of the pupils is given."
        )
    if all(shot.focal is None and shot.photo.focal is None for shot in shots):
        found.append(
            "The focal length is not known; a likely one was taken, and how far the features "
            "stand out depends on it."
        )
    if len(shots) == 1 and turned[0] > TURNED:
        found.append(
            "The head is turned; its far side is likely only, and its colours are those of the "
            "near side."
        )
    for shot in shots:
        found += shot.photo.notes
        if len(shot.known) == 0:
            found += face_doubts(shot.photo, shot.face)
    return tuple(found)


def _brightness(photo: Picture, face: Face) -> float:
    """Return the median brightness of a face, 0 to 255."""
    low, high = np.nanmin(face.places, axis=0), np.nanmax(face.places, axis=0)
    left, top, right, bottom = (round(float(edge)) for edge in (*low, *high))
    inside = photo.picture[max(top, 0) : max(bottom, 1), max(left, 0) : max(right, 1)]
    return float(np.median(inside.mean(axis=2))) if inside.size else 0.5 * (DARK + BRIGHT)
