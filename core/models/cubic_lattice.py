"""A smooth field from its values at some nodes of a lattice: those near a surface.

Interpolation is by the cubic polynomial through four nodes along each axis. Its error along an axis
is at most 9/384 of the fourth difference of the values, so the lattice knows, cell by cell, where
it may be trusted, and says so; elsewhere the caller has to ask the field itself.
"""

from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from core.arrays import IntArray
from core.models.lattice import Lattice
from core.monitor import stop_if_cancelled

Numbers = npt.NDArray[np.int32]

STENCIL = 4
"""Nodes along each axis that a value is made of."""
ERROR_SHARE = 9.0 / 384.0
"""Largest value of t (1 - t) (1 + t) (2 - t) / 24 for t from 0 to 1: the error per fourth
difference."""
FOURTH = (1.0, -4.0, 6.0, -4.0, 1.0)
"""Factors of a fourth difference, from two nodes before to two nodes behind."""
EXACT = 1 << 24
"""Whole numbers below this have no rounding in single precision."""
PIECE = 16384
"""Points that are best read at a time: their sums stay in the cache."""


@dataclass(frozen=True, eq=False)
class KnownNodes:
    """Which nodes of a lattice are known, and how they lie to each other.

    Attributes
    ----------
    lattice : Lattice
        All nodes; the last axis is fastest.
    nodes : (n,) int32 Tensor
        The known ones, ascending.
    first : (cells,) int64 Tensor
        Nodes at which the stencils begin that are known as a whole.
    cell_at : (lattice nodes,) int32 Tensor
        The cell whose middle begins at a node, which is the second of its stencil along every
        axis; minus one elsewhere, so always at the lattice's border.
    rows : (cells, 16) int32 Tensor
        Known nodes at which the runs along the last axis begin that make up a stencil.
    ahead : (n, 4) int32 Tensor
        Each known node and the next three along the last axis; n where not known.
    corners : (cells, 8) int32 Tensor
        Known nodes at the corners of the middle of a stencil; none where only read.
    beside : (n, 3, 5) int32 Tensor
        Along each axis, from two nodes before to two nodes behind; n where not known; none where
        only read.
    """

    lattice: Lattice
    nodes: Tensor
    first: Tensor
    cell_at: Tensor
    rows: Tensor
    ahead: Tensor
    corners: Tensor
    beside: Tensor

    @classmethod
    def of(
        cls,
        lattice: Lattice,
        nodes: IntArray,
        device: torch.device,
        first: IntArray | None = None,
    ) -> "KnownNodes":
        """Find out how nodes lie to each other.

        Parameters
        ----------
        lattice : Lattice
            All nodes.
        nodes : (n,) int64
            The known ones, ascending.
        device : torch.device
            Where they are used.
        first : (cells,) int64, optional
            The stencils that shall be read; then only reading is prepared. All that are known
            as a whole otherwise, with what slopes and errors need.

        Returns
        -------
        KnownNodes
            For any number of fields.
        """
        count = len(nodes)
        number = np.full(int(np.prod(lattice.shape)) + STENCIL, count, dtype=np.int32)
        number[nodes] = np.arange(count, dtype=np.int32)
        strides = _strides(lattice)
        stop_if_cancelled()
        begins = _whole_stencils(lattice, nodes, number) if first is None else first
        cell_at = np.full(int(np.prod(lattice.shape)), -1, dtype=np.int32)
        cell_at[begins + sum(strides)] = np.arange(len(begins), dtype=np.int32)
        stop_if_cancelled()
        lines = [np.dot((i, j, 0), strides) for i, j in product(range(STENCIL), repeat=2)]
        corners = np.empty((0, 8), dtype=np.int32)
        beside = np.empty((0, 3, 5), dtype=np.int32)
        if first is None:
            middle = [np.dot(step, strides) for step in product((1, 2), repeat=3)]
            corners = number[begins[:, None] + middle]
            stop_if_cancelled()
            beside = _neighbours(lattice, nodes, number)
        rows = np.empty((len(begins), len(lines)), dtype=np.int32)
        for column, line in enumerate(lines):
            stop_if_cancelled()
            rows[:, column] = number[begins + line]
        # Runs that leave their line belong to no stencil.
        ahead = number[nodes[:, None] + np.arange(STENCIL)]
        tensors = (
            nodes.astype(np.int32),
            begins,
            cell_at,
            rows,
            ahead,
            corners,
            beside,
        )
        return cls(lattice, *(torch.as_tensor(array, device=device) for array in tensors))

    def slopes(self, values: Tensor) -> Tensor:
        """Return the Jacobian of values at the known nodes.

        Parameters
        ----------
        values : (n, channels) Tensor
            There.

        Returns
        -------
        (n, channels, 3) Tensor
            Per millimetre; NaN where a neighbour is not known.
        """
        padded = torch.cat([values, values.new_full((1, values.shape[1]), torch.nan)])
        rise = padded[self.beside[:, :, 3].long()] - padded[self.beside[:, :, 1].long()]
        return rise.transpose(1, 2) / (2.0 * self.lattice.spacing)

    def cells(self, columns: Tensor) -> tuple[Tensor, Tensor]:
        """Return the cell of each point and the place in its middle.

        Parameters
        ----------
        columns : (3, n) Tensor
            The points, one in each column, mm: sums along a long row are ten times as fast.

        Returns
        -------
        cells : (n,) int32 Tensor
            Minus one where there is none.
        part : (3, n) Tensor
            From zero to one.
        """
        origin = columns.new_tensor(self.lattice.origin)[:, None]
        place = (columns - origin) * (1.0 / self.lattice.spacing)
        low = place.floor()
        last = columns.new_tensor(self.lattice.shape)[:, None] - 1.0
        part = place - low
        held = low.nan_to_num(nan=0.0).clamp(min=0.0).minimum(last)  # no number lies nowhere
        # Whole numbers up to 2^24 are exact in single precision, and products of vectors are fast.
        if self.cell_at.numel() < EXACT:
            at = (held.new_tensor(_strides(self.lattice)) @ held).long()
        else:  # not in double precision, which Apple's graphics lack
            strides = torch.tensor(_strides(self.lattice), device=columns.device)
            at = (held.long() * strides[:, None]).sum(dim=0)
        return self.cell_at.index_select(0, at), part


