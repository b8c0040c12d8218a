"""The skull predictor is the exact posterior of its linear-Gaussian model."""

import numpy as np
import pytest

from core.errors import BundleError
from core.geometry.transforms import Similarity
from core.models.skull import CORRELATED_VERTICES, REGISTRATION_DEVIATION, SkullPredictor

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
