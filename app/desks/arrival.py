"""The first minutes: a start page, and a tour that can be skipped and taken again."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QFileDialog, QMessageBox, QToolBar

from app.actions import FILE, HELP, Action
from app.desks.desk import Desk, Studio
from app.desks.waiting import WhenFree
from app.jobs import JobRunner, Outcome
from app.panels.start_page import StartPage
from app.recent import KeepPicture, ReadRecent
from app.theme import Theme
from app.translation import tr
from app.widgets.cover import Cover
from app.widgets.tour import Stop, Tour
from core.resources import resource_path

_TOURED = "arrival.toured"


class ArrivalDesk(Desk):
    """Shows ways to begin.

    Parameters
    ----------
    studio : Studio
        Its surroundings.
    """

    NAME = "arrival"
    ACTIONS = (
        Action("show_start_page", "arrival", "Start &page", FILE, tip="Show ways to begin",
               after="open_file"),
        Action("take_tour", "arrival", "Take the &tour", HELP,
               tip="Walk past the parts of the window"),
    )  # fmt: skip

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self._reader: JobRunner[None] | None = None
        self._when_free = WhenFree(studio.session, self)
        self._theme: Theme | None = None
        self._photographed: Path | None = None
        self._page_waits = self._closed = False
        self.page: StartPage | None = None
        self.tour: Tour | None = None

    def settle(self) -> None:
        """Go away when something is opened."""
        studio, later = self.studio, Qt.ConnectionType.QueuedConnection
        studio.files.used.connect(self._leave_for_good)
        studio.session.document_changed.connect(self._leave_for_person)
        studio.session.surface_changed.connect(self._keep_picture, later)
        studio.session.computing_changed.connect(self._keep_picture, later)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self._theme = theme
        if self.page is not None:
            self.page.set_theme(theme)

    # --- the start page -----------------------------------------------------------------------

    def welcome(self) -> None:
        """Show the start page, and at the first start of all the tour over it."""
        self.show_start_page()
        if not self.studio.settings().value(_TOURED, False):
            self.take_tour()

    def show_start_page(self) -> None:
        """Show ways to begin over the 3D view."""
        if self.page is None:
            self.page = StartPage(self.studio.view)
            Cover(self.page)
            self.page.chosen.connect(self._choose)
            self.page.opened.connect(self.studio.files.open_path)
            self.page.missed.connect(self._find)
        if self._theme is not None:
            self.page.set_theme(self._theme)
        self.page.show()
        self.page.raise_()
        self.page.buttons["scan"].setFocus()
        self._read_recent()

    def _read_recent(self) -> None:
        paths = tuple(Path(name) for name in self.studio.settings().recent)
        self._run().submit(ReadRecent(paths), "recent")

    def _run(self) -> "JobRunner[None]":
        if self._reader is None:
            self._reader = JobRunner(None, self)
            self._reader.finished.connect(self._take)
        return self._reader

    def _take(self, outcome: Outcome) -> None:
        if isinstance(outcome.request, ReadRecent) and outcome.succeeded and self.page is not None:
            self.page.show_recent(outcome.response)

    def _choose(self, key: str) -> None:
        files, session = self.studio.files, self.studio.session
        if key == "scan":
            files.open_file()
        elif key == "ct":
            files.import_ct()
        elif key == "photo":
            self.studio.actions["open_photos"][0].trigger()
        elif key == "tour":
            self.take_tour()
        elif key == "sample":
            path = resource_path("sample", "sample_head.ply")
            self._when_free.ask(lambda: files.open_path(path))
        elif key == "mean":
            self._when_free.ask(lambda: files.unless_unsaved(self._start_anew))
        elif key == "random":
            self._when_free.ask(lambda: files.unless_unsaved(self._start_random))
        self.studio.status.tell("" if session.state else tr("The models are still loading…"))

    def _start_anew(self) -> None:
        self._leave_for_good()
        if self.studio.session.state != self._mean():
            self.studio.session.start()

    def _start_random(self) -> None:
        self._start_anew()
        self._when_free.ask(lambda: self.studio.actions["randomise_all"][0].trigger())

    def _mean(self) -> object:
        facts = self.studio.session.facts
        return None if facts is None else facts.mean_state

    def _find(self, path: Path) -> None:
        """Ask where a recent file went, or forget it."""
        box = QMessageBox(self.studio.window)
        box.setWindowTitle("Nasion")
        box.setText(f"<b>{tr('{name} is not there any more').format(name=path.name)}</b>")
        text = tr("It lay in {folder}. It was moved or renamed, or its drive is not connected.")
        box.setInformativeText(text.format(folder=path.parent))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowModality(Qt.WindowModality.WindowModal)
        find = box.addButton(tr("Find it…"), QMessageBox.ButtonRole.AcceptRole)
        forget = box.addButton(tr("Remove from the list"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(find)
        find.clicked.connect(lambda: self._ask_where(path))
        forget.clicked.connect(lambda: self.forget(path))
        box.open()

    def _ask_where(self, path: Path) -> None:
        title = tr("Where is {name}?").format(name=path.name)
        name, _ = QFileDialog.getOpenFileName(
            self.studio.window, title, self.studio.files.folder, f"*{path.suffix}"
        )
        if name:
            self.forget(path)
            self.studio.files.open_path(Path(name))

    def forget(self, path: Path) -> None:
        """Take a file off the list of recent ones."""
        self.studio.remember(self.studio.settings().without_recent(path))
        self._read_recent()

    def _leave(self, *_: object) -> None:
        """Take the start page away."""
        if self.page is not None:
            self.page.hide()

    def _leave_for_person(self) -> None:
        session = self.studio.session
        if session.path is not None or (session.state is not None and session.state.scan):
            self._leave_for_good()

    def _leave_for_good(self, *_: object) -> None:
        self._page_waits = False
        self._leave()

    def _keep_picture(self, *_: object) -> None:
        """Keep a picture of a scan once it is fitted and drawn."""
        session = self.studio.session
        scan = session.scan_path
        if self._closed or scan is None or scan == self._photographed:
            return
        if not session.surfaces.resting:
            return
        self._photographed = scan
        picture = self.studio.view.thumbnail()
        if picture is not None:
            self._run().submit(KeepPicture(scan, picture), "pictures")

    # --- the tour -----------------------------------------------------------------------------

    def take_tour(self) -> None:
        """Walk past the parts of the window."""
        if self.tour is None:
            self._page_waits = self.page is not None and self.page.isVisible()
            self.tour = Tour(self._stops(), self.studio.window)
            self.tour.ended.connect(self._end_tour)

    def _end_tour(self) -> None:
        self.tour = None
        if self.page is not None and self._page_waits:
            self.page.show()
        self.studio.remember(self.studio.settings().with_value(_TOURED, True))

    def _stops(self) -> tuple[Stop, ...]:
        studio = self.studio
        docks = {one.objectName(): one for one in studio.window.findChildren(QDockWidget)}
        bar = studio.window.findChild(QToolBar, "tools") or studio.window

        def shown(name: str) -> None:
            if name in docks:
                docks[name].show()

        return (
            Stop(
                tr("Begin with a scan"),
                tr(
                    "Open or drop the scan of a head: any pose, any unit. Nasion finds the face, "
                    "shows the size in millimetres and asks only when it is unsure."
                ),
                lambda: bar,
            ),
            Stop(
                tr("Look around"),
                tr(
                    "Drag to turn, Shift and drag to move, wheel to zoom. The number keys take "
                    "standard views; X makes the skin translucent over the skull."
                ),
                lambda: studio.view,
                self._leave,
            ),
            Stop(
                tr("Change the face here"),
                tr(
                    "Left changes the face: by part, expression, tissue and bone. Type a measure "
                    "such as 36 mm, or drag a slider. The page History takes you back."
                ),
                lambda: docks.get("dock-edit", studio.window),
                lambda: shown("dock-edit"),
            ),
            Stop(
                tr("Read it here"),
                tr(
                    "Right only looks: layers and colours, measures against published norms, how "
                    "sure the skull is, and what is known of the document."
                ),
                lambda: docks.get("dock-head", studio.window),
                lambda: shown("dock-head"),
            ),
            Stop(
                tr("Take it out"),
                tr(
                    "Save keeps everything with all steps; Export writes skin, skull or your own "
                    "scan in millimetres. What is not saved survives a crash. F1 helps."
                ),
                lambda: bar,
            ),
        )

    def shut(self) -> None:
        """Stop reading; signals that are still on their way find nothing to do."""
        self._closed = True
        if self.tour is not None:
            self.tour.end()
        if self._reader is not None:
            self._reader.shutdown()
