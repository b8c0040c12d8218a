"""The skull that most likely lies beneath a skin, and how sure that is.

A joint linear-Gaussian model of skin and skull (probabilistic principal components): both are a
mean plus a basis times the same unknown codes plus noise. Seeing the skin gives the codes'
posterior exactly, and with it mean and deviation of every bone vertex. Soft-tissue depth that no
skin shows stays in the posterior as uncertainty. Refuses to judge whether the bone pierces the
skin: that is `core.inference.skull_from_skin`'s work.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from core.arrays import FloatArray, IntArray, RealArray
from core.errors import BundleError
from core.geometry.transforms import fit_similarity
from core.models.skin_agreement import SkinAgreement
from core.models.skull_posterior import SkullPrediction

REGISTRATION_DEVIATION = 0.7
"""Error of a registered skin per axis, mm: what fits of real scans leave."""
NOISE_ROUNDS = 3
"""Codes and noise settle in two to three rounds."""
KEPT = 4
"""Trusts for which the sums over the skin are kept: a few heads."""
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
    skull_basis : (N_skull, 3, q) float32 or float64
        Movement per unit code, mm; single precision halves memory and time, 1e-5 mm away.
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
    skull_basis: RealArray
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
        agreement = self._agreement(seen.tobytes())
        least = self.skin_variance + REGISTRATION_DEVIATION**2
        variance = least
        for _ in range(NOISE_ROUNDS):
            codes, left = agreement.codes(offset, np.log(pose.scale), variance)
            variance, used = max(least, left), variance
        return SkullPrediction(self, pose, codes, agreement.covariance(used))

    def bone(self, codes: FloatArray, at: IntArray | None = None) -> FloatArray:
        """Return the skull of codes in the frame of the mean.

        Parameters
        ----------
        codes : (q,) float64
            Unit-normal codes.
        at : (n,) int64, optional
            Only these vertices; all by default.

        Returns
        -------
        (n, 3) float64
            mm.
        """
        mean, basis = self.skull_mean, self.skull_basis
        if at is not None:
            mean, basis = mean[at], basis[at]
        flat = basis.reshape(-1, len(codes))
        return mean + (flat @ codes.astype(flat.dtype)).reshape(-1, 3)

    @cached_property
    def _agreement(self) -> Callable[[bytes], SkinAgreement]:
        """What the posterior owes to the trust alone, kept for the last few."""

        def make(seen: bytes) -> SkinAgreement:
            trust = np.frombuffer(seen)
            return SkinAgreement.of(self.skin_basis, self.size_basis, self.size_variance, trust)

        return lru_cache(maxsize=KEPT)(make)

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
            In double precision, but for the bone's basis.

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
        doubles = [name for name in ARRAYS if name != "skull_basis"]
        wide = {name: np.asarray(arrays[name], dtype=np.float64) for name in doubles}
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
            skull_basis=np.asarray(arrays["skull_basis"], dtype=np.float32),
            skull_variance=wide["skull_variance"],
            pocket=np.asarray(arrays["pocket"], dtype=np.int64),
            unmodelled=float(arrays.get("unmodelled", np.array([UNMODELLED_DEVIATION]))[0]),
        )
