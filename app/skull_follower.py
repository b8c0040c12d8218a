"""Moves the skull along while a head is dragged, so that it never stands still in a wrong place.

Inferring a skull and holding it clear of the skin takes a fifth of a second, too long for a moving
hand; the predictor alone takes a fiftieth. So the skull that was inferred last is moved by what the
predictor says has changed since, and inferred anew when the hand rests. An expression moves only
the mandible, which costs nothing. Worker thread only.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.surfaces import Surface
from core.arrays import FloatArray
from core.document.state import FaceState
from core.geometry.normals import vertex_normals

if TYPE_CHECKING:
    from core.inference.head import HeadModel


@dataclass(frozen=True, eq=False)
class _Known:
    """A skull that was inferred: of which head, the predictor's own word, and what is drawn."""

    state: FaceState
    predicted: FloatArray
    surface: Surface


class SkullFollower:
    """Remembers the last inferred skull and moves it along."""

    def __init__(self) -> None:
        self._known: _Known | None = None
        self._moved = False

    def remember(self, model: "HeadModel", state: FaceState, surface: Surface) -> None:
        """Take note of a skull that was inferred.

        Parameters
        ----------
        model : HeadModel
            Which inferred it.
        state : FaceState
            Whose it is.
        surface : Surface
            The skull, as it is drawn.
        """
        self._known = _Known(state, _predicted(model, state), surface)
        self._moved = False

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
        self._moved = True
        with_jaw = replace(
            known.state, expression=state.expression, bone=state.bone, treatment=state.treatment
        )
        vertices = model.skull(with_jaw).mesh.vertices
        if not same_person:
            vertices = vertices + _predicted(model, state) - known.predicted
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


def _predicted(model: "HeadModel", state: FaceState) -> FloatArray:
    """Return the skull beneath the neutral face, as the predictor alone sees it."""
    neutral = replace(state.without_anatomy_edits(), expression=())
    trust = None if state.scan is None else state.scan.trust
    return model.bundle.skull.predict(model.skin_preview(neutral).vertices, trust).vertices
