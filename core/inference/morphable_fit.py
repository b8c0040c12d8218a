"""The first of the three methods: pose and shape in turns, from 68 landmarks, without perspective.

Nguyen et al., Bioengineering 2022, 9, 619, section 2.2.1: a scaled orthographic camera (eq. 2) is
found for the shape as it is, then the shape for the camera (eq. 4, squared distances of landmarks
plus squared coefficients over their variances). Landmarks of the outline do not belong to a fixed
vertex: in a turned head they move to where the face ends in the picture, so they are assigned anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, IntArray
from core.errors import EditError
from core.geometry.posit import scaled_orthographic
from core.geometry.transforms import Similarity
from core.inference.bounded import minimise_bounded
from core.models.morphable import MorphableModel

TURNS = 12
"""Pose and shape, in turns."""
STILL = 1e-3
"""A change of coefficients below this ends them, deviations."""
EXPRESSION_DEVIATION = 0.35
NOISE = 0.02
"""Deviation of a landmark, as a share of the extent of all."""
LEAST = 6


@dataclass(frozen=True, eq=False)
class MorphableFit:
    """A face under a camera without perspective.

    Attributes
    ----------
    person : (k,) float64
        Standard deviations.
    pose : (e,) float64
        Weights of expressions.
    place : Similarity
        Head frame (mm) to pixels; the third coordinate is depth in the same unit.
    vertices : (m,) int64
        Vertex of each landmark in the end; another than at first on the outline only.
    error : float
        Root-mean-square distance of landmarks, pixels.
    """

    person: FloatArray
    pose: FloatArray
    place: Similarity
    vertices: IntArray
    error: float


def fit_morphable(
    model: MorphableModel,
    vertices: IntArray,
    places: FloatArray,
    outline: Mapping[int, IntArray] | None = None,
) -> MorphableFit:
    """Fit the linear face to landmarks.

    Parameters
    ----------
    model : MorphableModel
        On all template vertices.
    vertices : (m,) int64
        Vertex of each landmark.
    places : (m, 2) float64
        Pixels, NaN where one is not seen.
    outline : mapping of int to (c,) int64, optional
        For landmarks of the outline, by their number, the vertices that they may move to.

    Returns
    -------
    MorphableFit
        After the last turn.

    Raises
    ------
    EditError
        When too few landmarks are seen.
    """
    seen = np.isfinite(places).all(axis=1)
    if int(seen.sum()) < LEAST:
        raise EditError(f"{int(seen.sum())} landmarks are seen; mark at least {LEAST}.")
    used, target = vertices.copy(), places[seen]
    noise = NOISE * float(np.linalg.norm(np.ptp(target, axis=0)))
    person, pose = np.zeros(len(model.identity)), np.zeros(len(model.expression))
    place = scaled_orthographic(model.mean[used[seen]], target)
    for _ in range(TURNS):
        part = model.at(used[seen])
        place = scaled_orthographic(part.points(person, pose), target)
        before = np.concatenate([person, pose])
        person, pose = _shape(part, place, target, noise)
        used = _outlined(model, vertices, person, pose, place, places, outline or {})
        if float(np.abs(np.concatenate([person, pose]) - before).max()) < STILL:
            break
    missed = place.apply(model.at(used[seen]).points(person, pose))[:, :2] - target
    error = float(np.sqrt((missed**2).sum(axis=1).mean()))
    return MorphableFit(person, pose, place, used, error)


def _shape(
    part: MorphableModel, place: Similarity, target: FloatArray, noise: float
) -> tuple[FloatArray, FloatArray]:
    """Return the coefficients that are most likely for a camera (eq. 4)."""
    camera = place.scale * place.rotation[:2]
    basis = np.concatenate([part.identity, part.expression]).astype(np.float64)
    rows = np.einsum("rd,kmd->mrk", camera, basis).reshape(2 * len(target), -1) / noise
    missed = (target - place.apply(part.mean)[:, :2]).ravel() / noise
    people, count = len(part.identity), len(basis)
    precision = np.ones(count)
    precision[people:] = EXPRESSION_DEVIATION**-2.0
    low, high = np.full(count, -np.inf), np.full(count, np.inf)
    low[people:], high[people:] = 0.0, 1.0
    found = minimise_bounded(rows.T @ rows + np.diag(precision), rows.T @ missed, low, high)
    return found[:people], found[people:]


def _outlined(
    model: MorphableModel,
    vertices: IntArray,
    person: FloatArray,
    pose: FloatArray,
    place: Similarity,
    places: FloatArray,
    outline: Mapping[int, IntArray],
) -> IntArray:
    """Return the landmarks' vertices, those of the outline where the face ends in the picture."""
    used = vertices.copy()
    middle = place.apply(model.at(vertices).points(person, pose))[:, :2].mean(axis=0)
    for number, choice in outline.items():
        if np.isfinite(places[number]).all():
            around = place.apply(model.at(choice).points(person, pose))[:, :2]
            outward = places[number] - middle
            used[number] = choice[int(np.argmax((around - middle) @ outward))]
    return used
