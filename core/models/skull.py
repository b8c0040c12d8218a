"""The skull that most likely lies beneath a skin, and how sure that is.

A joint linear-Gaussian model of skin and skull (probabilistic principal components): both are a
mean plus a basis times the same unknown codes plus noise. Seeing the skin gives the codes'
posterior exactly, and with it mean and deviation of every bone vertex. Soft-tissue depth that no
skin shows stays in the posterior as uncertainty. Refuses to judge whether the bone pierces the
skin: that is `core.inference.skull_from_skin`'s work.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from core.arrays import FloatArray, IntArray
from core.errors import BundleError
from core.geometry.transforms import Similarity, fit_similarity

CORRELATED_VERTICES = 4.0
"""Neighbouring skin vertices err together when a scan is registered; this many count as one."""
REGISTRATION_DEVIATION = 0.7
"""Error of a registered skin per axis, mm: what fits of real scans leave."""
NOISE_ROUNDS = 3
"""Codes and noise settle in two to three rounds."""
TINY = 1e-12
"""Keeps covariances positive definite against rounding."""
UNMODELLED_DEVIATION = 2.4
"""Deviation that synthetic people lack, added to every vertex of a real person's skull, mm: mean
depths err by 3.5 mm on individuals (T-Table 2023), of which a skin explains about a third by the
cohort; the rest, 2.8 mm, is what the posterior's own 1.5 mm is brought to."""
LEAST_TRUST = 1e-3
"""Trust never falls below this, so that a pose exists even where nothing was seen."""

ARRAYS = (
    "skin_index",
    "skin_mean",
    "skin_weight",
    "skin_basis",
    "skin_variance",
    "size_basis",
    "size_variance",
    "skull_mean",
    "skull_normals",
    "skull_basis",
    "skull_variance",
    "pocket",
)
"""Names of the arrays that make a predictor."""


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

    def shape(self, codes: FloatArray) -> FloatArray:
        """Return the skull of other codes in this person's pose.

        Parameters
        ----------
        codes : (q,) float64
            Unit-normal codes.

        Returns
        -------
        (N_skull, 3) float64
            Head frame, mm.
        """
        moved = self.predictor.skull_mean + self.predictor.skull_basis @ codes
        return self.pose.inverse().apply(moved)

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
        rows = self.predictor.skull_basis[vertices].reshape(-1, len(self.codes))
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


