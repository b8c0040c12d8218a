"""Starts the studio: settings, theme, window, and the file named on the command line."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if sys.platform == "win32":
    # torch comes with this; there its library fails to load after Qt's. Elsewhere the worker loads
    # it, with the window already there.
    import core.inference.device  # noqa: F401  # isort: skip
import app.quick_imports  # noqa: F401  # isort: skip
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.icons import program_icon
from app.main_window import MainWindow
from app.new_language import WindowKeeper
from app.session import Session
from app.settings import THREADS, Settings, load_settings
from app.stepped_models import SteppedModels
from app.surfaces import Computed, Tier, surface_from
from app.translation import LANGUAGE, SYSTEM, install
from core.bundles.arrays_file import read_mean_skin
from core.errors import BundleError

if TYPE_CHECKING:
    from core.inference.head import HeadModel


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


def make_window(settings: Settings, model: "HeadModel | None" = None) -> MainWindow:
    """Return a window, not shown yet.

    Parameters
    ----------
    settings : Settings
        What was remembered.
    model : HeadModel, optional
        Loaded already; the shipped models where it is left out.

    Returns
    -------
    MainWindow
        Call `start` after showing it.
    """
    if model is not None:
        return MainWindow(Session(lambda: model), settings)
    models = SteppedModels(settings.value(THREADS, 0))
    models.skin.begin()  # read while the window is made
    return MainWindow(Session(models), settings)


def show_mean_head(window: MainWindow) -> None:
    """Draw the mean head before the networks are loaded; it cannot be edited yet.

    Parameters
    ----------
    window : MainWindow
        Shown, not started.
    """
    try:
        skin = read_mean_skin()
    except BundleError:
        return  # loading the models will say what is wrong, in a dialog
    window.view.show_computed(Computed(0, Tier.TRACKED, surface_from(skin), None, ()))


def run(path: Path | None = None, watch: Callable[[MainWindow], None] | None = None) -> int:
    """Open the studio and stay until it is closed.

    Parameters
    ----------
    path : Path, optional
        A scan or project to open.
    watch : callable, optional
        Gets the window before it is shown: for benchmarks of the start.

    Returns
    -------
    int
        Exit status.
    """
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    application = make_application()
    settings = load_settings()
    install(settings.value(LANGUAGE, SYSTEM))
    keeper = WindowKeeper(make_window(settings), make_window)
    if watch is not None:
        watch(keeper.window)
    keeper.window.show()
    show_mean_head(keeper.window)
    keeper.window.start(path)
    return application.exec()
