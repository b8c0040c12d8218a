"""Anatomy: skin from bone, and linear blend skinning in closed form."""

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from core.geometry.transforms import Similarity
from core.models.anatomy import STILL, Anatomy, blend_skinned, settled_weights

BONE = np.array([[0.0, 0.0, 10.0], [0.0, 20.0, 0.0], [30.0, 0.0, 0.0]])
NORMAL = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])


def _anatomy(jaw: np.ndarray) -> Anatomy:
    return Anatomy(BONE, NORMAL, np.array([2.0, 3.0, 4.0]), jaw, np.ones(3, dtype=bool))


def test_skin_is_bone_and_thickness() -> None:
    expected = [[0.0, 0.0, 12.0], [0.0, 23.0, 0.0], [34.0, 0.0, 0.0]]
    np.testing.assert_allclose(_anatomy(np.zeros(3)).skin(), expected)


def test_a_known_turn_moves_by_the_weight() -> None:
    """None, half and all of a quarter turn about x with a move along y."""
    motion = Similarity(
        1.0, Rotation.from_rotvec([np.pi / 2, 0.0, 0.0]).as_matrix(), np.array([0.0, 1.0, 0.0])
    )
    moved = _anatomy(np.array([0.0, 0.5, 1.0])).posed(motion)
    np.testing.assert_allclose(
        moved, [[0.0, 0.0, 12.0], [0.0, 12.0, 11.5], [34.0, 1.0, 0.0]], atol=1e-12
    )


def test_no_motion_moves_nothing() -> None:
    moved = blend_skinned(BONE, np.full(3, 0.7), Similarity.identity())
    np.testing.assert_allclose(moved, BONE, atol=1e-12)


def test_nearly_still_is_still_and_nearly_whole_is_whole() -> None:
    weights = settled_weights(np.array([-0.2, STILL, 0.5, 1.0 - STILL, 1.3]))
    assert weights == pytest.approx([0.0, 0.0, 0.5, 1.0, 1.0])
