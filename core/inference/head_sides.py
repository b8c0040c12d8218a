"""How changes on one side of the face move the template: at its vertices, and as a field.

A change is a displacement like any other of the codes, taken at the template's vertices, spread as
edits of the anatomy are, and multiplied by the weight of its side where it is read: so it is
exactly zero on the other side, and the preview's vertices lie on the extracted surface.
"""

from collections.abc import Callable

import numpy as np
import torch

from core.arrays import FloatArray
from core.document.sides import side_key
from core.document.state import FaceState
from core.geometry.sides import SIDES, Side, side_weight
from core.geometry.template import PARTS
from core.inference.memory import Memory
from core.models.edit_offsets import EditSpreader
from core.models.offsets import Displacement
from core.models.side_offset import SideOffset


class HeadSides:
    """One-sided changes of one bundle's documents.

    Parameters
    ----------
    template : (n, 3) float64
        Skin vertices, mm.
    surface : callable
        Returns the vertices of a head of some codes and size, (n, 3) mm.
    spreader : callable
        Returns what spreads moves of the skin over the template; asked when it is first needed.
    """

    def __init__(
        self,
        template: FloatArray,
        surface: Callable[[dict[str, tuple[float, ...]], float], FloatArray],
        spreader: Callable[[], EditSpreader],
    ) -> None:
        self._template, self._surface, self._spreader = template, surface, spreader
        self._weights = {side: side_weight(template, side)[:, None] for side in SIDES}
        self._kept = Memory()

    def shown(self, state: FaceState) -> FloatArray:
        """Return how far vertices move by changes of their side.

        Parameters
        ----------
        state : FaceState
            The document.

        Returns
        -------
        (n, 3) float64
            mm.
        """
        moved = np.zeros_like(self._template)
        for side in _changed_sides(state):
            moved += self._weights[side] * self._spreader().shown(self._moves(state, side))
        return moved

    def fields(self, state: FaceState, device: torch.device) -> list[Displacement]:
        """Return the same as fields on the template.

        Parameters
        ----------
        state : FaceState
            The document.
        device : torch.device
            Where they will be read.

        Returns
        -------
        list of Displacement
            One a side that has changes.
        """
        return [
            SideOffset(self._spreader().spread(self._moves(state, side), device), side)
            for side in _changed_sides(state)
        ]

    def _moves(self, state: FaceState, side: Side) -> FloatArray:
        """Return how the change of a side would move all vertices, (n, 3) mm."""
        changes = {
            part: state.one_sided.get(side_key(part, side), (0.0,) * len(state.codes[part]))
            for part in PARTS
        }

        def make() -> FloatArray:
            return self._surface(changes, state.size) - state.size * self._template

        return self._kept.get((tuple(changes.items()), state.size), make)


def _changed_sides(state: FaceState) -> tuple[Side, ...]:
    return tuple(
        side for side in SIDES if any(side_key(part, side) in state.one_sided for part in PARTS)
    )
