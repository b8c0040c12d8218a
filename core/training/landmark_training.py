"""Teaches the landmark network from drawn portraits; stops and goes on from a checkpoint."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from core.arrays import IntArray
from core.models.landmark_net import CLOSE, WIDE, Framing, LandmarkNet, place_loss
from core.models.morphable import MorphableModel
from core.monitor import Monitor
from core.training.crop_changes import with_fringes, with_tones
from core.training.loop import TrainingLoop
from core.training.photo_pictures import Shard, read_shard

BATCH, STRANGERS = 40, 8
"""Faces and other crops in a step."""
STRAIGHT = 8.0
"""Weight of the plain distance beside the likelihood, which alone neglects what is hard to see."""


@dataclass(frozen=True)
class Aim:
    """How crops lie that a network learns from.

    Attributes
    ----------
    framing : Framing
        Of the network.
    turn, shift, growth : float
        Deviations: radians, crops, relative size.
    upright : bool
        Whether turns count from the face rather than from the picture.
    """

    framing: Framing
    turn: float
    shift: float
    growth: float
    upright: bool


AIMS = {
    WIDE: Aim(WIDE, 0.35, 0.07, 0.12, upright=False),
    CLOSE: Aim(CLOSE, 0.06, 0.015, 0.02, upright=True),
}
"""The first network meets faces anyhow; the second as the first has found them."""


class Pictures:
    """All portraits in memory, with the places of their landmarks.

    Parameters
    ----------
    paths : sequence of Path
        Files of `take_portraits`.
    model : MorphableModel
        Of the landmarks only.

    Attributes
    ----------
    places : (n, m, 2) float32
        Landmarks, pixels.
    truth : (n, k + e) float32
        Coefficients of identity and expression.
    """

    def __init__(self, paths: Sequence[Path], model: MorphableModel) -> None:
        upright = torch.tensor(model.mean[:, :2] * [1.0, -1.0], dtype=torch.float32)
        self._upright = upright - upright.mean(dim=0)
        self._shards, places, truth = [], [], []
        for path in paths:
            shard = read_shard(path)
            self._shards.append(shard.pictures)
            places.append(_places(shard, model))
            truth.append(np.concatenate([shard.person, shard.pose], axis=1))
        self._starts = np.cumsum([0, *(len(one) for one in self._shards)])
        self.truth: npt.NDArray[np.float32] = np.concatenate(truth)
        self.places: npt.NDArray[np.float32] = np.concatenate(places)

    def __len__(self) -> int:
        return len(self.places)

    def batch(
        self, chosen: IntArray, rng: np.random.Generator | None, aim: Aim
    ) -> tuple[Tensor, Tensor]:
        """Return crops and the places in them.

        Parameters
        ----------
        chosen : (n,) int64
            Which portraits.
        rng : numpy.random.Generator, optional
            Draws how crops lie; without it they are centred and as upright as the aim wants.
        aim : Aim
            Of the network that learns.

        Returns
        -------
        crops : (n, 3, s, s) float32
            From zero to one.
        places : (n, m, 2) float32
            Half crops.
        """
        places = torch.from_numpy(self.places[chosen])
        middle, spread = _extent(places)
        count = len(chosen)
        drawn = np.zeros((count, 4)) if rng is None else rng.normal(size=(count, 4))
        angle = torch.tensor(drawn[:, 0] * aim.turn, dtype=torch.float32)
        if aim.upright:
            angle = angle + _angles(places - middle[:, None], self._upright)
        growth = torch.tensor(np.exp(aim.growth * drawn[:, 1]), dtype=torch.float32)
        half = 0.5 * aim.framing.side * spread * growth
        shift = torch.tensor(drawn[:, 2:] * aim.shift, dtype=torch.float32)
        middle = middle + 2.0 * half[:, None] * shift
        turn = torch.stack([angle.cos(), -angle.sin(), angle.sin(), angle.cos()], 1).view(-1, 2, 2)
        crops = self._cut(chosen, middle, half, turn, aim.framing.pixels)
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
        (n, 3, s, s) float32
            From zero to one, for the first network.
        """
        middle, spread = _extent(torch.from_numpy(self.places[chosen]))
        count = len(chosen)
        growth = np.exp(rng.uniform(np.log(0.25), np.log(3.0), count))
        shift = rng.uniform(-0.9, 0.9, (count, 2))
        near = (np.abs(np.log(growth)) < 0.5) & (np.abs(shift).max(axis=1) < 0.3)
        shift[near] = np.sign(shift[near]) * (0.35 + np.abs(shift[near]))
        half = 0.5 * WIDE.side * spread * torch.tensor(growth, dtype=torch.float32)
        middle = middle + 2.0 * half[:, None] * torch.tensor(shift, dtype=torch.float32)
        return self._cut(chosen, middle, half, torch.eye(2).repeat(count, 1, 1), WIDE.pixels)

    def _cut(
        self, chosen: IntArray, middle: Tensor, half: Tensor, turn: Tensor, pixels: int
    ) -> Tensor:
        """Return crops; a place q in one, in half crops, is ``middle + half turn q``."""
        offset = middle + 0.5
        wanted = [1, 3, pixels, pixels]
        crops = torch.empty(len(chosen), 3, pixels, pixels, memory_format=torch.channels_last)
        for row, picture in enumerate(self._pictures(chosen)):
            # Portraits differ in size, so that each is cut by itself.
            scale = 2.0 / picture.shape[-1]
            place = (offset[row] * scale - 1.0)[:, None]
            theta = torch.cat([half[row] * turn[row] * scale, place], dim=1)[None]
            grid = torch.nn.functional.affine_grid(theta, wanted, align_corners=False)
            crops[row] = torch.nn.functional.grid_sample(
                picture, grid, padding_mode="border", align_corners=False
            )[0]
        return crops

    def _pictures(self, chosen: IntArray) -> Iterator[Tensor]:
        """Yield portraits, (1, 3, s, s) from zero to one."""
        shards = np.searchsorted(self._starts, chosen, side="right") - 1
        for shard, number in zip(shards, chosen, strict=True):
            picture = self._shards[shard][number - self._starts[shard]]
            yield torch.from_numpy(picture).permute(2, 0, 1)[None].float() / 255.0


