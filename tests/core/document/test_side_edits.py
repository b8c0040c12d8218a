"""Edits of one side: what they take, what they leave, and what they refuse."""

import json

import pytest

from core.document.document_json import DocumentError, state_from_json, state_to_json
from core.document.edits import (
    BlendParts,
    CopyPart,
    OnSide,
    Person,
    ResetPart,
    SetBone,
    SetComponent,
    SetExpression,
    SetSize,
    SetThickness,
    Several,
    SwapSides,
)
from core.document.sides import SIDES_VERSION, seen_from, side_code
from core.errors import EditError
from core.geometry.sides import SIDES, Side
from tests.core.document.states import plain_state, scanned_state

NAMES = ("jawOpen", "mouthSmile_L", "mouthSmile_R")


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("value", [-3.0, 0.0, 1.7])
def test_a_component_of_one_side_is_that_sides_only(side: Side, value: float) -> None:
    state = scanned_state()
    done = OnSide(SetComponent("nose", 1, value), side).apply(state)
    other: Side = "right" if side == "left" else "left"
    assert side_code(done, "nose", side)[1] == pytest.approx(value, abs=1e-9)
    assert side_code(done, "nose", other) == state.codes["nose"]
    assert done.codes == state.codes


@pytest.mark.parametrize("value", [-3.0, 0.1, 2.9])
def test_back_where_it_was_leaves_no_trace(value: float) -> None:
    state = scanned_state()
    done = OnSide(SetComponent("nose", 0, value), "left").apply(state)
    back = OnSide(SetComponent("nose", 0, state.codes["nose"][0]), "left").apply(done)
    assert back == state


def test_a_change_of_both_sides_moves_both_and_keeps_their_difference() -> None:
    sided = OnSide(SetComponent("mouth", 0, 1.0), "left").apply(plain_state())
    both = SetComponent("mouth", 0, 0.5).apply(sided)
    assert side_code(both, "mouth", "left")[0] == 1.5
    assert side_code(both, "mouth", "right")[0] == 0.5


def test_paired_regions_bone_and_expression_follow_the_side() -> None:
    pair = tuple(SetThickness(f"cheek_{side}", 2.0) for side in SIDES)
    bones = tuple(SetBone(f"zygoma_{side}.out", 1.5) for side in SIDES)
    smile = tuple(SetExpression(name, 0.6, NAMES) for name in NAMES)
    done = OnSide(Several((*pair, *bones, *smile), "All"), "right", NAMES).apply(plain_state())
    assert dict(done.thickness) == {"cheek_right": 2.0}
    assert dict(done.bone) == {"zygoma_right.out": 1.5}
    assert done.expression == (0.0, 0.0, 0.6)
    assert OnSide(pair[0], "left").label == "Cheek, left +2 mm, left"
    assert OnSide(pair[0], "left").merge_key == "thickness:cheek_left:left"


@pytest.mark.parametrize(
    "edit", [SetSize(1.1), SetThickness("chin", 1.0), SetThickness("cheek_left", 1.0)]
)
def test_what_is_not_of_the_side_refuses(edit: SetSize | SetThickness) -> None:
    with pytest.raises(EditError, match="is not of one side"):
        OnSide(edit, "right").apply(plain_state())


def test_expression_needs_its_names() -> None:
    with pytest.raises(EditError, match="names are not known"):
        OnSide(SetExpression("mouthSmile_L", 0.5, NAMES), "left").apply(plain_state())


def test_reset_copy_blend_and_swap_know_the_sides() -> None:
    sided = OnSide(SetComponent("nose", 0, 2.0), "left").apply(scanned_state())
    assert not ResetPart("nose").apply(sided).one_sided
    person = Person.of(sided, "Anna")
    copied = CopyPart("nose", person).apply(scanned_state(seed=1))
    assert side_code(copied, "nose", "left") == side_code(sided, "nose", "left")
    mine = Person.of(scanned_state(seed=1), "me")
    half = BlendParts(mine, person, {"nose": 0.5}).apply(scanned_state(seed=1))
    assert half.one_sided["nose_left"][0] == pytest.approx(0.5 * sided.one_sided["nose_left"][0])
    swapped = SwapSides(NAMES).apply(sided)
    assert swapped.one_sided == {"nose_right": sided.one_sided["nose_left"]}
    assert not sided.as_fitted().one_sided
    assert sided.as_fitted().codes == sided.scan.fitted.codes  # type: ignore[union-attr]


def test_documents_keep_the_sides_and_refuse_nonsense() -> None:
    sided = OnSide(SetComponent("eyes", 2, -1.25), "right").apply(plain_state())
    document = json.loads(json.dumps(state_to_json(sided)))
    assert document["version"] == SIDES_VERSION
    assert state_from_json(document, None) == sided
    assert seen_from(sided, "right").codes["eyes"][2] == -1.25
    for wrong in ({"ear_left": [1.0]}, {"eyes_left": [1.0]}, {"eyes_left": [1e9] * 6}):
        with pytest.raises(DocumentError, match="one_sided"):
            state_from_json({**document, "one_sided": wrong}, None)
