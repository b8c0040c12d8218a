"""Which nodes of a grid must be sampled to know its zero surface: coarse to fine, with proof.

A sampled value v at one node proves the sign of every node nearer than |v| / L, where L bounds how
fast the field changes. So each level of nested grids is filled in three stages (centres of the
coarser cells, centres of their faces, middles of their edges), and a node is sampled only when
nothing known around it proves its sign. Every node carries a *bound*: a number with the field's
sign whose size is at most the field's. At the end the nodes on both sides of a change of sign are
sampled too, since their values place the surface. What results is the surface of the dense grid.
"""

from collections.abc import Callable
from itertools import product

import numpy as np
import numpy.typing as npt

from core.arrays import IntArray
from core.geometry.grid import RegularGrid
from core.monitor import Monitor

Volume = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Place = tuple[int, int, int]
Evaluate = Callable[[int, RegularGrid, IntArray, Monitor], Volume]
"""Level, its grid, flat indices of nodes, progress; returns the field's values there."""

LEAST_BLOCKS = 16
"""Cells along the longest axis of the coarsest level, which is sampled completely."""
SMALLEST = np.float32(1e-30)
"""Stands for a value of exactly zero, which has no sign; counted as outside."""
LEVELS_SHARE = 0.94
"""Share of the progress that the levels are; the rest is what places the surface."""
REACH = 3.0
"""Squared distance, in half cells, up to which a known node is asked about an unknown one."""

PLACES = tuple((x, y, z) for x, y, z in product((0, 1, 2), repeat=3))
CORNERS: tuple[Place, ...] = tuple(place for place in PLACES if place.count(1) == 0)
CENTRES: tuple[Place, ...] = ((1, 1, 1),)
FACES: tuple[Place, ...] = tuple(place for place in PLACES if place.count(1) == 2)
EDGES: tuple[Place, ...] = tuple(place for place in PLACES if place.count(1) == 1)
STAGES = (CENTRES, FACES, EDGES)
"""Places within a coarser cell, in half cells; each stage may ask all nodes before it."""


class _Level:
    """Bounds of one grid of the family while it is filled."""

    def __init__(self, number: int, grid: RegularGrid, bound: Volume, known: Flags) -> None:
        self.number = number
        self.grid = grid
        self.bound = bound.reshape(-1)
        self.known = known.reshape(-1)
        wide, high, _ = grid.shape
        self.strides = (1, wide, wide * high)

    def step(self, place: Place) -> int:
        """Return the difference of flat index from a cell's first node."""
        return sum(c * stride for c, stride in zip(place, self.strides, strict=True))

    def put(self, nodes: IntArray, values: Volume) -> None:
        """Take sampled values."""
        self.bound[nodes] = np.where(values == 0, SMALLEST, values)
        self.known[nodes] = True


def _next_level(coarse: _Level, grid: RegularGrid) -> _Level:
    """Return the twice finer level: even nodes as before, the others with their cell's sign."""
    source = coarse.bound.reshape(coarse.grid.volume_shape)
    bound = np.empty(grid.volume_shape, dtype=np.float32)
    for z, y, x in product((0, 1), repeat=3):
        target = bound[z::2, y::2, x::2]
        target[...] = source[: target.shape[0], : target.shape[1], : target.shape[2]]
    known = np.zeros(grid.volume_shape, dtype=np.bool_)
    known[::2, ::2, ::2] = coarse.known.reshape(coarse.grid.volume_shape)
    return _Level(coarse.number - 1, grid, bound, known)


