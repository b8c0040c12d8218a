"""Drawn tissue depths follow the table and vary together as stated."""

import numpy as np
import pytest

from core.training.tissue_depth import (
    BODY_MASS_SHARE,
    SMALLEST_DEPTH,
    TISSUE_SITES,
    depth_covariance,
    draw_depths,
    site_by_key,
    site_keys,
)

KEYS = site_keys()


def _places() -> np.ndarray:
    """Return made-up places, mirrored for the pairs, at least ten millimetres apart."""
    places = []
    for number, key in enumerate(KEYS):
        side = 1.0 if key.endswith("_left") else -1.0 if key.endswith("_right") else 0.0
        row = number - (1 if key.endswith("_right") else 0)
        places.append([side * 40.0, 12.0 * row - 150.0, 60.0])
    return np.array(places)


def test_there_are_22_sites_and_33_with_sides() -> None:
    """The data page has 22 sites; 11 of them are bilateral."""
    assert len(TISSUE_SITES) == 22
    assert len(KEYS) == len(set(KEYS)) == 33
    assert site_by_key("gonion_left").mean == 10.5
    with pytest.raises(KeyError):
        site_by_key("elbow")


def test_covariance_is_positive_definite_with_the_tabled_deviations() -> None:
    """The diagonal holds the squared deviations and no direction has negative variance."""
    covariance = depth_covariance(KEYS, _places())
    assert np.allclose(np.sqrt(np.diag(covariance)), [site_by_key(k).deviation for k in KEYS])
    assert np.linalg.eigvalsh(covariance).min() > 0.0


def test_sides_and_neighbours_vary_together() -> None:
    """Mirrored pairs correlate most, neighbours more than distant sites, all by body mass."""
    covariance = depth_covariance(KEYS, _places())
    deviation = np.sqrt(np.diag(covariance))
    correlation = covariance / np.outer(deviation, deviation)
    left, right = KEYS.index("zygion_left"), KEYS.index("zygion_right")
    assert correlation[left, right] > 0.8
    order = [KEYS.index(k) for k in ("nasion", "rhinion", "menton")]
    assert correlation[order[0], order[1]] > correlation[order[0], order[2]]
    assert correlation.min() >= BODY_MASS_SHARE - 1e-9


def test_draws_have_the_tabled_means_and_are_seeded() -> None:
    """Many draws average to the table; the same seed gives the same draws; none is too thin."""
    drawn = draw_depths(KEYS, _places(), 4000, np.random.default_rng(1))
    mean = np.array([site_by_key(k).mean for k in KEYS])
    deviation = np.array([site_by_key(k).deviation for k in KEYS])
    assert np.all(np.abs(drawn.mean(axis=0) - mean) < 0.1 * deviation)
    assert drawn.min() >= SMALLEST_DEPTH
    again = draw_depths(KEYS, _places(), 4000, np.random.default_rng(1))
    assert np.array_equal(drawn, again)
