"""Fits a person's AIM to landmarks: positions in space or projected into a picture.

Few points cannot tell weights that differ over the face: one weight per expression, between zero
and one and the less likely the larger it is, the jaw near what the expressions bring along, and a
pose per frame. Gauss-Newton under bounds.
"""

from dataclasses import dataclass

import numpy as np
from scipy.spatial.transform import Rotation

from core.arrays import BoolArray, FloatArray, IntArray
from core.errors import EditError
from core.geometry.transforms import Similarity, fit_similarity
from core.inference.aim_solver import further, jaw_columns
from core.inference.bounded import minimise_bounded
from core.models.aim_camera import Camera, PinholeCamera, PositionSensor
from core.models.aim_person import FittedFrames, PersonAim, motion_twist, twist_motion
from core.models.anatomy import blend_skinned
from core.monitor import Monitor

ROUNDS = 12
"""Gauss-Newton steps of a frame."""
WEIGHT_DEVIATION = 0.4
"""Of an expression's weight around zero."""
JAW_TURN, JAW_MOVE = 0.06, 1.5
"""Deviation of the jaw from what the expressions bring along: radians, mm."""
LEAST_POINTS = 6
"""Fewer landmarks cannot tell a pose."""
LONGEST_TURN = 0.5
"""No step turns the head farther, radians."""
FREE = 1e-9
"""Precision of what is not known beforehand."""
FIXED = 1e9
"""Precision of what is not to change."""


@dataclass(frozen=True, eq=False)
class _Guess:
    weights: FloatArray
    extra: FloatArray
    pose: Similarity


def fit_landmarks(
    aim: PersonAim,
    points: FloatArray,
    vertices: IntArray,
    camera: Camera | None = None,
    monitor: Monitor | None = None,
    *,
    noise: float = 1.0,
) -> FittedFrames:
    """Fit pose and expression of frames to landmarks.

    Parameters
    ----------
    aim : PersonAim
        The person.
    points : (F, M, 2) or (F, M, 3) float64
        Projected positions, pixels, or positions, mm; NaN where a landmark was not seen.
    vertices : (M,) int64
        Template vertex of each landmark.
    camera : Camera, optional
        What projected them; left out for positions.
    monitor : Monitor, optional
        Progress and cancellation.
    noise : float
        Deviation of a landmark, in the unit of `points`.

    Returns
    -------
    FittedFrames
        Poses take the head frame to the camera's; errors in the unit of `points`.

    Raises
    ------
    EditError
        When there are too few landmarks, or positions and camera do not go together.
    CancelledError
        When the monitor was cancelled.
    """
    sensor = _sensor(points, vertices, camera)
    watch = monitor or Monitor()
    fit = _LandmarkFit(aim, vertices, sensor, noise)
    guesses: list[_Guess] = []
    errors = []
    for number, frame in enumerate(points):
        watch.report(number / len(points), f"Fitting frame {number + 1} of {len(points)}")
        guesses.append(fit.fitted(frame))
        errors.append(fit.error(guesses[-1], frame))
    weights = np.array([guess.weights for guess in guesses])
    jaw = np.array([fit.jaw(guess) for guess in guesses])
    skin = np.array([aim.posed(*frame) for frame in zip(weights, jaw, strict=True)])
    local = aim.local_of(weights)
    poses = tuple(guess.pose for guess in guesses)
    return FittedFrames(skin, weights, local, jaw, np.array(errors), poses)


def _sensor(points: FloatArray, vertices: IntArray, camera: Camera | None) -> Camera:
    sensor: Camera = PositionSensor() if camera is None else camera
    wanted = 3 if camera is None else 2
    if points.ndim != 3 or points.shape[1:] != (len(vertices), wanted):
        raise EditError(
            f"Landmarks must be (F, {len(vertices)}, {wanted}) numbers, not {points.shape}; name a "
            "camera for projected positions and none for positions in space."
        )
    if np.isfinite(points).all(axis=2).sum(axis=1).min(initial=LEAST_POINTS) < LEAST_POINTS:
        raise EditError(f"A frame has fewer than {LEAST_POINTS} landmarks; add some.")
    return sensor


