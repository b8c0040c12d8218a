"""A closed surface from the nodes around it: signs carried inward, gaps found and mended.

Between two neighbouring known nodes of a row of the grid nothing crosses the surface unless their
signs differ, so every row is filled from what is known along it. Wherever the filled volume then
changes sign between nodes that were not both sampled, they are sampled, and the surface is followed
from there until every change of sign lies between sampled nodes: the surface is closed, whatever
was missing before. The volume is never there as a whole: it is made slab by slab, in the cache, so
that memory and most of the time grow with the surface.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
import numpy.typing as npt

from core.arrays import FloatArray, IntArray
from core.geometry.grid import RegularGrid
from core.geometry.isosurface import zero_triangles
from core.geometry.mesh import Mesh
from core.geometry.refinement import beside_sign_changes
from core.monitor import Monitor

Volume = npt.NDArray[np.float32]
Owners = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Evaluate = Callable[[IntArray, Monitor], Volume]
"""Flat indices of nodes and progress; returns the field's values there."""

LEAST = 1e-4
"""No value is nearer to zero, in cells: a crossing at a node itself would be several vertices."""
SLAB = 1 << 20
"""Nodes of the volume that are there at a time: four megabytes."""


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

    @cached_property
    def off_zero(self) -> Volume:
        """The values, none of them nearly zero, (n,) float32."""
        return _off_zero(self.values, self.grid)

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

    def slabs(self) -> "Iterator[Slab]":
        """Yield the volume around the known nodes, with a layer outside them, slab by slab.

        Yields
        ------
        Slab
            Neighbours share a layer.
        """
        if len(self.nodes) == 0:
            return
        x, y, z = self.grid.node_indices(self.nodes).T
        first = np.array([x.min(), y.min(), z.min()]) - 1
        wide, high = int(x.max() - first[0]) + 2, int(y.max() - first[1]) + 2
        end = int(z.max()) + 1
        layers = max(2, SLAB // (wide * high))
        for low in range(int(first[2]), end, layers):
            top = min(low + layers, end)
            here = slice(*np.searchsorted(z, [low, top + 1]))
            local = ((z[here] - low) * high + (y[here] - first[1])) * wide + (x[here] - first[0])
            shape = (top - low + 1, high, wide)
            volume = self._rows(local, here, shape)
            yield Slab((int(first[0]), int(first[1]), low), volume, here, local)

    def _rows(self, local: IntArray, here: slice, shape: tuple[int, int, int]) -> Volume:
        """Give every node of a slab the sign that the guides of its row say."""
        far = np.float32(self.grid.spacing)
        values, guide = self.off_zero[here], self.guide[here]
        guides, inside = local[guide], values[guide] < 0
        count = shape[0] * shape[1] * shape[2]
        row = guides // shape[2]
        enclosed = inside[:-1] & inside[1:] & (row[:-1] == row[1:])
        signs = np.full(len(guides) + 1, far, dtype=np.float32)
        signs[1:-1][enclosed] = -far
        edges = np.concatenate([[0], guides, [count]])
        volume: Volume = np.repeat(signs, np.diff(edges))
        volume[local] = values
        return volume.reshape(shape)


@dataclass(frozen=True, eq=False)
class Slab:
    """Some layers of a volume.

    Attributes
    ----------
    first : tuple of 3 int
        Place of the first node in the grid, along x, y and z; may lie one node outside.
    volume : (nz, ny, nx) float32
        mm.
    here : slice
        Which of the known nodes lie in it.
    local : (k,) int64
        Their places in the flat volume.
    """

    first: tuple[int, int, int]
    volume: Volume
    here: slice
    local: IntArray


def further_nodes(
    known: KnownSurroundings, sampled: Flags, evaluate: Evaluate, most: int, monitor: Monitor
) -> tuple[IntArray, Volume] | None:
    """Sample what is missing beside the surface.

    Parameters
    ----------
    known : KnownSurroundings
        What is known.
    sampled : (n,) bool
        Which of the known values are the field's own.
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
    nodes = _unsampled(known, sampled, monitor)
    steps = np.array([1, -1, wide, -wide, wide * high, -wide * high])
    while len(nodes):
        if len(found) + len(nodes) > most:
            return None
        fresh = evaluate(nodes, monitor)
        turned = nodes[(fresh < 0) != known.inside(nodes)]
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


def closed_mesh(known: KnownSurroundings, monitor: Monitor) -> Mesh:
    """Return the zero surface around known nodes, closed at the grid's border.

    Parameters
    ----------
    known : KnownSurroundings
        With nothing missing beside the surface.
    monitor : Monitor
        Cancellation.

    Returns
    -------
    Mesh
        Watertight, welded, wound outward, mm.
    """
    pieces: list[FloatArray] = []
    faces: list[IntArray] = [np.empty((0, 3), dtype=np.int64)]
    count, rim = 0, np.empty(0, dtype=np.int64)
    for slab in known.slabs():
        monitor.check()
        places, corners = zero_triangles(slab.volume)
        # The vertices of the layer that is shared with the slab before are there already.
        shared = np.flatnonzero(places[:, 2] == 0.0)
        number = np.empty(len(places), dtype=np.int64)
        fresh = np.ones(len(places), dtype=np.bool_)
        fresh[shared] = False
        number[fresh] = count + np.arange(int(fresh.sum()))
        number[shared[_order(places[shared])]] = rim
        faces.append(number[corners])
        top = np.flatnonzero(places[:, 2] == slab.volume.shape[0] - 1)
        rim = number[top[_order(places[top])]]
        pieces.append(places[fresh] + np.array(slab.first, dtype=np.float64))
        count += int(fresh.sum())
    if not pieces:
        return Mesh(np.empty((0, 3)), faces[0])
    vertices = np.concatenate(pieces)
    return Mesh(
        np.asarray(known.grid.origin) + known.grid.spacing * vertices, np.concatenate(faces)
    )


def dense_volume_of(known: KnownSurroundings) -> Volume:
    """Return the whole volume around known nodes, as a way that samples everything would have it.

    Parameters
    ----------
    known : KnownSurroundings
        What is known.

    Returns
    -------
    (nz, ny, nx) float32
        mm; of the right sign away from the known nodes.
    """
    deep, high, wide = known.grid.volume_shape
    padded = np.full((deep + 2, high + 2, wide + 2), known.grid.spacing, dtype=np.float32)
    for slab in known.slabs():
        x, y, z = (start + 1 for start in slab.first)
        size_z, size_y, size_x = slab.volume.shape
        padded[z : z + size_z, y : y + size_y, x : x + size_x] = slab.volume
    return padded[1:-1, 1:-1, 1:-1]


def _order(places: Volume) -> IntArray:
    """Return the order of places in a layer by their coordinates' bits."""
    return np.lexsort((places[:, 0], places[:, 1]))


def _unsampled(known: KnownSurroundings, sampled: Flags, monitor: Monitor) -> IntArray:
    """Return the nodes beside a change of sign that were not sampled, ascending."""
    found: list[IntArray] = [np.empty(0, dtype=np.int64)]
    wide, high, deep = known.grid.shape
    for slab in known.slabs():
        monitor.check()
        missing = beside_sign_changes(slab.volume).ravel()
        missing[slab.local[sampled[slab.here]]] = False
        z, y, x = np.unravel_index(np.flatnonzero(missing), slab.volume.shape)
        x, y, z = x + slab.first[0], y + slab.first[1], z + slab.first[2]
        inside = (x >= 0) & (y >= 0) & (z >= 0) & (x < wide) & (y < high) & (z < deep)
        found.append(((z * high + y) * wide + x)[inside])
    return np.unique(np.concatenate(found))


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
