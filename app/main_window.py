"""The window: puts view, panels, menus and status line together and asks before it acts.

Questions (which file, really close) are asked here; what follows is done by the session.
"""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QMainWindow,
    QMenu,
    QToolBar,
    QWidget,
)

from app.action_binding import call, fill_menus, make_actions, share_mnemonics
from app.actions import ACTIONS, FILE, TOOLBAR, VIEW
from app.desks import ALL, Desk, Studio
from app.dialogs.messages import offer_cpu, show_error
from app.files import DROPPED, Files
from app.icons import icon, page_icon, program_icon
from app.panels.anatomy import AnatomyPanel
from app.panels.document_info import DocumentPanel
from app.panels.expression import ExpressionPanel
from app.panels.history import HistoryPanel
from app.panels.layers import LayersPanel
from app.panels.parts import PartsPanel
from app.panels.skull import SkullPanel
from app.readout import Readout
from app.repaint import JoinedRepaints
from app.session import Session
from app.settings import Settings, save_settings
from app.surfaces import ColourBy, Computed, Tier
from app.theme import THEMES, apply_theme
from app.translation import inline, joined, mark, tr
from app.viewport.head_view import HeadView
from app.widgets.docks import dock_title, layout_of, tabs
from app.widgets.hint import Hint
from app.widgets.status import StatusLine

_TIERS = {
    Tier.TRACKED: mark("Preview: tracked surface"),
    Tier.EXACT: mark("Extracted surface"),
}


