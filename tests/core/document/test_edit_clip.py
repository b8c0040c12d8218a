"""Edits and parts as text: what is kept, what it does on another face, and what is refused."""

import json
from dataclasses import replace

import pytest

from core.document.edit_clip import ApplyClip, EditClip, clip_from_text, clip_to_text
from core.document.edits import (
    CopyPart,
    LockPart,
    OnSide,
    SetBone,
    SetBuild,
    SetComponent,
    SetExpression,
    SetSize,
    SetThickness,
    Several,
)
from core.document.part_clip import is_part_text, part_from_text, part_to_text
from core.document.state import BundleReference, FaceState
from core.errors import EditError
from tests.core.document.states import plain_state, scanned_state

NAMES = ("jawOpen", "mouthSmile_L", "mouthSmile_R")
EDITS = Several(
    (
        SetComponent("nose", 1, 1.25),
        OnSide(SetComponent("mouth", 0, -0.5), "left"),
        SetExpression("mouthSmile_L", 0.8, NAMES),
        SetThickness("chin", 2.0),
        SetBone("chin.down", 1.5),
        SetBuild(3.0),
    ),
    "All",
)


def _clip(state: FaceState) -> EditClip:
    return EditClip.of(state, "Ünusual", NAMES)


def test_a_text_brings_back_the_clip_and_the_clip_the_face() -> None:
    state = EDITS.apply(plain_state())
    clip = clip_from_text(clip_to_text(_clip(state)))
    assert clip == _clip(state)
    assert ApplyClip(clip, NAMES).apply(plain_state()) == state
    assert not clip.empty
    assert EditClip.of(plain_state(), "nothing").empty


def test_changes_count_from_the_person_as_fitted() -> None:
    edited = SetComponent("nose", 0, 2.0).apply(plain_state())
    other = scanned_state(seed=3)
    done = ApplyClip(_clip(edited)).apply(other)
    fitted = other.as_fitted()
    assert done.codes["nose"][0] == pytest.approx(fitted.codes["nose"][0] + 2.0)
    assert done.codes["nose"][1:] == fitted.codes["nose"][1:]
    assert done.codes["mouth"] == other.codes["mouth"]
    assert done.thickness == other.thickness


def test_strength_scales_and_locked_parts_stay() -> None:
    state = EDITS.apply(plain_state())
    half = ApplyClip(_clip(state), NAMES, 0.5).apply(plain_state())
    assert half.codes["nose"][1] == pytest.approx(0.625)
    assert half.thickness["chin"] == 1.0
    assert half.build == 1.5
    assert half.expression == pytest.approx((0.0, 0.4))
    locked = LockPart("nose", locked=True).apply(plain_state())
    assert ApplyClip(_clip(state), NAMES).apply(locked).codes["nose"] == locked.codes["nose"]
    assert ApplyClip(_clip(state), NAMES, 0.5).label == "Preset: Ünusual 50 %"


def test_size_is_a_factor_and_ranges_hold() -> None:
    clip = EditClip.of(SetSize(1.1).apply(plain_state()), "Larger")
    assert ApplyClip(clip).apply(scanned_state()).size == pytest.approx(1.02 * 1.1)
    thick = EditClip("Thick", thickness={"chin": 9.0})
    assert ApplyClip(thick, strength=2.0).apply(plain_state()).thickness["chin"] == 10.0


def test_codes_of_other_models_are_refused() -> None:
    clip = _clip(EDITS.apply(plain_state()))
    other = replace(plain_state(), bundle=BundleReference("other", "1" * 64))
    with pytest.raises(EditError, match="another version"):
        ApplyClip(clip, NAMES).apply(other)
    plain = EditClip("Smile", expression={"mouthSmile_L": 0.5})
    assert ApplyClip(plain, NAMES).apply(other).expression == (0.0, 0.5)


@pytest.mark.parametrize(
    "change",
    [
        {"format": "x"},
        {"version": 2},
        {"title": ""},
        {"parts": {"ear": [1.0]}},
        {"parts": {"nose": ["1"]}},
        {"bone": {"wing": 1.0}},
        {"thickness": {"chin": 1e9}},
        {"build": "much"},
        {"bundle": None},
    ],
)
def test_nonsense_is_refused(change: dict[str, object]) -> None:
    document = json.loads(clip_to_text(_clip(EDITS.apply(plain_state()))))
    with pytest.raises(EditError, match="holds no edit"):
        clip_from_text(json.dumps({**document, **change}))
    for text in ("", "[", "7", "x" * 10, "[" * 5000):
        with pytest.raises(EditError, match="holds no edit"):
            clip_from_text(text)


def test_a_part_goes_as_text_from_one_face_to_another() -> None:
    giver = OnSide(SetComponent("nose", 0, 2.0), "right").apply(scanned_state(seed=2))
    text = part_to_text(giver, "nose", "Anna")
    assert is_part_text(text)
    part, person = part_from_text(text)
    done = CopyPart(part, person).apply(plain_state())
    assert done.codes["nose"] == giver.codes["nose"]
    assert done.one_sided == giver.one_sided
    assert CopyPart(part, person).label == "Nose of Anna"
    for wrong in ("", "{}", text.replace('"nose"', '"ear"'), clip_to_text(EditClip("x"))):
        with pytest.raises(EditError, match="no part of a face to paste"):
            part_from_text(wrong)
