"""Measuring: tools in the view, landmarks that can be dragged, the table with norms, symmetry."""

from pathlib import Path

from PySide6.QtCore import Qt

from app.actions import MEASURE, Action
from app.desks.desk import Desk, Studio
from app.desks.tables import ask_for_table, write_table
from app.face_measures import FaceMeasures, free_title
from app.face_survey import FaceSurvey, SurveyFace
from app.panels.measure_table import MeasureTable
from app.panels.measures import TOOLS, MeasuresPanel
from app.readout import Readout
from app.surfaces import ColourBy, Computed, Tier
from app.theme import Theme
from app.translation import inline, tr
from app.viewport.layer import Material
from app.viewport.tools.mark_scene import MarkScene
from app.viewport.tools.mark_tool import MarkTool
from app.viewport.tools.surface_picker import SurfacePicker
from core.document.mark_edits import (
    MoveLandmark,
    MoveMeasurePoint,
    PlaceMeasure,
    RemoveMeasure,
    RenameMeasure,
    ResetLandmarks,
)
from core.geometry.mark_meter import MeasuredMark
from core.geometry.measure_rows import rows_csv
from core.geometry.placed_measures import POINTS_OF_KIND, PlacedMeasure
from core.geometry.surface_points import SurfacePoint

_MIRROR = "mirror"
_MIRROR_OPACITY = 0.45


