"""Fits the linear face, the pose and the camera to landmarks of one or more photographs.

One person, one expression and one camera per photograph. Gauss-Newton on the places of landmarks,
each weighed by its deviation and trusted less the farther off it lies; coefficients are standard
normal unless a network believes something better, expressions between zero and one. What
photographs do not tell stays at what is likely.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
from scipy.spatial.transform import Rotation

from core.arrays import FloatArray, IntArray
from core.errors import EditError
from core.geometry.transforms import Similarity
from core.inference.aim_solver import jaw_columns
from core.inference.bounded import minimise_bounded
from core.inference.photo_pose import TAIL, cauchy, likely_place, pinhole
from core.inference.photo_span import Span
from core.models.morphable import MorphableModel
from core.monitor import Monitor

ROUNDS = 25
"""Gauss-Newton steps at most."""
STILL = 1e-3
"""Steps shorter than this, in deviations, end the fit."""
EXPRESSION_DEVIATION = 0.35
"""Of an expression's weight around zero."""
LEAST = 6
"""Landmarks that must be seen in a photograph."""
LONGEST_TURN = 0.4
"""No step turns the head farther, radians."""
FREE = 1e5
"""Deviation of what nothing is believed of."""
RESTING = 1e-4
"""Of an expression where the face is known to be at rest."""
LEAST_DAMPING = 1e-3
TRIES = 6
"""Shorter and shorter steps before a fit is taken to have ended."""


@dataclass(frozen=True, eq=False)
class Likely:
    """What is believed of coefficients before landmarks are looked at.

    Attributes
    ----------
    mean, spread : (k,) float64
        Middle and standard deviation of each.
    """

    mean: FloatArray
    spread: FloatArray


@dataclass(frozen=True, eq=False)
class Sight:
    """What is known of one photograph.

    Attributes
    ----------
    places : (m, 2) float64
        Landmarks, pixels; NaN where one is not seen.
    deviations : (m,) float64
        Of each coordinate, pixels.
    focal : float
        Focal length, pixels.
    focal_deviation : float
        Of its logarithm; zero where it is known.
    centre : tuple of 2 float
        Principal point, pixels.
    neutral : bool
        Whether the face is known to be at rest.
    known : (k,) int64
        Landmarks that somebody placed: they are believed however far off they lie.
    pose : Likely, optional
        Of the expression's weights; around zero without it. Not looked at where `neutral`.
    """

    places: FloatArray
    deviations: FloatArray
    focal: float
    focal_deviation: float
    centre: tuple[float, float]
    neutral: bool = False
    known: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    pose: "Likely | None" = None


@dataclass(frozen=True, eq=False)
class View:
    """How one photograph was taken.

    Attributes
    ----------
    pose : (e,) float64
        Weights of expressions.
    place : Similarity
        Head frame to camera frame, of scale one.
    focal : float
        Pixels.
    centre : tuple of 2 float
        Pixels.
    """

    pose: FloatArray
    place: Similarity
    focal: float
    centre: tuple[float, float]

    def project(self, points: FloatArray) -> FloatArray:
        """Return where (n, 3) points of the head frame fall, (n, 2) pixels."""
        placed = self.place.apply(points)
        seen: FloatArray = self.focal * placed[:, :2] / placed[:, 2:] + np.array(self.centre)
        return seen


class Evidence(Protocol):
    """What a photograph tells beside its landmarks; `core.inference.photo_shading.Shading` does."""

    def cost(self, coefficients: FloatArray, view: View) -> float:
        """Return minus the logarithm of how likely `coefficients` (k + e,) are in a `view`."""
        ...

    def system(self, coefficients: FloatArray, view: View) -> tuple[FloatArray, FloatArray]:
        """Return Gauss-Newton's matrix and right side for `coefficients` and the `view`'s seven."""
        ...


@dataclass(frozen=True, eq=False)
class PhotoFit:
    """A person and the photographs.

    Attributes
    ----------
    person : (k,) float64
        Standard deviations.
    spread : (k,) float64
        Deviation that is left of each coefficient: one where photographs tell nothing.
    views : tuple of View
        One per photograph.
    error : float
        Root-mean-square distance of landmarks, in their deviations.
    covariance : (k + e, k + e) float64
        Of what is left open of the person and of the first photograph's expression.
    """

    person: FloatArray
    spread: FloatArray
    views: tuple[View, ...]
    error: float
    covariance: FloatArray


