"""Shortest paths along a surface, exact for the strip of triangles that they cross.

A search over the mesh's edges finds the neighbourhood, a second one over points on the edges of
that neighbourhood finds which edges are crossed, and sliding the crossings along their edges makes
the path straight within the strip. The last step is convex: its minimum is the shortest path there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from core.arrays import FloatArray, IntArray
from core.errors import EditError
from core.geometry.surface_points import Body, SurfacePoint

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_PER_EDGE = 5
"""Points on each edge of the neighbourhood; their finest step is a sixth of an edge."""
_RINGS = 3
"""Rings of triangles about a path in which a shorter one is looked for."""
_MOST_ROUNDS = 12
_GAIN = 1e-5
"""Share of its length by which a path must get shorter for another round."""
_LEAST_GAIN = 1e-9
_POLISHINGS = 4
_PER_FAN_EDGE = 9
_AT_VERTEX = 1e-4
_SWEEPS = 200
_STILL_MM = 1e-7


@dataclass(frozen=True)
class SurfacePath:
    """A path along a surface.

    Attributes
    ----------
    points : tuple of SurfacePoint
        Start, crossings of edges in order, end.
    length : float
        mm, on the vertices it was found on.
    """

    points: tuple[SurfacePoint, ...]
    length: float


class PathFinder:
    """Finds shortest paths on one shape of a mesh.

    Parameters
    ----------
    vertices : (n, 3) float64
        mm.
    faces : (m, 3) int64
        Triangles.
    body : str
        Which surface it is.
    """

    def __init__(self, vertices: FloatArray, faces: IntArray, body: Body = "skin") -> None:
        self._vertices = np.asarray(vertices, dtype=np.float64)
        self._faces, self._body = faces, body
        edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
        edges = np.unique(np.sort(edges, axis=1), axis=0)
        length = np.linalg.norm(self._vertices[edges[:, 0]] - self._vertices[edges[:, 1]], axis=1)
        self._graph = _graph(edges, length, len(self._vertices))

    def path(self, start: SurfacePoint, end: SurfacePoint) -> SurfacePath:
        """Return the shortest path between two points.

        Parameters
        ----------
        start, end : SurfacePoint
            On this surface.

        Returns
        -------
        SurfacePath
            From start to end.

        Raises
        ------
        EditError
            When the points lie on pieces that are not joined.
        """
        trail = self._trail(start, end)
        found: SurfacePath | None = None
        for _ in range(_MOST_ROUNDS):
            near = self._faces[self._around(trail)]
            better = _Strip(self._vertices, near, start, end, self._body).shortest()
            if found is not None and better.length > found.length * (1.0 - _GAIN):
                break
            found = better
            trail = [corner for point in found.points for corner in point.corners]
        assert found is not None
        return self._polished(found)

    def _polished(self, path: SurfacePath) -> SurfacePath:
        """Lead a path around the other side of vertices at which it is caught, where shorter."""
        for _ in range(_POLISHINGS):
            better = path
            for vertex in _caught_at(path):
                better = self._rerouted(better, vertex)
            better = _tightened(self._vertices, better)
            if better.length > path.length * (1.0 - _LEAST_GAIN):
                return path
            path = better
        return path

    def _rerouted(self, path: SurfacePath, vertex: int) -> SurfacePath:
        """Return a path that takes the shorter side of a vertex."""
        near = [at for at, one in enumerate(path.points) if _vertex_of(one) == vertex]
        if not near or near[0] == 0 or near[-1] == len(path.points) - 1:
            return path
        first, last = near[0] - 1, near[-1] + 1
        fan = self._faces[(self._faces == vertex).any(axis=1)]
        ends = path.points[first], path.points[last]
        around = _Strip(self._vertices, fan, *ends, self._body, _PER_FAN_EDGE).shortest()
        points = (*path.points[:first], *around.points, *path.points[last + 1 :])
        other = SurfacePath(points, _length(self._vertices, points))
        return other if other.length < path.length * (1.0 - _LEAST_GAIN) else path

    def through(self, points: Sequence[SurfacePoint], *, closed: bool = False) -> SurfacePath:
        """Return the path through several points in order.

        Parameters
        ----------
        points : sequence of SurfacePoint
            At least two.
        closed : bool
            Whether it returns to the first.

        Returns
        -------
        SurfacePath
            Shortest between neighbours.
        """
        stops = [*points, points[0]] if closed else list(points)
        legs = [self.path(a, b) for a, b in pairwise(stops)]
        joined = (stops[0], *(point for leg in legs for point in leg.points[1:]))
        return SurfacePath(joined, sum(leg.length for leg in legs))

    def _trail(self, start: SurfacePoint, end: SurfacePoint) -> list[int]:
        """Return the vertices of the shortest path along edges, and the ends' own."""
        source = start.corners[int(np.argmax(start.weights))]
        target = end.corners[int(np.argmax(end.weights))]
        before = _nodes_before(self._graph, source)
        trail = [target]
        while trail[-1] != source:
            trail.append(int(before[trail[-1]]))
            if trail[-1] < 0:
                raise EditError(
                    "The two points lie on pieces that are not joined; choose points on one piece."
                )
        return [*trail, *start.corners, *end.corners]

    def _around(self, trail: Sequence[int]) -> IntArray:
        """Return the triangles within a few rings of some vertices."""
        marked = np.zeros(len(self._vertices), dtype=bool)
        marked[list(trail)] = True
        for _ in range(_RINGS):
            touched = marked[self._faces].any(axis=1)
            marked[self._faces[touched]] = True
        near: IntArray = np.flatnonzero(marked[self._faces].all(axis=1))
        return near


