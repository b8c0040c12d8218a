"""What the trunk learns from: points on and around the mean head with weights into the source.

Surface samples lie on the mean head, pushed off along the normal where no other surface is near.
Volume samples (fewer) lie anywhere in the bounds, and densely around the lips on either side of
the sheet that parts them; their target is a smooth extension of the surface's displacement, so that
the field stays tame away from the skin and each lip's branch is defined beyond the lip line.
"""

from dataclasses import dataclass

import igl
import numpy as np
import torch
from scipy.spatial.distance import cdist
from torch import Tensor

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.models.lips import DEPTHS, HALF_WIDTH, HEIGHTS, lip_height, lip_window
from core.training.sdf_training import sample_surface, signed_distances
from core.training.source import Source

TORN = 0.02
"""Where the lips' window is below this, a point belongs to both sides."""
LIP_WINDOW_CONTROLS = 0.3
"""Every vertex of the source with more of the window than this is a control."""
CLEAR_OF_SKIN = 2.5
"""Volume samples around the lips keep this far from the skin, which has its own samples, mm."""


@dataclass(frozen=True)
class TrunkSampling:
    """Which points are drawn, and how many."""

    surface: int = 400_000
    """Points on and just off the surface."""
    push: float = 2.0
    """Deviation of the push along the normal, mm."""
    detail_bias: float = 2.0
    """How much more often small triangles are drawn than by area."""
    volume: int = 16_000
    """Points anywhere in the bounds."""
    lips: int = 5_000
    """Points around the lips, on either side."""
    controls: int = 1200
    """Surface points whose displacement is extended over the volume."""
    margin: float = 30.0
    """How far beyond the head's bounds the field is trained, mm."""


LEAST_WEIGHT = 1e-5
"""Smaller weights are none: as denormal numbers they would make the products crawl."""


def _sides(points: FloatArray) -> FloatArray:
    """Return the side of the lips of template points: -1, +1, or 0 where both are the same."""
    tensor = torch.as_tensor(points)
    side = np.where(lip_height(tensor).numpy() >= 0, 1.0, -1.0)
    return np.where(lip_window(tensor).numpy() < TORN, 0.0, side)


class SurfaceSamples:
    """Points on and just off the mean head, each with the source triangle that it follows."""

    def __init__(
        self,
        head: Mesh,
        source: Source,
        config: TrunkSampling,
        generator: np.random.Generator,
        *,
        lips: bool,
    ) -> None:
        points, normals = sample_surface(head, config.surface, config.detail_bias, generator)
        push = generator.normal(0.0, config.push, len(points))
        pushed = points + push[:, None] * normals
        # A pushed point belongs to its foot only where no other surface is nearer.
        lone = np.abs(signed_distances(pushed, head) - push) < 0.25
        places = np.where(lone[:, None], pushed, points)
        side = _sides(points) if lips else np.zeros(len(points))
        face_side = _sides(source.vertices[source.faces].mean(axis=1)) if lips else None
        corners = np.empty((len(points), 3), dtype=np.int64)
        weights = np.empty((len(points), 3))
        for value in np.unique(side):
            mine = side == value
            faces = source.faces
            if value and face_side is not None:
                faces = faces[face_side != -value]
            corners[mine], weights[mine] = _feet(points[mine], source.vertices, faces)
        self.points = torch.tensor(places, dtype=torch.float32)
        self.sides = torch.tensor(side, dtype=torch.float32)
        self.corners = torch.tensor(corners)
        self.weights = torch.tensor(weights, dtype=torch.float32)

    def read(self, table: Tensor, chosen: Tensor) -> Tensor:
        """Interpolate a table on the source's vertices.

        Parameters
        ----------
        table : (vertices, k) Tensor
            Values at the source's vertices.
        chosen : (n,) int64 Tensor
            Which samples.

        Returns
        -------
        (n, k) Tensor
            Values at the samples.
        """
        corners, weights = self.corners[chosen], self.weights[chosen]
        result = table[corners[:, 0]] * weights[:, :1]
        for corner in (1, 2):
            result = result + table[corners[:, corner]] * weights[:, corner : corner + 1]
        return result


