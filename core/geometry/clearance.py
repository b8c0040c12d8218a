"""Keeps bone inside the skin: a smooth push inward wherever it comes too near.

No skull that Nasion shows or writes may pierce the skin, whatever the predictor said; this file is
the guarantee. The push is spread over neighbouring bone, so that it leaves no dents.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from scipy.spatial import cKDTree

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.distance import INSIDE, SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.thickness import anatomy_normals
from core.monitor import stop_if_cancelled

SMALLEST_CLEARANCE = 2.0
"""Bone is nowhere nearer to the skin's surface than this, mm: skin alone is about as thick."""
SPREAD = 6.0
"""A push fades over this distance, mm."""
SMOOTH_ROUNDS = 3
"""Rounds of the spread push; what is left after them is pushed vertex by vertex."""
EXACT_ROUNDS = 5
"""A vertex pushed from one wall may come near another; it rarely takes more than two rounds."""
MARGIN = 0.05
"""Pushed this much farther than asked, mm, against rounding and faceting."""
TOLERATED = 0.1
"""Shortfall of the clearance that ends the rounds, mm; it never means outside."""
FOLD_SMOOTHING = 15.0
"""Over this length normals are averaged to tell the inside of a fold from the inside of the head,
mm: an ear is wider than its folds are apart."""
FOLD_COSINE = 0.2
"""A direction or normal that agrees less than this with the smoothed one belongs to a fold."""
ROUGH_ROUNDS = 2
"""Of the rough push."""
SUSPECT_MARGIN = 6.0
"""Bone this much farther from every skin vertex than asked is clear for certain, mm: triangles of
skin and edges of bone are smaller, so that bone cannot cross the skin without coming nearer."""
SPARE = 4.0
"""Distances are known this much farther, mm: bone that moves a little is not asked again."""


def outer_skin(skin: Mesh, pocket: IntArray) -> Mesh:
    """Return the skin with the mouth sealed by a membrane between the lips.

    Parameters
    ----------
    skin : Mesh
        Any head on the template's topology.
    pocket : (k,) int64
        Vertices inside the mouth, between the lips.

    Returns
    -------
    Mesh
        The same triangles; the pocket's vertices drawn out to the harmonic surface that the lips
        hold (each at the mean of its neighbours).
    """
    if len(pocket) == 0:
        return skin
    rim, drawn = _membrane(skin.faces.tobytes(), pocket.astype(np.int64).tobytes())
    vertices = np.array(skin.vertices)
    vertices[pocket] = drawn @ vertices[rim]
    return skin.with_vertices(vertices)


