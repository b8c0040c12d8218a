"""The parting of the lips: two sides that differ at the mouth and nowhere else."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from core.models.lips import (
    HALF_WIDTH,
    LIP_LINE,
    SIDE_MM,
    lip_height,
    lip_window,
    own_side,
    with_side,
)

places = st.tuples(
    st.floats(-120.0, 120.0), st.floats(-150.0, 150.0), st.floats(-120.0, 180.0)
).map(lambda point: torch.tensor([point], dtype=torch.float64))


@given(places)
def test_the_window_is_a_share_and_ends_at_the_corners(point: torch.Tensor) -> None:
    window = float(lip_window(point))
    assert 0.0 <= window <= 1.0
    if abs(float(point[0, 0])) > HALF_WIDTH[1]:
        assert window == 0.0


@given(places)
def test_both_sides_see_the_same_away_from_the_mouth(point: torch.Tensor) -> None:
    up, down = (with_side(point, torch.tensor([side])) for side in (1.0, -1.0))
    gap = float((up - down).abs().max())
    assert gap == pytest.approx(2.0 * SIDE_MM * float(lip_window(point)), abs=1e-9)


def test_the_lip_line_parts_upper_from_lower() -> None:
    middle = torch.tensor([[0.0, LIP_LINE[0] + 1.0, 98.0], [0.0, LIP_LINE[0] - 1.0, 98.0]])
    assert lip_height(middle).tolist() == pytest.approx([1.0, -1.0], abs=1e-5)
    assert own_side(middle).tolist() == [1.0, -1.0]
    assert float(lip_window(middle).min()) == 1.0
