"""Jobs of a guided import: look at a scan, then fit it while its head is seen to converge."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from app.requests import Opened, opened_head, opened_project
from app.surfaces import Surface, surface_from
from app.workshop import Workshop
from core.arrays import FloatArray
from core.document.project_file import Project
from core.errors import ScanError
from core.geometry.handedness import MIRRORED, mirrored_scan
from core.geometry.mesh import Mesh
from core.geometry.scan import Scan, load_scan
from core.geometry.texture import Texture, read_texture
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.inference.guide import ScanGuide
    from core.inference.scan_fit import ScanSight


@dataclass(frozen=True, eq=False)
class ScanLook:
    """A scan as it was read, and how it seems to stand.

    Attributes
    ----------
    path : Path
        Of the file.
    content : bytes
        What a project keeps: the file, or its mirror image.
    original : bytes
        The file.
    scan : Scan
        Its mesh.
    sight : ScanSight
        Clean surface and likeliest pose.
    guide : ScanGuide
        What was said of it so far.
    head : Mesh
        The mean head, mm, for comparison.
    marks : dict of str to (3,) float64
        Landmarks of the mean head, mm.
    texture : Texture or None
        Its picture.
    """

    path: Path
    content: bytes
    original: bytes
    scan: Scan
    sight: "ScanSight"
    guide: "ScanGuide"
    head: Mesh
    marks: dict[str, FloatArray]
    texture: Texture | None

    @property
    def sure(self) -> bool:
        """Whether the pose may be taken without asking."""
        from app.heads import SURE

        return self.sight.alignment.confidence >= SURE

    @property
    def mirrored(self) -> bool:
        """Whether left and right were swapped."""
        return self.content is not self.original

    @property
    def inward(self) -> bool:
        """Whether its triangles face inwards, so that left and right may be swapped."""
        return self.sure and self.sight.inward

    @property
    def extent_mm(self) -> FloatArray:
        """Width, height and depth of the scan as it would stand in the head frame, mm (3,)."""
        placed = self.sight.alignment.to_head.apply(self.sight.surface.vertices)
        extent: FloatArray = np.ptp(placed, axis=0)
        return extent


@dataclass(frozen=True, eq=False)
class LookAtScan:
    """Read a scan and find how it stands, however unsure that is.

    Attributes
    ----------
    path : Path
        Of the scan; only its name counts where `content` is given.
    unit : str
        ``auto``, ``mm``, ``cm`` or ``m``.
    guide : ScanGuide or None
        What a person says of it.
    content : bytes or None
        The file, where it is held already.
    texture : Texture or None
        Its picture, where that is held already.
    mirror : bool
        Whether left and right are to be swapped: the mirrored scan takes the file's place.
    """

    path: Path
    unit: str = "auto"
    guide: "ScanGuide | None" = None
    content: bytes | None = None
    texture: Texture | None = None
    mirror: bool = False
    title: str = "Looking at the scan"

    def run(self, tools: Workshop, monitor: Monitor) -> ScanLook:
        """Return what was found."""
        from core.inference.guide import PICKED, ScanGuide
        from core.inference.scan_fit import look_at_scan

        monitor.report(0.0, "Reading the scan")
        content = self.content
        scan = load_scan(self.path, self.unit, content=content)
        if content is None:
            try:
                content = self.path.read_bytes()
            except OSError as error:
                raise ScanError(
                    f"{self.path.name} vanished while it was read; open it again."
                ) from error
        original = content
        if self.mirror:
            scan, content = mirrored_scan(scan)
        template = tools.model.bundle.template
        guide = self.guide or ScanGuide()
        sight = look_at_scan(template, scan, monitor.part(0.1, 1.0), guide)
        head = template.skin
        size = sight.alignment.size
        marks = {name: head.vertices[template.landmarks[name]] * size for name in PICKED}
        texture = self.texture or read_texture(scan.texture)
        placed = head.with_vertices(head.vertices * size)
        return ScanLook(self.path, content, original, scan, sight, guide, placed, marks, texture)


@dataclass(frozen=True, eq=False)
class FitLook:
    """Fit a scan that was looked at.

    Attributes
    ----------
    look : ScanLook
        What was found and agreed to.
    watch : callable
        Receives scan and head as surfaces while the head converges; called on the worker.
    """

    look: ScanLook
    watch: Callable[[Surface, Surface], None]
    title: str = "Fitting the scan"

    def run(self, tools: Workshop, monitor: Monitor) -> Opened:
        """Return the fitted head."""
        look, drawn = self.look, dict[int, Surface]()

        def show(scan: Mesh, head: Mesh) -> None:
            if id(scan) not in drawn:
                drawn[id(scan)] = surface_from(scan)
            self.watch(drawn[id(scan)], surface_from(head))

        state = tools.model.fit(look.scan, monitor, sight=look.sight, watch=show)
        project = Project(state, look.content, texture=look.texture)
        return opened_head(project, look.scan.mesh, look.scan.notes, tools)


@dataclass(frozen=True, eq=False)
class FindScan:
    """Put the scan back into a project that was kept without it.

    Attributes
    ----------
    path : Path
        Where the scan is said to be.
    project : Project
        Fitted to it.
    """

    path: Path
    project: Project
    title: str = "Finding the scan"

    def run(self, tools: Workshop, monitor: Monitor) -> Opened:
        """Return the project with its scan; another scan than the fitted one is refused."""
        monitor.report(0.0, self.title)
        wanted = self.project.state.scan
        if wanted is None:
            raise ScanError("The project was not made from a scan; open a scan instead.")
        try:
            content = self.path.read_bytes()
        except OSError as error:
            raise ScanError(
                f"Cannot read {self.path}: {error.strerror or error}; check the path."
            ) from error
        scan = load_scan(self.path, "mm")
        if wanted.name.endswith(MIRRORED) and scan.sha256 != wanted.sha256:
            scan, content = mirrored_scan(scan)
        if scan.sha256 != wanted.sha256:
            raise ScanError(
                f"{self.path.name} is not the scan that was fitted, or was changed since; choose "
                f"the file that was called {wanted.name}, or open this one as a new scan."
            )
        texture = read_texture(scan.texture)
        project = replace(self.project, scan_bytes=content, texture=texture)
        return opened_project(project, self.path, tools)
