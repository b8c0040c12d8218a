"""Comparisons in the window: the open face against its past, other people, meshes or its scan."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from app.actions import COMPARE, Action
from app.compare_requests import FindSubject, Found, Measured, MeasureFaces, Refine, Subject
from app.desks.desk import Desk, Studio
from app.desks.tables import ask_for_table, write_table
from app.panels.compare import ComparePanel
from app.panels.history import HistoryPanel
from app.surfaces import Computed, Tier
from app.theme import Theme
from app.translation import mark, tr
from app.viewport.compare_stage import MOST_OTHERS, CompareMode, CompareStage, OtherFace
from core.document.state import FaceState

_FILES = mark("Projects and meshes (*.nasion *.obj *.ply *.stl *.glb *.gltf *.vtk *.vtp)")
_ENDS_HOLD = {
    QEvent.Type.KeyRelease,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.WindowDeactivate,
    QEvent.Type.ApplicationDeactivate,
}


class CompareDesk(Desk):
    """Compares the open face."""

    NAME = "compare"
    ACTIONS = (
        Action("show_panel", "compare", "Compare &with…", COMPARE, "Ctrl+Shift+M",
               tip="Choose faces to compare the open one with"),
        Action("hold_before", "compare", "&Before the edits (hold)", COMPARE, "H",
               tip="Show the face before the edits as long as the key is held"),
        Action("set_mode", "compare", "&Off", COMPARE, "Alt+0", argument="off",
               tip="Show the open face alone", starts_group=True),
        Action("set_mode", "compare", "&Side by side", COMPARE, "Alt+1", argument="side-by-side"),
        Action("set_mode", "compare", "O&verlay", COMPARE, "Alt+2", argument="overlay"),
        Action("set_mode", "compare", "&Difference map", COMPARE, "Alt+3", argument="difference"),
        Action("set_mode", "compare", "Blin&k", COMPARE, "Alt+4", argument="blink"),
        Action("set_mode", "compare", "&Wipe", COMPARE, "Alt+5", argument="wipe"),
        Action("add_file", "compare", "Compare with a &file…", COMPARE, starts_group=True,
               tip="Compare with another project or mesh"),
        Action("save_csv", "compare", "Save the &figures…", COMPARE,
               tip="Write the distances of every region as CSV"),
    )  # fmt: skip

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self._session = studio.session
        self.panel = ComparePanel(studio.window)
        self.stage = CompareStage(studio.view)
        self._subjects: list[Subject] = []
        self._checked: set[int] = {0}
        self._fixed = 0
        self._found: dict[Subject, Found] = {}
        self._measured_of: tuple[FaceState, Subject, bool] | None = None
        self.measured: Measured | None = None
        self._holding = False
        self._seen: FaceState | None = None

    def settle(self) -> None:
        """Take a page beside the measures, and follow document, layers and panel."""
        studio, panel, session = self.studio, self.panel, self._session
        studio.add_page("know", "compare", tr("Compare"), panel)
        studio.actions["hold_before"][0].setAutoRepeat(False)
        panel.mode_chosen.connect(self._use_mode)
        panel.chosen.connect(self._choose)
        panel.file_asked.connect(self.add_file)
        panel.remove_asked.connect(self._remove)
        panel.fading.connect(self.stage.set_opacity)
        panel.measuring_changed.connect(self._measure_anew)
        panel.csv_asked.connect(self.save_csv)
        panel.installEventFilter(self)
        history = studio.window.findChild(HistoryPanel)
        assert isinstance(history, HistoryPanel)
        history.compare_asked.connect(self.compare_with_step)
        studio.layers.look_changed.connect(self.stage.match_looks)
        session.document_changed.connect(self._begin)
        session.surface_changed.connect(self._follow)
        session.state_changed.connect(self._yield)

    def refresh(self) -> None:
        """Enable what needs a document."""
        there = self._session.state is not None
        for key in ("show_panel", "hold_before", "set_mode", "add_file"):
            for action in self.studio.actions[key]:
                action.setEnabled(there)
        self.studio.actions["save_csv"][0].setEnabled(self.measured is not None)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self.panel.set_theme(theme)
        self.stage.wipe.set_theme(theme)
        self.stage.captions.set_theme(theme)
        self.stage.match_theme()

    def shut(self) -> None:
        """Stop blinking and free the panes."""
        self._release()
        self.stage.shut()

    # --- with whom ----------------------------------------------------------------------------

    def _begin(self) -> None:
        """Offer what every document can be compared with."""
        state = self._session.state
        if state is None:
            return
        self._session.errands.drop("compare")
        self._session.errands.drop("fine")
        self._subjects = [Subject(tr("Before the edits"), state.as_fitted())]
        if state.scan is not None:
            self._subjects.append(Subject(tr("The scan")))
        self._fixed = len(self._subjects)
        self._checked, self._found = {0}, {}
        self._measured_of = self.measured = None
        self.stage.forget()
        self.stage.set_name(tr("{name}, now").format(name=self._session.title))
        self._use_mode(CompareMode.OFF)
        self.panel.show_found(None)
        self._list()

    def _list(self) -> None:
        self.panel.show_names([one.name for one in self._subjects], self._checked, self._fixed)

    def compare_with(self, subject: Subject) -> None:
        """Compare with something, and show it beside the open face.

        Parameters
        ----------
        subject : Subject
            Becomes the only one that is chosen.
        """
        self._subjects.append(subject)
        self._checked = {len(self._subjects) - 1}
        self._list()
        self.show_panel()
        if self.stage.mode is CompareMode.OFF:
            self._use_mode(CompareMode.SIDE_BY_SIDE)
        else:
            self._bring()

    def wipe_with(self, subject: Subject) -> None:
        """Wipe between the open face and something.

        Parameters
        ----------
        subject : Subject
            Taken into the list if it is not there.
        """
        if subject in self._subjects:
            self._subjects.remove(subject)
        self.compare_with(subject)
        self._use_mode(CompareMode.WIPE)

    def compare_with_step(self, position: int) -> None:
        """Compare with a step of the history."""
        history = self._session.history
        if history is not None:
            step = history.past.steps[position]
            name = tr("Step {number}: {label}").format(number=position, label=step.label)
            self.compare_with(Subject(name, step.state))

    def add_file(self) -> None:
        """Ask for a project or a mesh to compare with."""
        name, _ = QFileDialog.getOpenFileName(
            self.studio.window, tr("Compare with"), self.studio.files.folder, tr(_FILES)
        )
        if name:
            self.compare_with(Subject(Path(name).name, path=Path(name)))

    def _remove(self, row: int) -> None:
        if row >= self._fixed:
            gone = self._subjects.pop(row)
            self._found.pop(gone, None)
            kept = {at - (at > row) for at in self._checked if at != row}
            self._checked = kept or {0}
            self._list()
            self._bring()

    def _choose(self) -> None:
        chosen = self.panel.checked[:MOST_OTHERS]
        self._checked = set(chosen)
        if len(self.panel.checked) > MOST_OTHERS:
            text = tr("Compare with three faces at most; take one out of the list first.")
            self._session.message.emit(text)
            self._list()
        self._bring()

    @property
    def chosen(self) -> list[Subject]:
        """What is compared with, the reference of the figures first."""
        return [self._subjects[at] for at in sorted(self._checked)]

    def _bring(self) -> None:
        """Have what is chosen brought, then show it."""
        state = self._session.state
        if state is None:
            return
        for subject in self.chosen:
            if subject not in self._found:
                self._ask_for(subject, state)
        self._show_others()

    def _ask_for(self, subject: Subject, state: FaceState) -> None:
        def keep(found: Found) -> None:
            self._found[subject] = found
            self._show_others()

        key = f"compare-{self._subjects.index(subject)}."
        self._session.errands.ask(key, FindSubject(subject, state), keep)

    def _show_others(self) -> None:
        there = [self._found[one] for one in self.chosen if one in self._found]
        self.stage.set_others([_face(one) for one in there])
        self._measure()
        self._refine()

    def _refine(self) -> None:
        """Have the faces that are seen drawn as finely as the open one, once nothing moves."""
        if self.stage.mode is CompareMode.OFF or not self._session.surfaces.resting:
            return
        for subject in self.chosen:
            found = self._found.get(subject)
            if found is not None and not found.fine:
                self._session.errands.ask("fine", Refine(found), self._take_fine)
                return

    def _take_fine(self, found: Found) -> None:
        if self._found.get(found.subject) is not None:
            self._found[found.subject] = found
            self._show_others()

    # --- how ----------------------------------------------------------------------------------

    def show_panel(self) -> None:
        """Bring the page to the front."""
        self.studio.show_page("compare")
        self._bring()

    def set_mode(self, name: str) -> None:
        """Compare in another way, by its name."""
        self._use_mode(CompareMode(name))

    def _use_mode(self, mode: CompareMode) -> None:
        self.panel.show_mode(mode)
        self.stage.set_mode(mode)
        if mode is not CompareMode.OFF:
            self._bring()

    def hold_before(self) -> None:
        """Show the face before the edits until a key is released or the mouse pressed."""
        application, state = QApplication.instance(), self._session.state
        if application is None or state is None or self._holding or not self._subjects:
            return
        self._holding = True
        application.installEventFilter(self)
        before = self._subjects[0]
        if before in self._found:
            self.stage.hold(_face(self._found[before]))
            return

        def show(found: Found) -> None:
            self._found[before] = found
            if self._holding:
                self.stage.hold(_face(found))

        self._session.errands.ask("compare-before", FindSubject(before, state), show)

    def _release(self) -> None:
        application = QApplication.instance()
        if self._holding and application is not None:
            self._holding = False
            application.removeEventFilter(self)
            self.stage.hold(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End holding; measure when the page comes to the front."""
        kind = event.type()
        if watched is self.panel:
            if kind == QEvent.Type.Show:
                self._bring()
        elif self._holding and kind in _ENDS_HOLD:
            again = isinstance(event, QKeyEvent) and event.isAutoRepeat()
            if not again:
                self._release()
        return False

    # --- figures ------------------------------------------------------------------------------

    def _follow(self, computed: Computed) -> None:
        """Measure what has come to rest; while a hand moves, the old map would be wrong."""
        if computed.tier is Tier.EXACT:
            self._measure()
            self._refine()
        elif self._measured_of is not None and self._session.state != self._measured_of[0]:
            self.stage.set_map(None, self.panel.scale)

    def _yield(self) -> None:
        """Let an edit go before a fine surface that is under way."""
        if self._session.state is not self._seen:
            self._seen = self._session.state
            self._session.errands.drop("fine")

    def _measure(self) -> None:
        state, chosen = self._session.state, self.chosen
        seen = self.stage.mode is not CompareMode.OFF or self.panel.isVisible()
        if state is None or not seen or not chosen or chosen[0] not in self._found:
            return
        wanted = (state, chosen[0], self.panel.best_fit.isChecked())
        if self._measured_of == wanted:
            return

        def take(measured: Measured) -> None:
            self._measured_of, self.measured = wanted, measured
            self._show_measured()

        name = self._session.title
        request = MeasureFaces(state, name, self._found[chosen[0]], wanted[2])
        self._session.errands.ask("compare-measure", request, take)

    def _measure_anew(self) -> None:
        self._measure()
        self._show_measured()

    def _show_measured(self) -> None:
        if self.measured is not None:
            self.panel.show_found(self.measured.found)
            self.stage.set_map(self.measured.second, self.panel.scale)
            self.refresh()

    def save_csv(self) -> None:
        """Ask where to, and write the figures."""
        if self.measured is None:
            return
        path = ask_for_table(self.studio, tr("Save the figures"), "comparison.csv")
        if path is not None:
            self.write_csv(path)

    def write_csv(self, path: Path) -> None:
        """Write the figures of every region.

        Parameters
        ----------
        path : Path
            Of the table.
        """
        from core.evaluation.face_comparison import comparison_csv

        if self.measured is not None:
            write_table(self.studio, path, comparison_csv(self.measured.found))


def _face(found: Found) -> OtherFace:
    return OtherFace(found.subject.name, found.skin, found.skull)
