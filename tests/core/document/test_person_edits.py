"""Shape taken from another person: exact at the ends, part by part, and never across models."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document.edits import BlendParts, CopyPart, LockPart, Person
from core.document.history import History
from core.document.person_edits import SIZE
from core.document.state import BundleReference, FaceState
from core.errors import EditError
from core.geometry.template import PARTS
from tests.core.document.states import plain_state, states

WEIGHT = st.floats(0.0, 1.0)


def _free(state: FaceState) -> FaceState:
    return replace(state, locked=frozenset())


@given(states(), states(), st.sampled_from(PARTS))
def test_a_copied_part_is_the_others_and_nothing_else_changes(
    mine: FaceState, others: FaceState, part: str
) -> None:
    mine = _free(mine)
    after = CopyPart(part, Person.of(others, "Anna")).apply(mine)
    assert after.codes[part] == others.codes[part]
    assert replace(after, codes=mine.codes) == mine
    assert {
        name for name in PARTS if name != part and after.codes[name] != mine.codes[name]
    } == set()


@given(states(), states(), st.dictionaries(st.sampled_from((*PARTS, SIZE)), WEIGHT, min_size=1))
def test_a_blend_lies_between_part_by_part(
    mine: FaceState, others: FaceState, weights: dict[str, float]
) -> None:
    mine = _free(mine)
    blend = BlendParts(Person.of(mine, "me"), Person.of(others, "Anna"), weights)
    after = blend.apply(mine)
    for part in PARTS:
        weight = weights.get(part, 0.0)
        a, b = np.array(mine.codes[part]), np.array(others.codes[part])
        np.testing.assert_allclose(after.codes[part], (1.0 - weight) * a + weight * b, atol=1e-12)
    low, high = sorted((mine.size, others.size))
    assert low - 1e-12 <= after.size <= high + 1e-12
    assert after.thickness == mine.thickness


@given(states(), states())
def test_the_ends_are_exact(mine: FaceState, others: FaceState) -> None:
    mine = _free(mine)
    first, second = Person.of(mine, "me"), Person.of(others, "Anna")
    assert BlendParts.whole(first, second, 0.0).apply(mine) == mine
    there = BlendParts.whole(first, second, 1.0).apply(mine)
    assert (dict(there.codes), there.size) == (dict(others.codes), others.size)


def test_a_drag_is_one_step_and_goes_back_to_where_it_began() -> None:
    mine = plain_state()
    others = plain_state(codes=dict.fromkeys(PARTS, (1.0, -2.0, 0.0, 0.0, 0.5, 3.0)), size=1.1)
    first, second = Person.of(mine, "me"), Person.of(others, "Anna")
    history = History(mine)
    for weight in (0.2, 0.9, 0.4, 0.0):
        history.apply(BlendParts.whole(first, second, weight))
    assert history.state == mine
    history.apply(BlendParts.whole(first, second, 0.5))
    history.undo()
    assert history.state == mine


def test_locked_parts_are_left_alone_or_refuse() -> None:
    mine = LockPart("nose", locked=True).apply(plain_state())
    others = plain_state(codes=dict.fromkeys(PARTS, (1.0,) * 6))
    first, second = Person.of(mine, "me"), Person.of(others, "Anna")
    after = BlendParts.whole(first, second, 1.0, mine.locked).apply(mine)
    assert after.codes["nose"] == mine.codes["nose"]
    assert after.codes["eyes"] == others.codes["eyes"]
    for edit in (CopyPart("nose", second), BlendParts(first, second, {"nose": 0.5})):
        with pytest.raises(EditError, match="locked"):
            edit.apply(mine)


def test_other_models_are_refused() -> None:
    other = plain_state(bundle=BundleReference("test", "1" * 64))
    second = Person.of(other, "Anna")
    first = Person.of(plain_state(), "me")
    for edit in (CopyPart("nose", second), BlendParts(first, second, {"nose": 0.5})):
        with pytest.raises(EditError, match="Anna was made with the models"):
            edit.apply(plain_state())


@pytest.mark.parametrize("weights", [{}, {"ear": 0.5}, {"nose": 1.5}, {"nose": float("nan")}])
def test_nonsense_is_refused_in_one_sentence(weights: dict[str, float]) -> None:
    person = Person.of(plain_state(), "me")
    with pytest.raises(EditError) as caught:
        BlendParts(person, person, weights).apply(plain_state())
    assert "\n" not in str(caught.value)
    assert ";" in str(caught.value)


def test_edits_are_values_with_labels() -> None:
    person = Person.of(plain_state(), "Anna")
    blend = BlendParts(person, person, {"nose": 0.5})
    assert blend == BlendParts(person, person, {"nose": 0.5})
    assert hash(blend) == hash(BlendParts(person, person, {"nose": 0.5}))
    assert blend.label == "Nose 50 % Anna"
    assert BlendParts.whole(person, person, 0.25).label == "Blend 25 % Anna"
    assert CopyPart("mouth", person).label == "Mouth of Anna"
    assert blend.merge_key != BlendParts.whole(person, person, 0.5).merge_key
