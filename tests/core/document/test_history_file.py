"""The steps of a history come back whole, or the file is refused."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.document.document_json import HISTORY_VERSION
from core.document.edits import SetComponent, SetThickness
from core.document.history import History, Past, Step
from core.document.history_file import past_from_members, past_to_members
from core.document.project_file import Project, load_project, save_project
from tests.core.document.project_files import SCAN, members_of, refused, rewrite, whole_project
from tests.core.document.states import plain_state, scanned_state, states


def walked() -> History:
    """Return a history of four edits, the last of which is undone."""
    history = History(scanned_state(hashlib.sha256(SCAN).hexdigest()))
    for value in (1.0, 2.0):
        history.apply(SetComponent("nose", 1, value))
        history.end_gesture()
    history.apply(SetThickness("chin", 3.0))
    history.push(replace(history.state, paint=np.linspace(0.0, 2.0, 50)), "Painted\nthickness")
    history.undo()
    return history


def kept(path: Path) -> Path:
    """Save that history with its project."""
    past = walked().past
    save_project(path, replace(whole_project(), state=past.state, past=past))
    return path


def test_undo_to_the_start_works_after_opening(tmp_path: Path) -> None:
    past = load_project(kept(tmp_path / "a.nasion")).past
    assert past is not None
    history, original = History.of(past), walked()
    assert not history.modified
    assert history.labels[:4] == original.labels[:4]
    assert history.labels[4] == "Paintedthickness"
    history.redo()
    original.redo()
    assert history.state == original.state
    while history.can_undo:
        assert history.undo() == original.undo()
    assert not original.can_undo
    assert history.state == scanned_state(hashlib.sha256(SCAN).hexdigest())


def test_recovered_work_counts_as_unsaved() -> None:
    history = History.of(walked().past, saved=False)
    assert history.modified
    history.mark_clean()
    assert not history.modified
    history.undo()
    assert history.modified


def test_more_steps_than_the_limit_keep_the_current_one() -> None:
    past = walked().past
    for position in range(len(past.steps)):
        history = History.of(Past(past.steps, position), limit=2)
        assert len(history.labels) <= 3
        assert history.state == past.steps[position].state


@settings(max_examples=30, deadline=None)
@given(steps=st.lists(states(), min_size=1, max_size=4), data=st.data())
def test_any_history_survives_exactly(steps: list, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(steps) - 1))
    past = Past(tuple(Step(one, "Edit", None) for one in steps), position)
    text, arrays = past_to_members(past)
    assert past_from_members(json.loads(text), arrays, None) == past


def test_a_step_with_another_scan_keeps_it() -> None:
    first, second = scanned_state(seed=1), scanned_state(seed=2)
    past = Past((Step(plain_state(), "Start"), Step(first, "One"), Step(second, "Two")), 2)
    text, arrays = past_to_members(past)
    assert past_from_members(json.loads(text), arrays, second.scan) == past


def test_a_file_with_steps_says_that_it_is_newer(tmp_path: Path) -> None:
    document = json.loads(members_of(kept(tmp_path / "a.nasion"))["document.json"])
    assert document["version"] == HISTORY_VERSION


@pytest.mark.parametrize(
    "broken",
    [
        {"position": 0},
        {"position": 9},
        {"position": True},
        {"position": "1"},
        {"steps": []},
        {"steps": [{"label": "x", "document": {}}]},
        {"steps": 3},
        {"format": "other"},
    ],
)
def test_a_broken_history_is_refused(tmp_path: Path, broken: dict[str, object]) -> None:
    path = kept(tmp_path / "a.nasion")
    members = members_of(path)
    steps = json.loads(members["history.json"])
    rewrite(path, {**members, "history.json": json.dumps({**steps, **broken}).encode()})
    refused(path)


def test_a_history_without_its_arrays_is_refused(tmp_path: Path) -> None:
    path = kept(tmp_path / "a.nasion")
    members = members_of(path)
    del members["history.npz"]
    rewrite(path, members)
    refused(path)


def test_a_history_that_cannot_be_kept_does_not_hinder_saving(tmp_path: Path) -> None:
    state = plain_state()
    past = Past((Step(replace(state, size=99.0), "Odd"), Step(state, "Now")), 1)
    save_project(tmp_path / "a.nasion", Project(state, past=past))
    loaded = load_project(tmp_path / "a.nasion")
    assert loaded.state == state
    assert loaded.past is None


def test_a_project_does_not_take_a_history_of_another_face(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="history"):
        save_project(tmp_path / "a.nasion", Project(plain_state(size=1.1), past=walked().past))
