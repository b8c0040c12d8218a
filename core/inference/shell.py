"""What is known at the grid nodes around a head's skin, as a value that edits are made from."""

from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from core.arrays import IntArray
from core.geometry.grid import RegularGrid
from core.geometry.shell_volume import KnownSurroundings
from core.inference.fast_head import FastHead
from core.monitor import stop_if_cancelled

Floats = npt.NDArray[np.float32]
Owners = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Number = TypeVar("Number", np.int64, np.int32, np.float32, np.bool_)


@dataclass(frozen=True, eq=False)
class Shell:
    """What is known at the nodes around the skin.

    Attributes
    ----------
    grid : RegularGrid
        The nodes.
    nodes : (n,) int64
        Flat indices, ascending.
    owner : (n,) int32
        The skin point that each belongs to; minus one where no skin speaks for it.
    values : (n,) float32
        Distance where `exact`, mm; elsewhere an estimate whose sign is likely.
    exact : (n,) bool
        Which were found by solving.
    guide : (n,) bool
        Which tell the sign between them along a row: those around skin, not those found further.
    fast : FastHead
        The head.
    samples : int
        Nodes whose distance was found by solving, this time.
    asked : int
        Points at which a network was evaluated, this time.
    """

    grid: RegularGrid
    nodes: IntArray
    owner: Owners
    values: Floats
    exact: Flags
    guide: Flags
    fast: FastHead
    samples: int
    asked: int

    def with_sampled(self, nodes: IntArray, values: Floats) -> "Shell":
        """Return the shell with further exact values.

        Parameters
        ----------
        nodes : (m,) int64
            Flat indices, ascending.
        values : (m,) float32
            The field's own, mm.

        Returns
        -------
        Shell
            Nodes that hang on the shell by no chain of neighbours belong to no skin.
        """
        at = np.searchsorted(self.nodes, nodes)
        at[at == len(self.nodes)] = 0
        here = self.nodes[at] == nodes
        renewed, exact = self.values.copy(), self.exact.copy()
        renewed[at[here]], exact[at[here]] = values[here], True
        nodes, values = nodes[~here], values[~here]
        owner = self._owner_beside(self.nodes, self.owner, nodes)
        while len(nodes):
            # A surface that lies far from its estimate is followed over several nodes.
            further = np.where(owner < 0, self._owner_beside(nodes, owner, nodes), owner)
            if (further == owner).all():
                break
            owner = further
        samples = self.samples + len(at)
        joined = replace(self, values=renewed, exact=exact, samples=samples)
        stop_if_cancelled()
        yes = np.ones(len(nodes), dtype=np.bool_)
        return joined.merged(nodes, owner, values, yes, ~yes)

    def turned_by(self, nodes: IntArray, values: Floats) -> bool:
        """Return whether exact values give a guide another sign: then its row is filled otherwise.

        Parameters
        ----------
        nodes : (m,) int64
            Flat indices, ascending.
        values : (m,) float32
            The field's own, mm.

        Returns
        -------
        bool
            False where every guide lies on the side that was expected.
        """
        at = np.searchsorted(self.nodes, nodes)
        at[at == len(self.nodes)] = 0
        guides = (self.nodes[at] == nodes) & self.guide[at]
        return bool(((self.values[at] < 0) != (values < 0))[guides].any())

    def _owner_beside(self, nodes: IntArray, owner: Owners, wanted: IntArray) -> Owners:
        """Return the skin point of some node next to each, -1 where there is none."""
        found = np.full(len(wanted), -1, dtype=np.int32)
        wide, high, _ = self.grid.shape
        for step in (1, wide, wide * high):
            for towards in (wanted + step, wanted - step):
                near = np.minimum(np.searchsorted(nodes, towards), len(nodes) - 1)
                beside = (nodes[near] == towards) & (owner[near] >= 0)
                found = np.where(beside, owner[near], found)
        return found

    def merged(
        self, nodes: IntArray, owner: Owners, values: Floats, exact: Flags, guide: Flags
    ) -> "Shell":
        """Return the shell with other nodes between its own.

        Parameters
        ----------
        nodes, owner, values, exact, guide
            As the attributes; none of the nodes is in the shell.

        Returns
        -------
        Shell
            All of both.
        """
        if len(self.nodes) == 0:
            return replace(self, nodes=nodes, owner=owner, values=values, exact=exact, guide=guide)
        at = np.searchsorted(self.nodes, nodes)

        def inserted(mine: npt.NDArray[Number], others: npt.NDArray[Number]) -> npt.NDArray[Number]:
            stop_if_cancelled()
            return np.insert(mine, at, others)

        return replace(
            self,
            nodes=inserted(self.nodes, nodes),
            owner=inserted(self.owner, owner),
            values=inserted(self.values, values),
            exact=inserted(self.exact, exact),
            guide=inserted(self.guide, guide),
        )

    def on(self, grid: RegularGrid) -> "Shell | None":
        """Return the shell on a grid that reaches elsewhere.

        Parameters
        ----------
        grid : RegularGrid
            Perhaps of the same nodes.

        Returns
        -------
        Shell or None
            None where the nodes are others.
        """
        if grid == self.grid:
            return self
        shift = self.grid.shift_to(grid)
        if shift is None:
            return None
        places = self.grid.node_indices(self.nodes) + np.array(shift)
        inside = ((places >= 0) & (places < np.array(grid.shape))).all(axis=1)
        x, y, z = places[inside].T
        return replace(
            self,
            grid=grid,
            nodes=(z * grid.shape[1] + y) * grid.shape[0] + x,
            owner=self.owner[inside],
            values=self.values[inside],
            exact=self.exact[inside],
            guide=self.guide[inside],
        )

    def kept(self, dropped: Flags) -> "Shell":
        """Return the shell without the nodes of some of the skin.

        Parameters
        ----------
        dropped : (skin points,) bool
            Whose nodes are left out.

        Returns
        -------
        Shell
            The rest, but for nodes that belong to no skin: nobody knows whether they still hold.
        """
        return self.chosen(~dropped[self.owner] & (self.owner >= 0))

    def chosen(self, stay: Flags) -> "Shell":
        """Return the shell with some of its nodes.

        Parameters
        ----------
        stay : (n,) bool
            Which.

        Returns
        -------
        Shell
            Of those.
        """
        return replace(
            self,
            nodes=self.nodes[stay],
            owner=self.owner[stay],
            values=self.values[stay],
            exact=self.exact[stay],
            guide=self.guide[stay],
        )

    @property
    def known(self) -> KnownSurroundings:
        """The nodes without the head."""
        return KnownSurroundings(self.grid, self.nodes, self.values, self.guide)
