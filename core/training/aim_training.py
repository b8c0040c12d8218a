"""Trains the template AIM: shared features in which any person's anatomy is a last layer.

Persons drawn from the population, each with a skull that its skin allows, share the features; the
first is the mean head with the population's expressions. Resumable.
"""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from core.bundles.bundle import Bundle
from core.geometry.mesh import Mesh
from core.inference.aim_fill import filled_anatomy
from core.inference.aim_learn import population_shapes
from core.inference.aim_person import person_constraints
from core.inference.aim_targets import LearnedFrom, make_targets
from core.inference.head_basis import HeadBasis
from core.inference.skull_from_skin import infer_skull
from core.models.aim import AimConfig, AimNetwork
from core.models.aim_losses import AimTargets, AimWeights, total_loss
from core.monitor import Monitor
from core.training.loop import TrainingLoop

PERSONS = 24
"""Persons whose anatomies share the features."""


@dataclass(frozen=True)
class AimTraining:
    """How the template AIM is trained."""

    network: AimConfig = field(default_factory=lambda: AimConfig(persons=PERSONS))
    """Sizes of the ensemble."""
    weights: AimWeights = field(default_factory=AimWeights)
    """What each loss counts."""
    steps: int = 6000
    """Number of optimisation steps."""
    batch: int = 1024
    """Template vertices per step."""
    learning_rate: float = 1e-3
    """Adam's first step size; falls to zero along a cosine."""
    seed: int = 1
    """Of persons, weights and batches."""


def train_aim(
    bundle: Bundle, checkpoint: Path, config: AimTraining, monitor: Monitor
) -> AimNetwork:
    """Train the template AIM, or go on from its checkpoint.

    Parameters
    ----------
    bundle : Bundle
        Template, population and skull predictor.
    checkpoint : Path
        Written every few minutes; the persons drawn lie beside it.
    config : AimTraining
        Sizes, steps, seed.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    AimNetwork
        Trained, in evaluation mode.

    Raises
    ------
    CancelledError
        When the monitor was cancelled; the checkpoint is kept.
    """
    targets = population_targets(bundle, config, monitor.part(0.0, 0.1))
    torch.manual_seed(config.seed)
    network = AimNetwork(config.network)
    with torch.no_grad():
        network.twists.copy_(torch.tensor(bundle.jaw_twists, dtype=torch.float32))
    network.twists.requires_grad_(False)
    chance = _chances(bundle)

    def loss(pick: torch.Generator) -> Tensor:
        rows = torch.multinomial(chance, config.batch, generator=pick)
        return total_loss(network, targets.at(rows), config.weights)

    loop = TrainingLoop(network, config.steps, config.learning_rate, checkpoint, config.seed)
    loop.run(loss, monitor.part(0.1, 1.0))
    return network.eval().requires_grad_(False)


def population_targets(bundle: Bundle, config: AimTraining, monitor: Monitor) -> AimTargets:
    """Draw the persons and find their anatomies.

    Parameters
    ----------
    bundle : Bundle
        Population and skull predictor.
    config : AimTraining
        Number of persons and seed.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    AimTargets
        The first person is the mean head.
    """
    template = bundle.template
    basis = HeadBasis(bundle)
    persons = []
    for number in range(config.network.persons):
        monitor.report(number / config.network.persons, "Drawing persons")
        skin = template.skin
        if number:
            codes, size = bundle.statistics.sample(config.seed * 100_003 + number)
            skin = skin.with_vertices(basis.surface(bundle.statistics.join(codes), size))
        persons.append(_person(bundle, skin, number))
    shapes, _ = population_shapes(bundle, template.skin)
    return make_targets(bundle, persons, shapes)


def _person(bundle: Bundle, skin: Mesh, number: int) -> LearnedFrom:
    """Return a person with the likeliest skull (the first) or one that the skin allows."""
    estimate = infer_skull(bundle.skull, bundle.template, skin)
    skull = estimate.mesh
    if number:
        skull = skull.with_vertices(estimate.samples(1, seed=number)[0])
    found = person_constraints(bundle, skin, skull)
    return LearnedFrom(skin, found, filled_anatomy(skin, found, bundle.template.skin))


def _chances(bundle: Bundle) -> Tensor:
    """Return how often each vertex is drawn: the face three times as often as the rest."""
    return torch.tensor(np.where(bundle.template.face_mask, 3.0, 1.0), dtype=torch.float32)
