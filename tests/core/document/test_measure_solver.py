"""The solver against measures whose answer is known in closed form."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document.measure_solver import solve_part
from core.document.state import FaceState
from core.errors import EditError
from tests.core.document.states import COMPONENTS, plain_state

GRADIENT = np.array([1.0, -2.0, 0.5, 0.0, 0.0, 3.0])


def _linear(state: FaceState) -> float:
    return 40.0 + float(GRADIENT @ state.codes["nose"])


def _bent(state: FaceState) -> float:
    return 40.0 * math.exp(0.05 * float(GRADIENT @ state.codes["nose"]))


@given(st.floats(30.0, 50.0))
def test_a_linear_measure_is_reached_by_the_least_norm_change(target: float) -> None:
    code = np.array(solve_part(plain_state(), "nose", _linear, target).code)
    expected = GRADIENT * (target - 40.0) / (GRADIENT @ GRADIENT)
    np.testing.assert_allclose(code, expected, atol=0.01)


@given(st.floats(25.0, 60.0))
def test_a_bent_measure_is_reached_too(target: float) -> None:
    state = solve_part(plain_state(), "nose", _bent, target).apply(plain_state())
    assert _bent(state) == pytest.approx(target, abs=0.011)
    assert state.codes["eyes"] == (0.0,) * COMPONENTS


def test_a_measure_already_met_changes_nothing() -> None:
    assert solve_part(plain_state(), "nose", _linear, 40.0).code == (0.0,) * COMPONENTS


def test_a_part_without_say_is_refused() -> None:
    with pytest.raises(EditError, match="does not change"):
        solve_part(plain_state(), "eyes", _linear, 45.0)


@pytest.mark.parametrize("target", [400.0, -400.0])
def test_what_is_out_of_reach_is_refused(target: float) -> None:
    with pytest.raises(EditError, match="cannot bring"):
        solve_part(plain_state(), "nose", _linear, target)


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(EditError, match="no part 'ear'"):
        solve_part(plain_state(), "ear", _linear, 45.0)
