"""Fitting frames: what an AIM made itself is found again, and others are approached."""

from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse
import torch

from core.errors import CancelledError, EditError
from core.inference.aim_constraints import find_constraints
from core.inference.aim_descent import DescentConfig, fit_frames_by_descent
from core.inference.aim_features import fine_features, smooth_features
from core.inference.aim_fill import filled_anatomy
from core.inference.aim_fit import fit_frames, retarget
from core.inference.aim_jaw import JawProblem
from core.models.aim import sided
from core.models.aim_person import PersonAim, motion_twist, twist_motion
from core.monitor import Monitor
from tests.core.inference.aim_heads import spheres

CENTRES = ((0.3, 0.3, 0.9), (-0.3, 0.3, 0.9), (0.0, -0.2, 1.0), (0.4, -0.5, 0.8))
OPEN = np.array([0.3, 0.0, 0.0, 0.0, 0.5, 2.0])


def sphere_aim() -> PersonAim:
    """Return a person whose four expressions are bumps and whose jaw is the lower half."""
    heads = spheres()
    found = find_constraints(heads.skin, heads.bone, heads.labels)
    anatomy = filled_anatomy(heads.skin, found, heads.skin)
    units = heads.directions
    bumps = [np.exp(-((units - np.array(c)) ** 2).sum(axis=1) / 0.1) for c in CENTRES]
    turned = np.roll(units, 1, axis=1)
    moves = [6.0 * bump[:, None] * (units + turned) for bump in bumps]
    twists = np.zeros((4, 6))
    twists[2] = OPEN
    face = units[:, 2] > 0.2
    features = smooth_features(heads.skin, face, 12)
    names = ("up", "down", "open", "side")
    return PersonAim(anatomy, np.array(moves), twists, names, features, heads.skin.faces)


@pytest.fixture(scope="module")
def aim() -> PersonAim:
    return sphere_aim()


def test_features_sum_to_one_and_are_local(aim: PersonAim) -> None:
    assert aim.features.min() >= 0.0
    np.testing.assert_allclose(aim.features.sum(axis=1), 1.0)
    assert (aim.features.max(axis=0) > 0.4).all()


def test_no_weight_and_no_jaw_is_the_resting_skin(aim: PersonAim) -> None:
    np.testing.assert_allclose(aim.posed(np.zeros(4)), aim.anatomy.skin(), atol=1e-12)


def test_equal_local_weights_are_common_weights(aim: PersonAim) -> None:
    weights = np.array([0.3, 0.0, 0.8, -0.2])
    local = np.tile(weights, (aim.features.shape[1], 1))
    posed = aim.posed_locally(local, aim.jaw_twist(weights))
    np.testing.assert_allclose(posed, aim.posed(weights), atol=1e-9)
    np.testing.assert_allclose(aim.mean_weights(local), weights, atol=1e-9)


def test_known_weights_and_jaw_are_recovered(aim: PersonAim) -> None:
    weights = np.array([[0.3, 0.0, 0.8, 0.0], [0.0, 1.0, 0.0, 0.4]])
    jaws = np.array([OPEN, 0.5 * OPEN])
    targets = np.array([aim.posed(*frame) for frame in zip(weights, jaws, strict=True)])
    fitted = fit_frames(aim, targets)
    assert fitted.errors.max() < 0.01
    np.testing.assert_allclose(fitted.weights, weights, atol=0.02)
    np.testing.assert_allclose(fitted.jaw[:, :3], jaws[:, :3], atol=0.003)
    np.testing.assert_allclose(fitted.jaw[:, 3:], jaws[:, 3:], atol=0.15)


def test_weights_that_differ_over_the_face_are_followed(aim: PersonAim) -> None:
    """One side of an expression is stronger than the other: no common weight explains that."""
    side = 0.5 + 0.4 * np.tanh(2.0 * aim.anatomy.normal[:, :1])
    target = aim.anatomy.skin() + side * aim.expressions[2]
    common = np.linalg.norm(target - aim.posed(np.array([0, 0, 0.5, 0]), np.zeros(6)), axis=1)
    fitted = fit_frames(aim, target[None])
    assert fitted.errors[0] < 0.2 * common.mean()


def test_fine_weights_follow_what_smooth_ones_cannot(aim: PersonAim) -> None:
    """A stripe of an expression, narrower than a smooth feature, is met by the fine ones."""
    heads = spheres()
    region = heads.directions[:, 2] > 0.2
    levels = (60, 200)
    parts = [fine_features(heads.skin, region, count) for count in levels]
    fine = scipy.sparse.hstack(parts, format="csr")
    stripe = 0.5 + 0.5 * np.exp(-((heads.directions[:, :1] - 0.1) ** 2) / 0.02)
    target = aim.anatomy.skin() + stripe * aim.expressions[2]
    smooth = fit_frames(aim, target[None])
    fitted = fit_frames(replace(aim, fine=fine, levels=levels), target[None])
    assert fitted.errors[0] < 0.5 * smooth.errors[0]
    again = replace(aim, fine=fine, levels=levels)
    assert fitted.fine is not None
    posed = again.posed_locally(fitted.local[0], fitted.jaw[0], fitted.fine[0])
    np.testing.assert_allclose(posed, fitted.skin[0], atol=1e-5)


