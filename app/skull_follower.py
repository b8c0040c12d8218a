"""Moves the skull along while a head is dragged, so that it never stands still in a wrong place.

Inferring a skull takes too long for a moving hand; the one that was inferred last is moved along
instead, inside the skin (`core.inference.skull_along`), and inferred anew when the hand rests. An
expression moves only the mandible, which costs nothing. Worker thread only.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.surfaces import Surface
from core.document.state import FaceState
from core.geometry.normals import vertex_normals

if TYPE_CHECKING:
    from core.inference.head import HeadModel


@dataclass(frozen=True, eq=False)
class _Known:
    """A skull that was inferred: of which head, and what is drawn."""

    state: FaceState
    surface: Surface


class SkullFollower:
    """Remembers the last inferred skull and moves it along."""

    def __init__(self) -> None:
        self._known: _Known | None = None
        self._moved = self._asked = False

    def remember(self, state: FaceState, surface: Surface) -> None:
        """Take note of a skull that was inferred.

        Parameters
        ----------
        state : FaceState
            Whose it is.
        surface : Surface
            The skull, as it is drawn.
        """
        self._known = _Known(state, surface)
        self._moved = False

    def prepare(self, model: "HeadModel") -> None:
        """Find what the next drag's first step would wait for, where skulls were followed before.

        Parameters
        ----------
        model : HeadModel
            Which inferred the last one.
        """
        if self._known is not None and self._asked:
            model.anatomy.along.prepare(self._known.state)

    def forget(self) -> None:
        """Know no skull, as with another model or document."""
        self._known, self._moved = None, False

    def follow(self, model: "HeadModel", state: FaceState) -> Surface | None:
        """Return the skull moved along with a head.

        Parameters
        ----------
        model : HeadModel
            Which inferred it.
        state : FaceState
            The head now.

        Returns
        -------
        Surface or None
            None where what is drawn is right already, or nothing is known.
        """
        known = self._known
        if known is None:
            return None
        same_person = _bone(state) == _bone(known.state)
        if same_person and _pose(state) == _pose(known.state):
            moved, self._moved = self._moved, False
            return known.surface if moved else None
        self._moved = self._asked = True
        if same_person:
            posed = replace(
                known.state, expression=state.expression, bone=state.bone, treatment=state.treatment
            )
            vertices = model.skull(posed).mesh.vertices
        else:
            vertices = model.anatomy.along.skull(state, known.state)
        return replace(
            known.surface,
            vertices=vertices.astype(known.surface.vertices.dtype),
            normals=vertex_normals(vertices, known.surface.faces).astype(
                known.surface.normals.dtype
            ),
        )


def _pose(state: FaceState) -> object:
    """Return how the person's bone is moved: edits of it, and the jaw by the expression."""
    return dict(state.bone), state.expression, dict(state.treatment.moves)


def _bone(state: FaceState) -> object:
    """Return what the person's bone depends on; soft tissue does not move it."""
    sides = dict(state.one_sided)
    return dict(state.codes), sides, state.size, state.scan, state.known_bone
