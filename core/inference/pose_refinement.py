"""From a roughly right pose of the face to the exact one: trimmed iterated closest points.

All candidates move at once. Every face point asks the scan for its nearest piece of surface and
slides along its plane; points without a partner (hair, a tube, a missing half) lose their say.
"""

import numpy as np
from scipy.spatial import cKDTree
from scipy.spatial.transform import Rotation

from core.arrays import FloatArray
from core.inference.pose_grid import SurfaceGrid
from core.inference.pose_search import FacePoints, Poses
from core.monitor import Monitor

ALONG = 0.1
"""Weight of distances along the surface beside those across it: holds what could slide for ever."""
LARGEST_TURN = 0.15
"""Largest turn of one step, radians: the linearisation holds."""
LARGEST_GROWTH = 0.06
"""Largest relative change of size of one step."""
SETTLED = 1.0e-4
"""Turn (radians) and growth below which the last refinement has arrived."""

Planes = tuple[FloatArray, FloatArray]
"""Nearest points of the scan and their normals, both (..., 3)."""


def _steps(
    offset: FloatArray, gap: FloatArray, normal: FloatArray, weight: FloatArray, size: FloatArray
) -> FloatArray:
    """Return turn, shift and growth that close the gaps best, (b, 7).

    `offset` (b, p, 3) from the centre of each pose, `gap` (b, p, 3) to the partner, `normal`
    (b, p, 3) of the partner, `weight` (b, p), `size` (b, 2): stiffness and aim of the growth.
    """
    count = len(offset)
    system, right = np.zeros((count, 7, 7)), np.zeros((count, 7))
    axes = np.broadcast_to(np.eye(3)[:, None, None], (3, *offset.shape))
    for direction, share in [(normal, 1.0 - ALONG), *((axis, ALONG) for axis in axes)]:
        turning = np.cross(offset, direction)
        growing = np.einsum("bpd,bpd->bp", offset, direction)[..., None]
        row = np.concatenate([turning, direction, growing], axis=2)
        heavy = row * (share * weight)[..., None]
        system += heavy.transpose(0, 2, 1) @ row
        closing = np.einsum("bpd,bpd->bp", gap, direction)
        right += np.einsum("bpr,bp->br", heavy, closing)
    system[:, range(7), range(7)] += 1e-6 * np.trace(system, axis1=1, axis2=2)[:, None] + 1e-9
    system[:, 6, 6] += size[:, 0]
    right[:, 6] += size[:, 0] * size[:, 1]
    step = np.asarray(np.linalg.solve(system, right[..., None])[..., 0], dtype=np.float64)
    turn = np.linalg.norm(step[:, :3], axis=1, keepdims=True)
    step[:, :3] *= np.minimum(1.0, LARGEST_TURN / np.maximum(turn, 1e-12))
    step[:, 6] = np.clip(step[:, 6], -LARGEST_GROWTH, LARGEST_GROWTH)
    return step


def _moved(poses: Poses, centre: FloatArray, step: FloatArray) -> Poses:
    turn = Rotation.from_rotvec(step[:, :3]).as_matrix()
    growth = np.exp(step[:, 6])
    arm = np.einsum("bij,bj->bi", turn, poses.translation - centre)
    return Poses(
        poses.scale * growth,
        turn @ poses.rotation,
        centre + growth[:, None] * arm + step[:, 3:6],
    )


def _weights(
    gap: FloatArray, facing: FloatArray, scale: FloatArray, tolerance: float
) -> FloatArray:
    squared = np.einsum("bpd,bpd->bp", gap, gap) / (scale[:, None] * tolerance) ** 2
    weight: FloatArray = np.exp(-0.5 * squared) * np.clip(facing, 0.0, None) ** 2
    return weight


class Refiner:
    """Moves poses until the face lies on the scan.

    Parameters
    ----------
    face : FacePoints
        What must lie on the scan.
    freedom : float
        Deviation of the logarithm of head size that is likely; infinite when the unit is unknown.
    """

    def __init__(self, face: FacePoints, freedom: float) -> None:
        self._face = face
        self._freedom = freedom

    def step(self, poses: Poses, planes: Planes, placed: FloatArray, tolerance: float) -> Poses:
        """Move every pose once.

        Parameters
        ----------
        poses : Poses
            n poses.
        planes : pair of (n, p, 3) float64
            Partners of the face points and their normals.
        placed : (n, p, 3) float64
            The face points in every pose.
        tolerance : float
            Distance at which a partner loses its say, mm on a head of mean size.

        Returns
        -------
        Poses
            n poses.
        """
        gap = planes[0] - placed
        facing = np.einsum(
            "bpd,bpd->bp",
            np.einsum("bij,pj->bpi", poses.rotation, self._face.normals),
            planes[1],
        )
        weight = _weights(gap, facing, poses.scale, tolerance)
        total = np.maximum(weight.sum(axis=1), 1e-9)
        centre = np.einsum("bp,bpd->bd", weight, placed) / total[:, None]
        # A size off by one deviation counts as much as every point off by a third of a tolerance.
        stiffness = total * (tolerance * poses.scale / 3.0) ** 2 / self._freedom**2
        size = np.stack([stiffness, -np.log(poses.scale)], axis=1)
        return _moved(poses, centre, _steps(placed - centre[:, None], gap, planes[1], weight, size))

    def on_grid(self, poses: Poses, grid: SurfaceGrid, schedule: tuple[float, ...]) -> Poses:
        """Refine many poses roughly.

        Parameters
        ----------
        poses : Poses
            n poses.
        grid : SurfaceGrid
            The scan.
        schedule : tuple of float
            Tolerance of every step, mm.

        Returns
        -------
        Poses
            n poses.
        """
        for tolerance in schedule:
            placed = self._placed(poses)
            found = grid.lookup(placed.astype(np.float32))
            planes = grid.position[found].astype(float), grid.normal[found].astype(float)
            poses = self.step(poses, planes, placed, tolerance)
        return poses

    def on_points(
        self,
        poses: Poses,
        points: FloatArray,
        normals: FloatArray,
        schedule: tuple[float, ...],
        monitor: Monitor,
    ) -> Poses:
        """Refine a few poses exactly.

        Parameters
        ----------
        poses : Poses
            n poses.
        points, normals : (k, 3) float64
            Densely drawn from the scan, mm.
        schedule : tuple of float
            Tolerance of every step, mm; the last one is repeated until nothing moves.
        monitor : Monitor
            Progress and cancellation.

        Returns
        -------
        Poses
            n poses.

        Raises
        ------
        CancelledError
            When the monitor was cancelled.
        """
        tree = cKDTree(points)
        for number, tolerance in enumerate(schedule):
            monitor.report(number / len(schedule), "Refining the pose")
            before, placed = poses, self._placed(poses)
            _, found = tree.query(placed.reshape(-1, 3))
            found = found.reshape(placed.shape[:2])
            poses = self.step(poses, (points[found], normals[found]), placed, tolerance)
            turned = np.abs(poses.rotation - before.rotation).max()
            grown = np.abs(np.log(poses.scale / before.scale)).max()
            if tolerance == schedule[-1] and max(turned, grown) < SETTLED:
                break
        return poses

    def _placed(self, poses: Poses) -> FloatArray:
        turned = np.einsum("bij,pj->bpi", poses.rotation, self._face.points)
        placed: FloatArray = poses.scale[:, None, None] * turned + poses.translation[:, None]
        return placed
