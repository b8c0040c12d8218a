"""A volume from the nodes around a surface: signs carried inward, gaps found and mended.

Between two neighbouring known nodes of a row of the grid nothing crosses the surface unless their
signs differ, so every row is filled from what is known along it. Wherever the filled volume then
changes sign between nodes that were not both sampled, they are sampled, and the surface is followed
from there until every change of sign lies between sampled nodes: the surface is closed, whatever
was missing before.
"""

from collections.abc import Callable
from itertools import product

import numpy as np
import numpy.typing as npt

from core.arrays import IntArray
from core.geometry.grid import RegularGrid
from core.geometry.refinement import beside_sign_changes
from core.monitor import Monitor

Volume = npt.NDArray[np.float32]
Owners = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Evaluate = Callable[[IntArray, Monitor], Volume]
"""Flat indices of nodes and progress; returns the field's values there."""

LEAST = 1e-4
"""No value is nearer to zero, in cells: a crossing at a node itself would be several vertices."""


def owners(places: Volume, apart: float, grid: RegularGrid) -> tuple[IntArray, Owners]:
    """Give the nodes around points to a point nearby.

    Parameters
    ----------
    places : (n, 3) float32
        mm.
    apart : float
        About the distance of neighbouring points, mm.
    grid : RegularGrid
        The nodes.

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
    inside = ((nearest >= reach) & (nearest < np.array(grid.shape) - reach)).all(axis=1)
    number = np.flatnonzero(inside).astype(np.int32)
    if len(number) == 0:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int32)
    # Only the box around the points is looked at: after an edit that is little.
    low = nearest[inside].min(axis=0) - reach
    x, y, z = (nearest[inside] - low).T
    long, tall, deep = nearest[inside].max(axis=0) + reach + 1 - low
    flat = (z * tall + y) * long + x
    owner = np.full(long * tall * deep, -1, dtype=np.int32)
    steps = sorted(product(range(-reach, reach + 1), repeat=3), key=lambda s: -np.dot(s, s))
    # The nearest come last and stay.
    for along, up, out in steps:
        owner[flat + ((out * tall + up) * long + along)] = number
    found = np.flatnonzero(owner >= 0)
    rows = found // long
    layers = rows // tall
    nodes = ((layers + low[2]) * high + (rows - layers * tall + low[1])) * wide
    return nodes + (found - rows * long + low[0]), owner[found]


def filled(grid: RegularGrid, nodes: IntArray, values: Volume) -> Volume:
    """Give every node of a grid the sign that the known nodes of its row say.

    Parameters
    ----------
    grid : RegularGrid
        The nodes.
    nodes : (n,) int64
        Flat indices of known nodes, ascending; may be none.
    values : (n,) float32
        Signed distances, negative inside.

    Returns
    -------
    (nodes of the grid,) float32
        The known values; elsewhere one spacing, negative between two nodes inside.
    """
    far = np.float32(grid.spacing)
    if len(nodes) == 0:
        return np.full(grid.node_count, far, dtype=np.float32)
    inside = values < 0
    row = nodes // grid.shape[0]
    enclosed = inside[:-1] & inside[1:] & (row[:-1] == row[1:])
    after = np.where(np.append(enclosed, False), -far, far)
    lengths = np.diff(nodes, append=grid.node_count)
    before = np.full(nodes[0], far, dtype=np.float32)
    volume: Volume = np.concatenate([before, np.repeat(after, lengths)])
    volume[nodes] = _off_zero(values, grid)
    return volume


def closed_volume(
    grid: RegularGrid,
    volume: Volume,
    sampled: Flags,
    evaluate: Evaluate,
    most: int,
    monitor: Monitor,
) -> int | None:
    """Sample what is missing beside the surface, in place.

    Parameters
    ----------
    grid : RegularGrid
        The nodes.
    volume : (nodes,) float32
        As from `filled`; mended.
    sampled : (nodes,) bool
        Which values are the field's own; brought up to date.
    evaluate : callable
        Samples nodes.
    most : int
        More samples than this are not taken: too much was missing.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    int or None
        Samples taken; None where they would have been too many.
    """
    shape = grid.volume_shape
    nodes = np.flatnonzero(beside_sign_changes(volume.reshape(shape)).ravel() & ~sampled)
    wide, high, deep = grid.shape
    steps = np.array([1, -1, wide, -wide, wide * high, -wide * high])
    taken = 0
    while len(nodes):
        if taken + len(nodes) > most:
            return None
        found = _off_zero(evaluate(nodes, monitor), grid)
        turned = nodes[(found < 0) != (volume[nodes] < 0)]
        volume[nodes], sampled[nodes] = found, True
        taken += len(nodes)
        x, y, z = grid.node_indices(turned).T
        room = np.stack(
            [x < wide - 1, x > 0, y < high - 1, y > 0, z < deep - 1, z > 0], axis=1
        ).ravel()
        around = (turned[:, None] + steps).ravel()[room]
        own = np.repeat(volume[turned] < 0, len(steps))[room]
        across = (volume[around] < 0) != own
        nodes = np.unique(around[across & ~sampled[around]])
    return taken


def _off_zero(values: Volume, grid: RegularGrid) -> Volume:
    least = np.float32(LEAST * grid.spacing)
    pushed = np.where(values < 0, np.minimum(values, -least), np.maximum(values, least))
    return pushed.astype(np.float32, copy=False)
