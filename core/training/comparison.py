"""Trains the models that ours is compared with, each for the same time on the same heads.

Codes are not searched for: the population is known, so a head's part codes (cascade), its principal
components and expression weights (two fields, and joined to one for the global code) are given, and
every step may see new heads. SDFNet of the two chains learns the mean head first, which takes its
share of their time, and then stays: where the heads' points belong on it is known.
"""

import json
import logging
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import numpy as np
import torch
from scipy.spatial import cKDTree
from torch import Tensor, nn

from core.errors import NasionError
from core.evaluation.comparison_files import save_model
from core.evaluation.ict import MULTI_PIE, load_population
from core.geometry.mesh import Mesh
from core.models.cascade import ChainConfig, DeformationChain
from core.models.global_code import GlobalCodeConfig, GlobalCodeModel
from core.models.two_field import two_field_config
from core.monitor import Monitor
from core.training.comparison_losses import LossWeights, chain_loss, global_loss
from core.training.comparison_samples import HeadSampler, Sampling
from core.training.composites import Drawing, HeadSource
from core.training.head_surface import build_head_surface
from core.training.loop import TrainingLoop
from core.training.sdf_training import SdfTraining, train_sdf
from core.training.source import make_source

LOGGER = logging.getLogger(__name__)

REGION_LANDMARKS = {
    "expression": (36, 45, 30, 48, 54),
    "nose": (27, 30, 31, 33, 35),
    "eyes": (36, 39, 42, 45, 27),
    "mouth": (48, 51, 54, 57, 62),
    "remainder": (8, 4, 12, 1, 15),
    "identity": (36, 45, 30, 48, 54),
}
"""Five Multi-PIE landmarks per stage; those of the two-field stages are ImFace's."""
TIMED_STEPS = 12
"""Steps that are run, and forgotten, to learn how many fit into the time."""


Loss = Callable[[torch.Generator], Tensor]


@dataclass(frozen=True)
class ComparisonTraining:
    """Everything that decides what the compared models become."""

    minutes: float = 8.0
    """Processor time of each model; wall time too where one thread has a core to itself."""
    sdf: SdfTraining = field(
        default_factory=lambda: SdfTraining(steps=4000, batch=3072, pool=240_000)
    )
    """How SDFNet learns the mean head; its time is taken from that of the chains."""
    cascade_rate: float = 8.0e-4
    """Adam's first step size for the cascade: at 3e-3 it diverged, since the steps of all hidden
    units add up in the weights that the hyper-network writes."""
    two_field_rate: float = 4.0e-4
    """Adam's first step size for the two fields, whose hyper-network is wider: 8e-4 diverged."""
    single_rate: float = 7.0e-4
    """Adam's first step size for the single-code network."""
    seed: int = 11
    """Of every random draw."""
    cascade: ChainConfig = field(default_factory=ChainConfig)
    """Sizes of the cascade."""
    two_field: ChainConfig = field(default_factory=two_field_config)
    """Sizes of the two-field model."""
    global_code: GlobalCodeConfig = field(default_factory=GlobalCodeConfig)
    """Sizes of the single-code network."""
    losses: LossWeights = field(default_factory=LossWeights)
    """Weights of the terms."""
    sampling: Sampling = field(default_factory=Sampling)
    """What a step sees."""
    drawing: Drawing = field(default_factory=Drawing)
    """How heads are drawn."""
    models: tuple[str, ...] = ("cascade", "global_code", "two_field", "cascade_plain")
    """What is trained; ``cascade_plain`` is the cascade without direct correspondence."""

    def only(self, names: tuple[str, ...]) -> "ComparisonTraining":
        """Return the same training of some models.

        Parameters
        ----------
        names : tuple of str
            Of `models`; all when empty.

        Returns
        -------
        ComparisonTraining
            With those models.

        Raises
        ------
        NasionError
            When a name is not known.
        """
        unknown = [name for name in names if name not in self.models]
        if unknown:
            known = ", ".join(self.models)
            raise NasionError(f"There is no compared model '{unknown[0]}'; choose of {known}.")
        return replace(self, models=names or self.models)


@dataclass(frozen=True, eq=False)
class Prepared:
    """What all models learn from.

    Attributes
    ----------
    head : Mesh
        The watertight mean head, mm.
    source : HeadSource
        Draws heads.
    sampler : HeadSampler
        Draws their points.
    landmarks : dict of str to (5,) int64 Tensor
        Vertices per stage.
    """

    head: Mesh
    source: HeadSource
    sampler: HeadSampler
    landmarks: dict[str, Tensor]


def train_comparison(
    data: Path, work: Path, out: Path, config: ComparisonTraining, monitor: Monitor
) -> list[Path]:
    """Train the compared models and write them; resumes where it was killed.

    Parameters
    ----------
    data : Path
        The shared data folder.
    work : Path
        Checkpoints and the plan of steps.
    out : Path
        Folder that receives two files per model.
    config : ComparisonTraining
        Sizes, time, seed.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    list of Path
        What was written.
    """
    work.mkdir(parents=True, exist_ok=True)
    prepared = _prepare(data, config)
    written = []
    for number, name in enumerate(config.models):
        part = monitor.part(number / len(config.models), (number + 1) / len(config.models))
        written.append(train_one(name, prepared, work, out, config, part))
    return written


