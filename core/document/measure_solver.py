"""Finds the smallest change of one part that brings a measure to a wanted value.

Measures are functions of a state; nothing is assumed of them but that small changes of codes change
them smoothly. Works on any geometry behind them, so it needs none here.
"""

from collections.abc import Callable

import numpy as np

from core.arrays import FloatArray
from core.document.control_spec import CODE_LIMIT, part_title
from core.document.edits import SetPart
from core.document.state import FaceState
from core.errors import EditError

_STEP = 0.05
"""Standard deviations either way for the derivative; central differences of smooth fields."""
_ROUNDS = 8
_LEAST_SLOPE = 1e-4
"""Per standard deviation; a part with less has no say in the measure."""
_LARGEST_MOVE = 2.0
"""Standard deviations a round, so that a bent measure is followed rather than overshot."""

Measure = Callable[[FaceState], float]


def solve_part(
    state: FaceState,
    part: str,
    measure: Measure,
    target: float,
    *,
    title: str = "",
    tolerance: float = 0.01,
) -> SetPart:
    """Return the edit of least norm in one part's code that makes a measure reach a target.

    Parameters
    ----------
    state : FaceState
        Where to start.
    part : str
        One of `core.geometry.template.PARTS`; only its code changes.
    measure : callable
        Value of the measure for a state, mm or degrees.
    target : float
        Wanted value.
    title : str
        Label of the edit; empty for a general one.
    tolerance : float
        How close is reached, in the measure's unit.

    Returns
    -------
    SetPart
        Ready to apply.

    Raises
    ------
    EditError
        When the part does not change the measure, or cannot reach the target within the range
        that the model knows.

    Notes
    -----
    Gauss-Newton on one equation: the least-norm step along the gradient g is ``g (target - m) /
    (g . g)``, repeated because measures bend.
    """
    if part not in state.codes:
        raise EditError(f"There is no part {part!r}; choose one of {', '.join(state.codes)}.")
    code = np.array(state.codes[part])
    value = measure(state)
    for _ in range(_ROUNDS):
        if abs(value - target) <= tolerance:
            break
        slope = _slope(state, part, code, measure)
        steepness = float(slope @ slope)
        if steepness < _LEAST_SLOPE**2:
            raise EditError(
                f"{part_title(part)} does not change this measure; choose a part that does."
            )
        step = slope * (target - value) / steepness
        code = code + step * min(1.0, _LARGEST_MOVE / float(np.linalg.norm(step)))
        if np.abs(code).max() > CODE_LIMIT:
            break
        value = measure(_with_code(state, part, code))
    if abs(value - target) > tolerance or np.abs(code).max() > CODE_LIMIT:
        raise EditError(
            f"{part_title(part)} cannot bring this measure to {target:g}; "
            f"the model knows about {value:.4g} at most, choose a value nearer to that."
        )
    return SetPart(part, tuple(float(c) for c in code), title)


def _slope(state: FaceState, part: str, code: FloatArray, measure: Measure) -> FloatArray:
    slope = np.empty(len(code))
    for index in range(len(code)):
        shift = np.zeros(len(code))
        shift[index] = _STEP
        ahead = measure(_with_code(state, part, code + shift))
        behind = measure(_with_code(state, part, code - shift))
        slope[index] = (ahead - behind) / (2.0 * _STEP)
    return slope


def _with_code(state: FaceState, part: str, code: FloatArray) -> FaceState:
    within = np.clip(code, -CODE_LIMIT, CODE_LIMIT)
    return SetPart(part, tuple(float(c) for c in within)).apply(state)
