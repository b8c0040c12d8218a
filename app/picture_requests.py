"""The job that notes beside a picture of the window whose face it shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.case_recipes import face_recipe
from app.workshop import Workshop
from core.document.provenance import write_recipe
from core.document.state import FaceState
from core.monitor import Monitor


@dataclass(frozen=True, eq=False)
class NoteFace:
    """Write the provenance of a picture, from which `nasion replay` makes its face again.

    Attributes
    ----------
    path : Path
        The picture, moving picture or folder of pictures.
    verb : str
        One of `app.case_recipes.FACE_VERBS`.
    state : FaceState
        The face that it shows.
    options : mapping of str to JSON values
        How it is seen.
    """

    path: Path
    verb: str
    state: FaceState
    options: Mapping[str, Any]
    title: str = "Noting how a picture was made"

    def run(self, tools: Workshop, monitor: Monitor) -> Path:
        """Return the side file."""
        monitor.check()
        skin = tools.model.skin_preview(self.state)
        recipe = face_recipe(self.verb, self.state, skin, tools.model, self.options)
        return write_recipe(self.path, recipe)
