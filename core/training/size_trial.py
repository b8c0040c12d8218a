"""Which trunk to ship: error of several sizes against how many points they evaluate a second.

Every size is trained by the same number of steps on the same samples, and a low precision is tried
on each, since a faster head is worth an error of a few hundredths of a millimetre but no more.
"""

import json
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch

from core.atomic import write_atomically
from core.evaluation.ict import load_population
from core.geometry.template import PARTS
from core.models.part_statistics import PartStatistics
from core.models.parts import PartsConfig, PartsModel
from core.models.windows import part_weights_array
from core.monitor import Monitor
from core.training.head_surface import build_head_surface
from core.training.parts_training import TrunkTraining, train_trunk
from core.training.source import Source, make_source

SIZES = ((128, 192), (192, 288), (256, 384), (320, 480))
"""Width and features of the trunks tried."""
PEOPLE = 20
"""People whose skin is predicted; no training sample knows their codes."""
SIZES_FILE = "sizes.json"
"""Results in the work folder, for the model card."""
CHUNK = 4096
REPEATS = 12


@dataclass(frozen=True)
class SizeResult:
    """One size.

    Attributes
    ----------
    width, features : int
        Of the trunk.
    steps : int
        Of training.
    seconds : float
        Of training.
    error_mm : float
        Mean distance of the skin's vertices from where the population's codes put them.
    thousand_points_per_second : float
        Displacements of a bound head, on one thread.
    bfloat16_error_mm : float
        What evaluating the trunk in bfloat16 adds: mean distance to the result in float32.
    """

    width: int
    features: int
    steps: int
    seconds: float
    error_mm: float
    thousand_points_per_second: float
    bfloat16_error_mm: float


def try_sizes(data: Path, work: Path, steps: int, seed: int, monitor: Monitor) -> list[SizeResult]:
    """Train and measure every size; resumable.

    Parameters
    ----------
    data : Path
        The shared data folder.
    work : Path
        Checkpoints and ``sizes.json``, which the model card of the next bundle shows.
    steps : int
        Optimisation steps of each.
    seed : int
        Of every draw.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    list of SizeResult
        In the order of `SIZES`.
    """
    population = load_population(data)
    surface = build_head_surface(population)
    shipped = PartsConfig(expressions=53, lip_sides=True)
    source = make_source(population, surface, dict(shipped.code_sizes))
    results = []
    for number, (width, features) in enumerate(SIZES):
        watch = monitor.part(number / len(SIZES), (number + 1) / len(SIZES))
        torch.manual_seed(seed)
        model = PartsModel(replace(shipped, trunk_width=width, trunk_features=features))
        begun = time.perf_counter()
        checkpoint = work / f"size-{width}.pt"
        config = TrunkTraining(steps=steps)
        train_trunk(model, surface.mesh, source, config, checkpoint, seed, watch)
        seconds = time.perf_counter() - begun
        model.eval().requires_grad_(False)
        results.append(_measured(model, source, steps, seconds, seed))
    text = json.dumps([asdict(result) for result in results], indent=1)
    write_atomically(work / SIZES_FILE, text.encode())
    return results


def read_sizes(work: Path) -> list[dict[str, float]]:
    """Return the results of the last trial.

    Parameters
    ----------
    work : Path
        Its work folder.

    Returns
    -------
    list of dict
        Fields of `SizeResult`; none when there was no trial.
    """
    path = work / SIZES_FILE
    if not path.is_file():
        return []
    results: list[dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return results


def _measured(
    model: PartsModel, source: Source, steps: int, seconds: float, seed: int
) -> SizeResult:
    joined = np.concatenate([source.basis.loadings[part] for part in PARTS])
    statistics = PartStatistics(model.code_sizes, joined, source.basis.size_loading)
    generator = np.random.default_rng(seed + 7)
    points = torch.tensor(source.vertices, dtype=torch.float32)
    truth_modes = {part: source.basis.modes[part] for part in PARTS}
    windows = dict(zip(PARTS, part_weights_array(source.vertices), strict=True))
    errors, losses = [], []
    for _ in range(PEOPLE):
        codes = statistics.split(joined @ generator.normal(size=joined.shape[1]))
        truth = sum(
            windows[part][:, None] * np.tensordot(codes[part], truth_modes[part], axes=1)
            for part in PARTS
        )
        with torch.inference_mode():
            bound = model.bind({part: torch.tensor(codes[part]) for part in PARTS})
            found = bound.displacement(points).double().numpy()
            with torch.autocast("cpu", torch.bfloat16):
                rough = bound.displacement(points).double().numpy()
        errors.append(np.linalg.norm(found - truth, axis=1).mean())
        losses.append(np.linalg.norm(rough - found, axis=1).mean())
    config = model.config
    return SizeResult(
        config.trunk_width,
        config.trunk_features,
        steps,
        round(seconds, 1),
        round(float(np.mean(errors)), 4),
        round(_speed(model, points[:CHUNK]), 1),
        round(float(np.mean(losses)), 4),
    )


def _speed(model: PartsModel, points: torch.Tensor) -> float:
    """Return thousand points a second on one thread, the best of several runs."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    bound = model.bind({part: torch.ones(size) for part, size in model.code_sizes.items()})
    best = float("inf")
    with torch.inference_mode():
        for _ in range(REPEATS):
            begun = time.perf_counter()
            bound.displacement(points)
            best = min(best, time.perf_counter() - begun)
    torch.set_num_threads(threads)
    return len(points) / best / 1000.0
