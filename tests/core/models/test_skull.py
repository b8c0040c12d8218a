"""The skull predictor is the exact posterior of its linear-Gaussian model."""

from dataclasses import replace

import numpy as np
import pytest

from core.errors import BundleError
from core.geometry.transforms import Similarity
from core.models.skin_agreement import CORRELATED_VERTICES
from core.models.skull import REGISTRATION_DEVIATION, SkullPredictor

SKIN_COUNT, SKULL_COUNT, CODES = 60, 25, 4


def _predictor(seed: int = 0) -> SkullPredictor:
    generator = np.random.default_rng(seed)
    normals = generator.standard_normal((SKULL_COUNT, 3))
    return SkullPredictor(
        skin_index=np.arange(SKIN_COUNT) * 2,
        skin_mean=60.0 * generator.standard_normal((SKIN_COUNT, 3)),
        skin_weight=np.ones(SKIN_COUNT),
        skin_basis=generator.standard_normal((SKIN_COUNT, 3, CODES)),
        skin_variance=0.1,
        size_basis=np.zeros(CODES),
        size_variance=0.01,
        skull_mean=50.0 * generator.standard_normal((SKULL_COUNT, 3)),
        skull_normals=normals / np.linalg.norm(normals, axis=1, keepdims=True),
        skull_basis=generator.standard_normal((SKULL_COUNT, 3, CODES)),
        skull_variance=np.full(SKULL_COUNT, 0.25),
        pocket=np.array([3, 5]),
    )


def _skin(predictor: SkullPredictor, looked_at: np.ndarray) -> np.ndarray:
    skin = np.full((2 * SKIN_COUNT, 3), np.nan)
    skin[predictor.skin_index] = looked_at
    return skin


def test_mean_skin_gives_mean_skull() -> None:
    """Nothing seen beyond the mean, nothing predicted beyond it."""
    predictor = _predictor()
    found = predictor.predict(_skin(predictor, predictor.skin_mean))
    assert np.allclose(found.vertices, predictor.skull_mean, atol=1e-9)


def test_posterior_is_that_of_the_joint_gaussian() -> None:
    """Mean and deviation equal those by conditioning the joint covariance block by block."""
    predictor = _predictor()
    noise = CORRELATED_VERTICES * (predictor.skin_variance + REGISTRATION_DEVIATION**2)
    skin = predictor.skin_basis.reshape(-1, CODES)
    skull = predictor.skull_basis.reshape(-1, CODES)
    covariance = skin @ skin.T + noise * np.eye(len(skin))
    gain = skull @ skin.T @ np.linalg.inv(covariance)
    left = skull @ skull.T - gain @ skin @ skull.T
    expected = np.sqrt(
        [
            normal @ left[3 * k : 3 * k + 3, 3 * k : 3 * k + 3] @ normal + 0.25
            for k, normal in enumerate(predictor.skull_normals)
        ]
    )
    found = predictor.predict(_skin(predictor, predictor.skin_mean))
    assert np.allclose(found.std_mm, expected, atol=1e-9)


