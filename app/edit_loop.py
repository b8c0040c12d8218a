"""Edits that only the worker can find while a slider is dragged: the newest wish counts.

Every wish of one drag starts from the face at its beginning, so that the hand may go forth and back
and the face returns. Knows no widgets.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.jobs import JobRunner, Outcome
from app.part_requests import FoundEdit, Wish
from app.workshop import Workshop
from core.document.state import FaceState


class EditLoop(QObject):
    """Turns wishes into edits of the document.

    Parameters
    ----------
    runner : JobRunner
        Computes; shared with surfaces and tasks.
    current_state : callable
        Returns the document, or None while there is none.
    parent : QObject
        Owner.
    """

    begun = Signal()
    """Something is wanted; an exact surface under way would only make it wait."""
    coming = Signal(object)
    """A `FoundEdit` that is about to be applied."""
    found = Signal(object)
    """An `Edit` to apply; more of the same gesture may follow."""
    told = Signal(str)
    """A sentence for the status line: out of the ordinary, or why it cannot be."""
    ended = Signal(bool)
    """The gesture is over; whether the document was changed."""

    def __init__(
        self,
        runner: JobRunner[Workshop],
        current_state: Callable[[], FaceState | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._runner, self._current_state = runner, current_state
        self._newest: Wish | None = None
        self._start: FaceState | None = None
        """The face at the gesture's beginning; None between gestures."""
        self._last: FaceState | None = None
        """The face as this loop left it; another one was changed by somebody else."""
        self._settling = False

    @property
    def resting(self) -> bool:
        """Whether nothing is being solved."""
        return self._newest is None

    def ask(self, make_wish: Callable[[FaceState], Wish], *, dragging: bool) -> None:
        """Want the document changed.

        Parameters
        ----------
        make_wish : callable
            Returns the request for the face to start from.
        dragging : bool
            Whether the hand still moves; `settle` follows.
        """
        state = self._current_state()
        if state is None:
            return
        self.begun.emit()
        if self._start is None or self._last is not state:
            self._start = self._last = state
        self._settling = not dragging
        self._newest = make_wish(self._start)
        self._runner.submit(self._newest, "wishes")

    def settle(self) -> None:
        """Take note that the hand was lifted."""
        if self._newest is not None:
            self._settling = True
        elif self._start is not None:
            self._end()

    def take(self, outcome: Outcome) -> None:
        """Use how a request of this loop ended.

        Parameters
        ----------
        outcome : Outcome
            Of a `Wish`.
        """
        newest = outcome.request is self._newest
        if newest:
            self._newest = None
        if outcome.error and newest:
            self.told.emit(outcome.error)
        elif outcome.succeeded and self._last is not None:
            self._apply(outcome.response)
        if newest and self._settling:
            self._end()

    def _apply(self, found: FoundEdit) -> None:
        """Apply what was found, unless somebody else has changed the document meanwhile."""
        if self._current_state() is not self._last:
            return
        self.coming.emit(found)
        self.found.emit(found.edit)
        self._last = self._current_state()
        if found.notice:
            self.told.emit(found.notice)

    def _end(self) -> None:
        changed = self._start is not None and self._last is not self._start
        self._start = self._last = None
        self._settling = False
        self.ended.emit(changed)
