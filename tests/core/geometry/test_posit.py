"""Poses are found again: exactly without noise, under both cameras."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from core.errors import EditError
from core.geometry.posit import posit, scaled_orthographic

SHAPE = np.random.default_rng(3).normal(size=(30, 3)) * [60.0, 80.0, 40.0]
angles = st.lists(st.floats(-0.9, 0.9), min_size=3, max_size=3)


@given(angles, st.floats(0.2, 5.0))
def test_the_scaled_orthographic_pose_is_found_again(turn: list[float], scale: float) -> None:
    rotation = Rotation.from_rotvec(turn).as_matrix()
    places = scale * (SHAPE @ rotation.T)[:, :2] + [31.0, -7.0]
    found = scaled_orthographic(SHAPE, places)
    np.testing.assert_allclose(found.rotation, rotation, atol=1e-7)
    assert found.scale == pytest.approx(scale)
    np.testing.assert_allclose(found.apply(SHAPE)[:, :2], places, atol=1e-6)


@given(angles, st.floats(450.0, 3000.0))
def test_the_pose_before_a_pinhole_is_found_again(turn: list[float], distance: float) -> None:
    rotation = Rotation.from_rotvec(turn).as_matrix()
    placed = SHAPE @ rotation.T + [20.0, -35.0, distance]
    focal, centre = 1.3 * distance, (320.0, 240.0)
    places = focal * placed[:, :2] / placed[:, 2:] + centre
    found = posit(SHAPE, places, focal, centre)
    np.testing.assert_allclose(found.apply(SHAPE), placed, atol=0.05)


def test_a_flat_shape_is_refused() -> None:
    flat = SHAPE * [1.0, 1.0, 0.0]
    with pytest.raises(EditError, match="plane"):
        scaled_orthographic(flat, flat[:, :2])
    with pytest.raises(EditError, match="plane"):
        posit(SHAPE[:3], SHAPE[:3, :2], 500.0, (0.0, 0.0))
