"""The volume around a surface slab by slab, and the closed surface made of it.

The volume is never there as a whole: a few layers at a time stay in the cache, and memory grows
with the surface. Slabs whose nodes an edit left alone keep their triangles.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from core.arrays import FloatArray, IntArray
from core.crew import shared_out
from core.geometry.grid import RegularGrid
from core.geometry.isosurface import zero_triangles
from core.geometry.mesh import Mesh
from core.geometry.refinement import beside_sign_changes
from core.geometry.shell_volume import Flags, KnownSurroundings, Volume
from core.monitor import Monitor

Number = TypeVar("Number", np.float64, np.int64)

SLAB = 1 << 20
"""Nodes of the volume that are there at a time: four megabytes."""


@dataclass(frozen=True, eq=False)
class Slab:
    """Some layers of the volume around known nodes; neighbours share a layer.

    Attributes
    ----------
    known : KnownSurroundings
        The nodes.
    low : int
        Place of its first layer in the grid along z; it begins one node outside along x and y.
    shape : tuple of 3 int
        Nodes along z, y and x.
    here : slice
        Which of the known nodes lie in it.
    local : (k,) int64
        Their places in the flat volume.
    """

    known: KnownSurroundings
    low: int
    shape: tuple[int, int, int]
    here: slice
    local: IntArray

    @cached_property
    def volume(self) -> Volume:
        """Values with the sign that the guides of each row say, (nz, ny, nx) float32, mm."""
        far = np.float32(self.known.grid.spacing)
        values, guide = self.known.off_zero(self.here), self.known.guide[self.here]
        guides, inside = self.local[guide], values[guide] < 0
        row = guides // self.shape[2]
        enclosed = inside[:-1] & inside[1:] & (row[:-1] == row[1:])
        signs = np.full(len(guides) + 1, far, dtype=np.float32)
        signs[1:-1][enclosed] = -far
        count = self.shape[0] * self.shape[1] * self.shape[2]
        volume: Volume = np.repeat(signs, np.diff(np.concatenate([[0], guides, [count]])))
        volume[self.local] = values
        return volume.reshape(self.shape)


def slabs_of(known: KnownSurroundings) -> list[tuple[int, slice]]:
    """Return where the slabs of a volume lie that have known nodes.

    Parameters
    ----------
    known : KnownSurroundings
        The nodes.

    Returns
    -------
    list of tuple
        Place of the first layer along z and the known nodes in it, from the lowest on.
    """
    deep = known.grid.shape[2] + 2
    size, layers = known.grid.shape[0] * known.grid.shape[1], _layers(known.grid)
    lows = np.arange(-1, deep - 2, layers)
    starts = np.searchsorted(known.nodes, lows * size).tolist()
    stops = np.searchsorted(known.nodes, (lows + layers + 1) * size).tolist()
    every = zip(lows.tolist(), starts, stops, strict=True)
    return [(low, slice(start, stop)) for low, start, stop in every if start < stop]


def slab_of(known: KnownSurroundings, low: int, here: slice) -> Slab:
    """Return a slab, which has a node more on every side.

    Parameters
    ----------
    known : KnownSurroundings
        The nodes.
    low, here
        As from `slabs_of`.

    Returns
    -------
    Slab
        Its volume is made when it is asked for.
    """
    wide, high, _ = (count + 2 for count in known.grid.shape)
    x, y, z = known.grid.node_indices(known.nodes[here]).T
    local = ((z - low) * high + (y + 1)) * wide + (x + 1)
    return Slab(known, low, (_layers(known.grid) + 1, high, wide), here, local)


def _layers(grid: RegularGrid) -> int:
    """Return by how many layers one slab follows the other."""
    wide, high, _ = (count + 2 for count in grid.shape)
    return max(1, SLAB // (wide * high))


@dataclass(frozen=True, eq=False)
class _Done:
    """A slab's nodes and triangles."""

    shape: tuple[int, int, int]
    nodes: IntArray
    values: Volume
    places: Volume
    corners: IntArray


class SlabMemory:
    """The triangles of the slabs of the last surface."""

    def __init__(self) -> None:
        self._grid: RegularGrid | None = None
        self._done: dict[int, _Done] = {}

    def same(self, slab: Slab) -> bool:
        """Return whether a slab is as it was in the last surface: it then lacks no samples.

        Parameters
        ----------
        slab : Slab
            Of any surface.

        Returns
        -------
        bool
            False where anything in it differs.
        """
        done = self._done.get(slab.low)
        known = slab.known
        if done is None or known.grid != self._grid:
            return False
        return (
            done.shape == slab.shape
            and np.array_equal(done.nodes, known.nodes[slab.here])
            and np.array_equal(done.values, known.values[slab.here])
        )

    def triangles(self, slab: Slab) -> tuple[Volume, IntArray]:
        """Return a slab's triangles, made anew only where it differs.

        Parameters
        ----------
        slab : Slab
            With nothing missing.

        Returns
        -------
        places : (n, 3) float32
            In steps of the slab's nodes.
        corners : (m, 3) int
            Wound outward.
        """
        if not self.same(slab):
            places, corners = zero_triangles(slab.volume)
            known = slab.known
            nodes, values = known.nodes[slab.here].copy(), known.values[slab.here].copy()
            kept = _Done(slab.shape, nodes, values, places.copy(), corners.astype(np.int32))
            self._done[slab.low] = kept
        done = self._done[slab.low]
        return done.places, done.corners

    def begin(self, grid: RegularGrid) -> None:
        """Forget triangles that lie on another grid.

        Parameters
        ----------
        grid : RegularGrid
            Of the surface that is made.
        """
        if grid != self._grid:
            self._done.clear()
        self._grid = grid


