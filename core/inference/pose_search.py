"""Where in a scan could a face be? Every nose-like spot, in every direction, at every likely scale.

A face is looked for, not a head: backs of heads, hair, shoulders and whatever else a scan shows or
lacks then does not matter. A nose tip is a spot that stands out of its neighbourhood; the mean
normal around it says roughly where the face looks, so that only the roll about it is unknown.
"""

from dataclasses import dataclass

import numpy as np
from scipy.spatial.transform import Rotation

from core.arrays import FloatArray
from core.geometry.distance import sample_surface
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.rays import SurfaceRays
from core.geometry.template import Template
from core.inference.nose_spots import looks_of, nose_spots
from core.inference.pose_grid import SurfaceGrid
from core.monitor import Monitor

ROLLS = 18
"""Turns about the viewing direction, 20 degrees apart: the refinement catches 25."""
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
TEMPLATE_SAMPLES = 6000
"""Points of the template that say where its own nose looks."""
QUICK_POINTS = 40
"""Face points on which every candidate is judged."""
FACE_POINTS = 240
"""Face points on which the better candidates are judged again."""
KEPT_QUICKLY = 3000
"""Candidates that are judged again."""
LARGEST_LEAN = 50.0
"""Degrees by which a head that was turned upright by quarter turns still leans."""
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
        return cls(*sampled(Mesh(skin.vertices, faces), count, seed))


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


def _turns_onto(direction: FloatArray) -> FloatArray:
    """Return a rotation per unit vector that takes +z onto it, (n, 3, 3)."""
    helper = np.where(np.abs(direction[:, :1]) < 0.8, [[1.0, 0.0, 0.0]], [[0.0, 1.0, 0.0]])
    side = np.cross(helper, direction)
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    return np.stack([side, np.cross(direction, side), direction], axis=2)


@dataclass(frozen=True, eq=False)
class ScanView:
    """A scan made ready for the search.

    Attributes
    ----------
    points, normals : (n, 3) float64
        Drawn evenly from its surface, mm.
    grid : SurfaceGrid
        Made of them.
    rays : SurfaceRays
        Of the surface itself.
    """

    points: FloatArray
    normals: FloatArray
    grid: SurfaceGrid
    rays: SurfaceRays

    @classmethod
    def of(cls, surface: Mesh, count: int) -> "ScanView":
        """Prepare a scan.

        Parameters
        ----------
        surface : Mesh
            Clean, mm.
        count : int
            How many points to draw.

        Returns
        -------
        ScanView
            Of that surface.
        """
        points, normals = sampled(surface, count)
        return cls(points, normals, SurfaceGrid.of(points, normals), SurfaceRays(surface))


def sampled(mesh: Mesh, count: int, seed: int = 0) -> tuple[FloatArray, FloatArray]:
    """Draw points evenly from a mesh, with smooth normals.

    Parameters
    ----------
    mesh : Mesh
        A surface with some area.
    count : int
        How many points.
    seed : int
        Same seed, same points.

    Returns
    -------
    points, normals : (count, 3) float64
        In the mesh's unit; normals of unit length.
    """
    sample = sample_surface(mesh, count, seed)
    corner_normals = vertex_normals(mesh.vertices, mesh.faces)[mesh.faces[sample.face]]
    normals = np.einsum("kc,kcd->kd", sample.barycentric, corner_normals)
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    return sample.points, normals


def candidate_poses(
    scan: ScanView, template: Template, scale: float, tilts: Tilts = SMALL_TILTS
) -> Poses:
    """Return poses that put the template's nose tip onto everything that stands out.

    Parameters
    ----------
    scan : ScanView
        Where to look.
    template : Template
        The mean head; its landmark ``pronasale`` is used.
    scale : float
        Head size relative to the template.
    tilts : tuple of (float, float)
        Pitch and yaw added to the direction in which a spot looks, degrees.

    Returns
    -------
    Poses
        The number of spots times `ROLLS` times that of tilts.
    """
    tip = template.skin.vertices[template.landmarks["pronasale"]]
    own = looks_of(*sampled(template.skin, TEMPLATE_SAMPLES), tip[None])
    spots, directions = nose_spots(scan.points, scan.normals, scan.rays, scale)
    rolls = Rotation.from_euler(
        "z", np.linspace(0.0, 360.0, ROLLS, endpoint=False)[:, None], degrees=True
    ).as_matrix()
    tilted = Rotation.from_euler("xy", np.array(tilts), degrees=True).as_matrix()
    turns = np.einsum("tij,rjk,kl->tril", tilted, rolls, _turns_onto(own)[0].T).reshape(-1, 3, 3)
    rotation = np.einsum("sij,tjk->stik", _turns_onto(directions), turns).reshape(-1, 3, 3)
    place = np.repeat(spots, len(turns), axis=0)
    shift = place - scale * np.einsum("nij,j->ni", rotation, tip)
    return Poses(np.full(len(rotation), scale), rotation, shift)


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


def _turn_between(rotations: FloatArray, other: FloatArray) -> FloatArray:
    """Return the angle between rotations (n, 3, 3) and another one (3, 3), degrees."""
    cosine = 0.5 * (np.einsum("nij,ij->n", rotations, other) - 1.0)
    angle: FloatArray = np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))
    return angle


def search_poses(
    scan: ScanView,
    template: Template,
    scales: tuple[float, ...],
    count: int,
    monitor: Monitor,
    tilts: Tilts = SMALL_TILTS,
    upright: FloatArray | None = None,
) -> Poses:
    """Return the most promising poses of the template in a scan.

    Parameters
    ----------
    scan : ScanView
        Where to look.
    template : Template
        The mean head.
    scales : tuple of float
        Head sizes to try, relative to the template.
    count : int
        How many poses to return.
    monitor : Monitor
        Progress and cancellation.
    tilts : tuple of (float, float)
        Pitch and yaw added to the direction in which a spot looks, degrees.
    upright : (3, 3) float64, optional
        Rotation from the template to the scan as a person turned it: no other pose is farther off
        than `LARGEST_LEAN`.

    Returns
    -------
    Poses
        Best first, all distinct; none where nothing stands out.

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
        poses = candidate_poses(scan, template, scale, tilts)
        if upright is not None:
            poses = poses.at(np.flatnonzero(_turn_between(poses.rotation, upright) < LARGEST_LEAN))
        score = agreement(scan.grid, poses, quick)
        best = np.argsort(-score)[: KEPT_QUICKLY // 4]
        found.append(poses.at(best))
        scores.append(score[best])
    poses, score = Poses.joined(found), np.concatenate(scores)
    poses = poses.at(np.argsort(-score)[:KEPT_QUICKLY])
    monitor.report(1.0, "Looking for the face")
    score = agreement(scan.grid, poses, FacePoints.of(template, FACE_POINTS))
    return distinct(poses, score, count)
