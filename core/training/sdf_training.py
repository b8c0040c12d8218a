"""Trains SDFNet: the signed distance of the watertight mean head.

Plain regression on exact distances, dense near the surface where the picture is made, with the
gradient supervised by normals on the surface itself.
"""

from dataclasses import dataclass
from pathlib import Path

import igl
import numpy as np
import torch
from torch import Tensor

from core.arrays import FloatArray
from core.geometry.mesh import Mesh
from core.geometry.normals import face_areas, face_normals
from core.models.layers import SineNetwork
from core.monitor import Monitor
from core.training.loop import TrainingLoop


@dataclass(frozen=True)
class SdfTraining:
    """How SDFNet is trained."""

    steps: int = 14000
    """Number of optimisation steps."""
    batch: int = 4096
    """Points per step."""
    learning_rate: float = 1.5e-3
    """Adam's first step size; falls to zero along a cosine."""
    near: float = 0.8
    """Deviation of the nearest samples around the surface, mm."""
    middle: float = 5.0
    """Deviation of the next samples, mm."""
    pool: int = 1_500_000
    """Points whose exact distance is computed once and drawn from."""
    normal_weight: float = 0.15
    """Weight of the normal term beside the distance term (both absolute, mm and unit)."""
    margin: float = 30.0
    """How far beyond the head's bounds the field is trained, mm."""
    detail_bias: float = 3.0
    """How much more often small triangles (eyes, lips, nostrils, ears) are drawn than by area."""


def sample_surface(
    mesh: Mesh, count: int, bias: float, generator: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """Draw points on the surface, small triangles more often than their area says.

    Parameters
    ----------
    mesh : Mesh
        mm.
    count : int
        Number of points.
    bias : float
        Zero draws by area; larger values favour small triangles up to this factor.
    generator : Generator
        Seeded.

    Returns
    -------
    points, normals : (count, 3) float64
        Positions, mm, and unit normals.
    """
    area = face_areas(mesh.vertices, mesh.faces)
    chance = area * (1.0 + bias * np.exp(-area / np.median(area)))
    face = generator.choice(len(area), count, p=chance / chance.sum())
    first, second = generator.random((2, count))
    outside = first + second > 1
    first, second = np.where(outside, 1 - first, first), np.where(outside, 1 - second, second)
    corner = mesh.vertices[mesh.faces[face]]
    points = (
        corner[:, 0]
        + first[:, None] * (corner[:, 1] - corner[:, 0])
        + second[:, None] * (corner[:, 2] - corner[:, 0])
    )
    return points, face_normals(mesh.vertices, mesh.faces)[face]


def signed_distances(points: FloatArray, mesh: Mesh) -> FloatArray:
    """Return exact signed distances to a closed mesh, negative inside.

    Parameters
    ----------
    points : (n, 3) float64
        mm.
    mesh : Mesh
        Watertight, outward.

    Returns
    -------
    (n,) float64
        mm.
    """
    signed = igl.signed_distance(
        np.ascontiguousarray(points),
        mesh.vertices,
        mesh.faces,
        igl.SIGNED_DISTANCE_TYPE_FAST_WINDING_NUMBER,
    )[0]
    distances: FloatArray = np.asarray(signed, dtype=np.float64).ravel()
    return distances


def distance_pool(
    mesh: Mesh, config: SdfTraining, generator: np.random.Generator
) -> tuple[Tensor, Tensor]:
    """Draw the points that SDFNet learns from, with their distances.

    Parameters
    ----------
    mesh : Mesh
        Watertight, mm.
    config : SdfTraining
        Numbers and spreads.
    generator : Generator
        Seeded.

    Returns
    -------
    points : (pool, 3) Tensor
        Half near, three tenths middle, the rest uniform in the bounds, mm.
    distances : (pool,) Tensor
        mm.
    """
    near, middle = config.pool // 2, config.pool * 3 // 10
    surface, _ = sample_surface(mesh, near + middle, config.detail_bias, generator)
    spread = np.repeat([config.near, config.middle], [near, middle])[:, None]
    low = mesh.vertices.min(axis=0) - config.margin
    high = mesh.vertices.max(axis=0) + config.margin
    uniform = generator.uniform(low, high, (config.pool - near - middle, 3))
    noise = generator.normal(size=surface.shape) * spread
    points = generator.permutation(np.vstack([surface + noise, uniform]))
    distances = signed_distances(points, mesh)
    return torch.tensor(points, dtype=torch.float32), torch.tensor(distances, dtype=torch.float32)


def train_sdf(
    network: SineNetwork,
    mesh: Mesh,
    config: SdfTraining,
    checkpoint: Path,
    seed: int,
    monitor: Monitor,
) -> None:
    """Train the network in place; resumes from the checkpoint when there is one.

    Parameters
    ----------
    network : SineNetwork
        3 to 1.
    mesh : Mesh
        Watertight mean head, mm.
    config : SdfTraining
        Numbers and weights.
    checkpoint : Path
        Written every few minutes.
    seed : int
        Of the samples.
    monitor : Monitor
        Progress and cancellation.
    """
    generator = np.random.default_rng(seed)
    points, distances = distance_pool(mesh, config, generator)
    on_surface, normal = sample_surface(mesh, 400_000, config.detail_bias, generator)
    surface = torch.tensor(on_surface, dtype=torch.float32)
    normals = torch.tensor(normal, dtype=torch.float32)
    quarter = config.batch // 4

    def loss(pick: torch.Generator) -> Tensor:
        chosen = torch.randint(len(points), (config.batch - quarter,), generator=pick)
        target = distances[chosen]
        error = (network(points[chosen])[:, 0] - target).abs()
        far = 1.0 / (1.0 + target.abs() / config.middle)
        on = torch.randint(len(surface), (quarter,), generator=pick)
        place = surface[on].requires_grad_(True)
        value = network(place)[:, 0]
        (gradient,) = torch.autograd.grad(value.sum(), place, create_graph=True)
        turned = (gradient - normals[on]).abs().mean()
        total: Tensor = (error * far).mean() + value.abs().mean()
        return total + config.normal_weight * turned

    TrainingLoop(network, config.steps, config.learning_rate, checkpoint, seed).run(loss, monitor)
