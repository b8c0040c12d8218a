"""Edits change what they name, nothing else, and refuse what is out of range."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document.control_spec import (
    COMPONENT_LIMIT,
    SIZE_LIMITS,
    THICKNESS_LIMIT_MM,
    component_controls,
    regions_named,
    size_control,
    thickness_controls,
)
from core.document.edits import (
    Edit,
    LockPart,
    RandomisePart,
    ReplaceState,
    ResetPart,
    ResetThickness,
    SetComponent,
    SetPart,
    SetSize,
    SetThickness,
    Several,
)
from core.document.state import FaceState
from core.errors import EditError
from core.geometry.template import PARTS
from tests.core.document.states import COMPONENTS, REGIONS, plain_state, scanned_state, states

part_names = st.sampled_from(PARTS)


@given(states(), part_names, st.integers(0, COMPONENTS - 1), st.floats(-3.0, 3.0))
def test_a_component_is_set_and_the_rest_is_untouched(
    state: FaceState, part: str, index: int, value: float
) -> None:
    after = SetComponent(part, index, value).apply(state)
    expected = {name: list(code) for name, code in state.codes.items()}
    expected[part][index] = value
    assert {name: list(code) for name, code in after.codes.items()} == expected
    assert (after.size, after.thickness, after.locked) == (
        state.size,
        state.thickness,
        state.locked,
    )


@given(states(), st.floats(-10.0, 10.0))
def test_thickness_of_zero_is_the_same_as_none(state: FaceState, value: float) -> None:
    set_once = SetThickness("chin", value).apply(state)
    assert set_once.thickness.get("chin", 0.0) == value
    assert SetThickness("chin", 0.0).apply(set_once) == ResetThickness("chin").apply(state)
    assert not ResetThickness().apply(set_once).thickness


@pytest.mark.parametrize(
    "edit",
    [
        SetComponent("nose", 0, COMPONENT_LIMIT + 0.01),
        SetComponent("nose", 0, math.nan),
        SetComponent("nose", COMPONENTS, 0.0),
        SetComponent("nose", -1, 0.0),
        SetComponent("ear", 0, 0.0),
        SetPart("nose", (0.0,)),
        SetPart("nose", (math.inf,) * COMPONENTS),
        SetThickness("chin", THICKNESS_LIMIT_MM + 0.1),
        SetThickness("chin", math.nan),
        SetSize(SIZE_LIMITS[1] + 0.01),
        RandomisePart("ear", 1),
        RandomisePart("nose", 1, -1.0),
        ResetPart("ear"),
        LockPart("ear", locked=True),
    ],
    ids=repr,
)
def test_out_of_range_or_unknown_is_refused_in_one_sentence(edit: Edit) -> None:
    with pytest.raises(EditError) as caught:
        edit.apply(plain_state())
    assert "\n" not in str(caught.value)
    assert ";" in str(caught.value), "the message must say what to do"


@pytest.mark.parametrize("edit", [ResetPart("nose"), RandomisePart("nose", 4)], ids=repr)
def test_a_locked_part_refuses_until_it_is_unlocked(edit: Edit) -> None:
    locked = LockPart("nose", locked=True).apply(plain_state())
    with pytest.raises(EditError, match="locked"):
        edit.apply(locked)
    edit.apply(LockPart("nose", locked=False).apply(locked))


def test_reset_returns_to_the_fit_where_there_was_one() -> None:
    state = scanned_state()
    assert state.scan is not None
    assert state.scan.fitted is not None
    assert state.codes["nose"] != state.scan.fitted.codes["nose"]
    assert ResetPart("nose").apply(state).codes["nose"] == state.scan.fitted.codes["nose"]
    moved = SetComponent("mouth", 2, 1.0).apply(plain_state())
    assert ResetPart("mouth").apply(moved) == plain_state()


@given(st.integers(0, 2**31), st.floats(0.0, 2.0))
def test_randomise_is_replayable_and_differs_between_parts(seed: int, strength: float) -> None:
    once = RandomisePart("nose", seed, strength).apply(plain_state())
    assert once == RandomisePart("nose", seed, strength).apply(plain_state())
    assert max(map(abs, once.codes["nose"])) <= COMPONENT_LIMIT
    other = RandomisePart("eyes", seed, strength).apply(plain_state())
    if strength > 0:
        assert once.codes["nose"] != other.codes["eyes"]


def test_randomise_draws_a_normal_of_the_asked_strength() -> None:
    wide = plain_state(codes=dict.fromkeys(PARTS, (0.0,) * 4000))
    code = RandomisePart("nose", 7, 0.8).apply(wide).codes["nose"]
    deviation = math.sqrt(sum(c * c for c in code) / len(code))
    assert deviation == pytest.approx(0.8, rel=0.05)


def test_several_is_all_or_nothing() -> None:
    good, bad = SetThickness("chin", 2.0), SetThickness("chin", 99.0)
    state = plain_state()
    assert Several((good, SetSize(1.1)), "Both").apply(state) == SetSize(1.1).apply(
        good.apply(state)
    )
    with pytest.raises(EditError):
        Several((good, bad), "Both").apply(state)
    assert state == plain_state()


def test_labels_read_like_a_menu() -> None:
    assert SetComponent("nose", 0, 1.5).label == "Nose 1 to +1.5"
    assert SetThickness("cheek_left", 2.0).label == "Cheek, left +2 mm"
    assert LockPart("remainder", locked=True).label == "Lock rest"
    assert ReplaceState(plain_state(), "Fit head.obj").label == "Fit head.obj"


def test_merge_keys_are_one_per_slider() -> None:
    assert SetComponent("nose", 0, 1.0).merge_key == SetComponent("nose", 0, 2.0).merge_key
    assert SetComponent("nose", 0, 1.0).merge_key != SetComponent("nose", 1, 1.0).merge_key
    assert ResetPart("nose").merge_key is None


def test_every_control_accepts_its_own_limits() -> None:
    state = plain_state()
    components = [one for part in state.codes for one in component_controls(state, part)]
    controls = (*components, *thickness_controls(REGIONS), size_control(state))
    assert len({control.key for control in controls}) == len(controls) == 4 * 5 + len(REGIONS) + 1
    for control in controls:
        for value in (control.minimum, control.maximum, control.default):
            part, _, number = control.key.partition(".")
            if number:
                SetComponent(part, int(number) - 1, value).apply(state)
            elif control.group == "thickness":
                SetThickness(control.key, value).apply(state)
            else:
                SetSize(value).apply(state)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("chin", ("chin",)),
        ("cheek", ("cheek_left", "cheek_right")),
        ("Cheeks", ("cheek_left", "cheek_right")),
        ("cheek-left", ("cheek_left",)),
    ],
)
def test_a_name_addresses_one_region_or_both_sides(name: str, expected: tuple[str, ...]) -> None:
    assert regions_named(name, REGIONS) == expected


def test_an_unknown_region_is_answered_with_the_known_ones() -> None:
    with pytest.raises(EditError, match="forehead, cheek_left"):
        regions_named("elbow", REGIONS)


def test_a_draw_made_elsewhere_is_taken_but_not_for_a_locked_part() -> None:
    code = (0.5,) * COMPONENTS
    edit = RandomisePart("nose", 1, code=code)
    assert edit.apply(plain_state()).codes["nose"] == code
    with pytest.raises(EditError, match="locked"):
        edit.apply(LockPart("nose", locked=True).apply(plain_state()))
