"""How much room bone has beneath a skin: exact where it is near, a bound where it is not.

Building search trees over a whole skin costs more than asking about the little bone that comes
near it. So the skin is sampled: every place of it lies within a known distance of a sample, a tree
of the samples says which bone could be near, and only the triangles beside that bone are searched.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from scipy.spatial import cKDTree

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.distance import INSIDE, SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.normals import angle_normals, face_normals
from core.geometry.surface_points import barycentric
from core.geometry.triangle_plan import plan_of
from core.geometry.winding import winding_number
from core.monitor import stop_if_cancelled

FINE = 4.5
"""Triangles sampled at least this densely, mm, are searched apart from the others."""
LONG = 7.5
"""Triangles with an edge longer than this are sampled at the middles of their edges too, mm."""
BESIDE = 5.5
"""Bone this much farther than asked from every sample of the skin cannot be outside unless nearer
bone is, mm: edges of bone near the skin are shorter."""
ON_EDGE = 1e-8
"""A place with a smaller share of a corner lies on the opposite edge."""
UNFOLDED = 0.2
"""Cosine between a normal and the way out of the head from which skin there is not folded."""
ROOMY = 1.5
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
        The corner of its triangle that is nearest to that.
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
    only : (k,) int64, optional
        The triangles near which points are asked about, ascending; all by default.
    """

    def __init__(
        self, skin: Mesh, inward: Callable[[], FloatArray], only: IntArray | None = None
    ) -> None:
        self._skin, self._inward = skin, inward
        every = np.arange(skin.face_count) if only is None else only
        faces = skin.faces if only is None else skin.faces[only]
        ends = [skin.vertices[faces[:, corner]] for corner in range(3)]
        ways = (ends[0] - ends[1], ends[1] - ends[2], ends[2] - ends[0])
        longest = np.sqrt(np.maximum.reduce([_along(way, way) for way in ways]))
        widths = np.where(longest > LONG, 0.5 * longest, longest)
        fine = widths <= FINE
        self._sheets = [
            Sheet.of(skin, every[some], longest[some] > LONG, float(widths[some].max()))
            for some in (fine, ~fine)
            if some.any()
        ]
        self._plan = plan_of(skin.faces)
        self._searched = np.zeros(skin.face_count, dtype=bool)
        self._part: SurfaceDistance | None = None

    def _normal(self, face: IntArray) -> FloatArray:
        return face_normals(self._skin.vertices, self._skin.faces[face])

    @cached_property
    def _whole(self) -> SurfaceDistance:
        return SurfaceDistance(self._skin)

    def least(self, points: FloatArray, reach: float) -> FloatArray:
        """Return a lower bound of the distance from the skin.

        Parameters
        ----------
        points : (n, 3) float64
            mm.
        reach : float
            Distances beyond this are not told apart, mm.

        Returns
        -------
        (n,) float64
            mm.
        """
        return self._nearest(points, reach)[0]

    def _nearest(
        self, points: FloatArray, bound: float, known: float = 0.0
    ) -> tuple[FloatArray, FloatArray, IntArray, BoolArray]:
        """Return a lower bound of the distance, the way from the nearest sample, a vertex there.

        And whether the skin may be nearer than what is wanted exactly.
        """
        least, nearest = np.full(len(points), np.inf), np.full(len(points), np.inf)
        way, vertex = np.zeros(points.shape), np.zeros(len(points), dtype=np.int64)
        near = np.zeros(len(points), dtype=bool)
        for sheet in self._sheets:
            stop_if_cancelled()
            far, sample = sheet.tree.query(points, distance_upper_bound=bound)
            near |= far < np.hypot(known, sheet.apart)
            here = np.flatnonzero(far < nearest)
            nearest[here], vertex[here] = far[here], sheet.vertex[sample[here]]
            way[here] = points[here] - sheet.samples[sample[here]]
            room = np.sqrt(np.maximum(np.minimum(far, bound) ** 2 - sheet.apart**2, 0.0))
            least = np.minimum(least, room)
        return least, way, vertex, near

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
        least, way, vertex, near = self._nearest(points, known + BESIDE, known)
        if sides:
            near |= self._beyond(way, vertex)
        at = np.flatnonzero(near)
        judged = self._judged(points, at, known)
        if sides and not judged.inside.all():
            # Bone that is outside shows it where it crosses the skin: only now may more of it be.
            deep = np.flatnonzero(~way.any(axis=1))
            _, way, vertex, _ = self._nearest(points[deep], np.inf)
            more = deep[self._beyond(way, vertex)]
            at = np.union1d(at, more[self._winding(points[more]) <= INSIDE])
        if len(at) > len(judged.at) or (judged.distance[~judged.inside] >= known).any():
            judged = self._judged(points, at, np.inf)
        far = judged.distance >= known
        room = np.where(judged.inside, judged.distance, -judged.distance)
        least[at] = np.where(far & judged.inside, np.maximum(least[at], known), room)
        return least, judged

    def _beyond(self, way: FloatArray, vertex: IntArray) -> BoolArray:
        """Return which points seem to lie beyond the skin, by the way from their nearest sample."""
        return np.asarray(_along(way, self._inward()[vertex]) < 0.0)

    def _folded(self, vertex: IntArray, normal: FloatArray) -> BoolArray:
        """Return where a normal at a vertex does not lead out of the head."""
        if len(vertex) == 0:
            return np.zeros(0, dtype=bool)
        inward = self._inward()[vertex]
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
        if surface is self._part:
            face = np.flatnonzero(self._searched)[face]
        inside, nearest = self._sides(asked, closest, face, distance < known)
        return Judged(at, distance, closest, nearest, inside)

    def _sides(
        self, asked: FloatArray, closest: FloatArray, face: IntArray, near: BoolArray
    ) -> tuple[BoolArray, IntArray]:
        """Return which points lie inside the skin, by what is nearest, and the vertex nearest it.

        Notes
        -----
        By the pseudonormal: the triangle's own within it, the sum of both at an edge, the sum
        weighted by angles at a vertex (Baerentzen and Aanaes, "Signed distance computation using
        the angle weighted pseudonormal", IEEE TVCG 2005). In a fold, where skin may run through
        skin, and far from it, bone is outside only where the whole skin does not wind around it.
        """
        triangles, vertices = self._skin.faces[face], self._skin.vertices
        share = barycentric(closest, *vertices[triangles].transpose(1, 0, 2))
        on, nearest = share > ON_EDGE, triangles[np.arange(len(face)), np.argmax(share, axis=1)]
        normal = self._normal(face)
        edge = np.flatnonzero(on.sum(axis=1) == 2)
        opposite = np.argmin(share[edge], axis=1)
        normal[edge] += self._normal(self._plan.mates[face[edge], opposite])
        corner = np.flatnonzero(on.sum(axis=1) == 1)
        vertex = nearest[corner]
        around = self._skin.faces[self._plan.around(vertex)]
        place = np.zeros(len(vertices), dtype=np.int64)
        place[around.ravel()] = 1
        used = np.flatnonzero(place)
        place[used] = np.arange(len(used))
        normal[corner] = angle_normals(vertices[used], place[around])[place[vertex]]
        inside = _along(asked - closest, normal) < 0.0
        out = np.flatnonzero(~inside)
        out = out[self._folded(nearest[out], normal[out]) | ~near[out]]
        inside[out] = self._winding(asked[out]) > INSIDE
        return np.asarray(inside), np.asarray(nearest, dtype=np.int64)

    def _surface(self, asked: FloatArray, known: float) -> SurfaceDistance:
        """Return a search over the triangles that may be nearest, where nearer than known."""
        if not np.isfinite(known):
            return self._whole
        fresh, tree = self._part is None, cKDTree(asked)
        beside = np.zeros(self._skin.vertex_count, dtype=bool)
        for sheet in self._sheets:
            reach = float(np.hypot(known + (ROOMY if fresh else 0.0), sheet.apart))
            pairs = tree.sparse_distance_matrix(sheet.tree, reach, output_type="ndarray")
            near = np.zeros(len(sheet.samples), dtype=bool)
            near[pairs["j"]] = True
            beside[sheet.vertex[near]] = True
        wanted = self._plan.around(np.flatnonzero(beside))
        if self._part is None or not self._searched[wanted].all():
            stop_if_cancelled()
            self._searched[wanted] = True
            part = Mesh(self._skin.vertices, self._skin.faces[self._searched])
            self._part = SurfaceDistance(part)
        return self._part

    def _winding(self, points: FloatArray) -> FloatArray:
        stop_if_cancelled()
        if len(points) <= FEW and "_whole" not in vars(self):
            return winding_number(self._skin, points)
        return self._whole.winding_number(points)


