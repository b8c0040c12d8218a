"""Starts the studio: settings, theme, window, and the file named on the command line."""

import logging
import sys
from pathlib import Path

# torch comes with this and must be loaded before Qt: on Windows its library fails to load after.
from core.inference.device import limit_threads  # isort: skip
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.heads import head_model
from app.icons import program_icon
from app.main_window import MainWindow
from app.session import Session
from app.settings import Settings, load_settings


def make_application() -> QApplication:
    """Return the program's `QApplication`, the one there is or a new one."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Nasion")
    application.setDesktopFileName("nasion")
    application.setWindowIcon(program_icon())
    return application


def make_window(settings: Settings) -> MainWindow:
    """Return a window on the shipped models, not shown yet.

    Parameters
    ----------
    settings : Settings
        What was remembered.

    Returns
    -------
    MainWindow
        Call `start` after showing it.
    """
    limit_threads()
    return MainWindow(Session(head_model), settings)


def run(path: Path | None = None) -> int:
    """Open the studio and stay until it is closed.

    Parameters
    ----------
    path : Path, optional
        A scan or project to open.

    Returns
    -------
    int
        Exit status.
    """
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    application = make_application()
    window = make_window(load_settings())
    window.show()
    window.start(path)
    return application.exec()
