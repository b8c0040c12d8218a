"""The schedule of previews and full surfaces, as a table of stories and as properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.inference.schedule import Command, CommandKind, Event, EventKind, Phase, Schedule

E = EventKind
PREVIEW, FULL, CANCEL = CommandKind.START_PREVIEW, CommandKind.START_FULL, CommandKind.CANCEL
SHOW, DROP = CommandKind.SHOW, CommandKind.DROP

STORIES: dict[str, list[tuple[EventKind, int, list[tuple[CommandKind, int]]]]] = {
    "one complete edit: preview, then full": [
        (E.EDITED, 1, [(PREVIEW, 1)]),
        (E.FINISHED, 1, [(SHOW, 1), (FULL, 1)]),
        (E.FINISHED, 1, [(SHOW, 1)]),
    ],
    "a drag: previews only, the latest wins, full after it settles": [
        (E.DRAGGED, 1, [(PREVIEW, 1)]),
        (E.DRAGGED, 2, []),
        (E.DRAGGED, 3, []),
        (E.FINISHED, 1, [(SHOW, 1), (PREVIEW, 3)]),
        (E.FINISHED, 3, [(SHOW, 3)]),
        (E.SETTLED, 0, [(FULL, 3)]),
        (E.FINISHED, 3, [(SHOW, 3)]),
    ],
    "an edit cancels a full, whose late result is dropped": [
        (E.EDITED, 1, [(PREVIEW, 1)]),
        (E.FINISHED, 1, [(SHOW, 1), (FULL, 1)]),
        (E.EDITED, 2, [(CANCEL, 1)]),
        (E.FINISHED, 1, [(DROP, 1), (PREVIEW, 2)]),
        (E.FINISHED, 2, [(SHOW, 2), (FULL, 2)]),
    ],
    "a cancelled full stops between chunks, then the preview starts": [
        (E.EDITED, 1, [(PREVIEW, 1)]),
        (E.FINISHED, 1, [(SHOW, 1), (FULL, 1)]),
        (E.DRAGGED, 2, [(CANCEL, 1)]),
        (E.DRAGGED, 3, []),
        (E.STOPPED, 1, [(PREVIEW, 3)]),
        (E.FINISHED, 3, [(SHOW, 3)]),
    ],
    "settling while a preview runs": [
        (E.DRAGGED, 1, [(PREVIEW, 1)]),
        (E.SETTLED, 0, []),
        (E.FINISHED, 1, [(SHOW, 1), (FULL, 1)]),
    ],
    "what the user cancelled is not started again until an edit": [
        (E.EDITED, 1, [(PREVIEW, 1)]),
        (E.FINISHED, 1, [(SHOW, 1), (FULL, 1)]),
        (E.DECLINED, 0, [(CANCEL, 1)]),
        (E.STOPPED, 1, []),
        (E.SETTLED, 0, []),
        (E.EDITED, 2, [(PREVIEW, 2)]),
        (E.FINISHED, 2, [(SHOW, 2), (FULL, 2)]),
    ],
    "a preview that fails is not repeated, the full still gets its chance": [
        (E.EDITED, 1, [(PREVIEW, 1)]),
        (E.STOPPED, 1, [(FULL, 1)]),
        (E.STOPPED, 1, []),
    ],
    "another document: the old one's preview is never shown": [
        (E.DRAGGED, 1, [(PREVIEW, 1)]),
        (E.REPLACED, 2, []),
        (E.FINISHED, 1, [(DROP, 1), (PREVIEW, 2)]),
        (E.FINISHED, 2, [(SHOW, 2), (FULL, 2)]),
    ],
    "results of nothing that runs are dropped": [
        (E.FINISHED, 7, [(DROP, 7)]),
        (E.STOPPED, 7, []),
        (E.SETTLED, 0, []),
        (E.DECLINED, 0, []),
    ],
}


@pytest.mark.parametrize("story", STORIES)
def test_stories(story: str) -> None:
    schedule = Schedule()
    for kind, revision, expected in STORIES[story]:
        schedule, commands = schedule.react(Event(kind, revision))
        assert [(command.kind, command.revision) for command in commands] == expected


OUTSIDE = [E.DRAGGED, E.EDITED, E.REPLACED, E.SETTLED, E.DECLINED]
WORKER = [E.FINISHED, E.STOPPED]


class _World:
    """A session and a worker that obey the commands, and what they saw."""

    def __init__(self) -> None:
        self.schedule, self.revision = Schedule(), 0
        self.running: Command | None = None
        self.shown: list[int] = []
        self.opened = 0

    def send(self, kind: EventKind) -> None:
        if kind in WORKER:
            if self.running is None:
                return
            event, self.running = Event(kind, self.running.revision), None
        elif kind in (E.SETTLED, E.DECLINED):
            event = Event(kind)
        else:
            self.revision += 1
            event = Event(kind, self.revision)
            self.opened = self.revision if kind is E.REPLACED else self.opened
        before = self.running
        self.schedule, commands = self.schedule.react(event)
        for command in commands:
            self.obey(command, before)

    def obey(self, command: Command, before: Command | None) -> None:
        if command.kind in (PREVIEW, FULL):
            assert self.running is None, "two runs at a time"
            assert command.revision == self.revision, "an old revision was started"
            self.running = command
        elif command.kind is CANCEL:
            assert before is not None
            assert before.kind is FULL, "only FULL may be cancelled"
        elif command.kind is SHOW:
            self.shown.append(command.revision)
            assert command.revision >= self.opened, "another document was shown"


@given(st.lists(st.sampled_from(OUTSIDE + WORKER), max_size=60))
def test_never_two_runs_never_backwards_and_always_done_in_the_end(
    kinds: list[EventKind],
) -> None:
    world = _World()
    for kind in kinds:
        world.send(kind)
        assert (world.running is None) == (world.schedule.phase is Phase.IDLE)
        assert world.shown == sorted(world.shown)
    world.send(E.EDITED)
    ends = 0
    while world.running is not None:
        world.send(E.FINISHED)
        ends += 1
        assert ends <= 3, "the machine does not come to rest"
    assert world.shown[-2:] == [world.revision, world.revision]
    assert world.schedule.refined == world.revision


@given(st.integers(1, 30), st.integers(1, 5))
def test_a_drag_without_pause_shows_every_finished_preview(edits: int, per_result: int) -> None:
    world = _World()
    for _ in range(edits):
        for _ in range(per_result):
            world.send(E.DRAGGED)
        world.send(E.FINISHED)
    assert len(world.shown) == edits
