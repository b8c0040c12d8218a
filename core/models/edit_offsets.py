"""A displacement field for edits of the anatomy, from values at the template's skin vertices.

Beside `core.models.offsets`, which carries a scan's own detail, this one is made for moves of
centimetres: it is smooth (quadratic splines on a regular grid, so that no facet is seen), it knows
the two sides of the lips, so that they part, and it does not fade away from the skin, so that the
way back to the template does not fold. What the grid smooths away is given back beforehand: spread
and read again, a field of some centimetres' width returns within a hundredth.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
import scipy.sparse as sparse
import torch
from scipy.spatial import cKDTree
from torch import Tensor

from core.arrays import BoolArray, FloatArray, IntArray
from core.models.cubic_lattice import weighted_rows
from core.models.lips import lip_window, own_side
from core.models.offsets import nodes_around
from core.monitor import stop_if_cancelled, undivided

SPACING = 4.0
"""Distance of grid nodes, mm."""
MARGIN = 20.0
"""Room around the template, mm; beyond it the field stays as it is at the border."""
NEAR = 10.0
"""Nodes within this distance of the skin take the nearest vertices' values, mm."""
NEIGHBOURS = 8
"""Vertices that a node averages."""
ANCHOR_SPACING = 9.0
"""Distance of the vertices that speak for the skin to nodes far from it, mm."""
FAR_NEIGHBOURS = 16
"""Of those vertices a far node averages so many."""
MOUTH_REACH = 60.0
"""Nodes within this distance of the lips' window know its two sides, mm."""
CHUNK = 2048
"""Places looked up at a time: 10 ms."""
UNHEARD = 0.02
"""A vertex with less say than this on a side is not asked."""


