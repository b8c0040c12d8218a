"""Area inside a closed line on a surface, and the volume between two shapes of a surface."""

from collections import deque
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, IntArray
from core.errors import EditError
from core.geometry.normals import face_areas, face_normals
from core.geometry.surface_path import SurfacePath
from core.geometry.surface_points import SurfacePoint

_LEAST_MM2 = 1e-6
_HAIR = 1e-7


@dataclass(frozen=True)
class _Chord:
    """How a line runs through one triangle.

    Attributes
    ----------
    points : (k, 3) float64
        From where it enters to where it leaves.
    enters, leaves : float
        Places on the triangle's rim: 0 to 3 from its first corner round.
    """

    points: FloatArray
    enters: float
    leaves: float

    def left_of(self, place: float) -> bool:
        """Return whether a place on the rim lies to the left of the chord."""
        return (place - self.leaves) % 3.0 < (self.enters - self.leaves) % 3.0

    def left_area(self, corners: FloatArray, normal: FloatArray) -> float:
        """Return the area to the left of the chord, square millimetres."""
        rim = [at for at in range(3) if self.left_of(float(at))]
        rim.sort(key=lambda at: (at - self.leaves) % 3.0)
        polygon = np.concatenate([self.points, corners[rim]])
        turned = np.cross(polygon - polygon[0], np.roll(polygon, -1, axis=0) - polygon[0])
        return float(0.5 * turned.sum(axis=0) @ normal)


def outlined_area(vertices: FloatArray, faces: IntArray, line: SurfacePath) -> float:
    """Return the area of the smaller of the two sides of a closed line.

    Parameters
    ----------
    vertices : (n, 3) float64
        mm.
    faces : (m, 3) int64
        Triangles of a closed surface, counter-clockwise seen from outside.
    line : SurfacePath
        From `core.geometry.surface_path.PathFinder.through` with ``closed``; it does not cross
        itself.

    Returns
    -------
    float
        Square millimetres; triangles that the line crosses count by their share inside.

    Raises
    ------
    EditError
        When the line does not enclose anything.
    """
    chords, blocked = _chords(vertices, faces, line)
    areas, normals = face_areas(vertices, faces), face_normals(vertices, faces)
    if not chords:
        within = _flat_area(np.stack([point.place(vertices) for point in line.points]))
    else:
        shares = []
        for face, runs in chords.items():
            lefts = [run.left_area(vertices[faces[face]], normals[face]) for run in runs]
            total = sum(lefts)
            # Two runs through one triangle: their left sides either meet or stand apart.
            over = len(lefts) > 1 and total > areas[face]
            shares.append(total - (len(lefts) - 1) * areas[face] if over else total)
        left = _left_faces(faces, chords, blocked)
        within = float(areas[left].sum() + sum(shares))
    smaller = min(within, float(areas.sum()) - within)
    if smaller < _LEAST_MM2:
        raise EditError("The outline encloses nothing; choose three points that lie apart.")
    return smaller


def _flat_area(points: FloatArray) -> float:
    crossed = np.cross(points - points[0], np.roll(points, -1, axis=0) - points[0])
    return float(0.5 * np.linalg.norm(crossed.sum(axis=0)))


def _chords(
    vertices: FloatArray, faces: IntArray, line: SurfacePath
) -> tuple[dict[int, list[_Chord]], set[tuple[int, int]]]:
    """Return how a closed line runs through triangles, and along which edges it runs."""
    points = _opened(line.points[:-1])
    touched = np.unique([corner for point in points for corner in point.corners])
    candidates = np.flatnonzero(np.isin(faces, touched).any(axis=1))
    known = {tuple(sorted(faces[face].tolist())): int(face) for face in candidates}
    chords: dict[int, list[_Chord]] = {}
    blocked: set[tuple[int, int]] = set()
    run: list[SurfacePoint] = []
    for first, second in zip(points, [*points[1:], points[0]], strict=True):
        corners = tuple(sorted({*first.corners, *second.corners}))
        if len(corners) == 2:
            blocked.add((corners[0], corners[1]))
            continue
        face = known.get(corners)
        run.append(first)
        if face is None or _rim(faces[face], second) is None:
            continue
        enters, leaves = _rim(faces[face], run[0]), _rim(faces[face], second)
        if enters is not None and leaves is not None:
            places = np.stack([point.place(vertices) for point in (*run, second)])
            # A stop on the edge itself: the line only touches the triangle behind.
            if abs(enters - leaves) > _HAIR or np.ptp(places, axis=0).max() > _HAIR:
                chords.setdefault(face, []).append(_Chord(places, enters, leaves))
        run = []
    return chords, blocked


