"""What a scan's expression may be before the scan is seen."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from core.arrays import BoolArray, FloatArray

RARITY_MM = 0.08
"""Mean displacement of the face by an expression: strong movements are rare, faint ones common."""
RARITIES = (0.01, 0.2)
"""Least and largest mean weight that follows from it."""
SPREAD = 0.5
"""Deviation beside it, which keeps alike expressions from trading places."""
ASYMMETRY = 0.25
"""Deviation of the difference between the weights of the left and the right."""
UNSEEN = ("eyeLook", "mouthClose")
"""Shapes that a scan cannot tell: where its eyes look, and whether closed lips hide an open jaw,
which would be taken for a long face, or a long face for it."""


@dataclass(frozen=True, eq=False)
class ExpressionPrior:
    """Exponential in each weight between zero and one, normal in the difference of the sides.

    Attributes
    ----------
    precision : (E, E) float64
        Of the normal part.
    slope : (E,) float64
        Of the exponential part, per unit of weight.
    highest : (E,) float64
        Upper bounds; the lower ones are zero.
    """

    precision: FloatArray
    slope: FloatArray
    highest: FloatArray

    @classmethod
    def over(
        cls,
        names: tuple[str, ...],
        moves: npt.NDArray[np.floating[Any]],
        face_mask: BoolArray,
    ) -> "ExpressionPrior":
        """Make the prior of a bundle.

        Parameters
        ----------
        names : tuple of str
            Expressions; those of the left end in ``_L``, their twins in ``_R``.
        moves : (n, 3, E) float
            Displacement of the template's vertices at full weight, mm.
        face_mask : (n,) bool
            The face region.

        Returns
        -------
        ExpressionPrior
            Ready to be added to normal equations.
        """
        squares = np.square(moves[face_mask], dtype=np.float64).sum(axis=1)
        strength = np.sqrt(squares.mean(axis=0))
        mean_weight = np.clip(RARITY_MM / np.maximum(strength, 1e-9), *RARITIES)
        precision = np.eye(len(names)) / SPREAD**2
        for left, name in enumerate(names):
            twin = name.removesuffix("_L") + "_R"
            if name.endswith("_L") and twin in names:
                pair = np.ix_([left, names.index(twin)], [left, names.index(twin)])
                precision[pair] += np.array([[1.0, -1.0], [-1.0, 1.0]]) / ASYMMETRY**2
        highest = np.array([0.0 if name.startswith(UNSEEN) else 1.0 for name in names])
        return cls(precision, 1.0 / mean_weight, highest)