class CubicLattice:
    """Values at known nodes, read between them.

    Parameters
    ----------
    known : KnownNodes
        The nodes.
    values : (n, channels) Tensor
        There.
    tolerance : float or (n,) Tensor, optional
        A cell is trusted where the estimated error of interpolation is at most this, in the unit
        of the values; every cell otherwise.

    Attributes
    ----------
    trusted : (cells,) bool Tensor
        Which cells are.
    doubt : (cells,) Tensor
        The estimated error in each, in tolerances.
    """

    def __init__(
        self, known: KnownNodes, values: Tensor, tolerance: float | Tensor | None = None
    ) -> None:
        self.known = known
        self._channels = values.shape[1]
        self._padded = torch.cat([values, values.new_full((1, self._channels), torch.nan)])
        if tolerance is None:
            self.trusted = torch.ones(len(known.first), dtype=torch.bool, device=values.device)
            self.doubt = values.new_zeros(len(known.first))
        else:
            share = self._errors() / tolerance
            self.doubt = share[known.corners.long()].amax(dim=1)
            self.trusted = self.doubt <= 1.0
        # One after the other along the last axis, each with all its channels.
        runs = self._padded.index_select(0, known.ahead.flatten())
        self._runs = runs.reshape(len(values), STENCIL * self._channels)

    def cells(self, columns: Tensor, most: float = 1.0) -> tuple[Tensor, Tensor]:
        """Return the trusted cell of each point, minus one elsewhere, and the place in it.

        Parameters
        ----------
        columns : (3, n) Tensor
            The points, one in each column, mm.
        most : float
            Cells of up to so much `doubt` are trusted.

        Returns
        -------
        cells : (n,) int32 Tensor
            For `at`.
        part : (3, n) Tensor
            For `at`.
        """
        cells, part = self.known.cells(columns)
        if len(self.doubt) == 0:
            return torch.full_like(cells, -1), part
        doubt = self.doubt.index_select(0, cells.clamp(min=0))
        return torch.where(doubt <= most, cells, -1), part

    def at(self, cells: Tensor, part: Tensor) -> Tensor:
        """Interpolate.

        Parameters
        ----------
        cells : (n,) int Tensor
            As from `cells`, none of them minus one.
        part : (3, n) Tensor
            As from `cells`.

        Returns
        -------
        (channels, n) Tensor
            In the unit of the values.
        """
        weights = _weights(part)
        shares = (weights[:, None, 0] * weights[None, :, 1]).flatten(0, 1).T.contiguous()
        total = weighted_rows(self._runs, self.known.rows.index_select(0, cells), shares)
        along, count = total.T.contiguous(), self._channels
        read = along[:count] * weights[0, 2]
        for step in range(1, STENCIL):
            read.addcmul_(along[step * count : (step + 1) * count], weights[step, 2])
        return read

    def only_read(self) -> None:
        """Drop what only making other lattices of the same nodes needs."""
        # Copies: a part of a tensor would hold the whole.
        nothing, nodes = self.known.ahead[:0].clone(), self.known.nodes[:0].clone()
        self.known = replace(self.known, ahead=nothing, nodes=nodes)
        self._padded = self._padded[:0].clone()

    def rises(self, after: Tensor, before: Tensor) -> Tensor:
        """Return the Jacobian between nodes two spacings apart.

        Parameters
        ----------
        after, before : (3, n) int Tensor
            Known nodes behind and before a place along each axis, as columns of
            `KnownNodes.beside`.

        Returns
        -------
        (channels, 3, n) Tensor
            Per millimetre; NaN where one is not known.
        """
        values = self._padded.T.contiguous()
        rise = values.index_select(1, after.flatten()) - values.index_select(1, before.flatten())
        return rise.reshape(self._channels, *after.shape) * (0.5 / self.known.lattice.spacing)

    def _errors(self) -> Tensor:
        """Return the estimated error around each node."""
        beside = self.known.beside
        factors = self._padded.new_tensor(FOURTH).expand(beside.shape[0] * 3, len(FOURTH))
        differences = weighted_rows(self._padded, beside.flatten(0, 1), factors)
        # Where the border is too near for a difference, the other nodes of the cell decide.
        apart = torch.nan_to_num(differences.norm(dim=1)).reshape(-1, 3)
        return ERROR_SHARE * apart.sum(dim=1)


