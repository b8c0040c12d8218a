"""Closed-form last layers: what the features can say is found exactly."""

import numpy as np
import pytest
import torch

from core.inference.aim_constraints import find_constraints
from core.inference.aim_solve import AimFeatures, solved_anatomy, solved_jaw, solved_layer
from core.models.aim import AimConfig, AimNetwork
from tests.core.inference.aim_heads import BONE_RADIUS, Spheres, spheres


@pytest.fixture(scope="module")
def heads() -> Spheres:
    return spheres()


@pytest.fixture(scope="module")
def template(heads: Spheres) -> AimFeatures:
    torch.manual_seed(0)
    network = AimNetwork(AimConfig(hidden=96, layers=2, frequency=0.03, persons=4, expressions=2))
    return AimFeatures.of(network, heads.skin.vertices)


def test_a_layer_in_reach_is_found() -> None:
    random = np.random.default_rng(0)
    features, layer = random.standard_normal((200, 12)), random.standard_normal((12, 3))
    answer = solved_layer(features, np.ones(200), features @ layer, hold=0.0)
    np.testing.assert_allclose(answer, features @ layer, atol=1e-4)


def test_without_say_nothing_changes() -> None:
    features = np.random.default_rng(0).standard_normal((50, 5))
    assert not solved_layer(features, np.zeros(50), np.ones((50, 3))).any()


def test_a_sphere_beneath_a_sphere_is_solved(heads: Spheres, template: AimFeatures) -> None:
    """The template AIM knows nothing of this head; its last layers say all of it."""
    found = find_constraints(heads.skin, heads.bone, heads.labels)
    jaw = solved_jaw(template, heads.skin, found)
    anatomy = solved_anatomy(template, heads.skin, found, jaw, exact=True)
    np.testing.assert_allclose(anatomy.skin(), heads.skin.vertices, atol=1e-9)
    away = np.linalg.norm(anatomy.bone, axis=1) - BONE_RADIUS
    assert np.abs(away).mean() < 0.3
    assert (anatomy.normal * heads.directions).sum(axis=1).min() > 0.99
    below = heads.directions[:, 1] * BONE_RADIUS < -45.0
    above = heads.directions[:, 1] * BONE_RADIUS > 5.0
    # Bone ten millimetres down speaks with 0.64 against the template's one, which says none.
    assert jaw[below].mean() == pytest.approx(0.64 / 1.64, abs=0.05)
    assert jaw[above].mean() < 0.1


def test_the_network_alone_meets_the_skin_nearly(heads: Spheres, template: AimFeatures) -> None:
    found = find_constraints(heads.skin, heads.bone, heads.labels)
    anatomy = solved_anatomy(template, heads.skin, found, np.zeros(len(found.known)), exact=False)
    missed = np.linalg.norm(anatomy.skin() - heads.skin.vertices, axis=1)
    assert 0.0 < missed.mean() < 0.3


def test_solving_twice_gives_the_same(heads: Spheres, template: AimFeatures) -> None:
    found = find_constraints(heads.skin, heads.bone, heads.labels)
    one, two = (
        solved_anatomy(template, heads.skin, found, np.zeros(len(found.known)), exact=True)
        for _ in range(2)
    )
    np.testing.assert_array_equal(one.bone, two.bone)
