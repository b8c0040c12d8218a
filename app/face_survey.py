"""What takes the worker a tenth of a second to measure of a face: symmetry, volume of the edits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.surfaces import Surface, surface_from
from app.workshop import Workshop
from core.document.state import FaceState
from core.geometry.areas import VolumeChange, volume_between
from core.geometry.asymmetry import Asymmetry, face_asymmetry
from core.geometry.cephalometry import profile_landmarks
from core.geometry.measure_rows import landmark_places
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.inference.head import HeadModel

PART_TITLES = ("Nose", "Eyes", "Mouth", "Rest of the skin")
"""Keys of `FaceSurvey.volumes` for `core.geometry.template.PARTS`, in its order."""


@dataclass(frozen=True, eq=False)
class FaceSurvey:
    """What was measured.

    Attributes
    ----------
    asymmetry : Asymmetry
        Of the face as it is.
    volumes : mapping of str to VolumeChange
        Since the fit: by `PART_TITLES`, and all of the skin under an empty name.
    mirrored : Surface
        The mirror image, ready to be drawn.
    """

    asymmetry: Asymmetry
    volumes: Mapping[str, VolumeChange]
    mirrored: Surface


def survey(model: "HeadModel", state: FaceState) -> FaceSurvey:
    """Measure a face's symmetry and what its edits added and took away.

    Parameters
    ----------
    model : HeadModel
        Shapes it.
    state : FaceState
        The face.

    Returns
    -------
    FaceSurvey
        On the template's vertices.
    """
    template = model.bundle.template
    mesh = model.skin_preview(state)
    places = landmark_places(mesh.vertices, profile_landmarks(template), state.landmarks)
    found = face_asymmetry(template, mesh.vertices, places)
    before = model.skin_preview(state.as_fitted()).vertices
    faces = template.skin.faces
    volumes = {"": volume_between(before, mesh.vertices, faces)}
    for title, weights in zip(PART_TITLES, template.part_weights, strict=True):
        volumes[title] = volume_between(before, mesh.vertices, faces, weights)
    mirrored = surface_from(mesh.with_vertices(found.mirrored).flipped())
    return FaceSurvey(found, volumes, mirrored)


@dataclass(frozen=True, eq=False)
class SurveyFace:
    """Measure symmetry and edited volume."""

    state: FaceState
    title: str = "Measuring symmetry"

    def run(self, tools: Workshop, monitor: Monitor) -> FaceSurvey:
        """Return what was found."""
        monitor.check()
        return survey(tools.model, self.state)
