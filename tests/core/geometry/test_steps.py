"""Steps rise from zero to one, the same from both ends, for arrays and tensors alike."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from core.geometry.steps import cubic_step, quintic_step

STEPS = pytest.mark.parametrize(("step", "flat"), [(cubic_step, 1), (quintic_step, 2)])


@STEPS
@given(value=st.floats(-3.0, 4.0))
def test_a_step_rises_from_zero_to_one(step: Callable[[Any], Any], flat: int, value: float) -> None:
    low, high = step(np.array([value, 1.0 - value]))
    assert 0.0 <= low <= 1.0
    assert low + high == pytest.approx(1.0, abs=1e-9)
    assert float(step(torch.tensor(value, dtype=torch.float64))) == low


@STEPS
def test_a_step_joins_smoothly(step: Callable[[Any], Any], flat: int) -> None:
    np.testing.assert_array_equal(step(np.array([-1.0, 0.0, 0.5, 1.0, 2.0])), [0, 0, 0.5, 1, 1])
    near = step(np.array([1e-3, 2e-3]))
    assert near[1] / near[0] == pytest.approx(2.0 ** (flat + 1), rel=0.01)
