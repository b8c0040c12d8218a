"""One person's anatomically constrained implicit face, evaluated at the template's skin vertices.

``s = LBS(b + d n, T, k) + sum_i w_i e_i``: anatomy at rest, a rigid jaw, expression offsets. The
weights may differ from point to point: ``w_i(c)`` is a mix of the template's smooth local features
with one coefficient each, which makes a frame linear in them while the jaw is held.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from core.arrays import FloatArray, IntArray
from core.geometry.transforms import Similarity
from core.models.anatomy import Anatomy


def twist_motion(twist: FloatArray) -> Similarity:
    """Return the rigid motion of a twist.

    Parameters
    ----------
    twist : (6,) float64
        Rotation vector, radians, and translation, mm, about the origin of the head frame.

    Returns
    -------
    Similarity
        ``x`` maps to ``R x + t``.
    """
    return Similarity(1.0, Rotation.from_rotvec(twist[:3]).as_matrix(), twist[3:])


def motion_twist(motion: Similarity) -> FloatArray:
    """Return the twist of a rigid motion: the inverse of `twist_motion`.

    Parameters
    ----------
    motion : Similarity
        Of scale one.

    Returns
    -------
    (6,) float64
        Rotation vector, radians, and translation, mm.
    """
    return np.concatenate([Rotation.from_matrix(motion.rotation).as_rotvec(), motion.translation])


@dataclass(frozen=True, eq=False)
class PersonAim:
    """A person's AIM with E expressions.

    Attributes
    ----------
    anatomy : Anatomy
        b, n, d and k at rest.
    expressions : (E, N_skin, 3) float64
        Offset e_i beside the jaw's motion at full weight, mm.
    twists : (E, 6) float64
        Jaw motion T_i at full weight: rotation vector, radians, and translation, mm, about the
        origin of the head frame.
    names : tuple of str
        Of the expressions.
    features : (N_skin, M) float64
        Smooth local features of the template that sum to one at every vertex.
    faces : (m, 3) int64
        The template's skin triangles.
    fine : (N_skin, M_fine) sparse float64 or None
        Features of short reach, level after level, each finer than the one before.
    levels : tuple of int
        Fine features of each level.
    """

    anatomy: Anatomy
    expressions: FloatArray
    twists: FloatArray
    names: tuple[str, ...]
    features: FloatArray
    faces: IntArray
    fine: sparse.csr_array | None = None
    levels: tuple[int, ...] = ()

    def local_of(self, weights: FloatArray) -> FloatArray:
        """Return the local coefficients of weights that are the same everywhere.

        Parameters
        ----------
        weights : (..., E) float64
            Of the expressions.

        Returns
        -------
        (..., M, E) float64
            Every feature has the same.
        """
        return np.repeat(weights[..., None, :], self.features.shape[1], axis=-2)

    def jaw_twist(self, weights: FloatArray) -> FloatArray:
        """Return the jaw motion that expressions bring along.

        Parameters
        ----------
        weights : (E,) float64
            Of the expressions.

        Returns
        -------
        (6,) float64
            Twist, linear in the weights.
        """
        twist: FloatArray = weights @ self.twists
        return twist

    def posed(self, weights: FloatArray, jaw: FloatArray | None = None) -> FloatArray:
        """Return the skin with expressions of the same weight everywhere.

        Parameters
        ----------
        weights : (E,) float64
            Of the expressions.
        jaw : (6,) float64, optional
            The jaw's twist; that of the weights when left out.

        Returns
        -------
        (N_skin, 3) float64
            Head frame, mm.
        """
        twist = self.jaw_twist(weights) if jaw is None else jaw
        moved = self.anatomy.posed(twist_motion(twist))
        posed: FloatArray = moved + np.tensordot(weights, self.expressions, axes=1)
        return posed

    def posed_locally(
        self, local: FloatArray, jaw: FloatArray, fine: NDArray[np.float32] | None = None
    ) -> FloatArray:
        """Return the skin with expression weights that differ from point to point.

        Parameters
        ----------
        local : (M, E) float64
            Coefficients of the smooth features per expression.
        jaw : (6,) float64
            The jaw's twist.
        fine : (M_fine, E) float32, optional
            Coefficients of the fine features; none when left out.

        Returns
        -------
        (N_skin, 3) float64
            Head frame, mm.
        """
        weights = self.features @ local
        if fine is not None and self.fine is not None:
            weights = weights + self.fine @ fine
        moved = self.anatomy.posed(twist_motion(jaw))
        posed: FloatArray = moved + np.einsum("ne,end->nd", weights, self.expressions)
        return posed

    def shapes(self) -> FloatArray:
        """Return the skin of every expression at full weight, (E, N_skin, 3) mm."""
        return np.array([self.posed(weights) for weights in np.eye(len(self.names))])

    def mean_weights(
        self, local: FloatArray, fine: NDArray[np.float32] | None = None
    ) -> FloatArray:
        """Return one weight per expression for local coefficients.

        Parameters
        ----------
        local : (M, E) float64
            Coefficients of the smooth features.
        fine : (M_fine, E) float32, optional
            Coefficients of the fine features; none when left out.

        Returns
        -------
        (E,) float64
            Means of ``w_i(c)`` where the expression moves the skin, by its squared offset.
        """
        acting = (self.expressions**2).sum(axis=2)
        total = np.maximum(acting.sum(axis=1), np.finfo(np.float64).tiny)
        mean: FloatArray = ((acting @ self.features) * local.T).sum(axis=1)
        if fine is not None and self.fine is not None:
            mean = mean + ((acting @ self.fine) * fine.T).sum(axis=1)
        scaled: FloatArray = mean / total
        return scaled


@dataclass(frozen=True, eq=False)
class FittedFrames:
    """A performance as an AIM explains it, F frames.

    Attributes
    ----------
    skin : (F, N_skin, 3) float64
        Fitted skin, head frame, mm.
    weights : (F, E) float64
        One weight per expression.
    local : (F, M, E) float64
        Coefficients of the smooth features per expression.
    jaw : (F, 6) float64
        Jaw twists, radians and mm, about the origin of the head frame.
    errors : (F,) float64
        Mean distance of the fitted skin from what was fitted, mm; pixels for projections.
    poses : tuple of Similarity
        Head frame to camera (landmarks only; otherwise empty).
    fine : (F, M_fine, E) float32 or None
        Coefficients of the fine features per expression, where they were fitted.
    """

    skin: FloatArray
    weights: FloatArray
    local: FloatArray
    jaw: FloatArray
    errors: FloatArray
    poses: tuple[Similarity, ...] = ()
    fine: NDArray[np.float32] | None = None


def joined_frames(parts: Sequence[FittedFrames]) -> FittedFrames:
    """Return performances one after another.

    Parameters
    ----------
    parts : sequence of FittedFrames
        At least one, of the same person.

    Returns
    -------
    FittedFrames
        All frames.
    """
    fine = [part.fine for part in parts if part.fine is not None]
    return FittedFrames(
        np.concatenate([part.skin for part in parts]),
        np.concatenate([part.weights for part in parts]),
        np.concatenate([part.local for part in parts]),
        np.concatenate([part.jaw for part in parts]),
        np.concatenate([part.errors for part in parts]),
        tuple(pose for part in parts for pose in part.poses),
        np.concatenate(fine) if fine else None,
    )
