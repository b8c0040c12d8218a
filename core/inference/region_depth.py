"""How thick the soft tissue of a named region is, against the population."""

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


def mean_over(weight: FloatArray, depth: FloatArray) -> float:
    """Return the mean depth of a region where there is bone.

    Parameters
    ----------
    weight : (N_skin,) float64
        Of the region.
    depth : (N_skin,) float64
        mm; NaN where no bone lies beneath.

    Returns
    -------
    float
        mm; NaN where there is too little bone.
    """
    seen = np.where(np.isfinite(depth), weight, 0.0)
    if seen.sum() < LEAST_SHARE * max(float(weight.sum()), 1e-12):
        return float("nan")
    return float(seen @ np.nan_to_num(depth) / seen.sum())
