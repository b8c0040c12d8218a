"""Speed of extraction, as ratios against the plain way in one run on one machine.

The plain way samples every node of the grid and runs scikit-image's marching cubes. It is timed
whole unless a share is asked for; then the label of its rows says so.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import torch

from core.geometry.grid import RegularGrid
from core.geometry.refinement import Volume
from core.inference.device import chunk_size, describe_device
from core.inference.field_sampler import Field
from core.monitor import Monitor

Row = dict[str, Any]
Value = TypeVar("Value")

PERSON = 7
"""Seed of the head that is timed: the mean head would hide what the way to the template costs."""
OURS = "sparse + flying edges"
DENSE = "dense"
CUBES = "marching cubes (scikit-image)"
EDGES = "flying edges"


@dataclass(frozen=True)
class Spent:
    """Time of one piece of work.

    Attributes
    ----------
    seconds : float
        By the clock.
    processor_seconds : float
        Of all this process' threads: what other programs on the machine do not change.
    """

    seconds: float
    processor_seconds: float

    def scaled(self, factor: float) -> "Spent":
        """Return the time of `factor` times as much work."""
        return Spent(factor * self.seconds, factor * self.processor_seconds)

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.seconds + other.seconds, self.processor_seconds + other.processor_seconds)


def timed(work: Callable[[], Value]) -> tuple[Value, Spent]:
    """Do work and time it.

    Parameters
    ----------
    work : callable
        Takes nothing.

    Returns
    -------
    result : object
        What it returned.
    spent : Spent
        How long it took.
    """
    clock, processor = time.perf_counter(), time.process_time()
    result = work()
    return result, Spent(time.perf_counter() - clock, time.process_time() - processor)


def dense_volume(
    field: Field, grid: RegularGrid, device: torch.device, monitor: Monitor, share: float = 1.0
) -> tuple[Volume, int]:
    """Sample every node, or an even share of the chunks.

    Parameters
    ----------
    field : callable
        (n, 3) points, mm, to (n,) signed distances, mm.
    grid : RegularGrid
        The nodes.
    device : torch.device
        Where the field lives.
    monitor : Monitor
        Progress and cancellation.
    share : float
        Part of the chunks that is sampled; the others stay at one spacing outside.

    Returns
    -------
    volume : (nz, ny, nx) float32
        mm.
    samples : int
        Nodes sampled.
    """
    volume = np.full(grid.node_count, grid.spacing, dtype=np.float32)
    stride, samples = max(1, round(1.0 / share)), 0
    length = chunk_size(device)
    with torch.inference_mode():
        for number, nodes in enumerate(grid.runs(length)):
            monitor.report(number * length / grid.node_count, "Sampling every node")
            if number % stride:
                continue
            points = torch.from_numpy(grid.points(nodes).astype(np.float32)).to(device)
            volume[nodes] = field(points).cpu().numpy()
            samples += len(nodes)
    return volume.reshape(grid.volume_shape), samples


def machine_rows(device: torch.device) -> list[Row]:
    """Return what the figures were measured on.

    Parameters
    ----------
    device : torch.device
        Where the networks run.

    Returns
    -------
    list of dict
        Tidy rows.
    """
    rows = [bench_row("machine", "device", describe_device(device), "")]
    try:
        load = os.getloadavg()[0]
    except (AttributeError, OSError):  # Windows keeps no load average
        return rows
    return [*rows, bench_row("machine", "load", load, "processes")]


def time_rows(case: str, spent: Spent) -> list[Row]:
    """Return what a piece of work took.

    Parameters
    ----------
    case : str
        What was timed.
    spent : Spent
        Its times.

    Returns
    -------
    list of dict
        By the clock and by the processor, s.
    """
    return [
        bench_row(case, "seconds", spent.seconds, "s"),
        bench_row(case, "processor_seconds", spent.processor_seconds, "s"),
    ]


def speedup_rows(case: str, other: Spent, ours: Spent) -> list[Row]:
    """Return how many times faster ours is.

    Parameters
    ----------
    case : str
        What is compared.
    other, ours : Spent
        Of the same run.

    Returns
    -------
    list of dict
        By the clock and by the processor, as ratios.
    """
    processor = other.processor_seconds / max(ours.processor_seconds, 1e-9)
    return [
        bench_row(case, "speedup", other.seconds / ours.seconds, "x"),
        bench_row(case, "processor_speedup", processor, "x"),
    ]


def bench_row(case: str, metric: str, value: float | str, unit: str) -> Row:
    """Return one row of a table of times.

    Parameters
    ----------
    case, metric : str
        What was timed, and what was told of it.
    value : float or str
        The figure.
    unit : str
        Its unit; empty where it has none.

    Returns
    -------
    dict
        Tidy form.
    """
    return {"case": case, "metric": metric, "value": value, "unit": unit}
