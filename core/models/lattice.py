"""Regular grids in space, and what a head's way back to the template starts from."""

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from core.arrays import FloatArray, IntArray


@dataclass(frozen=True)
class Lattice:
    """A regular grid of nodes.

    Attributes
    ----------
    origin : tuple of 3 float
        Position of the first node, mm.
    spacing : float
        Distance of the nodes, mm.
    shape : tuple of 3 int
        Nodes along each axis.
    """

    origin: tuple[float, float, float]
    spacing: float
    shape: tuple[int, int, int]

    def nearest(self, points: Tensor) -> tuple[Tensor, Tensor]:
        """Return the node next to each point.

        Parameters
        ----------
        points : (n, 3) Tensor
            Head frame, mm.

        Returns
        -------
        nodes : (n,) int64 Tensor
            Counted with the last axis fastest; on the border for points outside.
        inside : (n,) bool Tensor
            Whether the point lies inside.
        """
        place = ((points - points.new_tensor(self.origin)) / self.spacing).round().long()
        limit = torch.tensor(self.shape, device=points.device) - 1
        held = place.clamp(min=0).minimum(limit)
        nodes = (held[:, 0] * self.shape[1] + held[:, 1]) * self.shape[2] + held[:, 2]
        return nodes, (held == place).all(dim=1)


@dataclass(frozen=True, eq=False)
class StartGrid:
    """Where the way back from a head starts: the shift of the nearest skin.

    Attributes
    ----------
    lattices : tuple of Lattice
        The first covers the head; later, finer ones take over where they lie.
    shifts : (3, nodes, 3) Tensor
        Template position minus head position of the skin nearest to each node of each lattice in
        turn, mm: of all the skin, of the upper lip's side, of the lower lip's side.
    mouth : (nodes,) bool Tensor
        Whether the nearest skin may belong to either lip.
    """

    lattices: tuple[Lattice, ...]
    shifts: Tensor
    mouth: Tensor

    def shift(self, branch: int, points: Tensor) -> Tensor:
        """Return the shift where points lie.

        Parameters
        ----------
        branch : int
            First index into `shifts`.
        points : (n, 3) Tensor
            Head frame, mm.

        Returns
        -------
        (n, 3) Tensor
            mm.
        """
        return self.shifts[branch][self.nodes(points)]

    def near_mouth(self, points: Tensor) -> Tensor:
        """Return where the nearest skin may belong to either lip.

        Parameters
        ----------
        points : (n, 3) Tensor
            Head frame, mm.

        Returns
        -------
        (n,) bool Tensor
            `mouth` where the points lie.
        """
        return self.mouth[self.nodes(points)]

    def nodes(self, points: Tensor) -> Tensor:
        """Return the node next to each point.

        Parameters
        ----------
        points : (n, 3) Tensor
            Head frame, mm.

        Returns
        -------
        (n,) int64 Tensor
            Index into `shifts`.
        """
        result, _ = self.lattices[0].nearest(points)
        passed = math.prod(self.lattices[0].shape)
        for lattice in self.lattices[1:]:
            found, inside = lattice.nearest(points)
            result = torch.where(inside, found + passed, result)
            passed += math.prod(lattice.shape)
        return result


def lattice_over(low: FloatArray, high: FloatArray, spacing: float) -> Lattice:
    """Return the lattice over a box whose nodes are multiples of the spacing.

    Parameters
    ----------
    low, high : (3,) float64
        Corners, mm.
    spacing : float
        mm.

    Returns
    -------
    Lattice
        At least the box.
    """
    first = np.floor(low / spacing)
    counts = (np.ceil(high / spacing) - first).astype(int) + 1
    origin = spacing * first
    return Lattice(
        (float(origin[0]), float(origin[1]), float(origin[2])),
        spacing,
        (int(counts[0]), int(counts[1]), int(counts[2])),
    )


def node_places(lattice: Lattice, nodes: IntArray) -> FloatArray:
    """Return the positions of nodes.

    Parameters
    ----------
    lattice : Lattice
        The nodes.
    nodes : (n,) int64
        Counted with the last axis fastest.

    Returns
    -------
    (n, 3) float64
        mm.
    """
    places = np.stack(np.unravel_index(nodes, lattice.shape), axis=1)
    result: FloatArray = np.asarray(lattice.origin) + lattice.spacing * places
    return result
