"""Backgrounds of drawn portraits: gradients, smooth noise and random shapes."""

import numpy as np

from core.arrays import FloatArray
from core.evaluation.photo_noise import Noise


def backdrop(rng: np.random.Generator, size: int) -> FloatArray:
    """Draw a background.

    Parameters
    ----------
    rng : numpy.random.Generator
        Drawn from.
    size : int
        Height and width, pixels.

    Returns
    -------
    (size * size, 3) float64
        Linear RGB, row by row.
    """
    y, x = np.divmod(np.arange(size * size), size)
    place = np.stack([x, y, np.zeros_like(x)], axis=1) / size
    first, second = (_colour(rng) for _ in range(2))
    way = rng.normal(size=2)
    share = np.clip(0.5 + place[:, :2] @ way - way.sum() / 2.0, 0.0, 1.0)[:, None]
    picture = (1.0 - share) * first + share * second
    for _ in range(rng.integers(0, 9)):
        centre, radii = rng.uniform(0.0, 1.0, 2), rng.uniform(0.03, 0.45, 2)
        away = (place[:, :2] - centre) / radii
        inside = (
            (away**2).sum(axis=1) < 1.0 if rng.random() < 0.5 else np.abs(away).max(axis=1) < 1.0
        )
        picture[inside] = _colour(rng)
    rough = Noise.draw(rng, rng.uniform(0.03, 0.6), 10)(place)
    strength = rng.uniform(0.0, 0.35)
    painted: FloatArray = np.clip(picture * np.exp(strength * rough[:, None]), 0.0, 1.0)
    return painted


def _colour(rng: np.random.Generator) -> FloatArray:
    """Return a colour, seldom a strong one."""
    grey = rng.uniform(0.0, 0.95) ** 1.5
    strength = rng.beta(1.0, 4.0)
    colour: FloatArray = (1.0 - strength) * grey + strength * rng.uniform(0.0, 0.9, 3) ** 1.5
    return colour