def test_prediction_moves_and_scales_with_the_head() -> None:
    """Turning, moving and scaling a skin does the same to the skull, and scales its deviation."""
    predictor = _predictor()
    codes = np.array([1.0, -0.5, 0.3, 2.0])
    looked_at = predictor.skin_mean + predictor.skin_basis @ codes
    turn = np.array([[0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    moved = Similarity(1.2, turn, np.array([3.0, -2.0, 8.0]))
    here = predictor.predict(_skin(predictor, looked_at))
    there = predictor.predict(_skin(predictor, moved.apply(looked_at)))
    assert np.allclose(there.vertices, moved.apply(here.vertices), atol=1e-6)
    assert np.allclose(there.std_mm, 1.2 * here.std_mm, rtol=1e-6)


def test_less_trust_means_more_doubt() -> None:
    """Every vertex is less sure when half of the skin was not seen."""
    predictor = _predictor()
    skin = _skin(predictor, predictor.skin_mean)
    trust = np.where(np.arange(2 * SKIN_COUNT) < SKIN_COUNT, 0.0, 1.0)
    assert np.all(predictor.predict(skin, trust).std_mm > predictor.predict(skin).std_mm)


def test_unseen_skin_does_not_speak() -> None:
    """What a vertex without trust says hardly moves the skull."""
    predictor = _predictor()
    trust = np.ones(2 * SKIN_COUNT)
    trust[predictor.skin_index[:10]] = 0.0
    odd = np.array(predictor.skin_mean)
    odd[:10] += 30.0
    plain = predictor.predict(_skin(predictor, predictor.skin_mean), trust)
    found = predictor.predict(_skin(predictor, odd), trust)
    assert np.abs(found.vertices - plain.vertices).max() < 1.0


def test_arrays_round_trip_within_two_hundredths() -> None:
    """Half precision of the bases costs less than 0.02 mm at two deviations."""
    predictor = _predictor()
    stored = SkullPredictor.from_arrays(predictor.to_arrays())
    skin = _skin(predictor, predictor.skin_mean + predictor.skin_basis @ np.full(CODES, 2.0))
    error = stored.predict(skin).vertices - predictor.predict(skin).vertices
    assert np.abs(error).max() < 0.02
    assert np.array_equal(stored.pocket, predictor.pocket)


def test_missing_array_is_named() -> None:
    """A broken bundle says which array it lacks."""
    arrays = _predictor().to_arrays()
    del arrays["skull_basis"]
    with pytest.raises(BundleError, match="skull_basis"):
        SkullPredictor.from_arrays(arrays)


def test_a_known_point_is_reached_and_narrows_the_posterior() -> None:
    """Conditioning on all bone gives that bone; on one point, less doubt everywhere."""
    predictor = replace(_predictor(), skull_variance=np.full(SKULL_COUNT, 1e-9))
    plain = predictor.predict(_skin(predictor, predictor.skin_mean))
    truth = plain.shape(plain.codes + np.array([0.3, -0.2, 0.1, 0.4]))
    everywhere = np.arange(SKULL_COUNT)
    known = plain.condition(everywhere, truth, 1e-3)
    assert np.allclose(known.vertices, truth, atol=1e-3)
    one = plain.condition(np.array([4]), truth[[4]], 0.1)
    assert np.all(one.std_mm <= plain.std_mm + 1e-9)
    assert np.linalg.norm(one.vertices - truth, axis=1).mean() < (
        np.linalg.norm(plain.vertices - truth, axis=1).mean()
    )


def test_conditioning_twice_is_conditioning_on_both() -> None:
    """The order of what becomes known does not matter."""
    predictor = _predictor()
    plain = predictor.predict(_skin(predictor, predictor.skin_mean))
    points = plain.vertices + 0.7
    first = plain.condition(np.array([2]), points[[2]], 0.5)
    both = first.condition(np.array([9]), points[[9]], 0.8)
    at_once = plain.condition(np.array([2, 9]), points[[2, 9]], np.array([0.5, 0.8]))
    assert np.allclose(both.vertices, at_once.vertices, atol=1e-8)
    assert np.allclose(both.std_mm, at_once.std_mm, atol=1e-8)


def test_samples_spread_as_stated() -> None:
    """Their mean and deviation along the normal are the posterior's, in a turned frame too."""
    predictor = replace(_predictor(), skull_variance=np.full(SKULL_COUNT, 1e-12))
    turn = np.array([[0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    moved = Similarity(1.1, turn, np.array([3.0, -2.0, 8.0]))
    found = predictor.predict(_skin(predictor, moved.apply(predictor.skin_mean)))
    drawn = found.samples(4000, seed=3)
    normals = predictor.skull_normals @ turn.T
    along = ((drawn - found.vertices) * normals).sum(axis=2)
    assert np.abs(along.mean(axis=0)).max() < 0.1 * found.std_mm.max()
    assert np.allclose(along.std(axis=0), found.std_mm, rtol=0.06)


def test_a_measure_carries_the_deviation_of_its_samples() -> None:
    """A distance between two vertices varies over samples as the gradient says."""
    predictor = _predictor()
    found = predictor.predict(_skin(predictor, predictor.skin_mean))
    across = found.vertices[3] - found.vertices[17]
    direction = across / np.linalg.norm(across)
    gradient = np.zeros_like(found.vertices)
    gradient[3], gradient[17] = direction, -direction
    drawn = found.samples(4000, seed=1)
    linear = ((drawn[:, 3] - drawn[:, 17]) @ direction).std()
    assert found.measure_deviation(gradient) == pytest.approx(linear, rel=0.06)


def test_bone_known_along_a_direction_moves_there() -> None:
    """A firm wish along one direction is met along it."""
    predictor = _predictor()
    found = predictor.predict(_skin(predictor, predictor.skin_mean))
    inward = -predictor.skull_normals[[6]]
    asked = found.condition_along(np.array([6]), inward, np.array([0.2]), 1e-4)
    moved = (asked.vertices[6] - found.vertices[6]) @ inward[0]
    assert moved == pytest.approx(0.2, abs=1e-3)


def test_a_badly_explained_skin_is_believed_less() -> None:
    """Noise that no code explains widens the posterior."""
    predictor = _predictor()
    noise = 6.0 * np.random.default_rng(2).standard_normal(predictor.skin_mean.shape)
    plain = predictor.predict(_skin(predictor, predictor.skin_mean))
    rough = predictor.predict(_skin(predictor, predictor.skin_mean + noise))
    assert rough.std_mm.mean() > plain.std_mm.mean()
