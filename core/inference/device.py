"""Where the networks run: the device, its name for people, threads, chunks, and memory that ends.

One place decides this, so that the window can show it and a full graphics memory becomes an offer
to go on with the CPU and not a crash.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import torch

from core.crew import shared_out
from core.errors import DeviceError
from core.monitor import Monitor, watched_by, watching

Value = TypeVar("Value")
_crew = threading.local()

CPU_CHUNK = 1024
"""Points at a time on the CPU. A head's field costs the same per point from 1024 to 8192 (14 to 16
microseconds); 1024 take 25 ms, so that a cancelled run stops within 30."""
GRAPHICS_CHUNK = 262_144
"""Points at a time on a graphics processor: enough to fill it, 1 GB of features at width 256."""


def choose_device() -> torch.device:
    """Return the fastest device of this machine.

    Returns
    -------
    torch.device
        CUDA before Apple's MPS before the CPU.
    """
    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return torch.device("cpu")


def processor() -> torch.device:
    """Return the CPU, whatever else there is: the way on when other memory is full.

    Returns
    -------
    torch.device
        Always there.
    """
    return torch.device("cpu")


def describe_device(device: torch.device) -> str:
    """Return a device's name for people.

    Parameters
    ----------
    device : torch.device
        As from `choose_device`.

    Returns
    -------
    str
        For a status line or a report.
    """
    if device.type == "cuda":
        return f"{torch.cuda.get_device_name(device)} (CUDA)"
    if device.type == "mps":
        return "Apple graphics (MPS)"
    return f"CPU ({torch.get_num_threads()} of {core_count()} cores)"


def core_count() -> int:
    """Return the number of cores of this machine."""
    return os.cpu_count() or 1


def thread_budget() -> int:
    """Return how many threads the networks may use: one core is left to the window."""
    return max(1, core_count() - 1)


def limit_threads(threads: int = 0) -> None:
    """Hold the networks to a number of threads; called once where a program starts.

    Parameters
    ----------
    threads : int
        At most as many as there are cores; 0 for `thread_budget`.
    """
    torch.set_num_threads(min(threads, core_count()) if threads > 0 else thread_budget())


def chunk_size(device: torch.device) -> int:
    """Return how many points to evaluate at a time.

    Parameters
    ----------
    device : torch.device
        Where they are evaluated.

    Returns
    -------
    int
        Number of points.
    """
    return CPU_CHUNK if device.type == "cpu" else GRAPHICS_CHUNK


def on_device(array: npt.NDArray[np.floating[Any]], device: torch.device) -> torch.Tensor:
    """Return an array on a device, in single precision.

    Parameters
    ----------
    array : ndarray
        Any numbers.
    device : torch.device
        Where they are used. CUDA takes them from pinned memory in the order of its one stream, so
        that the next piece is copied while the one before is worked on.

    Returns
    -------
    Tensor
        float32, the array's shape.
    """
    tensor = torch.from_numpy(np.ascontiguousarray(array, dtype=np.float32))
    if device.type == "cuda":
        return tensor.pin_memory().to(device, non_blocking=True)
    return tensor.to(device)


def is_out_of_memory(error: RuntimeError) -> bool:
    """Return whether an error of torch says that the device's memory is full.

    Parameters
    ----------
    error : RuntimeError
        As raised by torch; only CUDA has a class of its own for it.

    Returns
    -------
    bool
        False for any other failure.
    """
    return isinstance(error, torch.OutOfMemoryError) or "out of memory" in str(error).lower()


def run_in_chunks(
    work: Callable[[slice], None],
    count: int,
    device: torch.device,
    monitor: Monitor,
    message: str,
    *,
    chunk: int | None = None,
) -> None:
    """Do work piece by piece; halve the pieces once if memory runs out.

    Parameters
    ----------
    work : callable
        Does the part of the work that a slice names; may be called again for the same slice.
    count : int
        Size of the whole.
    device : torch.device
        Where it runs.
    monitor : Monitor
        Progress and cancellation, asked before each piece.
    message : str
        What is being done.
    chunk : int, optional
        Size of a piece; by device otherwise.

    Raises
    ------
    DeviceError
        When half a piece does not fit either.
    CancelledError
        When the monitor was cancelled.
    """
    size = chunk_size(device) if chunk is None else chunk
    start, halved = 0, False
    while start < count:
        monitor.report(start / count, message)
        piece = slice(start, min(start + size, count))
        try:
            work(piece)
        except RuntimeError as error:
            if not is_out_of_memory(error):
                raise
            if halved or size < 2:
                raise DeviceError(
                    f"The memory of {describe_device(device)} is full; "
                    "close other programs that use it, or choose the CPU."
                ) from error
            size, halved = size // 2, True
            _release_memory(device)
            continue
        start = piece.stop


@contextmanager
def by_pieces(device: torch.device) -> Iterator[int]:
    """Let `in_parallel` on this thread have all threads that torch may use; torch itself has one.

    Torch's own way of sharing out every single product and sum keeps two cores busy and is hardly
    faster than one: tasks whose pieces are independent are better shared out themselves.

    Parameters
    ----------
    device : torch.device
        Where the networks run.

    Yields
    ------
    int
        The number of threads; one where a device takes one thing after the other.
    """
    before = torch.get_num_threads()
    _crew.hands = before if device.type == "cpu" else 1
    torch.set_num_threads(1 if device.type == "cpu" else before)
    try:
        yield _crew.hands
    finally:
        _crew.hands = 1
        torch.set_num_threads(before)


def in_parallel(
    work: Callable[[int], Value], count: int, tell: Callable[[float], None] | None = None
) -> list[Value]:
    """Do independent pieces of work of some milliseconds, on several threads within `by_pieces`.

    Parameters
    ----------
    work : callable
        Does the piece of a number, without gradients.
    count : int
        Number of pieces.
    tell : callable, optional
        Called on this thread with the share that has been begun.

    Returns
    -------
    list
        What each piece returned.
    """
    most, monitor = getattr(_crew, "hands", 1), watching()

    def alone(number: int) -> Value:
        with torch.inference_mode(), watched_by(monitor):
            return work(number)

    # The number belongs to the thread that sets it.
    ready = (lambda: torch.set_num_threads(1)) if most > 1 else None
    return shared_out(alone, count, most, ready=ready, tell=tell)


def piece_size(count: int, most: int, least: int) -> int:
    """Return in how large pieces `in_parallel` is best given a whole.

    Parameters
    ----------
    count : int
        Size of the whole.
    most, least : int
        Of a piece: larger ones leave the cache, smaller ones cost more calls than work.

    Returns
    -------
    int
        So that every thread has as many pieces.
    """
    threads = getattr(_crew, "hands", 1)
    rounds = max(1, -(-count // (most * threads)))
    return max(least, -(-count // (rounds * threads)))


def _release_memory(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.empty_cache()
    elif device.type == "mps":
        torch.mps.empty_cache()