@dataclass(frozen=True, eq=False)
class Sheet:
    """Some triangles of a skin, sampled.

    Attributes
    ----------
    samples : (k, 3) float64
        Their corners, and the middles of the edges of long ones, mm.
    vertex : (k,) int64
        A corner of a triangle to which each belongs.
    apart : float
        No place of the triangles is farther than this from a sample of its own, mm.
    tree : cKDTree
        Finds samples.
    """

    samples: FloatArray
    vertex: IntArray
    apart: float
    tree: cKDTree

    @classmethod
    def of(cls, skin: Mesh, chosen: IntArray, long: BoolArray, width: float) -> Self:
        """Sample triangles.

        Parameters
        ----------
        skin : Mesh
            mm.
        chosen : (m,) int64
            Which of its triangles.
        long : (m,) bool
            Which of these are sampled at the middles of their edges too.
        width : float
            No edge between samples is longer, mm.

        Returns
        -------
        Sheet
            By Jung's theorem no place of a triangle is farther from its corners than its longest
            edge over the root of three.
        """
        used = np.zeros(skin.vertex_count, dtype=bool)
        used[skin.faces[chosen].ravel()] = True
        own, split = np.flatnonzero(used), skin.faces[chosen[long]]
        corners = skin.vertices[split]
        middles = 0.5 * (corners + corners[:, [1, 2, 0]])
        samples = np.vstack([skin.vertices[own], middles.reshape(-1, 3)])
        tree = cKDTree(samples, balanced_tree=False, compact_nodes=False)
        return cls(samples, np.concatenate([own, split.ravel()]), width / np.sqrt(3.0), tree)


def _along(ways: FloatArray, normals: FloatArray) -> FloatArray:
    """Return the product of each way with its normal."""
    return np.asarray(np.einsum("ik,ik->i", ways, normals))
