"""Fits a person's AIM to scans without correspondence: closest points, normals, trimming.

First one weight per expression and the jaw from several openings, then weights that may differ
over the face; each step is a Gauss-Newton one on the distances to tangent planes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.arrays import BoolArray, FloatArray, IntArray
from core.errors import EditError
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.normals import face_normals, vertex_normals
from core.geometry.topology import boundary_edges
from core.inference.aim_fine import FineSolver
from core.inference.aim_solver import (
    Unknowns,
    further,
    jaw_columns,
    jaw_precision,
    moving_vertices,
)
from core.inference.bounded import minimise_bounded
from core.models.aim_person import (
    FittedFrames,
    PersonAim,
    joined_frames,
    motion_twist,
    twist_motion,
)
from core.models.anatomy import blend_skinned
from core.monitor import Monitor

COARSE_ROWS, FINE_ROWS = 1500, 3500
"""Vertices that look for partners."""
COARSE_GATES = (20.0, 12.0, 8.0, 6.0, 5.0, 4.0)
FINE_GATES = (4.0, 3.0, 2.0, 1.5, 1.5)
"""Partners farther away than this are left out, step by step, mm."""
FACING = 0.5
"""Partners face the same way by this cosine."""
OPENINGS = (0.0, 0.15, 0.3)
"""Jaw turns about the x axis from which the fit starts, radians."""
NOISE = 0.15
"""Deviation of a scan along its normal, mm."""
SLIDE = 0.03
"""How much a partner holds along the surface, beside one across it."""
SPARSE = 7
"""Of the rows along the surface only every so many count: they hold little and cost most."""
TRIMMED = 0.05
"""Share of the partners, the farthest, that is left out."""
LEAST_PARTNERS = 100
"""Fewer partners are no face."""


def fit_scans(
    aim: PersonAim, scans: Sequence[Mesh], monitor: Monitor | None = None
) -> FittedFrames:
    """Fit frames without correspondence.

    Parameters
    ----------
    aim : PersonAim
        The person.
    scans : sequence of Mesh
        In the head frame, mm, outward wound; may have borders, holes and no back of the head.
    monitor : Monitor, optional
        Progress and cancellation.

    Returns
    -------
    FittedFrames
        Errors are distances of the vertices with partners to the scan.

    Raises
    ------
    EditError
        When a scan has no surface near the face.
    CancelledError
        When the monitor was cancelled.
    """
    watch = monitor or Monitor()
    stages = _Stages(aim)
    parts = []
    for number, scan in enumerate(scans):
        part = watch.part(number / len(scans), (number + 1) / len(scans))
        part.report(0.0, f"Fitting scan {number + 1} of {len(scans)}")
        parts.append(stages.fitted(_Partners(scan), part))
    watch.report(1.0, "Fitted")
    return joined_frames(parts)


class _Partners:
    """Closest points on one scan."""

    def __init__(self, scan: Mesh) -> None:
        if scan.face_count == 0:
            raise EditError("A scan of the performance has no triangles; leave it out.")
        self._surface = SurfaceDistance(scan)
        self._normals = face_normals(scan.vertices, scan.faces)
        border = np.zeros(scan.vertex_count, dtype=bool)
        border[boundary_edges(scan.faces).ravel()] = True
        self._border: BoolArray = np.asarray(border[scan.faces].any(axis=1))

    def find(
        self, points: FloatArray, normals: FloatArray, gate: float
    ) -> tuple[FloatArray, FloatArray, BoolArray]:
        """Return closest points, their normals, and which of them are partners."""
        distance, closest, face = self._surface.unsigned(points)
        across = self._normals[face]
        agree = (across * normals).sum(axis=1) > FACING
        near: BoolArray = agree & (distance < gate)
        near &= ~self._border[face]
        if near.any():
            near &= distance <= np.quantile(distance[near], 1.0 - TRIMMED)
        return closest, across, near


@dataclass(frozen=True, eq=False)
class _State:
    solved: FloatArray
    jaw: FloatArray
    error: float


@dataclass(frozen=True, eq=False)
class _Level:
    """Unknowns and rows of one stage."""

    aim: PersonAim
    rows: IntArray
    unknowns: Unknowns
    columns: FloatArray
    bounded: bool

    @classmethod
    def of(cls, aim: PersonAim, count: int, *, local: bool) -> "_Level":
        rows = moving_vertices(aim, count)
        none = np.zeros(0, dtype=np.int64)
        every = Unknowns.of(aim)
        unknowns = every if local else Unknowns(none, none, every.expressions)
        return cls(aim, rows, unknowns, unknowns.columns(aim, rows), bounded=not local)

    def local(self, solved: FloatArray) -> FloatArray:
        local: FloatArray = self.unknowns.coefficients(solved[None], self.aim.features.shape[1])[0]
        return local

    def step(self, state: _State, partners: _Partners, gate: float) -> _State:
        """Return a better state: one Gauss-Newton step."""
        aim, rows = self.aim, self.rows
        motion = twist_motion(state.jaw)
        rest, weight = aim.anatomy.skin()[rows], aim.anatomy.jaw[rows]
        skinned = blend_skinned(rest, weight, motion)
        posed = skinned + self.columns @ state.solved
        normals = self._normals(state)
        closest, across, good = partners.find(posed, normals, gate)
        if good.sum() < LEAST_PARTNERS:
            raise EditError("A scan has no surface near the face; place it in the head frame.")
        moves = jaw_columns(motion.apply(rest), weight)
        system = np.concatenate([self.columns, moves.astype(np.float32)], axis=2)[good]
        gap = (closest - skinned)[good]
        plane = np.einsum("nd,ndu->nu", across[good].astype(np.float32), system)
        distance = (across[good] * gap).sum(axis=1)
        thin = system.reshape(-1, system.shape[2])[::SPARSE]
        slide = SPARSE * SLIDE**2
        matrix = (plane.T @ plane).astype(np.float64) + slide * (thin.T @ thin)
        right = plane.T @ distance + slide * (thin.T @ gap.reshape(-1)[::SPARSE])
        precision = np.concatenate([self.unknowns.precision(), jaw_precision()]) * NOISE**2
        matrix[np.diag_indices_from(matrix)] += precision
        right[-6:] -= precision[-6:] * state.jaw
        solved = self._solved(matrix, right.astype(np.float64))
        left = float(np.abs((across * (closest - posed)).sum(axis=1))[good].mean())
        jaw = motion_twist(further(motion, solved[-6:]))
        return _State(solved[:-6], jaw, left)

    def _solved(self, matrix: FloatArray, right: FloatArray) -> FloatArray:
        if not self.bounded:
            return np.asarray(np.linalg.solve(matrix, right), dtype=np.float64)
        low, high = np.full(len(right), -np.inf), np.full(len(right), np.inf)
        low[: self.unknowns.expressions], high[: self.unknowns.expressions] = 0.0, 1.0
        return minimise_bounded(matrix, right, low, high)

    def _normals(self, state: _State) -> FloatArray:
        posed = self.aim.posed_locally(self.local(state.solved), state.jaw)
        return vertex_normals(posed, self.aim.faces)[self.rows]


class _Stages:
    """The stages of one person: common weights, smooth local ones, fine ones."""

    def __init__(self, aim: PersonAim) -> None:
        self._aim = aim
        self._coarse = _Level.of(aim, COARSE_ROWS, local=False)
        self._smooth = _Level.of(aim, FINE_ROWS, local=True)
        everywhere = np.ones(len(aim.features), dtype=bool)
        self._fine = None if aim.fine is None else FineSolver(aim, everywhere)

    def fitted(self, partners: _Partners, watch: Monitor) -> FittedFrames:
        starts: list[tuple[float, _State]] = []
        for opening in OPENINGS:
            watch.report(0.4 * len(starts) / len(OPENINGS), "Looking for the jaw")
            jaw = np.array([opening, 0.0, 0.0, 0.0, 0.0, 0.0])
            state = _State(np.zeros(self._coarse.unknowns.expressions), jaw, np.inf)
            for gate in COARSE_GATES:
                state = self._coarse.step(state, partners, gate)
            starts.append((_missed(self._coarse, state, partners), state))
        best = min(starts, key=lambda start: start[0])[1]
        count = self._smooth.unknowns.precision().size
        state = _State(np.pad(best.solved, (0, count - len(best.solved))), best.jaw, np.inf)
        for done, gate in enumerate(FINE_GATES):
            watch.report(0.4 + 0.5 * done / len(FINE_GATES), "Fitting the skin")
            state = self._smooth.step(state, partners, gate)
        return self._finished(state, partners)

    def _finished(self, state: _State, partners: _Partners) -> FittedFrames:
        """Return the frame with the fine weights that the distances left ask for."""
        aim, local = self._aim, self._smooth.local(state.solved)
        skin = aim.posed_locally(local, state.jaw)
        left, good = _left(aim, skin, partners)
        fine = None
        if self._fine is not None:
            found, moved = self._fine.solve(np.where(good[:, None], left, 0.0))
            fine, skin = found[None], skin + moved
            left, good = _left(aim, skin, partners)
        weights = aim.mean_weights(local, None if fine is None else fine[0])
        error = float(np.linalg.norm(left[good], axis=1).mean())
        return FittedFrames(
            skin[None], weights[None], local[None], state.jaw[None], np.array([error]), fine=fine
        )


def _left(aim: PersonAim, skin: FloatArray, partners: _Partners) -> tuple[FloatArray, BoolArray]:
    """Return how far the scan lies from the skin across itself, (N_skin, 3) mm, and where."""
    closest, across, good = partners.find(skin, vertex_normals(skin, aim.faces), FINE_GATES[-1])
    left = ((closest - skin) * across).sum(axis=1)[:, None] * across
    return left, good


def _missed(level: _Level, state: _State, partners: _Partners) -> float:
    """Return the mean distance to the scan, each counting at most the last coarse gate, mm."""
    posed = level.aim.posed_locally(level.local(state.solved), state.jaw)
    normals = vertex_normals(posed, level.aim.faces)[level.rows]
    points = posed[level.rows]
    closest, _, good = partners.find(points, normals, COARSE_GATES[-1])
    distance = np.where(good, np.linalg.norm(closest - points, axis=1), COARSE_GATES[-1])
    return float(distance.mean())
