"""The job that brings back unsaved work."""

from dataclasses import dataclass
from pathlib import Path

from app.recovery import Rescue, read_rescue
from app.requests import Opened, opened_project
from app.workshop import Workshop
from core.monitor import Monitor


@dataclass(frozen=True, eq=False)
class RecoverWork:
    """Open what a run left behind."""

    rescue: Rescue
    title: str = "Recovering unsaved work"

    def run(self, tools: Workshop, monitor: Monitor) -> Opened:
        """Return the head with its steps."""
        monitor.report(0.0, self.title)
        return opened_project(read_rescue(self.rescue), Path(self.rescue.note.title), tools)