def closed_mesh(
    known: KnownSurroundings, monitor: Monitor, memory: SlabMemory | None = None, hands: int = 1
) -> Mesh:
    """Return the zero surface around known nodes, closed at the grid's border.

    Parameters
    ----------
    known : KnownSurroundings
        With nothing missing beside the surface.
    monitor : Monitor
        Cancellation.
    memory : SlabMemory, optional
        Of the surface before; brought up to date.
    hands : int
        Threads that may work on slabs.

    Returns
    -------
    Mesh
        Watertight, welded, wound outward, mm.
    """
    pieces: list[FloatArray] = []
    faces: list[IntArray] = [np.empty((0, 3), dtype=np.int64)]
    count, rim = 0, np.empty(0, dtype=np.int64)
    kept = SlabMemory() if memory is None else memory
    kept.begin(known.grid)
    places_of = slabs_of(known)

    def made(number: int) -> tuple[Slab, Volume, IntArray]:
        monitor.check()
        slab = slab_of(known, *places_of[number])
        return slab, *kept.triangles(slab)

    for slab, places, corners in shared_out(made, len(places_of), hands):
        monitor.check()
        # The vertices of the layer that is shared with the slab before are there already.
        shared = np.flatnonzero(places[:, 2] == 0.0)
        number = np.empty(len(places), dtype=np.int64)
        fresh = np.ones(len(places), dtype=np.bool_)
        fresh[shared] = False
        number[fresh] = count + np.arange(int(fresh.sum()))
        number[shared[_order(places[shared])]] = rim
        faces.append(number[corners])
        top = np.flatnonzero(places[:, 2] == slab.shape[0] - 1)
        rim = number[top[_order(places[top])]]
        pieces.append(places[fresh].astype(np.float64) + (-1, -1, slab.low))
        count += int(fresh.sum())
    if not pieces:
        return Mesh(np.empty((0, 3)), faces[0])
    vertices = _joined(pieces, count, monitor)
    for start in range(0, count, SLAB):
        monitor.check()
        piece = vertices[start : start + SLAB]
        piece *= known.grid.spacing
        piece += known.grid.origin
    corners = _joined(faces, sum(len(one) for one in faces), monitor)
    # Nobody else holds them: sealed, they need not be copied.
    vertices.setflags(write=False)
    corners.setflags(write=False)
    return Mesh(vertices, corners)


def _joined(pieces: list[npt.NDArray[Number]], count: int, monitor: Monitor) -> npt.NDArray[Number]:
    """Return pieces one behind the other, and forget them: both are never there as a whole."""
    joined = np.empty((count, 3), dtype=pieces[0].dtype)
    at = 0
    for number, piece in enumerate(pieces):
        monitor.check()
        joined[at : at + len(piece)] = piece
        at += len(piece)
        pieces[number] = joined[:0]
    return joined


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
    for place in slabs_of(known):
        slab = slab_of(known, *place)
        view = padded[slab.low + 1 : slab.low + 1 + slab.shape[0]]
        view[...] = slab.volume[: len(view)]
    return padded[1:-1, 1:-1, 1:-1]


def _order(places: Volume) -> IntArray:
    """Return the order of places in a layer by their coordinates' bits."""
    return np.lexsort((places[:, 0], places[:, 1]))


def unsampled(
    known: KnownSurroundings,
    sampled: Flags,
    monitor: Monitor,
    memory: SlabMemory | None = None,
    hands: int = 1,
) -> IntArray:
    """Return the nodes beside a change of sign that were not sampled.

    Parameters
    ----------
    known : KnownSurroundings
        What is known.
    sampled : (n,) bool
        Which of the known values are the field's own.
    monitor : Monitor
        Cancellation.
    memory : SlabMemory, optional
        Slabs that are the same there are passed over.
    hands : int
        Threads that may work on slabs.

    Returns
    -------
    (m,) int64
        Flat indices, ascending.
    """
    places, nothing = slabs_of(known), np.empty(0, dtype=np.int64)

    def found(number: int) -> IntArray:
        monitor.check()
        slab = slab_of(known, *places[number])
        if memory is not None and memory.same(slab):
            return nothing
        return _unsampled_in(slab, sampled)

    return np.unique(np.concatenate([nothing, *shared_out(found, len(places), hands)]))


def _unsampled_in(slab: Slab, sampled: Flags) -> IntArray:
    wide, high, deep = slab.known.grid.shape
    missing = beside_sign_changes(slab.volume).ravel()
    missing[slab.local[sampled[slab.here]]] = False
    z, y, x = np.unravel_index(np.flatnonzero(missing), slab.shape)
    x, y, z = x - 1, y - 1, z + slab.low
    inside = (x >= 0) & (y >= 0) & (z >= 0) & (x < wide) & (y < high) & (z < deep)
    nodes: IntArray = ((z * high + y) * wide + x)[inside]
    return nodes
