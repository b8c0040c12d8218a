"""What to compute next while a person edits: a pure state machine, no Qt, no clock, no thread.

A PREVIEW follows every edit, a FULL surface once the edits have settled. One thing runs at a time.
A running preview always finishes, so that a drag without pause still shows something; only what
would run next is replaced. A running FULL is cancelled by any edit. Results older than what is
shown are dropped. Whoever owns the worker sends events in and does what the commands say.
"""

from dataclasses import dataclass, replace
from enum import Enum


class Phase(Enum):
    """What the worker does."""

    IDLE = "idle"
    PREVIEW = "preview"
    FULL = "full"
    STOPPING = "stopping"
    """A FULL run was asked to stop and has not stopped yet."""


class EventKind(Enum):
    """What happened outside."""

    DRAGGED = "dragged"
    """An edit while the hand is still moving; carries the new revision."""
    EDITED = "edited"
    """An edit that is complete in itself (typed, reset, undo); carries the new revision."""
    REPLACED = "replaced"
    """Another document; carries its revision. Results of the old one must never be shown."""
    SETTLED = "settled"
    """The hand was lifted, or rested long enough."""
    DECLINED = "declined"
    """The user cancelled the running FULL."""
    FINISHED = "finished"
    """The run for this revision has a result."""
    STOPPED = "stopped"
    """The run for this revision ended without one: cancelled or failed."""


class CommandKind(Enum):
    """What to do."""

    START_PREVIEW = "start preview"
    START_FULL = "start full"
    CANCEL = "cancel"
    SHOW = "show"
    DROP = "drop"


@dataclass(frozen=True)
class Event:
    """Something that happened.

    Attributes
    ----------
    kind : EventKind
        What.
    revision : int
        Of the document (edits, replacement) or of the run (finished, stopped); zero otherwise.
        Revisions only grow: undo makes a new one.
    """

    kind: EventKind
    revision: int = 0


@dataclass(frozen=True)
class Command:
    """Something to do.

    Attributes
    ----------
    kind : CommandKind
        What.
    revision : int
        Which revision to compute, cancel, show or drop.
    """

    kind: CommandKind
    revision: int


class _Step(Enum):
    """What a table entry asks for."""

    STAY = "stay"
    CHOOSE = "choose what runs next"
    CANCEL = "cancel the running FULL"
    SHOW = "show the result, then choose"
    DROP = "drop the result, then choose"


_NEW_STATE = (EventKind.DRAGGED, EventKind.EDITED, EventKind.REPLACED)
_RUN_ENDS = (EventKind.FINISHED, EventKind.STOPPED)

TRANSITIONS: dict[tuple[Phase, EventKind], _Step] = {
    **{(Phase.IDLE, kind): _Step.CHOOSE for kind in (*_NEW_STATE, EventKind.SETTLED)},
    (Phase.PREVIEW, EventKind.FINISHED): _Step.SHOW,
    (Phase.PREVIEW, EventKind.STOPPED): _Step.CHOOSE,
    **{(Phase.FULL, kind): _Step.CANCEL for kind in (*_NEW_STATE, EventKind.DECLINED)},
    (Phase.FULL, EventKind.FINISHED): _Step.SHOW,
    (Phase.FULL, EventKind.STOPPED): _Step.CHOOSE,
    (Phase.STOPPING, EventKind.FINISHED): _Step.DROP,
    (Phase.STOPPING, EventKind.STOPPED): _Step.CHOOSE,
}
"""The whole behaviour; a pair that is not listed changes nothing but what is remembered."""


@dataclass(frozen=True)
class Schedule:
    """The machine's memory; `react` returns the next one.

    Attributes
    ----------
    phase : Phase
        What the worker does.
    running : int
        Revision that runs; zero when idle.
    latest : int
        Newest revision of the document; the first is one.
    settled : bool
        Whether the hand rests.
    previewed, refined : int
        Newest revision for which PREVIEW, FULL was tried.
    floor : int
        Results older than this are dropped: the revision shown, or of the document opened.
    """

    phase: Phase = Phase.IDLE
    running: int = 0
    latest: int = 0
    settled: bool = True
    previewed: int = 0
    refined: int = 0
    floor: int = 0

    def react(self, event: Event) -> tuple["Schedule", tuple[Command, ...]]:
        """Take one event.

        Parameters
        ----------
        event : Event
            What happened.

        Returns
        -------
        schedule : Schedule
            The next memory.
        commands : tuple of Command
            What to do, in order.
        """
        if event.kind in _RUN_ENDS and event.revision != self.running:
            stale = (Command(CommandKind.DROP, event.revision),)
            return self, stale if event.kind is EventKind.FINISHED else ()
        before = self._remember(event)
        step = TRANSITIONS.get((self.phase, event.kind), _Step.STAY)
        if step is _Step.STAY:
            return before, ()
        if step is _Step.CANCEL:
            return replace(before, phase=Phase.STOPPING), (
                Command(CommandKind.CANCEL, self.running),
            )
        if step is _Step.CHOOSE:
            return before._choose(())
        return before._judge(event.revision, welcome=step is _Step.SHOW)

    def _remember(self, event: Event) -> "Schedule":
        """Note what an event says of the document and of what was tried."""
        if event.kind in _NEW_STATE:
            newest = max(self.latest, event.revision)
            floor = newest if event.kind is EventKind.REPLACED else self.floor
            settled = event.kind is not EventKind.DRAGGED
            return replace(self, latest=newest, floor=floor, settled=settled)
        if event.kind is EventKind.SETTLED:
            return replace(self, settled=True)
        if event.kind in _RUN_ENDS and self.phase is not Phase.PREVIEW:
            # A FULL that failed or was cancelled is not tried again until the next edit.
            return replace(self, refined=max(self.refined, event.revision))
        return self

    def _judge(self, revision: int, *, welcome: bool) -> tuple["Schedule", tuple[Command, ...]]:
        if welcome and revision >= self.floor:
            shown = replace(self, floor=revision)
            return shown._choose((Command(CommandKind.SHOW, revision),))
        return self._choose((Command(CommandKind.DROP, revision),))

    def _choose(self, first: tuple[Command, ...]) -> tuple["Schedule", tuple[Command, ...]]:
        """Start what is most needed: a preview of the latest state, else its full surface."""
        if self.latest > self.previewed:
            following = replace(
                self, phase=Phase.PREVIEW, running=self.latest, previewed=self.latest
            )
            return following, (*first, Command(CommandKind.START_PREVIEW, self.latest))
        if self.settled and self.latest > self.refined:
            following = replace(self, phase=Phase.FULL, running=self.latest)
            return following, (*first, Command(CommandKind.START_FULL, self.latest))
        return replace(self, phase=Phase.IDLE, running=0), first
