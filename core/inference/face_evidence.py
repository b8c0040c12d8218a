"""Is this a face? Evidence that a pose puts the template's face onto a real one.

Nearness alone proves little: any rounded thing lies near a face that was fitted to it. What only a
face has is its relief: what remains of the depth, seen from the front, when the rounding of the
head is taken away. Its correlation with the template's needs neither unit nor closeness.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.geometry.rays import SurfaceRays
from core.inference.pose_search import FacePoints, Poses

DEEPEST = 30.0
"""A surface farther from the template's along the view belongs to something else, mm."""
COMPARED = 18.0
"""Reliefs are compared where the depths differ by less, mm: a tube or a lock of hair must not."""
NEAR = 8.0
"""A face point with the scan this near counts as covered, mm: three deviations of real faces."""
FEWEST = 40
"""Face points seen below which no relief can be judged."""


@dataclass(frozen=True)
class FaceEvidence:
    """What speaks for a face in one pose.

    Attributes
    ----------
    relief : float
        Correlation of the scan's relief with the template's, -1 to 1.
    coverage : float
        Share of the face region that the scan shows, 0 to 1.
    error : float
        Median depth difference of the covered points, mm on a head of mean size.
    agreement : float
        Nearness times agreement of normals, 0 to 1.
    """

    relief: float
    coverage: float
    error: float
    agreement: float

    @property
    def confidence(self) -> float:
        """How sure it is that this is a face in its right pose, 0 to 1."""
        parts = (
            _rising(self.relief, 0.45, 0.85),
            _rising(self.coverage, 0.15, 0.5),
            _rising(self.agreement, 0.2, 0.5),
        )
        return float(np.prod(parts) ** (1.0 / 2.0))


def _rising(value: float, low: float, high: float) -> float:
    return float(np.clip((value - low) / (high - low), 0.0, 1.0))


def _without_rounding(places: FloatArray, depth: FloatArray) -> FloatArray:
    """Return what a quartic in (x, y) leaves of every column of `depth`."""
    x, y = places.T / 50.0
    base = np.stack([x**i * y**j for i in range(5) for j in range(5 - i)], axis=1)
    found, *_ = np.linalg.lstsq(base, depth, rcond=None)
    relief: FloatArray = depth - base @ found
    return relief


def face_evidence(
    rays: SurfaceRays, poses: Poses, number: int, face: FacePoints, agreement: float
) -> FaceEvidence:
    """Look at the scan from where the face should be seen.

    Parameters
    ----------
    rays : SurfaceRays
        The scan's surface.
    poses : Poses
        Candidates.
    number : int
        Which of them.
    face : FacePoints
        The template's face.
    agreement : float
        Of that pose.

    Returns
    -------
    FaceEvidence
        With no relief and no coverage where hardly anything is seen.
    """
    scale, rotation = float(poses.scale[number]), poses.rotation[number]
    view = rotation[:, 2]
    placed = scale * face.points @ rotation.T + poses.translation[number]
    origins = placed + DEEPEST * scale * view
    away = rays.distance(origins, np.broadcast_to(-view, placed.shape)) / scale
    difference = DEEPEST - away
    seen = away < 2.0 * DEEPEST
    if seen.sum() < FEWEST:
        return FaceEvidence(0.0, 0.0, float("inf"), agreement)
    near = np.abs(difference) < NEAR
    shift = np.median(difference[seen])
    compared = seen & (np.abs(difference - shift) < COMPARED) & (np.abs(face.points[:, 0]) < 50.0)
    places = face.points[compared]
    depths = np.stack([places[:, 2], places[:, 2] + difference[compared]], axis=1)
    relief = _without_rounding(places[:, :2], depths)
    lengths = np.linalg.norm(relief, axis=0)
    correlation = float(relief[:, 0] @ relief[:, 1] / max(float(np.prod(lengths)), 1e-9))
    error = float(np.median(np.abs(difference[near]))) if near.any() else float("inf")
    return FaceEvidence(correlation, float(near.mean()), error, agreement)
