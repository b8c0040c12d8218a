"""Takes the README's pictures of the studio: the real window in every state worth showing.

``python -m app.screenshots OUT`` under a display, such as ``xvfb-run``. Waits on signals, never on
the clock.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMetaObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.main import make_application, make_window
from app.main_window import MainWindow
from app.settings import Settings
from app.surfaces import ColourBy
from core.document.edits import SetComponent, SetThickness, Several
from core.errors import NasionError
from core.resources import resource_path

LONGEST_WAIT_MS = 600_000
"""For the slowest step, fitting a scan on a busy machine."""

SIZE = (1440, 900)


def take_screenshots(
    out_dir: Path, scan: Path | None = None, *, theme: str = "dark"
) -> tuple[Path, ...]:
    """Open the studio and take a picture of every state worth showing.

    Parameters
    ----------
    out_dir : Path
        Gets the PNG files; made where it is missing.
    scan : Path, optional
        Opened for the pictures with a person; by default the bundled sample.
    theme : str
        Of the window at first.

    Returns
    -------
    tuple of Path
        The files.

    Raises
    ------
    NasionError
        When something that the window tried failed.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    make_application()
    window = make_window(Settings(theme=theme))
    window.resize(*SIZE)
    photographer = Photographer(window, out_dir)
    window.show()
    try:
        photographer.take_all(scan or sample_scan())
    finally:
        window.close_without_asking()
    return tuple(photographer.taken)


def sample_scan() -> Path | None:
    """Return the bundled sample scan, or None where none is shipped."""
    folder = resource_path("sample")
    found = sorted(path for path in folder.glob("*") if path.suffix in {".ply", ".obj", ".stl"})
    return found[0] if found else None


class Photographer:
    """Brings the window into states and takes pictures of it.

    Parameters
    ----------
    window : MainWindow
        Shown.
    out_dir : Path
        Gets the PNG files.
    """

    def __init__(self, window: MainWindow, out_dir: Path) -> None:
        self._window, self._out_dir = window, out_dir
        self.taken: list[Path] = []

    def take_all(self, scan: Path | None) -> None:
        """Take every picture."""
        window = self._window
        self.until_rest(window.start)
        self.take("start")
        if scan is not None:
            self.until_rest(lambda: window.session.open(scan))
            window.view.look_from("three-quarter")
            self.take("fitted")
        self._take_parts()
        window.layers.set_glass(True)
        window.show_page("skull")
        self.take("skull")
        window.layers.set_glass(False)
        self.until_rest(lambda: window.layers.colour_skin(ColourBy.THICKNESS))
        window.show_page("anatomy")
        window.show_page("measures")
        self.take("thickness")
        cheeks = (SetThickness("cheek_left", 5.0), SetThickness("cheek_right", 5.0))
        window.session.apply(Several(cheeks, "Cheek +5 mm"))
        window.session.apply(SetComponent("nose", 0, 2.0))
        self.until_rest(lambda: window.layers.colour_skin(ColourBy.CHANGE))
        window.view.look_from("front")
        window.show_page("history")
        self.take("change")
        self.until_rest(lambda: window.layers.colour_skin(ColourBy.PLAIN))
        window.show_page("parts")
        window.light_theme(True)
        window.view.look_from("three-quarter")
        self.take("light")
        self._take_dialog()

    def _take_parts(self) -> None:
        """Take the pages that change measures and expression, and put the face back."""
        window = self._window
        nose = window.parts.sections["nose"].measures["nose.width"]
        self.until_rest(lambda: nose.box.setValue(nose.box.value() + 3.0))
        self.take("measures")
        if window.expression.presets and window.expression.rows:
            window.show_page("expression")
            self.until_rest(window.expression.presets["Smile"].click)
            self.take("expression")
            window.session.undo()
            window.show_page("parts")
        self.until_rest(window.session.undo)

    def _take_dialog(self) -> None:
        self._window.actions_by_key["export"][0].trigger()
        dialog = self._window.desks["out"].dialog
        if dialog is not None:
            self.save("export", dialog)
            dialog.reject()

    def take(self, name: str) -> None:
        """Take a picture of the whole window."""
        self.draw()
        self.save(name, self._window)

    def draw(self) -> None:
        """Wait until the view has drawn what there is."""
        links: list[QMetaObject.Connection] = []
        self._wait(lambda quit_loop: links.append(_next_frame(self._window, quit_loop)))
        self._window.view.disconnect(links[0])

    def save(self, name: str, widget: QWidget) -> None:
        """Take a picture of a widget as it is."""
        path = self._out_dir / f"studio-{name}.png"
        if not widget.grab().save(str(path)):
            raise NasionError(f"Cannot write {path}; choose another folder.")
        self.taken.append(path)

    def until_rest(self, act: Callable[[], None]) -> None:
        """Do something and wait until the exact surface of the newest state is there."""
        session = self._window.session
        problems: list[str] = []
        links: list[QMetaObject.Connection] = []

        def follow(quit_loop: Callable[[], None]) -> None:
            def look(*_: object) -> None:
                if session.state is not None and session.resting:
                    quit_loop()

            def fail(text: str) -> None:
                problems.append(text)
                quit_loop()

            # Whether it rests is known only after whoever told has finished: look a turn later.
            later = Qt.ConnectionType.QueuedConnection
            links.append(session.surface_changed.connect(look, later))
            links.append(session.busy_changed.connect(look, later))
            links.append(session.message.connect(look, later))
            links.append(session.failed.connect(fail))
            act()
            QTimer.singleShot(0, look)

        self._wait(follow)
        for link in links:
            session.disconnect(link)
        if problems:
            raise NasionError(problems[0])

    @staticmethod
    def _wait(follow: Callable[[Callable[[], None]], None]) -> None:
        loop, timer = QEventLoop(), QTimer()
        timer.setSingleShot(True)
        timer.timeout.connect(loop.quit)
        timer.start(LONGEST_WAIT_MS)
        follow(loop.quit)
        loop.exec()
        if not timer.isActive():
            raise NasionError("The window did not come to rest; try again on a quieter machine.")
        timer.stop()


def _next_frame(window: MainWindow, quit_loop: Callable[[], None]) -> QMetaObject.Connection:
    link = window.view.frame_drawn.connect(quit_loop)
    window.view.pace.best()
    window.view.request_frame()
    return link


def main() -> int:
    """Take the pictures into the folder named on the command line.

    Returns
    -------
    int
        Exit status.
    """
    if len(sys.argv) not in (2, 3):
        sys.stderr.write("usage: python -m app.screenshots OUT [SCAN]\n")
        return 2
    scan = Path(sys.argv[2]) if len(sys.argv) == 3 else None
    try:
        for path in take_screenshots(Path(sys.argv[1]), scan):
            sys.stdout.write(f"{path}\n")
    except NasionError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