@dataclass(frozen=True, eq=False)
class SkullPredictor:
    """Joint model of skin and skull with q codes, conditioned on k of the skin's vertices.

    Attributes
    ----------
    skin_index : (k,) int64
        Template skin vertices that are looked at.
    skin_mean : (k, 3) float64
        Their mean, mm.
    skin_weight : (k,) float64
        How much each counts for the pose.
    skin_basis : (k, 3, q) float64
        Movement per unit code, mm.
    skin_variance : float
        Variance per axis that the codes leave, square mm.
    size_basis : (q,) float64
        Logarithm of head size per unit code.
    size_variance : float
        What the codes leave of it.
    skull_mean : (N_skull, 3) float64
        Mean skull, mm.
    skull_normals : (N_skull, 3) float64
        Its unit normals.
    skull_basis : (N_skull, 3, q) float64
        Movement per unit code, mm.
    skull_variance : (N_skull,) float64
        Variance along the normal that the codes leave, square mm.
    pocket : (p,) int64
        Skin vertices inside the mouth, where teeth may stand.
    unmodelled : float
        Deviation that real people have beyond all this, mm.
    """

    skin_index: IntArray
    skin_mean: FloatArray
    skin_weight: FloatArray
    skin_basis: FloatArray
    skin_variance: float
    size_basis: FloatArray
    size_variance: float
    skull_mean: FloatArray
    skull_normals: FloatArray
    skull_basis: FloatArray
    skull_variance: FloatArray
    pocket: IntArray
    unmodelled: float = UNMODELLED_DEVIATION

    def predict(
        self, skin_vertices: FloatArray, trust: FloatArray | None = None
    ) -> SkullPrediction:
        """Return the skull beneath a skin.

        Parameters
        ----------
        skin_vertices : (N_skin, 3) float64
            On the template's topology, head frame, mm.
        trust : (N_skin,) float64, optional
            0 to 1 per vertex: how far it was really seen; 1 when left out.

        Returns
        -------
        SkullPrediction
            Mean and deviation.

        Notes
        -----
        The skin is brought to the mean's pose and size, size being one more observation; codes
        have the posterior covariance ``(I + B^T P B)^-1`` with basis B and precision P (Tipping
        and Bishop, "Probabilistic principal component analysis", 1999, eq. 12). A skin that the
        model explains badly is believed less: its noise is what the codes leave of it.
        """
        seen = np.ones(len(self.skin_index)) if trust is None else trust[self.skin_index]
        seen = np.maximum(seen, LEAST_TRUST)
        skin = skin_vertices[self.skin_index]
        pose = fit_similarity(skin, self.skin_mean, self.skin_weight * seen)
        offset = (pose.apply(skin) - self.skin_mean).reshape(-1)
        basis = self.skin_basis.reshape(len(offset), -1)
        weighted = basis * np.repeat(seen, 3)[:, None]
        agreement, pull = weighted.T @ basis, weighted.T @ offset
        size = np.outer(self.size_basis, self.size_basis) / self.size_variance
        size_pull = -self.size_basis * np.log(pose.scale) / self.size_variance
        least = self.skin_variance + REGISTRATION_DEVIATION**2
        variance, identity = least, np.eye(basis.shape[1])
        for _ in range(NOISE_ROUNDS):
            noise = CORRELATED_VERTICES * variance
            information = identity + agreement / noise + size
            codes = np.linalg.solve(information, pull / noise + size_pull)
            left = ((offset - basis @ codes).reshape(-1, 3) ** 2).sum(axis=1) / 3.0
            variance = max(least, float(seen @ left) / float(seen.sum()))
        covariance = np.asarray(np.linalg.inv(information), dtype=np.float64)
        return SkullPrediction(self, pose, codes, covariance)

    @cached_property
    def along_normals(self) -> FloatArray:
        """Movement along the bone's normal per unit code, (N_skull, q) float32, mm."""
        along: FloatArray = np.einsum(
            "nkq,nk->nq", self.skull_basis, self.skull_normals, optimize=True
        ).astype(np.float32)
        return along

    def mean_beneath(self, skin_vertices: FloatArray) -> FloatArray:
        """Return the mean skull moved and scaled to a skin: the baseline that knows no shape.

        Parameters
        ----------
        skin_vertices : (N_skin, 3) float64
            On the template's topology, mm.

        Returns
        -------
        (N_skull, 3) float64
            Millimetres.
        """
        skin = skin_vertices[self.skin_index]
        pose = fit_similarity(skin, self.skin_mean, self.skin_weight)
        return pose.inverse().apply(self.skull_mean)

    def to_arrays(self) -> dict[str, np.ndarray]:
        """Return the predictor as named arrays, bases in half precision (error below 0.02 mm)."""
        half, single = np.float16, np.float32
        return {
            "skin_index": self.skin_index.astype(np.int32),
            "skin_mean": self.skin_mean.astype(single),
            "skin_weight": self.skin_weight.astype(single),
            "skin_basis": self.skin_basis.astype(half),
            "skin_variance": np.array([self.skin_variance], dtype=single),
            "size_basis": self.size_basis.astype(single),
            "size_variance": np.array([self.size_variance], dtype=single),
            "skull_mean": self.skull_mean.astype(single),
            "skull_normals": self.skull_normals.astype(half),
            "skull_basis": self.skull_basis.astype(half),
            "skull_variance": self.skull_variance.astype(single),
            "pocket": self.pocket.astype(np.int32),
            "unmodelled": np.array([self.unmodelled], dtype=single),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> "SkullPredictor":
        """Return the predictor that `to_arrays` wrote.

        Parameters
        ----------
        arrays : mapping of str to array
            As written.

        Returns
        -------
        SkullPredictor
            In double precision.

        Raises
        ------
        BundleError
            When an array is missing.
        """
        missing = [name for name in ARRAYS if name not in arrays]
        if missing:
            raise BundleError(
                f"The skull model lacks {', '.join(missing)}; install the bundle again."
            )
        wide = {name: np.asarray(arrays[name], dtype=np.float64) for name in ARRAYS}
        return cls(
            skin_index=np.asarray(arrays["skin_index"], dtype=np.int64),
            skin_mean=wide["skin_mean"],
            skin_weight=wide["skin_weight"],
            skin_basis=wide["skin_basis"],
            skin_variance=float(wide["skin_variance"][0]),
            size_basis=wide["size_basis"],
            size_variance=float(wide["size_variance"][0]),
            skull_mean=wide["skull_mean"],
            skull_normals=wide["skull_normals"],
            skull_basis=wide["skull_basis"],
            skull_variance=wide["skull_variance"],
            pocket=np.asarray(arrays["pocket"], dtype=np.int64),
            unmodelled=float(arrays.get("unmodelled", np.array([UNMODELLED_DEVIATION]))[0]),
        )
