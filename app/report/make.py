"""A report from facts to file, in one go, with or without a display."""

import os
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from app.report.facts import ReportFacts
from app.report.pages import write_report
from app.report.pictures import draw_each
from core.monitor import Monitor


def application_for_type() -> QGuiApplication:
    """Return the application that Qt needs to set type; without a display one that has none.

    Returns
    -------
    QGuiApplication
        The one there is, or a new one.
    """
    there = QGuiApplication.instance()
    if isinstance(there, QGuiApplication):
        return there
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not shown:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(sys.argv[:1])


def make_report(path: Path, facts: ReportFacts, monitor: Monitor) -> int:
    """Draw the pictures and write the report.

    Parameters
    ----------
    path : Path
        Of the PDF.
    facts : ReportFacts
        What it says.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    int
        How many pages it has.

    Raises
    ------
    NasionError
        When nothing can be drawn, or the file cannot be written.
    """
    pictures = {}
    for key, picture, done in draw_each(facts):
        monitor.report(0.95 * done, "Drawing the pictures")
        pictures[key] = picture
    monitor.report(0.97, "Writing the report")
    return write_report(path, facts, pictures)