class MeasureDesk(Desk):
    """Measures the head that is shown."""

    NAME = "measure"
    ACTIONS = (
        Action("place", "measure", "&Distance", MEASURE, "Shift+D", argument="distance",
               tip="Straight distance between two points"),
        Action("place", "measure", "&Angle", MEASURE, "Shift+A", argument="angle",
               tip="Angle at the second of three points"),
        Action("place", "measure", "&Path along the surface", MEASURE, "Shift+P", argument="path",
               tip="Shortest way along the skin or the bone"),
        Action("place", "measure", "A&rea", MEASURE, "Shift+R", argument="area",
               tip="Area within an outline on the skin or the bone"),
        Action("remove_measures", "measure", "Remove all placed &measures", MEASURE),
        Action("landmarks", "measure", "&Landmarks", MEASURE, "L", checkable=True,
               tip="Show the landmarks; drag one to move it", starts_group=True),
        Action("reset_landmarks", "measure", "Put landmarks &back", MEASURE,
               tip="Put every landmark back to where the model places it"),
        Action("asymmetry", "measure", "Asymmetry as &colours", MEASURE, starts_group=True,
               tip="Colour the skin by its distance to its own mirror image"),
        Action("mirror", "measure", "Mirror &image", MEASURE, checkable=True,
               tip="Lay the face's mirror image over it"),
        Action("thirds", "measure", "Facial &thirds", MEASURE, checkable=True,
               tip="Draw the facial thirds and the plane of symmetry"),
        Action("table", "measure", "&Table of measures", MEASURE, "Ctrl+M", starts_group=True,
               tip="Every measure with the norms of women and men"),
        Action("export_csv", "measure", "Export measures as C&SV…", MEASURE),
    )  # fmt: skip

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self._session, self._view = studio.session, studio.view
        self.panel = MeasuresPanel(studio.window)
        self.full = MeasureTable(studio.window)
        self.picker = SurfacePicker(self._session, self._view)
        self.measures = FaceMeasures(self._session)
        self.tool = MarkTool(self._view, self.picker)
        self.scene = MarkScene(self._session, self._view, self.picker, self.measures, self.tool)
        self._kind = ""
        self._pending: list[SurfacePoint] = []
        self._moving = False
        self._survey: FaceSurvey | None = None
        self._surveyed: object = None

    def settle(self) -> None:
        """Take a page and a dock, and connect them."""
        studio, panel, tool = self.studio, self.panel, self.tool
        studio.add_page("know", "measures", tr("Measures"), panel)
        studio.show_page("measures")
        area = Qt.DockWidgetArea.BottomDockWidgetArea
        self._dock = studio.add_dock("measures-table", tr("Table of measures"), self.full, area)
        self._view.add_layer(_MIRROR, Material((0.45, 0.62, 0.80), 0.10, 14.0, glass=True))
        self._view.set_opacity(_MIRROR, _MIRROR_OPACITY)
        panel.tool_chosen.connect(self.place)
        panel.landmarks_toggled.connect(studio.actions["landmarks"][0].setChecked)
        panel.sex_chosen.connect(self._keep_sex)
        panel.table_asked.connect(self.table)
        panel.csv_asked.connect(self.export_csv)
        panel.placed.renamed.connect(lambda old, new: self._apply(RenameMeasure(old, new)))
        panel.placed.removed.connect(lambda title: self._apply(RemoveMeasure(title)))
        panel.placed.all_removed.connect(self.remove_measures)
        panel.survey.colour_asked.connect(self.asymmetry)
        panel.survey.mirror_toggled.connect(studio.actions["mirror"][0].setChecked)
        panel.survey.thirds_toggled.connect(studio.actions["thirds"][0].setChecked)
        panel.survey_section.header.toggled.connect(lambda _: self._ask_survey())
        self._dock.visibilityChanged.connect(lambda seen: seen and self._read())
        tool.placed.connect(self._take_point)
        tool.finished.connect(self._finish)
        tool.cancelled.connect(lambda: self.place(""))
        tool.dragged.connect(self._drag)
        tool.released.connect(self._release)
        tool.hovered.connect(self.scene.hover)
        session = self._session
        self._reading = Readout(session.surfaces, self._read, panel, self._dock)
        session.surface_changed.connect(self._take)
        session.state_changed.connect(self._note_state)
        session.document_changed.connect(self._forget)
        studio.layers.look_changed.connect(self._note_look)
        index = panel.sex.findData(studio.settings().value("measure.sex", "female"))
        panel.sex.setCurrentIndex(max(index, 0))
        self._marks_of: object = None

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self.panel.set_theme(theme)
        self.full.set_theme(theme)
        self.scene.drawing.set_theme(theme)

    def refresh(self) -> None:
        """Enable what needs a head."""
        there = self._session.history is not None and self._session.editable
        for key in {record.key for record in self.ACTIONS}:
            for action in self.studio.actions[key]:
                action.setEnabled(there)
        self.panel.setEnabled(there)

    def _apply(self, edit: object, *, dragging: bool = False) -> None:
        self._session.apply(edit, dragging=dragging)

    # --- what is shown ------------------------------------------------------------------------

    def _forget(self) -> None:
        self.picker.forget()
        self.measures.forget()
        self.panel.forget()
        self._survey, self._surveyed, self._marks_of = None, None, None
        self._view.layer(_MIRROR).show(None)
        self.panel.survey.read(None)
        self.place("")

    def _take(self, computed: Computed) -> None:
        self.picker.take(computed)
        self._marks_of = self._state_marks()
        self._moving = computed.tier is Tier.TRACKED and not self._session.surfaces.resting
        self.measures.use(self.picker.bodies, self.picker.faces, moving=self._moving)
        self._reading.note()
        self._draw()
        if computed.tier is Tier.EXACT:
            self._ask_survey()

    def _note_state(self) -> None:
        """Measure again where marks were changed; other edits bring a surface of their own."""
        marks = self._state_marks()
        if marks is None or marks == self._marks_of or not self.picker.bodies:
            return
        self._marks_of = marks
        self._moving = False
        self._read()
        self._draw()
        self._view.request_frame()

    def _state_marks(self) -> object:
        state = self._session.state
        return None if state is None else (state.measures, state.landmarks)

    def _marks(self) -> tuple[MeasuredMark, ...]:
        return self.measures.followed() if self._moving else self.measures.marks()

    def _read(self) -> None:
        panel = self.panel
        if panel.isVisible() or self._dock.isVisible() or not panel.table.rowCount():
            rows = self.measures.rows()
            panel.read(rows)
            if self._dock.isVisible():
                self.full.read([(row, panel.change(row)) for row in rows])
        panel.placed.read(self._marks())

    def _draw(self) -> None:
        """Draw marks; the frame is asked for by whoever changed something."""
        on = self.studio.actions
        self.scene.draw(
            self._marks(),
            self._pending,
            landmarks=on["landmarks"][0].isChecked(),
            thirds=on["thirds"][0].isChecked(),
            plane=None if self._survey is None else self._survey.asymmetry,
        )

    def _note_look(self) -> None:
        if self.studio.actions["landmarks"][0].isChecked():
            self._redraw()

    def _redraw(self) -> None:
        if self.picker.bodies:
            self._draw()
            self._view.request_frame()

    # --- placing and dragging -----------------------------------------------------------------

    def place(self, kind: str) -> None:
        """Place a measure of a kind of `core.geometry.placed_measures`; empty to stop."""
        self._kind, self._pending = kind, []
        self.tool.place(bool(kind))
        if kind:
            self.studio.show_page("measures")
        self._tell_tool()
        self._redraw()

    def _tell_tool(self) -> None:
        told = ""
        if self._kind:
            least, most = POINTS_OF_KIND[self._kind]
            count = len(self._pending)
            told = tr("Point {number} of {least}: click on the head. Esc ends.").format(
                number=count + 1, least=least
            )
            if most > least and count >= least:
                told = tr("Click on, or double-click or Enter to finish. Esc ends.")
        self.panel.show_tool(self._kind, told)

    def _take_point(self, point: SurfacePoint) -> None:
        bodies = {one.body for one in self._pending}
        if self._kind in ("path", "area") and bodies and point.body not in bodies:
            self._session.message.emit(
                tr("A path or an area stays on one surface: go on where you began.")
            )
            return
        self._pending.append(point)
        if len(self._pending) >= POINTS_OF_KIND[self._kind][1]:
            self._finish()
        else:
            self._tell_tool()
            self._redraw()

    def _finish(self) -> None:
        if not self._kind or len(self._pending) < POINTS_OF_KIND[self._kind][0]:
            return
        kind, points = self._kind, tuple(self._pending)
        self._pending = []
        title = free_title(self._session.state, tr(TOOLS[kind][0]))
        self._apply(PlaceMeasure(PlacedMeasure(kind, title, points)))
        self._tell_tool()

    def _drag(self, key: str, point: SurfacePoint) -> None:
        kind, _, rest = key.partition(":")
        if kind == "landmark":
            self._apply(MoveLandmark(rest, point), dragging=True)
        else:
            index, _, title = rest.partition(":")
            self._apply(MoveMeasurePoint(title, int(index), point), dragging=True)

    def _release(self) -> None:
        self.scene.hover(None)
        self._session.settle()

    # --- actions ------------------------------------------------------------------------------

    def remove_measures(self) -> None:
        """Remove every placed measure."""
        state = self._session.state
        if state is not None and state.measures:
            self._apply(RemoveMeasure())

    def landmarks(self, shown: bool) -> None:  # noqa: FBT001
        """Show the landmarks, or not."""
        self.panel.landmarks.setChecked(shown)
        self.scene.hover(None)
        self._redraw()

    def reset_landmarks(self) -> None:
        """Put every landmark back."""
        state = self._session.state
        if state is not None and state.landmarks:
            self._apply(ResetLandmarks())

    def asymmetry(self) -> None:
        """Colour the skin by its asymmetry."""
        self.studio.layers.colour_skin(ColourBy.ASYMMETRY)
        self._show_survey()

    def mirror(self, shown: bool) -> None:  # noqa: FBT001
        """Lay the mirror image over the face, or not."""
        self.panel.survey.mirror.setChecked(shown)
        self._show_mirror()
        if shown:
            self._show_survey()

    def thirds(self, shown: bool) -> None:  # noqa: FBT001
        """Draw thirds and plane of symmetry, or not."""
        self.panel.survey.thirds.setChecked(shown)
        if shown:
            self._show_survey()
        self._redraw()

    def table(self) -> None:
        """Show the table with both norms, or hide it."""
        self._dock.setVisible(not self._dock.isVisible())

    def _keep_sex(self, sex: str) -> None:
        settings = self.studio.settings()
        if settings.value("measure.sex", "female") != sex:
            self.studio.remember(settings.with_value("measure.sex", sex))

    # --- symmetry and volume ------------------------------------------------------------------

    def _show_survey(self) -> None:
        self.studio.show_page("measures")
        self.panel.survey_section.fold(folded=False)
        self._ask_survey()

    def _wants_survey(self) -> bool:
        actions = self.studio.actions
        shown = self.panel.survey_section.header.isChecked()
        return shown or actions["mirror"][0].isChecked() or actions["thirds"][0].isChecked()

    def _ask_survey(self) -> None:
        """Have symmetry and volume measured where they are seen and not known yet."""
        state = self._session.state
        if state is None or not self._wants_survey() or self._surveyed == state:
            return

        def take(found: FaceSurvey) -> None:
            self._survey, self._surveyed = found, state
            self.panel.survey.read(found)
            self._show_mirror()
            if self.studio.actions["thirds"][0].isChecked():
                self._draw()
                self._view.request_frame()

        self._session.errands.ask("survey", SurveyFace(state), take)

    def _show_mirror(self) -> None:
        shown = self.studio.actions["mirror"][0].isChecked() and self._survey is not None
        surface = self._survey.mirrored if shown and self._survey is not None else None
        self._view.change(_MIRROR, lambda layer: layer.show(surface))

    # --- out ----------------------------------------------------------------------------------

    def export_csv(self) -> None:
        """Ask where to and write every measure as a table."""
        name = f"{Path(self._session.title).stem}-measures.csv"
        path = ask_for_table(self.studio, tr("Export measures"), name)
        if path is not None:
            self.write_csv(path)

    def write_csv(self, path: Path) -> None:
        """Write every measure as a table.

        Parameters
        ----------
        path : Path
            Of the table.
        """
        placed = [
            (f"placed.{m.measure.kind}", m.measure.title, m.value, m.unit)
            for m in self.measures.marks()
        ]
        if self._survey is not None:
            placed += [
                (f"asymmetry.{key}", f"{inline(key)} RMS", value, "mm")
                for key, value in self._survey.asymmetry.rms.items()
            ]
        write_table(self.studio, path, rows_csv(self.measures.rows(), placed))
