"""The joint distribution of part codes: samples agree with it, conditioning keeps the rest."""

import numpy as np
import pytest

from core.geometry.template import PARTS
from core.models.part_statistics import PartStatistics

SIZES = {"nose": 3, "eyes": 2, "mouth": 2, "remainder": 4}


@pytest.fixture
def statistics() -> PartStatistics:
    generator = np.random.default_rng(3)
    loadings = generator.normal(size=(11, 20))
    loadings /= np.linalg.norm(loadings, axis=1, keepdims=True)
    return PartStatistics(SIZES, loadings, 0.01 * generator.normal(size=20))


def test_join_and_split_undo_each_other(statistics: PartStatistics) -> None:
    vector = np.arange(11.0)
    np.testing.assert_array_equal(statistics.join(statistics.split(vector)), vector)


def test_codes_have_unit_variance(statistics: PartStatistics) -> None:
    np.testing.assert_allclose(np.diag(statistics.covariance()), 1.0, atol=1e-12)


def test_people_follow_the_loadings(statistics: PartStatistics) -> None:
    people = np.array([statistics.join(statistics.sample(seed)[0]) for seed in range(4000)])
    shared = statistics.loadings @ statistics.loadings.T
    np.testing.assert_allclose(np.cov(people.T), shared, atol=0.12)


def test_same_seed_same_person(statistics: PartStatistics) -> None:
    assert statistics.sample(7) == statistics.sample(7)
    assert statistics.sample(7) != statistics.sample(8)


def test_no_strength_gives_what_the_rest_suggests(statistics: PartStatistics) -> None:
    codes, _ = statistics.sample(1)
    expected = statistics.sample_part("nose", codes, 0.0, seed=1)
    assert expected == statistics.sample_part("nose", codes, 0.0, seed=2)
    covariance = statistics.covariance()
    rest = statistics.join(codes)[3:]
    mean = covariance[:3, 3:] @ np.linalg.solve(covariance[3:, 3:], rest)
    np.testing.assert_allclose(expected, mean, atol=1e-9)


def test_drawn_parts_spread_as_the_condition_says(statistics: PartStatistics) -> None:
    codes = {part: (0.0,) * SIZES[part] for part in PARTS}
    draws = np.array([statistics.sample_part("mouth", codes, 1.0, seed) for seed in range(3000)])
    covariance = statistics.covariance()
    mine = np.array([5, 6])
    rest = np.setdiff1d(np.arange(11), mine)
    gain = covariance[np.ix_(mine, rest)] @ np.linalg.inv(covariance[np.ix_(rest, rest)])
    expected = covariance[np.ix_(mine, mine)] - gain @ covariance[np.ix_(rest, mine)]
    np.testing.assert_allclose(np.cov(draws.T), expected, atol=0.1)


def test_size_is_expected_from_shape(statistics: PartStatistics) -> None:
    mean, deviation = statistics.expected_size(np.zeros(11))
    assert mean == pytest.approx(1.0)
    prior = np.linalg.norm(statistics.growth)
    assert 0 < deviation < prior + 0.011
