"""The fast fit of a frame: linear in the local expression weights, Gauss-Newton in the jaw.

All frames of a person share one matrix and its factor; a step is a product and a back-substitution
in which the jaw's six unknowns are eliminated first (Schur complement).
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.spatial.transform import Rotation

from core.arrays import FloatArray, IntArray
from core.geometry.transforms import Similarity
from core.models.aim_person import PersonAim, motion_twist, twist_motion

ROWS = 6000
"""Vertices that are looked at, those that move: more change the third digit only."""
NOISE = 0.15
"""Deviation of a vertex from common and smooth weights, mm; finer ones take what is left."""
WEIGHT_DEVIATION = 1.0
"""Of an expression's common weight."""
LOCAL_DEVIATION = 0.3
"""Of a local weight around the common one."""
TURN_DEVIATION, MOVE_DEVIATION = 0.35, 8.0
"""Of the jaw around its rest: radians and mm."""
NEGLIGIBLE = 0.3
"""A local weight that at a change of one moves no more than this in all (root of the summed
squares, mm) stays at the common one."""
STILL = 0.05
"""Vertices that no expression moves as far, mm, and no jaw, are not looked at."""


def moving_vertices(aim: PersonAim, count: int = ROWS) -> IntArray:
    """Return the vertices that tell expressions and jaw apart.

    Parameters
    ----------
    aim : PersonAim
        The person.
    count : int
        At most this many.

    Returns
    -------
    (m,) int64
        Sorted; drawn evenly and always the same.
    """
    reach = np.sqrt((aim.expressions**2).sum(axis=2)).max(axis=0)
    moving = np.flatnonzero((reach > STILL) | (aim.anatomy.jaw > 0.0))
    drawn = np.random.default_rng(0).permutation(moving)[:count]
    return np.sort(drawn)


@dataclass(frozen=True, eq=False)
class Unknowns:
    """Which weights a fit solves for.

    Attributes
    ----------
    feature, expression : (q,) int64
        Of each local weight.
    expressions : int
        E; the common weights come first.
    """

    feature: IntArray
    expression: IntArray
    expressions: int

    @classmethod
    def of(cls, aim: PersonAim) -> "Unknowns":
        """Return the weights that can be told from the skin.

        Parameters
        ----------
        aim : PersonAim
            The person.

        Returns
        -------
        Unknowns
            Without local weights that move next to nothing.
        """
        energy = np.einsum("nm,en->me", aim.features**2, (aim.expressions**2).sum(axis=2))
        feature, expression = np.nonzero(energy > NEGLIGIBLE**2)
        return cls(feature, expression, len(aim.names))

    def precision(self) -> FloatArray:
        """Return the prior's precision per unknown, (E + q,)."""
        common = np.full(self.expressions, WEIGHT_DEVIATION**-2)
        return np.concatenate([common, np.full(len(self.feature), LOCAL_DEVIATION**-2)])

    def columns(self, aim: PersonAim, rows: IntArray) -> FloatArray:
        """Return how vertices move with each unknown.

        Parameters
        ----------
        aim : PersonAim
            The person.
        rows : (m,) int64
            Vertices.

        Returns
        -------
        (m, 3, E + q) float32
            mm per unit.
        """
        offsets = aim.expressions[:, rows].astype(np.float32).transpose(1, 2, 0)
        features = aim.features[rows].astype(np.float32)
        local = offsets[:, :, self.expression] * features[:, None, self.feature]
        return np.concatenate([offsets, local], axis=2)

    def coefficients(self, solved: FloatArray, features: int) -> FloatArray:
        """Return the local coefficients of a solution.

        Parameters
        ----------
        solved : (F, E + q) float64
            Common weights, then local changes.
        features : int
            M.

        Returns
        -------
        (F, M, E) float64
            Common and local weight together.
        """
        common = solved[:, None, : self.expressions]
        local = np.repeat(common, features, axis=1)
        local[:, self.feature, self.expression] += solved[:, self.expressions :]
        return local


