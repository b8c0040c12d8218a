"""A few threads that work on the pieces of one task while the thread that asked for it waits.

Made for NumPy, SciPy, VTK and torch, which let other threads run while they calculate. Nothing is
left behind: when the call returns, or raises, no piece is being worked on any more.
"""

import itertools
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

Value = TypeVar("Value")


@cache
def _helpers() -> ThreadPoolExecutor:
    count = max(1, (os.cpu_count() or 1) - 1)
    return ThreadPoolExecutor(max_workers=count, thread_name_prefix="nasion-crew")


def shared_out(
    work: Callable[[int], Value],
    count: int,
    hands: int,
    *,
    ready: Callable[[], None] | None = None,
    tell: Callable[[float], None] | None = None,
) -> list[Value]:
    """Do pieces of work on several threads, this one among them.

    Parameters
    ----------
    work : callable
        Does the piece of a number; never two at the same place.
    count : int
        Number of pieces; they are begun in order.
    hands : int
        Threads at most; one does them all here.
    ready : callable, optional
        Called by every thread before its first piece.
    tell : callable, optional
        Called on this thread with the share that has been begun, before its pieces.

    Returns
    -------
    list
        What each piece returned.

    Raises
    ------
    BaseException
        What the first piece raised that failed; no further ones are begun.
    """
    numbers = itertools.count()
    found: dict[int, Value] = {}
    problems: list[BaseException] = []
    mine = threading.get_ident()

    def take() -> None:
        try:
            if ready is not None:
                ready()
            for number in numbers:  # one thread at a time gets the next number
                if number >= count or problems:
                    return
                if tell is not None and threading.get_ident() == mine:
                    tell(number / count)
                found[number] = work(number)
        except BaseException as problem:  # noqa: BLE001  (raised again where it is waited for)
            problems.append(problem)

    others = [_helpers().submit(take) for _ in range(min(hands, count) - 1)]
    take()
    for other in others:
        other.result()
    if problems:
        raise problems[0]
    return [found[number] for number in range(count)]
