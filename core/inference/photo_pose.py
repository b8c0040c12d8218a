"""Where a face that is roughly known stands before a camera: a start from which a fit converges.

Landmarks of a network can be off together or one by one, and a face is nearly flat: the closed
solution is one of several starts, each turned and moved until it fits best.
"""

import numpy as np
from scipy.spatial.transform import Rotation

from core.arrays import FloatArray
from core.errors import EditError
from core.geometry.posit import posit
from core.geometry.transforms import Similarity
from core.inference.aim_solver import jaw_columns

TURNS = ((0.0, 0.0), (45.0, 0.0), (-45.0, 0.0), (0.0, 20.0), (0.0, -20.0))
"""Yaw and pitch of further starts, degrees."""
UNLIKE = 0.03
"""How far the mean face's landmarks lie off another's, as a share of their extent."""
ROUNDS = 12
TAIL = 3.0
"""Landmarks farther off than this many deviations weigh less (Cauchy's weight)."""
CAMERA = np.diag([1.0, -1.0, -1.0])
"""From the head frame to a camera in front of it."""


def pinhole(points: FloatArray, focal: float) -> tuple[FloatArray, FloatArray]:
    """Return where points fall and how that changes as they move.

    Parameters
    ----------
    points : (n, 3) float64
        Camera frame, mm.
    focal : float
        Pixels.

    Returns
    -------
    places : (n, 2) float64
        From the principal point, pixels; points behind the camera are taken to be before it.
    slope : (n, 2, 3) float64
        Pixels per mm.
    """
    inverse = 1.0 / np.maximum(points[:, 2], 1.0)
    slope = np.zeros((len(points), 2, 3))
    slope[:, 0, 0] = slope[:, 1, 1] = focal * inverse
    slope[:, :, 2] = -focal * points[:, :2] * inverse[:, None] ** 2
    places: FloatArray = focal * points[:, :2] * inverse[:, None]
    return places, slope


def cauchy(away: FloatArray) -> float:
    """Return the cost of landmarks, quadratic near by and logarithmic far off.

    Parameters
    ----------
    away : (n,) float64
        How far each is off, in deviations.
    """
    return float(0.5 * TAIL**2 * np.log1p((away / TAIL) ** 2).sum())


def likely_place(
    points: FloatArray, places: FloatArray, focal: float, centre: tuple[float, float]
) -> Similarity:
    """Return where a face stands whose shape is known roughly.

    Parameters
    ----------
    points : (n, 3) float64
        Landmarks of a likely face, head frame, mm.
    places : (n, 2) float64
        Where they are seen, pixels; some may be far off.
    focal : float
        Focal length, pixels.
    centre : tuple of 2 float
        Principal point, pixels.

    Returns
    -------
    Similarity
        Head frame to camera frame, of scale one.

    Raises
    ------
    EditError
        When the points are too few or lie in a plane.
    """
    seen = places - np.array(centre)
    low, high = np.percentile(seen, [10.0, 90.0], axis=0)
    noise = UNLIKE * max(float(np.linalg.norm(high - low)), 1.0)
    starts = [posit(points, places, focal, centre)]
    starts += [_facing(points, seen, focal, *turn) for turn in TURNS]
    best, least = starts[0], np.inf
    for start in starts:
        place, cost = _settled(start, points, seen, focal, noise)
        if cost < least:
            best, least = place, cost
    if not np.isfinite(least):
        raise EditError("The landmarks do not look like a face; move those that are far off.")
    return best


def _facing(
    points: FloatArray, seen: FloatArray, focal: float, yaw: float, pitch: float
) -> Similarity:
    """Return a face turned so, as large and where the landmarks are."""
    rotation = CAMERA @ Rotation.from_euler("YX", [yaw, pitch], degrees=True).as_matrix()
    turned = points @ rotation.T
    spread = [np.median(np.abs(a - np.median(a, axis=0))) for a in (turned[:, :2], seen)]
    distance = focal * spread[0] / max(spread[1], 1e-6)
    middle = np.median(seen, axis=0) * distance / focal
    return Similarity(1.0, rotation, np.append(middle, distance) - np.median(turned, axis=0))


def _settled(
    place: Similarity, points: FloatArray, seen: FloatArray, focal: float, noise: float
) -> tuple[Similarity, float]:
    """Return the place nearby that fits best, and its cost; infinite behind the camera."""
    damping, cost = 1e-3, _cost(place, points, seen, focal, noise)
    for _ in range(ROUNDS):
        turned = points @ place.rotation.T
        fall, slope = pinhole(turned + place.translation, focal)
        missed = (seen - fall) / noise
        weight = 1.0 / np.sqrt(1.0 + (np.linalg.norm(missed, axis=1) / TAIL) ** 2)
        rows = np.einsum("mrd,mdu->mru", slope, jaw_columns(turned, np.ones(len(turned))))
        rows = (rows * (weight / noise)[:, None, None]).reshape(-1, 6)
        matrix, right = rows.T @ rows, rows.T @ (missed * weight[:, None]).ravel()
        change = np.linalg.solve(matrix + damping * np.diag(np.diag(matrix) + 1e-9), right)
        turn = Rotation.from_rotvec(np.clip(change[:3], -0.5, 0.5)).as_matrix()
        moved = Similarity(1.0, turn @ place.rotation, place.translation + change[3:])
        after = _cost(moved, points, seen, focal, noise)
        if after < cost:
            place, cost, damping = moved, after, 0.2 * damping
        else:
            damping = max(8.0 * damping, 1e-3)
    return place, cost


def _cost(
    place: Similarity, points: FloatArray, seen: FloatArray, focal: float, noise: float
) -> float:
    placed = place.apply(points)
    if placed[:, 2].min() < 1.0 or place.rotation[2, 2] > 0.0:
        return float("inf")  # behind the camera, or the back of a head: no face is seen
    fall, _ = pinhole(placed, focal)
    return cauchy(np.linalg.norm(seen - fall, axis=1) / noise)
