"""One worker thread that owns every computation: one job runs, one waits in each lane.

A job is a frozen request that computes a frozen response. Every submitted request ends exactly once
with an `Outcome`: a result, an error or cancelled. Nothing is interrupted in the middle: a
cancelled job stops at its next look at its monitor.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QThread, Signal

from core.errors import CancelledError, DeviceError, NasionError
from core.monitor import Monitor, watched_by

logger = logging.getLogger(__name__)

PROGRESS_INTERVAL = 0.1
"""Seconds between two reports of progress; each repaints the window, which costs 20 ms without a
graphics card, and takes them from what reports."""

Tools = TypeVar("Tools")


class Request(Protocol):
    """What a job offers; a frozen value that captures all its inputs."""

    @property
    def title(self) -> str:
        """What is being done, for the status line."""

    def run(self, tools: Any, monitor: Monitor) -> Any:
        """Compute the response on the worker thread.

        Parameters
        ----------
        tools : Any
            What the worker thread owns, such as the head model.
        monitor : Monitor
            Progress and cancellation.
        """


@dataclass(frozen=True, eq=False)
class Task:
    """A request of the user, what to do with its response, and whether it opens another head."""

    request: Request
    then: Callable[[Any], None]
    replaces: bool


@dataclass(frozen=True, eq=False)
class Outcome:
    """How a job ended.

    Attributes
    ----------
    request : Request
        The job.
    response : Any
        Its result; None unless it succeeded.
    error : str
        One sentence for the user; empty unless it failed.
    cancelled : bool
        Whether it was cancelled or displaced.
    memory_full : bool
        Whether it failed for want of the device's memory, so that the CPU is a way on.
    """

    request: Request
    response: Any = None
    error: str = ""
    cancelled: bool = False
    memory_full: bool = False

    @property
    def succeeded(self) -> bool:
        """Whether there is a result."""
        return not self.error and not self.cancelled


def perform(request: Request, tools: Any, monitor: Monitor) -> Outcome:
    """Run a request and turn every way it can end into an outcome. Any thread.

    Parameters
    ----------
    request : Request
        The job.
    tools : Any
        What it works with.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    Outcome
        Never raises.
    """
    try:
        monitor.check()
        with watched_by(monitor):
            return Outcome(request, response=request.run(tools, monitor))
    except CancelledError:
        return Outcome(request, cancelled=True)
    except DeviceError as error:
        return Outcome(request, error=str(error), memory_full=True)
    except NasionError as error:
        return Outcome(request, error=str(error))
    except MemoryError:
        logger.exception("%s ran out of memory", request.title)
        return Outcome(
            request,
            error=f"{request.title} needs more memory than there is; close other programs and "
            "try again. Nothing was changed.",
        )
    except Exception as error:
        logger.exception("%s failed", request.title)
        # Graphics memory may also end where nobody works in chunks.
        if isinstance(error, RuntimeError) and "out of memory" in str(error).lower():
            text = f"{request.title} needs more graphics memory than there is. Nothing was changed."
            return Outcome(request, error=text, memory_full=True)
        return Outcome(
            request,
            error=f"{request.title} failed unexpectedly ({type(error).__name__}: {error}). Nothing "
            "was changed; please report it with the log.",
        )


class JobRunner(QObject, Generic[Tools]):
    """Runs requests one after the other on a thread of its own.

    Parameters
    ----------
    tools : Tools
        Handed to every request, on the worker thread only.
    parent : QObject, optional
        Owner.

    Notes
    -----
    All methods are for the thread that made the runner; its signals arrive there.
    """

    progressed = Signal(object, float, str)
    """A request, the share done (0 to 1) and what is being done."""
    finished = Signal(object)
    """An `Outcome`, exactly one for every request submitted."""

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = _WorkerThread(tools, self)
        self._thread.setObjectName("nasion worker")
        self._thread.progressed.connect(self.progressed)
        self._thread.ended.connect(self.finished)
        self._thread.start()

    def submit(self, request: Request, lane: str = "tasks") -> None:
        """Run a request when the worker is free; one that waits in its lane ends as cancelled.

        Parameters
        ----------
        request : Request
            The job.
        lane : str
            Requests of different lanes do not displace each other; first come, first served.
        """
        displaced = self._thread.put(request, lane)
        if displaced is not None:
            self.finished.emit(Outcome(displaced, cancelled=True))

    def cancel(self, request: Request) -> None:
        """Ask a request to stop; one that does not run or wait is ignored.

        Parameters
        ----------
        request : Request
            As submitted.
        """
        if self._thread.take_back(request):
            self.finished.emit(Outcome(request, cancelled=True))

    def shutdown(self) -> None:
        """Stop the worker: what waits is dropped, what runs is cancelled and waited for."""
        self._thread.close()
        self._thread.wait()


class _WorkerThread(QThread):
    """The thread; requests are handed over under one lock."""

    progressed = Signal(object, float, str)
    ended = Signal(object)

    def __init__(self, tools: Any, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._lock = threading.Condition()
        self._pending: dict[str, Request] = {}
        self._running: Request | None = None
        self._monitor = Monitor()
        self._closing = False

    def put(self, request: Request, lane: str) -> Request | None:
        """Let a request wait in its lane and return the one it displaces. Any thread."""
        with self._lock:
            displaced = self._pending.pop(lane, None)
            self._pending[lane] = request
            self._lock.notify_all()
        return displaced

    def take_back(self, request: Request) -> bool:
        """Return whether a pending request was withdrawn; cancel it if it runs. Any thread."""
        with self._lock:
            if self._running is request:
                self._monitor.cancel()
            lanes = [lane for lane, waiting in self._pending.items() if waiting is request]
            for lane in lanes:
                del self._pending[lane]
            return bool(lanes)

    def close(self) -> None:
        """Let the thread end. Any thread."""
        with self._lock:
            self._closing = True
            self._pending.clear()
            self._monitor.cancel()
            self._lock.notify_all()

    def run(self) -> None:
        """Work until closed. The worker thread."""
        while (request := self._next()) is not None:
            outcome = perform(request, self._tools, self._monitor)
            with self._lock:
                self._running = None
            self.ended.emit(outcome)

    def _next(self) -> Request | None:
        with self._lock:
            while not self._pending and not self._closing:
                self._lock.wait()
            if self._closing:
                return None
            request = self._pending.pop(next(iter(self._pending)))
            self._running = request
            self._monitor = Monitor(_Reporter(self, request))
            return request

    def tell(self, request: Request, fraction: float, message: str) -> None:
        """Pass progress on. The worker thread."""
        self.progressed.emit(request, fraction, message)


class _Reporter:
    """Turns a monitor's reports into signals, not more often than anybody can see."""

    def __init__(self, thread: _WorkerThread, request: Request) -> None:
        self._thread = thread
        self._request = request
        self._last = 0.0

    def __call__(self, fraction: float, message: str) -> None:
        now = time.monotonic()
        if now - self._last >= PROGRESS_INTERVAL or fraction >= 1.0:
            self._last = now
            self._thread.tell(self._request, fraction, message)
