"""A linear face: mean, identity and expression on the template's vertices.

S = S0 + B_id a + B_exp b (Nguyen et al., Bioengineering 2022, 9, 619, eq. 1), in standard
deviations a and weights b. It is what the methods for photographs need, and the fast start for
others; the size of the head is one more linear effect of the person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from core.arrays import FloatArray, IntArray

Basis: TypeAlias = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class MorphableModel:
    """Mean and bases.

    Attributes
    ----------
    mean : (n, 3) float64
        Template, head frame, mm.
    identity : (k, n, 3) float32
        Displacement per standard deviation of a person's coefficient, mm, size included.
    expression : (e, n, 3) float32
        Displacement at full weight, mm.
    expression_names : tuple of str
        ARKit's names.
    """

    mean: FloatArray
    identity: Basis
    expression: Basis
    expression_names: tuple[str, ...]

    def at(self, vertices: IntArray) -> "MorphableModel":
        """Return the model of some vertices only.

        Parameters
        ----------
        vertices : (m,) int64
            Of the template.

        Returns
        -------
        MorphableModel
            Its vertices are those, in this order.
        """
        return MorphableModel(
            self.mean[vertices],
            self.identity[:, vertices],
            self.expression[:, vertices],
            self.expression_names,
        )

    def points(
        self, person: Sequence[float] | FloatArray, pose: Sequence[float] | FloatArray = ()
    ) -> FloatArray:
        """Return the vertices of a person with an expression.

        Parameters
        ----------
        person : (<= k,) float
            Coefficients, standard deviations; missing ones are zero.
        pose : (<= e,) float
            Weights of expressions; missing ones are zero.

        Returns
        -------
        (n, 3) float64
            Head frame, mm.
        """
        points = self.mean.copy()
        for basis, weights in ((self.identity, person), (self.expression, pose)):
            given = np.asarray(weights, dtype=np.float32)
            points += np.tensordot(given, basis[: len(given)], axes=1)
        return points
