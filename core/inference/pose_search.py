"""Where in a scan could a face be? Every nose-like spot, in every direction, at every likely scale.

A face is looked for, not a head: backs of heads, hair, shoulders and whatever else a scan shows or
lacks then does not matter. A nose tip is a spot that stands out of its neighbourhood; the mean
normal around it says roughly where the face looks, so that only the roll about it is unknown.
"""

from dataclasses import dataclass

import numpy as np
from scipy import ndimage
from scipy.spatial.transform import Rotation

from core.arrays import FloatArray
from core.geometry.distance import sample_surface
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.template import Template
from core.inference.pose_grid import SurfaceGrid
from core.monitor import Monitor

NOSE_REACH = 11.0
"""Blur over which a nose tip stands out of its surroundings, mm on a head of mean size."""
FACE_REACH = 24.0
"""Blur over which normals are averaged to say where a face looks, mm."""
SPOTS = 180
"""Spots tried per scale: the nose tip was among the first 60 in every trial, rims included."""
ROLLS = 24
"""Turns about the viewing direction: 15 degrees apart, a face is recognised within 12."""
Tilts = tuple[tuple[float, float], ...]
"""Pitch and yaw, degrees."""
SMALL_TILTS: Tilts = ((0.0, 0.0), (18.0, 0.0), (-18.0, 0.0), (0.0, 18.0), (0.0, -18.0))
"""Added to the mean normal's direction where a nose has its face around it."""
LARGE_TILTS: Tilts = (
    (36.0, 0.0),
    (-36.0, 0.0),
    (0.0, 36.0),
    (0.0, -36.0),
    (0.0, 54.0),
    (0.0, -54.0),
)
"""Added where it lies on the rim of the scan: half a face looks sideways."""
QUICK_POINTS = 40
"""Face points on which every candidate is judged."""
FACE_POINTS = 240
"""Face points on which the better candidates are judged again."""
KEPT_QUICKLY = 3000
"""Candidates that are judged again."""
BATCH = 4096
"""Candidates judged at once: some 20 MB."""
TOLERANCE = 8.0
"""Distance at which a face point's agreement has fallen to 0.6, mm on a head of mean size."""


