"""A distance that somebody measured on a face, as evidence for its size."""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.models.morphable import MorphableModel


@dataclass(frozen=True, eq=False)
class Span:
    """A known distance on the face at rest.

    Attributes
    ----------
    weights : (m,) float64
        The distance is the length of the landmarks' sum with these weights, which sum to zero.
    length : float
        mm.
    deviation : float
        mm.
    """

    weights: FloatArray
    length: float
    deviation: float = 0.3

    def row(self, model: MorphableModel, person: FloatArray) -> tuple[FloatArray, float]:
        """Return how the distance changes with a person, and what it misses.

        Parameters
        ----------
        model : MorphableModel
            Of the m landmarks.
        person : (k,) float64
            Standard deviations.

        Returns
        -------
        row : (k,) float64
            Per standard deviation, in deviations of the distance.
        missed : float
            In the same.
        """
        across = self.weights @ model.points(person)
        length = max(float(np.linalg.norm(across)), 1e-9)
        basis = model.identity.astype(np.float64)
        row = np.einsum("m,kmd,d->k", self.weights, basis, across / length)
        return row / self.deviation, (self.length - length) / self.deviation
