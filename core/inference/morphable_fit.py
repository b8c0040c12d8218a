"""The first of the three methods: pose and shape in turns, from 68 landmarks, without perspective.

Nguyen et al., Bioengineering 2022, 9, 619, section 2.2.1: a scaled orthographic camera (eq. 2) is
found for the shape as it is, then the shape for the camera (eq. 4, squared distances of landmarks
plus squared coefficients over their variances). Landmarks of the outline do not belong to a fixed
vertex: in a turned head they move to where the face ends in the picture, so they are assigned anew.
Several photographs of one person share the person; each has its camera and its expression.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, IntArray
from core.errors import EditError
from core.geometry.posit import scaled_orthographic
from core.geometry.transforms import Similarity
from core.inference.bounded import minimise_bounded
from core.inference.photo_fit import View
from core.inference.photo_span import Span
from core.models.morphable import MorphableModel

TURNS = 12
"""Pose and shape, in turns."""
STILL = 1e-3
"""A change of coefficients below this ends them, deviations."""
EXPRESSION_DEVIATION = 0.35
RESTING = 1e-4
"""Deviation of an expression where the face is known to be at rest."""
NOISE = 0.02
"""Deviation of a landmark, as a share of the extent of all."""
LEAST = 6
FAR = 1e5
"""Distance of a camera without perspective, mm."""


@dataclass(frozen=True, eq=False)
class Marks:
    """Landmarks of one photograph.

    Attributes
    ----------
    places : (m, 2) float64
        Pixels, NaN where one is not seen.
    neutral : bool
        Whether the face is known to be at rest.
    """

    places: FloatArray
    neutral: bool = False


@dataclass(frozen=True, eq=False)
class FlatView:
    """A face under a camera without perspective.

    Attributes
    ----------
    pose : (e,) float64
        Weights of expressions.
    place : Similarity
        Head frame (mm) to pixels; the third coordinate is depth in the same unit.
    vertices : (m,) int64
        Vertex of each landmark in the end; another than at first on the outline only.
    """

    pose: FloatArray
    place: Similarity
    vertices: IntArray


@dataclass(frozen=True, eq=False)
class MorphableFit:
    """A person and the photographs.

    Attributes
    ----------
    person : (k,) float64
        Standard deviations.
    views : tuple of FlatView
        One per photograph.
    covariance : (k + e, k + e) float64
        Of what is left open of the person and of the first photograph's expression.
    error : float
        Root-mean-square distance of landmarks, pixels.
    """

    person: FloatArray
    views: tuple[FlatView, ...]
    covariance: FloatArray
    error: float


def fit_morphable(
    model: MorphableModel,
    vertices: IntArray,
    marks: Sequence[Marks],
    outline: Mapping[int, IntArray] | None = None,
    span: Span | None = None,
) -> MorphableFit:
    """Fit the linear face to landmarks.

    Parameters
    ----------
    model : MorphableModel
        On all template vertices.
    vertices : (m,) int64
        Vertex of each landmark.
    marks : sequence of Marks
        One per photograph.
    outline : mapping of int to (c,) int64, optional
        For landmarks of the outline, by their number, the vertices that they may move to.
    span : Span, optional
        A known distance between landmarks; without one the size of the head is only likely.

    Returns
    -------
    MorphableFit
        After the last turn.

    Raises
    ------
    EditError
        When too few landmarks are seen.
    """
    for one in marks:
        seen = int(np.isfinite(one.places).all(axis=1).sum())
        if seen < LEAST:
            raise EditError(f"{seen} landmarks are seen; mark at least {LEAST}.")
    photos = [_Photo(model, vertices, one, outline or {}) for one in marks]
    person = np.zeros(len(model.identity))
    poses = [np.zeros(len(model.expression)) for _ in photos]
    covariance = np.eye(len(person) + len(model.expression))
    for _ in range(TURNS):
        for photo, pose in zip(photos, poses, strict=True):
            photo.turn(person, pose)
        before = np.concatenate([person, *poses])
        known = None if span is None else span.row(model.at(vertices), person)
        person, poses, covariance = _shape(photos, person, known)
        for photo, pose in zip(photos, poses, strict=True):
            photo.reassign(person, pose)
        if float(np.abs(np.concatenate([person, *poses]) - before).max()) < STILL:
            break
    missed = np.concatenate([p.missed(person, pose) for p, pose in zip(photos, poses, strict=True)])
    views = tuple(FlatView(pose, p.place, p.used) for p, pose in zip(photos, poses, strict=True))
    error = float(np.sqrt((missed**2).sum(axis=1).mean()))
    return MorphableFit(person, views, covariance, error)


class _Photo:
    """A photograph's landmarks, the vertices that they show, and its camera."""

    def __init__(
        self,
        model: MorphableModel,
        vertices: IntArray,
        marks: Marks,
        outline: Mapping[int, IntArray],
    ) -> None:
        self._model, self._outline, self._first = model, outline, vertices
        self._places, self.neutral = marks.places, marks.neutral
        self.seen = np.isfinite(marks.places).all(axis=1)
        self.target = marks.places[self.seen]
        self.noise = NOISE * float(np.linalg.norm(np.ptp(self.target, axis=0)))
        self.used = vertices.copy()
        self.place = Similarity.identity()

    @property
    def part(self) -> MorphableModel:
        """The linear face at the landmarks that are seen."""
        return self._model.at(self.used[self.seen])

    def turn(self, person: FloatArray, pose: FloatArray) -> None:
        """Find the camera for a shape (eq. 2)."""
        self.place = scaled_orthographic(self.part.points(person, pose), self.target)

    def rows(self) -> tuple[FloatArray, FloatArray]:
        """Return how places change with the coefficients, and what is missed, in deviations."""
        camera, part = self.place.scale * self.place.rotation[:2], self.part
        basis = np.concatenate([part.identity, part.expression]).astype(np.float64)
        rows = np.einsum("rd,kmd->mrk", camera, basis).reshape(2 * len(self.target), -1)
        missed = (self.target - self.place.apply(part.mean)[:, :2]).ravel()
        return rows / self.noise, missed / self.noise

    def missed(self, person: FloatArray, pose: FloatArray) -> FloatArray:
        """Return how far landmarks are off, (m, 2) pixels."""
        off: FloatArray = self.place.apply(self.part.points(person, pose))[:, :2] - self.target
        return off

    def reassign(self, person: FloatArray, pose: FloatArray) -> None:
        """Let landmarks of the outline move to where the face ends in the picture."""
        if not self._outline:
            return
        used = self._first.copy()
        here = self._model.at(self._first).points(person, pose)
        middle = self.place.apply(here)[:, :2].mean(axis=0)
        for number, choice in self._outline.items():
            if np.isfinite(self._places[number]).all():
                around = self.place.apply(self._model.at(choice).points(person, pose))[:, :2]
                outward = self._places[number] - middle
                used[number] = choice[int(np.argmax((around - middle) @ outward))]
        self.used = used