class _Strip:
    """A graph over points on the edges of a few triangles."""

    def __init__(
        self,
        vertices: FloatArray,
        faces: IntArray,
        start: SurfacePoint,
        end: SurfacePoint,
        body: Body,
        per_edge: int = _PER_EDGE,
    ) -> None:
        self._per_edge = per_edge
        self._vertices, self._body, self._ends = vertices, body, (start, end)
        halves = np.stack([faces, np.roll(faces, -1, axis=1)], axis=2).reshape(-1, 2)
        edges, which = np.unique(np.sort(halves, axis=1), axis=0, return_inverse=True)
        self._edges = edges
        shares = (np.arange(per_edge) + 1.0) / (per_edge + 1.0)
        a, b = vertices[edges[:, 0]], vertices[edges[:, 1]]
        inner = a[:, None] + shares[None, :, None] * (b - a)[:, None]
        self._shares = shares
        ends = np.stack([start.place(vertices), end.place(vertices)])
        self._places = np.concatenate([inner.reshape(-1, 3), ends])
        on_edge = which.reshape(-1, 3)[:, :, None] * per_edge + np.arange(per_edge)
        nodes = on_edge.reshape(len(faces), -1)
        self._ends_at = len(edges) * per_edge
        pairs = [self._pairs(nodes)]
        for number, point in enumerate((start, end)):
            holds = np.isin(faces, point.corners).sum(axis=1) >= len(set(point.corners))
            around = np.unique(nodes[holds])
            pairs.append(np.stack([np.full(len(around), self._ends_at + number), around], axis=1))
        if set(start.corners) & set(end.corners) and _one_face(faces, start, end):
            pairs.append(np.array([[self._ends_at, self._ends_at + 1]]))
        linked = np.unique(np.sort(np.concatenate(pairs), axis=1), axis=0)
        length = np.linalg.norm(self._places[linked[:, 0]] - self._places[linked[:, 1]], axis=1)
        self._graph = _graph(linked, length, len(self._places))

    @staticmethod
    def _pairs(nodes: IntArray) -> IntArray:
        """Return every pair of nodes of one triangle, (k, 2)."""
        first, second = np.triu_indices(nodes.shape[1], 1)
        return np.stack([nodes[:, first].ravel(), nodes[:, second].ravel()], axis=1)

    def shortest(self) -> SurfacePath:
        """Return the shortest path from end to end."""
        source, target = self._ends_at, self._ends_at + 1
        before = _nodes_before(self._graph, source)
        trail = [target]
        while trail[-1] != source:
            trail.append(int(before[trail[-1]]))
        crossed = [self._crossing(node) for node in reversed(trail[1:-1])]
        points = tuple(_on_edge(a, b, share, self._body) for a, b, share in crossed)
        return _tightened(
            self._vertices, SurfacePath((self._ends[0], *points, self._ends[1]), np.inf)
        )

    def _crossing(self, node: int) -> tuple[int, int, float]:
        """Return on which edge a node lies, and where."""
        edge, at = divmod(node, self._per_edge)
        a, b = self._edges[edge]
        return int(a), int(b), float(self._shares[at])


