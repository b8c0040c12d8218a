"""A closed surface from the nodes around it: signs carried inward, gaps found and mended.

Between two neighbouring known nodes of a row of the grid nothing crosses the surface unless their
signs differ, so every row is filled from what is known along it. Wherever the filled volume then
changes sign between nodes that were not both sampled, they are sampled, and the surface is followed
from there until every change of sign lies between sampled nodes: the surface is closed, whatever
was missing before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
import numpy.typing as npt

from core.arrays import IntArray
from core.geometry.grid import RegularGrid
from core.monitor import Monitor

Volume = npt.NDArray[np.float32]
Owners = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Evaluate = Callable[[IntArray, Monitor], Volume]
"""Flat indices of nodes and progress; returns the field's values there."""

LAYERS = 16
"""Layers of the grid in which owners are found at a time."""
LEAST = 1e-4
"""No value is nearer to zero, in cells: a crossing at a node itself would be several vertices."""


def owners(
    places: Volume, apart: float, grid: RegularGrid, monitor: Monitor
) -> tuple[IntArray, Owners]:
    """Give the nodes around points to a point nearby.

    Parameters
    ----------
    places : (n, 3) float32
        mm.
    apart : float
        About the distance of neighbouring points, mm.
    grid : RegularGrid
        The nodes.
    monitor : Monitor
        Cancellation.

    Returns
    -------
    nodes : (m,) int64
        All within a cell of a point, and some beyond; ascending.
    owner : (m,) int32
        Which point.
    """
    reach = max(1, round(0.75 * apart / grid.spacing + 0.5))
    wide, high, _ = grid.shape
    scaled = (places - np.asarray(grid.origin, dtype=np.float32)) / np.float32(grid.spacing)
    nearest = np.rint(scaled).astype(np.int64)
    monitor.check()
    inside = ((nearest >= reach) & (nearest < np.array(grid.shape) - reach)).all(axis=1)
    number = np.flatnonzero(inside).astype(np.int32)
    if len(number) == 0:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int32)
    # Only the box around the points is looked at, some layers at a time: they stay in the cache.
    low = nearest[inside].min(axis=0) - reach
    x, y, z = (nearest[inside] - low).T
    long, tall, deep = (int(size) for size in nearest[inside].max(axis=0) + reach + 1 - low)
    across = (y * long + x).astype(np.int64)
    monitor.check()
    steps = sorted(product(range(-reach, reach + 1), repeat=3), key=lambda s: -np.dot(s, s))
    nodes: list[IntArray] = []
    chosen: list[Owners] = []
    for start in range(0, deep, LAYERS):
        monitor.check()
        near = np.flatnonzero((z >= start - reach) & (z < start + LAYERS + reach))
        flat = (z[near] - start + 2 * reach) * (tall * long) + across[near]
        owner = np.full((LAYERS + 4 * reach) * tall * long, -1, dtype=np.int32)
        # The nearest come last and stay.
        for along, up, out in steps:
            owner[flat + ((out * tall + up) * long + along)] = number[near]
        core = owner[2 * reach * tall * long : (2 * reach + LAYERS) * tall * long]
        found = np.flatnonzero(core >= 0)
        rows = found // long
        layers = rows // tall
        first = ((layers + start + low[2]) * high + (rows - layers * tall + low[1])) * wide
        nodes.append(first + (found - rows * long + low[0]))
        chosen.append(core[found])
    return np.concatenate(nodes), np.concatenate(chosen)


