"""Is this a face? Evidence that a pose puts the template's face onto a real one.

Nearness alone proves little: any rounded thing lies near a face that was fitted to it. What only a
face has is its relief (what remains of the depth, seen from the front, when the rounding of the
head is taken away) together with its symmetry. Measured with the best pose found, relief and
asymmetry: the four real scans 0.43-0.87 and 0.9-1.4 mm, noisy and expressive heads 0.73-0.90 and
0.6-1.5 mm, twenty lumps -0.03-0.67 and 2.4-8 mm, a capsule 0.32 and 0.1 mm, backs of heads 0.38
and 11 mm. Agreement parts what is round, symmetric and has a nose from a face: the four real scans
0.73-0.81, a dog's head 0.50, a mug 0.49, a teddy bear 0.56, a fist 0.47, a car 0.41, a chair 0.32.
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
FEWEST_PAIRS = 0.15
"""Share of the face points that must be seen on both sides for a judgement of symmetry."""
BREADTH = 50.0
"""Half the width of what is judged, mm: farther out the face turns away from the view."""


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
    asymmetry : float
        Median difference of depth between mirrored points, mm on a head of mean size; NaN where
        the scan shows one half only.
    """

    relief: float
    coverage: float
    error: float
    agreement: float
    asymmetry: float

    @property
    def merit(self) -> float:
        """By which poses of one scan are compared: nothing smooth beats a face by nearness."""
        return self.agreement * max(self.relief, 0.0)

    @property
    def confidence(self) -> float:
        """How sure it is that this is a face in its right pose, 0 to 1."""
        seen = _rising(self.coverage, 0.15, 0.4) * _rising(self.agreement, 0.5, 0.7)
        if np.isnan(self.asymmetry):
            # Half a face lacks the proof of symmetry, so its relief has to be plainer.
            return float(np.sqrt(seen * _rising(self.relief, 0.45, 0.8)))
        symmetry = _rising(-self.asymmetry, -2.8, -1.5)
        return float(np.sqrt(seen * symmetry * _rising(self.relief, 0.3, 0.65)))


def _rising(value: float, low: float, high: float) -> float:
    return float(np.clip((value - low) / (high - low), 0.0, 1.0))


def _without_rounding(places: FloatArray, depth: FloatArray) -> FloatArray:
    """Return what a quartic in (x, y) leaves of every column of `depth`."""
    x, y = places.T / 50.0
    base = np.stack([x**i * y**j for i in range(5) for j in range(5 - i)], axis=1)
    found, *_ = np.linalg.lstsq(base, depth, rcond=None)
    relief: FloatArray = depth - base @ found
    return relief


def _depth_differences(
    rays: SurfaceRays, poses: Poses, number: int, points: FloatArray
) -> FloatArray:
    """Return how much nearer to the viewer the scan is than the template, mm; NaN: unseen."""
    scale, rotation = float(poses.scale[number]), poses.rotation[number]
    view = rotation[:, 2]
    placed = scale * points @ rotation.T + poses.translation[number]
    origins = placed + DEEPEST * scale * view
    away = rays.distance(origins, np.broadcast_to(-view, placed.shape)) / scale
    return np.where(away < 2.0 * DEEPEST, DEEPEST - away, np.nan)


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
    difference = _depth_differences(rays, poses, number, face.points)
    seen = np.isfinite(difference)
    if seen.sum() < FEWEST:
        return FaceEvidence(0.0, 0.0, float("inf"), agreement, float("nan"))
    mirrored = _depth_differences(rays, poses, number, face.points * np.array([-1.0, 1.0, 1.0]))
    beside = (np.abs(face.points[:, 0]) > 5.0) & (np.abs(face.points[:, 0]) < BREADTH)
    pairs = seen & np.isfinite(mirrored) & beside
    asymmetry = float("nan")
    if pairs.mean() > FEWEST_PAIRS:
        asymmetry = float(np.median(np.abs(difference - mirrored)[pairs]))
    near = seen & (np.abs(difference) < NEAR)
    shift = np.median(difference[seen])
    compared = seen & (np.abs(difference - shift) < COMPARED)
    compared &= np.abs(face.points[:, 0]) < BREADTH
    places = face.points[compared]
    depths = np.stack([places[:, 2], places[:, 2] + difference[compared]], axis=1)
    relief = _without_rounding(places[:, :2], depths)
    lengths = np.linalg.norm(relief, axis=0)
    correlation = float(relief[:, 0] @ relief[:, 1] / max(float(np.prod(lengths)), 1e-9))
    error = float(np.median(np.abs(difference[near]))) if near.any() else float("inf")
    return FaceEvidence(correlation, float(near.mean()), error, agreement, asymmetry)
