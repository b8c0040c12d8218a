"""The job that writes meshes: skin, skull, the edited scan and the real skull of a CT."""

from dataclasses import dataclass
from pathlib import Path

from app.export_plan import ExportPlan
from app.exports import Made, make
from app.workshop import Workshop
from core.document.project_file import Project
from core.monitor import Monitor


@dataclass(frozen=True, eq=False)
class Exported:
    """What was written.

    Attributes
    ----------
    files : tuple of Path
        The surfaces, without their provenance.
    made : tuple of Made
        The same as values.
    """

    files: tuple[Path, ...]
    made: tuple[Made, ...]


@dataclass(frozen=True, eq=False)
class ExportMeshes:
    """Make surfaces and write them.

    Attributes
    ----------
    project : Project
        What is written.
    plan : ExportPlan
        What, where to and how.
    """

    project: Project
    plan: ExportPlan
    title: str = "Exporting"

    def run(self, tools: Workshop, monitor: Monitor) -> Exported:
        """Return the files written; all are computed before the first is."""
        made = make(self.plan, self.project, tools.model, monitor.part(0.0, 0.9))
        files = []
        for number, one in enumerate(made):
            monitor.report(0.9 + 0.1 * number / len(made), f"Writing {one.target.path.name}")
            files.append(one.write(side_file=self.plan.side_files)[0])
        return Exported(tuple(files), made)
