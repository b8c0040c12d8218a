"""How thick the soft tissue of a named region is, against the population."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray

LEAST_SHARE = 0.05
"""Of a region's weight at least this share must lie over bone for its thickness to be told."""


@dataclass(frozen=True)
class RegionDepth:
    """Soft-tissue thickness of one region against the population.

    Attributes
    ----------
    region : str
        Its name.
    value : float
        Mean over the region's bone-backed skin after the edits, mm; NaN where no bone lies beneath.
    mean : float
        Of the mean head, measured alike, mm.
    deviation : float
        Standard deviation between people, mm; NaN where the models do not know it.
    """

    region: str
    value: float
    mean: float
    deviation: float

    @property
    def score(self) -> float:
        """How far from the mean, in standard deviations; NaN where that is not known."""
        return (self.value - self.mean) / self.deviation


@dataclass(frozen=True, eq=False)
class RegionMeans:
    """Mean thickness of every region, ready to be told again for thicker or thinner tissue.

    Attributes
    ----------
    resting : (R,) float64
        Before edits of thickness, mm; NaN where there is too little bone.
    shares : (R, N_skin) float64
        Share of every vertex in a region's mean; zero where no bone lies beneath.
    """

    resting: FloatArray
    shares: FloatArray

    @classmethod
    def of(cls, depth: FloatArray, regions: Mapping[str, FloatArray]) -> "RegionMeans":
        """Return the means of a thickness.

        Parameters
        ----------
        depth : (N_skin,) float64
            mm; NaN where there is no bone beneath.
        regions : mapping of str to (N_skin,) float64
            Weights.

        Returns
        -------
        RegionMeans
            In the order of the regions.
        """
        weights = np.stack(list(regions.values())) if regions else np.zeros((0, len(depth)))
        seen = np.where(np.isfinite(depth), weights, 0.0)
        total, most = seen.sum(axis=1), np.maximum(weights.sum(axis=1), 1e-12)
        told = total >= LEAST_SHARE * most
        shares = seen / np.where(told, total, 1.0)[:, None]
        return cls(np.where(told, shares @ np.nan_to_num(depth), np.nan), shares)

    def with_more(self, thicker: FloatArray | None) -> FloatArray:
        """Return the means with tissue that is thicker, (R,) mm.

        Parameters
        ----------
        thicker : (N_skin,) float64 or None
            mm; None for no change.
        """
        return self.resting if thicker is None else self.resting + self.shares @ thicker
