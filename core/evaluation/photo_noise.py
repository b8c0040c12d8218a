"""Smooth random functions of space, from which drawn portraits take their structure."""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.geometry.steps import cubic_step


@dataclass(frozen=True, eq=False)
class Noise:
    """A smooth random function of space.

    Attributes
    ----------
    waves : (k, 3) float64
        Wave vectors, radians per mm.
    phases : (k,) float64
        Radians.
    """

    waves: FloatArray
    phases: FloatArray

    @classmethod
    def draw(
        cls, rng: np.random.Generator, length: float, count: int = 12, stretch: float = 1.0
    ) -> "Noise":
        """Draw one.

        Parameters
        ----------
        rng : numpy.random.Generator
            Drawn from.
        length : float
            Typical wave length, mm.
        count : int
            Waves.
        stretch : float
            Above one, the structure is long and thin downward.
        """
        waves = rng.normal(size=(count, 3)) * (2.0 * np.pi / length / np.sqrt(3.0))
        waves[:, 1] /= stretch
        return cls(waves, rng.uniform(0.0, 2.0 * np.pi, count))

    def __call__(self, points: FloatArray) -> FloatArray:
        """Return values of about unit deviation at (n, 3) points, mm."""
        total = np.cos(points @ self.waves.T + self.phases).sum(axis=1)
        value: FloatArray = total * np.sqrt(2.0 / len(self.phases))
        return value

    def slope(self, points: FloatArray) -> FloatArray:
        """Return the gradient at (n, 3) points, per mm."""
        inner = -np.sin(points @ self.waves.T + self.phases)
        slope: FloatArray = (inner @ self.waves) * np.sqrt(2.0 / len(self.phases))
        return slope


def step(value: FloatArray, width: float) -> FloatArray:
    """Return zero for a `value` below zero and one above, smoothly within `width` of it."""
    return cubic_step(0.5 + 0.5 * value / width)
