"""Trains the trunk of the parts model: all components' displacements on and around the template.

Plain regression on what `core.training.trunk_samples` draws. The trunk has hundreds of outputs, but
few of them are independent: it is trained on their principal directions, which leaves the squared
error as it is and halves the work, and in the end its last layer is solved for exactly.
"""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from core.geometry.mesh import Mesh
from core.geometry.template import PARTS
from core.models.layers import SineNetwork
from core.models.parts import PartsModel
from core.models.windows import part_weights, part_weights_array
from core.monitor import Monitor
from core.training.loop import TrainingLoop
from core.training.source import Source
from core.training.trunk_samples import SurfaceSamples, TrunkSampling, VolumeSamples

KEPT_ENERGY = 1.0 - 1e-4
"""Share of a block's squared displacement that its principal directions keep while training."""
RIDGE = 1e-6
"""Keeps the last solve well-posed, relative to the features' mean square."""
CHUNK = 16_384


@dataclass(frozen=True)
class TrunkTraining:
    """How the trunk is trained."""

    steps: int = 8000
    """Number of optimisation steps."""
    batch: int = 3072
    """Surface points per step; a sixth as many volume points come on top."""
    learning_rate: float = 2.0e-3
    """Adam's first step size."""
    volume_weight: float = 0.15
    """Weight of the volume term beside the surface term."""
    expression_weight: float = 0.1
    """Mean square of an expression's weight in use, beside one for a component."""
    sampling: TrunkSampling = field(default_factory=TrunkSampling)
    """What is drawn from."""


def block_scale(points: Tensor, expression_weight: float) -> Tensor:
    """Return what multiplies the error of each block of outputs.

    Parameters
    ----------
    points : (n, 3) Tensor
        Template coordinates, mm.
    expression_weight : float
        Of the squared error of the expressions.

    Returns
    -------
    (n, 5) Tensor
        Window of each part, then the expressions' root weight.
    """
    expressions = torch.full_like(points[:, :1], expression_weight**0.5)
    return torch.cat([part_weights(points), expressions], dim=1)


class _Blocks:
    """The population's displacement table and its principal directions, block by block."""

    def __init__(self, source: Source) -> None:
        count = len(source.vertices)
        modes = [source.basis.modes[part] for part in PARTS] + [source.expressions]
        self.tables = [
            torch.tensor(block.transpose(1, 0, 2).reshape(count, -1), dtype=torch.float32)
            for block in modes
        ]
        windows = np.vstack([part_weights_array(source.vertices), np.ones(count)])
        self.directions = [
            _principal(table, torch.tensor(window, dtype=torch.float32))
            for table, window in zip(self.tables, windows, strict=True)
        ]
        self.widths = [direction.shape[1] for direction in self.directions]
        reduced = [t @ d for t, d in zip(self.tables, self.directions, strict=True)]
        self.reduced = torch.cat(reduced, dim=1)
        self.full = torch.cat(self.tables, dim=1)

    def spread(self, scale: Tensor, widths: list[int]) -> Tensor:
        """Repeat each block's scale over its outputs."""
        return scale.repeat_interleave(torch.tensor(widths), dim=1)


def _principal(table: Tensor, window: Tensor) -> Tensor:
    """Return the output directions that carry the windowed block, (outputs, few)."""
    if table.shape[1] == 0:
        return torch.zeros(0, 0)
    windowed = (table * window[:, None]).double()
    values, vectors = torch.linalg.eigh(windowed.T @ windowed)
    energy = values.flip(0).clamp(min=0.0).cumsum(0)
    kept = int((energy < KEPT_ENERGY * energy[-1]).sum()) + 1
    directions: Tensor = vectors.flip(1)[:, :kept].float()
    return directions


