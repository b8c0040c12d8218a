"""The jobs of the studio as frozen values: each captures its inputs and computes one response."""

from dataclasses import dataclass
from pathlib import Path

from app.heads import (
    head_model,
    on_cpu,
    scan_mesh,
)
from app.surfaces import ColourBy, Computed, ModelFacts, Surface, pictured_surface, surface_from
from app.workshop import Workshop
from core.document.project_file import Project, load_project, save_project
from core.document.state import FaceState
from core.errors import ScanError
from core.geometry.mesh import Mesh
from core.geometry.repair import clean_for_fitting
from core.geometry.scan import load_scan
from core.geometry.texture import Texture, read_texture
from core.monitor import Monitor

LARGEST_DRAWN_FACES = 400_000
"""A scan with more triangles is drawn as its simplified copy."""


@dataclass(frozen=True, eq=False)
class ComputePreview:
    """Compute the tracked skin of a revision, and move the skull along where it is seen."""

    revision: int
    state: FaceState
    colour: ColourBy
    skull: bool = False
    title: str = "Preview"

    def run(self, tools: Workshop, monitor: Monitor) -> Computed:  # noqa: ARG002
        """Return the skin; a preview is short and never cancelled."""
        return tools.preview(self.revision, self.state, self.colour, skull=self.skull)


@dataclass(frozen=True, eq=False)
class ComputeFull:
    """Compute the exact skin, the skull and the measures of a revision."""

    revision: int
    state: FaceState
    colour: ColourBy
    compare: bool = False
    title: str = "Extracting the surface"

    def run(self, tools: Workshop, monitor: Monitor) -> Computed:
        """Return everything that is drawn."""
        return tools.full(self.revision, self.state, self.colour, monitor, compare=self.compare)


@dataclass(frozen=True, eq=False)
class LoadModel:
    """Load the head model."""

    title: str = "Loading the models"

    def run(self, tools: Workshop, monitor: Monitor) -> ModelFacts:
        """Return what the window needs to know of it."""
        monitor.report(0.0, self.title)
        return tools.facts()


@dataclass(frozen=True, eq=False)
class MoveToCpu:
    """Compute on the CPU from now on."""

    title: str = "Moving the models"

    def run(self, tools: Workshop, monitor: Monitor) -> ModelFacts:
        """Return the facts with the new device."""
        monitor.report(0.0, self.title)
        tools.use_model(on_cpu(tools.model))
        return tools.facts()


@dataclass(frozen=True, eq=False)
class Opened:
    """A head that was opened.

    Attributes
    ----------
    project : Project
        Its state and the scan's bytes.
    scan : Surface or None
        The scan in the head frame.
    notes : tuple of str
        What reading the scan found worth saying.
    facts : ModelFacts
        Of the models it uses.
    ct : Surface or None
        The real skull of a CT in the head frame.
    """

    project: Project
    scan: Surface | None
    notes: tuple[str, ...]
    facts: ModelFacts
    ct: Surface | None = None


@dataclass(frozen=True, eq=False)
class FitScan:
    """Read a scan and fit it.

    Attributes
    ----------
    path : Path
        Of the scan; only its name counts where `content` is given.
    unit : str
        ``auto``, ``mm``, ``cm`` or ``m``.
    content : bytes or None
        The file, where it is held already.
    texture : Texture or None
        Its picture, where that is held already.
    """

    path: Path
    unit: str = "auto"
    content: bytes | None = None
    texture: Texture | None = None
    title: str = "Fitting the scan"

    def run(self, tools: Workshop, monitor: Monitor) -> Opened:
        """Return the fitted head."""
        monitor.report(0.0, "Reading the scan")
        scan = load_scan(self.path, self.unit, content=self.content)
        monitor.check()
        state = tools.model.fit(scan, monitor.part(0.02, 0.98))
        content = self.content
        if content is None:
            try:
                content = self.path.read_bytes()
            except OSError as error:
                raise ScanError(
                    f"{self.path.name} vanished while it was read; open it again."
                ) from error
        texture = self.texture or read_texture(scan.texture)
        return opened_head(Project(state, content, texture=texture), scan.mesh, scan.notes, tools)


@dataclass(frozen=True, eq=False)
class OpenProject:
    """Read a project."""

    path: Path
    title: str = "Opening the project"

    def run(self, tools: Workshop, monitor: Monitor) -> Opened:
        """Return the head in it; its models are loaded where they are others."""
        monitor.report(0.0, self.title)
        return opened_project(load_project(self.path), self.path, tools)


@dataclass(frozen=True, eq=False)
class SaveProject:
    """Write a project."""

    path: Path
    project: Project
    title: str = "Saving"

    def run(self, tools: Workshop, monitor: Monitor) -> Path:  # noqa: ARG002
        """Return where it was written."""
        monitor.report(0.0, self.title)
        save_project(self.path, self.project)
        return self.path


def opened_project(project: Project, path: Path, tools: Workshop) -> Opened:
    """Return the head in a project; its models are loaded where they are others.

    Parameters
    ----------
    project : Project
        As read.
    path : Path
        For messages.
    tools : Workshop
        Measures distances to its scan and real skull from now on.

    Returns
    -------
    Opened
        Ready to be shown.
    """
    bundle = tools.model.bundle
    if (project.state.bundle.id, project.state.bundle.sha256) != (bundle.id, bundle.sha256):
        tools.use_model(head_model(project.state))
    mesh = scan_mesh(project, path) if project.scan_bytes is not None else None
    return opened_head(project, mesh, (), tools)


def opened_head(
    project: Project, scan: Mesh | None, notes: tuple[str, ...], tools: Workshop
) -> Opened:
    """Return an opened head; from now on distances are measured to its scan and real skull.

    Parameters
    ----------
    project : Project
        The head.
    scan : Mesh or None
        Its scan as the file has it.
    notes : tuple of str
        What reading it found worth saying.
    tools : Workshop
        Measures.

    Returns
    -------
    Opened
        Ready to be shown.
    """
    reference = project.state.scan
    tools.photos = project.photos
    ct = use_ct(tools, project)
    tools.ct_volume = None
    if scan is None or reference is None:
        tools.use_scan(None)
        return Opened(project, None, notes, tools.facts(), ct)
    drawn = scan if scan.face_count <= LARGEST_DRAWN_FACES else clean_for_fitting(scan)
    placed_scan = drawn.with_vertices(reference.to_head.apply(drawn.vertices))
    tools.use_scan(placed_scan)
    return Opened(project, pictured_surface(placed_scan), notes, tools.facts(), ct)


def use_ct(tools: Workshop, project: Project) -> Surface | None:
    """Compare with a project's real skull from now on.

    Parameters
    ----------
    tools : Workshop
        Compares.
    project : Project
        From a CT or not.

    Returns
    -------
    Surface or None
        The real skull, ready to be drawn.
    """
    tools.bones.use(project.ct_skull)
    return None if project.ct_skull is None else surface_from(project.ct_skull.mesh)
