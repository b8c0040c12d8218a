"""Another language at once: a new window takes over what the old one holds, and the old one goes.

Every text of a window is made when the window is; a new one has them all in the new language. The
document with its steps, the models, layout, camera and pages go over; a comparison or a performance
that was being looked at does not.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.desks.arrival import ArrivalDesk
from app.desks.comfort import ComfortDesk
from app.desks.waiting import WhenFree
from app.main_window import MainWindow
from app.requests import Opened, opened_project
from app.settings import Settings
from app.surfaces import ColourBy
from app.translation import LANGUAGE, SYSTEM, install, mark, tr
from app.widgets.docks import Book, layout_of
from app.workshop import Workshop
from core.document.project_file import Project
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.inference.head import HeadModel

_TITLE = mark("Changing the language")


@dataclass(frozen=True, eq=False)
class LendModel:
    """Hand out the models, for a worker that goes on when this one has ended."""

    title: str = _TITLE

    def run(self, tools: Workshop, monitor: Monitor) -> "HeadModel":
        """Return them."""
        monitor.check()
        return tools.model


@dataclass(frozen=True, eq=False)
class TakeOver:
    """Open a document that another window had open.

    Attributes
    ----------
    project : Project
        The document with its steps and what is seen of it.
    name : str
        For messages.
    notes : tuple of str
        What reading its scan had found.
    """

    project: Project
    name: str
    notes: tuple[str, ...]
    title: str = _TITLE

    def run(self, tools: Workshop, monitor: Monitor) -> Opened:
        """Return the head with its steps."""
        monitor.report(0.0, self.title)
        return replace(opened_project(self.project, Path(self.name), tools), notes=self.notes)


class WindowKeeper(QObject):
    """Holds the program's window, and changes it for one in another language.

    Parameters
    ----------
    window : MainWindow
        The first.
    make_window : callable
        ``make_window(settings, model)`` returns another one, not shown.
    """

    def __init__(
        self, window: MainWindow, make_window: "Callable[[Settings, HeadModel], MainWindow]"
    ) -> None:
        super().__init__()
        self._make_window = make_window
        self._hold(window)

    def _hold(self, window: MainWindow) -> None:
        self.window = window
        self._when_free = WhenFree(window.session, window)
        comfort = window.desks["comfort"]
        assert isinstance(comfort, ComfortDesk)
        comfort.language_chosen.connect(self._ask)

    def _ask(self) -> None:
        """Change the window when nothing runs in it."""
        session = self.window.session
        if session.busy:
            session.message.emit(tr("The language changes as soon as this is finished."))
        self._when_free.ask(lambda: session.perform(LendModel(), self._take))

    def _take(self, model: "HeadModel") -> None:
        # A turn later: the old window is still telling that the task is done.
        QTimer.singleShot(0, self, lambda: self._change(model))

    def _change(self, model: "HeadModel") -> None:
        old = self.window
        settings = old.settings.with_layout(*layout_of(old))
        install(settings.value(LANGUAGE, SYSTEM))
        new = self._make_window(settings, model)
        new.show()
        _hand_over(old, new)
        self._hold(new)
        old.deleteLater()


def _hand_over(old: MainWindow, new: MainWindow) -> None:
    """Close a window, and show in another what was open in it."""
    session, project = old.session, old.session.project()
    path, scan_path, unsaved = session.path, session.scan_path, session.modified
    seen = {"camera": old.view.camera(), "layers": old.layers.look()}
    arrival = old.desks["arrival"]
    assert isinstance(arrival, ArrivalDesk)
    starting = arrival.page is not None and arrival.page.isVisible()
    pages = [book.tabBar().tabData(book.currentIndex()) for book in old.findChildren(Book)]
    colours = (old.layers.skin_colour.currentData(), old.layers.skull_colour.currentData())
    title, notes = session.title, session.notes
    # Its worker ends here, so that only one ever uses the models.
    old.close_without_asking()
    for key in pages:
        new.show_page(key)
    if starting:
        new.actions_by_key["show_start_page"][0].trigger()
    if project is None or (project.state.scan is None and path is None and not unsaved):
        new.session.start()
        return

    def show(found: Opened) -> None:
        new.session.show(found, path, scan_path, unsaved=unsaved)
        new.layers.colour_skin(ColourBy(colours[0]))
        new.layers.colour_skull(ColourBy(colours[1]))

    request = TakeOver(replace(project, view=seen), title, notes)
    new.session.perform(request, show, replaces=True)
