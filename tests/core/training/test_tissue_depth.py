"""Tissue depths follow the table and vary together as stated."""

import numpy as np
import pytest

from core.training.tissue_depth import (
    LOCAL_LENGTH,
    TISSUE_SITES,
    depth_covariance,
    local_correlation,
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
    """The data page has 22 sites, 11 of them bilateral; the temple is added."""
    assert len(TISSUE_SITES) == 23
    assert len(KEYS) == len(set(KEYS)) == 35
    assert site_by_key("gonion_left").mean == 13.0
    with pytest.raises(KeyError):
        site_by_key("elbow")


def test_covariance_is_positive_definite_with_the_tabled_deviations() -> None:
    """The diagonal holds the squared deviations and no direction has negative variance."""
    covariance = depth_covariance(KEYS, _places())
    assert np.allclose(np.sqrt(np.diag(covariance)), [site_by_key(k).deviation for k in KEYS])
    assert np.linalg.eigvalsh(covariance).min() > 0.0


def test_sides_and_neighbours_vary_together() -> None:
    """Mirrored pairs correlate most, neighbours more than distant sites."""
    covariance = depth_covariance(KEYS, _places())
    deviation = np.sqrt(np.diag(covariance))
    correlation = covariance / np.outer(deviation, deviation)
    left, right = KEYS.index("zygion_left"), KEYS.index("zygion_right")
    assert correlation[left, right] > 0.8
    order = [KEYS.index(k) for k in ("nasion", "rhinion", "menton")]
    assert correlation[order[0], order[1]] > correlation[order[0], order[2]]


def test_body_mass_joins_distant_fat_more_than_distant_bone() -> None:
    """Cheek and jaw angle share body mass; nasion and jaw angle hardly do."""
    covariance = depth_covariance(KEYS, _places())
    deviation = np.sqrt(np.diag(covariance))
    correlation = covariance / np.outer(deviation, deviation)
    at = {name: KEYS.index(name) for name in ("supraorbital_left", "sub_m2_left", "gonion_left")}
    fat = correlation[at["sub_m2_left"], at["gonion_left"]]
    assert fat > correlation[at["supraorbital_left"], at["gonion_left"]]
    assert fat > 0.45


def test_local_correlation_forgets_distance_and_remembers_the_other_side() -> None:
    """One at the same place, 0.8 at the mirrored one, near nothing three lengths away."""
    place = np.array([[50.0, 0.0, 0.0]])
    far = place + [0.0, 3.5 * LOCAL_LENGTH, 0.0]
    assert local_correlation(place, place, LOCAL_LENGTH)[0, 0] == pytest.approx(1.0)
    mirrored = local_correlation(place, place * [-1, 1, 1], LOCAL_LENGTH)[0, 0]
    assert 0.79 < mirrored < 0.82
    assert local_correlation(place, far, LOCAL_LENGTH)[0, 0] < 0.01
