"""Undo and redo as snapshots of immutable states: undo cannot drift.

Single-threaded: the session owns it. States share their arrays, so a snapshot costs little.
"""

from dataclasses import dataclass

from core.document.edits import Edit
from core.document.state import FaceState

DEFAULT_LIMIT = 200
"""Undo steps kept; a state without its shared arrays is a few kilobytes."""


@dataclass(frozen=True)
class Step:
    """One entry of a history: a state, what made it, and with what it may merge.

    Attributes
    ----------
    state : FaceState
        The document after the step.
    label : str
        What the undo menu shows.
    merge_key : str or None
        Within a gesture, steps of the same key are one.
    """

    state: FaceState
    label: str
    merge_key: str | None = None


@dataclass(frozen=True)
class Past:
    """A whole history as a value, to be kept in a file.

    Attributes
    ----------
    steps : tuple of Step
        Oldest first; the first is where the document started.
    position : int
        Which of them is the current one.
    """

    steps: tuple[Step, ...]
    position: int

    @property
    def state(self) -> FaceState:
        """The current state."""
        return self.steps[self.position].state


@dataclass(frozen=True)
class _Entry(Step):
    serial: int = 0


class History:
    """The states of one document in the order they were made, with a position among them.

    Parameters
    ----------
    state : FaceState
        Where the document starts; it counts as clean (saved).
    limit : int
        How many steps can be undone at most; the oldest are forgotten.
    """

    def __init__(self, state: FaceState, limit: int = DEFAULT_LIMIT) -> None:
        if limit < 1:
            raise ValueError("a history keeps at least one step")
        self._limit = limit
        self._serial = 0
        self._entries = [_Entry(state, "Start", None, 0)]
        self._position = 0
        self._clean_serial = 0
        self._gesture_open = False

    @classmethod
    def of(cls, past: Past, *, saved: bool = True, limit: int = DEFAULT_LIMIT) -> "History":
        """Return a history that goes on where another stood.

        Parameters
        ----------
        past : Past
            From `past`; its oldest steps are forgotten where there are more than `limit` allows.
        saved : bool
            Whether the current state counts as clean.
        limit : int
            How many steps can be undone at most.

        Returns
        -------
        History
            With the same steps and position.
        """
        first = max(0, min(len(past.steps) - (limit + 1), past.position))
        steps = past.steps[first : first + limit + 1]
        made = cls(steps[0].state, limit)
        made._entries = [
            _Entry(step.state, step.label, step.merge_key, serial)
            for serial, step in enumerate(steps)
        ]
        made._serial = len(steps) - 1
        made._position = past.position - first
        made._clean_serial = made._position if saved else -1
        return made

    @property
    def past(self) -> Past:
        """All steps as a value."""
        steps = tuple(Step(one.state, one.label, one.merge_key) for one in self._entries)
        return Past(steps, self._position)

    @property
    def state(self) -> FaceState:
        """The current state."""
        return self._entries[self._position].state

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier state."""
        return self._position > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a later state."""
        return self._position + 1 < len(self._entries)

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back; None when nothing."""
        return self._entries[self._position].label if self.can_undo else None

    @property
    def redo_label(self) -> str | None:
        """What `redo` would do again; None when nothing."""
        return self._entries[self._position + 1].label if self.can_redo else None

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels of all entries, oldest first; the first is the starting point."""
        return tuple(entry.label for entry in self._entries)

    @property
    def position(self) -> int:
        """Index of the current entry in `labels`."""
        return self._position

    @property
    def modified(self) -> bool:
        """Whether the current state is not the one last marked clean."""
        return self._entries[self._position].serial != self._clean_serial

    def apply(self, edit: Edit) -> FaceState:
        """Apply an edit to the current state and remember the result.

        Parameters
        ----------
        edit : Edit
            Any edit.

        Returns
        -------
        FaceState
            The new current state.

        Raises
        ------
        EditError
            When the edit refuses; the history is then unchanged.
        """
        self.push(edit.apply(self.state), edit.label, edit.merge_key)
        return self.state

    def push(self, state: FaceState, label: str, merge_key: str | None = None) -> None:
        """Make a state the current one and forget what had been undone.

        Parameters
        ----------
        state : FaceState
            The new state; one equal to the current state changes nothing.
        label : str
            What the undo menu shows.
        merge_key : str, optional
            Within a gesture, states of the same key are one step.
        """
        if state == self.state:
            return
        last = self._entries[self._position]
        merges = merge_key is not None and merge_key == last.merge_key and self._gesture_open
        del self._entries[self._position + 1 :]
        if merges:
            self._entries.pop()
        self._serial += 1
        self._entries.append(_Entry(state, label, merge_key, self._serial))
        excess = len(self._entries) - (self._limit + 1)
        if excess > 0:
            del self._entries[:excess]
        self._position = len(self._entries) - 1
        self._gesture_open = True

    def reopen(self, merge_key: str | None) -> None:
        """Let the next edit of a key complete the last step, unless that step was saved.

        Parameters
        ----------
        merge_key : str or None
            Of the edit that will follow.
        """
        last = self._entries[self._position]
        if merge_key is not None and merge_key == last.merge_key:
            self._gesture_open = last.serial != self._clean_serial

    def end_gesture(self) -> None:
        """Let the next edit be a step of its own, such as when a slider is released."""
        self._gesture_open = False

    def undo(self) -> FaceState:
        """Go one step back, if there is one, and return the current state."""
        return self.go_to(self._position - 1) if self.can_undo else self.state

    def redo(self) -> FaceState:
        """Go one step forward, if there is one, and return the current state."""
        return self.go_to(self._position + 1) if self.can_redo else self.state

    def go_to(self, position: int) -> FaceState:
        """Make another entry the current one, such as from a history list.

        Parameters
        ----------
        position : int
            Index into `labels`.

        Returns
        -------
        FaceState
            The new current state.
        """
        if not 0 <= position < len(self._entries):
            raise IndexError(f"the history has entries 0 to {len(self._entries) - 1}")
        self._position = position
        self._gesture_open = False
        return self.state

    def mark_clean(self) -> None:
        """Remember the current state as the saved one."""
        self._clean_serial = self._entries[self._position].serial
        # A later move of the same slider must not merge into the saved entry: undo would skip it.
        self._gesture_open = False
