"""The jobs behind pictures of faces in the window: variations, and steps of the history."""

from dataclasses import dataclass

import numpy as np

from app.ray_picture import Pixels, Sight, draw_face
from app.workshop import Workshop
from core.document.control_spec import COMPONENT_LIMIT, part_title
from core.document.edits import Edit, RandomisePart, Several
from core.document.side_edits import on_side
from core.document.sides import seen_from
from core.document.state import FaceState
from core.errors import EditError
from core.geometry.sides import Side
from core.geometry.template import PARTS
from core.monitor import Monitor

WHOLE = "all"
"""Stands for every part that is not locked."""


@dataclass(frozen=True, eq=False)
class Variation:
    """An alternative and what it looks like.

    Attributes
    ----------
    edit : Edit
        Takes it.
    pixels : (height, width, 4) uint8
        Red, green, blue, opacity.
    """

    edit: Edit
    pixels: Pixels


@dataclass(frozen=True, eq=False)
class DrawVariation:
    """Find an alternative near a face and draw it.

    Attributes
    ----------
    state : FaceState
        The face.
    target : str
        A part of `core.geometry.template.PARTS`, or `WHOLE`.
    seed : int
        The same seed gives the same alternative.
    strength : float
        0 stays at the face, 1 is another person's.
    size : (int, int)
        Of the picture, pixels.
    side : {'left', 'right'} or None
        Changes this side of the face only.
    """

    state: FaceState
    target: str
    seed: int
    strength: float
    size: tuple[int, int]
    side: Side | None = None
    title: str = "Drawing a variation"

    def run(self, tools: Workshop, monitor: Monitor) -> Variation:
        """Return the alternative."""
        seen = seen_from(self.state, self.side)
        free = [part for part in PARTS if part not in seen.locked]
        chosen = free if self.target == WHOLE else [self.target] if self.target in free else []
        if not chosen:
            raise EditError("Everything that should vary is locked; unlock a part first.")
        edits = tuple(on_side(self._one(seen, part, tools), self.side) for part in chosen)
        title = "the face" if self.target == WHOLE else part_title(self.target).lower()
        edit = Several(edits, f"Variation of {title}")
        monitor.check()
        now = tools.model.skin_preview(self.state).vertices
        mesh = tools.model.skin_preview(edit.apply(self.state))
        return Variation(edit, draw_face(mesh, Sight.of_face(now), self.size))

    def _one(self, seen: FaceState, part: str, tools: Workshop) -> RandomisePart:
        if self.target == WHOLE:
            drawn = tools.model.bundle.statistics.sample(self.seed)[0][part]
        else:
            drawn = tools.model.random_part(seen, part, seed=self.seed)
        own, by = np.array(seen.codes[part]), self.strength
        code = own + by * (np.array(drawn) - own)
        # What the face itself has beyond the range of sliders is not cut.
        reach = np.maximum(COMPONENT_LIMIT, np.abs(own))
        return RandomisePart(part, self.seed, by, tuple(np.clip(code, -reach, reach).tolist()))


@dataclass(frozen=True, eq=False)
class DrawFace:
    """Draw a face as a small picture."""

    state: FaceState
    size: tuple[int, int]
    title: str = "Drawing the face"

    def run(self, tools: Workshop, monitor: Monitor) -> Pixels:
        """Return its pixels, see `app.ray_picture.draw_face`."""
        monitor.check()
        mesh = tools.model.skin_preview(self.state)
        return draw_face(mesh, Sight.of_face(mesh.vertices), self.size)