def jaw_columns(posed: FloatArray, jaw: FloatArray) -> FloatArray:
    """Return how skinned points move with a further small motion of the jaw.

    Parameters
    ----------
    posed : (m, 3) float64
        The points carried by the whole jaw motion, mm.
    jaw : (m,) float64
        Their jaw weights.

    Returns
    -------
    (m, 3, 6) float64
        mm per radian and per mm.
    """
    x, y, z = posed.T
    zero = np.zeros_like(x)
    turn = np.stack(
        [
            np.stack([zero, z, -y], axis=1),
            np.stack([-z, zero, x], axis=1),
            np.stack([y, -x, zero], axis=1),
        ],
        axis=1,
    )
    move = np.broadcast_to(np.eye(3), (len(posed), 3, 3))
    moved: FloatArray = jaw[:, None, None] * np.concatenate([turn, move], axis=2)
    return moved


def further(motion: Similarity, change: FloatArray) -> Similarity:
    """Return a motion followed by a small one.

    Parameters
    ----------
    motion : Similarity
        Rigid.
    change : (6,) float64
        Rotation vector, radians, and translation, mm.

    Returns
    -------
    Similarity
        Rigid.
    """
    turn = Rotation.from_rotvec(change[:3]).as_matrix()
    return Similarity(1.0, turn, change[3:]).after(motion)


def jaw_precision() -> FloatArray:
    """Return the prior's precision of a jaw twist, (6,)."""
    return np.repeat([TURN_DEVIATION**-2.0, MOVE_DEVIATION**-2.0], 3)


class FrameSolver:
    """Fits frames of one person that are in correspondence.

    Parameters
    ----------
    aim : PersonAim
        The person.
    rows : (m,) int64
        Vertices that are looked at.
    """

    def __init__(self, aim: PersonAim, rows: IntArray) -> None:
        self._aim = aim
        self._rows = rows
        self.unknowns = Unknowns.of(aim)
        columns = self.unknowns.columns(aim, rows)
        self._columns = np.ascontiguousarray(columns.reshape(3 * len(rows), -1))
        gram = (self._columns.T @ self._columns).astype(np.float64)
        self._factor = cho_factor(gram + NOISE**2 * np.diag(self.unknowns.precision()))
        self._rest = aim.anatomy.skin()[rows]
        self._jaw = aim.anatomy.jaw[rows]

    def solve(
        self, targets: FloatArray, twists: FloatArray, rounds: int
    ) -> tuple[FloatArray, FloatArray]:
        """Find local weights and jaw of frames.

        Parameters
        ----------
        targets : (F, m, 3) float64
            The looked-at vertices of each frame, mm.
        twists : (F, 6) float64
            Where the jaws start.
        rounds : int
            Gauss-Newton steps.

        Returns
        -------
        solved : (F, E + q) float64
            Unknowns.
        twists : (F, 6) float64
            Jaws.
        """
        motions = [twist_motion(twist) for twist in twists]
        count = len(targets)
        for _ in range(rounds):
            carried = np.array([motion.apply(self._rest) for motion in motions])
            skinned = self._rest + self._jaw[:, None] * (carried - self._rest)
            left = (targets - skinned).reshape(count, -1)
            moves = np.array([jaw_columns(points, self._jaw) for points in carried])
            moves = moves.reshape(count, -1, 6)
            stacked = np.concatenate([left.T, moves.transpose(1, 2, 0).reshape(-1, 6 * count)], 1)
            crossed = (self._columns.T @ stacked.astype(np.float32)).astype(np.float64)
            solved = cho_solve(self._factor, crossed)
            weights, bends = solved[:, :count], solved[:, count:].reshape(-1, 6, count)
            against = crossed[:, count:].reshape(-1, 6, count)
            for frame in range(count):
                ahead = moves[frame]
                matrix = ahead.T @ ahead - against[:, :, frame].T @ bends[:, :, frame]
                right = ahead.T @ left[frame] - against[:, :, frame].T @ weights[:, frame]
                precision = NOISE**2 * jaw_precision()
                right -= precision * motion_twist(motions[frame])
                change = np.linalg.solve(matrix + np.diag(precision), right)
                weights[:, frame] -= bends[:, :, frame] @ change
                motions[frame] = further(motions[frame], change)
        return weights.T, np.array([motion_twist(motion) for motion in motions])
