"""Edits of bone, build and paint are values like any other: exact, reversible, and checked."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document.anatomy_edits import BUILD_LIMIT, build_control
from core.document.bone_controls import (
    BONE_CONTROLS,
    bone_control,
    bones_named,
    mandible_moves,
    mirrored_bone,
    symmetric_groups,
    without_mandible,
)
from core.document.edits import (
    Edit,
    PaintThickness,
    ResetAnatomy,
    ResetBone,
    ResetPaint,
    SetBone,
    SetBuild,
    SwapSides,
)
from core.document.history import History
from core.document.state import FaceState
from core.errors import EditError
from tests.core.document.states import bones, plain_state, states

keys = st.sampled_from([control.key for control in BONE_CONTROLS])


@given(states(), keys, st.floats(0.0, 1.0))
def test_a_bone_move_is_set_and_the_rest_is_untouched(
    state: FaceState, key: str, share: float
) -> None:
    control = bone_control(key)
    value = control.minimum + share * (control.maximum - control.minimum)
    after = SetBone(key, value).apply(state)
    assert after.bone.get(key, 0.0) == value
    assert ResetBone((key,)).apply(after) == ResetBone((key,)).apply(state)
    assert replace(after, bone=state.bone) == state


@given(states(), st.floats(-BUILD_LIMIT, BUILD_LIMIT))
def test_reset_anatomy_undoes_every_edit_of_it(state: FaceState, build: float) -> None:
    edited = SetBone("chin.down", 2.0).apply(SetBuild(build).apply(state))
    bare = ResetAnatomy().apply(edited)
    assert not bare.has_anatomy_edits
    assert bare == state.without_anatomy_edits()
    assert (bare.codes, bare.size, bare.locked) == (state.codes, state.size, state.locked)


def test_nothing_is_the_same_as_zero() -> None:
    zero = {"bone": {"chin.down": 0.0}, "build": 0.0, "paint": np.zeros(7)}
    assert plain_state(**zero) == plain_state()
    assert not plain_state(**zero).has_anatomy_edits
    assert plain_state(paint=np.eye(7)[0]) != plain_state()
    assert plain_state(paint=np.eye(7)[0]).has_anatomy_edits


@pytest.mark.parametrize(
    "edit",
    [
        SetBone("chin.down", 99.0),
        SetBone("chin.down", math.nan),
        SetBone("mandible.open", -0.1),
        SetBuild(BUILD_LIMIT + 0.1),
        SetBuild(math.inf),
        PaintThickness(np.array([0.0, 10.5])),
        PaintThickness(np.array([0.0, math.nan])),
        PaintThickness(np.ones(4)),
    ],
    ids=repr,
)
def test_out_of_range_is_refused_in_one_sentence(edit: Edit) -> None:
    with pytest.raises(EditError) as caught:
        edit.apply(plain_state(paint=np.ones(5)))
    assert "\n" not in str(caught.value)
    assert ";" in str(caught.value)


def test_an_unknown_bone_is_answered_with_the_known_ones() -> None:
    with pytest.raises(EditError, match=r"mandible\.forward"):
        bones_named("elbow.out")
    with pytest.raises(EditError, match=r"elbow.*chin\.down"):
        SetBone("elbow.out", 1.0).apply(plain_state())


def test_a_name_addresses_one_bone_or_both_sides() -> None:
    assert bones_named("Chin.Down") == ("chin.down",)
    assert bones_named("zygoma.out") == ("zygoma_left.out", "zygoma_right.out")
    groups = symmetric_groups(control.key for control in BONE_CONTROLS)
    assert groups["zygoma.out"] == ("zygoma_left.out", "zygoma_right.out")
    assert groups["mandible.open"] == ("mandible.open",)


@given(bones())
def test_mirroring_twice_is_nothing(bone: dict[str, float]) -> None:
    assert mirrored_bone(mirrored_bone(bone)) == bone
    assert {f"mandible.{k}": v for k, v in mandible_moves(bone).items()} | without_mandible(
        bone
    ) == bone


def test_swapping_sides_swaps_bone_and_paint() -> None:
    state = plain_state(
        bone={"zygoma_left.out": 2.0, "mandible.shift": 3.0, "chin.down": 1.0},
        paint=np.array([1.0, 0.0, 2.0]),
    )
    mirror = np.array([2, 1, 0])
    swapped = SwapSides(mirror=mirror).apply(state)
    assert dict(swapped.bone) == {"zygoma_right.out": 2.0, "mandible.shift": -3.0, "chin.down": 1.0}
    assert swapped.paint is not None
    np.testing.assert_array_equal(swapped.paint, [2.0, 0.0, 1.0])
    assert SwapSides(mirror=mirror).apply(swapped) == state
    with pytest.raises(EditError, match="reset the brush"):
        SwapSides().apply(state)


def test_paint_is_a_value_that_nobody_can_change() -> None:
    mm = np.ones(5)
    state = PaintThickness(mm).apply(plain_state())
    mm[:] = 7.0
    assert state.paint is not None
    np.testing.assert_array_equal(state.paint, np.ones(5))
    with pytest.raises(ValueError, match="read-only"):
        state.paint[0] = 2.0
    assert ResetPaint().apply(state) == plain_state()


def test_one_stroke_is_one_step() -> None:
    history = History(plain_state())
    for amount in (0.5, 1.0, 1.5):
        history.apply(PaintThickness(np.full(5, amount)))
    history.end_gesture()
    history.apply(PaintThickness(np.full(5, 2.0)))
    assert history.labels == ("Start", "Brush stroke", "Brush stroke")
    assert history.undo().paint is not None
    assert history.undo() == plain_state()


def test_labels_read_like_a_menu() -> None:
    assert SetBone("mandible.forward", 4.0).label == "Mandible forward +4 mm"
    assert SetBone("mandible.open", 12.5).label == "Mandible open +12.5°"
    assert SetBone("zygoma_left.out", -1.0).label == "Cheekbone, left out -1 mm"
    assert SetBuild(2.0).label == "Build +2 kg/m²"
    assert ResetBone(("chin.down",)).label == "Reset chin down"


def test_every_control_accepts_its_own_limits() -> None:
    assert len({control.key for control in BONE_CONTROLS}) == len(BONE_CONTROLS)
    for control in BONE_CONTROLS:
        for value in (control.minimum, control.maximum, control.control().default):
            SetBone(control.key, value).apply(plain_state())
        assert control.term.endswith(".")
    spec = build_control()
    for value in (spec.minimum, spec.maximum, spec.default):
        SetBuild(value).apply(plain_state())
