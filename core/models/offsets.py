"""A displacement field on the template, from values at its skin vertices.

Carries what the codes cannot: a fit's residual and thickness edits. Stored on a regular grid and
read by trilinear interpolation written with gathers, which every device has.
"""

from dataclasses import dataclass

import numpy as np
import torch
from scipy.ndimage import gaussian_filter
from scipy.spatial import cKDTree
from torch import Tensor

from core.arrays import FloatArray, IntArray

SPACING = 3.0
"""Distance of grid nodes, mm: lips and lids are wider, pores are not the codes' business."""
REACH = 18.0
"""Beyond this distance from the skin the field fades to zero, mm."""
NEIGHBOURS = 6
"""Vertices that a node averages."""


class OffsetGrid:
    """A displacement at any template point.

    Parameters
    ----------
    origin : (3,) Tensor
        Position of the first node, mm.
    values : (nx, ny, nz, 3) Tensor
        Displacement at the nodes, mm.
    """

    def __init__(self, origin: Tensor, values: Tensor) -> None:
        self._origin = origin
        self._shape = values.shape[:3]
        self._values = values.reshape(-1, 3).contiguous()
        self._last = values.new_tensor([size - 1.001 for size in self._shape])

    def __call__(self, points: Tensor) -> Tensor:
        """Interpolate.

        Parameters
        ----------
        points : (n, 3) Tensor
            Template coordinates, mm.

        Returns
        -------
        (n, 3) Tensor
            mm; clamped to the border outside the grid, where it is zero.
        """
        place = ((points - self._origin) / SPACING).clamp(min=0.0).minimum(self._last)
        base = place.floor()
        part = place - base
        low = base.long()
        _, size_y, size_z = self._shape
        index = (low[:, 0] * size_y + low[:, 1]) * size_z + low[:, 2]
        result = torch.zeros_like(points)
        for corner in range(8):
            step_x, step_y, step_z = corner >> 2, (corner >> 1) & 1, corner & 1
            weight = torch.ones_like(part[:, 0])
            for axis, step in enumerate((step_x, step_y, step_z)):
                weight = weight * (part[:, axis] if step else 1.0 - part[:, axis])
            shift = (step_x * size_y + step_y) * size_z + step_z
            result = result + weight[:, None] * self._values[index + shift]
        return result


@dataclass(frozen=True, eq=False)
class OffsetSpreader:
    """Spreads values at skin vertices over the grid; made once per template.

    Attributes
    ----------
    origin : (3,) float64
        Position of the first node, mm.
    shape : tuple of 3 int
        Nodes per axis.
    nodes : (m,) int64
        Flat indices of the nodes within reach of the skin.
    neighbours : (m, 6) int64
        Skin vertices that each node averages.
    weights : (m, 6) float64
        Their weights; fade with the distance from the skin.
    """

    origin: FloatArray
    shape: tuple[int, int, int]
    nodes: IntArray
    neighbours: IntArray
    weights: FloatArray

    @classmethod
    def over(cls, vertices: FloatArray) -> "OffsetSpreader":
        """Make the spreader of a template.

        Parameters
        ----------
        vertices : (n, 3) float64
            Skin vertices, mm.

        Returns
        -------
        OffsetSpreader
            Over their bounds and reach.
        """
        origin = vertices.min(axis=0) - REACH - SPACING
        counts = np.ceil((vertices.max(axis=0) + REACH + SPACING - origin) / SPACING) + 1
        shape = (int(counts[0]), int(counts[1]), int(counts[2]))
        axes = [origin[axis] + SPACING * np.arange(shape[axis]) for axis in range(3)]
        places = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 3)
        distance, neighbours = cKDTree(vertices).query(
            places, NEIGHBOURS, distance_upper_bound=REACH
        )
        nodes = np.flatnonzero(np.isfinite(distance).all(axis=1))
        distance, neighbours = distance[nodes], neighbours[nodes]
        width = np.maximum(SPACING / 2, 0.5 * distance[:, :1])
        weights = np.exp(-((distance - distance[:, :1]) ** 2) / (2 * width**2))
        fade = np.clip((REACH - distance[:, 0]) / (0.5 * REACH), 0.0, 1.0)
        weights *= (fade * fade * (3 - 2 * fade) / weights.sum(axis=1))[:, None]
        return cls(origin, shape, nodes.astype(np.int64), neighbours.astype(np.int64), weights)

    def spread(self, offsets: FloatArray, device: torch.device) -> OffsetGrid:
        """Make the field.

        Parameters
        ----------
        offsets : (n, 3) float64
            Displacement of every skin vertex, mm.
        device : torch.device
            Where the field will be read.

        Returns
        -------
        OffsetGrid
            Smooth, zero beyond reach.
        """
        flat = np.zeros((int(np.prod(self.shape)), 3))
        flat[self.nodes] = np.einsum("mk,mkd->md", self.weights, offsets[self.neighbours])
        values = flat.reshape(*self.shape, 3)
        smooth = gaussian_filter(values, sigma=(0.6, 0.6, 0.6, 0.0))
        origin = torch.as_tensor(self.origin, dtype=torch.float32, device=device)
        return OffsetGrid(origin, torch.as_tensor(smooth, dtype=torch.float32, device=device))