def _active_cells(level: _Level, lipschitz: float) -> IntArray:
    """Return the cells that the known bounds do not prove free of the surface.

    A cell is free when its corners have one sign and either all of them reach half the diagonal
    or one reaches across the whole.
    """
    bound = level.bound.reshape(level.grid.volume_shape)
    low = high = bound
    for axis in range(3):
        front = tuple(slice(None, -1) if a == axis else slice(None) for a in range(3))
        back = tuple(slice(1, None) if a == axis else slice(None) for a in range(3))
        low = np.minimum(low[front], low[back])
        high = np.maximum(high[front], high[back])
    reach = np.float32(lipschitz * level.grid.spacing * 3**0.5)
    outside = (low > 0) & ((low > reach / 2) | (high > reach))
    inside = (high < 0) & ((high < -reach / 2) | (low < -reach))
    z, y, x = np.nonzero(~(outside | inside))
    wide, tall, _ = level.grid.shape
    cells: IntArray = (z * tall + y) * wide + x
    return cells


def _to_finer(cells: IntArray, coarse: RegularGrid, fine: RegularGrid) -> IntArray:
    """Return the flat indices in the finer grid of the first nodes of cells."""
    x, y, z = (2 * coarse.node_indices(cells)).T
    wide, high, _ = fine.shape
    first: IntArray = (z * high + y) * wide + x
    return first


def _squared_distance(a: Place, b: Place) -> int:
    return sum((p - q) ** 2 for p, q in zip(a, b, strict=True))


class _Refinement:
    """Fills one level within the active cells of the coarser one."""

    def __init__(self, level: _Level, first: IntArray, lipschitz: float) -> None:
        self._level = level
        self._first = first
        self._unit = lipschitz * level.grid.spacing
        self._open = np.zeros(level.grid.node_count, dtype=np.bool_)
        self._seen = {place: level.bound[first + level.step(place)] for place in CORNERS}

    def unknown(self, stage: tuple[Place, ...]) -> IntArray:
        """Bound the nodes of a stage; return those whose sign remains open."""
        bound = self._level.bound
        nodes = {place: self._first + self._level.step(place) for place in stage}
        for place in stage:
            bound[nodes[place]] = 0
        for place in stage:
            low, high = self._range(place)
            present = bound[nodes[place]]
            low, high = np.maximum(low, present), np.minimum(high, present)
            proven = np.where(low > 0, low, np.where(high < 0, high, present))
            # Evidence of both signs disproves the bound here: only a sample can tell.
            bound[nodes[place]] = np.where((low > 0) & (high < 0), 0, proven)
        # A bitmap drops what neighbouring cells share, ten times as fast as sorting would.
        for place in stage:
            self._open[nodes[place][bound[nodes[place]] == 0]] = True
        unknown = np.flatnonzero(self._open)
        self._open[unknown] = False
        return unknown

    def read(self, stage: tuple[Place, ...]) -> None:
        """Take the finished nodes of a stage as evidence for the next."""
        for place in stage:
            self._seen[place] = self._level.bound[self._first + self._level.step(place)]

    def _range(self, place: Place) -> tuple[Volume, Volume]:
        """Return the largest lower and the smallest upper bound that the evidence gives."""
        low = np.full(len(self._first), -np.inf, dtype=np.float32)
        high = np.full(len(self._first), np.inf, dtype=np.float32)
        near = [
            (squared, other)
            for other in self._seen
            if (squared := _squared_distance(place, other)) <= REACH
        ]
        for squared, other in near:
            fall = np.float32(self._unit * squared**0.5)
            np.maximum(low, self._seen[other] - fall, out=low)
            np.minimum(high, self._seen[other] + fall, out=high)
        return low, high


def beside_sign_changes(bound: Volume) -> Flags:
    """Return the nodes that have a neighbour of the other sign along an axis.

    Parameters
    ----------
    bound : (nz, ny, nx) float32
        Numbers of the right sign.

    Returns
    -------
    (nz, ny, nx) bool
        True on both sides of every change of sign.
    """
    inside = bound < 0
    beside = np.zeros_like(inside)
    for axis in range(3):
        front = tuple(slice(None, -1) if a == axis else slice(None) for a in range(3))
        back = tuple(slice(1, None) if a == axis else slice(None) for a in range(3))
        change = inside[front] != inside[back]
        beside[front] |= change
        beside[back] |= change
    return beside


