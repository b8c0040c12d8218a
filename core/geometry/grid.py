"""A regular grid of sample positions, and the coarser grids nested in it.

Volumes over a grid are arrays indexed [z, y, x], so that x runs fastest in memory: that is the
order in which VTK reads them without a copy. A node's flat index counts in the same order.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, IntArray

STEADY_STEP = 4.0
"""The spacing of a steady grid changes where the longest side passes a multiple of this, mm."""
STEADY_NODES = 8
"""A steady grid grows by so many nodes at a time."""
SAME_NODES = 1e-6
"""Nodes that lie closer than this are the same, spacings."""


@dataclass(frozen=True)
class RegularGrid:
    """Nodes at equal distance along three axes.

    Attributes
    ----------
    origin : tuple of 3 float
        Position of the first node, mm.
    spacing : float
        Distance of neighbouring nodes, mm.
    shape : tuple of 3 int
        Number of nodes along x, y and z.
    """

    origin: tuple[float, float, float]
    spacing: float
    shape: tuple[int, int, int]

    def __post_init__(self) -> None:
        if self.spacing <= 0 or min(self.shape) < 2:
            raise ValueError(f"a grid needs a positive spacing and two nodes an axis: {self}")

    @classmethod
    def over(cls, bounds: FloatArray, resolution: int) -> "RegularGrid":
        """Make the grid that covers a box.

        Parameters
        ----------
        bounds : (2, 3) float64
            Lowest and highest corner, mm.
        resolution : int
            Number of nodes along the longest side; cells are cubes.

        Returns
        -------
        RegularGrid
            Starts at the lowest corner, reaches the highest or up to one cell beyond.

        Raises
        ------
        ValueError
            When the box is empty or the resolution below two.
        """
        low, high = np.asarray(bounds, dtype=np.float64)
        extent = high - low
        if not (extent > 0).all() or resolution < 2:
            raise ValueError(f"no grid of {resolution} nodes over the bounds {low} to {high}")
        spacing = float(extent.max()) / (resolution - 1)
        # The small allowance keeps rounding from adding a layer of nodes.
        counts = [max(2, math.ceil(float(side) / spacing - 1e-6) + 1) for side in extent]
        return cls((*map(float, low),), spacing, (counts[0], counts[1], counts[2]))  # type: ignore[arg-type]

    @classmethod
    def steady(cls, bounds: FloatArray, resolution: int) -> "RegularGrid":
        """Make a grid over a box that stays in place while the box changes a little.

        Parameters
        ----------
        bounds : (2, 3) float64
            Lowest and highest corner, mm.
        resolution : int
            Least number of nodes along the longest side; cells are cubes.

        Returns
        -------
        RegularGrid
            Nodes lie at whole multiples of the spacing, so that grids of one spacing share them.

        Raises
        ------
        ValueError
            When the box is empty or the resolution below two.
        """
        low, high = np.asarray(bounds, dtype=np.float64)
        extent = high - low
        if not (extent > 0).all() or resolution < 2:
            raise ValueError(f"no grid of {resolution} nodes over the bounds {low} to {high}")
        longest = float(extent.max())
        spacing = max(longest - longest % STEADY_STEP, min(longest, STEADY_STEP)) / (resolution - 1)
        first = np.floor(low / (spacing * STEADY_NODES)).astype(int) * STEADY_NODES
        last = np.ceil(high / (spacing * STEADY_NODES)).astype(int) * STEADY_NODES
        shape = last - first + 1
        origin = spacing * first
        return cls(
            (float(origin[0]), float(origin[1]), float(origin[2])),
            spacing,
            (int(shape[0]), int(shape[1]), int(shape[2])),
        )

    def shift_to(self, other: "RegularGrid") -> tuple[int, int, int] | None:
        """Return by how many nodes another grid begins earlier, along x, y and z.

        Parameters
        ----------
        other : RegularGrid
            Perhaps of the same nodes.

        Returns
        -------
        tuple of 3 int or None
            None where the grids do not share their nodes.
        """
        apart = (np.array(self.origin) - np.array(other.origin)) / self.spacing
        whole = np.rint(apart)
        if self.spacing != other.spacing or np.abs(apart - whole).max() > SAME_NODES:
            return None
        return int(whole[0]), int(whole[1]), int(whole[2])

    @property
    def node_count(self) -> int:
        """Number of nodes."""
        return self.shape[0] * self.shape[1] * self.shape[2]

    @property
    def volume_shape(self) -> tuple[int, int, int]:
        """Shape of a volume over this grid: nodes along z, y and x."""
        return self.shape[2], self.shape[1], self.shape[0]

    def node_indices(self, flat: IntArray) -> IntArray:
        """Return the place of nodes along each axis.

        Parameters
        ----------
        flat : (n,) int64
            Flat indices.

        Returns
        -------
        (n, 3) int64
            Indices along x, y and z.
        """
        wide, high, _ = self.shape
        rows = flat // wide  # with the product below, half the time of a division with remainder
        deep = rows // high
        return np.stack([flat - rows * wide, rows - deep * high, deep], axis=1)

    def points(self, flat: IntArray) -> FloatArray:
        """Return the positions of nodes.

        Parameters
        ----------
        flat : (n,) int64
            Flat indices.

        Returns
        -------
        (n, 3) float64
            mm.
        """
        place: FloatArray = np.asarray(self.origin) + self.spacing * self.node_indices(flat)
        return place

    def runs(self, length: int) -> Iterator[IntArray]:
        """Yield all flat indices in runs of neighbours.

        Parameters
        ----------
        length : int
            Largest number of nodes of a run.

        Yields
        ------
        (n,) int64
            Flat indices.
        """
        for start in range(0, self.node_count, length):
            yield np.arange(start, min(start + length, self.node_count))

    def coarsest_level(self, least: int) -> int:
        """Return how often the spacing can be doubled.

        Parameters
        ----------
        least : int
            Cells that must remain along the longest axis.

        Returns
        -------
        int
            Zero where the grid itself is that coarse.
        """
        return max(
            0, int(math.log2((max(self.shape) - 1) / least)) if max(self.shape) > least else 0
        )

    def level(self, number: int, deepest: int) -> "RegularGrid":
        """Return the grid of every ``2**number``-th node.

        All levels share the first node and each is exactly nested in the next finer one, so even
        level zero may reach beyond this grid, by fewer than ``2**deepest`` cells.

        Parameters
        ----------
        number : int
            Zero is the spacing of this grid.
        deepest : int
            The coarsest level of the family.

        Returns
        -------
        RegularGrid
            Covers this grid.
        """
        blocks = [math.ceil((count - 1) / 2**deepest) for count in self.shape]
        counts = [block * 2 ** (deepest - number) + 1 for block in blocks]
        shape = (counts[0], counts[1], counts[2])
        return RegularGrid(self.origin, self.spacing * 2**number, shape)