def train_trunk(
    model: PartsModel,
    head: Mesh,
    source: Source,
    config: TrunkTraining,
    checkpoint: Path,
    seed: int,
    monitor: Monitor,
) -> None:
    """Train the trunk in place; resumes from the checkpoint when there is one.

    Parameters
    ----------
    model : PartsModel
        Its code sizes and expressions match the source.
    head : Mesh
        Watertight mean head, mm.
    source : Source
        What to learn.
    config : TrunkTraining
        Numbers and weights.
    checkpoint : Path
        Written every few minutes.
    seed : int
        Of the samples.
    monitor : Monitor
        Progress and cancellation.
    """
    generator = np.random.default_rng(seed)
    lips = model.config.lip_sides
    surface = SurfaceSamples(head, source, config.sampling, generator, lips=lips)
    volume = VolumeSamples(head, source, config.sampling, generator, lips=lips)
    blocks = _Blocks(source)
    sizes = model.config
    slim = SineNetwork(
        4 if lips else 3,
        sizes.trunk_width,
        sizes.trunk_layers,
        sum(blocks.widths),
        sizes.trunk_frequency,
        sizes.trunk_features or None,
    )
    controls = blocks.reduced[volume.controls]
    extra = config.batch // 6

    def loss(pick: torch.Generator) -> Tensor:
        chosen = torch.randint(len(surface.points), (config.batch,), generator=pick)
        off = torch.randint(len(volume.points), (extra,), generator=pick)
        points = torch.cat([surface.points[chosen], volume.points[off]])
        sides = torch.cat([surface.sides[chosen], volume.sides[off]])
        wanted = torch.cat([surface.read(blocks.reduced, chosen), volume.weights[off] @ controls])
        scale = blocks.spread(block_scale(points, config.expression_weight), blocks.widths)
        each = (((slim(model.trunk_inputs(points, sides)) - wanted) * scale) ** 2).sum(dim=1)
        near, far = each[: config.batch].mean(), each[config.batch :].mean()
        total: Tensor = near + config.volume_weight * far
        return total

    loop = TrainingLoop(slim, config.steps, config.learning_rate, checkpoint, seed)
    loop.run(loss, monitor)
    model.trunk.sines.load_state_dict(slim.sines.state_dict())
    _solve_last(model, surface, volume, blocks, config)


@torch.no_grad()
def _solve_last(
    model: PartsModel,
    surface: SurfaceSamples,
    volume: VolumeSamples,
    blocks: _Blocks,
    config: TrunkTraining,
) -> None:
    """Replace the last layer by the weighted least-squares solution on all samples."""
    last = model.trunk.last
    assert last is not None
    features = last.in_features + 1
    widths = [table.shape[1] for table in blocks.tables]
    normal = torch.zeros(len(widths), features, features, dtype=torch.float64)
    right = torch.zeros(features, sum(widths), dtype=torch.float64)
    sources = (
        (surface, 1.0 / len(surface.points)),
        (volume, config.volume_weight / len(volume.points)),
    )
    for samples, share in sources:
        for chosen in torch.split(torch.arange(len(samples.points)), CHUNK):
            points = samples.points[chosen]
            hidden = model.trunk_inputs(points, samples.sides[chosen])
            for layer in model.trunk.sines:
                hidden = torch.sin(layer(hidden))
            hidden = torch.cat([hidden, torch.ones_like(hidden[:, :1])], dim=1).double()
            weight = block_scale(points, config.expression_weight).double().square() * share
            for block in range(len(widths)):
                normal[block] += (hidden * weight[:, block : block + 1]).T @ hidden
            wanted = samples.read(blocks.full, chosen).double()
            right += hidden.T @ (wanted * blocks.spread(weight, widths))
    solved = []
    for block, columns in enumerate(torch.split(right, widths, dim=1)):
        ridge = RIDGE * normal[block].diagonal().mean()
        system = normal[block] + ridge * torch.eye(features, dtype=torch.float64)
        solved.append(torch.linalg.solve(system, columns))
    result = torch.cat(solved, dim=1).T.float()
    last.weight.copy_(result[:, :-1])
    last.bias.copy_(result[:, -1])
