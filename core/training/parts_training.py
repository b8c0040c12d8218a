"""Trains the trunk of the parts model: all components' displacements on and around the template.

Plain regression. Samples lie on the mean head's surface, pushed off along the normal where no other
surface is near, and (fewer) anywhere in the bounds, where the target is a smooth extension of
the surface's displacement, so that the field stays tame far from the face.
"""

from dataclasses import dataclass
from pathlib import Path

import igl
import numpy as np
import torch
from scipy.spatial.distance import cdist
from torch import Tensor

from core.arrays import FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.geometry.template import PARTS
from core.models.parts import PartsModel
from core.models.windows import part_weights
from core.monitor import Monitor
from core.training.loop import TrainingLoop
from core.training.part_basis import PartBasis
from core.training.sdf_training import sample_surface, signed_distances


@dataclass(frozen=True)
class TrunkTraining:
    """How the trunk is trained."""

    steps: int = 9000
    """Number of optimisation steps."""
    batch: int = 3072
    """Surface points per step; a sixth as many volume points come on top."""
    learning_rate: float = 2.0e-3
    """Adam's first step size."""
    samples: int = 400_000
    """Surface samples drawn from."""
    push: float = 2.0
    """Deviation of the push along the normal, mm."""
    volume_samples: int = 16_000
    """Points anywhere in the bounds."""
    volume_controls: int = 1200
    """Surface points whose displacement is extended over the volume."""
    volume_weight: float = 0.15
    """Weight of the volume term beside the surface term."""
    margin: float = 30.0
    """How far beyond the head's bounds the field is trained, mm."""
    detail_bias: float = 2.0
    """How much more often small triangles are drawn than by area."""


@dataclass(frozen=True, eq=False)
class Source:
    """The population's own vertices and their displacement per component.

    Attributes
    ----------
    vertices : (n, 3) float64
        Mean positions, mm.
    faces : (m, 3) int64
        The visible sheet and the eyeballs.
    basis : PartBasis
        On the vertices.
    """

    vertices: FloatArray
    faces: IntArray
    basis: PartBasis


class SurfaceSamples:
    """Points on and just off the mean head with interpolation weights into the source."""

    def __init__(
        self, head: Mesh, source: Source, config: TrunkTraining, generator: np.random.Generator
    ) -> None:
        points, normals = sample_surface(head, config.samples, config.detail_bias, generator)
        push = generator.normal(0.0, config.push, len(points))
        pushed = points + push[:, None] * normals
        # A pushed point belongs to its foot only where no other surface is nearer.
        lone = np.abs(signed_distances(pushed, head) - push) < 0.25
        places = np.where(lone[:, None], pushed, points)
        _, face, closest = igl.point_mesh_squared_distance(points, source.vertices, source.faces)
        corners = source.faces[face]
        weights = igl.barycentric_coordinates(
            np.ascontiguousarray(closest),
            *(np.ascontiguousarray(source.vertices[corners[:, axis]]) for axis in range(3)),
        )
        self.points = torch.tensor(places, dtype=torch.float32)
        self.corners = torch.tensor(corners)
        self.weights = torch.tensor(np.nan_to_num(weights, nan=1 / 3), dtype=torch.float32)


class VolumeSamples:
    """Points anywhere in the bounds with smooth weights over control vertices."""

    def __init__(
        self, head: Mesh, source: Source, config: TrunkTraining, generator: np.random.Generator
    ) -> None:
        low = head.vertices.min(axis=0) - config.margin
        high = head.vertices.max(axis=0) + config.margin
        points = generator.uniform(low, high, (config.volume_samples, 3))
        used = np.unique(source.faces)
        self.controls = generator.choice(used, config.volume_controls, replace=False)
        distance = cdist(points, source.vertices[self.controls])
        width = 6.0 + 0.5 * distance.min(axis=1, keepdims=True)
        weights = np.exp(-(distance**2 - distance.min(axis=1, keepdims=True) ** 2) / (2 * width**2))
        weights /= weights.sum(axis=1, keepdims=True)
        self.points = torch.tensor(points, dtype=torch.float32)
        self.weights = torch.tensor(weights, dtype=torch.float32)


def window_scale(points: Tensor, code_sizes: dict[str, int]) -> Tensor:
    """Return the window weight that multiplies each output of the trunk.

    Parameters
    ----------
    points : (n, 3) Tensor
        Template coordinates, mm.
    code_sizes : dict of str to int
        Components per part.

    Returns
    -------
    (n, 3 * components) Tensor
        Between 0 and 1.
    """
    weights = part_weights(points)
    return torch.cat(
        [
            weights[:, number : number + 1].expand(-1, 3 * code_sizes[part])
            for number, part in enumerate(PARTS)
        ],
        dim=1,
    )


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
        Its code sizes match the basis.
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
    surface = SurfaceSamples(head, source, config, generator)
    volume = VolumeSamples(head, source, config, generator)
    table = torch.tensor(
        np.concatenate([source.basis.modes[part] for part in PARTS])
        .transpose(1, 0, 2)
        .reshape(len(source.vertices), -1),
        dtype=torch.float32,
    )
    controls = table[torch.as_tensor(volume.controls)]
    extra = config.batch // 6

    def loss(pick: torch.Generator) -> Tensor:
        chosen = torch.randint(len(surface.points), (config.batch,), generator=pick)
        rows = table[surface.corners[chosen].reshape(-1)].reshape(config.batch, 3, -1)
        target = (rows * surface.weights[chosen][:, :, None]).sum(dim=1)
        off = torch.randint(len(volume.points), (extra,), generator=pick)
        points = torch.cat([surface.points[chosen], volume.points[off]])
        wanted = torch.cat([target, volume.weights[off] @ controls])
        error = ((model.trunk(points) - wanted) * window_scale(points, model.code_sizes)) ** 2
        each = error.sum(dim=1)
        near, far = each[: config.batch].mean(), each[config.batch :].mean()
        total: Tensor = near + config.volume_weight * far
        return total

    loop = TrainingLoop(model.trunk, config.steps, config.learning_rate, checkpoint, seed)
    loop.run(loss, monitor)