def weighted_rows(values: Tensor, rows: Tensor, shares: Tensor) -> Tensor:
    """Return weighted sums of rows of a table.

    Parameters
    ----------
    values : (n, channels) Tensor
        The table.
    rows : (m, k) int Tensor
        Which of its rows.
    shares : (m, k) Tensor
        Their weights.

    Returns
    -------
    (m, channels) Tensor
        One sum for each row of `rows`.
    """
    if values.device.type == "mps":  # has no such bags
        return (values[rows.long()] * shares[:, :, None]).sum(dim=1)
    bags: Tensor = nn.functional.embedding_bag(
        rows, values, per_sample_weights=shares.contiguous(), mode="sum"
    )
    return bags


def _whole_stencils(lattice: Lattice, nodes: IntArray, number: Numbers) -> IntArray:
    """Return the nodes at which stencils begin that are known as a whole."""
    strides, count = _strides(lattice), len(nodes)
    flat, z = np.divmod(nodes, lattice.shape[2])
    x, y = np.divmod(flat, lattice.shape[1])
    inner = (z + STENCIL <= lattice.shape[2]) & (y + STENCIL <= lattice.shape[1])
    first = nodes[inner & (x + STENCIL <= lattice.shape[0])]
    for step in product(range(STENCIL), repeat=3):
        first = first[number[first + np.dot(step, strides)] < count]
    return first


def _neighbours(lattice: Lattice, nodes: IntArray, number: Numbers) -> Numbers:
    """Return the known nodes beside each known node along the axes, (n, 3, 5)."""
    places = np.stack(np.unravel_index(nodes, lattice.shape), axis=1)
    beside = np.empty((len(nodes), 3, 5), dtype=np.int32)
    for axis, stride in enumerate(_strides(lattice)):
        for column, step in enumerate(range(-2, 3)):
            stop_if_cancelled()
            place = places[:, axis] + step
            held = (place >= 0) & (place < lattice.shape[axis])
            beside[:, axis, column] = number[np.where(held, nodes + step * stride, -1)]
    return beside


def _strides(lattice: Lattice) -> tuple[int, int, int]:
    _, size_y, size_z = lattice.shape
    return size_y * size_z, size_z, 1


def _weights(t: Tensor) -> Tensor:
    """Return the weights of the nodes at -1, 0, 1 and 2 for places between 0 and 1, (4, ...)."""
    up, down, far = t + 1.0, t - 1.0, t - 2.0
    outer, inner = t * down, up * far
    return torch.stack(
        [
            (outer * far).mul_(-1.0 / 6.0),
            (inner * down).mul_(0.5),
            (inner * t).mul_(-0.5),
            (outer * up).mul_(1.0 / 6.0),
        ]
    )