def _graph(edges: IntArray, length: FloatArray, count: int) -> "csr_array":
    """Return the weighted graph of `count` nodes."""
    from scipy.sparse import coo_array, csr_array  # slow to load: the window starts without

    ends = edges[:, 0], edges[:, 1]
    return csr_array(coo_array((np.maximum(length, 1e-12), ends), (count, count)))


def _nodes_before(graph: "csr_array", source: int) -> IntArray:
    """Return which node comes before each on the shortest way from a source; negative for none."""
    from scipy.sparse.csgraph import dijkstra

    before: IntArray
    _, before = dijkstra(graph, directed=False, indices=source, return_predecessors=True)
    return before


def _on_edge(a: int, b: int, share: float, body: Body) -> SurfacePoint:
    return SurfacePoint(body, (a, b, b), (1.0 - share, share, 0.0))


def _length(vertices: FloatArray, points: Sequence[SurfacePoint]) -> float:
    line = np.stack([point.place(vertices) for point in points])
    return float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum())


def _vertex_of(point: SurfacePoint) -> int | None:
    """Return the vertex at which a point lies, or None."""
    at = int(np.argmax(point.weights))
    return point.corners[at] if point.weights[at] > 1.0 - _AT_VERTEX else None


def _caught_at(path: SurfacePath) -> list[int]:
    """Return the vertices through which a path goes on its way."""
    found = dict.fromkeys(_vertex_of(point) for point in path.points[1:-1])
    return [vertex for vertex in found if vertex is not None]


def _tightened(vertices: FloatArray, path: SurfacePath) -> SurfacePath:
    """Return the shortest path over the same edges."""
    inner = path.points[1:-1]
    edges = np.array([point.corners[:2] for point in inner], dtype=np.int64).reshape(-1, 2)
    share = np.array([point.weights[1] for point in inner])
    ends = np.stack([path.points[0].place(vertices), path.points[-1].place(vertices)])
    share = _straightened(vertices, edges, share, ends)
    body = path.points[0].body
    points = (
        path.points[0],
        *(_on_edge(int(a), int(b), float(s), body) for (a, b), s in zip(edges, share, strict=True)),
        path.points[-1],
    )
    return SurfacePath(points, _length(vertices, points))


def _one_face(faces: IntArray, start: SurfacePoint, end: SurfacePoint) -> bool:
    corners = {*start.corners, *end.corners}
    return len(corners) <= 3 and bool((np.isin(faces, list(corners)).sum(1) >= len(corners)).any())


def _straightened(
    vertices: FloatArray, edges: IntArray, share: FloatArray, ends: FloatArray
) -> FloatArray:
    """Slide crossings along their edges until the line through them is as short as it can be.

    Every other crossing is moved at a time: between fixed neighbours the best place on an edge is
    known in closed form, by unfolding.
    """
    if not len(edges):
        return share
    a, b = vertices[edges[:, 0]], vertices[edges[:, 1]]
    along = b - a
    square = (along * along).sum(axis=1)
    free = square > 0.0
    scale = np.where(free, square, 1.0)
    share = share.copy()
    for _ in range(_SWEEPS):
        before = share.copy()
        for parity in (0, 1):
            line = np.concatenate([ends[:1], a + share[:, None] * along, ends[1:]])
            previous, following = line[:-2], line[2:]
            # Feet and heights of both neighbours over the edge: unfolded, a straight line crosses
            # between the feet in proportion to the heights.
            foot_p = ((previous - a) * along).sum(axis=1) / scale
            foot_f = ((following - a) * along).sum(axis=1) / scale
            high_p = np.linalg.norm(previous - a - foot_p[:, None] * along, axis=1)
            high_f = np.linalg.norm(following - a - foot_f[:, None] * along, axis=1)
            total = high_p + high_f
            best = np.where(
                total > 0.0,
                (foot_p * high_f + foot_f * high_p) / np.where(total > 0.0, total, 1.0),
                (foot_p + foot_f) / 2.0,
            )
            mine = free & (np.arange(len(share)) % 2 == parity)
            share = np.where(mine, np.clip(best, 0.0, 1.0), share)
        if np.abs((share - before) * np.sqrt(scale)).max() < _STILL_MM:
            break
    return share
