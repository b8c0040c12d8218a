"""A displacement field on the template, from values at its skin vertices.

Carries what the codes cannot: a fit's residual. Stored on a regular grid and
read by trilinear interpolation written with gathers, which every device has. Spreading and reading
are linear, so their product, vertices to vertices, is one sparse matrix: a preview needs only that.
"""

from dataclasses import dataclass
from itertools import product
from typing import Protocol

import numpy as np
import scipy.sparse as sparse
import torch
from scipy.spatial import cKDTree
from torch import Tensor

from core.arrays import FloatArray
from core.models.cubic_lattice import weighted_rows

SPACING = 3.0
"""Distance of grid nodes, mm: lips and lids are wider, pores are not the codes' business."""
REACH = 16.0
"""Beyond this distance from the skin the field fades to zero, mm."""
NEIGHBOURS = 8
"""Vertices that a node averages."""


class Displacement(Protocol):
    """A displacement at any template point."""

    def __call__(self, points: Tensor, side: Tensor | None = None) -> Tensor:
        """Return the displacement.

        Parameters
        ----------
        points : (n, 3) Tensor
            Template coordinates, mm.
        side : (n,) Tensor, optional
            Plus or minus one: which lip to move with; the points' own otherwise.

        Returns
        -------
        (n, 3) Tensor
            mm.
        """


class OffsetSum:
    """The sum of displacements.

    Parameters
    ----------
    parts : Displacement
        At least one.
    """

    def __init__(self, *parts: Displacement) -> None:
        self._first, *self._more = parts

    def __call__(self, points: Tensor, side: Tensor | None = None) -> Tensor:
        """Return the sum of all at template points; see `Displacement`."""
        total = self._first(points, side)
        for part in self._more:
            total = total + part(points, side)
        return total


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
        _, size_y, size_z = self._shape
        corners = [(i * size_y + j) * size_z + k for i, j, k in product(range(2), repeat=3)]
        self._corners = torch.tensor(corners, dtype=torch.int32, device=values.device)

    def __call__(self, points: Tensor, side: Tensor | None = None) -> Tensor:  # noqa: ARG002
        """Interpolate.

        Parameters
        ----------
        points : (n, 3) Tensor
            Template coordinates, mm.
        side : (n,) Tensor, optional
            Not asked: this field is the same on both sides of the lips.

        Returns
        -------
        (n, 3) Tensor
            mm; clamped to the border outside the grid, where it is zero.
        """
        # Points stand in columns: sums of long rows are ten times as fast as those of short ones.
        place = (points.T - self._origin[:, None]) / SPACING
        place = place.clamp(min=0.0).minimum(self._last[:, None])
        low = place.floor()
        part = place - low
        x, y, z = torch.stack([1.0 - part, part]).unbind(dim=1)
        shares = (x[:, None, None] * y[None, :, None] * z[None, None]).flatten(0, 2)
        x, y, z = low.int()
        first = (x * self._shape[1] + y) * self._shape[2] + z
        return weighted_rows(self._values, first[:, None] + self._corners, shares.T)


def _trilinear(
    places: FloatArray, origin: FloatArray, shape: tuple[int, int, int]
) -> sparse.csr_array:
    """Return the matrix that reads a grid at places: (places, nodes)."""
    scaled = (places - origin) / SPACING
    low = np.floor(scaled).astype(np.int64)
    part = scaled - low
    rows, columns, values = [], [], []
    for corner in range(8):
        steps = np.array([corner >> 2, (corner >> 1) & 1, corner & 1])
        rows.append(np.arange(len(places)))
        columns.append(np.ravel_multi_index(tuple((low + steps).T), shape))
        values.append(np.where(steps, part, 1.0 - part).prod(axis=1))
    size = (len(places), int(np.prod(shape)))
    entries = (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))
    return sparse.csr_array(entries, shape=size)


def nodes_around(
    vertices: FloatArray, margin: float, spacing: float
) -> tuple[FloatArray, tuple[int, int, int], FloatArray]:
    """Return the nodes of a regular grid over vertices.

    Parameters
    ----------
    vertices : (n, 3) float64
        mm.
    margin : float
        Room on every side, mm.
    spacing : float
        Distance of nodes, mm.

    Returns
    -------
    origin : (3,) float64
        The first node, mm.
    shape : tuple of 3 int
        Nodes per axis.
    places : (nodes, 3) float64
        All nodes, z fastest, mm.
    """
    origin = vertices.min(axis=0) - margin
    counts = np.ceil((vertices.max(axis=0) + margin - origin) / spacing) + 1
    shape = (int(counts[0]), int(counts[1]), int(counts[2]))
    axes = [origin[axis] + spacing * np.arange(shape[axis]) for axis in range(3)]
    return origin, shape, np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 3)


@dataclass(frozen=True, eq=False)
class OffsetSpreader:
    """Spreads values at skin vertices over the grid; made once per template.

    Attributes
    ----------
    origin : (3,) float64
        Position of the first node, mm.
    shape : tuple of 3 int
        Nodes per axis.
    to_nodes : (nodes, n) sparse
        Spreads vertex values over all nodes.
    at_vertices : (n, n) sparse
        What the field then reads at the vertices.
    """

    origin: FloatArray
    shape: tuple[int, int, int]
    to_nodes: sparse.csr_array
    at_vertices: sparse.csr_array

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
        origin, shape, places = nodes_around(vertices, REACH + SPACING, SPACING)
        distance, neighbours = cKDTree(vertices).query(
            places, NEIGHBOURS, distance_upper_bound=1.5 * REACH
        )
        nodes = np.flatnonzero((distance[:, 0] < REACH) & np.isfinite(distance[:, -1]))
        distance, neighbours = distance[nodes], neighbours[nodes]
        # Wide enough to smooth the step from one vertex to the next, narrow enough for a lip.
        width = np.maximum(0.5 * SPACING, 0.45 * distance[:, :1])
        weights = np.exp(-((distance - distance[:, :1]) ** 2) / (2 * width**2))
        fade = np.clip((REACH - distance[:, 0]) / (0.5 * REACH), 0.0, 1.0)
        weights *= (fade * fade * (3 - 2 * fade) / weights.sum(axis=1))[:, None]
        rows = np.repeat(nodes, NEIGHBOURS)
        size = (len(places), len(vertices))
        to_nodes = sparse.csr_array((weights.ravel(), (rows, neighbours.ravel())), shape=size)
        return cls(
            origin, shape, to_nodes, (_trilinear(vertices, origin, shape) @ to_nodes).tocsr()
        )

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
        values = (self.to_nodes @ offsets).reshape(*self.shape, 3)
        origin = torch.as_tensor(self.origin, dtype=torch.float32, device=device)
        return OffsetGrid(origin, torch.as_tensor(values, dtype=torch.float32, device=device))
