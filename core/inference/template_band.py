"""What the networks say near the template's skin, kept: it does not depend on anybody's codes.

A head is the template moved, so its signed distance is known from three things near the template's
skin: the template's own distance, the trunk's features (which the codes only weight), and points of
the skin from which to look. Around the mouth the trunk has two answers, one for each side of the
lips; both are kept, so that lips which overlap can be told apart.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import torch
from torch import Tensor

from core.inference.device import chunk_size, in_parallel
from core.models.bound_head import BoundHead
from core.models.cubic_lattice import CubicLattice, KnownNodes
from core.models.lattice import Lattice
from core.models.layers import SineNetwork
from core.monitor import Monitor

MOVE_ERRORS = (0.008, 0.008, 0.008)
"""Largest estimated error of a displacement on each sheet, mm; the true one is about a third."""
OWN, UPPER, LOWER = 0, 1, 2
"""Sheets: every point on its own side of the lips; the mouth from above; the mouth from below."""
SIDES = (None, 1.0, -1.0)
"""The side of the lips from which a sheet looks."""


ROWS = 1 << 14
"""Rows of features that one thread sums up at a time: some 5 ms."""


class BandModel(Protocol):
    """What is asked of the networks."""

    trunk: SineNetwork
    sdf: SineNetwork

    @property
    def parts_lips(self) -> bool:
        """Whether the lips may part."""

    def trunk_inputs(self, points: Tensor, side: Tensor | None = None) -> Tensor:
        """Return what the trunk sees of template points.

        Parameters
        ----------
        points : (n, 3) Tensor
            Template coordinates, mm.
        side : (n,) Tensor, optional
            Plus or minus one: the side of the lips from which to look.
        """


@dataclass(frozen=True, eq=False)
class Features:
    """The trunk's features at template points.

    Attributes
    ----------
    order : (n,) int64 Tensor
        Where in the list of points each row belongs: first those of the remainder alone.
    values : (n, width) float16 Tensor
        The last sine layer.
    shares : (k, 4) float32 Tensor
        Weights of the parts at the last k, where other parts have a share.
    """

    order: Tensor
    values: Tensor
    shares: Tensor

    def moves(self, head: BoundHead, monitor: Monitor | None = None) -> Tensor:
        """Return a head's displacement at the points.

        Parameters
        ----------
        head : BoundHead
            Supplies the weights.
        monitor : Monitor, optional
            Cancellation.

        Returns
        -------
        (n, 3) Tensor
            F(t), mm.
        """
        watch, alone = (monitor or Monitor()).silent(), len(self.values) - len(self.shares)
        size = ROWS if self.values.device.type == "cpu" else len(self.values)
        split = -(-alone // max(1, size))
        moves = self.shares.new_empty(len(self.values), 3)

        def work(number: int) -> None:
            mixed = number >= split
            begin = alone + (number - split) * size if mixed else number * size
            end = min(begin + size, len(self.values) if mixed else alone)
            watch.check()
            for start in range(begin, end, chunk_size(self.values.device)):
                here = slice(start, min(start + chunk_size(self.values.device), end))
                shares = self.shares[here.start - alone : here.stop - alone] if mixed else None
                moves[self.order[here]] = head.weighted(self.values[here].float(), shares)

        in_parallel(work, split + -(-len(self.shares) // max(1, size)))
        return moves

    def at(self, head: BoundHead, index: Tensor) -> Tensor:
        """Return a head's displacement at some of the points.

        Parameters
        ----------
        head : BoundHead
            Supplies the weights.
        index : (k,) int64 Tensor
            Places in the list of points.

        Returns
        -------
        (k, 3) Tensor
            F(t), mm.
        """
        row = torch.empty_like(self.order)
        row[self.order] = torch.arange(len(row), device=row.device)
        alone = len(self.values) - len(self.shares)
        rows = row[index]
        shared = rows >= alone
        moves = self.shares.new_empty(len(index), 3)
        moves[shared] = self._mixed(head, rows[shared] - alone)
        moves[~shared] = head.weighted(self.values[rows[~shared]].float())
        return moves

    def moved_again(self, head: BoundHead, before: Tensor, parts: list[int]) -> Tensor:
        """Return a head's displacement where only some parts differ from an earlier head.

        Parameters
        ----------
        head : BoundHead
            Supplies the weights.
        before : (n, 3) Tensor
            Displacements of the other head, mm.
        parts : list of int
            The parts that may differ, by their place in `PARTS`; not the remainder.

        Returns
        -------
        (n, 3) Tensor
            F(t), mm.
        """
        rows = torch.nonzero((self.shares[:, parts] > 0).any(dim=1))[:, 0]
        if len(rows) == 0:
            return before
        moves = before.clone()
        alone = len(self.values) - len(self.shares)
        moves[self.order[alone + rows]] = self._mixed(head, rows)
        return moves

    def _mixed(self, head: BoundHead, rows: Tensor) -> Tensor:
        """Return the displacement of some of the points where parts have a share."""
        mixed = self.values[len(self.values) - len(self.shares) :]
        pieces = [
            head.weighted(mixed[piece].float(), self.shares[piece])
            for piece in torch.split(rows, chunk_size(rows.device))
        ]
        return torch.cat(pieces) if pieces else self.shares.new_empty(0, 3)


@dataclass(frozen=True, eq=False)
class FeatureLattice:
    """Features at the nodes of a lattice, and how the skin's points lie in it.

    Attributes
    ----------
    known : KnownNodes
        The nodes.
    features : Features
        There.
    index : (k,) int64 Tensor
        Points of the skin that lie in a cell of this lattice.
    cells : (k,) int64 Tensor
        Their cells.
    part : (3, k) Tensor
        Their places in the cells.
    """

    known: KnownNodes
    features: Features
    index: Tensor
    cells: Tensor
    part: Tensor

    @classmethod
    def of(
        cls, known: KnownNodes, features: Features, skin: Tensor, mine: Tensor
    ) -> "FeatureLattice":
        """Find out how the skin's points lie in a lattice.

        Parameters
        ----------
        known, features
            As the attributes.
        skin : (n, 3) Tensor
            All points of the skin, mm.
        mine : (m,) int64 Tensor
            Those that may read here.

        Returns
        -------
        FeatureLattice
            Ready.
        """
        cells, part = known.cells(skin[mine].T.contiguous())
        inside = torch.nonzero(cells >= 0)[:, 0]
        return cls(known, features, mine[inside], cells[inside], part[:, inside])

    @cached_property
    def ends(self) -> tuple[Tensor, Tensor]:
        """Nodes behind and before the one next to each skin point, (3, k) int32 each."""
        nearest = self.part.new_tensor([4.0, 2.0, 1.0]) @ (self.part > 0.5).to(self.part.dtype)
        beside = self.known.beside[self.known.corners[self.cells, nearest.long()].long()]
        return beside[:, :, 3].T.contiguous(), beside[:, :, 1].T.contiguous()


@dataclass(frozen=True, eq=False)
class TemplateBand:
    """The surroundings of the template's skin.

    Attributes
    ----------
    distance : CubicLattice
        S(t), mm.
    sheets : tuple of 3 tuples of FeatureLattice
        Where displacements are read between nodes, the finest first: of `OWN`, `UPPER`, `LOWER`.
    skin : (n, 3) float32 Tensor
        Points on the template's skin, about a millimetre apart, mm.
    normals : (n, 3) float32 Tensor
        Gradients of S there.
    sheet : (n,) int64 Tensor
        By which sheet each of them moves.
    fine : (k,) int64 Tensor
        Those of the skin's points for which no lattice is fine enough.
    fine_features : Features
        Their features.
    """

    distance: CubicLattice
    sheets: tuple[tuple[FeatureLattice, ...], ...]
    skin: Tensor
    normals: Tensor
    sheet: Tensor
    fine: Tensor
    fine_features: Features

    @property
    def coarse(self) -> Lattice:
        """The lattice in which changes are noted."""
        return self.sheets[OWN][-1].known.lattice

    @cached_property
    def columns(self) -> Tensor:
        """The skin's points, one in each column, (3, n) mm."""
        return self.skin.T.contiguous()

    @cached_property
    def sloped(self) -> tuple[tuple[Tensor, Tensor, Tensor], ...]:
        """Between which nodes the slope at the skin is taken, in the order of all lattices.

        Points of the skin, then the nodes behind and before each, (3, k): of the finest lattice in
        which all six are known.
        """
        found: list[tuple[Tensor, Tensor, Tensor]] = []
        open_ = torch.ones(len(self.skin), dtype=torch.bool, device=self.skin.device)
        for sheet in self.sheets:
            for own in sheet:
                after, before = own.ends
                known = ((after < len(own.known.nodes)) & (before < len(own.known.nodes))).all(
                    dim=0
                )
                here = torch.nonzero(known & open_[own.index])[:, 0]
                open_[own.index[here]] = False
                found.append((own.index[here], after[:, here], before[:, here]))
        return tuple(found)

    @cached_property
    def mouth(self) -> Tensor:
        """Which points of the skin belong to the mouth, (n,) bool."""
        return self.sheet != OWN
