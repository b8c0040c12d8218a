"""Trains AutoSkull on people whose skin and skull are both known."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from core.arrays import FloatArray
from core.models.autoskull import (
    COMPONENTS,
    AutoSkull,
    JointBasis,
    ResidualMlp,
    first_guess,
    fit_joint_basis,
)

EPOCHS, EPOCHS_WITH_TEETH = 40, 80
"""As in the paper."""
RATE = 1e-3
"""Adam's, as in the paper."""
BATCH = 16
LOSS_POINTS = 1200
"""Vertices of each mesh in the loss: a random share of them, drawn once."""


@dataclass(frozen=True)
class AutoSkullTraining:
    """How an AutoSkull is trained.

    Attributes
    ----------
    components : int
        Of the joint basis.
    skin_weight, skull_weight : float
        The paper's lambdas: weight of the distance between the skins and between the skulls.
    seed : int
        Of initial weights and batches.
    """

    components: int = COMPONENTS
    skin_weight: float = 1.0
    skull_weight: float = 1.0
    seed: int = 0


def train_autoskull(people: Mapping[str, FloatArray], config: AutoSkullTraining) -> AutoSkull:
    """Fit components and network.

    Parameters
    ----------
    people : mapping of str to (m, k, 3) float64
        Posed ``skin``, ``skull`` and, for AutoSkull+, ``teeth``, mm.
    config : AutoSkullTraining
        Sizes, weights, seed.

    Returns
    -------
    AutoSkull
        Same people and config, same network.
    """
    basis = fit_joint_basis(people, config.components)
    guess = people["skull"].mean(axis=0)
    given = torch.as_tensor(basis.project(first_guess(people, guess, basis)), dtype=torch.float32)
    random = np.random.default_rng(config.seed)
    losses = [
        (weight, *_target(people, basis, part, random))
        for part, weight in (("skin", config.skin_weight), ("skull", config.skull_weight))
    ]
    torch.manual_seed(config.seed)
    network = ResidualMlp(given.shape[1])
    optimiser = torch.optim.Adam(network.parameters(), lr=RATE)
    epochs = EPOCHS_WITH_TEETH if "teeth" in people else EPOCHS
    for _ in range(epochs):
        order = random.permutation(len(given))
        for rows in np.array_split(order, max(1, len(order) // BATCH)):
            chosen = torch.as_tensor(rows)
            codes = given[chosen] + network(given[chosen])
            loss = torch.zeros(())
            for weight, spread, wanted in losses:
                off = (codes @ spread - wanted[chosen]).reshape(len(rows), -1, 3)
                loss = loss + weight * off.norm(dim=2).mean()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
    return AutoSkull(basis, network.eval().requires_grad_(False), guess)


def reconstruction_error(
    people: Mapping[str, FloatArray], held_out: Mapping[str, FloatArray], components: int
) -> float:
    """Return what a joint basis of some size cannot express of people it has not seen.

    Parameters
    ----------
    people, held_out : mapping of str to (m, k, 3) float64
        To fit to, and to measure on; posed, mm.
    components : int
        Size of the basis.

    Returns
    -------
    float
        Mean distance of skull vertices, mm.
    """
    basis = fit_joint_basis(people, components)
    data = np.hstack([np.asarray(p).reshape(len(p), -1) for p in held_out.values()])
    left = basis.restore(basis.project(data)) - data
    skull = left[:, basis.parts["skull"]].reshape(len(data), -1, 3)
    return float(np.linalg.norm(skull, axis=2).mean())


def _target(
    people: Mapping[str, FloatArray], basis: JointBasis, part: str, random: np.random.Generator
) -> tuple[Tensor, Tensor]:
    """Return the map from codes to some points of a part, and where those are."""
    points = people[part]
    chosen = random.permutation(points.shape[1])[:LOSS_POINTS]
    columns = (3 * chosen[:, None] + np.arange(3)).reshape(-1) + basis.parts[part].start
    spread = (basis.basis[columns] * basis.deviation).T
    wanted = points[:, chosen].reshape(len(points), -1) - basis.mean[columns]
    return (
        torch.as_tensor(spread, dtype=torch.float32),
        torch.as_tensor(wanted, dtype=torch.float32),
    )
