"""Actors move as bodies do, are the same every time, and are no linear model's own."""

import numpy as np
import pytest

from core.evaluation.aim_actor import Actor
from core.evaluation.aim_linear import shape_weights
from core.evaluation.aim_takes import (
    NINETEEN,
    NOT_TOGETHER,
    draw_activations,
    shape_activations,
    training_shapes,
    unseen_take,
)
from core.evaluation.aim_tissue import Condyles, JawPose, smooth_noise
from core.inference.skull_from_skin import JAW_LABELS
from tests.core.evaluation.aim_heads import NAMES, small_actor, small_bundle

BUNDLE = small_bundle()
FACE = BUNDLE.template.face_mask


@pytest.fixture(scope="module")
def actor() -> Actor:
    return small_actor(BUNDLE)


def test_the_neutral_face_is_the_resting_skin(actor: Actor) -> None:
    face = actor.face({})
    assert np.abs(face.skin - actor.resting.vertices).max() < 1e-9
    assert np.abs(face.jaw.rotation - np.eye(3)).max() < 1e-12
    assert np.abs(face.jaw.translation).max() < 1e-12


def test_the_jaw_is_rigid_and_the_cranium_stays(actor: Actor) -> None:
    face = actor.face({"jawOpen": 0.7, "jawLeft": 0.5}, JawPose(open_deg=5.0, forward_mm=1.0))
    rest, posed = actor.skull.mesh.vertices, actor.skull_of(face).vertices
    jaw = np.isin(actor.skull.labels, JAW_LABELS)
    assert np.abs(posed[~jaw] - rest[~jaw]).max() == 0.0
    before = np.linalg.norm(rest[jaw][:, None] - rest[jaw][:40], axis=2)
    after = np.linalg.norm(posed[jaw][:, None] - posed[jaw][:40], axis=2)
    assert np.abs(after - before).max() < 1e-9
    assert np.linalg.norm(posed[jaw] - rest[jaw], axis=1).mean() > 5.0


def test_the_jaw_turns_about_both_condyles() -> None:
    joints = Condyles(np.array([50.0, 2.0, 10.0]), np.array([-50.0, -2.0, 12.0]))
    motion = joints.motion(JawPose(open_deg=20.0))
    slide = motion.apply(joints.left) - joints.left
    assert motion.apply(joints.right) - joints.right == pytest.approx(slide)
    assert np.linalg.norm(slide) == pytest.approx(20.0 * np.hypot(0.11, 0.19))
    chin = motion.apply(np.array([0.0, -85.0, 75.0]))
    assert chin[1] < -95.0, "positive opens"
    to_left = joints.motion(JawPose(yaw_deg=4.0))
    assert to_left.apply(joints.left) == pytest.approx(joints.left)
    assert to_left.apply(np.array([0.0, -85.0, 75.0]))[0] > 3.0


def test_skin_goes_a_share_of_the_turn_not_of_the_way() -> None:
    joints = Condyles(np.array([50.0, 0.0, 0.0]), np.array([-50.0, 0.0, 0.0]))
    turn, _ = joints.carried(JawPose(open_deg=30.0), np.array([0.0, 0.5, 1.0]))
    half = turn[1] @ turn[1]
    assert turn[0] == pytest.approx(np.eye(3))
    assert half == pytest.approx(turn[2])


def test_skin_follows_the_nearer_bone(actor: Actor) -> None:
    height = actor.resting.vertices[:, 1]
    assert actor.follow[height > 30.0].max() < 0.05
    assert actor.follow[(height < -75.0) & FACE].min() > 0.8


def test_frames_come_again_with_their_seed_and_differ_between_streams(actor: Actor) -> None:
    first, again = unseen_take(actor, 3, FACE), unseen_take(small_actor(BUNDLE), 3, FACE)
    assert np.array_equal(first.skins, again.skins)
    assert first.activations == again.activations
    other = unseen_take(actor, 3, FACE, stream=1)
    someone = unseen_take(small_actor(BUNDLE, seed=4), 3, FACE)
    assert np.abs(first.skins - other.skins).max() > 1.0
    assert np.abs(first.skins - someone.skins).max() > 1.0


def test_no_linear_model_of_the_shapes_explains_the_frames(actor: Actor) -> None:
    shapes = np.array(list(training_shapes(actor, 6).values())) - actor.resting.vertices
    take = unseen_take(actor, 6, FACE)
    offsets = take.skins - actor.resting.vertices
    everywhere = np.ones(actor.resting.vertex_count, dtype=bool)
    weights = shape_weights(shapes, offsets, everywhere, 0.0, bounded=False)
    left = offsets - np.tensordot(weights, shapes, axes=1)
    assert np.linalg.norm(left, axis=2)[:, FACE].mean() > 0.2


def test_full_strength_shapes_are_near_the_population_s(actor: Actor) -> None:
    assert tuple(training_shapes(actor, 6)) == NAMES
    assert len(NINETEEN) == 19
    assert shape_activations(NAMES, 19) is NINETEEN


def test_drawn_activations_are_bounded_and_never_opposite() -> None:
    random = np.random.default_rng(5)
    names = (*NAMES, "eyeBlink_L", "eyeBlink_R", "eyeWide_L", "mouthLeft", "mouthRight")
    for _ in range(60):
        weights = draw_activations(names, random)
        assert all(0.0 < weight <= 1.0 for weight in weights.values())
        bases = {name.removesuffix("_L").removesuffix("_R") for name in weights}
        assert not any(pair <= bases for pair in NOT_TOGETHER)


def test_random_fields_have_the_deviation_and_the_grain_that_are_asked() -> None:
    points = np.random.default_rng(0).uniform(-100.0, 100.0, (4000, 3))
    fields = smooth_noise(points, 20.0, 30, [1])
    assert fields.std() == pytest.approx(1.0, abs=0.15)
    shifted = smooth_noise(points + np.array([20.0, 0.0, 0.0]), 20.0, 30, [1])
    assert (fields * shifted).mean() / fields.var() == pytest.approx(np.exp(-0.5), abs=0.12)
