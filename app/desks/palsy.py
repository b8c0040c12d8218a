"""Facial palsy: visits with poses, their figures, and what of them is seen in the view."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.actions import MEASURE, Action
from app.desks.desk import Desk, Studio
from app.desks.tables import ask_for_table, write_table
from app.palsy_requests import (
    DrawPose,
    MeasureStudy,
    PalsyBench,
    PalsyView,
    ReadPoses,
    StudyFigures,
    StudyTable,
    TakeHead,
)
from app.panels.palsy import PalsyPanel
from app.surfaces import ColourBy, Surface
from app.theme import Theme
from app.translation import mark, tr
from app.viewport.colouring import Scale
from app.viewport.head_view import MATERIALS
from core.document.edits import Several
from core.document.palsy import PalsyPose, PalsyStudy, PalsyVisit
from core.document.palsy_edits import KeepPose, RemovePose, SetWeakSide
from core.imaging.photo_file import SUFFIXES

_LAYER = "palsy"
_CHANGE_MM = 5.0
_FILES = mark("Scans, projects and photographs ({suffixes})")
_SURFACES = frozenset({".nasion", ".obj", ".ply", ".stl", ".glb", ".gltf", ".vtk", ".vtp"})


class PalsyDesk(Desk):
    """Keeps and shows the visits of the open document."""

    NAME = "palsy"
    ACTIONS = (
        Action("show_palsy", "palsy", "Facial &palsy", MEASURE, starts_group=True,
               tip="Poses of a patient at several visits, left against right"),
    )  # fmt: skip

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self._session = studio.session
        self.panel = PalsyPanel(studio.window)
        self._bench = PalsyBench()
        self._study: PalsyStudy | None = None
        self._shown: object = None

    def settle(self) -> None:
        """Take a page, a layer and the session's signals."""
        studio, panel = self.studio, self.panel
        studio.add_page("know", "palsy", tr("Palsy"), panel)
        studio.view.add_layer(_LAYER, MATERIALS["skin"])
        panel.day_chosen.connect(self._draw)
        panel.pose_chosen.connect(self._draw)
        panel.view_chosen.connect(self._draw)
        panel.side_chosen.connect(lambda side: self._session.apply(SetWeakSide(side)))
        panel.keep_asked.connect(self.keep_head)
        panel.file_asked.connect(self.add_file)
        panel.remove_asked.connect(self._remove)
        panel.csv_asked.connect(self.save_csv)
        panel.report_asked.connect(lambda: studio.actions["save_report"][0].trigger())
        self._session.state_changed.connect(self._note_state)
        self._session.document_changed.connect(self._begin)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self.panel.set_theme(theme)

    def refresh(self) -> None:
        """Enable what needs a document."""
        there = self._session.history is not None and self._session.editable
        self.studio.actions["show_palsy"][0].setEnabled(there)
        self.panel.setEnabled(there)

    def show_palsy(self) -> None:
        """Bring the page to the front."""
        self.studio.show_page("palsy")

    # --- the visits ---------------------------------------------------------------------------

    def _begin(self) -> None:
        self._study = None
        self.panel.views[PalsyView.OFF].setChecked(True)
        self._note_state()
        state = self._session.state
        if state is not None and state.palsy.visits:
            self.panel.set_day(state.palsy.visits[-1].day)
        self._draw()

    def _note_state(self) -> None:
        """Have visits measured that have changed."""
        state = self._session.state
        study = PalsyStudy() if state is None else state.palsy
        if study == self._study:
            return
        self._study = study
        self.panel.read(study, None)
        self._draw()
        if not study.visits:
            return

        def take(found: StudyFigures) -> None:
            if self._study == study:
                self.panel.read(study, found)

        self._session.errands.ask("palsy-figures", MeasureStudy(self._bench, study), take)

    @property
    def _visit(self) -> PalsyVisit:
        """The visit that is looked at, empty where there was none yet."""
        found = None if self._study is None else self._study.visit(self.panel.day)
        return found or PalsyVisit(self.panel.day)

    def keep_head(self) -> None:
        """Keep the head in the window as the pose that is looked at."""
        state = self._session.state
        if state is not None:
            request = TakeHead(self.panel.pose, state, self._session.title)
            day = self.panel.day
            self._session.errands.ask("palsy-keep", request, lambda made: self._keep(day, made))

    def add_file(self) -> None:
        """Ask for a scan, project or photograph to become the pose that is looked at."""
        name, _ = QFileDialog.getOpenFileName(
            self.studio.window,
            tr("Take the pose from"),
            self.studio.files.folder,
            tr(_FILES).format(suffixes=" ".join(f"*{one}" for one in sorted(_SURFACES | SUFFIXES))),
        )
        if name:
            self.add_from(Path(name))

    def add_from(self, path: Path) -> None:
        """Make a file the pose that is looked at.

        Parameters
        ----------
        path : Path
            A scan, project or photograph.
        """
        day = self.panel.day
        request = ReadPoses({self.panel.pose: path}, self._visit)
        self._session.perform(request, lambda made: self._keep(day, made))

    def _keep(self, day: str, made: tuple[PalsyPose, ...]) -> None:
        edits = [KeepPose(day, one) for one in made]
        if self._session.state is not None and edits:
            whole = edits[0] if len(edits) == 1 else Several(tuple(edits), edits[-1].label)
            self._session.apply(whole)

    def _remove(self) -> None:
        if self._visit.pose(self.panel.pose) is not None:
            self._session.apply(RemovePose(self.panel.day, self.panel.pose))

    # --- the view -----------------------------------------------------------------------------

    def _draw(self) -> None:
        """Show what is chosen of the pose, or the open head."""
        view, pose = self.panel.view, self._visit.pose(self.panel.pose)
        if view is not PalsyView.OFF and not self.panel.views[view].isEnabled():
            view = PalsyView.OFF
        if view is PalsyView.OFF or pose is None or self._study is None:
            self._shown = None
            self._session.errands.drop("palsy-draw")
            self._show(None)
            return
        earlier = (one.pose(pose.name) for one in self._study.visits)
        before = next(one for one in earlier if one is not None)
        wanted = (view, pose, self._study.healthy, before)
        if wanted == self._shown:
            return
        self._shown = wanted

        def take(surface: Surface) -> None:
            if self._shown == wanted:
                self._show(surface)

        request = DrawPose(pose, view, self._study.healthy, before)
        self._session.errands.ask("palsy-draw", request, take)

    def _show(self, surface: Surface | None) -> None:
        layer = self.studio.view.layer(_LAYER)
        layer.show(surface)
        colour, scale = ColourBy.PLAIN, None
        if surface is not None and ColourBy.ASYMMETRY in surface.values:
            colour = ColourBy.ASYMMETRY
        elif surface is not None and ColourBy.COMPARED in surface.values:
            colour = ColourBy.COMPARED
            scale = Scale(tr("Change [mm]"), -_CHANGE_MM, _CHANGE_MM, diverging=True)
        layer.set_scale(scale)
        layer.set_colour(colour)
        for name in ("skin", "skull"):
            self.studio.view.layer(name).stand_aside(surface is not None)
        self.studio.view.refresh()

    # --- out ----------------------------------------------------------------------------------

    def save_csv(self) -> None:
        """Ask where to, and write the figures of all visits."""
        path = ask_for_table(self.studio, tr("Save the figures"), "palsy.csv")
        if path is not None:
            self.write_csv(path)

    def write_csv(self, path: Path) -> None:
        """Write the figures of all visits.

        Parameters
        ----------
        path : Path
            Of the table.
        """
        if self._study is None or not self._study.visits:
            return
        write = partial(write_table, self.studio, path)
        self._session.errands.ask("palsy-table", StudyTable(self._study), write)
