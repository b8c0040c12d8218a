"""Keeps bone inside the skin: a smooth push inward wherever it comes too near.

No skull that Nasion shows or writes may pierce the skin, whatever the predictor said; this file is
the guarantee. The push is spread over neighbouring bone, so that it leaves no dents.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeAlias

import numpy as np
from scipy.spatial import cKDTree

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.geometry.skin_room import Judged, SkinRoom
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
SPARE = 0.5
"""Distances are known this much farther, mm: bone that moves a little is not asked again."""

Lack: TypeAlias = tuple[IntArray, FloatArray, FloatArray, IntArray]
"""Which bone vertices lack clearance, by how much, the way into the head, the nearest skin."""


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


@dataclass(frozen=True, eq=False)
class Asked:
    """What is known of bone that was asked about.

    Attributes
    ----------
    bone : (n, 3) float64
        Where each vertex was then, mm.
    room : (n,) float64
        How far it was inside at least, mm; negative outside.
    """

    bone: FloatArray
    room: FloatArray


class Clearance:
    """Tells exactly by how much bone lacks its distance from a skin.

    Parameters
    ----------
    skin : Mesh
        Closed, outward wound, mm.
    inward : (n, 3) float64, optional
        The way into the head at each of its vertices, whatever folds there are; by default it is
        found where it is needed.
    """

    spare = SPARE
    """Distances are known this much farther than asked, mm."""

    def __init__(self, skin: Mesh, inward: FloatArray | None = None) -> None:
        self.skin = skin
        self._given = inward
        self._asked: Asked | None = None
        self._told: tuple[FloatArray, float, Lack] | None = None

    @property
    def known(self) -> Asked:
        """What is known of the bone that was asked about.

        Raises
        ------
        ValueError
            When none was.
        """
        if self._asked is None:
            raise ValueError("a clearance that was asked about no bone knows none")
        return self._asked

    def deep(self, reach: float) -> FloatArray:
        """Return how much room the bone has at least, known farther in.

        Parameters
        ----------
        reach : float
            Up to about this distance from the skin, mm.

        Returns
        -------
        (n,) float64
            As `known` has it, or more, mm.
        """
        known = self.known
        inside = np.flatnonzero(known.room > SMALLEST_CLEARANCE)
        room = np.array(known.room)
        room[inside] = np.maximum(room[inside], self._room.least(known.bone[inside], reach))
        return room

    @cached_property
    def _room(self) -> SkinRoom:
        return SkinRoom(self.skin, lambda: self.inward)

    def _look(
        self, rows: IntArray, bone: FloatArray, known: float, *, sides: bool
    ) -> tuple[FloatArray, Judged]:
        """Return the room of some bone vertices, and those that were looked at closely."""
        assert len(rows) == len(bone)
        return self._room.look(bone, known, sides=sides)

    @cached_property
    def inward(self) -> FloatArray:
        """The way into the head whatever folds there are, (n, 3)."""
        return -anatomy_normals(self.skin, FOLD_SMOOTHING) if self._given is None else self._given

    def lack(
        self,
        bone: FloatArray,
        smallest: float = SMALLEST_CLEARANCE,
        among: IntArray | None = None,
    ) -> Lack:
        """Return which bone vertices lack clearance, by how much, and the way into the head.

        Parameters
        ----------
        bone : (n, 3) float64
            Same frame as the skin, mm.
        smallest : float
            Clearance asked for, mm.
        among : (n,) int64, optional
            Which vertices these are of the bone that was asked about before; all of it by default.

        Returns
        -------
        at : (m,) int64
            Those of them that lack some.
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
        told = self._told
        same = told is not None and among is None and told[1] == smallest
        if told is not None and same and np.array_equal(bone, told[0]):
            return told[2]
        found = self._lacking(bone, smallest, among)
        self._told = None if among is not None else (np.array(bone), smallest, found)
        return found

    def _lacking(self, bone: FloatArray, smallest: float, among: IntArray | None) -> Lack:
        before = self._asked
        if before is None or (among is None and len(bone) != len(before.bone)):
            if among is not None:
                raise ValueError("a part of the bone is asked about before the whole of it")
            rows = np.arange(len(bone))
            room, judged = self._look(rows, bone, smallest + self.spare, sides=True)
            doubted, self._asked = rows, Asked(np.array(bone), room)
        else:
            rows = np.arange(len(bone)) if among is None else among
            way = bone - before.bone[rows]
            moved = np.sqrt(np.einsum("ik,ik->i", way, way))
            least = before.room[rows] - moved
            doubted, known = np.flatnonzero(least < smallest), smallest + self.spare
            sides = bool(least.min(initial=0.0) <= -known)
            room, judged = self._look(rows[doubted], bone[doubted], known, sides=sides)
            before.bone[rows[doubted]], before.room[rows[doubted]] = bone[doubted], room
        stop_if_cancelled()
        short = np.flatnonzero(room[judged.at] < smallest)
        at, beside = doubted[judged.at[short]], judged.nearest[short]
        if len(at) == 0:
            return at, np.zeros(0), np.zeros((0, 3)), beside
        across = bone[at] - judged.closest[short]
        away = _away(across, judged.inside[short], self.inward[beside])
        return at, smallest - room[judged.at[short]], away, beside


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
    count, reach = min(8, len(short)), 3.0 * SPREAD
    low, high = short.min(axis=0) - reach, short.max(axis=0) + reach
    beside = np.flatnonzero(((points >= low) & (points <= high)).all(axis=1))
    distance, index = cKDTree(short).query(points[beside], k=count, distance_upper_bound=reach)
    distance, index = distance.reshape(len(beside), -1), index.reshape(len(beside), -1)
    felt = np.flatnonzero(distance[:, 0] < reach)
    near, distance, index = beside[felt], distance[felt], index[felt]
    reached = np.isfinite(distance)
    weight = np.where(reached, np.exp(-0.5 * (np.where(reached, distance, 0.0) / SPREAD) ** 2), 0.0)
    source = np.vstack([push, np.zeros((1, 3))])
    mean = np.einsum("ij,ijk->ik", weight, source[index])
    mean /= np.maximum(weight.sum(axis=1, keepdims=True), 1e-12)
    faded = np.zeros(points.shape)
    faded[near] = mean * weight[:, :1]
    return faded