@dataclass(frozen=True, eq=False)
class Poses:
    """Ways to place the template in a scan: ``scale * rotation @ t + translation``.

    Attributes
    ----------
    scale : (n,) float64
        Head size relative to the template.
    rotation : (n, 3, 3) float64
        Proper rotations.
    translation : (n, 3) float64
        mm.
    """

    scale: FloatArray
    rotation: FloatArray
    translation: FloatArray

    def __len__(self) -> int:
        return len(self.scale)

    def at(self, index: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> "Poses":
        """Return some of them, in the order asked.

        Parameters
        ----------
        index : (k,) int64
            Which.

        Returns
        -------
        Poses
            k poses.
        """
        return Poses(self.scale[index], self.rotation[index], self.translation[index])

    @staticmethod
    def joined(pieces: "list[Poses]") -> "Poses":
        """Return all poses of several sets.

        Parameters
        ----------
        pieces : list of Poses
            At least one.

        Returns
        -------
        Poses
            In the order of the pieces.
        """
        return Poses(
            np.concatenate([piece.scale for piece in pieces]),
            np.concatenate([piece.rotation for piece in pieces]),
            np.concatenate([piece.translation for piece in pieces]),
        )


@dataclass(frozen=True, eq=False)
class FacePoints:
    """Points of the template's face that a scan must show.

    Attributes
    ----------
    points, normals : (n, 3) float64
        Head frame, mm.
    """

    points: FloatArray
    normals: FloatArray

    @classmethod
    def of(cls, template: Template, count: int, seed: int = 0) -> "FacePoints":
        """Draw points from the face region, none of them facing backwards.

        Parameters
        ----------
        template : Template
            The mean head.
        count : int
            How many points.
        seed : int
            Same seed, same points.

        Returns
        -------
        FacePoints
            Evenly by area.
        """
        skin = template.skin
        normals = vertex_normals(skin.vertices, skin.faces)
        shown = template.face_mask & (normals[:, 2] > 0.0)
        faces = skin.faces[shown[skin.faces].all(axis=1)]
        sample = sample_surface(Mesh(skin.vertices, faces), count, seed)
        corners = normals[faces[sample.face]]
        normal = np.einsum("kc,kcd->kd", sample.barycentric, corners)
        normal /= np.linalg.norm(normal, axis=1, keepdims=True)
        return cls(sample.points, normal)


def agreement(grid: SurfaceGrid, poses: Poses, face: FacePoints) -> FloatArray:
    """Return how well the face agrees with the scan in every pose.

    Parameters
    ----------
    grid : SurfaceGrid
        The scan.
    poses : Poses
        n candidates.
    face : FacePoints
        What to look for.

    Returns
    -------
    (n,) float64
        Mean over the face points of nearness times agreement of normals, 0 to 1.
    """
    score = np.zeros(len(poses))
    points, normals = face.points.astype(np.float32), face.normals.astype(np.float32)
    for start in range(0, len(poses), BATCH):
        part = slice(start, start + BATCH)
        rotation = poses.rotation[part].astype(np.float32).transpose(0, 2, 1)
        scale = poses.scale[part].astype(np.float32)[:, None, None]
        placed = scale * (points @ rotation) + poses.translation[part].astype(np.float32)[:, None]
        found = grid.lookup(placed)
        placed -= grid.position[found]
        squared = np.einsum("bpd,bpd->bp", placed, placed) / scale[..., 0] ** 2
        facing = np.einsum("bpd,bpd->bp", normals @ rotation, grid.normal[found])
        np.clip(facing, 0.0, None, out=facing)
        nearness = np.exp(squared * np.float32(-0.5 / TOLERANCE**2))
        score[part] = (nearness * facing * facing).mean(axis=1)
    return score


class _Relief:
    """Blurred sums over a scan's points: what stands out, and where its surroundings look."""

    def __init__(self, points: FloatArray, normals: FloatArray, voxel: float) -> None:
        self._low = points.min(axis=0) - 3.0 * voxel
        self._voxel = voxel
        shape = ((points.max(axis=0) - self._low) / voxel).astype(int) + 5
        cell = np.ravel_multi_index(
            tuple(((points - self._low) / voxel).astype(int).T), tuple(shape)
        )
        self._sums = [
            np.bincount(cell, weight, minlength=int(np.prod(shape))).reshape(shape)
            for weight in (np.ones(len(points)), *points.T, *normals.T)
        ]

    def mean(self, columns: slice, reach: float, places: FloatArray) -> FloatArray:
        """Return the mean of some columns around places, (n, columns)."""
        index = ((places - self._low) / self._voxel - 0.5).T
        blurred = [
            ndimage.map_coordinates(
                ndimage.gaussian_filter(values, reach / self._voxel, mode="constant", truncate=2.5),
                index,
                order=1,
                mode="nearest",
            )
            for values in [self._sums[0], *self._sums[columns]]
        ]
        mean: FloatArray = np.stack(blurred[1:], axis=1) / np.maximum(blurred[0], 1e-9)[:, None]
        return mean

    def positions(self, reach: float, places: FloatArray) -> FloatArray:
        """Return the mean position around places, mm."""
        return self.mean(slice(1, 4), reach, places)

    def directions(self, reach: float, places: FloatArray) -> FloatArray:
        """Return the unit mean normal around places."""
        mean = self.mean(slice(4, 7), reach, places)
        unit: FloatArray = mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9)
        return unit


def _relief(points: FloatArray, normals: FloatArray, scale: float) -> _Relief:
    extent = float(np.ptp(points, axis=0).max())
    return _Relief(points, normals, max(0.45 * NOSE_REACH * scale, extent / 90.0))


def _standing_out(relief: _Relief, points: FloatArray, scale: float) -> FloatArray:
    """Return the places that stand out most, one per few millimetres, (k, 3) mm."""
    direction = relief.directions(NOSE_REACH * scale, points)
    height = np.einsum("nd,nd->n", points - relief.positions(NOSE_REACH * scale, points), direction)
    order = np.argsort(-height)
    cell = np.floor(points[order] / (7.0 * scale)).astype(int)
    _, first = np.unique(cell, axis=0, return_index=True)
    return points[order[np.sort(first)[:SPOTS]]]


def _turns_onto(direction: FloatArray) -> FloatArray:
    """Return a rotation per unit vector that takes +z onto it, (n, 3, 3)."""
    helper = np.where(np.abs(direction[:, :1]) < 0.8, [[1.0, 0.0, 0.0]], [[0.0, 1.0, 0.0]])
    side = np.cross(helper, direction)
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    return np.stack([side, np.cross(direction, side), direction], axis=2)


