"""Takes a picture of every page and dialog, in every theme, language and scale asked for.

``python -m app.gallery OUT`` under a display that is large enough for the largest scale, such as
``xvfb-run -a -s "-screen 0 2880x1800x24"``. Each combination runs in a process of its own, because
the scale of a display cannot change within one.
"""

import argparse
import itertools
import os
import subprocess
import sys
from pathlib import Path

import skimage.data
from PIL import Image
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDockWidget, QScrollArea, QWidget

from app.desks.photo import PhotoDesk
from app.dialogs.messages import ask_about_changes, show_error
from app.dialogs.teeth import TeethDialog
from app.main import make_application, make_window
from app.main_window import MainWindow
from app.screenshots import Photographer, sample_scan
from app.settings import Settings
from app.surfaces import ColourBy
from app.theme import THEMES
from app.translation import LANGUAGES, install, told
from app.widgets.docks import Book
from core.document.edits import SetComponent

SIZE = (1366, 768)
"""Of the window, logical pixels: a small laptop's screen."""
SCALES = ("1", "2")
DIALOGS = (
    "export", "save_screenshot", "export_blendshapes", "find_command", "change_settings",
    "show_guide", "show_shortcuts", "show_about", "recover_work", "correct_import",
    "save_report", "share_copy", "save_turntable", "show_variations",
)  # fmt: skip
"""Keys of actions that open a dialog; one that the window does not have is left out."""


