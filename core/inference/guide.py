"""What a person may say of a scan before it is fitted, and how the pose is found from it.

A turn by quarters says roughly where up and front are; landmarks say it exactly; balls say what is
no head. Everything is in the scan's own coordinates, so that it can be kept and said again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from core.arrays import FloatArray
from core.errors import AlignmentError
from core.geometry.crop import Ball
from core.geometry.template import Template
from core.geometry.transforms import Similarity, fit_similarity

PICKED = (
    "exocanthion_right",
    "exocanthion_left",
    "pronasale",
    "cheilion_right",
    "cheilion_left",
    "gnathion",
)
"""Landmarks that a person is asked for: outer corners of the eyes, tip of the nose, corners of the
mouth, chin."""
FEWEST = 3
"""Landmarks from which a pose follows."""
LARGEST_MISS_MM = 15.0
"""Mean distance of landmarks from those of the mean head beyond which they must be wrong."""
_AXES = {"x": 0, "y": 1, "z": 2}


@dataclass(frozen=True, eq=False)
class ScanGuide:
    """What was said of a scan.

    Attributes
    ----------
    turn : (3, 3) float64 or None
        Rotation that brings the scan roughly upright, facing +z; None where nothing was said.
    landmarks : mapping of str to (float, float, float)
        Places on the scan, by names of the template's landmarks.
    cuts : tuple of Ball
        What the fit leaves out: hair, shoulders, a stand.
    """

    turn: FloatArray | None = None
    landmarks: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    cuts: tuple[Ball, ...] = ()


def quarter_turn(word: str) -> FloatArray:
    """Return the rotation that a word such as ``x90`` or ``y-90`` stands for.

    Parameters
    ----------
    word : str
        Axis of the scan's own frame, then degrees, a multiple of 90.

    Returns
    -------
    (3, 3) float64
        Right-handed.

    Raises
    ------
    AlignmentError
        When it is no such word.
    """
    axis, degrees = word[:1].lower(), word[1:]
    try:
        quarters = int(degrees) / 90
    except ValueError:
        quarters = 0.5
    if axis not in _AXES or quarters != int(quarters):
        raise AlignmentError(
            f"{word!r} is no turn: write an axis and a multiple of 90 degrees, such as x90 or y-90."
        )
    sine = (0.0, 1.0, 0.0, -1.0)[int(quarters) % 4]
    cosine = (1.0, 0.0, -1.0, 0.0)[int(quarters) % 4]
    turn = np.eye(3)
    first, second = (one for one in range(3) if one != _AXES[axis])
    if axis == "y":
        first, second = second, first
    turn[first, first] = turn[second, second] = cosine
    turn[first, second], turn[second, first] = -sine, sine
    return turn


def turned(words: tuple[str, ...]) -> FloatArray | None:
    """Return the rotation of several quarter turns, made one after the other.

    Parameters
    ----------
    words : tuple of str
        See `quarter_turn`.

    Returns
    -------
    (3, 3) float64 or None
        None for no words.
    """
    if not words:
        return None
    turn: FloatArray = np.eye(3)
    for word in words:
        turn = quarter_turn(word) @ turn
    return turn


def pose_by_landmarks(landmarks: Mapping[str, FloatArray], template: Template) -> Similarity:
    """Return where the template lies by landmarks alone.

    Parameters
    ----------
    landmarks : mapping of str to (3,) float64
        Places on the scan, mm.
    template : Template
        The mean head.

    Returns
    -------
    Similarity
        Template to scan.

    Raises
    ------
    AlignmentError
        When they are too few, unknown, in a line, or nothing like a face.
    """
    unknown = sorted(set(landmarks) - set(template.landmarks))
    if unknown:
        known = ", ".join(PICKED)
        raise AlignmentError(f"There is no landmark {unknown[0]!r}; the usual ones are {known}.")
    if len(landmarks) < FEWEST:
        raise AlignmentError(
            f"{len(landmarks)} landmarks do not say how the head stands; set at least {FEWEST}."
        )
    source = template.skin.vertices[[template.landmarks[name] for name in landmarks]]
    target = np.array([landmarks[name] for name in landmarks], dtype=np.float64)
    target = np.where(np.isfinite(target).all(), target, 0.0)
    spread = np.linalg.svd(target - target.mean(axis=0), compute_uv=False)
    if spread[1] <= 0.05 * spread[0]:
        raise AlignmentError("The landmarks lie in one line; set others that span the face.")
    pose = fit_similarity(source, target)
    miss = np.linalg.norm(pose.apply(source) - target, axis=1).mean() / max(pose.scale, 1e-9)
    if miss > LARGEST_MISS_MM:
        raise AlignmentError(
            f"The landmarks are {miss:.0f} mm off any face; left and right are the person's own, "
            "not the viewer's."
        )
    return pose
