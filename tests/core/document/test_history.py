"""The history against a plain list of states: hypothesis looks for what tells them apart."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from core.document.edits import ResetPart, SetComponent, SetThickness
from core.document.history import History
from core.document.state import FaceState
from core.errors import EditError
from tests.core.document.states import plain_state

LIMIT = 6


class HistoryMachine(RuleBasedStateMachine):
    """Drives a history and the simplest thing that it must agree with."""

    def __init__(self) -> None:
        super().__init__()
        self.history = History(plain_state(), limit=LIMIT)
        self.states: list[FaceState] = [plain_state()]
        self.keys: list[str | None] = [None]
        self.at = 0
        self.gesture = False
        self.saved: FaceState | None = plain_state()
        self.saved_is_here = True

    @rule(index=st.integers(0, 1), value=st.sampled_from([-1.0, 0.0, 0.5, 1.0]))
    def slide(self, index: int, value: float) -> None:
        """Move one of two sliders."""
        self._edit(SetComponent("nose", index, value))

    @rule(value=st.sampled_from([-2.0, 0.0, 2.0]))
    def thicken(self, value: float) -> None:
        """Move a thickness slider."""
        self._edit(SetThickness("chin", value))

    @rule()
    def reset(self) -> None:
        """Make an edit that never merges."""
        self._edit(ResetPart("nose"))

    @rule()
    def release(self) -> None:
        """Let go of the slider."""
        self.history.end_gesture()
        self.gesture = False

    @rule()
    def save(self) -> None:
        """Save the document."""
        self.history.mark_clean()
        self.gesture = False
        self.saved_is_here = True
        self.saved = self.states[self.at]

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self) -> None:
        """Go back."""
        label = self.history.undo_label
        assert self.history.undo() == self.states[self.at - 1]
        assert self.history.redo_label == label
        self.at -= 1
        self.gesture = False

    @precondition(lambda self: self.at + 1 < len(self.states))
    @rule()
    def redo(self) -> None:
        """Go forward."""
        assert self.history.redo() == self.states[self.at + 1]
        self.at += 1
        self.gesture = False

    @invariant()
    def agrees(self) -> None:
        """Whatever was done, position, states and abilities are the same."""
        assert self.history.state == self.states[self.at]
        assert self.history.can_undo == (self.at > 0)
        assert self.history.can_redo == (self.at + 1 < len(self.states))
        assert len(self.history.labels) == len(self.states) <= LIMIT + 1
        assert self.history.position == self.at
        if not self.history.modified:
            assert self.history.state == self.saved

    def _edit(self, edit: SetComponent | SetThickness | ResetPart) -> None:
        before = self.states[self.at]
        after = edit.apply(before)
        self.history.apply(edit)
        if after == before:
            return
        same = edit.merge_key is not None and edit.merge_key == self.keys[self.at]
        keep = self.at if same and self.gesture else self.at + 1
        self.states = [*self.states[:keep], after][-(LIMIT + 1) :]
        self.keys = [*self.keys[:keep], edit.merge_key][-(LIMIT + 1) :]
        self.at = len(self.states) - 1
        self.gesture = True


HistoryMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestHistoryMachine = HistoryMachine.TestCase


def test_a_drag_is_one_step_and_two_drags_are_two() -> None:
    history = History(plain_state())
    for value in (0.1, 0.2, 0.3):
        history.apply(SetComponent("nose", 0, value))
    history.end_gesture()
    history.apply(SetComponent("nose", 0, 0.4))
    assert history.labels == ("Start", "Nose 1 to +0.3", "Nose 1 to +0.4")
    assert history.undo().codes["nose"][0] == 0.3
    assert history.undo() == plain_state()
    assert history.undo() == plain_state()


def test_an_edit_after_undo_drops_what_was_undone_even_when_it_could_merge() -> None:
    history = History(plain_state())
    history.apply(SetComponent("nose", 0, 1.0))
    history.end_gesture()
    history.apply(SetComponent("nose", 1, 1.0))
    history.undo()
    history.apply(SetComponent("nose", 0, 2.0))
    assert not history.can_redo
    assert history.labels == ("Start", "Nose 1 to +1", "Nose 1 to +2")


def test_a_drag_that_goes_on_after_saving_keeps_the_saved_state() -> None:
    history = History(plain_state())
    history.apply(SetComponent("nose", 0, 1.0))
    history.mark_clean()
    history.apply(SetComponent("nose", 0, 2.0))
    assert history.modified
    history.undo()
    assert not history.modified


def test_undo_back_to_the_saved_state_is_unmodified_but_a_twin_of_it_is_not() -> None:
    history = History(plain_state())
    history.mark_clean()
    history.apply(SetComponent("nose", 0, 1.0))
    assert history.modified
    history.undo()
    assert not history.modified


def test_a_refused_edit_leaves_the_history_alone() -> None:
    history = History(plain_state())
    history.apply(SetComponent("nose", 0, 1.0))
    history.undo()
    with pytest.raises(EditError):
        history.apply(SetComponent("nose", 0, 99.0))
    assert history.can_redo
    assert not history.modified


def test_going_to_an_entry_that_is_not_there_is_an_index_error() -> None:
    with pytest.raises(IndexError):
        History(plain_state()).go_to(3)
