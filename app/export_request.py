"""The job that writes meshes: skin, skull, the edited scan and the real skull of a CT."""

from dataclasses import dataclass
from pathlib import Path

from app.heads import Frame, LengthUnit, edited_scan, placed, real_skull_of, write_scan
from app.workshop import Workshop
from core.document.project_file import Project
from core.geometry.mesh import Mesh
from core.geometry.mesh_io import write_mesh
from core.monitor import Monitor


@dataclass(frozen=True, eq=False)
class ExportMeshes:
    """Write skin, skull and the edited scan.

    Attributes
    ----------
    project : Project
        What is written.
    skin, skull, scan, ct_skull : Path or None
        Where each goes; the last is the real skull of a CT.
    frame : Frame
        Where they lie.
    unit : LengthUnit
        Of the head frame.
    resolution : int
        Samples along the head's longest side.
    """

    project: Project
    skin: Path | None = None
    skull: Path | None = None
    scan: Path | None = None
    frame: Frame = Frame.HEAD
    unit: LengthUnit = LengthUnit.MM
    resolution: int = 256
    ct_skull: Path | None = None
    title: str = "Exporting"

    def run(self, tools: Workshop, monitor: Monitor) -> tuple[Path, ...]:
        """Return the files written; all are computed before the first is."""
        state, model = self.project.state, tools.model
        made: list[tuple[Path, Mesh]] = []
        if self.skin is not None:
            made.append((self.skin, model.skin_full(state, self.resolution, monitor.part(0, 0.8))))
        if self.skull is not None:
            made.append((self.skull, model.skull(state).mesh))
        if self.ct_skull is not None:
            made.append((self.ct_skull, real_skull_of(self.project, self.ct_skull).mesh))
        if self.scan is not None:
            monitor.report(0.8, "Moving the scan")
            made.append((self.scan, edited_scan(self.project, self.scan, model)))
        ready = [(path, placed(mesh, state, self.frame, self.unit)) for path, mesh in made]
        for index, (path, mesh) in enumerate(ready):
            monitor.report(0.9 + 0.1 * index / len(ready), f"Writing {path.name}")
            if path == self.scan:
                write_scan(mesh, path, self.project)
            else:
                write_mesh(mesh, path)
        return tuple(path for path, _ in ready)