def _feet(points: FloatArray, vertices: FloatArray, faces: IntArray) -> tuple[IntArray, FloatArray]:
    _, face, closest = igl.point_mesh_squared_distance(points, vertices, faces)
    corners = faces[face]
    weights = igl.barycentric_coordinates(
        np.ascontiguousarray(closest),
        *(np.ascontiguousarray(vertices[corners[:, axis]]) for axis in range(3)),
    )
    return corners, np.nan_to_num(weights, nan=1 / 3)


class VolumeSamples:
    """Points away from the skin with smooth weights over control vertices."""

    def __init__(
        self,
        head: Mesh,
        source: Source,
        config: TrunkSampling,
        generator: np.random.Generator,
        *,
        lips: bool,
    ) -> None:
        low = head.vertices.min(axis=0) - config.margin
        high = head.vertices.max(axis=0) + config.margin
        points = generator.uniform(low, high, (config.volume, 3))
        side = _sides(points) if lips else np.zeros(len(points))
        used = np.unique(source.faces)
        controls = generator.choice(used, config.controls, replace=False)
        if lips:
            window = lip_window(torch.as_tensor(source.vertices)).numpy()
            controls = np.union1d(controls, used[window[used] > LIP_WINDOW_CONTROLS])
            around = _around_lips(head, config.lips, generator)
            points = np.vstack([points, around])
            side = np.concatenate([side, generator.choice([-1.0, 1.0], len(around))])
        allowed = _allowed(side, source.vertices[controls])
        weights = _kernel(cdist(points, source.vertices[controls]), allowed)
        self.controls = torch.tensor(controls)
        self.points = torch.tensor(points, dtype=torch.float32)
        self.sides = torch.tensor(side, dtype=torch.float32)
        self.weights = torch.tensor(weights, dtype=torch.float32)

    def read(self, table: Tensor, chosen: Tensor) -> Tensor:
        """Interpolate a table on the source's vertices.

        Parameters
        ----------
        table : (vertices, k) Tensor
            Values at the source's vertices.
        chosen : (n,) int64 Tensor
            Which samples.

        Returns
        -------
        (n, k) Tensor
            Values at the samples.
        """
        return self.weights[chosen] @ table[self.controls]


def _around_lips(head: Mesh, count: int, generator: np.random.Generator) -> FloatArray:
    """Draw points in the lips' window, off the skin."""
    across, up = HALF_WIDTH[1] + 2.0, HEIGHTS[1]
    low, high = np.array([-across, -up, DEPTHS[0]]), np.array([across, up, DEPTHS[3]])
    points = generator.uniform(low, high, (3 * count, 3))
    flat = torch.as_tensor(points * np.array([1.0, 0.0, 1.0]))
    points[:, 1] -= lip_height(flat).numpy()
    clear = np.abs(signed_distances(points, head)) > CLEAR_OF_SKIN
    kept: FloatArray = points[clear][:count]
    return kept


def _allowed(side: FloatArray, controls: FloatArray) -> BoolArray:
    """Return which controls may speak for which points: not those across the parting."""
    allowed: BoolArray = side[:, None] * _sides(controls)[None] >= 0.0
    return allowed


def _kernel(distance: FloatArray, allowed: BoolArray) -> FloatArray:
    distance = np.where(allowed, distance, 1e6)
    nearest = distance.min(axis=1, keepdims=True)
    width = 3.0 + 0.5 * nearest
    weights = np.exp(-(distance**2 - nearest**2) / (2 * width**2))
    weights[weights < LEAST_WEIGHT] = 0.0
    normalised: FloatArray = weights / weights.sum(axis=1, keepdims=True)
    return normalised
