"""Cancellation reaches work that was handed no monitor."""

import threading

import pytest

from core.errors import CancelledError
from core.monitor import Monitor, stop_if_cancelled, watched_by


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