def _opened(points: tuple[SurfacePoint, ...]) -> list[SurfacePoint]:
    """Return a closed line from a point that lies on an edge."""
    start = next((at for at, one in enumerate(points) if len(set(one.corners)) < 3), 0)
    return [*points[start:], *points[:start]]


def _rim(face: IntArray, point: SurfacePoint) -> float | None:
    """Return where on a triangle's rim a point lies; None within, or on another triangle."""
    corners = face.tolist()
    own = [(corner, weight) for corner, weight in zip(point.corners, point.weights, strict=True)]
    distinct = list(dict.fromkeys(corner for corner, _ in own))
    if len(distinct) == 3 or not set(distinct) <= set(corners):
        return None
    if len(distinct) == 1:
        return float(corners.index(distinct[0]))
    # Off the corner by a hair, so that the way round a corner is not lost where a line meets it.
    share = float(sum(weight for corner, weight in own if corner == distinct[1]))
    share = min(max(share, _HAIR), 1.0 - _HAIR)
    at = int(corners.index(distinct[0]))
    if corners[(at + 1) % 3] == distinct[1]:
        return at + share
    return (at - share) % 3.0


def _left_faces(
    faces: IntArray, chords: dict[int, list[_Chord]], blocked: set[tuple[int, int]]
) -> IntArray:
    """Return the triangles wholly to the left of a line."""
    ring = np.sort(np.stack([faces, np.roll(faces, -1, axis=1)], axis=2).reshape(-1, 2), axis=1)
    order = np.lexsort((ring[:, 1], ring[:, 0]))
    twin = np.full(len(ring), -1)
    same = (ring[order[1:]] == ring[order[:-1]]).all(axis=1)
    twin[order[1:][same]], twin[order[:-1][same]] = order[:-1][same], order[1:][same]
    for a, b in blocked:
        twin[(ring[:, 0] == a) & (ring[:, 1] == b)] = -1
    waiting: deque[int] = deque()
    found: set[int] = set()
    for face, runs in chords.items():
        crossed = {int(run.enters) for run in runs} | {int(run.leaves) for run in runs}
        for side in set(range(3)) - {at % 3 for at in crossed}:
            other = int(twin[3 * face + side]) // 3 if twin[3 * face + side] >= 0 else -1
            if other >= 0 and other not in chords and all(r.left_of(side + 0.5) for r in runs):
                waiting.append(other)
    while waiting:
        face = waiting.popleft()
        if face in found:
            continue
        found.add(face)
        for side in range(3):
            half = int(twin[3 * face + side])
            if half >= 0 and half // 3 not in chords and half // 3 not in found:
                waiting.append(half // 3)
    return np.array(sorted(found), dtype=np.int64)


@dataclass(frozen=True)
class VolumeChange:
    """How much a surface grew and shrank, cubic millimetres.

    Attributes
    ----------
    gained, lost : float
        Both not negative.
    """

    gained: float
    lost: float

    @property
    def net(self) -> float:
        """What was gained less what was lost."""
        return self.gained - self.lost


def volume_between(
    before: FloatArray, after: FloatArray, faces: IntArray, weights: FloatArray | None = None
) -> VolumeChange:
    """Return the volume that triangles sweep between two shapes of one mesh.

    Parameters
    ----------
    before, after : (n, 3) float64
        mm.
    faces : (m, 3) int64
        Wound outward.
    weights : (n,) float64, optional
        Share of each vertex that counts, 0 to 1; by default all.

    Returns
    -------
    VolumeChange
        Over a closed surface its net is exactly the difference of the two volumes.

    Notes
    -----
    The flux through a triangle whose corners move on straight lines is quadratic in time, so
    Simpson's rule over start, middle and end is exact.
    """
    move = after - before
    swept = np.zeros(len(faces))
    mean = move[faces].mean(axis=1)
    for share, weight in ((0.0, 1.0), (0.5, 4.0), (1.0, 1.0)):
        normal = face_normals(before + share * move, faces, unit=False)
        swept += weight / 12.0 * np.einsum("ij,ij->i", mean, normal)
    if weights is not None:
        swept = swept * weights[faces].mean(axis=1)
    return VolumeChange(float(swept[swept > 0].sum()), abs(float(swept[swept < 0].sum())))
