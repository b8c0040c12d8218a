"""Performances in the window: opens them, plays them in the view, bakes and exports them.

Playing draws over the document's face and changes nothing in it; only baking a frame is an edit.
Frames are computed on the window's own thread, because each is one small matrix product; whatever
needs the models runs on the worker.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QLabel

from app.actions import FILE, Action
from app.desks.desk import Desk, Studio
from app.dialogs.export_motion import ExportMotionDialog
from app.panels.performance import PerformancePanel
from app.performance_requests import (
    CastPerformance,
    ReadPerformance,
    Rehearsal,
    same_person,
)
from app.performing import TABLES
from app.playback import Playback
from app.surfaces import Computed, Surface, Tier
from app.theme import Theme
from app.translation import mark, told, tr
from core.document.edits import ResetExpression, SetExpression, Several
from core.document.state import FaceState
from core.errors import PerformanceError

_TABLES = mark("Recordings of coefficients (*.csv *.tsv *.txt);;All files (*)")
_PROJECTS = mark("Nasion project (*.nasion)")


class PerformanceDesk(Desk):
    """Plays performances."""

    NAME = "performance"
    ACTIONS = (
        Action(
            "choose_file", "performance", "Open per&formance…", FILE, "Ctrl+Shift+O",
            tip="Play a recording of ARKit coefficients on this face", starts_group=True,
            after="export",
        ),
        Action(
            "export_blendshapes", "performance", "Export &blend shapes…", FILE,
            tip="Write the shapes of this face under ARKit's names", after="choose_file",
        ),
    )  # fmt: skip
    SUFFIXES = frozenset(TABLES)

    shown = Signal(object)
    """A `Computed` to draw: a frame, or the document's face again."""
    told = Signal(str)
    """What is drawn, for the status line."""
    opened = Signal()
    """A performance is there; its dock should be seen."""
    titled = Signal(str)
    """What is played and by whom, for the dock's title."""

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self._session, self._window = studio.session, studio.window
        self.panel = PerformancePanel(studio.window)
        self.playback = Playback(self)
        self.dialog: ExportMotionDialog | None = None
        self.folder = ""
        self._rehearsal: Rehearsal | None = None
        self._foreign = False
        """Whether another document was opened since the performance was read."""
        self._on_stage = False
        self._staged: FaceState | None = None
        """The document over which the performance is drawn."""
        self._face: Computed | None = None
        self._skull: Surface | None = None
        self._connect()
        self.panel.show_performance(None)

    def _connect(self) -> None:
        panel, playback, session = self.panel, self.playback, self._session
        panel.file_asked.connect(self.choose_file)
        panel.folder_asked.connect(self.choose_folder)
        panel.play_toggled.connect(self.toggle)
        panel.loop_changed.connect(lambda loop: setattr(playback, "loop", loop))
        panel.speed_changed.connect(self.set_speed)
        panel.other_asked.connect(self.choose_other)
        panel.own_asked.connect(lambda: self._cast(None))
        panel.bake_asked.connect(self.bake)
        panel.export_asked.connect(self.export)
        panel.leave_asked.connect(self.leave)
        panel.timeline.picked.connect(self.scrub)
        playback.frame_changed.connect(self._show_frame)
        playback.playing_changed.connect(panel.show_playing)
        session.surface_changed.connect(self._note_face)
        # The window draws a surface first; the frame then goes over it.
        later = Qt.ConnectionType.QueuedConnection
        session.surface_changed.connect(self._draw_over, later)
        session.state_changed.connect(self._note_edit)
        session.document_changed.connect(self._note_document)

    def settle(self) -> None:
        """Take a dock at the foot of the window; it comes up with a performance.

        The space bar over the view plays and pauses; leaving the dock shows the face again.
        """
        studio, view = self.studio, self.studio.view
        area = Qt.DockWidgetArea.BottomDockWidgetArea
        dock = studio.add_dock("performance", tr("Performance"), self.panel, area)
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_Space), view)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.toggle)
        self.shown.connect(view.show_computed)
        self.told.connect(studio.status.tier.setText)
        self.opened.connect(dock.show)
        title = dock.titleBarWidget()
        if isinstance(title, QLabel):
            self.titled.connect(title.setText)
        dock.toggleViewAction().toggled.connect(lambda seen: seen or self.leave())

    def refresh(self) -> None:
        """Enable what needs a document at rest."""
        session = self._session
        ready = session.history is not None and session.editable and not session.busy
        for record in self.ACTIONS:
            self.studio.actions[record.key][0].setEnabled(ready)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self.panel.set_theme(theme)

    @property
    def rehearsal(self) -> Rehearsal | None:
        """What is played, and by whom."""
        return self._rehearsal

    # --- opening and casting ------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask for a recording of coefficients."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open performance"), self.folder, tr(_TABLES)
        )
        if name:
            self.open_path(Path(name))

    def choose_folder(self) -> None:
        """Ask for a folder of meshes."""
        folder = QFileDialog.getExistingDirectory(
            self._window, tr("Folder with one mesh a frame"), self.folder
        )
        if folder:
            self.open_path(Path(folder))

    def open_path(self, path: Path) -> None:
        """Read a performance and let the open person play it.

        Parameters
        ----------
        path : Path
            A CSV file, or a folder with one mesh a frame.
        """
        state = self._session.state
        if state is not None:
            self.folder = str(path.parent)
            self.playback.pause()
            request = ReadPerformance(path, state, self._session.title)
            self._session.perform(request, self._begin)

    def _begin(self, rehearsal: Rehearsal) -> None:
        self._foreign = False
        self._take(rehearsal)
        self.playback.go_to(0)
        self.opened.emit()
        take = rehearsal.act.performance
        self._session.message.emit(
            " ".join((tr("{name} opened.").format(name=take.source), *map(told, take.notes)))
        )

    def choose_other(self) -> None:
        """Ask for another person's project and let that person play."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Another person"), self.folder, tr(_PROJECTS)
        )
        if name:
            self._cast(Path(name))

    def cast_other(self, path: Path) -> None:
        """Let the person of another project play."""
        self._cast(path)

    def _cast(self, other: Path | None, then: Callable[[], None] | None = None) -> None:
        state, now = self._session.state, self._rehearsal
        if state is None or now is None:
            return
        self.playback.pause()
        name = self._session.title if other is None else other.name
        request = CastPerformance(now.act, state, name, other, self._foreign)

        def follow(rehearsal: Rehearsal) -> None:
            self._take(rehearsal)
            self.playback.go_to(self.playback.frame)
            if then is not None:
                then()

        self._session.perform(request, follow)

    def _take(self, rehearsal: Rehearsal) -> None:
        self._rehearsal = rehearsal
        take = rehearsal.act.performance
        self.playback.use(take)
        name, other = rehearsal.stage.name, rehearsal.other is not None
        self.panel.show_performance(take, name, other=other)
        self.titled.emit(
            tr("PERFORMANCE · {source}, played by {name}").format(source=take.source, name=name)
        )

    # --- playing ------------------------------------------------------------------------------

    def toggle(self) -> None:
        """Play, or pause."""
        if self.playback.playing:
            self.playback.pause()
        else:
            self._with_fresh_stage(self.playback.play)

    def scrub(self, frame: int) -> None:
        """Show a frame, from zero."""
        if self._stale():
            self.panel.show_frame(frame)
            self._with_fresh_stage(lambda: self.playback.go_to(frame))
        else:
            self.playback.go_to(frame)

    def _stale(self) -> bool:
        """Return whether the open face was edited since it was put on stage."""
        now, state = self._rehearsal, self._session.state
        if now is None or state is None or now.other is not None:
            return False
        return not same_person(now.state, state)

    def _with_fresh_stage(self, act: Callable[[], None]) -> None:
        if self._rehearsal is None:
            return
        if self._stale():
            self._cast(None, act)
        else:
            act()

    def set_speed(self, fps: float) -> None:
        """Play at another speed."""
        now = self._rehearsal
        if now is None:
            return
        act = now.act.at_rate(fps)
        player = now.stage.player
        player = replace(player, performance=player.performance.at_rate(fps))
        frame, playing = self.playback.frame, self.playback.playing
        self._take(replace(now, act=act, stage=replace(now.stage, player=player)))
        self.playback.go_to(frame)
        if playing:
            self.playback.play()

    def _show_frame(self, frame: int) -> None:
        now = self._rehearsal
        if now is None:
            return
        if not self._on_stage:
            self._on_stage, self._staged = True, self._session.state
        self.panel.show_frame(frame)
        stage = now.stage
        skin, skull = stage.skin(frame), stage.skull(frame)
        self.shown.emit(Computed(0, Tier.TRACKED, skin, skull, ()))
        self.told.emit(tr("Performance: frame {frame:,}").format(frame=frame + 1))

    def leave(self) -> None:
        """Stop, and show the document's face again."""
        self.playback.pause()
        if self._on_stage and self._face is not None:
            self._on_stage = False
            self.shown.emit(replace(self._face, skull=self._skull))
            self.told.emit(tr("Face"))

    def _note_face(self, computed: Computed) -> None:
        """Take note of the document's face, which the window draws over whatever is played."""
        self._face = computed
        self._skull = computed.skull or self._skull

    def _note_edit(self) -> None:
        """Give the view back to a document that was edited; one that only got finer goes under."""
        if self._session.state is not self._staged:
            self._on_stage = False
            self.playback.pause()

    def _draw_over(self) -> None:
        if self._on_stage:
            self._show_frame(self.playback.frame)

    def _note_document(self) -> None:
        self.playback.pause()
        self._foreign = self._rehearsal is not None
        self._face, self._skull, self._on_stage = None, None, False

    # --- baking and writing -------------------------------------------------------------------

    def bake(self) -> None:
        """Give the document the expression of the frame that is seen, as one edit."""
        now = self._rehearsal
        if now is None:
            return
        self.playback.pause()
        take, frame = now.act.performance, self.playback.frame
        pairs = zip(take.names, take.expression(frame), strict=True)
        weights = tuple(SetExpression(name, weight, take.names) for name, weight in pairs if weight)
        edits = (ResetExpression(neutral=True), *weights)
        edit = Several(edits, f"Expression of frame {frame + 1:,} of {take.source}")
        self._session.apply(edit)

    def export(self) -> None:
        """Ask how to write every frame."""
        now = self._rehearsal
        if now is None:
            raise PerformanceError("There is no performance to export; open one first.")
        self.playback.pause()
        self._ask(ExportMotionDialog.of_performance(now, self.folder, self._window))

    def export_blendshapes(self) -> None:
        """Ask how to write the open person's blend shapes."""
        state = self._session.state
        if state is not None:
            name = Path(self._session.title).stem.lower().replace(" ", "-")
            self._ask(ExportMotionDialog.of_shapes(state, name, self.folder, self._window))

    def _ask(self, dialog: ExportMotionDialog) -> None:
        dialog.chosen.connect(lambda request: self._session.perform(request, self._note_exported))
        dialog.finished.connect(self._forget_dialog)
        dialog.open()
        self.dialog = dialog

    def _forget_dialog(self) -> None:
        self.dialog = None

    def _note_exported(self, paths: tuple[Path, ...]) -> None:
        self.folder = str(paths[0].parent)
        self._session.message.emit(
            tr("Exported {names}.").format(names=", ".join(path.name for path in paths))
        )