def test_noise_is_not_taken_for_expression(aim: PersonAim) -> None:
    """With noise on every vertex the fit lies nearer to the truth than the data do."""
    heads = spheres()
    fine = fine_features(heads.skin, heads.directions[:, 2] > 0.2, 200)
    finer = replace(aim, fine=fine, levels=(200,))
    truth = aim.posed(np.array([0.6, 0.0, 0.3, 0.0]))
    noise = np.random.default_rng(0).normal(0.0, 0.4, truth.shape)
    fitted = fit_frames(finer, (truth + noise)[None])
    error = np.linalg.norm(fitted.skin[0] - truth, axis=1).mean()
    assert error < 0.15 * np.linalg.norm(noise, axis=1).mean()


def test_unseen_vertices_do_not_matter(aim: PersonAim) -> None:
    target = aim.posed(np.array([0.5, 0.0, 0.4, 0.0]))
    spoilt = target.copy()
    seen = aim.anatomy.normal[:, 0] > -0.3
    spoilt[~seen] += 30.0
    fitted = fit_frames(aim, spoilt[None], seen=seen)
    assert np.linalg.norm(fitted.skin[0] - target, axis=1).mean() < 0.1


def test_the_same_frame_alone_or_in_company_gives_the_same(aim: PersonAim) -> None:
    targets = np.array([aim.posed(0.1 * n * np.ones(4)) for n in range(4)])
    together, alone = fit_frames(aim, targets), fit_frames(aim, targets[2:3])
    np.testing.assert_allclose(together.skin[2], alone.skin[0], atol=1e-4)


def test_frames_of_another_topology_are_refused(aim: PersonAim) -> None:
    with pytest.raises(EditError, match="template's order"):
        fit_frames(aim, np.zeros((1, 7, 3)))


def test_a_cancelled_fit_stops(aim: PersonAim) -> None:
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(CancelledError):
        fit_frames(aim, aim.shapes(), monitor)


def test_retargeting_keeps_the_other_anatomy(aim: PersonAim) -> None:
    """A head twice as large plays the same performance twice as large."""
    anatomy = replace(aim.anatomy, bone=2.0 * aim.anatomy.bone, depth=2.0 * aim.anatomy.depth)
    other = replace(aim, anatomy=anatomy, expressions=2.0 * aim.expressions)
    frames = fit_frames(aim, aim.posed(np.array([0.2, 0.0, 0.6, 0.0]))[None])
    played = retarget(frames, aim, other)
    np.testing.assert_allclose(played.skin, 2.0 * frames.skin, atol=1e-6)


def test_retargeting_needs_the_same_expressions(aim: PersonAim) -> None:
    other = replace(aim, expressions=aim.expressions[:2], names=aim.names[:2])
    frames = fit_frames(aim, aim.posed(np.zeros(4))[None])
    with pytest.raises(EditError, match="same shapes"):
        retarget(frames, aim, other)


def test_a_known_jaw_is_learned_from_shapes() -> None:
    heads = spheres()
    found = find_constraints(heads.skin, heads.bone, heads.labels)
    problem = JawProblem(heads.skin.vertices, heads.skin, found)
    still = problem.weights(np.zeros((0, *heads.skin.vertices.shape)), np.zeros((0, 6)))
    moved = heads.skin.vertices + still[:, None] * (
        twist_motion(OPEN).apply(heads.skin.vertices) - heads.skin.vertices
    )
    jaw, twists = problem.learn(np.array([heads.skin.vertices, moved]))
    assert not twists[0].any()
    np.testing.assert_allclose(twists[1][:3], OPEN[:3], atol=0.01)
    np.testing.assert_allclose(twists[1][3:], OPEN[3:], atol=0.5)
    assert np.abs(jaw - still).max() < 0.1


def test_twists_go_there_and_back() -> None:
    np.testing.assert_allclose(motion_twist(twist_motion(OPEN)), OPEN, atol=1e-12)


def test_the_papers_descent_finds_a_frame_too(aim: PersonAim) -> None:
    """Far from the linear fit's accuracy and speed, but on its way to the same frame."""
    target = aim.posed(np.array([0.6, 0.0, 0.4, 0.2]))
    points = sided(torch.tensor(spheres().skin.vertices, dtype=torch.float32))
    still = np.linalg.norm(target - aim.anatomy.skin(), axis=1).mean()
    config = DescentConfig(steps=80, points=512, learning_rate=1e-2)
    one, two = (fit_frames_by_descent(aim, points, target[None], config) for _ in range(2))
    assert one.errors[0] < 0.3 * still
    np.testing.assert_array_equal(one.skin, two.skin)
    assert fit_frames(aim, target[None]).errors[0] < one.errors[0]
