"""Small work beside the document: pictures and comparisons, one at a time and without a fuss.

An errand makes no task of the window: nothing is greyed, nothing is announced. Only one is with the
worker at any time, so that the next surface waits for one errand at most. Knows no widgets.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.jobs import JobRunner, Outcome, Request
from app.workshop import Workshop

LANE = "errands"
"""Of the worker."""


@dataclass(frozen=True, eq=False)
class _Errand:
    key: str
    request: Request
    then: Callable[[Any], None]


class Errands(QObject):
    """Gets small things done by the worker.

    Parameters
    ----------
    runner : JobRunner
        Computes; shared with surfaces and tasks.
    parent : QObject
        Owner.
    """

    told = Signal(str)
    """Why one could not be done, for the status line."""

    def __init__(self, runner: JobRunner[Workshop], parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._waiting: list[_Errand] = []
        self._running: _Errand | None = None

    @property
    def resting(self) -> bool:
        """Whether none runs or waits."""
        return self._running is None and not self._waiting

    def ask(self, key: str, request: Request, then: Callable[[Any], None]) -> None:
        """Have something done; a waiting errand of the same key is given up for it.

        Parameters
        ----------
        key : str
            What it is for, such as ``compare`` or ``variation-3``.
        request : Request
            The work.
        then : callable
            Gets the response, unless it fails or is given up.
        """
        self.drop(key)
        self._waiting.append(_Errand(key, request, then))
        self._next()

    def drop(self, prefix: str) -> None:
        """Give up the errands whose keys begin so; one that runs ends unheard.

        Parameters
        ----------
        prefix : str
            A key, or what several begin with.
        """
        self._waiting = [one for one in self._waiting if not one.key.startswith(prefix)]
        running = self._running
        if running is not None and running.key.startswith(prefix):
            self._running = _Errand(running.key, running.request, _unheard)
            self._runner.cancel(running.request)

    def take(self, outcome: Outcome) -> bool:
        """Use how a request ended.

        Parameters
        ----------
        outcome : Outcome
            Of any request.

        Returns
        -------
        bool
            Whether it was an errand.
        """
        done = self._running
        if done is None or outcome.request is not done.request:
            return False
        self._running = None
        if outcome.succeeded:
            done.then(outcome.response)
        elif outcome.error and done.then is not _unheard:
            self.told.emit(outcome.error)
        self._next()
        return True

    def _next(self) -> None:
        if self._running is None and self._waiting:
            self._running = self._waiting.pop(0)
            self._runner.submit(self._running.request, LANE)


def _unheard(_: object) -> None:
    """Take a response that nobody waits for any more."""