def _extent(places: Tensor) -> tuple[Tensor, Tensor]:
    """Return the middles, (n, 2), and root-mean-square radii, (n,), of landmarks."""
    middle = places.mean(dim=1)
    return middle, (places - middle[:, None]).square().sum(dim=2).mean(dim=1).sqrt()


def _angles(places: Tensor, upright: Tensor) -> Tensor:
    """Return how far centred landmarks, (n, m, 2), are turned from upright ones, radians, (n,)."""
    crossed = torch.einsum("nmi,mj->nij", places, upright)
    return torch.atan2(crossed[:, 1, 0] - crossed[:, 0, 1], crossed[:, 0, 0] + crossed[:, 1, 1])


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
    loop: TrainingLoop,
    monitor: Monitor,
    *,
    coarse: bool = False,
) -> float:
    """Teach the network, or go on from the loop's checkpoint.

    Parameters
    ----------
    net : LandmarkNet
        Changed in place; the loop's.
    pictures : Pictures
        To learn from.
    loop : TrainingLoop
        Steps, rate, checkpoint and seed.
    monitor : Monitor
        Progress and cancellation.
    coarse : bool
        Whether to look in bfloat16: half the time of a step where the processor has it, the same
        errors.

    Returns
    -------
    float
        The smoothed loss at the end.
    """
    aim = AIMS[net.framing]
    strangers = 0 if aim.upright else STRANGERS
    is_face = (torch.arange(BATCH + strangers) < BATCH).float()

    def loss(rng: np.random.Generator) -> Tensor:
        crops, truth = pictures.batch(rng.integers(0, len(pictures), BATCH), rng, aim)
        crops = with_tones(with_fringes(crops, truth, rng), rng)
        if strangers:
            strange = pictures.strangers(rng.integers(0, len(pictures), strangers), rng)
            crops = torch.cat([crops, strange])
        with torch.autocast(crops.device.type, torch.bfloat16, enabled=coarse):
            seen = net(crops)
        presence = torch.nn.functional.binary_cross_entropy_with_logits(
            seen.presence.float(), is_face
        )
        places = seen.places[:BATCH].float()
        straight = (places - truth).square().sum(dim=2).add(1e-6).sqrt().mean()
        likely = place_loss(places, seen.deviations[:BATCH].float(), truth)
        total: Tensor = presence + likely + STRAIGHT * straight
        return total

    return teach(net, loss, loop, monitor)


def teach(
    net: torch.nn.Module,
    loss: Callable[[np.random.Generator], Tensor],
    loop: TrainingLoop,
    monitor: Monitor,
) -> float:
    """Teach a network of crops, or go on from the loop's checkpoint.

    Parameters
    ----------
    net : torch.nn.Module
        Changed in place; the loop's.
    loss : callable
        Draws a batch with NumPy's generator, the same after a break as without, and returns what
        it costs.
    loop : TrainingLoop
        Steps, rate, checkpoint and seed.
    monitor : Monitor
        Progress and cancellation, looked at before every step.

    Returns
    -------
    float
        The smoothed loss at the end.
    """
    net.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    net.train()

    def drawn(pick: torch.Generator) -> Tensor:
        monitor.check()
        return loss(np.random.default_rng(int(torch.randint(1 << 62, (), generator=pick))))

    return loop.run(drawn, monitor)
