"""The treatment desk: the page, the simulation on release, and the cuts in the view."""

import numpy as np

from app.actions import EDIT, Action
from app.desks.desk import Desk, Studio
from app.panels.treatment import TreatmentPanel
from app.surfaces import ColourBy, surface_from
from app.theme import Theme
from app.translation import tr
from app.treatment_requests import Cuts, Simulated, SimulateTreatment, TreatmentBench
from app.viewport.layer import Material
from core.errors import EditError
from core.geometry.mesh import Mesh

_CUTS = "cuts"
_CUT_OPACITY = 0.35


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
        self._drawn = Cuts(np.zeros((0, 4, 3)))
        self._waiting = False
        """Whether another simulation is wanted once the running one has ended."""

    def settle(self) -> None:
        """Take a page, and draw cuts in a layer of their own."""
        studio, panel = self.studio, self.panel
        studio.add_page("edit", "treatment", tr("Treatment"), panel)
        studio.view.add_layer(_CUTS, Material((0.36, 0.62, 0.86), 0.05, 10.0))
        studio.view.set_opacity(_CUTS, _CUT_OPACITY)
        panel.simulate_asked.connect(self.simulate)
        panel.sure_asked.connect(lambda: self.simulate(spread=True))
        panel.moved.connect(self._note_move)
        panel.cuts.toggled.connect(self._draw_cuts)
        panel.colours_asked.connect(lambda: studio.layers.colour_skin(ColourBy.CHANGE))
        self._session.state_changed.connect(self._note_state)

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

    def simulate(self, *, spread: bool = False) -> None:
        """Simulate what is moved, in the background."""
        state = self._session.state
        if state is None or not state.treatment.moving:
            return
        if self._session.busy:
            self._waiting = True
            return
        self._waiting = False
        request = SimulateTreatment(self.bench, state, self.panel.step or None, spread)
        self._session.perform(request, self._take)

    def _take(self, found: Simulated) -> None:
        """Keep what was simulated, unless the hand has moved on."""
        state = self._session.state
        try:
            if state is not None:
                found.edit.apply(state)
        except EditError:
            self._waiting = self.panel.at_rest.isChecked()
            return
        self._session.apply(found.edit)
        self.panel.show_profile(found.before, found.after)
        self._drawn = found.cuts
        self._draw_cuts()

    def _note_move(self, _: str, dragging: bool) -> None:  # noqa: FBT001
        if not dragging and self.panel.at_rest.isChecked():
            self.simulate()

    def _note_state(self) -> None:
        state = self._session.state
        if state is not None and not state.treatment.moving and len(self._drawn.corners):
            self._drawn = Cuts(np.zeros((0, 4, 3)))
            self._draw_cuts()
        if self._waiting and not self._session.busy:
            self.simulate()

    def _draw_cuts(self) -> None:
        """Draw the planes of the cuts, or nothing."""
        layer = self.studio.view.layer(_CUTS)
        corners = self._drawn.corners
        if not len(corners) or not self.panel.cuts.isChecked():
            layer.show(None)
        else:
            first = 4 * np.arange(len(corners))[:, None]
            faces = (first[:, :, None] + np.array([[0, 1, 2], [0, 2, 3]])).reshape(-1, 3)
            mesh = Mesh(corners.reshape(-1, 3), faces)
            layer.show(surface_from(mesh))
        self.studio.view.refresh()
