"""The job that gathers what a report says; its pictures are drawn where the window draws."""

from dataclasses import dataclass

from app.report.facts import ReportFacts, ReportWish, gather
from app.workshop import Workshop
from core.document.project_file import Project
from core.monitor import Monitor


@dataclass(frozen=True, eq=False)
class GatherReport:
    """Compute everything that a report says.

    Attributes
    ----------
    project : Project
        Of whom.
    wish : ReportWish
        What is wanted.
    """

    project: Project
    wish: ReportWish
    title: str = "Gathering the report"

    def run(self, tools: Workshop, monitor: Monitor) -> ReportFacts:
        """Return the facts."""
        return gather(tools.model, self.project, self.wish, monitor)
