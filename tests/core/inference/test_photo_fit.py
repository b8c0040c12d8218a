"""Faces are found again from the places of their landmarks."""

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from core.errors import EditError
from core.inference.morphable_fit import Marks, fit_morphable
from core.inference.photo_fit import Sight, fit_sights
from core.inference.photo_span import Span
from core.models.morphable import MorphableModel

CENTRE = (250.0, 200.0)
FOCAL = 1200.0


@pytest.fixture(scope="module")
def model() -> MorphableModel:
    rng = np.random.default_rng(0)
    mean = rng.normal(size=(80, 3)) * [55.0, 75.0, 35.0]
    identity = rng.normal(size=(6, 80, 3)).astype(np.float32) * 3.0
    expression = rng.normal(size=(3, 80, 3)).astype(np.float32) * 6.0
    return MorphableModel(mean, identity, expression, ("a", "b", "c"))


PERSON = np.array([1.2, -0.7, 0.4, 0.0, -1.5, 0.8])


def _seen(points: np.ndarray, turn: list[float], focal: float = FOCAL) -> np.ndarray:
    placed = points @ Rotation.from_rotvec(turn).as_matrix().T + [10.0, 5.0, 700.0]
    return focal * placed[:, :2] / placed[:, 2:] + CENTRE


def _sight(places: np.ndarray, deviation: float = 0.01, **known: bool) -> Sight:
    return Sight(places, np.full(len(places), deviation), FOCAL, 0.0, CENTRE, **known)


def test_a_person_with_an_expression_is_found_again(model: MorphableModel) -> None:
    pose = np.array([0.0, 0.6, 0.2])
    fit = fit_sights(model, [_sight(_seen(model.points(PERSON, pose), [0.2, 0.4, -0.1]))])
    np.testing.assert_allclose(fit.person, PERSON, atol=0.02)
    np.testing.assert_allclose(fit.views[0].pose, pose, atol=0.02)
    assert fit.spread.max() < 0.1


def test_two_photographs_share_the_person_only(model: MorphableModel) -> None:
    smile, rest = np.array([0.8, 0.0, 0.0]), np.zeros(3)
    sights = [
        _sight(_seen(model.points(PERSON, smile), [0.0, 0.7, 0.0])),
        _sight(_seen(model.points(PERSON, rest), [0.0, -0.6, 0.1]), neutral=True),
    ]
    fit = fit_sights(model, sights)
    np.testing.assert_allclose(fit.person, PERSON, atol=0.02)
    np.testing.assert_allclose(fit.views[0].pose, smile, atol=0.02)
    np.testing.assert_allclose(fit.views[1].pose, rest, atol=1e-3)


def test_hidden_and_wrong_landmarks_do_little_harm(model: MorphableModel) -> None:
    places = _seen(model.points(PERSON), [0.0, 0.3, 0.0])
    places[:20] = np.nan
    places[30] += 60.0
    fit = fit_sights(model, [_sight(places, 0.3, neutral=True)])
    np.testing.assert_allclose(fit.person, PERSON, atol=0.25)


def test_an_unknown_focal_length_is_found_from_perspective(model: MorphableModel) -> None:
    places = _seen(model.points(PERSON), [0.1, 0.3, 0.0], focal=1.25 * FOCAL)
    sight = Sight(places, np.full(len(places), 0.01), FOCAL, 0.4, CENTRE, neutral=True)
    fit = fit_sights(model, [sight])
    assert fit.views[0].focal == pytest.approx(1.25 * FOCAL, rel=0.02)


def test_noise_leaves_the_person_between_likely_and_seen(model: MorphableModel) -> None:
    rng = np.random.default_rng(2)
    places = _seen(model.points(PERSON), [0.0, 0.3, 0.0]) + rng.normal(0.0, 40.0, (80, 2))
    fit = fit_sights(model, [_sight(places, 40.0, neutral=True)])
    assert np.linalg.norm(fit.person) < np.linalg.norm(PERSON)
    assert np.linalg.norm(fit.person - PERSON) < np.linalg.norm(PERSON)
    assert fit.spread.max() > 0.3


