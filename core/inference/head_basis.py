"""How every vertex of the template moves with every code: the linear head."""

import itertools
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from core.arrays import FloatArray, IntArray, SingleArray
from core.bundles.skin_bundle import SkinBundle
from core.geometry.template import PARTS

if TYPE_CHECKING:
    from core.bundles.bundle import Bundle

CHUNK = 1024
"""Vertices at a time: all at once would take four times the memory of the result."""
FEW = 128
"""Vertices for which it is quicker to ask the trunk than to find the moves of all."""


class HeadBasis:
    """The parts model's components and expressions at the template's vertices.

    Parameters
    ----------
    bundle : Bundle or SkinBundle
        Whose trunk is evaluated, once, when the first head is not the mean.

    Attributes
    ----------
    mean : (n, 3) float64
        The template, mm.
    components, expressions : int
        K, the number of part components; E, the number of expression shapes.
    """

    def __init__(self, bundle: "Bundle | SkinBundle") -> None:
        self._parts, self._windows = bundle.parts, bundle.template.part_weights
        self._sizes = dict(bundle.statistics.code_sizes)
        self._sums: dict[int, tuple[bytes, npt.NDArray[np.float32]]] = {}
        self.mean = bundle.template.skin.vertices
        self.components = sum(self._sizes[part] for part in PARTS)
        self.expressions = len(bundle.manifest.expression_names)

    @cached_property
    def moves(self) -> SingleArray:
        """Windowed components of all parts, then expressions, (n, 3, K + E) mm per unit."""
        found = np.empty((len(self.mean), 3, self.components + self.expressions), np.float32)
        for start in range(0, len(found), CHUNK):
            part = slice(start, start + CHUNK)
            found[part] = self._at(np.arange(len(found))[part])
        return found

    def _at(self, vertices: IntArray) -> SingleArray:
        """Return the windowed moves of some vertices, (n, 3, K + E) mm."""
        moves = self._parts.template_moves(self.mean[vertices])
        shares = self._windows[:, vertices].T.astype(np.float32)
        sizes = [self._sizes[part] for part in PARTS]
        moves[:, :, : self.components] *= np.repeat(shares, sizes, axis=1)[:, None]
        return moves

    def size_of(self, part: str) -> int:
        """Return the length of a part's code.

        Parameters
        ----------
        part : str
            Of `PARTS`.

        Returns
        -------
        int
            Components.
        """
        return self._sizes[part]

    def surface(
        self, codes: FloatArray, size: float, expression: FloatArray | None = None
    ) -> FloatArray:
        """Return the template's vertices on a head.

        Parameters
        ----------
        codes : (K,) float64
            All part codes.
        size : float
            Relative head size.
        expression : (e,) float64, optional
            Weights of the first e expressions; neutral otherwise.

        Returns
        -------
        (n, 3) float64
            Head frame, mm.
        """
        weights = np.zeros(self.components + self.expressions, dtype=np.float32)
        weights[: self.components] = codes
        if expression is not None:
            taken = expression[: self.expressions]
            weights[self.components : self.components + len(taken)] = taken
        # Single precision is good to a tenth of a micrometre here.
        summed = np.zeros(3 * len(self.mean), np.float32)
        for columns in self._groups:
            if weights[columns].any():
                summed += self._sum(columns, weights[columns])
        vertices: FloatArray = size * (self.mean + summed.reshape(-1, 3).astype(np.float64))
        return vertices

    @property
    def _groups(self) -> tuple[slice, ...]:
        """Columns of every part, then those of the expressions: what changes together."""
        ends = np.cumsum([0, *(self._sizes[part] for part in PARTS), self.expressions])
        return tuple(slice(int(a), int(b)) for a, b in itertools.pairwise(ends))

    def _sum(self, columns: slice, weights: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Return how one group moves all vertices, (3 n,) mm; a drag changes one of them only."""
        key, known = weights.tobytes(), self._sums.get(columns.start)
        if known is None or known[0] != key:
            flat = self.moves.reshape(len(self.mean) * 3, -1)
            known = self._sums[columns.start] = key, flat[:, columns] @ weights
        return known[1]

    def part_basis(self, part: str, vertices: IntArray) -> FloatArray:
        """Return how template vertices move with one part's code, on a head of size one.

        Parameters
        ----------
        part : str
            Of `PARTS`.
        vertices : (n,) int64
            Which template vertices.

        Returns
        -------
        (n, k, 3) float64
            mm per standard deviation of each component.
        """
        start = sum(self._sizes[name] for name in PARTS[: PARTS.index(part)])
        # Few vertices do not need what moves all.
        all_known = len(vertices) > FEW or "moves" in vars(self)
        chosen = self.moves[vertices] if all_known else self._at(np.asarray(vertices))
        columns = slice(start, start + self._sizes[part])
        return chosen[:, :, columns].transpose(0, 2, 1).astype(np.float64)