def _shape(
    photos: Sequence[_Photo], person: FloatArray, known: tuple[FloatArray, float] | None
) -> tuple[FloatArray, list[FloatArray], FloatArray]:
    """Return the coefficients that are most likely for the cameras (eq. 4)."""
    people, poses = len(photos[0].part.identity), len(photos[0].part.expression)
    count = people + poses * len(photos)
    matrix, right = np.zeros((count, count)), np.zeros(count)
    precision = np.ones(count)
    for number, photo in enumerate(photos):
        own = np.r_[0:people, people + number * poses : people + (number + 1) * poses]
        rows, missed = photo.rows()
        matrix[np.ix_(own, own)] += rows.T @ rows
        right[own] += rows.T @ missed
        precision[own[people:]] = (RESTING if photo.neutral else EXPRESSION_DEVIATION) ** -2.0
    matrix += np.diag(precision)
    if known is not None:
        row, miss = known
        matrix[:people, :people] += np.outer(row, row)
        right[:people] += row * (miss + row @ person)
    low, high = np.full(count, -np.inf), np.full(count, np.inf)
    low[people:], high[people:] = 0.0, 1.0
    found = minimise_bounded(matrix, right, low, high)
    covariance = np.asarray(np.linalg.inv(matrix), dtype=np.float64)[
        : people + poses, : people + poses
    ]
    return found[:people], np.split(found[people:], len(photos)), covariance


def far_view(view: FlatView, centre: tuple[float, float]) -> View:
    """Return a camera so far away that perspective does not show.

    Parameters
    ----------
    view : FlatView
        Of a photograph, without perspective.
    centre : tuple of 2 float
        The middle of the picture, pixels.
    """
    flat = view.place
    shift = (flat.translation[:2] - np.array(centre)) / flat.scale
    place = Similarity(1.0, flat.rotation, np.append(shift, FAR))
    return View(view.pose, place, FAR * flat.scale, centre)
