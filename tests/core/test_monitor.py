"""Cancellation reaches work that was handed no monitor."""

import threading

import numpy as np
import pytest

from core.errors import CancelledError
from core.geometry.normals import PIECE, vertex_normals
from core.monitor import Monitor, stop_if_cancelled, undivided, watched_by


def test_deep_work_stops_when_its_job_was_cancelled() -> None:
    monitor = Monitor()
    with watched_by(monitor):
        stop_if_cancelled()
        monitor.cancel()
        with pytest.raises(CancelledError):
            stop_if_cancelled()


def test_the_job_before_is_watched_again_and_none_after_it() -> None:
    outer, inner = Monitor(), Monitor()
    outer.cancel()
    with watched_by(outer):
        with watched_by(inner):
            stop_if_cancelled()
        with pytest.raises(CancelledError):
            stop_if_cancelled()
    stop_if_cancelled()


def test_other_threads_are_left_alone() -> None:
    monitor, ended = Monitor(), []
    monitor.cancel()
    with watched_by(monitor):
        other = threading.Thread(target=lambda: ended.append(stop_if_cancelled()))
        other.start()
        other.join()
    assert ended == [None]


def test_an_undivided_step_gives_its_result_and_its_error() -> None:
    with watched_by(Monitor()):
        assert undivided(lambda: 7) == 7
        with pytest.raises(ZeroDivisionError):
            undivided(lambda: 1 // 0)
    here = threading.get_ident()
    assert undivided(threading.get_ident) == here, "without a job nobody could cancel it"


def test_nobody_waits_for_an_undivided_step_once_the_job_is_cancelled() -> None:
    monitor, release, ended = Monitor(), threading.Event(), threading.Event()

    def step() -> None:
        monitor.cancel()
        release.wait(60.0)
        ended.set()

    with watched_by(monitor), pytest.raises(CancelledError):
        undivided(step)
    assert not ended.is_set()
    release.set()
    assert ended.wait(60.0)


class _Counted(threading.Event):
    """Counts how often somebody looks whether the work is cancelled."""

    looks = 0

    def is_set(self) -> bool:
        self.looks += 1
        return super().is_set()


def test_normals_of_many_triangles_are_found_between_looks() -> None:
    random = np.random.default_rng(0)
    vertices, faces = random.normal(size=(60, 3)), random.integers(0, 60, (3 * PIECE, 3))
    event = _Counted()
    with watched_by(Monitor(cancelled=event)):
        found = vertex_normals(vertices, faces)
    assert event.looks >= 3 + 3
    assert np.array_equal(found, vertex_normals(vertices, faces))
    event.set()
    with watched_by(Monitor(cancelled=event)), pytest.raises(CancelledError):
        vertex_normals(vertices, faces)
