"""Measures what the manifest promises: steps of the way back and the field's Lipschitz bound."""

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from core.arrays import FloatArray
from core.geometry.template import PARTS
from core.inference.start_grid import StartGrids
from core.models.bound_head import BoundHead
from core.models.part_statistics import PartStatistics
from core.models.parts import PartsModel

PEOPLE = 24
"""Heads measured: half natural, half composites of unrelated parts, which deform most."""
POINTS = 4000
"""Points per head, three quarters near the surface."""
MARGIN = 1.15
"""The bound is the largest measured slope times this."""
SLOPE_SHARE = 0.999
"""Share of the points that the slope is measured on. Where unrelated parts meet (a wing of the nose
between two people) the way back folds at isolated points and the slope has no useful bound there;
extraction follows the surface across such spots, a bound for them would only sample everything."""
INVERSE_TOLERANCE = 0.03
"""Distance of a point from where its template point goes that is small enough, mm."""
INVERSE_SHARE = 0.99
"""Share of the points for which it must be that small; the rest lies in folds, see above."""
MOST_STEPS = 8
SHAPES = 4
"""Expression shapes of an expressive head."""


def calibration_heads(
    model: PartsModel, statistics: PartStatistics, skin: FloatArray, seed: int
) -> Iterator[BoundHead]:
    """Yield bound heads that span what the model will meet.

    Parameters
    ----------
    model : PartsModel
        Trained.
    statistics : PartStatistics
        How parts go together.
    skin : (n, 3) float64
        Template vertices, mm.
    seed : int
        Of the people.

    Yields
    ------
    BoundHead
        Alternately a natural head and a composite of four people's parts; every third one wears an
        expression.
    """
    generator = np.random.default_rng(seed)
    template = torch.tensor(skin, dtype=torch.float32)
    starts = StartGrids(skin, torch.device("cpu"))
    for person in range(PEOPLE):
        codes, size = statistics.sample(seed + person)
        if person % 2:
            others = [statistics.sample(seed + 1000 + 4 * person + k)[0] for k in range(len(PARTS))]
            codes = {part: other[part] for part, other in zip(PARTS, others, strict=True)}
        expression = torch.zeros(model.config.expressions)
        if person % 3 == 2 and len(expression):
            chosen = generator.choice(len(expression), SHAPES, replace=False)
            expression[torch.tensor(chosen)] = 0.6
        tensors = {part: torch.tensor(codes[part]) for part in PARTS}
        with torch.no_grad():
            bare = model.bind(tensors, size, expression=expression)
            start = starts.over(bare.forward_map(template).double().numpy())
        yield model.bind(tensors, size, expression=expression, start=start)


def _points(skin: FloatArray, generator: np.random.Generator) -> Tensor:
    near = skin[generator.integers(0, len(skin), POINTS * 3 // 4)]
    near = near + generator.normal(0.0, 4.0, near.shape)
    low, high = skin.min(axis=0) - 8.0, skin.max(axis=0) + 8.0
    anywhere = generator.uniform(low, high, (POINTS // 4, 3))
    return torch.tensor(np.vstack([near, anywhere]), dtype=torch.float32)


def measure_inverse_steps(
    model: PartsModel, statistics: PartStatistics, skin: FloatArray, seed: int
) -> int:
    """Return how many steps the way back needs.

    Parameters
    ----------
    model : PartsModel
        Trained.
    statistics : PartStatistics
        Of the parts.
    skin : (n, 3) float64
        Template vertices, mm.
    seed : int
        Of people and points.

    Returns
    -------
    int
        Steps after which nearly all points come back to where they were.
    """
    generator = np.random.default_rng(seed)
    needed = 1
    with torch.inference_mode():
        for head in calibration_heads(model, statistics, skin, seed):
            template = torch.tensor(
                skin[generator.integers(0, len(skin), POINTS)], dtype=torch.float32
            )
            points = head.forward_map(template)
            for steps in range(needed, MOST_STEPS + 1):
                again = head.forward_map(head.to_template(points, steps=steps))
                miss = (again - points).norm(dim=1).quantile(INVERSE_SHARE)
                needed = steps
                if float(miss) < INVERSE_TOLERANCE:
                    break
    return needed


def measure_lipschitz(
    model: PartsModel, statistics: PartStatistics, skin: FloatArray, seed: int
) -> float:
    """Return a bound on the field's slope, with margin.

    Parameters
    ----------
    model : PartsModel
        Trained.
    statistics : PartStatistics
        Of the parts.
    skin : (n, 3) float64
        Template vertices, mm.
    seed : int
        Of people and points.

    Returns
    -------
    float
        Measured norm of the gradient, the worst head's, times `MARGIN`.
    """
    generator = np.random.default_rng(seed)
    largest = 0.0
    for head in calibration_heads(model, statistics, skin, seed):
        points = _points(skin, generator).requires_grad_(True)
        (gradient,) = torch.autograd.grad(head(points).sum(), points)
        largest = max(largest, float(gradient.norm(dim=1).quantile(SLOPE_SHARE)))
    return MARGIN * largest
