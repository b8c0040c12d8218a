"""Pieces of work are shared out, and nothing goes on behind the one who asked."""

import threading

import pytest

from core.crew import shared_out


@pytest.mark.parametrize("hands", [1, 2, 5])
def test_every_piece_is_done_once_and_told_in_order(hands: int) -> None:
    done: list[int] = []

    def work(number: int) -> int:
        done.append(number)
        return number * number

    assert shared_out(work, 40, hands) == [number * number for number in range(40)]
    assert sorted(done) == list(range(40))
    assert shared_out(work, 0, hands) == []


def test_two_threads_are_at_work() -> None:
    met = threading.Barrier(2, timeout=20)
    names = shared_out(lambda _: met.wait() is not None and threading.current_thread().name, 2, 2)
    assert len(set(names)) == 2


@pytest.mark.parametrize("hands", [1, 3])
def test_a_piece_that_fails_ends_the_work(hands: int) -> None:
    begun: list[int] = []

    def work(number: int) -> None:
        begun.append(number)
        if number == 3:
            raise KeyError(number)

    with pytest.raises(KeyError):
        shared_out(work, 1000, hands)
    assert len(begun) < 1000


def test_only_the_thread_that_waits_is_told() -> None:
    told: list[tuple[str, float]] = []
    me = threading.current_thread().name
    shared_out(
        lambda _: None,
        8,
        3,
        tell=lambda share: told.append((threading.current_thread().name, share)),
    )
    assert {name for name, _ in told} <= {me}
    assert all(0.0 <= share < 1.0 for _, share in told)
