"""Teaches the landmark network from drawn portraits; stops and goes on from a checkpoint."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from core.arrays import IntArray
from core.models.landmark_net import CROP, LandmarkNet, place_loss
from core.models.morphable import MorphableModel
from core.monitor import Monitor
from core.training.photo_pictures import Shard, read_shard

SIDE = 4.3
"""Side of a crop over the root-mean-square distance of landmarks from their middle."""
TURN, SHIFT, GROWTH = 0.35, 0.07, 0.12
"""Deviations of a crop: radians, crops, relative size."""
BATCH, STRANGERS, RATE = 48, 12, 1.5e-3
SAVE_EVERY = 100
"""Steps between checkpoints."""


class Pictures:
    """All portraits in memory, with the places of their landmarks.

    Parameters
    ----------
    paths : sequence of Path
        Files of `take_portraits`.
    model : MorphableModel
        Of the landmarks only.
    """

    def __init__(self, paths: Sequence[Path], model: MorphableModel) -> None:
        pictures, places = [], []
        for path in paths:
            shard = read_shard(path)
            pictures.append(shard.pictures)
            places.append(_places(shard, model))
        self.pictures = np.concatenate(pictures)
        self.places: npt.NDArray[np.float32] = np.concatenate(places)

    def __len__(self) -> int:
        return len(self.pictures)

    def batch(self, chosen: IntArray, rng: np.random.Generator | None) -> tuple[Tensor, Tensor]:
        """Return crops and the places in them.

        Parameters
        ----------
        chosen : (n,) int64
            Which portraits.
        rng : numpy.random.Generator, optional
            Draws how crops lie; without it they are upright and centred.

        Returns
        -------
        crops : (n, 3, 128, 128) float32
            From zero to one.
        places : (n, m, 2) float32
            Half crops.
        """
        places = torch.from_numpy(self.places[chosen])
        middle, spread = _extent(places)
        count = len(chosen)
        drawn = np.zeros((count, 4)) if rng is None else rng.normal(size=(count, 4))
        angle = torch.tensor(drawn[:, 0] * TURN, dtype=torch.float32)
        half = 0.5 * SIDE * spread * torch.tensor(np.exp(GROWTH * drawn[:, 1]), dtype=torch.float32)
        shift = torch.tensor(drawn[:, 2:] * SHIFT, dtype=torch.float32)
        middle = middle + 2.0 * half[:, None] * shift
        turn = torch.stack([angle.cos(), -angle.sin(), angle.sin(), angle.cos()], 1).view(-1, 2, 2)
        crops = self._cut(chosen, middle, half, turn)
        return crops, (places - middle[:, None]) @ turn / half[:, None, None]

    def strangers(self, chosen: IntArray, rng: np.random.Generator) -> Tensor:
        """Return crops that show no face, or one that is far too small, too large or too far off.

        Parameters
        ----------
        chosen : (n,) int64
            Which portraits.
        rng : numpy.random.Generator
            Draws how crops lie.

        Returns
        -------
        (n, 3, 128, 128) float32
            From zero to one.
        """
        middle, spread = _extent(torch.from_numpy(self.places[chosen]))
        count = len(chosen)
        growth = np.exp(rng.uniform(np.log(0.25), np.log(3.0), count))
        shift = rng.uniform(-0.9, 0.9, (count, 2))
        near = (np.abs(np.log(growth)) < 0.5) & (np.abs(shift).max(axis=1) < 0.3)
        shift[near] = np.sign(shift[near]) * (0.35 + np.abs(shift[near]))
        half = 0.5 * SIDE * spread * torch.tensor(growth, dtype=torch.float32)
        middle = middle + 2.0 * half[:, None] * torch.tensor(shift, dtype=torch.float32)
        return self._cut(chosen, middle, half, torch.eye(2).repeat(count, 1, 1))

    def _cut(self, chosen: IntArray, middle: Tensor, half: Tensor, turn: Tensor) -> Tensor:
        """Return crops; a place q in one, in half crops, is ``middle + half turn q``."""
        pictures = torch.from_numpy(self.pictures[chosen]).permute(0, 3, 1, 2).float() / 255.0
        scale = 2.0 / pictures.shape[-1]
        offset = ((middle + 0.5) * scale - 1.0)[:, :, None]
        theta = torch.cat([half[:, None, None] * turn * scale, offset], dim=2)
        wanted = [len(chosen), 3, CROP, CROP]
        grid = torch.nn.functional.affine_grid(theta, wanted, align_corners=False)
        crops = torch.nn.functional.grid_sample(
            pictures, grid, padding_mode="border", align_corners=False
        )
        return crops.contiguous(memory_format=torch.channels_last)


def _extent(places: Tensor) -> tuple[Tensor, Tensor]:
    """Return the middles, (n, 2), and root-mean-square radii, (n,), of landmarks."""
    middle = places.mean(dim=1)
    return middle, (places - middle[:, None]).square().sum(dim=2).mean(dim=1).sqrt()


def _places(shard: Shard, model: MorphableModel) -> npt.NDArray[np.float32]:
    points = model.mean + np.tensordot(shard.person, model.identity, axes=1)
    points = points + np.tensordot(shard.pose, model.expression, axes=1)
    camera, size = shard.camera, shard.pictures.shape[1]
    turn, shift = camera[:, :9].reshape(-1, 3, 3), camera[:, 9:12]
    placed = points @ turn.transpose(0, 2, 1) + shift[:, None]
    places = camera[:, 12, None, None] * placed[..., :2] / placed[..., 2:] + (size - 1) / 2.0
    kept: npt.NDArray[np.float32] = places.astype(np.float32)
    return kept


def train_landmarks(
    net: LandmarkNet,
    pictures: Pictures,
    steps: int,
    checkpoint: Path,
    monitor: Monitor,
    seed: int = 1,
) -> list[tuple[int, float]]:
    """Teach the network.

    Parameters
    ----------
    net : LandmarkNet
        Changed in place.
    pictures : Pictures
        To learn from.
    steps : int
        In all; those that the checkpoint has are not repeated.
    checkpoint : Path
        Written now and then, and read at the start where it exists.
    monitor : Monitor
        Progress and cancellation.
    seed : int
        Of the order and the crops.

    Returns
    -------
    list of (int, float)
        Step and loss, now and then.
    """
    net.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    optimiser = torch.optim.AdamW(net.parameters(), RATE, weight_decay=1e-3)
    curve: list[tuple[int, float]] = []
    first = 0
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        net.load_state_dict(kept["net"])
        optimiser.load_state_dict(kept["optimiser"])
        first, curve = int(kept["step"]), list(kept["curve"])
    net.train()
    running = 0.0
    for step in range(first, steps):
        monitor.check()
        rng = np.random.default_rng((seed, step))
        for group in optimiser.param_groups:
            group["lr"] = _rate(step, steps)
        crops, truth = pictures.batch(rng.integers(0, len(pictures), BATCH), rng)
        strange = pictures.strangers(rng.integers(0, len(pictures), STRANGERS), rng)
        seen = net(torch.cat([crops, strange]))
        places, deviations = seen.places[:BATCH], seen.deviations[:BATCH]
        if step < 0.03 * steps:
            deviations = torch.full_like(deviations, 0.1)
        is_face = (torch.arange(BATCH + STRANGERS) < BATCH).float()
        presence = torch.nn.functional.binary_cross_entropy_with_logits(seen.presence, is_face)
        loss = place_loss(places, deviations, truth) + presence
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimiser.step()
        running += float((places.detach() - truth).norm(dim=2).mean()) / SAVE_EVERY
        if (step + 1) % SAVE_EVERY == 0:
            curve.append((step + 1, running))
            monitor.report((step + 1) / steps, f"Step {step + 1}: {running:.4f} half crops off")
            running = 0.0
            kept = {"net": net.state_dict(), "optimiser": optimiser.state_dict()}
            partial = checkpoint.with_suffix(".partial")
            torch.save({**kept, "step": step + 1, "curve": curve}, partial)
            partial.replace(checkpoint)
    return curve


def _rate(step: int, steps: int) -> float:
    """Return the rate: a short rise, then a cosine down to nothing."""
    rise = min(1.0, (step + 1) / 200.0)
    return RATE * rise * 0.5 * (1.0 + float(np.cos(np.pi * step / steps)))
