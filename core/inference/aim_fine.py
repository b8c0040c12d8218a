"""The fine fit of a frame: what the smooth weights and the jaw leave, feature by feature.

Each fine feature asks for its own weights in a problem of the size of the expressions (weighted
least squares about its place); features blend the answers. Levels follow each other, each on what
the one before left. How far a weight may go is judged by the frame's own noise.
"""

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from core.arrays import BoolArray, FloatArray
from core.geometry.topology import directed_edges
from core.models.aim_person import PersonAim

FINE_DEVIATION = 0.25
"""Of a fine weight around what the coarser levels say."""
LEAST_NOISE, USUAL_NOISE = 0.01, 0.1
"""No frame is believed better; where the noise cannot be told; mm."""
LEAST_EDGES = 100
"""Fewer edges between vertices that were seen do not tell the noise."""
NORMAL_MEDIAN = 0.6745
"""Median of a normal variable's size, in deviations."""


class FineSolver:
    """The fine levels of one person and one set of seen vertices.

    Parameters
    ----------
    aim : PersonAim
        With fine features.
    seen : (N_skin,) bool
        Vertices that count.
    """

    def __init__(self, aim: PersonAim, seen: BoolArray) -> None:
        self._aim = aim
        edges = directed_edges(aim.faces)
        self._edges = edges[seen[edges].all(axis=1) & (edges[:, 0] < edges[:, 1])]
        # Expressions innermost: both products below then run along memory.
        self._offsets = np.ascontiguousarray(aim.expressions.transpose(1, 2, 0))
        self._blend = _columns(aim)
        counted = sparse.diags_array(seen.astype(np.float64))
        self._ask = [(level.T @ counted).tocsr() for level in self._blend]
        self._values, self._vectors = [], []
        for ask in self._ask:
            values, vectors = np.linalg.eigh(_grams(aim.expressions, ask))
            self._values.append(values)
            self._vectors.append(vectors)

    def noise(self, left: FloatArray) -> float:
        """Return the noise of a frame, from how what is left differs between neighbours.

        Parameters
        ----------
        left : (N_skin, 3) float64
            Target minus fit, mm.

        Returns
        -------
        float
            Deviation per axis, mm.
        """
        if len(self._edges) < LEAST_EDGES:
            return USUAL_NOISE
        between = np.abs(left[self._edges[:, 0]] - left[self._edges[:, 1]])
        deviation = float(np.median(between)) / (NORMAL_MEDIAN * float(np.sqrt(2.0)))
        return max(deviation, LEAST_NOISE)

    def solve(self, left: FloatArray) -> tuple[NDArray[np.float32], FloatArray]:
        """Return the fine weights of a frame.

        Parameters
        ----------
        left : (N_skin, 3) float64
            Target minus fit by smooth weights and jaw, mm; anything where it was not seen.

        Returns
        -------
        weights : (M_fine, E) float32
            Coefficients of the fine features.
        moved : (N_skin, 3) float64
            What they add to the skin, mm.
        """
        hold = (self.noise(left) / FINE_DEVIATION) ** 2
        moved = np.zeros_like(left)
        weights = []
        for blend, ask, values, vectors in zip(
            self._blend, self._ask, self._values, self._vectors, strict=True
        ):
            pull = ask @ np.einsum("nde,nd->ne", self._offsets, left - moved)
            turned = np.einsum("mij,mi->mj", vectors, pull) / (values + hold)
            level = np.einsum("mij,mj->mi", vectors, turned)
            moved = moved + np.einsum("nde,ne->nd", self._offsets, blend @ level)
            weights.append(level.astype(np.float32))
        return np.concatenate(weights), moved


def _columns(aim: PersonAim) -> list[sparse.csr_array]:
    """Return the fine features of each level, (N_skin, M_level)."""
    if aim.fine is None:
        return []
    ends = np.cumsum(aim.levels)
    columns = aim.fine.tocsc()
    return [
        columns[:, end - size : end].tocsr() for end, size in zip(ends, aim.levels, strict=True)
    ]


def _grams(expressions: FloatArray, ask: sparse.csr_array) -> FloatArray:
    """Return each feature's products of expression offsets, (M_level, E, E)."""
    count = len(expressions)
    grams = np.empty((ask.shape[0], count, count))
    for number in range(count):
        grams[:, number] = ask @ np.einsum("end,nd->ne", expressions, expressions[number])
    return grams
