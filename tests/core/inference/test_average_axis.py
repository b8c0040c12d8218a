"""Averages: measures go by the published difference, and the way can be read and gone back."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from core.document.edits import AverageAxis, LockPart, SetAverage
from core.errors import EditError
from core.geometry.measure_groups import find_group
from core.geometry.norms import load_norms, paired_norms
from core.geometry.template import PARTS
from core.inference.average_axis import measure_slopes, sex_axis
from tests.app.fakes import FakeHeadModel

if TYPE_CHECKING:
    from core.inference.head import HeadModel

HEAD = FakeHeadModel()


def _axis() -> AverageAxis:
    axis = sex_axis(HEAD)
    assert axis is not None
    return axis


def test_slopes_are_those_of_the_head_itself() -> None:
    groups = tuple(find_group(key) for key in _axis().measures)
    by_code, by_size = measure_slopes(HEAD, groups)
    state, step = HEAD.mean_state(), 1e-3
    moved = replace(state, codes={**state.codes, "mouth": (0.0, step, *[0.0] * 6)})
    larger = replace(state, size=1.0 + step)
    column = sum(len(state.codes[part]) for part in PARTS[: PARTS.index("mouth")]) + 1
    for other, slopes in ((moved, by_code[:, column]), (larger, by_size)):
        before, after = (HEAD.landmarks(one) for one in (state, other))
        seen = [(group.value(after) - group.value(before)) / step for group in groups]
        np.testing.assert_allclose(slopes, seen, atol=0.02)


def test_the_way_is_read_where_it_was_set_and_zero_is_as_fitted() -> None:
    axis, state = _axis(), HEAD.mean_state()
    edited = replace(state, codes={**state.codes, "nose": (0.4, *[0.1] * 7)}, size=1.02)
    for value in (-1.5, 0.7, 0.0):
        edited = SetAverage(axis, value).apply(edited)
        assert axis.value_of(edited) == pytest.approx(value, abs=1e-9)
    there = SetAverage(axis, 1.0).apply(state)
    assert SetAverage(axis, 0.0).apply(state) == state
    back = SetAverage(axis, 0.0).apply(there)
    assert back.size == pytest.approx(state.size)
    for part in PARTS:
        np.testing.assert_allclose(back.codes[part], state.codes[part], atol=1e-12)
    assert SetAverage(axis, -0.5).label == "Averages: female 0.5"


def test_locked_parts_stay_and_all_locked_refuses() -> None:
    axis, state = _axis(), HEAD.mean_state()
    locked = LockPart("nose", locked=True).apply(state)
    moved = SetAverage(axis, 1.0).apply(locked)
    assert moved.codes["nose"] == state.codes["nose"]
    assert moved.codes["mouth"] != state.codes["mouth"]
    assert axis.value_of(moved) == pytest.approx(1.0)
    for part in PARTS:
        locked = LockPart(part, locked=True).apply(locked)
    with pytest.raises(EditError, match="Every part is locked"):
        SetAverage(axis, 1.0).apply(locked)
    with pytest.raises(EditError, match="Averages cannot be 3"):
        SetAverage(axis, 3.0).apply(state)


def test_on_the_shipped_head_every_measure_goes_by_the_published_difference(
    head_model: "HeadModel",
) -> None:
    axis = sex_axis(head_model)
    assert axis is not None
    pairs = paired_norms(load_norms())
    assert len(axis.measures) == len(pairs) >= 16
    state = head_model.mean_state()
    ends = [head_model.landmarks(SetAverage(axis, by).apply(state)) for by in (-0.5, 0.5)]
    for female, male in pairs:
        group = find_group(female.key)
        moved = group.value(ends[1]) - group.value(ends[0])
        assert moved == pytest.approx(male.mean - female.mean, abs=0.2), female.key
    assert max(max(map(abs, code)) for code in axis.codes.values()) < 3.0
