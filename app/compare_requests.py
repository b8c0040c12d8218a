"""The jobs behind comparisons in the window: bring another face, measure how far it is."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from app.heads import is_project
from app.shading import openness
from app.surfaces import ColourBy, Surface, surface_from
from app.workshop import Workshop
from core.document.edit_checks import refuse_other_models
from core.document.project_file import load_project
from core.document.state import FaceState
from core.errors import NasionError
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.mesh_io import read_mesh
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.evaluation.face_comparison import FaceComparison

_PROBES = 400
"""Vertices by which the place of a mesh is found."""
_ELSEWHERE = 40.0
"""A mesh whose middle vertex is farther from the face lies in no known frame, mm."""


@dataclass(frozen=True, eq=False)
class Subject:
    """Something that a face is compared with.

    Attributes
    ----------
    name : str
        What people read.
    state : FaceState or None
        A face of the same models.
    path : Path or None
        A project, or a mesh in mm in the head frame or where the scan lay.

    Notes
    -----
    With neither it is the open document's scan.
    """

    name: str
    state: FaceState | None = None
    path: Path | None = None

    @property
    def of_scan(self) -> bool:
        """Whether it is the open document's scan."""
        return self.state is None and self.path is None


@dataclass(frozen=True, eq=False)
class Found:
    """A subject as it is drawn and measured.

    Attributes
    ----------
    subject : Subject
        Which.
    mesh : Mesh
        Its skin, head frame, mm.
    skin : Surface
        The same, ready to be drawn.
    skull : Surface or None
        Beneath it; None for what is a mesh only.
    state : FaceState or None
        Where it is a face of the same models.
    fine : bool
        Whether `skin` is its exact surface.
    """

    subject: Subject
    mesh: Mesh
    skin: Surface
    skull: Surface | None
    state: FaceState | None
    fine: bool = False


@dataclass(frozen=True, eq=False)
class FindSubject:
    """Bring a face to compare with.

    Attributes
    ----------
    subject : Subject
        Which.
    current : FaceState
        The open document: says where meshes lie.
    """

    subject: Subject
    current: FaceState
    title: str = "Bringing the other face"

    def run(self, tools: Workshop, monitor: Monitor) -> Found:
        """Return it, ready to be drawn."""
        state = self.subject.state
        path = self.subject.path
        if path is not None and is_project(path):
            state = load_project(path).state
            refuse_other_models(tools.model.mean_state(), state.bundle, path.name)
        monitor.check()
        if state is None:
            mesh = self._mesh(tools, monitor)
            shade = openness(mesh).astype(np.float32)
            return Found(self.subject, mesh, surface_from(mesh, shade), None, None, fine=True)
        mesh = tools.model.skin_preview(state)
        skin = surface_from(mesh, openness(mesh).astype(np.float32))
        monitor.check()
        skull = surface_from(tools.model.skull(state).mesh)
        return Found(self.subject, mesh, skin, skull, state)

    def _mesh(self, tools: Workshop, monitor: Monitor) -> Mesh:
        path = self.subject.path
        if path is None:
            if tools.scan is None:
                raise NasionError("This head was not made from a scan; compare it with a file.")
            return tools.scan
        mesh = read_mesh(path)
        if not mesh.face_count:
            raise NasionError(f"{path.name} has no triangles; choose another file.")
        return self._in_place(mesh, tools, monitor)

    def _in_place(self, mesh: Mesh, tools: Workshop, monitor: Monitor) -> Mesh:
        """Return a mesh in the head frame: as it is, moved as the scan was, or found anew."""
        skin, scan = tools.model.skin_preview(self.current), self.current.scan
        moved = mesh if scan is None else mesh.with_vertices(scan.to_head.apply(mesh.vertices))
        nearest, every = SurfaceDistance(skin), max(1, mesh.vertex_count // _PROBES)

        def apart(one: Mesh) -> float:
            return float(np.median(nearest.unsigned(one.vertices[::every])[0]))

        best = min((mesh, moved), key=apart)
        if apart(best) < _ELSEWHERE or self.subject.path is None:
            return best
        # It lies neither in the head frame nor where the scan lay: a Kinect's or an MRI's.
        from core.evaluation.reference import lay_reference
        from core.geometry.scan import load_scan

        raw = load_scan(self.subject.path)
        return lay_reference(raw, tools.model.bundle.template, skin, monitor).mesh


@dataclass(frozen=True, eq=False)
class Refine:
    """Draw a face that was found as finely as the open one."""

    found: Found
    title: str = "Extracting the other face"

    def run(self, tools: Workshop, monitor: Monitor) -> Found:
        """Return it with its exact skin to be drawn; what is measured stays."""
        if self.found.state is None:
            return self.found
        return replace(self.found, skin=tools.fine(self.found.state, monitor), fine=True)


@dataclass(frozen=True, eq=False)
class Measured:
    """How far the open face is from another.

    Attributes
    ----------
    found : FaceComparison
        The figures; the open face is its second.
    second : Surface
        The open face with the difference under `ColourBy.COMPARED`.
    """

    found: "FaceComparison"
    second: Surface


@dataclass(frozen=True, eq=False)
class MeasureFaces:
    """Measure the open face against another.

    Attributes
    ----------
    state : FaceState
        The open face.
    name : str
        Of it.
    other : Found
        The reference.
    best_fit : bool
        Whether only shape counts: the open face is first laid onto the other.
    """

    state: FaceState
    name: str
    other: Found
    best_fit: bool = False
    title: str = "Comparing"

    def run(self, tools: Workshop, monitor: Monitor) -> Measured:
        """Return figures and map."""
        # scipy's and torch's share of it would delay the start of the window
        from core.evaluation.face_comparison import NamedSurface, compare_faces

        skin = tools.model.skin_preview(self.state)
        monitor.check()
        found = compare_faces(
            NamedSurface(self.other.subject.name, self.other.mesh),
            NamedSurface(self.name, skin),
            tools.model.bundle.template,
            skin,
            best_fit=self.best_fit,
            partial=self.other.state is None and self.other.subject.path is not None,
        )
        monitor.check()
        shade = openness(skin).astype(np.float32)
        values = {ColourBy.COMPARED: found.signed}
        return Measured(found, surface_from(found.second.mesh, shade, values))