class EditGrid:
    """A displacement at any template point, smooth but for the parting of the lips.

    Parameters
    ----------
    origin : (3,) Tensor
        Position of the first node, mm.
    upper, lower : (nx, ny, nz, 3) Tensor
        Displacement at the nodes as the upper and the lower side of the lips see it, mm.
    """

    def __init__(self, origin: Tensor, upper: Tensor, lower: Tensor) -> None:
        self._origin = origin
        self._shape = upper.shape[:3]
        self._values = torch.cat([upper.reshape(-1, 3), lower.reshape(-1, 3)])
        self._last = upper.new_tensor([size - 1.501 for size in self._shape])
        _, size_y, size_z = self._shape
        around = [(i * size_y + j) * size_z + k for i, j, k in product(range(3), repeat=3)]
        self._around = torch.tensor(around, dtype=torch.int32, device=upper.device)

    def __call__(self, points: Tensor, side: Tensor | None = None) -> Tensor:
        """Interpolate by quadratic splines.

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
        # Points stand in columns: sums of long rows are ten times as fast as those of short ones.
        place = (points.T - self._origin[:, None]) / SPACING
        place = place.clamp(min=0.501).minimum(self._last[:, None])
        middle = place.round()
        part = place - middle
        weights = torch.stack(
            [0.5 * (0.5 - part) ** 2, 0.75 - part * part, 0.5 * (0.5 + part) ** 2]
        )
        x, y, z = weights.unbind(dim=1)
        shares = (x[:, None, None] * y[None, :, None] * z[None, None]).flatten(0, 2)
        low = middle.int() - 1
        size_x, size_y, size_z = self._shape
        first = (low[0] * size_y + low[1]) * size_z + low[2]
        below = (own_side(points) if side is None else side) < 0
        first = first + below.int() * (size_x * size_y * size_z)
        return weighted_rows(self._values, first[:, None] + self._around, shares.T)


@dataclass(frozen=True, eq=False)
class EditSpreader:
    """Spreads values at skin vertices over the grid; made once per template.

    Attributes
    ----------
    origin : (3,) float64
        Position of the first node, mm.
    shape : tuple of 3 int
        Nodes per axis.
    to_upper, to_lower : (nodes, n) sparse float32
        Spread vertex values over all nodes, as either side of the lips sees them.
    at_vertices : (n, n) sparse float64
        What the field then reads at the vertices, each on its own side.
    """

    origin: FloatArray
    shape: tuple[int, int, int]
    to_upper: sparse.csr_array
    to_lower: sparse.csr_array
    at_vertices: sparse.csr_array

    @classmethod
    def over(cls, vertices: FloatArray) -> "EditSpreader":
        """Make the spreader of a template.

        Parameters
        ----------
        vertices : (n, 3) float64
            Skin vertices, mm.

        Returns
        -------
        EditSpreader
            Over their bounds and some room.
        """
        origin, shape, places = nodes_around(vertices, MARGIN, SPACING)
        points = torch.tensor(vertices)
        window, above = lip_window(points).numpy(), (own_side(points) > 0).numpy()
        anchors = _thinned(vertices, window > UNHEARD)
        both = _spread(places, vertices, np.ones(len(vertices)), anchors)
        mouth = window > UNHEARD
        lips = np.zeros(len(places), dtype=bool)
        if mouth.any():
            middle, reach = vertices[mouth].mean(axis=0), MOUTH_REACH
            lips = (np.abs(places - middle) < reach).all(axis=1)
        sides = []
        for own in (above, ~above):
            stop_if_cancelled()
            say = np.where(own, 1.0, 1.0 - window)
            heard = _spread(places[lips], vertices, say, anchors)
            sides.append(undivided(lambda heard=heard: _replaced(both, lips, heard)))  # type: ignore[misc]
        stop_if_cancelled()
        read = _reading(vertices, origin, shape)
        own_rows = sparse.diags_array(above.astype(np.float64))
        other_rows = sparse.diags_array((~above).astype(np.float64))
        at_vertices = undivided(
            lambda: (own_rows @ (read @ sides[0]) + other_rows @ (read @ sides[1])).tocsr()
        )
        upper, lower = (_light(side.astype(np.float32)) for side in sides)
        return cls(origin, shape, upper, lower, _light(at_vertices))

    def sharpened(self, moves: FloatArray) -> FloatArray:
        """Return what has to be spread so that moves are read again.

        Parameters
        ----------
        moves : (n, 3) float64
            Wanted displacement of every vertex, mm.

        Returns
        -------
        (n, 3) float64
            With what the grid will smooth away, added.
        """
        sharp: FloatArray = 2.0 * moves - self.at_vertices @ moves
        return sharp

    def shown(self, moves: FloatArray) -> FloatArray:
        """Return what the field of some moves reads at the vertices.

        Parameters
        ----------
        moves : (n, 3) float64
            Wanted displacement of every vertex, mm.

        Returns
        -------
        (n, 3) float64
            The moves, but for what is finer than the grid.
        """
        read: FloatArray = self.at_vertices @ self.sharpened(moves)
        return read

    def spread(self, moves: FloatArray, device: torch.device) -> EditGrid:
        """Make the field.

        Parameters
        ----------
        moves : (n, 3) float64
            Wanted displacement of every vertex, mm.
        device : torch.device
            Where the field will be read.

        Returns
        -------
        EditGrid
            Smooth; reads `shown` at the vertices.
        """
        sharp = self.sharpened(moves).astype(np.float32)
        upper, lower = (
            torch.as_tensor(
                (matrix @ sharp).reshape(*self.shape, 3), dtype=torch.float32, device=device
            )
            for matrix in (self.to_upper, self.to_lower)
        )
        return EditGrid(
            torch.as_tensor(self.origin, dtype=torch.float32, device=device), upper, lower
        )


def _light(matrix: sparse.csr_array) -> sparse.csr_array:
    """Return a matrix with indices of half the size, if it has few enough entries."""
    if matrix.nnz < np.iinfo(np.int32).max:
        parts = matrix.data, matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
        matrix = sparse.csr_array(parts, shape=matrix.shape)
    return matrix


def _thinned(vertices: FloatArray, kept: BoolArray) -> BoolArray:
    """Return one vertex per cube of `ANCHOR_SPACING`, and all that must be kept."""
    cells = np.floor(vertices / ANCHOR_SPACING).astype(np.int64)
    _, first = np.unique(cells, axis=0, return_index=True)
    anchors = np.array(kept)
    anchors[first] = True
    return anchors


def _spread(
    places: FloatArray, vertices: FloatArray, say: FloatArray, anchors: BoolArray
) -> sparse.csr_array:
    """Return the matrix (places, n) that averages vertex values around places."""
    distance, _ = _nearest(cKDTree(vertices), places, 1, NEAR)
    near = np.isfinite(distance[:, 0])
    heard = say > UNHEARD
    rows, columns, values = [], [], []
    for chosen, asked, count in (
        (np.flatnonzero(near), np.flatnonzero(heard), NEIGHBOURS),
        (np.flatnonzero(~near), np.flatnonzero(heard & anchors), FAR_NEIGHBOURS),
    ):
        stop_if_cancelled()
        far, found = _nearest(cKDTree(vertices[asked]), places[chosen], count)
        stop_if_cancelled()
        width = np.maximum(0.4 * SPACING, 0.45 * far[:, :1])
        weight = np.exp(-((far - far[:, :1]) ** 2) / (2 * width**2)) * say[asked][found]
        rows.append(np.repeat(chosen, count))
        columns.append(asked[found].ravel())
        values.append((weight / weight.sum(axis=1, keepdims=True)).ravel())
    stop_if_cancelled()
    entries = (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))
    return undivided(lambda: sparse.csr_array(entries, shape=(len(places), len(vertices))))


def _nearest(
    tree: cKDTree, places: FloatArray, count: int, within: float = np.inf
) -> tuple[FloatArray, IntArray]:
    """Return distances and indices (n, count) of the points of a tree nearest to places."""
    far = np.empty((len(places), count))
    found = np.empty((len(places), count), dtype=np.int64)
    for start in range(0, len(places), CHUNK):
        stop_if_cancelled()
        part = slice(start, start + CHUNK)
        answer = tree.query(places[part], count, distance_upper_bound=within)
        far[part], found[part] = (np.reshape(one, (-1, count)) for one in answer)
    return far, found


def _replaced(
    matrix: sparse.csr_array, rows: BoolArray, other: sparse.csr_array
) -> sparse.csr_array:
    """Return a matrix with some rows taken from another that has only those."""
    kept = sparse.diags_array((~rows).astype(np.float64)) @ matrix
    at = np.flatnonzero(rows)
    place = sparse.csr_array(
        (np.ones(len(at)), (at, np.arange(len(at)))), shape=(len(rows), len(at))
    )
    joined = (kept + place @ other).tocsr()
    joined.eliminate_zeros()
    return joined


def _reading(
    points: FloatArray, origin: FloatArray, shape: tuple[int, int, int]
) -> sparse.csr_array:
    """Return the matrix (points, nodes) that reads the grid as `EditGrid` does."""
    place = (points - origin) / SPACING
    middle = np.round(place)
    part = place - middle
    weights = np.stack([0.5 * (0.5 - part) ** 2, 0.75 - part * part, 0.5 * (0.5 + part) ** 2])
    low = middle.astype(np.int64) - 1
    rows, columns, values = [], [], []
    for x, y, z in np.ndindex(3, 3, 3):
        rows.append(np.arange(len(points)))
        columns.append(np.ravel_multi_index(tuple((low + np.array([x, y, z])).T), shape))
        values.append(weights[x, :, 0] * weights[y, :, 1] * weights[z, :, 2])
    entries = (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))
    return sparse.csr_array(entries, shape=(len(points), int(np.prod(shape))))
