"""What is known of a skull beneath a skin: a normal distribution of its codes, and how it narrows.

Every linear measure of the bone is normal with it; what is learned of the bone conditions it.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from core.arrays import FloatArray, IntArray
from core.geometry.transforms import Similarity

if TYPE_CHECKING:
    from core.models.skull import SkullPredictor

TINY = 1e-12
"""Keeps covariances positive definite against rounding."""


@dataclass(frozen=True, eq=False)
class SkullPrediction:
    """Posterior of the skull: normal in the codes, hence in every linear measure of the bone.

    Attributes
    ----------
    predictor : SkullPredictor
        Whose codes these are.
    pose : Similarity
        From the person's frame to that of the mean.
    codes : (q,) float64
        Posterior mean.
    covariance : (q, q) float64
        Posterior covariance of the codes.
    """

    predictor: "SkullPredictor"
    pose: Similarity
    codes: FloatArray
    covariance: FloatArray

    @cached_property
    def vertices(self) -> FloatArray:
        """Posterior mean, head frame, (N_skull, 3) mm."""
        return self.shape(self.codes)

    @cached_property
    def std_mm(self) -> FloatArray:
        """Posterior standard deviation along the bone's normal, (N_skull,) mm."""
        along = self.predictor.along_normals
        root = np.linalg.cholesky(self.covariance + TINY * np.eye(len(self.codes)))
        spread = ((along @ root.astype(np.float32)) ** 2).sum(axis=1, dtype=np.float64)
        deviation: FloatArray = np.sqrt(spread + self.predictor.skull_variance) / self.pose.scale
        return deviation

    def shape(self, codes: FloatArray, at: IntArray | None = None) -> FloatArray:
        """Return the skull of other codes in this person's pose.

        Parameters
        ----------
        codes : (q,) float64
            Unit-normal codes.
        at : (n,) int64, optional
            Only these vertices; all by default.

        Returns
        -------
        (n, 3) float64
            Head frame, mm.
        """
        return self.pose.inverse().apply(self.predictor.bone(codes, at))

    def samples(self, count: int, seed: int = 0) -> FloatArray:
        """Return skulls that the skin allows, as likely as it says.

        Parameters
        ----------
        count : int
            How many.
        seed : int
            Same seed, same skulls.

        Returns
        -------
        (count, N_skull, 3) float64
            Head frame, mm; without the variance that the codes leave, which has no shape.
        """
        root = np.linalg.cholesky(self.covariance + TINY * np.eye(len(self.codes)))
        drawn = np.random.default_rng(seed).standard_normal((count, len(self.codes)))
        return np.array([self.shape(self.codes + root @ draw) for draw in drawn])

    def condition(
        self, vertices: IntArray, points: FloatArray, deviation: FloatArray | float
    ) -> "SkullPrediction":
        """Return the posterior once points of the bone are known.

        Parameters
        ----------
        vertices : (m,) int64
            Skull vertices.
        points : (m, 3) float64
            Where they are known to lie, head frame, mm.
        deviation : (m,) float64 or float
            How well each is known along each axis, mm, above zero.

        Returns
        -------
        SkullPrediction
            Exact conditioning of a normal on linear observations.
        """
        wanted = self.pose.apply(points) - self.predictor.skull_mean[vertices]
        basis = self.predictor.skull_basis[vertices].astype(np.float64)
        rows = basis.reshape(-1, len(self.codes))
        known = np.broadcast_to(np.asarray(deviation, dtype=np.float64), (len(vertices),))
        noise = np.repeat((known * self.pose.scale) ** 2 + self._left(vertices), 3)
        return self.observed(rows, wanted.reshape(-1), np.diag(noise))

    def condition_along(
        self, vertices: IntArray, directions: FloatArray, moves: FloatArray, deviation: float
    ) -> "SkullPrediction":
        """Return the posterior once the bone is known to lie further along directions.

        Parameters
        ----------
        vertices : (m,) int64
            Skull vertices.
        directions : (m, 3) float64
            Unit directions in the head frame.
        moves : (m,) float64
            By how much they lie further along them than the present mean, mm.
        deviation : float
            How well that is known, mm.

        Returns
        -------
        SkullPrediction
            As `condition`, with one number per point.
        """
        turned = directions @ self.pose.rotation.T
        rows = np.einsum("mk,mkq->mq", turned, self.predictor.skull_basis[vertices])
        wanted = rows @ self.codes + moves * self.pose.scale
        noise = (deviation * self.pose.scale) ** 2 + 0.0 * wanted
        return self.observed(rows, wanted, np.diag(noise))

    def measure_deviation(self, gradient: FloatArray) -> float:
        """Return the standard deviation of a measure of the bone.

        Parameters
        ----------
        gradient : (N_skull, 3) float64
            How the measure changes with each vertex, head frame, units per mm.

        Returns
        -------
        float
            In the measure's unit; to first order.
        """
        turned = gradient @ self.pose.rotation.T / self.pose.scale
        row = np.einsum("nk,nkq->q", turned, self.predictor.skull_basis)
        return float(np.sqrt(max(float(row @ self.covariance @ row), 0.0)))

    def _left(self, vertices: IntArray) -> FloatArray:
        left: FloatArray = self.predictor.skull_variance[vertices]
        return left

    def observed(
        self, rows: FloatArray, wanted: FloatArray, noise: FloatArray
    ) -> "SkullPrediction":
        """Return the posterior after measures of the codes: exact conditioning of a normal.

        Parameters
        ----------
        rows : (m, q) float64
            How each measure depends on the codes.
        wanted : (m,) float64
            What was measured.
        noise : (m, m) float64
            Covariance of the measures' errors.

        Returns
        -------
        SkullPrediction
            Same pose.
        """
        crossed = self.covariance @ rows.T
        gain = np.linalg.solve(rows @ crossed + noise, crossed.T).T
        covariance = self.covariance - gain @ crossed.T
        covariance = 0.5 * (covariance + covariance.T)
        return replace(
            self, codes=self.codes + gain @ (wanted - rows @ self.codes), covariance=covariance
        )
