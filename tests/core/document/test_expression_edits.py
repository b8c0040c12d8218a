"""Expression weights are set by name, kept short, and swapped exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document.control_spec import expression_controls, expression_title
from core.document.edits import ResetExpression, SetExpression, SetThickness, SwapSides
from core.document.state import FaceState
from core.errors import EditError
from tests.core.document.states import plain_state, scanned_state

NAMES = ("jawOpen", "mouthSmile_L", "mouthSmile_R", "browInnerUp_L", "browInnerUp_R")
WEIGHT = st.floats(0.0, 1.0)


def _weights(state: FaceState) -> dict[str, float]:
    padded = [*state.expression, *[0.0] * (len(NAMES) - len(state.expression))]
    return dict(zip(NAMES, padded, strict=True))


@given(st.dictionaries(st.sampled_from(NAMES), WEIGHT))
def test_every_weight_is_where_its_name_is(wanted: dict[str, float]) -> None:
    state = plain_state()
    for name, weight in wanted.items():
        state = SetExpression(name, weight, NAMES).apply(state)
    assert _weights(state) == {name: wanted.get(name, 0.0) for name in NAMES}


@given(st.sampled_from(NAMES), WEIGHT)
def test_back_to_zero_is_neutral_again(name: str, weight: float) -> None:
    up = SetExpression(name, weight, NAMES).apply(plain_state())
    assert SetExpression(name, 0.0, NAMES).apply(up) == plain_state()


@given(st.lists(WEIGHT, min_size=len(NAMES), max_size=len(NAMES)))
def test_swapping_twice_is_nothing_and_once_is_the_mirror(weights: list[float]) -> None:
    state = plain_state()
    for name, weight in zip(NAMES, weights, strict=True):
        state = SetExpression(name, weight, NAMES).apply(state)
    state = SetThickness("cheek_left", 2.0).apply(state)
    swapped = SwapSides(NAMES).apply(state)
    assert dict(swapped.thickness) == {"cheek_right": 2.0}
    assert _weights(swapped)["mouthSmile_R"] == _weights(state)["mouthSmile_L"]
    assert _weights(swapped)["jawOpen"] == _weights(state)["jawOpen"]
    assert SwapSides(NAMES).apply(swapped) == state


def test_reset_returns_to_the_fit_or_to_neutral() -> None:
    state = scanned_state()
    assert state.scan is not None
    assert state.scan.fitted is not None
    moved = SetExpression("jawOpen", 0.7, NAMES).apply(state)
    assert ResetExpression().apply(moved).expression == state.scan.fitted.expression
    assert ResetExpression(neutral=True).apply(moved).expression == ()
    assert ResetExpression().apply(plain_state(expression=(0.2,))).expression == ()


@pytest.mark.parametrize("weight", [-0.1, 1.1, float("nan")])
def test_a_weight_out_of_range_is_refused(weight: float) -> None:
    with pytest.raises(EditError, match="Mouth smile, left cannot be"):
        SetExpression("mouthSmile_L", weight, NAMES).apply(plain_state())


def test_an_unknown_expression_names_the_nearest() -> None:
    with pytest.raises(EditError, match="mouthSmile_L"):
        SetExpression("mouthsmile_l", 0.5, NAMES).apply(plain_state())
    with pytest.raises(EditError, match="no expressions"):
        SetExpression("jawOpen", 0.5, ()).apply(plain_state())


def test_weights_of_other_models_are_refused() -> None:
    with pytest.raises(EditError, match="9 expression weights"):
        SetExpression("jawOpen", 0.5, NAMES).apply(plain_state(expression=(0.1,) * 9))


def test_labels_and_keys_name_the_shape() -> None:
    edit = SetExpression("mouthSmile_L", 0.6, NAMES)
    assert edit.label == "Mouth smile, left 60 %"
    assert edit.merge_key == "expression:mouthSmile_L"
    assert expression_title("jawOpen") == "Jaw open"
    assert ResetExpression(neutral=True).label == "Neutral expression"


def test_there_is_a_slider_per_shape_with_the_fit_as_default() -> None:
    controls = expression_controls(scanned_state(), NAMES)
    assert [one.key for one in controls] == [f"expression.{name}" for name in NAMES]
    assert [one.default for one in controls] == [0.0, 0.4, 0.0, 0.0, 0.0]
    assert all((one.minimum, one.maximum) == (0.0, 1.0) for one in controls)
