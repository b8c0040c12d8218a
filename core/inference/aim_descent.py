"""The paper's own fit of frames: two small networks and a code per frame, by gradient descent.

F_W answers with the expression weights at a template point under a frame's code, F_T with the
frame's jaw. It takes minutes where the linear fit takes a fraction of a second, and exists to be
compared with it.
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from core.arrays import BoolArray, FloatArray
from core.models.aim import PLAIN_UNIT, SIDED, carried
from core.models.aim_person import FittedFrames, PersonAim
from core.monitor import Monitor

TURN_UNIT, MOVE_UNIT = 0.1, 2.0
"""What F_T's answer of one means: radians, mm."""
REPORTED = 20
"""Steps between two reports."""
RIDGE = 1e-6
"""Keeps the features' normal equations positive definite."""


@dataclass(frozen=True)
class DescentConfig:
    """How frames are fitted by descent."""

    hidden: int = 64
    """Size of the hidden layers of both networks."""
    code: int = 32
    """Numbers in a frame's code."""
    steps: int = 1500
    """Optimisation steps for all frames together."""
    points: int = 1024
    """Vertices per step."""
    learning_rate: float = 5e-3
    """Adam's first step size; falls to zero along a cosine."""
    prior: float = 1e-3
    """Weight of the codes' mean square, mm."""
    seed: int = 0
    """Of first weights and batches."""


class FrameNetworks(nn.Module):
    """F_W and F_T with the codes of F frames.

    Parameters
    ----------
    frames, expressions : int
        F and E.
    config : DescentConfig
        Sizes.
    """

    def __init__(self, frames: int, expressions: int, config: DescentConfig) -> None:
        super().__init__()
        self.codes = nn.Parameter(0.1 * torch.randn(frames, config.code))
        self.place = nn.Linear(SIDED, config.hidden)
        self.told = nn.Linear(config.code, config.hidden)
        self.middle = nn.Linear(config.hidden, config.hidden)
        self.weights = nn.Linear(config.hidden, expressions)
        self.jaw = nn.Sequential(
            nn.Linear(config.code, config.hidden), nn.GELU(), nn.Linear(config.hidden, 6)
        )
        with torch.no_grad():
            self.weights.weight.mul_(0.1)
            self.weights.bias.zero_()

    def forward(self, points: Tensor) -> tuple[Tensor, Tensor]:
        """Answer for all frames.

        Parameters
        ----------
        points : (n, 4) Tensor
            Template points with their side, mm.

        Returns
        -------
        weights : (F, n, E) Tensor
            Expression weights w* at the points.
        twists : (F, 6) Tensor
            Jaw motions T*, radians and mm.
        """
        place = self.place(points / PLAIN_UNIT)[None] + self.told(self.codes)[:, None]
        hidden = torch.sin(self.middle(torch.sin(place)))
        unit = points.new_tensor([TURN_UNIT] * 3 + [MOVE_UNIT] * 3)
        return self.weights(hidden), self.jaw(self.codes) * unit


def fit_frames_by_descent(
    aim: PersonAim,
    points: Tensor,
    targets: FloatArray,
    config: DescentConfig | None = None,
    monitor: Monitor | None = None,
    *,
    seen: BoolArray | None = None,
) -> FittedFrames:
    """Fit frames in correspondence as the paper does.

    Parameters
    ----------
    aim : PersonAim
        The person.
    points : (N_skin, 4) Tensor
        The template's vertices with their side, see `core.models.aim.sided`.
    targets : (F, N_skin, 3) float64
        Skins of the frames, mm.
    config : DescentConfig, optional
        Sizes, steps, seed.
    monitor : Monitor, optional
        Progress and cancellation.
    seen : (N_skin,) bool, optional
        Vertices that count; all when left out.

    Returns
    -------
    FittedFrames
        Skin as the networks answer; local coefficients are those nearest to their weights.

    Raises
    ------
    CancelledError
        When the monitor was cancelled.

    Notes
    -----
    Chandran and Zoss, CVPR 2024, section 3.4.
    """
    how, watch = config or DescentConfig(), monitor or Monitor()
    counted = np.ones(len(aim.features), dtype=bool) if seen is None else seen
    problem = _Problem.of(aim, points, targets)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(how.seed)
        networks = FrameNetworks(len(targets), len(aim.names), how)
    rows = torch.tensor(np.flatnonzero(counted))
    pick = torch.Generator().manual_seed(how.seed)
    optimiser = torch.optim.Adam(networks.parameters(), lr=how.learning_rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, how.steps)
    for step in range(how.steps):
        if step % REPORTED == 0:
            watch.report(step / how.steps, f"Descending, step {step} of {how.steps}")
        chosen = rows[torch.randint(len(rows), (how.points,), generator=pick)]
        skin, _, _ = problem.answer(networks, chosen)
        missed = (skin - problem.targets[:, chosen]).norm(dim=-1).mean()
        optimiser.zero_grad(set_to_none=True)
        (missed + how.prior * networks.codes.square().mean()).backward()
        optimiser.step()
        schedule.step()
    watch.report(1.0, "Fitted")
    return _finished(aim, problem, networks, targets, counted)


@dataclass(frozen=True, eq=False)
class _Problem:
    points: Tensor
    rest: Tensor
    jaw: Tensor
    offsets: Tensor
    targets: Tensor

    @classmethod
    def of(cls, aim: PersonAim, points: Tensor, targets: FloatArray) -> "_Problem":
        def single(values: FloatArray) -> Tensor:
            return torch.tensor(values, dtype=torch.float32)

        offsets = single(aim.expressions.transpose(1, 0, 2))
        rest, jaw = single(aim.anatomy.skin()), single(aim.anatomy.jaw)
        return cls(points, rest, jaw, offsets, single(targets))

    def answer(self, networks: FrameNetworks, rows: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return skin (F, n, 3), weights and twists at some vertices."""
        weights, twists = networks(self.points[rows])
        moved = carried(self.rest[rows], self.jaw[rows], twists).transpose(0, 1)
        return moved + torch.einsum("fne,ned->fnd", weights, self.offsets[rows]), weights, twists


def _finished(
    aim: PersonAim,
    problem: _Problem,
    networks: FrameNetworks,
    targets: FloatArray,
    counted: BoolArray,
) -> FittedFrames:
    with torch.no_grad():
        everywhere = torch.arange(len(aim.features))
        skin, weights, twists = (
            part.double().numpy() for part in problem.answer(networks, everywhere)
        )
    gram = aim.features.T @ aim.features + RIDGE * np.eye(aim.features.shape[1])
    local = np.array([np.linalg.solve(gram, aim.features.T @ frame) for frame in weights])
    mean = np.array([aim.mean_weights(frame) for frame in local])
    errors = np.linalg.norm((skin - targets)[:, counted], axis=2).mean(axis=1)
    return FittedFrames(skin, mean, local, twists, errors)
