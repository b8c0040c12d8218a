"""A scan's unit is guessed from the size of a head."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.units import ESTIMATED, MILLIMETRES_PER_UNIT, guess_unit, is_head_sized


@given(
    diagonal_mm=st.floats(150.1, 899.9),
    unit=st.sampled_from(sorted(MILLIMETRES_PER_UNIT)),
)
def test_every_head_is_recognised_in_every_unit(diagonal_mm: float, unit: str) -> None:
    assert guess_unit(diagonal_mm / MILLIMETRES_PER_UNIT[unit]) == (
        unit,
        MILLIMETRES_PER_UNIT[unit],
    )


@pytest.mark.parametrize("diagonal", [12.77, 100.0, 0.05, 5.0, 4000.0])
def test_a_size_of_no_head_gives_a_scale_to_start_from(diagonal: float) -> None:
    unit, factor = guess_unit(diagonal)
    assert unit == ESTIMATED
    assert is_head_sized(diagonal * factor)
