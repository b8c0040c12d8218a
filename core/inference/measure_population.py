"""How measures vary in the population that a bundle learned: mean and deviation of each.

Drawn people are measured at the template's landmarks, so that bent measures such as angles and
distances near zero get their true spread.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from core.arrays import FloatArray
from core.geometry.measure_groups import measure_groups
from core.geometry.template import PARTS

if TYPE_CHECKING:
    from core.inference.head import HeadModel
    from core.inference.skin_head import SkinHead

PEOPLE = 4000
"""People drawn: their deviations are within about 1 % of the population's."""
_SEED = 20240917
_LEAST = 1e-6
"""Deviation below which a measure is the same in all people and says nothing."""
_KEPT = 4
"""Models whose populations are kept."""


@dataclass(frozen=True)
class Spread:
    """Mean and standard deviation of a measure, in its unit."""

    mean: float
    deviation: float


@lru_cache(maxsize=_KEPT)
def measure_spreads(head: "HeadModel | SkinHead") -> Mapping[str, Spread]:
    """Return how every measure varies among people, heads of all sizes together.

    Parameters
    ----------
    head : HeadModel or SkinHead
        Whose bundle; the answer is kept per model.

    Returns
    -------
    mapping of str to Spread
        By key; measures of both sides and of each side alone. What the landmarks do not give, or
        what is the same in all people, is left out.
    """
    landmarks = drawn_landmarks(head, PEOPLE)
    groups = {one.key: one for asked in (True, False) for one in measure_groups(symmetric=asked)}
    spreads = {}
    for key, group in groups.items():
        if group.measurable(landmarks):
            values = group.values(landmarks)
            spread = Spread(float(values.mean()), float(values.std()))
            if spread.deviation > _LEAST:
                spreads[key] = spread
    return spreads


def drawn_landmarks(head: "HeadModel | SkinHead", people: int) -> dict[str, FloatArray]:
    """Return the landmarks of people drawn from the population, in pairs that mirror each other.

    Parameters
    ----------
    head : HeadModel or SkinHead
        Whose bundle.
    people : int
        How many; even.

    Returns
    -------
    dict of str to (people, 3) float64
        mm, head frame.
    """
    statistics = head.bundle.statistics
    half = np.random.default_rng(_SEED).normal(size=(people // 2, statistics.loadings.shape[1]))
    # Opposite draws cancel every odd error of the mean.
    coefficients = np.vstack([half, -half])
    codes = coefficients @ statistics.loadings.T
    return landmarks_of(head, codes, 1.0 + coefficients @ statistics.growth)


def landmarks_of(
    head: "HeadModel | SkinHead", codes: FloatArray, sizes: FloatArray
) -> dict[str, FloatArray]:
    """Return the landmarks of neutral faces from their codes, all at once.

    Parameters
    ----------
    head : HeadModel or SkinHead
        Whose bundle.
    codes : (n, K) float64
        Standard deviations, parts in the order of `PARTS`.
    sizes : (n,) float64
        Relative sizes.

    Returns
    -------
    dict of str to (n, 3) float64
        mm, head frame.
    """
    template = head.bundle.template
    vertices = np.array(list(template.landmarks.values()))
    basis = np.concatenate([head.fitter.part_basis(part, vertices) for part in PARTS], axis=1)
    shape = template.skin.vertices[vertices] + np.einsum("lkd,nk->nld", basis, codes)
    places = sizes[:, None, None] * shape
    return {name: places[:, at] for at, name in enumerate(template.landmarks)}
