"""Rays to the bone and back, and what continues them, on spheres whose answer is known."""

import numpy as np
import pytest

from core.inference.aim_constraints import find_constraints
from core.inference.aim_fill import filled_anatomy, mirrored_values
from tests.core.inference.aim_heads import BONE_RADIUS, SKIN_RADIUS, Spheres, spheres


@pytest.fixture(scope="module")
def heads() -> Spheres:
    return spheres()


def test_a_sphere_inside_a_sphere(heads: Spheres) -> None:
    found = find_constraints(heads.skin, heads.bone, heads.labels)
    assert found.share == 1.0
    assert found.depth == pytest.approx(SKIN_RADIUS - BONE_RADIUS, abs=0.1)
    np.testing.assert_allclose(found.normal, heads.directions, atol=0.03)
    np.testing.assert_allclose(found.bone, BONE_RADIUS * heads.directions, atol=0.4)
    expected = heads.directions[:, 1] * BONE_RADIUS < -20.0
    sure = np.abs(heads.directions[:, 1] * BONE_RADIUS + 20.0) > 4.0
    np.testing.assert_array_equal(found.jaw[sure] > 0.5, expected[sure])


def test_bone_that_faces_away_is_not_bone_beneath(heads: Spheres) -> None:
    found = find_constraints(heads.skin, heads.bone.flipped(), heads.labels)
    assert not found.known.any()


def test_only_trusted_skin_is_asked(heads: Spheres) -> None:
    trusted = heads.directions[:, 2] > 0.0
    found = find_constraints(heads.skin, heads.bone, heads.labels, trusted)
    assert not found.known[~trusted].any()
    assert found.known[heads.directions[:, 2] > 0.2].all()


def test_the_anatomy_continues_where_no_bone_was_met(heads: Spheres) -> None:
    """A cap of forty degrees is not asked; the sheet bridges it on the sphere."""
    trusted = heads.directions[:, 2] < 0.94
    found = find_constraints(heads.skin, heads.bone, heads.labels, trusted)
    anatomy = filled_anatomy(heads.skin, found, heads.skin)
    np.testing.assert_allclose(anatomy.skin(), heads.skin.vertices, atol=1e-9)
    assert np.linalg.norm(anatomy.normal, axis=1) == pytest.approx(1.0)
    away = np.linalg.norm(anatomy.bone, axis=1) - BONE_RADIUS
    assert np.abs(away[found.known]).max() < 0.5
    assert np.abs(away[~found.known]).max() < 3.0


def test_jaw_weights_are_symmetric_and_fall_off(heads: Spheres) -> None:
    found = find_constraints(heads.skin, heads.bone, heads.labels)
    jaw = filled_anatomy(heads.skin, found, heads.skin).jaw
    assert jaw[heads.directions[:, 1] < -0.5].min() > 0.98
    assert jaw[heads.directions[:, 1] > 0.1].max() < 0.02
    assert np.abs(jaw - mirrored_values(heads.skin, jaw)).max() < 1e-6
