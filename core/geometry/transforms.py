"""Similarity transforms as values: scan to head frame and back."""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, frozen_floats


@dataclass(frozen=True, eq=False)
class Similarity:
    """x maps to ``scale * rotation @ x + translation``.

    Attributes
    ----------
    scale : float
        Positive; for scans, millimetres per scan unit.
    rotation : (3, 3) float64
        Proper rotation.
    translation : (3,) float64
        In the target's unit.
    """

    scale: float
    rotation: FloatArray
    translation: FloatArray

    def __post_init__(self) -> None:
        object.__setattr__(self, "scale", float(self.scale))
        object.__setattr__(self, "rotation", frozen_floats(self.rotation).reshape(3, 3))
        object.__setattr__(self, "translation", frozen_floats(self.translation).reshape(3))

    @classmethod
    def identity(cls) -> "Similarity":
        """Return the transform that changes nothing."""
        return cls(1.0, np.eye(3), np.zeros(3))

    def apply(self, points: FloatArray) -> FloatArray:
        """Map points.

        Parameters
        ----------
        points : (..., 3) float64
            Positions in the source frame.

        Returns
        -------
        (..., 3) float64
            Positions in the target frame.
        """
        moved: FloatArray = self.scale * (points @ self.rotation.T) + self.translation
        return moved

    def inverse(self) -> "Similarity":
        """Return the transform that undoes this one."""
        rotation = self.rotation.T
        scale = 1.0 / self.scale
        return Similarity(scale, rotation, -scale * (rotation @ self.translation))

    def after(self, first: "Similarity") -> "Similarity":
        """Return the transform that applies `first`, then this one."""
        return Similarity(
            self.scale * first.scale,
            self.rotation @ first.rotation,
            self.scale * (self.rotation @ first.translation) + self.translation,
        )


def fit_similarity(
    source: FloatArray,
    target: FloatArray,
    weights: FloatArray | None = None,
    *,
    with_scale: bool = True,
) -> Similarity:
    """Return the similarity that best maps `source` onto `target` (weighted least squares).

    Parameters
    ----------
    source, target : (n, 3) float64
        Corresponding points, n >= 3.
    weights : (n,) float64, optional
        Non-negative weights.
    with_scale : bool
        Whether the scale is free; otherwise it is one.

    Returns
    -------
    Similarity
        The minimiser.

    Notes
    -----
    Umeyama, "Least-squares estimation of transformation parameters between two point patterns",
    PAMI 1991, eqs. 38-43.
    """
    weight = np.ones(len(source)) if weights is None else np.asarray(weights, dtype=np.float64)
    weight = weight / weight.sum()
    source_mean = weight @ source
    target_mean = weight @ target
    centred_source = source - source_mean
    centred_target = target - target_mean
    covariance = (centred_target * weight[:, None]).T @ centred_source
    left, singular, right = np.linalg.svd(covariance)
    sign = np.ones(3)
    if np.linalg.det(left) * np.linalg.det(right) < 0:
        sign[2] = -1.0
    rotation = left @ np.diag(sign) @ right
    variance = float(weight @ (centred_source**2).sum(axis=1))
    scale = float((singular * sign).sum() / variance) if with_scale and variance > 0 else 1.0
    return Similarity(scale, rotation, target_mean - scale * rotation @ source_mean)
