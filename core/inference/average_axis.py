"""Sliders from published averages: how a head changes when its measures go from mean to mean.

Nobody was labelled for this. With population coefficients c ~ N(0, I) and measures that change by
J c, the most likely change of a head whose measures change by the difference d of two published
means is E[c | d] = J' (J J' + R)^-1 d (Bishop, "Pattern Recognition and Machine Learning", 2006,
section 2.3.3). R is the error of measuring: a share of the published deviation of each measure.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from core.arrays import FloatArray
from core.document.average_edits import AverageAxis
from core.geometry.measure_groups import MeasureGroup, find_group
from core.geometry.norms import Norm, load_norms, paired_norms
from core.inference.measure_population import landmarks_of

if TYPE_CHECKING:
    from core.inference.head import HeadModel
    from core.inference.skin_head import SkinHead

ERROR_SHARE = 0.1
"""Error of a measured mean, in published deviations of the measure. Smaller values reach the
differences more exactly by less likely heads; with this one the 16 differences of the shipped
table are reached within 0.2 mm."""
LEAST_MEASURES = 3
"""Averages of fewer measures say too little about a face."""
_STEP, _SIZE_STEP = 0.05, 1e-3
"""Of the differences that give the slopes: standard deviations, and relative size."""
_KEPT = 4


@lru_cache(maxsize=_KEPT)
def sex_axis(head: "HeadModel | SkinHead") -> AverageAxis | None:
    """Return the way from the published female means to the male ones.

    Parameters
    ----------
    head : HeadModel or SkinHead
        Whose bundle; the answer is kept per model.

    Returns
    -------
    AverageAxis or None
        None where the model measures too few of what was published.
    """
    return average_axis(head, paired_norms(load_norms()), "female", "male")


def average_axis(
    head: "HeadModel | SkinHead", pairs: tuple[tuple[Norm, Norm], ...], low: str, high: str
) -> AverageAxis | None:
    """Return the way from one group's published means to another's.

    Parameters
    ----------
    head : HeadModel or SkinHead
        Whose bundle.
    pairs : tuple of (Norm, Norm)
        Both groups' norms of the same measures.
    low, high : str
        Names of the groups.

    Returns
    -------
    AverageAxis or None
        None where fewer than `LEAST_MEASURES` of them can be measured on the model.
    """
    names = head.bundle.template.landmarks
    measured = [(find_group(a.key), a, b) for a, b in pairs]
    measured = [one for one in measured if one[0].measurable(names)]
    if len(measured) < LEAST_MEASURES:
        return None
    groups = tuple(group for group, _, _ in measured)
    statistics = head.bundle.statistics
    by_code, by_size = measure_slopes(head, groups)
    slopes = by_code @ statistics.loadings + by_size[:, None] * statistics.growth
    difference = np.array([b.mean - a.mean for _, a, b in measured])
    variance = [(a.standard_deviation**2 + b.standard_deviation**2) / 2 for _, a, b in measured]
    error = np.diag(ERROR_SHARE**2 * np.array(variance))
    weights = np.linalg.solve(slopes @ slopes.T + error, difference)
    person = slopes.T @ weights
    codes, size = statistics.loadings @ person, float(statistics.growth @ person)
    reading, size_reading = weights @ by_code, float(weights @ by_size)
    # The same weights tell two groups apart best: a linear discriminant of the measures.
    whole = float(reading @ codes) + size_reading * size
    publications = dict.fromkeys(f"{one.source}, {one.population}" for _, one, _ in measured)
    return AverageAxis(
        low=low,
        high=high,
        codes=statistics.split(codes),
        size=size,
        reading=statistics.split(reading / whole),
        size_reading=size_reading / whole,
        measures=tuple(group.key for group in groups),
        source="; ".join(publications),
    )


def measure_slopes(
    head: "HeadModel | SkinHead", groups: tuple[MeasureGroup, ...]
) -> tuple[FloatArray, FloatArray]:
    """Return how measures of the mean head change with every code and with the size.

    Parameters
    ----------
    head : HeadModel or SkinHead
        Whose bundle.
    groups : tuple of MeasureGroup
        The m measures.

    Returns
    -------
    by_code : (m, K) float64
        mm or degrees per standard deviation, codes in the order of `PARTS`.
    by_size : (m,) float64
        mm or degrees per unit of relative size.
    """
    count = head.bundle.statistics.loadings.shape[0]
    steps = _STEP * np.eye(count)
    none = np.zeros((1, count))

    def measured(codes: FloatArray, sizes: FloatArray) -> FloatArray:
        landmarks = landmarks_of(head, codes, sizes)
        return np.array([group.values(landmarks) for group in groups])

    ones = np.ones(count)
    by_code = (measured(steps, ones) - measured(-steps, ones)) / (2.0 * _STEP)
    larger = measured(none, np.array([1.0 + _SIZE_STEP]))
    smaller = measured(none, np.array([1.0 - _SIZE_STEP]))
    return by_code, (larger - smaller)[:, 0] / (2.0 * _SIZE_STEP)