class MainWindow(QMainWindow):
    """The studio.

    Parameters
    ----------
    session : Session
        The document; closed together with the window.
    settings : Settings
        What was remembered.
    """

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("studio")
        self.setWindowIcon(program_icon())
        self.setAcceptDrops(True)
        self.session, self.settings = session, settings
        session.setParent(self)
        self.view = HeadView(self)
        self.setCentralWidget(self.view)
        self.parts = PartsPanel(session, self)
        self.expression = ExpressionPanel(session, self)
        self.anatomy = AnatomyPanel(session, self.view, self)
        self.history = HistoryPanel(session, self)
        self.layers = LayersPanel(self.view, session, self)
        self.skull = SkullPanel(session, self.view, self)
        self.document = DocumentPanel(session, self)
        self.status = StatusLine(self)
        self.setStatusBar(self.status)
        self.hint = Hint(
            tr("<b>Open a head scan</b> with Ctrl+O or drop it here. Until then: the mean head."),
            self.view,
        )
        self.actions_by_key: dict[str, list[QAction]] = {}
        self.files = Files(self, session, self.view, self.layers)
        self.desks = self._make_desks()
        self._first_file: Path | None = None
        self._closing = False
        self._make_docks()
        self._make_actions()
        self._connect()
        self._restore_layout()
        self.use_theme(settings.theme)
        self.refresh()

    # --- putting together ---------------------------------------------------------------------

    def _make_docks(self) -> None:
        edit = tabs(
            ("parts", tr("Parts"), self.parts),
            ("expression", tr("Expression"), self.expression),
            ("anatomy", tr("Anatomy"), self.anatomy),
            ("history", tr("History"), self.history),
        )
        know = tabs(
            ("skull", tr("Skull"), self.skull),
            ("document", tr("Document"), self.document),
        )
        self.setDockNestingEnabled(True)
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        docks = [
            self._dock("edit", tr("Edit"), edit, Qt.DockWidgetArea.LeftDockWidgetArea),
            self._dock("layers", tr("Layers"), self.layers, Qt.DockWidgetArea.RightDockWidgetArea),
            self._dock("head", tr("Head"), know, Qt.DockWidgetArea.RightDockWidgetArea),
        ]
        edit.setMinimumWidth(344)
        know.setMinimumWidth(364)
        self.layers.setMaximumHeight(self.layers.sizeHint().height())
        self.resizeDocks(docks, [352, 332, 332], Qt.Orientation.Horizontal)
        self._pages, self._facts = edit, know

    def _dock(self, key: str, title: str, inner: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(f"dock-{key}")
        dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        dock.setWidget(inner)
        dock.setTitleBarWidget(dock_title(title, dock))
        self.addDockWidget(area, dock)
        return dock

    def _make_desks(self) -> dict[str, Desk]:
        studio = Studio(
            window=self,
            session=self.session,
            view=self.view,
            layers=self.layers,
            files=self.files,
            status=self.status,
            actions=self.actions_by_key,
            add_dock=self._add_dock,
            add_page=self._add_page,
            show_page=self.show_page,
            settings=lambda: self.settings,
            remember=self._remember,
        )
        return {kind.NAME: kind(studio) for kind in ALL}

    def _add_dock(
        self, key: str, title: str, inner: QWidget, area: Qt.DockWidgetArea
    ) -> QDockWidget:
        dock = self._dock(key, title, inner, area)
        dock.hide()
        self._menus[VIEW].addAction(dock.toggleViewAction())
        return dock

    def _add_page(self, book: str, key: str, title: str, page: QWidget) -> None:
        {"edit": self._pages, "know": self._facts}[book].add(key, title, page)

    def _make_actions(self) -> None:
        owners = {"window": self, "files": self.files, "session": self.session, "view": self.view}
        records = ACTIONS + tuple(one for desk in self.desks.values() for one in desk.ACTIONS)
        self.actions_by_key.update(make_actions(records, self, owners | self.desks))
        menus = self._menus = fill_menus(self.menuBar(), self.actions_by_key)
        self._recent_menu = QMenu(tr("Open &recent"), self)
        menus[FILE].insertMenu(self.actions_by_key["save"][0], self._recent_menu)
        for desk in self.desks.values():
            desk.settle()
        share_mnemonics(menus)
        bar = QToolBar(tr("Tools"), self)
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        for key in TOOLBAR:
            if key:
                shown = [one for one in self.actions_by_key[key] if one.data().tool]
                bar.addActions(shown)
            else:
                bar.addSeparator()
        self.addToolBar(bar)

    def _connect(self) -> None:
        session, status = self.session, self.status
        session.state_changed.connect(Readout(session.surfaces, self.refresh).note)
        session.document_changed.connect(self._show_document)
        session.surface_changed.connect(self._show_surface)
        session.scan_changed.connect(self._show_scan)
        session.ct_changed.connect(self.view.show_ct)
        session.message.connect(status.tell)
        session.failed.connect(lambda text: show_error(self, text))
        session.memory_full.connect(lambda text: offer_cpu(self, text, session.use_cpu))
        session.progressed.connect(status.progress)
        session.busy_changed.connect(self._show_activity)
        session.computing_changed.connect(
            lambda computing: self._show_activity(tr("Extracting the surface") if computing else "")
        )
        JoinedRepaints(self, session)
        self.files.used.connect(lambda path: self._remember(self.settings.with_recent(path)))
        status.cancel_asked.connect(session.cancel)
        self.skull.colour_asked.connect(self._show_bone)
        self.skull.cohort_asked.connect(self.files.add_to_cohort)
        self.skull.teeth_asked.connect(self.files.read_teeth)
        self.parts.person_asked.connect(
            lambda part: self.files.choose_person(lambda path: self.parts.use_person(path, part))
        )

    def _restore_layout(self) -> None:
        self.resize(1440, 900)
        self.restoreGeometry(QByteArray.fromHex(self.settings.geometry.encode()))
        self.restoreState(QByteArray.fromHex(self.settings.layout.encode()))

    def start(self, path: Path | None = None) -> None:
        """Load the models, then open a file where one is given."""
        self._first_file = path
        self.session.start()

    # --- showing ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show which actions make sense, and the document's name."""
        session, history = self.session, self.session.history
        there = history is not None and session.editable
        self.status.device.setText(
            "" if session.facts is None else joined(session.facts.device_name)
        )
        undo, redo = self.actions_by_key["undo"][0], self.actions_by_key["redo"][0]
        undo.setEnabled(there and history.can_undo)
        redo.setEnabled(there and history.can_redo)
        undo.setText(_step(tr("&Undo"), history.undo_label if there else None))
        redo.setText(_step(tr("&Redo"), history.redo_label if there else None))
        for action, name in ((undo, tr("Undo")), (redo, tr("Redo"))):
            action.setIconText(name)
        for key in ("save", "save_as"):
            self.actions_by_key[key][0].setEnabled(there and not session.busy)
        for desk in self.desks.values():
            desk.refresh()
        self.setWindowTitle(f"{session.title}[*] – Nasion")
        self.setWindowModified(session.modified)
        self._fill_recent()

    def _show_document(self) -> None:
        state, facts = self.session.state, self.session.facts
        if facts is not None:
            self._pages.setTabVisible(self._pages.indexOf(self.expression), bool(facts.expressions))
        if state is not None and state.scan is not None:
            self.hint.hide()
        self.layers.restore(self.session.view.get("layers"))
        self.view.restore_camera(self.session.view.get("camera"))
        waiting, self._first_file = self._first_file, None
        if waiting is not None:
            # The task that brought the models has not ended yet.
            self.session.busy_changed.connect(
                lambda _: self.files.open_now(waiting), Qt.ConnectionType.SingleShotConnection
            )

    def _show_surface(self, computed: Computed) -> None:
        self.view.show_computed(computed)
        moved = tr(", skull moved along") if computed.skull_moved else ""
        self.status.tier.setText(tr(_TIERS[computed.tier]) + moved)

    def _show_scan(self, scan: Any) -> None:
        facts = self.session.facts
        if facts is None or self.session.state is not facts.mean_state:
            # The mean head has been drawn from the start.
            self.view.forget()
        self.view.show_scan(scan)

    def _show_activity(self, title: str) -> None:
        if title:
            self.status.begin(tr(title))
        elif not self.session.busy:
            self.status.end()

    def _fill_recent(self) -> None:
        self._recent_menu.clear()
        self._recent_menu.setEnabled(bool(self.settings.recent))
        for name in self.settings.recent:
            action = self._recent_menu.addAction(Path(name).name)
            action.setToolTip(name)
            action.triggered.connect(partial(call, self.files.open_path, Path(name)))

    def use_theme(self, name: str) -> None:
        """Colour the whole window by ``dark`` or ``light``."""
        self.settings = self.settings.with_theme(name)
        theme = THEMES[name]
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_theme(application, theme)
        for actions in self.actions_by_key.values():
            for action in actions:
                if action.data().icon:
                    action.setIcon(icon(action.data().icon, theme))
        self.actions_by_key["light_theme"][0].setChecked(name == "light")
        panels = self.parts, self.expression, self.anatomy, self.layers, self.skull, self.view
        for panel in panels:
            panel.set_theme(theme)
        for desk in self.desks.values():
            desk.set_theme(theme)
        self.hint.set_icon(icon("close", theme))
        for book in (self._pages, self._facts):
            book.set_icons(lambda key: page_icon(key, theme))
        self.history.read()

    def show_page(self, key: str) -> None:
        """Bring a page of a dock to the front, such as ``anatomy`` or ``skull``."""
        for pages in (self._pages, self._facts):
            for index in range(pages.count()):
                if pages.tabBar().tabData(index) == key:
                    pages.setCurrentIndex(index)

    def _show_bone(self, colour: ColourBy) -> None:
        """Colour the skull and see it through the skin."""
        self.layers.colour_skull(colour)
        self.layers.eyes["ct"].setChecked(False)
        self.layers.set_glass(True)

    # --- actions (see app.actions) ------------------------------------------------------------

    def light_theme(self, light: bool) -> None:  # noqa: FBT001
        """Use the light theme, or the dark one."""
        name = "light" if light else "dark"
        if name != self.settings.theme:
            self.use_theme(name)
            self._remember(self.settings)

    # --- files dropped, and the end -----------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file that can be opened."""
        if self._dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file that was dropped."""
        path = self._dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self._opener(path).open_path(path)

    def _opener(self, path: Path) -> Files | Desk:
        takers = (desk for desk in self.desks.values() if path.suffix.lower() in desk.SUFFIXES)
        return next(takers, self.files)

    def _dropped_file(self, event: QDragEnterEvent | QDropEvent) -> Path | None:
        urls = event.mimeData().urls()
        if len(urls) != 1 or not urls[0].isLocalFile():
            return None
        path = Path(urls[0].toLocalFile())
        known = path.suffix.lower() in DROPPED or isinstance(self._opener(path), Desk)
        return path if known else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the hint at the foot of the view."""
        super().resizeEvent(event)
        self._place_hint()

    def _place_hint(self) -> None:
        self.hint.fit(max(self.view.width() - 16, 160))
        left = (self.view.width() - self.hint.width()) // 2
        self.hint.move(max(8, left), self.view.height() - self.hint.height() - 58)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes; then stop worker, timers and view, in this order."""
        if not self._closing and not all(desk.may_close() for desk in self.desks.values()):
            event.ignore()
            return
        if not self._closing and self.session.modified:
            event.ignore()
            self.files.unless_unsaved(self.close_without_asking)
            return
        self._closing = True
        self._remember(self.settings.with_layout(*layout_of(self)))
        for desk in self.desks.values():
            desk.shut()
        self.session.close()
        self.status.end()
        self.view.shut()
        super().closeEvent(event)

    def close_without_asking(self) -> None:
        """Close the window; what is not saved is lost."""
        self._closing = True
        self.close()

    def _remember(self, settings: Settings) -> None:
        self.settings = settings
        self.files.folder = settings.folder
        save_settings(settings)
        self._fill_recent()


def _step(what: str, label: str | None) -> str:
    return what if label is None else f"{what} {inline(joined(label))}"
