"""The worker: every request ends exactly once, in order, on a thread that is not the window's."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from app.jobs import JobRunner, Outcome, Request
from core.errors import DeviceError, ScanError
from core.monitor import Monitor
from tests.app.studio import PATIENCE_MS, wait_for


@dataclass(frozen=True, eq=False)
class Answer:
    """Returns what the tools say and where it ran."""

    title: str = "Answer"

    def run(self, tools: str, monitor: Monitor) -> tuple[str, int]:
        return tools, threading.get_ident()


@dataclass(frozen=True, eq=False)
class Raising:
    error: BaseException
    title: str = "Raising"

    def run(self, tools: str, monitor: Monitor) -> None:
        raise self.error


@dataclass(frozen=True, eq=False)
class Held:
    """Runs until it is let go, looking at its monitor afterwards."""

    started: threading.Event
    release: threading.Event
    title: str = "Held"

    def run(self, tools: str, monitor: Monitor) -> str:
        self.started.set()
        assert self.release.wait(PATIENCE_MS / 1000.0)
        monitor.report(0.5, "half")
        return "finished"


def held() -> Held:
    return Held(threading.Event(), threading.Event())


@pytest.fixture
def runner(qapp: object) -> Iterator[JobRunner[str]]:
    made = JobRunner("tools")
    yield made
    made.shutdown()


@pytest.fixture
def outcomes(runner: JobRunner[str]) -> list[Outcome]:
    found: list[Outcome] = []
    runner.finished.connect(found.append)
    return found


def submit_and_wait(qtbot: QtBot, runner: JobRunner[str], request: Request) -> Outcome:
    with qtbot.waitSignal(runner.finished, timeout=PATIENCE_MS) as blocker:
        runner.submit(request)
    return blocker.args[0]


def test_a_request_runs_with_the_tools_on_another_thread(
    qtbot: QtBot, runner: JobRunner[str]
) -> None:
    outcome = submit_and_wait(qtbot, runner, Answer())
    tools, thread = outcome.response
    assert outcome.succeeded
    assert tools == "tools"
    assert thread != threading.get_ident()


def test_signals_arrive_on_the_thread_of_the_window(qtbot: QtBot, runner: JobRunner[str]) -> None:
    seen: list[int] = []
    runner.finished.connect(lambda _: seen.append(threading.get_ident()))
    submit_and_wait(qtbot, runner, Answer())
    assert seen == [threading.get_ident()]


def test_an_error_for_people_is_handed_on_word_by_word(
    qtbot: QtBot, runner: JobRunner[str]
) -> None:
    outcome = submit_and_wait(qtbot, runner, Raising(ScanError("chair.obj shows no head.")))
    assert outcome.error == "chair.obj shows no head."
    assert not outcome.succeeded


@pytest.mark.parametrize("error", [RuntimeError("torch says no"), MemoryError(), KeyError("x")])
def test_any_other_error_ends_as_one_sentence_and_the_worker_lives_on(
    qtbot: QtBot, runner: JobRunner[str], error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    outcome = submit_and_wait(qtbot, runner, Raising(error))
    assert outcome.error.startswith("Raising")
    assert "Nothing was changed" in outcome.error
    assert "Traceback" in caplog.text
    assert submit_and_wait(qtbot, runner, Answer()).succeeded


def test_a_newer_request_displaces_the_one_that_waits(
    qtbot: QtBot, runner: JobRunner[str], outcomes: list[Outcome]
) -> None:
    first, waiting, newest = held(), Answer(), Answer()
    runner.submit(first)
    assert first.started.wait(PATIENCE_MS / 1000.0)
    runner.submit(waiting)
    runner.submit(newest)
    first.release.set()
    wait_for(qtbot, lambda: len(outcomes) == 3)
    assert [outcome.request for outcome in outcomes] == [waiting, first, newest]
    assert [outcome.cancelled for outcome in outcomes] == [True, False, False]


def test_requests_of_different_lanes_wait_beside_each_other(
    qtbot: QtBot, runner: JobRunner[str], outcomes: list[Outcome]
) -> None:
    first, task, surface = held(), Answer(), Answer()
    runner.submit(first)
    assert first.started.wait(PATIENCE_MS / 1000.0)
    runner.submit(task, "tasks")
    runner.submit(surface, "surfaces")
    first.release.set()
    wait_for(qtbot, lambda: len(outcomes) == 3)
    assert [outcome.request for outcome in outcomes] == [first, task, surface]
    assert all(outcome.succeeded for outcome in outcomes)


def test_a_running_request_stops_at_its_next_report(
    qtbot: QtBot, runner: JobRunner[str], outcomes: list[Outcome]
) -> None:
    job = held()
    runner.submit(job)
    assert job.started.wait(PATIENCE_MS / 1000.0)
    runner.cancel(job)
    assert not outcomes
    job.release.set()
    wait_for(qtbot, lambda: len(outcomes) == 1)
    assert outcomes[0].cancelled
    assert outcomes[0].response is None


def test_a_waiting_request_is_taken_back_at_once(
    qtbot: QtBot, runner: JobRunner[str], outcomes: list[Outcome]
) -> None:
    job, waiting = held(), Answer()
    runner.submit(job)
    assert job.started.wait(PATIENCE_MS / 1000.0)
    runner.submit(waiting)
    runner.cancel(waiting)
    assert [outcome.request for outcome in outcomes] == [waiting]
    job.release.set()
    wait_for(qtbot, lambda: len(outcomes) == 2)
    assert outcomes[1].response == "finished"


def test_cancelling_what_is_over_does_not_touch_what_runs(
    qtbot: QtBot, runner: JobRunner[str], outcomes: list[Outcome]
) -> None:
    over, job = Answer(), held()
    submit_and_wait(qtbot, runner, over)
    runner.submit(job)
    assert job.started.wait(PATIENCE_MS / 1000.0)
    runner.cancel(over)
    job.release.set()
    wait_for(qtbot, lambda: len(outcomes) == 2)
    assert outcomes[1].succeeded


def test_progress_comes_before_the_end(qtbot: QtBot, runner: JobRunner[str]) -> None:
    job = held()
    job.release.set()
    with qtbot.waitSignals(
        [runner.progressed, runner.finished],
        order="strict",
        timeout=PATIENCE_MS,
        check_params_cbs=[
            lambda request, fraction, text: (request, fraction, text) == (job, 0.5, "half"),
            lambda outcome: outcome.response == "finished",
        ],
    ):
        runner.submit(job)


def test_shutdown_cancels_what_runs_and_waits_for_it(qapp: object) -> None:
    runner = JobRunner("tools")
    job = held()
    runner.submit(job)
    assert job.started.wait(PATIENCE_MS / 1000.0)
    job.release.set()
    runner.shutdown()
    assert not runner._thread.isRunning()


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (DeviceError("The memory of the card is full."), True),
        (RuntimeError("CUDA out of memory. Tried to allocate 2 GiB"), True),
        (RuntimeError("shape mismatch"), False),
        (ScanError("No scan."), False),
    ],
)
def test_a_full_memory_is_told_apart_from_other_failures(
    qtbot: QtBot, runner: JobRunner[str], error: Exception, full: bool
) -> None:
    outcome = submit_and_wait(qtbot, runner, Raising(error))
    assert outcome.error
    assert outcome.memory_full is full
