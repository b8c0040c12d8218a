"""Metrics against what is known of spheres and plain arrays."""

import numpy as np
import pytest
import trimesh

from core.evaluation.metrics import f_score, point_to_surface, summarise, surface_to_surface
from core.geometry.mesh import Mesh


def ball(radius: float) -> Mesh:
    solid = trimesh.creation.icosphere(subdivisions=5, radius=radius)
    return Mesh(solid.vertices, solid.faces)


def test_summary_of_plain_numbers() -> None:
    summary = summarise(np.array([0.0, 1.0, 2.0, 3.0, np.nan]), threshold=1.5)
    assert summary.mean == pytest.approx(1.5)
    assert summary.median == pytest.approx(1.5)
    assert summary.deviation == pytest.approx(np.sqrt(1.25))
    assert summary.largest == 3.0
    assert summary.share_close == 0.5
    assert summary.count == 4


def test_no_distance_has_no_summary() -> None:
    with pytest.raises(ValueError, match="no finite distance"):
        summarise(np.array([np.nan]))


def test_concentric_spheres_are_their_radii_apart() -> None:
    summary = surface_to_surface(ball(53.0), ball(50.0), samples=5000)
    assert summary.mean == pytest.approx(3.0, abs=0.05)
    assert summary.share_close == 0.0
    points = np.array([[60.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 50.0, 0.0]])
    assert point_to_surface(points, ball(50.0)).mean == pytest.approx(20.0, abs=0.1)


def test_f_score_is_one_within_the_threshold_and_zero_beyond() -> None:
    assert f_score(ball(51.0), ball(50.0), 1.5, samples=3000) == 1.0
    assert f_score(ball(52.0), ball(50.0), 1.5, samples=3000) == 0.0


def test_f_score_of_a_half_is_between_its_shares() -> None:
    whole = ball(50.0)
    above = whole.vertices[whole.faces].mean(axis=1)[:, 2] > 0
    half = Mesh(whole.vertices, whole.faces[above])
    score = f_score(half, whole, 0.5, samples=20_000)
    assert score == pytest.approx(2 * 0.5 / 1.5, abs=0.02)
