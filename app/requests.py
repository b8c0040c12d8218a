"""The jobs of the studio as frozen values: each captures its inputs and computes one response."""

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from app.heads import (
    head_model,
    on_cpu,
    scan_mesh,
)
from app.measuring import solve_measure
from app.surfaces import ColourBy, Computed, ModelFacts, Surface, pictured_surface, surface_from
from app.workshop import Workshop
from core.document.edit_checks import refuse_other_models
from core.document.edits import CopyPart, Edit, Person, RandomisePart
from core.document.project_file import Project, load_project, save_project
from core.document.state import FaceState
from core.errors import ScanError
from core.geometry.mesh import Mesh
from core.geometry.repair import clean_for_fitting
from core.geometry.scan import Scan, load_scan
from core.geometry.texture import Texture, read_texture
from core.inference.parts_blend import blend_part
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
        scan = load_scan(self.path, self.unit) if self.content is None else self._from_content()
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

    def _from_content(self) -> Scan:
        with TemporaryDirectory() as folder:
            copy = Path(folder) / f"scan{self.path.suffix}"
            copy.write_bytes(self.content or b"")
            return replace(load_scan(copy, self.unit), path=self.path)


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


@dataclass(frozen=True, eq=False)
class FoundEdit:
    """What a wish comes to.

    Attributes
    ----------
    edit : Edit
        Ready to apply.
    wish : Wish
        What it is for.
    notice : str
        What is to be said of it; may be empty.
    """

    edit: Edit
    wish: "Wish"
    notice: str = ""


@dataclass(frozen=True, eq=False)
class SolveMeasure:
    """Find the change of one part that brings a measure to a value.

    Attributes
    ----------
    state : FaceState
        Where to start.
    key : str
        Of the measure.
    value : float
        mm or degrees.
    """

    state: FaceState
    key: str
    value: float
    title: str = "Setting the measure"

    def run(self, tools: Workshop, monitor: Monitor) -> FoundEdit:
        """Return the edit, and what is to be said of it."""
        monitor.check()
        solved = solve_measure(tools.model, self.state, self.key, self.value)
        return FoundEdit(solved.edit, self, solved.notice)


@dataclass(frozen=True, eq=False)
class BlendPart:
    """Move one part towards another person, suited to the face around it.

    Attributes
    ----------
    state : FaceState
        Where to start.
    part : str
        Of `core.geometry.template.PARTS`; unlocked small parts are suited to a new remainder.
    own : tuple of float
        The part's code at share zero.
    person : Person
        Share one.
    share : float
        0 to 1.
    """

    state: FaceState
    part: str
    own: tuple[float, ...]
    person: Person
    share: float
    title: str = "Blending the part"

    def run(self, tools: Workshop, monitor: Monitor) -> FoundEdit:
        """Return the edit, one of the slider's."""
        monitor.check()
        own = replace(self.person, codes={**self.person.codes, self.part: self.own})
        edit = blend_part(tools.model, self.state, self.part, own, self.person, self.share)
        return FoundEdit(edit, self)


Wish = SolveMeasure | BlendPart
"""Requests that find an edit."""


@dataclass(frozen=True, eq=False)
class ReadPerson:
    """Read the person in another project."""

    path: Path
    title: str = "Reading the other person"

    def run(self, tools: Workshop, monitor: Monitor) -> Person:
        """Return the person; only codes of the same models can be mixed."""
        monitor.report(0.0, self.title)
        state = load_project(self.path).state
        refuse_other_models(tools.model.mean_state(), state.bundle, self.path.name)
        return Person.of(state, self.path.stem)


@dataclass(frozen=True, eq=False)
class CopyFrom:
    """Give a face a part of the person in another project, suited to it."""

    state: FaceState
    part: str
    path: Path
    title: str = "Copying the part"

    def run(self, tools: Workshop, monitor: Monitor) -> CopyPart:
        """Return the edit that does it."""
        person = ReadPerson(self.path).run(tools, monitor)
        return tools.model.copy_part(self.state, self.part, person)


@dataclass(frozen=True, eq=False)
class DrawPart:
    """Draw another shape for one part that suits the rest of the face."""

    state: FaceState
    part: str
    seed: int
    title: str = "Drawing a shape"

    def run(self, tools: Workshop, monitor: Monitor) -> RandomisePart:  # noqa: ARG002
        """Return the edit that applies it."""
        code = tools.model.random_part(self.state, self.part, seed=self.seed)
        return RandomisePart(self.part, self.seed, code=tuple(np.clip(code, -3.0, 3.0).tolist()))


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
    ct = use_ct(tools, project)
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
