"""Progress and cooperative cancellation of long work.

Work calls `report` between chunks; whoever started it may `cancel` from another thread. Nothing
is interrupted in the middle: the work stops at its next report or check.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from core.errors import CancelledError

Value = TypeVar("Value")
ProgressListener = Callable[[float, str], None]

LOOK_SECONDS = 0.015
"""How often a wait for a step that cannot be divided looks whether it is still wanted."""

_watched = threading.local()


class Monitor:
    """Carries progress out of long work and a cancellation request into it.

    Parameters
    ----------
    listener : callable, optional
        Called as ``listener(fraction, message)`` on the working thread; fraction in [0, 1].
    cancelled : threading.Event, optional
        Asks for cancellation when it is set; looked at between chunks.
    """

    def __init__(
        self,
        listener: ProgressListener | None = None,
        cancelled: threading.Event | None = None,
    ) -> None:
        self._listener = listener
        self._cancelled = threading.Event() if cancelled is None else cancelled
        self._span = (0.0, 1.0)

    def cancel(self) -> None:
        """Ask the work to stop at its next check. May be called from any thread."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether cancellation was asked for."""
        return self._cancelled.is_set()

    def check(self) -> None:
        """Stop the work if it was cancelled.

        Raises
        ------
        CancelledError
            When `cancel` was called.
        """
        if self._cancelled.is_set():
            raise CancelledError("The work was cancelled; nothing was changed.")

    def report(self, fraction: float, message: str) -> None:
        """Tell how far the work is, and stop it if it was cancelled.

        Parameters
        ----------
        fraction : float
            Share done of this monitor's work, 0 to 1.
        message : str
            What is being done, for a status line.

        Raises
        ------
        CancelledError
            When `cancel` was called.
        """
        self.check()
        if self._listener is not None:
            start, end = self._span
            self._listener(start + (end - start) * min(max(fraction, 0.0), 1.0), message)

    def part(self, start: float, end: float) -> "Monitor":
        """Return a monitor for a stage that is the share `start` to `end` of this one's work.

        Parameters
        ----------
        start, end : float
            Shares of this monitor's work, 0 to 1.

        Returns
        -------
        Monitor
            Shares this monitor's cancellation.
        """
        stage = Monitor(self._listener, self._cancelled)
        low, high = self._span
        stage._span = (low + (high - low) * start, low + (high - low) * end)
        return stage

    def silent(self) -> "Monitor":
        """Return a monitor that shares this one's cancellation and tells nobody how far it is.

        Returns
        -------
        Monitor
            For pieces that several threads work on.
        """
        return Monitor(None, self._cancelled)


@contextmanager
def watched_by(monitor: Monitor) -> Iterator[None]:
    """Let `stop_if_cancelled` on this thread ask a monitor meanwhile.

    Parameters
    ----------
    monitor : Monitor
        Of the job that the thread begins.

    Yields
    ------
    None
        While the job runs.
    """
    before = getattr(_watched, "monitor", None)
    _watched.monitor = monitor
    try:
        yield
    finally:
        _watched.monitor = before


def watching() -> Monitor:
    """Return the monitor that this thread asks; where there is none, one that nobody cancels.

    Returns
    -------
    Monitor
        To be given to threads that help with the job, by `watched_by`; it tells nobody.
    """
    monitor: Monitor | None = getattr(_watched, "monitor", None)
    return Monitor() if monitor is None else monitor.silent()


def stop_if_cancelled() -> None:
    """Stop here if the job that this thread works on was cancelled.

    For mathematics too deep to be handed a monitor, between steps of some 20 ms; elsewhere, and on
    threads without a job, nothing happens.

    Raises
    ------
    CancelledError
        When it was.
    """
    monitor: Monitor | None = getattr(_watched, "monitor", None)
    if monitor is not None:
        monitor.check()


def undivided(work: Callable[[], Value]) -> Value:
    """Do a step that cannot be divided, and stop waiting for it once the job is cancelled.

    Parameters
    ----------
    work : callable
        A call of NumPy or SciPy that lets other threads run, on arrays that nobody changes; never
        of torch. Abandoned, it comes to its end unheard.

    Returns
    -------
    Value
        What it returned. On threads without a job it is done right here.

    Raises
    ------
    CancelledError
        When the job was cancelled meanwhile.
    """
    monitor: Monitor | None = getattr(_watched, "monitor", None)
    if monitor is None:
        return work()
    monitor.check()
    found: list[Value] = []
    problems: list[BaseException] = []
    done = threading.Event()

    def run() -> None:
        try:
            found.append(work())
        except BaseException as problem:  # noqa: BLE001  (raised again where it is waited for)
            problems.append(problem)
        finally:
            done.set()

    threading.Thread(target=run, name="nasion-undivided", daemon=True).start()
    while not done.wait(LOOK_SECONDS):
        monitor.check()
    if problems:
        raise problems[0]
    return found[0]