def _prepare(data: Path, config: ComparisonTraining) -> Prepared:
    population = load_population(data)
    surface = build_head_surface(population)
    sizes = dict(config.cascade.code_sizes)
    source = make_source(population, surface, sizes)
    _, index = cKDTree(population.mean).query(source.vertices)
    heads = HeadSource(source, population.identity[:, index], config.drawing)
    generator = np.random.default_rng(config.seed)
    sampler = HeadSampler(heads, surface.mesh, config.sampling, generator)
    _, at = cKDTree(source.vertices).query(population.mean[MULTI_PIE])
    landmarks = {name: torch.tensor(at[list(chosen)]) for name, chosen in REGION_LANDMARKS.items()}
    return Prepared(surface.mesh, heads, sampler, landmarks)


def train_one(
    name: str,
    prepared: Prepared,
    work: Path,
    out: Path,
    config: ComparisonTraining,
    monitor: Monitor,
) -> Path:
    """Train one model and write it; resumes where it was killed.

    Parameters
    ----------
    name : str
        Of `ComparisonTraining.models`.
    prepared : Prepared
        What it learns from.
    work, out : Path
        Folders of checkpoints and of results.
    config : ComparisonTraining
        Sizes, time, seed.
    monitor : Monitor
        Cancellation.

    Returns
    -------
    Path
        The weights' file.
    """
    torch.manual_seed(config.seed)
    network, loss, spent = _make(name, prepared, work, config, monitor)
    plan = work / f"{name}.json"
    if not plan.is_file():
        steps = _steps_within(network, loss, 60.0 * config.minutes - spent, config)
        plan.write_text(json.dumps({"steps": steps, "curve": [], "seconds": 0.0, "loss": 0.0}))
    facts = {"seconds": 0.0, "loss": 0.0, **json.loads(plan.read_text())}
    rates = {"global_code": config.single_rate, "two_field": config.two_field_rate}
    rate = rates.get(name, config.cascade_rate)
    loop = TrainingLoop(network, facts["steps"], rate, work / f"{name}.pt", config.seed)
    curve: list[tuple[float, str]] = []
    begin = time.process_time()
    watch = Monitor(lambda share, message: curve.append((round(share, 3), message)))
    try:
        # A finished run that is only written again has no step left and keeps its last loss.
        facts["loss"] = loop.run(_checked(loss, monitor), watch) or facts["loss"]
    finally:
        facts["curve"] += curve
        facts["seconds"] += time.process_time() - begin
        plan.write_text(json.dumps(facts))
    record = {
        "model": name,
        "parameters": sum(p.numel() for p in network.parameters()),
        "minutes": config.minutes,
        "steps": facts["steps"],
        "seconds_sdf": round(spent, 1),
        "seconds_joint": round(facts["seconds"], 1),
        "seed": config.seed,
        "learning_rate": rate,
        "losses": asdict(_weights(name, config)),
        "sampling": asdict(config.sampling),
        "drawing": asdict(config.drawing),
        "final_loss": round(facts["loss"], 4),
        "curve": facts["curve"],
        "sources": ["ICT Face Model Light, (c) 2020 USC Institute for Creative Technologies, MIT"],
    }
    LOGGER.info("%s: %d steps, loss %.4f", name, facts["steps"], facts["loss"])
    return save_model(out, name, network, record)


def _checked(loss: Loss, monitor: Monitor) -> Loss:
    def watched(pick: torch.Generator) -> Tensor:
        monitor.check()
        return loss(pick)

    return watched


def _weights(name: str, config: ComparisonTraining) -> LossWeights:
    plain = name.endswith("_plain")
    return replace(config.losses, correspondence=0.0) if plain else config.losses


def _make(
    name: str,
    prepared: Prepared,
    work: Path,
    config: ComparisonTraining,
    monitor: Monitor,
) -> tuple[nn.Module, Loss, float]:
    """Return the network, its loss and the seconds its SDFNet has taken already."""
    sampler, weights = prepared.sampler, _weights(name, config)
    if name == "global_code":
        single = GlobalCodeModel(config.global_code)
        return single, lambda pick: global_loss(single, sampler, weights, pick), 0.0
    sizes = config.two_field if name.startswith("two_field") else config.cascade
    landmarks = prepared.landmarks
    places = {stage: prepared.source.mean[landmarks[stage]] for stage in sizes.code_sizes}
    chain = DeformationChain(sizes, places)
    spent = _train_template(chain, prepared.head, work, config, monitor)
    chain.sdf.requires_grad_(False)
    return chain, lambda pick: chain_loss(chain, sampler, landmarks, weights, pick), spent


def _train_template(
    chain: DeformationChain, head: Mesh, work: Path, config: ComparisonTraining, monitor: Monitor
) -> float:
    """Teach SDFNet the mean head, once for all chains; return the seconds it took."""
    clock = work / "sdf_seconds.json"
    begin = time.process_time()
    train_sdf(chain.sdf, head, config.sdf, work / "sdf.pt", config.seed, monitor.part(0.0, 0.1))
    if not clock.is_file():
        clock.write_text(json.dumps(time.process_time() - begin))
    return float(json.loads(clock.read_text()))


def _steps_within(
    network: nn.Module, loss: Loss, seconds: float, config: ComparisonTraining
) -> int:
    pick = torch.Generator().manual_seed(config.seed)
    optimiser = torch.optim.Adam(network.parameters(), lr=0.0)
    loss(pick)
    begin = time.process_time()
    for _ in range(TIMED_STEPS):
        optimiser.zero_grad(set_to_none=True)
        loss(pick).backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return max(1, int(seconds * TIMED_STEPS / (time.process_time() - begin)))
