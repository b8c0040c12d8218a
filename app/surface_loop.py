"""Keeps the surfaces shown up with the document: does what the schedule says with the worker.

Knows no widgets and no document: it asks for the state when a run starts.
"""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.jobs import JobRunner, Outcome, Request
from app.requests import ComputeFull, ComputePreview
from app.surfaces import ColourBy, Computed
from app.workshop import Workshop
from core.document.state import FaceState
from core.inference.schedule import Command, CommandKind, Event, EventKind, Phase, Schedule


class SurfaceLoop(QObject):
    """Computes the newest revision of a document, again and again.

    Parameters
    ----------
    runner : JobRunner
        Computes; shared with the tasks of the session.
    workshop : Workshop
        Publishes what a long run finds on its way.
    current_state : callable
        Returns the document, or None while there is none.
    parent : QObject
        Owner.
    """

    shown = Signal(object)
    """A `Computed` to draw."""
    computing_changed = Signal(bool)
    """Whether an exact surface is being computed."""
    failed = Signal(object)
    """The `Outcome` of a run that failed."""
    settled = Signal()
    """The hand was lifted; what waited for the end of the drag is done now."""
    _published = Signal(object)

    def __init__(
        self,
        runner: JobRunner[Workshop],
        workshop: Workshop,
        current_state: Callable[[], FaceState | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._runner, self._current_state = runner, current_state
        self._schedule = Schedule()
        self._revision = 0
        self._job: Request | None = None
        self._results: dict[int, Computed] = {}
        self._readers: deque[Callable[[], None]] = deque()
        self._colour = ColourBy.PLAIN
        self._skull_seen = False
        self._compare = False
        workshop.publish = self._published.emit
        self._published.connect(self._show_on_the_way)

    @property
    def job(self) -> Request | None:
        """The run under way."""
        return self._job

    @property
    def moving(self) -> bool:
        """Whether a hand moves; `settle` follows."""
        return not self._schedule.settled

    @property
    def resting(self) -> bool:
        """Whether everything that can be computed of the newest revision is shown."""
        return self._schedule.phase is Phase.IDLE

    @property
    def revision(self) -> int:
        """The newest revision of the document."""
        return self._revision

    @property
    def previewing(self) -> bool:
        """Whether a preview is being computed."""
        return self._schedule.phase is Phase.PREVIEW

    def with_surface(self, read: Callable[[], None]) -> None:
        """Call a reader when a surface is shown: one with each, so that no frame waits for all.

        Parameters
        ----------
        read : callable
            Shows what follows the surface; called once.
        """
        self._readers.append(read)

    def changed(self, kind: EventKind) -> None:
        """Take note of a new revision of the document.

        Parameters
        ----------
        kind : EventKind
            ``DRAGGED``, ``EDITED`` or ``REPLACED``.
        """
        self._revision += 1
        self._react(Event(kind, self._revision))

    def settle(self) -> None:
        """Take note that the hand was lifted."""
        self._react(Event(EventKind.SETTLED))
        self.settled.emit()

    def decline(self) -> None:
        """Give up the exact surface until the next edit."""
        self._react(Event(EventKind.DECLINED))

    def colour_by(self, colour: ColourBy) -> None:
        """Compute what a colouring of the skin needs from now on."""
        if colour is not self._colour:
            self._colour = colour
            if self._current_state() is not None:
                self.changed(EventKind.EDITED)

    def compare_skull(self, *, wanted: bool) -> None:
        """Compare every inferred skull with the real one from now on, or no longer."""
        if wanted is not self._compare:
            self._compare = wanted
            if wanted and self._current_state() is not None:
                self.changed(EventKind.EDITED)

    def follow_skull(self, *, seen: bool) -> None:
        """Move the skull along with every preview from now on, or leave it: it is not seen."""
        self._skull_seen = seen

    def take(self, outcome: Outcome) -> None:
        """Use how the run under way ended.

        Parameters
        ----------
        outcome : Outcome
            Of `job`.
        """
        self._job = None
        revision = self._schedule.running
        self.computing_changed.emit(False)
        if outcome.error:
            self.failed.emit(outcome)
        if outcome.succeeded:
            self._results[revision] = outcome.response
        kind = EventKind.FINISHED if outcome.succeeded else EventKind.STOPPED
        self._react(Event(kind, revision))

    def _show_on_the_way(self, computed: Computed) -> None:
        """Show what a running exact surface has found, unless it is too late."""
        if self._schedule.phase is Phase.FULL and self._schedule.running == computed.revision:
            self.shown.emit(computed)

    def _react(self, event: Event) -> None:
        self._schedule, commands = self._schedule.react(event)
        for command in commands:
            self._obey(command)

    def _obey(self, command: Command) -> None:
        state, revision = self._current_state(), command.revision
        if command.kind is CommandKind.CANCEL and self._job is not None:
            self._runner.cancel(self._job)
        elif command.kind is CommandKind.SHOW:
            self.shown.emit(self._results.pop(revision))
            if self._readers:
                self._readers.popleft()()
        elif command.kind is CommandKind.DROP:
            self._results.pop(revision, None)
        elif state is not None and command.kind is CommandKind.START_PREVIEW:
            self._submit(ComputePreview(revision, state, self._colour, self._skull_seen))
        elif state is not None and command.kind is CommandKind.START_FULL:
            self.computing_changed.emit(True)
            self._submit(ComputeFull(revision, state, self._colour, self._compare))

    def _submit(self, request: Request) -> None:
        self._job = request
        self._runner.submit(request, "surfaces")