def fit_sights(
    model: MorphableModel,
    sights: Sequence[Sight],
    monitor: Monitor | None = None,
    span: Span | None = None,
    person: Likely | None = None,
    images: Sequence[Evidence | None] = (),
    start: PhotoFit | None = None,
) -> PhotoFit:
    """Fit a person to landmarks of photographs.

    Parameters
    ----------
    model : MorphableModel
        Of the landmarks' vertices only.
    sights : sequence of Sight
        One per photograph.
    monitor : Monitor, optional
        Progress and cancellation.
    span : Span, optional
        A known distance; without one the size of the head is only likely.
    person : Likely, optional
        What a network believes of the person; standard normal without it.
    images : sequence of Evidence or None
        What each photograph tells beside its landmarks.
    start : PhotoFit, optional
        Of the same photographs, to go on from.

    Returns
    -------
    PhotoFit
        The most likely person.

    Raises
    ------
    EditError
        When a photograph shows too few landmarks.
    CancelledError
        When the monitor was cancelled.
    """
    watch = monitor or Monitor()
    problem = _Problem(model, sights, span, person, images)
    guess = problem.start() if start is None else _Guess(start.person, start.views)
    for number in range(ROUNDS):
        watch.report(number / ROUNDS, "Fitting the head to the landmarks")
        guess, length = problem.step(guess)
        if length < STILL:
            break
    return problem.finish(guess)


@dataclass(frozen=True, eq=False)
class _Guess:
    person: FloatArray
    views: tuple[View, ...]