def sparse_volume(
    grid: RegularGrid, evaluate: Evaluate, lipschitz: float, monitor: Monitor
) -> Volume:
    """Sample a field where its zero surface is, and prove its sign elsewhere.

    Parameters
    ----------
    grid : RegularGrid
        The finest nodes.
    evaluate : callable
        The field at nodes of a level; called a few times per level, each node once.
    lipschitz : float
        The field changes by at most this per millimetre.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    (nz, ny, nx) float32
        Exact beside every change of sign; elsewhere some number of the right sign.

    Raises
    ------
    CancelledError
        When the monitor was cancelled.
    """
    deepest = grid.coarsest_level(LEAST_BLOCKS)
    top = grid.level(deepest, deepest)
    shares = np.cumsum([0.0] + [4.0**-number for number in range(deepest, -1, -1)])
    shares *= LEVELS_SHARE / shares[-1]
    level = _Level(
        deepest,
        top,
        np.zeros(top.volume_shape, dtype=np.float32),
        np.zeros(top.volume_shape, dtype=np.bool_),
    )
    every = np.arange(top.node_count)
    level.put(every, evaluate(deepest, top, every, monitor.part(0.0, float(shares[1]))))
    for number in range(deepest - 1, -1, -1):
        done = deepest - number
        span = monitor.part(float(shares[done]), float(shares[done + 1]))
        level = _refine(level, grid.level(number, deepest), evaluate, lipschitz, span)
    return _complete(level, grid, evaluate, monitor)


def _refine(
    coarse: _Level,
    fine_grid: RegularGrid,
    evaluate: Evaluate,
    lipschitz: float,
    monitor: Monitor,
) -> _Level:
    """Fill the next finer level."""
    cells = _active_cells(coarse, lipschitz)
    monitor.check()
    level = _next_level(coarse, fine_grid)
    monitor.check()
    refinement = _Refinement(level, _to_finer(cells, coarse.grid, fine_grid), lipschitz)
    for number, stage in enumerate(STAGES):
        nodes = refinement.unknown(stage)
        monitor.check()
        if len(nodes):
            span = monitor.part(number / 3, (number + 1) / 3)
            level.put(nodes, evaluate(level.number, fine_grid, nodes, span))
        refinement.read(stage)
    return level


def _complete(level: _Level, grid: RegularGrid, evaluate: Evaluate, monitor: Monitor) -> Volume:
    """Cut the finest level to the grid and sample what places the surface.

    Where the field is steeper than its bound, a sample here may have another sign than was proven.
    The surface then goes on where none was expected, and is followed until it is closed.
    """
    padded = np.full(tuple(count + 2 for count in grid.volume_shape), np.inf, dtype=np.float32)
    inner = (slice(1, -1),) * 3
    cut = tuple(slice(count) for count in grid.volume_shape)
    padded[inner] = level.bound.reshape(level.grid.volume_shape)[cut]
    known = np.ones(padded.shape, dtype=np.bool_)
    known[inner] = level.known.reshape(level.grid.volume_shape)[cut]
    monitor.check()
    nodes = np.flatnonzero(beside_sign_changes(padded) & ~known)
    values, sampled = padded.reshape(-1), known.reshape(-1)
    depth, height, width = padded.shape
    neighbours = np.array([1, -1, width, -width, width * height, -width * height])
    left = 1.0 - LEVELS_SHARE
    while len(nodes):
        left /= 4
        z, y, x = np.unravel_index(nodes, (depth, height, width))
        wide, high, _ = level.grid.shape
        own = ((z - 1) * high + (y - 1)) * wide + (x - 1)
        found = evaluate(0, level.grid, own, monitor.part(1 - 4 * left, 1 - left))
        found = np.where(found == 0, SMALLEST, found)
        turned = nodes[(found < 0) != (values[nodes] < 0)]
        values[nodes], sampled[nodes] = found, True
        around = (turned[:, None] + neighbours).ravel()
        across = (values[around] < 0) != np.repeat(values[turned] < 0, len(neighbours))
        nodes = np.unique(around[across & ~sampled[around]])
    return padded[inner]