@lru_cache(maxsize=4)
def _membrane(faces: bytes, pocket: bytes) -> tuple[IntArray, FloatArray]:
    """Return a pocket's rim and the map (k, r) from the rim's places to the pocket's."""
    triangles = np.frombuffer(faces, dtype=np.int64).reshape(-1, 3)
    inner = np.frombuffer(pocket, dtype=np.int64)
    place = np.full(int(triangles.max()) + 1, -1)
    place[inner] = np.arange(len(inner))
    edges = np.vstack([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    edges = np.unique(np.sort(edges, axis=1), axis=0)
    edges = np.vstack([edges, edges[:, ::-1]])
    edges = edges[place[edges[:, 0]] >= 0]
    row, other = place[edges[:, 0]], place[edges[:, 1]]
    system = np.diag(np.bincount(row, minlength=len(inner)).astype(np.float64) + 1e-9)
    free = other >= 0
    np.add.at(system, (row[free], other[free]), -1.0)
    rim, column = np.unique(edges[~free, 1], return_inverse=True)
    held = np.zeros((len(inner), len(rim)))
    np.add.at(held, (row[~free], column), 1.0)
    drawn = np.asarray(np.linalg.solve(system, held), dtype=np.float64)
    return np.asarray(rim, dtype=np.int64), drawn


class Clearance:
    """Tells exactly by how much bone lacks its distance from a skin.

    Parameters
    ----------
    skin : Mesh
        Outward wound, mm.
    """

    def __init__(self, skin: Mesh) -> None:
        self._skin = skin
        self._normals = vertex_normals(skin.vertices, skin.faces)
        self._tree = cKDTree(skin.vertices)
        stop_if_cancelled()
        self._surface = SurfaceDistance(skin)
        stop_if_cancelled()
        self._asked: _Asked | None = None

    @cached_property
    def _inward(self) -> FloatArray:
        """The way into the head whatever folds there are, (n, 3)."""
        return -anatomy_normals(self._skin, FOLD_SMOOTHING)

    def lack(
        self, bone: FloatArray, smallest: float = SMALLEST_CLEARANCE
    ) -> tuple[IntArray, FloatArray, FloatArray, IntArray]:
        """Return which bone vertices lack clearance, by how much, and the way into the head.

        Parameters
        ----------
        bone : (n, 3) float64
            Same frame as the skin, mm.
        smallest : float
            Clearance asked for, mm.

        Returns
        -------
        at : (m,) int64
            Bone vertices that lack some.
        lack : (m,) float64
            mm, above zero.
        away : (m, 3) float64
            Unit directions.
        nearest : (m,) int64
            The skin vertex nearest to each.

        Notes
        -----
        Exact. Asked again about the same bone, moved, it measures only what could have come near.
        """
        again = self._doubted(bone, smallest)
        stop_if_cancelled()
        reach = smallest + SUSPECT_MARGIN
        far, nearest = self._tree.query(bone[again], distance_upper_bound=reach + SPARE)
        near = np.flatnonzero(far < reach)
        found = self._judged(bone[again[near]], nearest[near], smallest)
        if not found.inside.all():
            # Bone that is outside shows it where it crosses the skin: only now may more of it be.
            _, nearest = self._tree.query(bone[again])
            ahead = (bone[again] - self._skin.vertices[nearest]) * self._normals[nearest]
            near = np.flatnonzero((far < reach) | (ahead.sum(axis=1) > 0.0))
            found = self._judged(bone[again[near]], nearest[near], smallest)
        room = np.where(found.inside, found.distance, -found.distance)
        if len(again) == len(bone):
            rooms = np.minimum(far, reach + SPARE) - SUSPECT_MARGIN
            rooms[near] = room
            self._asked = _Asked(np.array(bone), rooms)
        short = room < smallest
        at, beside = again[near[short]], nearest[near[short]]
        if len(at) == 0:
            return at, np.zeros(0), np.zeros((0, 3)), beside
        away = _away(bone[at] - found.closest[short], found.inside[short], self._inward[beside])
        return at, smallest - room[short], away, beside

    def _judged(self, bone: FloatArray, nearest: IntArray, smallest: float) -> "_Judged":
        """Return how far bone is from the skin and whether it is inside."""
        stop_if_cancelled()
        distance, closest, _ = self._surface.unsigned(bone)
        # Only bone beyond the plane of its nearest skin can be outside, or in a fold.
        ahead = ((bone - self._skin.vertices[nearest]) * self._normals[nearest]).sum(axis=1)
        doubtful = (ahead > -smallest) | (distance < smallest)
        inside = np.ones(len(bone), dtype=bool)
        stop_if_cancelled()
        inside[doubtful] = self._surface.winding_number(bone[doubtful]) > INSIDE
        return _Judged(distance, closest, inside)

    def _doubted(self, bone: FloatArray, smallest: float) -> IntArray:
        """Return the vertices that could lack clearance, given where they were before."""
        before = self._asked
        if before is None or len(before.bone) != len(bone):
            return np.arange(len(bone))
        moved = np.linalg.norm(bone - before.bone, axis=1)
        return np.flatnonzero(before.room - moved < smallest)


@dataclass(frozen=True, eq=False)
class _Judged:
    """Distance to the skin, its nearest place, and whether bone lies inside, for each vertex."""

    distance: FloatArray
    closest: FloatArray
    inside: BoolArray


@dataclass(frozen=True, eq=False)
class _Asked:
    """Bone asked about before, and how far each vertex was inside at least, mm."""

    bone: FloatArray
    room: FloatArray


def clear_skin(
    bone: Mesh,
    skin: Mesh,
    smallest: float = SMALLEST_CLEARANCE,
    *,
    clearance: Clearance | None = None,
) -> Mesh:
    """Push bone inward until no vertex is outside the skin or too near to it.

    Parameters
    ----------
    bone : Mesh
        Same frame as the skin, mm.
    skin : Mesh
        Outward wound.
    smallest : float
        Clearance asked for, mm.
    clearance : Clearance, optional
        Of the same skin, when it is at hand.

    Returns
    -------
    Mesh
        The same triangles; unchanged where the clearance held.
    """
    vertices = np.array(bone.vertices)
    judge = clearance or Clearance(skin)
    for number in range(SMOOTH_ROUNDS + EXACT_ROUNDS):
        stop_if_cancelled()
        at, lack, away, _ = judge.lack(vertices, smallest)
        if float(lack.max(initial=0.0)) < TOLERATED:
            break
        push = away * (lack + MARGIN)[:, None]
        if number < SMOOTH_ROUNDS:
            vertices += _spread(vertices, vertices[at], push)
        else:
            vertices[at] += push
    return bone.with_vertices(vertices)


def clear_skin_roughly(
    bone: FloatArray, skin: Mesh, smallest: float = SMALLEST_CLEARANCE
) -> FloatArray:
    """Push bone inward by a few spread rounds: fast, and nearly as exact as `clear_skin`.

    Parameters
    ----------
    bone : (n, 3) float64
        Same frame as the skin, mm.
    skin : Mesh
        Outward wound.
    smallest : float
        Clearance asked for, mm.

    Returns
    -------
    (n, 3) float64
        Clear to within half a millimetre or so; good enough for statistics.
    """
    judge, vertices = Clearance(skin), np.array(bone)
    for _ in range(ROUGH_ROUNDS):
        at, lack, away, _ = judge.lack(vertices, smallest)
        if len(at) == 0:
            break
        vertices += _spread(vertices, vertices[at], away * (lack + MARGIN)[:, None])
    return vertices


def _away(across: FloatArray, inside: BoolArray, inward: FloatArray) -> FloatArray:
    """Return unit directions from the skin into the head.

    Notes
    -----
    Away from the closest skin, unless that leads outward through a fold (ear, wing of the nose);
    there the smoothed normal knows better.
    """
    length = np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9)
    away = across / length * np.where(inside, 1.0, -1.0)[:, None]
    folded = (away * inward).sum(axis=1) < FOLD_COSINE
    direction: FloatArray = np.where(folded[:, None], inward, away)
    return direction


def _spread(points: FloatArray, short: FloatArray, push: FloatArray) -> FloatArray:
    """Return the push of the short vertices, faded over their neighbours.

    Notes
    -----
    Every vertex takes the mean push of its nearest short vertices times a Gaussian of the distance
    to the nearest one.
    """
    count = min(8, len(short))
    distance, index = cKDTree(short).query(points, k=count, distance_upper_bound=3.0 * SPREAD)
    distance, index = distance.reshape(len(points), -1), index.reshape(len(points), -1)
    reached = np.isfinite(distance)
    weight = np.where(reached, np.exp(-0.5 * (np.where(reached, distance, 0.0) / SPREAD) ** 2), 0.0)
    source = np.vstack([push, np.zeros((1, 3))])
    total = np.maximum(weight.sum(axis=1, keepdims=True), 1e-12)
    mean = (weight[:, :, None] * source[index]).sum(axis=1) / total
    faded: FloatArray = mean * weight.max(axis=1, keepdims=True)
    return faded