def test_too_few_landmarks_are_refused(model: MorphableModel) -> None:
    places = np.full((80, 2), np.nan)
    places[:5] = 1.0
    with pytest.raises(EditError, match="5 landmarks"):
        fit_sights(model, [_sight(places)])
    with pytest.raises(EditError, match="5 landmarks"):
        fit_morphable(model, np.arange(80), [Marks(places)])


def test_without_perspective_the_first_method_finds_the_person(model: MorphableModel) -> None:
    rotation = Rotation.from_rotvec([0.1, 0.3, 0.0]).as_matrix()
    pose = np.array([0.5, 0.0, 0.0])
    places = 3.0 * (model.points(PERSON, pose) @ rotation.T)[:, :2] + CENTRE
    fit = fit_morphable(model, np.arange(80), [Marks(places)])
    assert np.linalg.norm(fit.person - PERSON) < 0.5 * np.linalg.norm(PERSON)
    np.testing.assert_allclose(fit.views[0].pose, pose, atol=0.25)
    assert fit.views[0].place.scale == pytest.approx(3.0, rel=0.03)


def test_a_landmark_of_the_outline_moves_to_where_the_face_ends(model: MorphableModel) -> None:
    mean = np.array(
        [[0, 0, 0], [0, 50, 0], [0, -50, 0], [40, 0, 0], [-40, 0, 0], [0, 0, 40], [44, 0, -20]],
        dtype=float,
    )
    plain = MorphableModel(
        mean, np.zeros((1, 7, 3), np.float32), np.zeros((0, 7, 3), np.float32), ()
    )
    turn = Rotation.from_euler("y", -40, degrees=True).as_matrix()
    places = (mean @ turn.T)[:, :2]
    vertices = np.array([0, 1, 2, 3, 4, 5])
    outermost = [3, 6][int(np.argmax(places[[3, 6], 0]))]
    wanted = places[vertices].copy()
    wanted[3] = places[outermost]
    fit = fit_morphable(plain, vertices, [Marks(wanted)], {3: np.array([3, 6])})
    assert fit.views[0].vertices[3] == outermost


def test_two_photographs_tell_the_first_method_more_than_one(model: MorphableModel) -> None:
    turns = [Rotation.from_rotvec([0.0, y, 0.0]).as_matrix() for y in (0.0, 0.9)]
    seen = [3.0 * (model.points(PERSON) @ turn.T)[:, :2] + CENTRE for turn in turns]
    noise = np.random.default_rng(5).normal(0.0, 8.0, (2, 80, 2))
    marks = [Marks(one + off, neutral=True) for one, off in zip(seen, noise, strict=True)]
    one, both = (fit_morphable(model, np.arange(80), given) for given in (marks[:1], marks))
    assert len(both.views) == 2
    np.testing.assert_allclose(both.views[1].pose, 0.0, atol=1e-3)
    assert np.trace(both.covariance) < np.trace(one.covariance)
    assert np.linalg.norm(both.person - PERSON) < np.linalg.norm(one.person - PERSON)


def test_a_known_distance_sets_the_size() -> None:
    rng = np.random.default_rng(1)
    mean = rng.normal(size=(40, 3)) * [55.0, 75.0, 35.0]
    growth = MorphableModel(
        mean, 0.05 * mean[None].astype(np.float32), np.zeros((0, 40, 3), np.float32), ()
    )
    weights = np.zeros(40)
    weights[:2] = 1.0, -1.0
    length = 1.12 * float(np.linalg.norm(mean[0] - mean[1]))
    sight = Sight(_seen(1.12 * mean, [0.0, 0.2, 0.0]), np.full(40, 0.5), FOCAL, 0.0, CENTRE)
    free = fit_sights(growth, [sight])
    held = fit_sights(growth, [sight], span=Span(weights, length, 0.1))
    assert held.person[0] == pytest.approx(2.4, abs=0.05)
    assert abs(free.person[0] - 2.4) > abs(held.person[0] - 2.4)
