"""What happens before and around the window: the crash log, a look at the graphics, the welcome."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app import graphics
from app.crash_log import CrashLog

if TYPE_CHECKING:
    from app.main_window import MainWindow


def start_studio(path: Path | None = None) -> int:
    """Open the studio where this machine can draw it, and stay until it is closed.

    Parameters
    ----------
    path : Path, optional
        A scan or project to open.

    Returns
    -------
    int
        Exit status: 1 where there is nothing to draw with, which is told.
    """
    log = CrashLog()
    log.begin()
    found = graphics.look()
    if not found.works:
        log.end()
        _tell(found.told)
        return 1
    from app.main import run
    from app.settings import rescue_settings

    notices = [text for text in (found.told, rescue_settings()) if text]
    graphics_known = [False]

    def welcome(window: "MainWindow") -> None:
        def drawn() -> None:
            graphics_known[0] = True

        window.view.frame_drawn.connect(drawn)
        _welcome(window, path, notices, log)

    try:
        return run(path, welcome)
    finally:
        if not graphics_known[0]:
            graphics.forget()
        log.end()


def _welcome(window: "MainWindow", path: Path | None, notices: list[str], log: CrashLog) -> None:
    """Say what there is to say as soon as the window is there."""
    from PySide6.QtCore import QObject, QTimer, Signal
    from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

    from app.desks.safety import SafetyDesk
    from app.dialogs.messages import show_error, show_message
    from app.translation import told, tr

    class Door(QObject):
        told = Signal(str)

    # Of the program: another window may have taken this one's place by then.
    door = Door(QApplication.instance())

    def tell(kind: str) -> None:
        text = tr(
            "Something went wrong inside Nasion ({kind}). Your work is kept; save it under a new "
            "name and start Nasion again. The crash log (Help menu) says where it happened."
        )
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow)]
        show_error(next(filter(QWidget.isVisible, shown), window), text.format(kind=kind))

    # From whatever thread: shown by the window's, and once only, or a timer would fill the screen.
    door.told.connect(lambda kind: (door.told.disconnect(), tell(kind)))
    log.told = door.told.emit
    safety = window.desks["safety"]

    def begin() -> None:
        asked = isinstance(safety, SafetyDesk) and safety.offer()
        if notices:
            show_message(window, tr("Please note"), " ".join(map(told, notices)))
        if path is None and not asked:
            window.desks["arrival"].welcome()

    QTimer.singleShot(0, window, begin)


def _tell(text: str) -> None:
    """Say a sentence where it is seen: on the terminal, and in a box where there is a screen."""
    sys.stderr.write(text + "\n")
    from app.doctor import check_window

    if check_window().passed:
        from PySide6.QtWidgets import QApplication, QMessageBox

        application = QApplication.instance() or QApplication(["nasion"])
        QMessageBox.critical(None, "Nasion", text)
        del application
