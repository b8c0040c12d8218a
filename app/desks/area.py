"""Areas painted on skin or bone: what the brush covered becomes an outline, and so a measure."""

import numpy as np

from app.actions import MEASURE, Action
from app.desks.desk import Desk, Studio
from app.face_measures import free_title
from app.panels.measures import MeasuresPanel
from app.theme import Theme
from app.translation import tr
from app.viewport.mark_drawing import MarkDrawing
from app.viewport.tools.area_brush import AreaBrush
from app.viewport.tools.surface_picker import SurfacePicker
from core.document.mark_edits import PlaceMeasure
from core.errors import EditError
from core.geometry.painted_area import painted_outline
from core.geometry.placed_measures import PlacedMeasure
from core.geometry.surface_points import SurfacePoint, places


class AreaDesk(Desk):
    """Paints areas."""

    NAME = "area"
    ACTIONS = (
        Action("paint_area", "area", "Pai&nt an area", MEASURE, "Shift+B", checkable=True,
               tip="Measure the area that a brush covers on the skin or the bone",
               after="remove_measures"),
    )  # fmt: skip

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self._session = studio.session
        self.picker = SurfacePicker(self._session, studio.view)
        self.brush = AreaBrush(studio.view, self.picker)
        self._drawing = MarkDrawing(studio.view.renderer)

    def settle(self) -> None:
        """Follow the head that is shown, and the brush."""
        session, brush = self._session, self.brush
        session.surface_changed.connect(self.picker.take)
        session.document_changed.connect(self._forget)
        brush.painting.connect(self._draw)
        brush.painted.connect(self._keep)
        brush.cancelled.connect(lambda: self.studio.actions["paint_area"][0].setChecked(False))
        # Another measure's tool takes the mouse for itself.
        for action in self.studio.actions["place"]:
            action.triggered.connect(self._leave)
        self._measures = self.studio.window.findChild(MeasuresPanel)
        if isinstance(self._measures, MeasuresPanel):
            self._measures.tool_chosen.connect(lambda kind: kind and self._leave())
        self.studio.actions["paint_area"][0].toggled.connect(self._show_tool)

    def refresh(self) -> None:
        """Enable what needs a head."""
        there = self._session.history is not None and self._session.editable
        self.studio.actions["paint_area"][0].setEnabled(there)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self._drawing.set_theme(theme)

    def paint_area(self, painting: bool) -> None:  # noqa: FBT001
        """Paint areas from now on, or no longer."""
        if painting:
            if isinstance(self._measures, MeasuresPanel):
                self._measures.tool_chosen.emit("")
            self.studio.show_page("measures")
            self._session.message.emit(
                tr("Paint on the skin or the bone; [ and ] change the brush, Esc ends.")
            )

    def _show_tool(self, painting: bool) -> None:  # noqa: FBT001
        self.brush.set_active(active=painting)
        self._clear()

    def _leave(self, *_: object) -> None:
        self.studio.actions["paint_area"][0].setChecked(False)

    def _forget(self) -> None:
        self.picker.forget()
        self._leave()

    def _outline(self) -> tuple[SurfacePoint, ...]:
        brush, body = self.brush, self.brush.body
        bodies, faces = self.picker.bodies, self.picker.faces
        return painted_outline(bodies[body], faces[body], body, brush.dabs, brush.radius)

    def _draw(self) -> None:
        try:
            line = places(self._outline(), self.picker.bodies)
        except EditError:
            return
        closed = [line[[*range(len(line)), 0]]]
        ratio = self.studio.view.devicePixelRatioF()
        self._drawing.show_measures([], closed, line[:0], [], ratio)
        self.studio.view.request_frame()

    def _keep(self) -> None:
        self._clear()
        state = self._session.state
        if state is None:
            return
        try:
            points = self._outline()
        except EditError as error:
            self._session.message.emit(str(error))
            return
        title = free_title(state, tr("Area"))
        self._session.apply(PlaceMeasure(PlacedMeasure("area", title, points)))

    def _clear(self) -> None:
        ratio = self.studio.view.devicePixelRatioF()
        self._drawing.show_measures([], [], np.zeros((0, 3)), [], ratio)
        self.studio.view.request_frame()
