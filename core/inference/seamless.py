"""Lets a part from another person sit in a face without a seam.

Part codes say where a part lies as well as what it looks like. Put into another face as it is, a
nose brings its own place along and the blend around it is bent to make up for the difference.
Here its code is changed as little as possible in what it looks like (its core, up to place, turn
and size) so that the blend bends least. This is the smooth counterpart of the affine part swap of
Gu and Pears (VISAPP 2024), which leaves seams.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve

from core.arrays import FloatArray, IntArray
from core.geometry.similarity import similarity_directions
from core.geometry.template import PARTS, Template
from core.geometry.topology import neighbour_means
from core.inference.head_basis import HeadBasis

BLEND = (1e-3, 0.999)
"""Part weights between which a vertex lies in the blend."""
SMOOTHNESS = 250.0
"""Weight of the blend's bending beside the change of the core's shape (both mean squares)."""
FAITH = 2e-3
"""Weight of staying near the code itself, per component, mm^2."""
SMALL_PARTS = PARTS[:3]
"""Parts that lie in the remainder."""


@dataclass(frozen=True, eq=False)
class _Part:
    rows: IntArray
    bending: FloatArray
    shape: FloatArray
    system: tuple[FloatArray, bool]


class SeamlessParts:
    """Adapts part codes to the face around them; made once per bundle.

    Parameters
    ----------
    basis : HeadBasis
        How the template's vertices move.
    template : Template
        Its part weights say where parts blend.
    """

    def __init__(self, basis: HeadBasis, template: Template) -> None:
        self._basis = basis
        count = len(basis.mean)
        self._neighbours = neighbour_means(template.skin.faces, count)
        self._parts = {part: self._prepared(part, template) for part in SMALL_PARTS}

    def _prepared(self, part: str, template: Template) -> _Part:
        weight = template.part_weights[PARTS.index(part)]
        everywhere = np.arange(len(weight))
        moves = self._basis.part_basis(part, everywhere).transpose(0, 2, 1)
        rows = np.flatnonzero((weight > BLEND[0]) & (weight < BLEND[1]))
        flat = moves.reshape(len(moves), -1)
        bent = flat[rows] - self._neighbours[rows] @ flat
        bending = bent.reshape(3 * len(rows), -1) / np.sqrt(len(rows))
        core = np.flatnonzero(weight >= BLEND[1])
        shape = moves[core].reshape(3 * len(core), -1)
        directions = similarity_directions(self._basis.mean[core]).reshape(7, -1).T
        placed, _ = np.linalg.qr(directions)
        shape = (shape - placed @ (placed.T @ shape)) / np.sqrt(len(core))
        shape_system = shape.T @ shape + FAITH * np.eye(shape.shape[1])
        system = cho_factor(shape_system + SMOOTHNESS * bending.T @ bending)
        return _Part(rows, bending, shape_system, system)

    def suited(
        self, codes: Mapping[str, tuple[float, ...]], changed: str
    ) -> dict[str, tuple[float, ...]]:
        """Return codes whose parts blend without a seam.

        Parameters
        ----------
        codes : mapping of str to tuple of float
            Per part, standard deviations; one of them has just come from another face.
        changed : str
            Which one. A small part is suited to the face; for a new remainder the small parts are.

        Returns
        -------
        dict of str to tuple of float
            All parts.
        """
        result = {part: tuple(code) for part, code in codes.items()}
        for part in [changed] if changed in self._parts else SMALL_PARTS:
            result[part] = self._one(result, part)
        return result

    def _one(self, codes: Mapping[str, tuple[float, ...]], part: str) -> tuple[float, ...]:
        prepared = self._parts[part]
        own = np.array(codes[part])
        others = {name: code if name != part else () for name, code in codes.items()}
        rest = self._displacement(others, prepared.rows)
        bent = rest.ravel() / np.sqrt(len(prepared.rows))
        right = prepared.shape @ own - SMOOTHNESS * prepared.bending.T @ bent
        return tuple(float(value) for value in cho_solve(prepared.system, right))

    def _displacement(self, codes: Mapping[str, tuple[float, ...]], rows: IntArray) -> FloatArray:
        """Return the umbrella of the displacement by the given codes at some vertices, (m, 3)."""
        weights = np.zeros(self._basis.moves.shape[2], dtype=np.float32)
        start = 0
        for part in PARTS:
            size = self._basis.size_of(part)
            code = np.array(codes[part][:size], dtype=np.float32)
            weights[start : start + len(code)] = code
            start += size
        moved = (self._basis.moves @ weights).astype(np.float64)
        bent: FloatArray = moved[rows] - self._neighbours[rows] @ moved
        return bent