@dataclass(frozen=True, eq=False)
class KnownSurroundings:
    """The nodes around a surface.

    Attributes
    ----------
    grid : RegularGrid
        All nodes.
    nodes : (n,) int64
        Flat indices of the known ones, ascending.
    values : (n,) float32
        Signed distances, mm, negative inside.
    guide : (n,) bool
        Which of them tell the sign of the nodes between them along a row.
    """

    grid: RegularGrid
    nodes: IntArray
    values: Volume
    guide: Flags

    def off_zero(self, here: slice) -> Volume:
        """Return some of the values, none of them nearly zero.

        Parameters
        ----------
        here : slice
            Which.

        Returns
        -------
        (k,) float32
            mm.
        """
        return _off_zero(self.values[here], self.grid)

    def inside(self, wanted: IntArray) -> Flags:
        """Return the likely sign of any nodes.

        Parameters
        ----------
        wanted : (m,) int64
            Flat indices.

        Returns
        -------
        (m,) bool
            True inside: by the node itself, or by both neighbours along its row.
        """
        at = np.searchsorted(self.nodes, wanted)
        here = self.nodes[np.minimum(at, len(self.nodes) - 1)] == wanted
        guides, inner = self._guides
        after = np.searchsorted(guides, wanted)
        before = np.maximum(after - 1, 0)
        between = (after > 0) & (after < len(guides))
        after = np.minimum(after, len(guides) - 1)
        row, wide = wanted // self.grid.shape[0], self.grid.shape[0]
        between &= (guides[before] // wide == row) & (guides[after] // wide == row)
        result: Flags = between & inner[before] & inner[after]
        result[here] = self.values[at[here]] < 0
        return result

    @cached_property
    def _guides(self) -> tuple[IntArray, Flags]:
        return self.nodes[self.guide], self.values[self.guide] < 0


def further_nodes(
    known: KnownSurroundings,
    sampled: Flags,
    missing: IntArray,
    evaluate: Evaluate,
    most: int,
    monitor: Monitor,
) -> tuple[IntArray, Volume] | None:
    """Sample what is missing beside the surface.

    Parameters
    ----------
    known : KnownSurroundings
        What is known.
    sampled : (n,) bool
        Which of the known values are the field's own.
    missing : (k,) int64
        Nodes beside a change of sign that were not sampled (`core.geometry.slabs.unsampled`).
    evaluate : callable
        Samples nodes.
    most : int
        More samples than this are not taken: too much was missing.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    tuple of (m,) int64 and (m,) float32, or None
        Flat indices of the samples that were taken, ascending, and their values, mm; None where
        they would have been too many.
    """
    shape = np.array(known.grid.shape)
    wide, high, _ = known.grid.shape
    done, found = known.nodes[sampled], np.empty(0, dtype=np.int64)
    values = np.empty(0, dtype=np.float32)
    nodes = missing
    steps = np.array([1, -1, wide, -wide, wide * high, -wide * high])
    while len(nodes):
        if len(found) + len(nodes) > most:
            return None
        fresh = evaluate(nodes, monitor)
        turned = nodes[(fresh < 0) != known.inside(nodes)]
        monitor.check()
        at = np.searchsorted(found, nodes)
        found, values = np.insert(found, at, nodes), np.insert(values, at, fresh)
        places = known.grid.node_indices(turned)
        room = np.stack([places < shape - 1, places > 0], axis=2).reshape(-1)
        around = (turned[:, None] + steps).ravel()[room]
        own = np.repeat(values[np.searchsorted(found, turned)] < 0, len(steps))[room]
        across = np.unique(around[_inside(known, found, values, around) != own])
        across = across[~_among(across, found)]
        nodes = across[~_among(across, done)]
    return found, values


def _inside(known: KnownSurroundings, nodes: IntArray, values: Volume, wanted: IntArray) -> Flags:
    """Return the sign of nodes where further ones are known."""
    at = np.minimum(np.searchsorted(nodes, wanted), len(nodes) - 1)
    result: Flags = np.where(nodes[at] == wanted, values[at] < 0, known.inside(wanted))
    return result


def _among(wanted: IntArray, sorted_nodes: IntArray) -> Flags:
    if len(sorted_nodes) == 0:
        return np.zeros(len(wanted), dtype=np.bool_)
    at = np.minimum(np.searchsorted(sorted_nodes, wanted), len(sorted_nodes) - 1)
    result: Flags = sorted_nodes[at] == wanted
    return result


def _off_zero(values: Volume, grid: RegularGrid) -> Volume:
    least = np.float32(LEAST * grid.spacing)
    pushed = np.where(values < 0, np.minimum(values, -least), np.maximum(values, least))
    return pushed.astype(np.float32, copy=False)