def candidate_poses(
    points: FloatArray,
    normals: FloatArray,
    template: Template,
    scale: float,
    tilts: Tilts = SMALL_TILTS,
) -> Poses:
    """Return poses that put the template's nose tip onto everything that stands out.

    Parameters
    ----------
    points, normals : (n, 3) float64
        The scan, mm.
    template : Template
        The mean head; its landmark ``pronasale`` is used.
    scale : float
        Head size relative to the template.
    tilts : tuple of (float, float)
        Pitch and yaw added to the direction in which a spot looks, degrees.

    Returns
    -------
    Poses
        `SPOTS` times `ROLLS` times the number of tilts at most.
    """
    skin = template.skin
    tip = skin.vertices[template.landmarks["pronasale"]]
    near = np.flatnonzero(skin.vertices[:, 2] > 0.0)
    own_normals = vertex_normals(skin.vertices, skin.faces)[near]
    own = _relief(skin.vertices[near], own_normals, 1.0).directions(FACE_REACH, tip[None])
    relief = _relief(points, normals, scale)
    spots = _standing_out(relief, points, scale)
    looks = _turns_onto(relief.directions(FACE_REACH * scale, spots))
    rolls = Rotation.from_euler(
        "z", np.linspace(0.0, 360.0, ROLLS, endpoint=False)[:, None], degrees=True
    ).as_matrix()
    tilted = Rotation.from_euler("xy", np.array(tilts), degrees=True).as_matrix()
    back = _turns_onto(own)[0].T
    turns = np.einsum("tij,rjk,kl->tril", tilted, rolls, back).reshape(-1, 3, 3)
    rotation = np.einsum("sij,tjk->stik", looks, turns).reshape(-1, 3, 3)
    place = np.repeat(spots, len(turns), axis=0)
    return Poses(
        np.full(len(rotation), scale),
        rotation,
        place - scale * np.einsum("nij,j->ni", rotation, tip),
    )


def distinct(poses: Poses, score: FloatArray, count: int) -> Poses:
    """Return the best poses of which no two are nearly the same.

    Parameters
    ----------
    poses : Poses
        Candidates.
    score : (n,) float64
        Higher is better.
    count : int
        How many to keep.

    Returns
    -------
    Poses
        Best first; two differ by 12 degrees, 12 mm or 8 per cent of size.
    """
    kept: list[int] = []
    for index in np.argsort(-score):
        if kept:
            others = poses.at(np.array(kept))
            trace = np.einsum("nij,ij->n", others.rotation, poses.rotation[index])
            moved = np.linalg.norm(others.translation - poses.translation[index], axis=1)
            ratio = np.abs(np.log(others.scale / poses.scale[index]))
            size = poses.scale[index]
            if ((trace > 1.0 + 2.0 * np.cos(0.21)) & (moved < 12.0 * size) & (ratio < 0.08)).any():
                continue
        kept.append(int(index))
        if len(kept) == count:
            break
    return poses.at(np.array(kept))


def search_poses(
    grid: SurfaceGrid,
    sample: tuple[FloatArray, FloatArray],
    template: Template,
    scales: FloatArray,
    count: int,
    monitor: Monitor,
    tilts: Tilts = SMALL_TILTS,
) -> Poses:
    """Return the most promising poses of the template in a scan.

    Parameters
    ----------
    grid : SurfaceGrid
        The scan.
    sample : pair of (n, 3) float64
        Points of the scan and their normals, mm.
    template : Template
        The mean head.
    scales : (k,) float64
        Head sizes to try, relative to the template.
    count : int
        How many poses to return.
    monitor : Monitor
        Progress and cancellation.
    tilts : tuple of (float, float)
        Pitch and yaw added to the direction in which a spot looks, degrees.

    Returns
    -------
    Poses
        Best first, all distinct.

    Raises
    ------
    CancelledError
        When the monitor was cancelled.
    """
    quick = FacePoints.of(template, QUICK_POINTS)
    found: list[Poses] = []
    scores: list[FloatArray] = []
    for done, scale in enumerate(scales):
        monitor.report(done / len(scales), "Looking for the face")
        poses = candidate_poses(*sample, template, float(scale), tilts)
        score = agreement(grid, poses, quick)
        best = np.argsort(-score)[: KEPT_QUICKLY // 4]
        found.append(poses.at(best))
        scores.append(score[best])
    poses, score = Poses.joined(found), np.concatenate(scores)
    poses = poses.at(np.argsort(-score)[:KEPT_QUICKLY])
    monitor.report(1.0, "Looking for the face")
    return distinct(poses, agreement(grid, poses, FacePoints.of(template, FACE_POINTS)), count)
