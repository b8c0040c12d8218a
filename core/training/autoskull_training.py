"""Trains AutoSkull on people whose skin and skull are both known."""

import copy
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
    join,
)

EPOCHS, EPOCHS_WITH_TEETH = 40, 80
"""As in the paper."""
RATE = 1e-3
"""Adam's, as in the paper."""
BATCH = 16
RIDGE = 0.3
"""Of the linear map beside the network, on codes of unit variance."""
JUDGE_SHARE = 0.2
"""Share of the people that say when a network beside a linear map has learned enough."""
DECAY = 0.3
"""Weight decay of a network that has a linear map beside it: it should only add what is curved."""
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
    straight : bool
        Whether the network is added to the best linear map, which is found first; as published, it
        is not.
    seed : int
        Of initial weights and batches.
    """

    components: int = COMPONENTS
    skin_weight: float = 1.0
    skull_weight: float = 1.0
    straight: bool = False
    seed: int = 0


def train_autoskull(
    people: Mapping[str, FloatArray],
    config: AutoSkullTraining,
    guesses: FloatArray | None = None,
) -> AutoSkull:
    """Fit components and network.

    Parameters
    ----------
    people : mapping of str to (m, k, 3) float64
        Posed ``skin``, ``skull`` and, for AutoSkull+, ``teeth``, mm.
    config : AutoSkullTraining
        Sizes, weights, seed.
    guesses : (m, n, 3) float64, optional
        First guesses, mm, made without having seen these people; the mean skull when left out.

    Returns
    -------
    AutoSkull
        Same people and config, same network.
    """
    basis = fit_joint_basis(people, config.components)
    guess = people["skull"].mean(axis=0)
    start = guess if guesses is None else guesses
    codes = basis.project(first_guess(people, start, basis))
    given = torch.as_tensor(codes, dtype=torch.float32)
    random = np.random.default_rng(config.seed)
    # What the components lack of a given guess is kept, hence no fault of the network.
    kept = {} if guesses is None else {"skull": _unexplained(basis, codes, guesses)}
    losses: list[Loss] = [
        (weight, *_target(people, basis, part, random, kept.get(part)))
        for part, weight in (("skin", config.skin_weight), ("skull", config.skull_weight))
    ]
    torch.manual_seed(config.seed)
    wished = basis.project(join(people))
    straight = _straight(codes, wished) if config.straight else None
    network = ResidualMlp(given.shape[1], straight=straight)
    decay = DECAY if config.straight else 0.0
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=decay)
    epochs = EPOCHS_WITH_TEETH if "teeth" in people else EPOCHS
    held = torch.as_tensor(np.flatnonzero(random.random(len(given)) < JUDGE_SHARE))
    taught = np.setdiff1d(np.arange(len(given)), held.numpy())
    best, least = copy.deepcopy(network), np.inf
    for epoch in range(epochs + 1):
        if config.straight:
            with torch.inference_mode():
                judged = float(_loss(network, given, losses, held))
            best, least = (copy.deepcopy(network), judged) if judged < least else (best, least)
        if epoch == epochs:
            break
        order = random.permutation(taught if config.straight else len(given))
        for rows in np.array_split(order, max(1, len(order) // BATCH)):
            loss = _loss(network, given, losses, torch.as_tensor(rows))
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
    network = best if config.straight else network
    return AutoSkull(basis, network.eval().requires_grad_(False), guess)


Loss = tuple[float, Tensor, Tensor]
"""Weight, map from codes to points, where the points are."""


def _loss(network: ResidualMlp, given: Tensor, losses: list[Loss], rows: Tensor) -> Tensor:
    """Return the weighted mean distances of skins and skulls of some people, mm."""
    moved = given[rows] + network(given[rows])
    loss = torch.zeros(())
    for weight, spread, wanted in losses:
        off = (moved @ spread - wanted[rows]).reshape(len(rows), -1, 3)
        loss = loss + weight * off.norm(dim=2).mean()
    return loss


def _straight(codes: FloatArray, wanted: FloatArray) -> Tensor:
    """Return the linear map from codes to their change, with ridge."""
    gram = codes.T @ codes + RIDGE * len(codes) * np.eye(codes.shape[1])
    return torch.as_tensor(np.linalg.solve(gram, codes.T @ (wanted - codes)), dtype=torch.float32)


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
    people: Mapping[str, FloatArray],
    basis: JointBasis,
    part: str,
    random: np.random.Generator,
    kept: FloatArray | None,
) -> tuple[Tensor, Tensor]:
    """Return the map from codes to some points of a part, and where those are."""
    points = people[part] if kept is None else people[part] - kept
    chosen = random.permutation(points.shape[1])[:LOSS_POINTS]
    columns = (3 * chosen[:, None] + np.arange(3)).reshape(-1) + basis.parts[part].start
    spread = (basis.basis[columns] * basis.deviation).T
    wanted = points[:, chosen].reshape(len(points), -1) - basis.mean[columns]
    return (
        torch.as_tensor(spread, dtype=torch.float32),
        torch.as_tensor(wanted, dtype=torch.float32),
    )


def _unexplained(basis: JointBasis, codes: FloatArray, guesses: FloatArray) -> FloatArray:
    """Return what the components lack of guesses (m, n, 3), mm."""
    place = basis.parts["skull"]
    flat = basis.mean[place] + (codes * basis.deviation) @ basis.basis[place].T
    lacking: FloatArray = guesses - flat.reshape(guesses.shape)
    return lacking