class _Problem:
    def __init__(
        self,
        model: MorphableModel,
        sights: Sequence[Sight],
        span: Span | None,
        person: Likely | None,
        images: Sequence[Evidence | None],
    ) -> None:
        for number, sight in enumerate(sights, start=1):
            seen = int(np.isfinite(sight.places).all(axis=1).sum())
            if seen < LEAST:
                raise EditError(
                    f"Photograph {number} shows {seen} landmarks; mark at least {LEAST}."
                )
        self._model, self._sights, self._span = model, sights, span
        self._images = tuple(images) or (None,) * len(sights)
        self._identity = model.identity.transpose(1, 2, 0).astype(np.float64)
        self._expression = model.expression.transpose(1, 2, 0).astype(np.float64)
        self._people = self._identity.shape[2]
        self._poses = self._expression.shape[2]
        self._block = self._poses + 7
        self._person = person or Likely(np.zeros(self._people), np.ones(self._people))
        self._damping = 0.0

    def start(self) -> _Guess:
        views = []
        for sight in self._sights:
            seen = np.isfinite(sight.places).all(axis=1)
            place = likely_place(
                self._model.mean[seen], sight.places[seen], sight.focal, sight.centre
            )
            views.append(View(np.zeros(self._poses), place, sight.focal, sight.centre))
        return _Guess(self._person.mean, tuple(views))

    def _shape(self, guess: _Guess, view: View) -> FloatArray:
        return self._model.mean + self._identity @ guess.person + self._expression @ view.pose

    def _rows(
        self, guess: _Guess, view: View, sight: Sight
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return how places change with person and view, what is missed, and weights."""
        seen = np.isfinite(sight.places).all(axis=1)
        shape = self._shape(guess, view)[seen]
        turned = shape @ view.place.rotation.T
        placed = turned + view.place.translation
        fall, slope = pinhole(placed, view.focal)
        moves = np.concatenate([self._identity[seen], self._expression[seen]], axis=2)
        moves = np.einsum("ij,mju->miu", view.place.rotation, moves)
        columns = np.concatenate(
            [
                np.einsum("mrd,mdu->mru", slope, moves),
                np.einsum("mrd,mdu->mru", slope, jaw_columns(turned, np.ones(len(turned)))),
                # A longer focal length goes with a greater distance: the size stays.
                fall[:, :, None] + (slope @ view.place.translation)[:, :, None],
            ],
            axis=2,
        )
        missed = sight.places[seen] - (fall + np.array(view.centre))
        deviation = sight.deviations[seen]
        away = np.linalg.norm(missed, axis=1) / deviation
        away[np.isin(np.flatnonzero(seen), sight.known)] = 0.0
        weight = 1.0 / (deviation * np.sqrt(1.0 + (away / TAIL) ** 2))
        return columns, missed, weight

    def _likely(self, sight: Sight) -> Likely:
        """Return what is believed of a photograph's unknowns; those of the pose are free."""
        middle, spread = np.zeros(self._poses), np.full(self._poses, EXPRESSION_DEVIATION)
        if sight.neutral:
            spread = np.full(self._poses, RESTING)
        elif sight.pose is not None:
            middle, spread = sight.pose.mean, sight.pose.spread
        focal = max(sight.focal_deviation, 1e-6)
        return Likely(
            np.concatenate([middle, np.zeros(7)]),
            np.concatenate([spread, np.full(6, FREE), [focal]]),
        )

    def _system(self, guess: _Guess) -> tuple[FloatArray, FloatArray]:
        count = self._people + self._block * len(self._sights)
        matrix, right = np.zeros((count, count)), np.zeros(count)
        matrix[: self._people, : self._people] = np.diag(self._person.spread**-2.0)
        right[: self._people] = (self._person.mean - guess.person) / self._person.spread**2
        pairs = zip(guess.views, self._sights, strict=True)
        for number, (view, sight) in enumerate(pairs):
            columns, missed, weight = self._rows(guess, view, sight)
            start = self._people + number * self._block
            where = np.r_[0 : self._people, start : start + self._block]
            rows = (columns * weight[:, None, None]).reshape(-1, len(where))
            matrix[np.ix_(where, where)] += rows.T @ rows
            right[where] += rows.T @ (missed * weight[:, None]).ravel()
            own = slice(start, start + self._block)
            likely = self._likely(sight)
            now = np.concatenate([view.pose, np.zeros(6), [np.log(view.focal / sight.focal)]])
            matrix[own, own] += np.diag(likely.spread**-2.0)
            right[own] += (likely.mean - now) / likely.spread**2
            if (image := self._images[number]) is not None:
                told, missed = image.system(np.concatenate([guess.person, view.pose]), view)
                matrix[np.ix_(where, where)] += told
                right[where] += missed
        if self._span is not None:
            row, short = self._span.row(self._model, guess.person)
            matrix[: self._people, : self._people] += np.outer(row, row)
            right[: self._people] += row * short
        return matrix, right

    def step(self, guess: _Guess) -> tuple[_Guess, float]:
        """Return a better guess and how far it is, in deviations."""
        matrix, right = self._system(guess)
        low, high = np.full(len(right), -np.inf), np.full(len(right), np.inf)
        for number, view in enumerate(guess.views):
            start = self._people + number * self._block
            poses = slice(start, start + self._poses)
            low[poses], high[poses] = -view.pose, 1.0 - view.pose
            turn = slice(start + self._poses, start + self._poses + 3)
            low[turn], high[turn] = -LONGEST_TURN, LONGEST_TURN
        before = self._cost(guess)
        for _ in range(TRIES):
            damped = matrix + self._damping * np.diag(np.diag(matrix))
            change = minimise_bounded(damped, right, low, high)
            found = self._changed(guess, change)
            if self._cost(found) < before:
                self._damping = 0.1 * self._damping if self._damping > LEAST_DAMPING else 0.0
                return found, float(np.abs(change[: self._people]).max())
            self._damping = max(10.0 * self._damping, LEAST_DAMPING)
        return guess, 0.0

    def _changed(self, guess: _Guess, change: FloatArray) -> _Guess:
        views = tuple(
            self._moved(view, change[self._people + number * self._block :][: self._block])
            for number, view in enumerate(guess.views)
        )
        return _Guess(guess.person + change[: self._people], views)

    def _cost(self, guess: _Guess) -> float:
        """Return minus the logarithm of how likely a guess is, without the constant."""
        believed = self._person
        cost = 0.5 * float((((guess.person - believed.mean) / believed.spread) ** 2).sum())
        if self._span is not None:
            cost += 0.5 * self._span.row(self._model, guess.person)[1] ** 2
        for view, sight, image in zip(guess.views, self._sights, self._images, strict=True):
            seen = np.isfinite(sight.places).all(axis=1)
            placed = view.place.apply(self._shape(guess, view)[seen])
            if placed[:, 2].min() < 1.0:
                return float("inf")
            fall, _ = pinhole(placed, view.focal)
            missed = sight.places[seen] - (fall + np.array(view.centre))
            away = np.linalg.norm(missed, axis=1) / sight.deviations[seen]
            placed_by_hand = np.isin(np.flatnonzero(seen), sight.known)
            cost += cauchy(away[~placed_by_hand]) + 0.5 * float((away[placed_by_hand] ** 2).sum())
            likely = self._likely(sight)
            now = np.concatenate([view.pose, np.zeros(6), [np.log(view.focal / sight.focal)]])
            cost += 0.5 * float((((now - likely.mean) / likely.spread) ** 2).sum())
            if image is not None:
                cost += image.cost(np.concatenate([guess.person, view.pose]), view)
        return cost

    def _moved(self, view: View, change: FloatArray) -> View:
        pose = np.clip(view.pose + change[: self._poses], 0.0, 1.0)
        turn, shift, focal = np.split(change[self._poses :], [3, 6])
        rotation = Rotation.from_rotvec(turn).as_matrix() @ view.place.rotation
        growth = float(np.exp(np.clip(focal[0], -0.5, 0.5)))
        place = Similarity(1.0, rotation, growth * view.place.translation + shift)
        return replace(view, pose=pose, place=place, focal=view.focal * growth)

    def finish(self, guess: _Guess) -> PhotoFit:
        matrix, _ = self._system(guess)
        open_ = self._people + self._poses
        covariance = np.asarray(np.linalg.inv(matrix), dtype=np.float64)[:open_, :open_]
        spread = np.sqrt(np.diag(covariance)[: self._people])
        off = []
        for view, sight in zip(guess.views, self._sights, strict=True):
            missed = view.project(self._shape(guess, view)) - sight.places
            off.append((missed / sight.deviations[:, None])[np.isfinite(missed).all(axis=1)])
        error = float(np.sqrt((np.concatenate(off) ** 2).sum(axis=1).mean()))
        return PhotoFit(guess.person, np.minimum(spread, 1.0), guess.views, error, covariance)
