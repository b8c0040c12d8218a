"""Takes portraits for the networks, in files of a few hundred, and goes on where it stopped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from core.arrays import FloatArray, IntArray
from core.atomic import write_atomically
from core.evaluation.photo_scene import Portrait, Ranges, Studio
from core.monitor import Monitor

SHARD = 250
"""Portraits in a file."""


@dataclass(frozen=True, eq=False)
class Shard:
    """Some portraits and their truth.

    Attributes
    ----------
    pictures : (n, s, s, 3) uint8
        sRGB.
    person : (n, k) float32
        Identity, standard deviations.
    pose : (n, e) float32
        Weights of expressions.
    camera : (n, 13) float32
        Turn (9, row by row), shift (3, mm) and focal length (pixels).
    """

    pictures: IntArray
    person: FloatArray
    pose: FloatArray
    camera: FloatArray


def take_portraits(
    studio: Studio, folder: Path, count: int, sizes: Sequence[int], ranges: Ranges, monitor: Monitor
) -> list[Path]:
    """Take portraits that are not there yet.

    Parameters
    ----------
    studio : Studio
        Takes them.
    folder : Path
        Gets one file per `SHARD` portraits.
    count : int
        Portraits wanted; rounded up to whole files.
    sizes : sequence of int
        Heights and widths, pixels; files take turns.
    ranges : Ranges
        What is drawn from.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    list of Path
        All files, in order; the seed of a portrait is its number.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"portraits-{i:04d}.npz" for i in range(-(-count // SHARD))]
    for number, path in enumerate(paths):
        monitor.report(number / len(paths), f"Taking portraits {number * SHARD} of {count}")
        if not path.exists():
            seeds = range(number * SHARD, (number + 1) * SHARD)
            portraits = []
            for seed in seeds:
                monitor.check()
                portraits.append(studio.portrait(seed, sizes[number % len(sizes)], ranges))
            write_atomically(path, partial(_write, arrays=_arrays(portraits)))
    return paths


def _write(stream: BinaryIO, arrays: Mapping[str, npt.NDArray[np.generic]]) -> None:
    np.savez(stream, **arrays)  # type: ignore[arg-type]


def _arrays(portraits: list[Portrait]) -> dict[str, npt.NDArray[np.generic]]:
    cameras = [np.concatenate([p.turn.ravel(), p.shift, [p.focal]]) for p in portraits]
    return {
        "pictures": np.stack([p.picture for p in portraits]),
        "person": np.stack([p.person for p in portraits]).astype(np.float32),
        "pose": np.stack([p.pose for p in portraits]).astype(np.float32),
        "camera": np.stack(cameras).astype(np.float32),
    }


def read_shard(path: Path) -> Shard:
    """Read the file of `take_portraits` at a path."""
    with np.load(path) as arrays:
        return Shard(arrays["pictures"], arrays["person"], arrays["pose"], arrays["camera"])
