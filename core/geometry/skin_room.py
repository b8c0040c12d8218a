"""How much room bone has beneath a skin: exact where it is near, a bound where it is not.

Building search trees over a whole skin costs more than asking about the little bone that comes
near it. So the skin is sampled: every place of it lies within a known distance of a sample, a tree
of the samples says which bone could be near, and only the triangles beside that bone are searched.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from scipy.spatial import cKDTree

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.distance import INSIDE, SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.normals import angle_normals, face_normals
from core.geometry.surface_points import barycentric
from core.geometry.topology import directed_edges, edge_keys
from core.geometry.winding import winding_number
from core.monitor import stop_if_cancelled

LONG = 7.5
"""Triangles with an edge longer than this are sampled at the middles of their edges too, mm."""
BESIDE = 4.5
"""Bone this much farther than asked from every sample of the skin cannot be outside unless nearer
bone is, mm: edges of bone near the skin are shorter."""
ON_EDGE = 1e-8
"""A place with a smaller share of a corner lies on the opposite edge."""
UNFOLDED = 0.2
"""Cosine between a normal and the way out of the head from which skin there is not folded."""
ROOMY = 2.0
"""The first search takes in skin this much farther away, mm: bone that is pushed is asked again."""
FEW = 24
"""So many winding numbers are summed over all triangles; for more a tree is worth its making."""


@dataclass(frozen=True, eq=False)
class Judged:
    """Bone that was looked at closely.

    Attributes
    ----------
    at : (m,) int64
        Which of the points asked about.
    distance : (m,) float64
        To the skin, mm; exact where it is below what was asked.
    closest : (m, 3) float64
        The place of the skin that is nearest.
    nearest : (m,) int64
        The skin vertex nearest to that.
    inside : (m,) bool
        Whether the point lies inside the skin.
    """

    at: IntArray
    distance: FloatArray
    closest: FloatArray
    nearest: IntArray
    inside: BoolArray


class SkinRoom:
    """Says how far points are beneath one skin.

    Parameters
    ----------
    skin : Mesh
        Closed, outward wound, mm.
    inward : callable
        Returns the way into the head at each of its vertices, whatever folds there are, (n, 3).
    """

    def __init__(self, skin: Mesh, inward: Callable[[], FloatArray]) -> None:
        self._skin, self._inward = skin, inward
        corners = skin.vertices[skin.faces]
        across = corners - corners[:, [1, 2, 0]]
        squared = np.einsum("fck,fck->fc", across, across).max(axis=1)
        self._split = np.flatnonzero(squared > LONG**2)
        long = corners[self._split]
        middles = 0.5 * (long + long[:, [1, 2, 0]])
        self._samples = np.vstack([skin.vertices, middles.reshape(-1, 3)])
        widest = max(LONG, 0.5 * float(np.sqrt(squared.max(initial=0.0))))
        self._apart = widest / np.sqrt(3.0)
        """No place of the skin is farther than this from a sample (Jung's theorem), mm."""
        self._tree = cKDTree(self._samples, balanced_tree=False, compact_nodes=False)
        self._plan = _plan(skin.faces.tobytes())
        self._searched = np.zeros(0, dtype=np.int64)
        self._part: SurfaceDistance | None = None

    @cached_property
    def _normals(self) -> FloatArray:
        return face_normals(self._skin.vertices, self._skin.faces)

    @cached_property
    def _whole(self) -> SurfaceDistance:
        return SurfaceDistance(self._skin)

    def look(self, points: FloatArray, known: float, *, sides: bool) -> tuple[FloatArray, Judged]:
        """Return how much room points have at least, and those that were looked at closely.

        Parameters
        ----------
        points : (n, 3) float64
            Bone, mm.
        known : float
            Distances below this are wanted exactly, mm.
        sides : bool
            Whether any of the points may be outside by more than `known`.

        Returns
        -------
        room : (n,) float64
            Distance from the skin, negative outside, mm: exact below `known`, else a lower bound.
        judged : Judged
            All points that are nearer than `known`, or outside.
        """
        near = float(np.hypot(known, self._apart))
        bound = max(near, known + BESIDE) if sides else near
        far, sample = self._tree.query(points, distance_upper_bound=bound)
        stop_if_cancelled()
        least = np.sqrt(np.maximum(np.minimum(far, bound) ** 2 - self._apart**2, 0.0))
        at = np.flatnonzero(far < near)
        if sides:
            at = np.union1d(at, self._beyond(points, far, sample, bound))
        judged = self._judged(points, at, known)
        if sides and not judged.inside.all():
            # Bone that is outside shows it where it crosses the skin: only now may more of it be.
            more = np.setdiff1d(self._beyond(points, *self._tree.query(points), np.inf), at)
            at = np.union1d(at, more[self._winding(points[more]) <= INSIDE])
        if len(at) > len(judged.at) or (judged.distance[~judged.inside] >= known).any():
            judged = self._judged(points, at, np.inf)
        deep = judged.distance >= known
        room = np.where(judged.inside, judged.distance, -judged.distance)
        least[judged.at] = np.where(deep & judged.inside, np.maximum(least[at], known), room)
        return least, judged

    def _beyond(
        self, points: FloatArray, far: FloatArray, sample: IntArray, bound: float
    ) -> IntArray:
        """Return the points that seem to lie beyond the skin at their nearest sample."""
        at = np.flatnonzero(far < bound)
        vertex = self._vertex_at[sample[at]]
        way = points[at] - self._samples[sample[at]]
        return at[_along(way, self._inward()[vertex]) < 0.0]

    @cached_property
    def _vertex_at(self) -> IntArray:
        """A vertex at each sample."""
        beside = self._skin.faces[self._split].ravel()
        return np.concatenate([np.arange(self._skin.vertex_count), beside])

    def _folded(self, face: IntArray, normal: FloatArray) -> BoolArray:
        """Return where the normal at a triangle does not lead out of the head."""
        if len(face) == 0:
            return np.zeros(0, dtype=bool)
        inward = self._inward()[self._skin.faces[face, 0]]
        length = np.maximum(np.sqrt(_along(normal, normal)), 1e-12)
        return np.asarray(_along(normal, inward) > -UNFOLDED * length)

    def _judged(self, points: FloatArray, at: IntArray, known: float) -> Judged:
        """Look at points closely."""
        if len(at) == 0:
            none = np.zeros(0, dtype=np.int64)
            return Judged(at, np.zeros(0), np.zeros((0, 3)), none, np.zeros(0, dtype=bool))
        asked = points[at]
        surface = self._surface(asked, known)
        distance, closest, face = surface.unsigned(asked)
        face = self._searched[face] if surface is self._part else face
        inside = self._sides(asked, closest, face, distance < known)
        corners = self._skin.vertices[self._skin.faces[face]] - closest[:, None]
        nearest = np.argmin(np.einsum("fck,fck->fc", corners, corners), axis=1)
        return Judged(at, distance, closest, self._skin.faces[face, nearest], inside)

    def _sides(
        self, asked: FloatArray, closest: FloatArray, face: IntArray, near: BoolArray
    ) -> BoolArray:
        """Return which points lie inside the skin: by what is nearest to them.

        Notes
        -----
        By the pseudonormal: the triangle's own within it, the sum of both at an edge, the sum
        weighted by angles at a vertex (Baerentzen and Aanaes, "Signed distance computation using
        the angle weighted pseudonormal", IEEE TVCG 2005). In a fold, where skin may run through
        skin, and far from it, bone is outside only where the whole skin does not wind around it.
        """
        triangles, vertices = self._skin.faces[face], self._skin.vertices
        share = barycentric(closest, *vertices[triangles].transpose(1, 0, 2))
        on = share > ON_EDGE
        normal = self._normals[face]
        edge = np.flatnonzero(on.sum(axis=1) == 2)
        opposite = np.argmin(share[edge], axis=1)
        normal[edge] += self._normals[self._plan.mates[face[edge], opposite]]
        corner = np.flatnonzero(on.sum(axis=1) == 1)
        vertex = triangles[corner, np.argmax(share[corner], axis=1)]
        normal[corner] = angle_normals(vertices, self._skin.faces[self._plan.around(vertex)])[
            vertex
        ]
        inside = _along(asked - closest, normal) < 0.0
        out = np.flatnonzero(~inside)
        out = out[self._folded(face[out], normal[out]) | ~near[out]]
        inside[out] = self._winding(asked[out]) > INSIDE
        return np.asarray(inside)

    def _surface(self, asked: FloatArray, known: float) -> SurfaceDistance:
        """Return a search over the triangles that may be nearest, where nearer than known."""
        if not np.isfinite(known):
            return self._whole
        fresh = self._part is None
        reach = float(np.hypot(known + (ROOMY if fresh else 0.0), self._apart))
        pairs = cKDTree(asked).sparse_distance_matrix(self._tree, reach, output_type="ndarray")
        beside, count = np.unique(pairs["j"]), self._skin.vertex_count
        split = self._split[(beside[beside >= count] - count) // 3]
        wanted = np.union1d(self._plan.around(beside[beside < count]), split)
        if self._part is None or len(np.setdiff1d(wanted, self._searched, assume_unique=True)):
            stop_if_cancelled()
            self._searched = np.union1d(wanted, self._searched)
            part = Mesh(self._skin.vertices, self._skin.faces[self._searched])
            self._part = SurfaceDistance(part)
        return self._part

    def _winding(self, points: FloatArray) -> FloatArray:
        stop_if_cancelled()
        if len(points) <= FEW and "_whole" not in vars(self):
            return winding_number(self._skin, points)
        return self._whole.winding_number(points)


def _along(ways: FloatArray, normals: FloatArray) -> FloatArray:
    """Return the product of each way with its normal."""
    return np.asarray(np.einsum("ik,ik->i", ways, normals))


@dataclass(frozen=True, eq=False)
class _Plan:
    """How triangles hang together; people on one template share it.

    Attributes
    ----------
    mates : (m, 3) int64
        The triangle across the edge opposite to each corner; its own at a border.
    starts, listed : (n + 1,) and (3 m,) int64
        Triangles of each vertex, and where its own begin.
    """

    mates: IntArray
    starts: IntArray
    listed: IntArray

    def around(self, vertices: IntArray) -> IntArray:
        """Return the triangles at some vertices, ascending."""
        first, count = self.starts[vertices], self.starts[vertices + 1] - self.starts[vertices]
        offset = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        return np.unique(self.listed[np.repeat(first, count) + offset])


@lru_cache(maxsize=4)
def _plan(faces: bytes) -> _Plan:
    """Return how triangles (m, 3) hang together."""
    triangles = np.frombuffer(faces, dtype=np.int64).reshape(-1, 3)
    owner = np.tile(np.arange(len(triangles)), 3)
    keys = edge_keys(directed_edges(triangles[:, [1, 2, 0]]))
    order = np.argsort(keys, kind="stable")
    same = np.flatnonzero(keys[order[1:]] == keys[order[:-1]])
    mate = np.array(owner)
    mate[order[same]], mate[order[same + 1]] = owner[order[same + 1]], owner[order[same]]
    corners = triangles.ravel()
    listed = np.argsort(corners, kind="stable") // 3
    starts = np.concatenate([[0], np.cumsum(np.bincount(corners))])
    return _Plan(np.ascontiguousarray(mate.reshape(3, -1).T), starts, listed)