class _LandmarkFit:
    """The problem of one person, one set of landmarks and one camera."""

    def __init__(self, aim: PersonAim, vertices: IntArray, camera: Camera, noise: float) -> None:
        self._aim, self._camera, self._noise = aim, camera, noise
        self._rest = aim.anatomy.skin()[vertices]
        self._jaw = aim.anatomy.jaw[vertices]
        self._offsets = aim.expressions[:, vertices].transpose(1, 2, 0)

    def jaw(self, guess: _Guess) -> FloatArray:
        return motion_twist(further(twist_motion(self._aim.jaw_twist(guess.weights)), guess.extra))

    def posed(self, guess: _Guess) -> FloatArray:
        carried = blend_skinned(self._rest, self._jaw, twist_motion(self.jaw(guess)))
        posed: FloatArray = carried + self._offsets @ guess.weights
        return posed

    def error(self, guess: _Guess, frame: FloatArray) -> float:
        missed = self._camera.project(guess.pose.apply(self.posed(guess))) - frame
        return float(np.nanmean(np.linalg.norm(missed, axis=1)))

    def fitted(self, frame: FloatArray) -> _Guess:
        seen: BoolArray = np.asarray(np.isfinite(frame).all(axis=1))
        count = len(self._aim.names)
        pose = _first_pose(self._rest[seen], frame[seen], self._camera)
        guess = _Guess(np.zeros(count), np.zeros(6), pose)
        for _ in range(ROUNDS):
            guess = self._step(guess, frame, seen)
        return guess

    def _step(self, guess: _Guess, frame: FloatArray, seen: BoolArray) -> _Guess:
        count = len(guess.weights)
        twist = twist_motion(self.jaw(guess))
        posed = self.posed(guess)
        moves = jaw_columns(twist.apply(self._rest), self._jaw)
        shape = np.concatenate([self._offsets + moves @ self._aim.twists.T, moves], axis=2)
        placed = guess.pose.apply(posed)
        turned = guess.pose.scale * np.einsum("ij,mju->miu", guess.pose.rotation, shape)
        around = jaw_columns(placed - guess.pose.translation, np.ones(len(placed)))
        growth = (placed - guess.pose.translation)[:, :, None]
        columns = np.concatenate([turned, around, growth], axis=2)[seen]
        rows = np.einsum("mrd,mdu->mru", self._camera.slope(placed[seen]), columns)
        missed = (frame[seen] - self._camera.project(placed[seen])).reshape(-1)
        rows = rows.reshape(len(missed), -1)
        precision = self._precision(count)
        now = np.concatenate([guess.weights, guess.extra, np.zeros(7)])
        matrix = rows.T @ rows / self._noise**2 + np.diag(precision)
        right = rows.T @ missed / self._noise**2 - precision * now
        low, high = np.full(len(now), -np.inf), np.full(len(now), np.inf)
        low[:count], high[:count] = -guess.weights, 1.0 - guess.weights
        low[-7:-4], high[-7:-4] = -LONGEST_TURN, LONGEST_TURN
        change = minimise_bounded(matrix, right, low, high)
        return _Guess(
            np.clip(guess.weights + change[:count], 0.0, 1.0),
            guess.extra + change[count : count + 6],
            _moved(guess.pose, change[count + 6 :]),
        )

    def _precision(self, count: int) -> FloatArray:
        jaw = np.repeat([JAW_TURN**-2.0, JAW_MOVE**-2.0], 3)
        pose = np.full(7, FREE)
        pose[6] = FREE if self._camera.scaled else FIXED
        return np.concatenate([np.full(count, WEIGHT_DEVIATION**-2.0), jaw, pose])


def _moved(pose: Similarity, change: FloatArray) -> Similarity:
    """Return a pose turned about the head's own origin, moved and scaled a little."""
    turn = Rotation.from_rotvec(change[:3]).as_matrix()
    scale = pose.scale * float(np.exp(np.clip(change[6], -0.5, 0.5)))
    return Similarity(scale, turn @ pose.rotation, pose.translation + change[3:6])


def _first_pose(rest: FloatArray, frame: FloatArray, camera: Camera) -> Similarity:
    """Return a pose by the affine camera that maps the resting landmarks best."""
    if frame.shape[1] == 3:
        return fit_similarity(rest, frame, with_scale=False)
    middle, seen = rest.mean(axis=0), frame.mean(axis=0)
    affine, *_ = np.linalg.lstsq(rest - middle, frame - seen, rcond=None)
    first, second = affine.T
    third = np.cross(first, second)
    left, _, right = np.linalg.svd(
        np.stack([first, second, third / max(float(np.linalg.norm(third)) ** 0.5, 1e-9)])
    )
    rotation = left @ np.diag([1.0, 1.0, np.linalg.det(left @ right)]) @ right
    scale = 0.5 * float(np.linalg.norm(first) + np.linalg.norm(second))
    offset = seen - camera.project(np.array([[0.0, 0.0, 1.0]]))[0]
    if isinstance(camera, PinholeCamera):
        distance = camera.focal / max(scale, 1e-9)
        centre = np.append(offset * distance / camera.focal, distance)
        return Similarity(1.0, rotation, centre - rotation @ middle)
    place = np.append(offset, 0.0)
    return Similarity(scale, rotation, place - scale * rotation @ middle)
