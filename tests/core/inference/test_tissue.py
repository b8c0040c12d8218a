"""Thickness sliders: along the normal, smoothly limited by the bone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import EditError
from core.inference.tissue import tissue_offsets

NORMALS = np.tile([0.0, 0.0, 1.0], (4, 1))
WEIGHTS = {"chin": np.array([1.0, 0.5, 0.0, 1.0]), "cheek_left": np.array([0.0, 0.5, 1.0, 0.0])}


def test_thicker_moves_out_by_the_weight() -> None:
    moved = tissue_offsets({"chin": 4.0}, WEIGHTS, NORMALS, np.full(4, 10.0))
    np.testing.assert_allclose(moved[:, 2], [4.0, 2.0, 0.0, 4.0])
    assert not moved[:, :2].any()


def test_regions_add_up() -> None:
    moved = tissue_offsets({"chin": 2.0, "cheek_left": 4.0}, WEIGHTS, NORMALS, np.full(4, 10.0))
    np.testing.assert_allclose(moved[:, 2], [2.0, 3.0, 4.0, 2.0])


@given(st.floats(-30.0, -0.01), st.floats(0.0, 30.0))
def test_skin_never_reaches_the_bone(millimetres: float, depth: float) -> None:
    depths = np.full(4, depth)
    moved = tissue_offsets({"chin": millimetres}, WEIGHTS, NORMALS, depths)[:, 2]
    assert (moved <= 0).all()
    assert (depths + moved >= min(depth, 1.5) - 1e-9).all()


def test_without_bone_there_is_no_limit() -> None:
    moved = tissue_offsets({"chin": -5.0}, WEIGHTS, NORMALS, np.full(4, np.nan))
    np.testing.assert_allclose(moved[:, 2], [-5.0, -2.5, 0.0, -5.0])


def test_an_unknown_region_is_named() -> None:
    with pytest.raises(EditError, match=r"elbow.*cheek_left, chin"):
        tissue_offsets({"elbow": 1.0}, WEIGHTS, NORMALS, np.full(4, 10.0))
