"""The treatment desk: the page, the simulation on release, and what the view shows of it."""

import numpy as np
from PySide6.QtCore import QTimer

from app.actions import EDIT, Action
from app.compare_requests import Subject
from app.desks.compare import CompareDesk
from app.desks.desk import Desk, Studio
from app.panels.treatment import TreatmentPanel
from app.surfaces import ColourBy, surface_from
from app.theme import Theme
from app.translation import tr
from app.treatment_requests import (
    NOTHING,
    SimulateTreatment,
    Staged,
    StageTreatment,
    TreatmentBench,
)
from app.viewport.gizmo import SegmentGizmo
from app.viewport.layer import Material
from core.document.treatment import AXES, LIMIT_DEGREES, LIMIT_MM
from core.document.treatment_edits import KeepSimulation, ResetTreatment
from core.errors import EditError
from core.geometry.mesh import Mesh

_CUTS, _ARROWS = "cuts", "arrows"
_CUT_OPACITY = 0.35
_STAGE_MS = 150
"""The view waits so long for the hand to rest before planes, arrows and profile are found anew."""


class TreatmentDesk(Desk):
    """Simulates treatments of the open face."""

    NAME = "treatment"
    ACTIONS = (
        Action("show_treatment", "treatment", "&Treatment", EDIT, "Ctrl+T",
               tip="Move cut bone or teeth and simulate how the face follows", starts_group=True),
    )  # fmt: skip

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self._session = studio.session
        self.panel = TreatmentPanel(studio.session, studio.window)
        self.bench = TreatmentBench()
        self.gizmo = SegmentGizmo(studio.view)
        self.staged: Staged = NOTHING
        self._waiting = False
        """Whether another simulation is wanted once the running one has ended."""
        self._from = 0.0
        """What the handle that is held stood at when it was taken."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STAGE_MS)
        self._timer.timeout.connect(self._stage)

    def settle(self) -> None:
        """Take a page, and draw cuts and arrows in layers of their own."""
        studio, panel = self.studio, self.panel
        studio.add_page("edit", "treatment", tr("Treatment"), panel)
        studio.view.add_layer(_CUTS, Material((0.36, 0.62, 0.86), 0.05, 10.0))
        studio.view.set_opacity(_CUTS, _CUT_OPACITY)
        studio.view.add_layer(_ARROWS, Material((0.93, 0.60, 0.15), 0.05, 10.0))
        panel.simulate_asked.connect(self.simulate)
        panel.sure_asked.connect(lambda: self.simulate(spread=True))
        panel.moved.connect(self._note_move)
        for box in (panel.cuts, panel.arrows, panel.handles):
            box.toggled.connect(self._draw)
        panel.colours_asked.connect(lambda: studio.layers.colour_skin(ColourBy.CHANGE))
        panel.wipe_asked.connect(self.wipe)
        panel.shown.connect(self._note_state)
        panel.segment.currentIndexChanged.connect(self._note_state)
        self.gizmo.grabbed.connect(self._note_hold)
        self.gizmo.dragged.connect(self._follow)
        self.gizmo.released.connect(panel.settle)
        self._session.state_changed.connect(self._note_state)
        self._session.document_changed.connect(lambda: self._take_staged(NOTHING))

    def refresh(self) -> None:
        """Enable what needs a document."""
        there = self._session.history is not None and self._session.editable
        self.studio.actions["show_treatment"][0].setEnabled(there)

    def set_theme(self, theme: Theme) -> None:
        """Colour the icons of the page."""
        self.panel.set_theme(theme)

    def show_treatment(self) -> None:
        """Bring the page to the front."""
        self.studio.show_page("treatment")

    # --- simulating ---------------------------------------------------------------------------

    def simulate(self, *, spread: bool = False) -> None:
        """Simulate what is moved, in the background."""
        state = self._session.state
        if state is None or not state.treatment.moving:
            return
        if self._session.busy:
            self._waiting = True
            return
        self._waiting = False
        step, on_ct = self.panel.step or None, self.panel.on_ct.isChecked()
        request = SimulateTreatment(self.bench, state, step, spread, on_ct)
        self._session.perform(request, self._take)

    def _take(self, edit: KeepSimulation) -> None:
        """Keep what was simulated, unless the hand has moved on."""
        state = self._session.state
        try:
            if state is not None:
                edit.apply(state)
        except EditError:
            self._waiting = self.panel.at_rest.isChecked()
            return
        self._session.complete(edit)

    def _note_move(self, _: str, dragging: bool) -> None:  # noqa: FBT001
        if not dragging and self.panel.at_rest.isChecked():
            self.simulate()

    def wipe(self) -> None:
        """Wipe between the face with the treatment and the face without it."""
        state, desk = self._session.state, self.studio.window.findChild(CompareDesk)
        if state is not None and isinstance(desk, CompareDesk):
            desk.wipe_with(Subject(tr("Without the treatment"), ResetTreatment().apply(state)))

    # --- what the view shows ------------------------------------------------------------------

    def _note_state(self) -> None:
        if self._waiting and not self._session.busy:
            self.simulate()
        if self.panel.isVisible() and self._session.state is not None:
            self._timer.start()
        elif self.gizmo.seat is not None:
            self._draw()

    def _stage(self) -> None:
        state = self._session.state
        if state is not None and not self.gizmo.held:
            request = StageTreatment(state, self.panel.segment.currentData())
            self._session.errands.ask("treatment", request, self._take_staged)

    def _take_staged(self, staged: Staged) -> None:
        self.staged = staged
        self.panel.show_profile(staged.before, staged.after)
        self._draw()

    def _draw(self) -> None:
        """Draw planes, arrows and handles, as far as they are wanted."""
        panel, corners = self.panel, self.staged.cuts
        first = 4 * np.arange(len(corners))[:, None]
        faces = (first[:, :, None] + np.array([[0, 1, 2], [0, 2, 3]])).reshape(-1, 3)
        planes = Mesh(corners.reshape(-1, 3), faces) if len(corners) else None
        wanted = ((_CUTS, planes, panel.cuts), (_ARROWS, self.staged.arrows, panel.arrows))
        for name, mesh, box in wanted:
            seen = mesh is not None and box.isChecked() and panel.isVisible()
            self.studio.view.layer(name).show(surface_from(mesh) if mesh and seen else None)
        there = panel.handles.isChecked() and panel.isVisible() and self._session.editable
        if not self.gizmo.held:
            self.gizmo.show(self.staged.seat if there else None)
        self.studio.view.refresh()

    # --- the handles --------------------------------------------------------------------------

    def _note_hold(self) -> None:
        self._from = np.nan

    def _follow(self, handle: int, come: float) -> None:
        """Move the chosen segment with a handle, in tenths."""
        row, limit = self.panel.rows[AXES[handle]], LIMIT_MM if handle < 3 else LIMIT_DEGREES
        if np.isnan(self._from):
            self._from = row.value
        value = float(np.clip(round(self._from + come, 1), -limit, limit))
        if value == row.value:
            return
        before = row.value
        self.panel.nudge(AXES[handle], value)
        if handle < 3 and self.gizmo.seat is not None:
            self.gizmo.show(self.gizmo.seat + (value - before) * np.eye(3)[handle])
