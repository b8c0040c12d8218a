"""Thickness edits: along the normal, smooth in their curvature, limited by the bone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import EditError
from core.inference.tissue import kept_off_bone, region_amount, softened

WEIGHTS = {"chin": np.array([1.0, 0.5, 0.0, 1.0]), "cheek_left": np.array([0.0, 0.5, 1.0, 0.0])}


def test_regions_add_up_by_their_weight() -> None:
    np.testing.assert_allclose(region_amount({"chin": 4.0}, WEIGHTS), [4.0, 2.0, 0.0, 4.0])
    both = region_amount({"chin": 2.0, "cheek_left": 4.0}, WEIGHTS)
    np.testing.assert_allclose(both, [2.0, 3.0, 4.0, 2.0])


@given(st.floats(-30.0, -0.01), st.floats(0.0, 30.0))
def test_skin_never_reaches_the_bone(millimetres: float, depth: float) -> None:
    depths = np.full(4, depth)
    moved = kept_off_bone(region_amount({"chin": millimetres}, WEIGHTS), depths)
    assert (moved <= 0).all()
    assert (depths + moved >= min(depth, 1.5) - 1e-9).all()


@given(st.floats(0.0, 30.0), st.floats(0.0, 30.0))
def test_thicker_is_never_limited(millimetres: float, depth: float) -> None:
    amount = np.array([millimetres])
    np.testing.assert_array_equal(kept_off_bone(amount, np.array([depth])), amount)


def test_without_bone_there_is_no_limit() -> None:
    amount = np.array([-5.0, -2.5, 0.0])
    np.testing.assert_allclose(kept_off_bone(amount, np.full(3, np.nan)), amount)


def test_an_unknown_region_is_named() -> None:
    with pytest.raises(EditError, match=r"elbow.*cheek_left, chin"):
        region_amount({"elbow": 1.0}, WEIGHTS)


def test_a_softened_step_keeps_its_ends_and_loses_its_jump_of_curvature() -> None:
    ramp = np.linspace(-0.2, 1.2, 1401)
    cut = np.clip(ramp, 0.0, 1.0)
    cubic = cut * cut * (3.0 - 2.0 * cut)
    soft = softened(cubic)
    np.testing.assert_allclose(soft[cut == 0.0], 0.0, atol=1e-12)
    np.testing.assert_allclose(soft[cut == 1.0], 1.0, atol=1e-12)
    assert (np.diff(soft) >= -1e-12).all()

    def largest_jump(values: np.ndarray) -> float:
        return float(np.abs(np.diff(values, n=3)).max()) / 0.001**2

    assert largest_jump(cubic) > 2.0
    assert largest_jump(soft) < 0.1