def take_gallery(out_dir: Path, theme: str, language: str, scan: Path | None) -> tuple[Path, ...]:
    """Take a picture of every page and dialog.

    Parameters
    ----------
    out_dir : Path
        Gets the PNG files; made where it is missing.
    theme : str
        ``dark`` or ``light``.
    language : str
        Of `app.translation.LANGUAGES`.
    scan : Path or None
        Opened first; None for the mean head.

    Returns
    -------
    tuple of Path
        The files.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    make_application()
    install(language)
    window = make_window(Settings(theme=theme))
    window.resize(*SIZE)
    photographer = Photographer(window, out_dir)
    window.show()
    try:
        photographer.until_rest(window.start)
        photographer.take("window")
        window.actions_by_key["show_start_page"][0].trigger()
        photographer.take("start-page")
        window.actions_by_key["show_start_page"][0].trigger()
        if scan is not None:
            photographer.until_rest(lambda: window.session.open(scan))
        window.view.look_from("three-quarter")
        photographer.take("fitted")
        photographer.until_rest(lambda: window.layers.colour_skin(ColourBy.THICKNESS))
        window.show_page("anatomy")
        photographer.take("thickness")
        photographer.until_rest(lambda: window.layers.colour_skin(ColourBy.PLAIN))
        window.layers.set_glass(True)
        photographer.take("glass")
        window.layers.colour_skull(ColourBy.UNCERTAINTY)
        _take_pages(window, photographer)
        _take_docks(window, photographer)
        _take_comparisons(window, photographer)
        _take_dialogs(window, photographer)
        _take_photo(window, photographer, out_dir / "astronaut.png")
    finally:
        window.close_without_asking()
    return tuple(photographer.taken)


def _take_pages(window: MainWindow, photographer: Photographer) -> None:
    for book in window.findChildren(Book):
        for index in range(book.count()):
            if not book.isTabVisible(index):
                continue
            book.setCurrentIndex(index)
            key = book.tabBar().tabData(index)
            photographer.take(f"page-{key}")
            photographer.save(f"book-{key}", book)
            for area in book.currentWidget().findChildren(QScrollArea):
                photographer.save(f"whole-{key}", area.widget())


def _take_docks(window: MainWindow, photographer: Photographer) -> None:
    """Take the docks at the foot of the window, each alone."""
    for name in ("measures-table", "performance"):
        dock = window.findChild(QDockWidget, f"dock-{name}")
        if isinstance(dock, QDockWidget):
            dock.show()
            photographer.take(f"dock-{name}")
            dock.hide()


def _take_comparisons(window: MainWindow, photographer: Photographer) -> None:
    """Take the ways to compare, after an edit that can be seen."""
    window.layers.set_glass(False)
    photographer.until_rest(lambda: window.session.apply(SetComponent("nose", 0, 2.0)))
    window.show_page("compare")
    for action in window.actions_by_key["set_mode"]:
        mode = action.data().argument
        photographer.until_rest(action.trigger)
        if mode != "off":
            _wait_for_errands(window)
            photographer.take(f"compare-{mode}")
    window.actions_by_key["set_mode"][0].trigger()
    photographer.until_rest(window.session.undo)


def _wait_for_errands(window: MainWindow) -> None:
    """Wait until the worker has done what was asked of it beside the document."""
    loop, timer = QEventLoop(), QTimer()
    timer.setInterval(100)
    timer.timeout.connect(lambda: window.session.errands.resting and loop.quit())
    timer.start()
    loop.exec()


def _take_dialogs(window: MainWindow, photographer: Photographer) -> None:
    for key in DIALOGS:
        for action in window.actions_by_key.get(key, []):
            if action.isEnabled():
                photographer.until_rest(action.trigger)
                _wait_for_errands(window)
                _take_opened(window, photographer, key)
    show_error(window, told("scan.obj holds no points: export the scan again."))
    _take_opened(window, photographer, "error")
    ask_about_changes(window, "anna.nasion", lambda _: None)
    _take_opened(window, photographer, "unsaved")
    state = window.session.state
    if state is not None:
        TeethDialog(state, "", window).open()
        _take_opened(window, photographer, "teeth")


def _take_photo(window: MainWindow, photographer: Photographer, path: Path) -> None:
    """Take the photo dialog in its states, and a head that was fitted in it."""
    desk = window.desks["photo"]
    assert isinstance(desk, PhotoDesk)
    Image.fromarray(skimage.data.astronaut()).save(path)
    photographer.until_rest(lambda: desk.open_paths([path]))
    dialog = desk.dialog
    if dialog is None:
        return
    QApplication.processEvents()
    photographer.save("dialog-photo", dialog)
    dialog.points.dense.click()
    photographer.save("dialog-photo-points", dialog)
    if dialog.fit.isEnabled():
        photographer.until_rest(lambda: desk.fit(dialog.request()))
        photographer.take("photo")
        for box in (desk.page.marked, desk.page.expected):
            photographer.until_rest(box.click)
            photographer.take(f"photo-{'marked' if box is desk.page.marked else 'expected'}")
    if desk.dialog is not None:
        desk.dialog.reject()
    path.unlink()


def _take_opened(window: MainWindow, photographer: Photographer, name: str) -> None:
    """Take what was opened over the window, and close it."""
    QApplication.processEvents()
    opened: list[QWidget] = [
        one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window
    ]
    for number, widget in enumerate(opened):
        photographer.save(f"dialog-{name}" + (f"-{number}" if number else ""), widget)
        widget.close()
    QApplication.processEvents()


def main() -> int:
    """Take the galleries that the command line asks for.

    Returns
    -------
    int
        Exit status.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--theme", choices=sorted(THEMES))
    parser.add_argument("--language", choices=sorted(LANGUAGES))
    parser.add_argument("--scale", choices=SCALES)
    parser.add_argument("--scan", type=Path, default=sample_scan())
    options = parser.parse_args()
    wanted = [
        (options.theme,) if options.theme else tuple(sorted(THEMES)),
        (options.language,) if options.language else tuple(sorted(LANGUAGES)),
        (options.scale,) if options.scale else SCALES,
    ]
    if all(len(one) == 1 for one in wanted) and "QT_SCALE_FACTOR" in os.environ:
        for path in take_gallery(options.out, options.theme, options.language, options.scan):
            sys.stdout.write(f"{path}\n")
        return 0
    for theme, language, scale in itertools.product(*wanted):
        folder = options.out / f"{theme}-{language}-{scale}00"
        words = ["--theme", theme, "--language", language, "--scale", scale]
        command = [sys.executable, "-m", "app.gallery", str(folder), *words]
        command += ["--scan", str(options.scan)] if options.scan else []
        done = subprocess.run(command, env={**os.environ, "QT_SCALE_FACTOR": scale}, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
