"""Heads put together from the parts of different people, with expressions.

A composite {nose_a, eyes_a, mouth_a, rest_b} weighs the displacement of each donor by the part
windows (the smooth swap of `core.geometry.part_swap`), so that the surface stays smooth across
their borders; `core.evaluation.swap_seams` measures it against the paper's affine swap.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
import torch
from scipy.sparse.csgraph import connected_components
from torch import Tensor

from core.arrays import BoolArray, FloatArray, IntArray
from core.evaluation.linear_head import LinearHead, windowed_modes
from core.geometry.normals import vertex_areas
from core.geometry.template import PARTS
from core.training.source import Source

STAGES = ("expression", *PARTS)
"""What moves a head's vertices, in the order in which the cascade takes it off."""
JAW_OPEN, MOUTH_CLOSE = "jawOpen", "mouthClose"
"""ARKit's ``mouthClose`` closes the lips of an open jaw; alone it would push them into another."""


@dataclass(frozen=True)
class Drawing:
    """How heads are drawn."""

    composites: float = 0.5
    """Share of heads whose nose, eyes and mouth each come from either of two people."""
    expressive: float = 0.6
    """Share of heads with an expression."""
    active: int = 6
    """Largest number of expression shapes drawn at once; a shape and its twin count as two."""
    twins: float = 0.5
    """Share of shapes that get the same weight on both sides."""


@dataclass(frozen=True, eq=False)
class Heads:
    """Drawn heads.

    Attributes
    ----------
    codes : mapping of str to (heads, k) Tensor
        Per part, of the whole (``identity``), standard deviations; ``expression``: weights from 0
        to 1; ``global``: identity and expression joined.
    moves : (5, heads, n, 3) Tensor
        What each of `STAGES` adds to the mean's vertices, mm.
    expressive : (heads,) bool Tensor
        Which have an expression.
    """

    codes: Mapping[str, Tensor]
    moves: Tensor
    expressive: Tensor


class HeadSource:
    """Draws heads on the population's vertices.

    Parameters
    ----------
    source : Source
        Vertices, loadings of the part codes and expressions.
    modes : (m, n, 3) float64
        The population's modes on those vertices, mm.
    drawing : Drawing
        Shares.
    """

    def __init__(self, source: Source, modes: FloatArray, drawing: Drawing) -> None:
        self.source = source
        self._drawing = drawing
        self.mean = torch.tensor(source.vertices, dtype=torch.float32)
        importance = vertex_areas(source.vertices, source.faces)
        moves, _ = windowed_modes(source.vertices, modes, importance)
        expressions = source.expressions.reshape(len(source.expressions), -1)
        self._tables = {
            stage: torch.tensor(table, dtype=torch.float32)
            for stage, table in zip(STAGES, [expressions, *moves], strict=True)
        }
        self._loadings = {
            part: torch.tensor(source.basis.loadings[part], dtype=torch.float32) for part in PARTS
        }
        share = drawing.composites
        self.linear = LinearHead.build(source.vertices, modes, importance, share=share)
        self._encoding = torch.tensor(self.linear.encoding, dtype=torch.float32)
        self._twins = _twins(source.expression_names)
        self.on_eyeball = _apart_from_largest(source.faces, len(source.vertices))

    def draw(self, count: int, pick: torch.Generator) -> Heads:
        """Draw people, composites by the smooth swap, and expressions.

        Parameters
        ----------
        count : int
            How many.
        pick : torch.Generator
            Seeded.

        Returns
        -------
        Heads
            With their codes and what each stage adds.
        """
        people = len(self.source.basis.size_loading)
        receiver = torch.randn(count, people, generator=pick)
        donor = torch.randn(count, people, generator=pick)
        mixed = torch.rand(count, generator=pick) < self._drawing.composites
        owners = {}
        for part in PARTS:
            foreign = mixed & (torch.rand(count, generator=pick) < 0.5) & (part != "remainder")
            owners[part] = torch.where(foreign[:, None], donor, receiver)
        return self.assemble(owners, self._draw_expressions(count, pick))

    def assemble(self, owners: Mapping[str, Tensor], expression: Tensor) -> Heads:
        """Put heads together from people and expressions.

        Parameters
        ----------
        owners : mapping of str to (heads, m) Tensor
            Per part, the population's coefficients of the person it comes from.
        expression : (heads, e) Tensor
            Weights of the expression shapes.

        Returns
        -------
        Heads
            Parts weighed by their windows.
        """
        codes = {part: owners[part] @ self._loadings[part].T for part in PARTS}
        joined = torch.cat([owners[part] for part in PARTS], dim=1)
        codes["identity"] = joined @ self._encoding.T
        codes["expression"] = expression
        codes["global"] = torch.cat([codes["identity"], expression], dim=1)
        inputs = [expression, *(owners[part] for part in PARTS)]
        moves = [
            (given @ self._tables[stage]).reshape(len(given), -1, 3)
            for given, stage in zip(inputs, STAGES, strict=True)
        ]
        return Heads(codes, torch.stack(moves), expression.abs().sum(dim=1) > 0)

    def _draw_expressions(self, count: int, pick: torch.Generator) -> Tensor:
        names = self.source.expression_names
        weights = torch.zeros(count, len(names))
        for head in range(count):
            if float(torch.rand(1, generator=pick)) >= self._drawing.expressive:
                continue
            number = int(torch.randint(1, self._drawing.active + 1, (1,), generator=pick))
            for shape in torch.randperm(len(names), generator=pick)[:number].tolist():
                weight, both = torch.rand(2, generator=pick).tolist()
                weights[head, shape] = weight
                if both < self._drawing.twins:
                    weights[head, self._twins[shape]] = weight
        if JAW_OPEN in names and MOUTH_CLOSE in names:
            weights[:, names.index(MOUTH_CLOSE)] *= weights[:, names.index(JAW_OPEN)]
        return weights


def _apart_from_largest(faces: IntArray, count: int) -> BoolArray:
    """Return which vertices are not connected with most others: the eyeballs."""
    edges = np.vstack([faces[:, [0, 1]], faces[:, [1, 2]]])
    links = sparse.coo_array((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), (count, count))
    _, piece = connected_components(links, directed=False)
    apart: BoolArray = piece != np.bincount(piece).argmax()
    return apart


def _twins(names: tuple[str, ...]) -> list[int]:
    swap = {"_L": "_R", "_R": "_L"}
    twins = []
    for number, name in enumerate(names):
        twin = name[:-2] + swap.get(name[-2:], name[-2:])
        twins.append(names.index(twin) if twin in names else number)
    return twins
