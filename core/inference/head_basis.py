"""How every vertex of the template moves with every code: the linear head."""

import itertools

import numpy as np
import numpy.typing as npt
import torch

from core.arrays import FloatArray, IntArray
from core.bundles.bundle import Bundle
from core.geometry.template import PARTS

CHUNK = 2048
"""Vertices at a time: all at once would take four times the memory of the result."""


class HeadBasis:
    """The parts model's components and expressions at the template's vertices.

    Parameters
    ----------
    bundle : Bundle
        Whose trunk is evaluated, once.

    Attributes
    ----------
    mean : (n, 3) float64
        The template, mm.
    moves : (n, 3, K + E) float32
        Windowed components of all parts, then expressions: mm per unit on a head of size one.
    components : int
        K, the number of part components.
    """

    def __init__(self, bundle: Bundle) -> None:
        self._sizes = dict(bundle.statistics.code_sizes)
        self._sums: dict[int, tuple[bytes, npt.NDArray[np.float32]]] = {}
        self.mean = bundle.template.skin.vertices
        self.components = sum(self._sizes[part] for part in PARTS)
        count = self.components + len(bundle.manifest.expression_names)
        self.moves: npt.NDArray[np.float32] = np.empty((len(self.mean), 3, count), np.float32)
        points = torch.tensor(self.mean, dtype=torch.float32)
        windows = torch.tensor(bundle.template.part_weights, dtype=torch.float32)
        for start in range(0, len(points), CHUNK):
            part = slice(start, start + CHUNK)
            self.moves[part] = _moves(bundle, points[part], windows[:, part])

    @property
    def expressions(self) -> int:
        """E, the number of expression shapes."""
        return int(self.moves.shape[2]) - self.components

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
        weights = np.zeros(self.moves.shape[2], dtype=np.float32)
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
        chosen = self.moves[vertices, :, start : start + self._sizes[part]]
        return chosen.transpose(0, 2, 1).astype(np.float64)


def _moves(bundle: Bundle, points: torch.Tensor, windows: torch.Tensor) -> npt.NDArray[np.float32]:
    """Return the windowed moves of some template points, (n, 3, K + E) mm."""
    with torch.inference_mode():
        parts, expressions = bundle.parts.components(points)
        shares = zip(PARTS, windows, strict=True)
        pieces = [parts[part] * share[:, None, None] for part, share in shares]
        joined = torch.cat([*pieces, expressions], dim=1)
        moves: npt.NDArray[np.float32] = joined.transpose(1, 2).numpy()
    return moves
