"""What AIM is compared with explains its own kind of faces exactly."""

from dataclasses import replace

import numpy as np
import pytest

from core.evaluation.aim_linear import blendshapes, shape_weights
from core.evaluation.aim_patch_fit import PatchFit
from core.evaluation.aim_patches import PatchSettings, cut_patches
from core.evaluation.aim_session import Session, make_session
from core.geometry.transforms import Similarity
from core.models.aim_person import motion_twist, twist_motion
from tests.core.evaluation.aim_heads import small_actor, small_anatomy, small_bundle

COARSE = PatchSettings(spacing=25.0, far_spacing=40.0, ridge=1e-7, variance=0.99999)


@pytest.fixture(scope="module")
def session() -> Session:
    bundle = small_bundle()
    actor = small_actor(bundle)
    return make_session(bundle, actor, small_anatomy(actor), 6)


def test_blendshapes_explain_mixtures_of_shapes(session: Session) -> None:
    weights = np.array([[0.3, 0.0, 0.6, 0.1, 0.0, 0.9], [0.0, 0.5, 0.0, 0.0, 1.0, 0.2]])
    targets = session.resting.vertices + np.tensordot(weights, session.moves, axes=1)
    for bounded in (False, True):
        found = blendshapes(0.0, bounded=bounded)(session)(targets, session.visible)
        assert np.abs(found.skins - targets).max() < 1e-4
        assert found.jaws is None


def test_bounded_weights_stay_between_zero_and_one(session: Session) -> None:
    offsets = 1.5 * session.moves[2:4] - 0.5 * session.moves[4:6]
    free = shape_weights(session.moves, offsets, session.visible, 0.0, bounded=False)
    held = shape_weights(session.moves, offsets, session.visible, 0.0, bounded=True)
    expected = np.zeros((2, 6))
    expected[[0, 1], [2, 3]], expected[[0, 1], [4, 5]] = 1.5, -0.5
    assert free == pytest.approx(expected, abs=1e-5)
    assert held.min() == 0.0
    assert held.max() == 1.0


def test_patches_cover_the_skin_and_share_every_vertex(session: Session) -> None:
    patches = cut_patches(session, COARSE)
    total = np.zeros(session.resting.vertex_count)
    for patch in patches:
        total[patch.vertices] += patch.share
    assert total == pytest.approx(np.ones_like(total))


def test_patches_explain_a_moved_shape_and_what_was_not_seen(session: Session) -> None:
    turn = twist_motion(np.array([0.05, -0.1, 0.02, 3.0, -2.0, 1.0]))
    targets = np.array([turn.apply(skin) for skin in list(session.shapes.values())[:1]])
    settings = replace(COARSE, rounds=12, overlap=0.05)
    found = PatchFit(session, settings).explain(targets, session.visible).skins
    assert np.linalg.norm(found - targets, axis=2).mean() < 0.02
    seen = np.random.default_rng(1).uniform(size=len(session.visible)) < 0.5
    partly = PatchFit(session, settings).explain(targets, seen).skins
    assert np.linalg.norm(partly - targets, axis=2)[:, ~seen].mean() < 0.1


def test_with_anatomy_the_jaw_is_found(session: Session) -> None:
    targets = np.array(list(session.shapes.values())[:1])
    settings = replace(COARSE, anatomy=1.0, rounds=10)
    found = PatchFit(session, settings).explain(targets, session.visible)
    assert found.jaws is not None
    assert np.linalg.norm(found.skins - targets, axis=2).mean() < 0.05
    for jaw, true in zip(found.jaws, session.jaws, strict=False):
        chin = np.array([0.0, -80.0, 60.0])
        assert np.linalg.norm(jaw.apply(chin) - true.apply(chin)) < 2.0


def test_twists_and_motions_are_one() -> None:
    twist = np.array([0.1, -0.2, 0.05, 4.0, -1.0, 2.0])
    assert motion_twist(twist_motion(twist)) == pytest.approx(twist)
    assert twist_motion(np.zeros(6)).apply(np.ones(3)) == pytest.approx(
        Similarity.identity().apply(np.ones(3))
    )
