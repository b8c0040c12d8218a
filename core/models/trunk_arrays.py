"""The trunk of the parts model in plain arrays: the same head before torch is there.

Loading torch takes longer than everything else a window needs. The trunk is a chain of linear maps
and sines, so NumPy says the same at the template's vertices, which is all that sliders need.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

import numpy as np

from core.arrays import FloatArray, SingleArray
from core.models.lips import own_side, with_side

TRUNK = "trunk."
"""How the names of its arrays begin."""


@dataclass(frozen=True, eq=False)
class TrunkArrays:
    """A sine trunk and its linear last layer.

    Attributes
    ----------
    sines : tuple of ((o, i) float32, (o,) float32)
        Weight and bias of every sine layer.
    weight : (3, B, f) float32
        Last layer: per axis, the B components of all parts and then the expressions.
    bias : (3, B) float32
        Its constant.
    lip_sides : bool
        Whether the lips' side is the fourth coordinate.
    """

    sines: tuple[tuple[SingleArray, SingleArray], ...]
    weight: SingleArray
    bias: SingleArray
    lip_sides: bool

    @classmethod
    def of(cls, arrays: "Mapping[str, np.ndarray]", *, lip_sides: bool) -> "TrunkArrays":
        """Return the trunk of a parts model.

        Parameters
        ----------
        arrays : mapping of str to array
            Of the whole model, by the names of `core.models.parts.PartsModel`.
        lip_sides : bool
            Whether the lips may part.

        Raises
        ------
        KeyError
            When one is missing.
        """
        sines = []
        for number in count():
            name = f"{TRUNK}sines.{number}"
            if number and f"{name}.weight" not in arrays:
                break
            sines.append((arrays[f"{name}.weight"], arrays[f"{name}.bias"]))
        weight, bias = arrays[f"{TRUNK}last.weight"], arrays[f"{TRUNK}last.bias"]
        # Rows of the file go from component to component, each x, y, z.
        by_axis = weight.reshape(-1, 3, weight.shape[1]).transpose(1, 0, 2)
        return cls(
            tuple(sines),
            np.ascontiguousarray(by_axis),
            np.ascontiguousarray(bias.reshape(-1, 3).T),
            lip_sides,
        )

    def template_moves(self, points: FloatArray) -> SingleArray:
        """Return every component's displacement at template points, not windowed.

        Parameters
        ----------
        points : (n, 3) float64
            Template coordinates, mm.

        Returns
        -------
        (n, 3, B) float32
            mm per standard deviation, expressions last: mm at full expression.
        """
        hidden: SingleArray = np.asarray(points, dtype=np.float32)
        if self.lip_sides:
            hidden = with_side(hidden, own_side(hidden))
        for weight, bias in self.sines:
            hidden = hidden @ weight.T
            hidden += bias
            np.sin(hidden, out=hidden)
        moves: SingleArray = hidden @ self.weight.reshape(-1, self.weight.shape[2]).T
        moves += self.bias.ravel()
        return moves.reshape(len(points), 3, -1)
