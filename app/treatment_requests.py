"""Jobs of the treatment page: simulate how the skin follows, and how sure that is."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from app.profile_lines import profile_values
from app.workshop import Workshop
from core.arrays import FloatArray
from core.document.state import FaceState
from core.document.treatment import Treatment
from core.document.treatment_edits import KeepSimulation
from core.geometry.measures import Measure
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.inference.head import HeadModel
    from core.simulation.theatre import Theatre


_CUT_MM, _CUT_MARGIN = 3.0, 3.0
"""Bone this near to a cut tells how large it is drawn, and by how much it stands out, mm."""


class TreatmentBench:
    """The factorised tissue of the person who was simulated last. Worker thread only."""

    def __init__(self) -> None:
        self._theatre: Theatre | None = None
        self._model: HeadModel | None = None

    def theatre(self, model: "HeadModel") -> "Theatre":
        """Return where treatments of a model's documents are simulated."""
        from core.simulation.theatre import Theatre

        if self._theatre is None or self._model is not model:
            self._theatre, self._model = Theatre(model), model
        return self._theatre


@dataclass(frozen=True, eq=False)
class Cuts:
    """Planes in which bone is cut, on the person.

    Attributes
    ----------
    corners : (n, 4, 3) float64
        Of each square, head frame, mm.
    """

    corners: FloatArray


@dataclass(frozen=True, eq=False)
class Simulated:
    """What a simulation told.

    Attributes
    ----------
    edit : KeepSimulation
        Ready to apply.
    before, after : tuple of Measure
        The profile without and with the treatment.
    cuts : Cuts
        Of the segments that move.
    """

    edit: KeepSimulation
    before: tuple[Measure, ...]
    after: tuple[Measure, ...]
    cuts: Cuts


@dataclass(frozen=True, eq=False)
class SimulateTreatment:
    """Simulate the treatment of a document.

    Attributes
    ----------
    bench : TreatmentBench
        Keeps the tissue.
    state : FaceState
        The document.
    step : str or None
        Merge key of the edit that it completes.
    spread : bool
        Whether other stiffness of tissue is tried as well.
    """

    bench: TreatmentBench
    state: FaceState
    step: str | None = None
    spread: bool = False
    title: str = "Simulating the soft tissue"

    def run(self, tools: Workshop, monitor: Monitor) -> Simulated:
        """Return the edit that keeps the simulated skin."""
        model = tools.model
        theatre = self.bench.theatre(model)
        share = 0.4 if self.spread else 0.95
        edit = theatre.kept(self.state, monitor.part(0.0, share), self.step)
        if self.spread:
            told = theatre.spread(self.state, monitor.part(share, 0.95))
            edit = replace(edit, spread=told.largest)
        monitor.report(0.95, "Measuring the profile")
        bare = replace(self.state, treatment=Treatment())
        before = profile_values(model, bare)
        after = profile_values(model, edit.apply(self.state))
        return Simulated(edit, before, after, _cuts(model, self.state))


def _cuts(model: "HeadModel", state: FaceState) -> Cuts:
    """Return the cuts of what moves, carried from the template to the person by their bone."""
    segments = model.anatomy.segments
    skull = model.skull(replace(state, treatment=Treatment(), expression=())).mesh.vertices
    template = model.bundle.template.skull.vertices
    squares = [np.zeros((0, 4, 3))]
    for cut in segments.cuts:
        if cut.segment not in state.treatment.moves:
            continue
        off = template - cut.middle
        bone = segments.members[cut.segment] & (np.abs(off @ cut.normal) < _CUT_MM)
        if not bone.any():
            continue
        middle = cut.middle + (skull[bone] - template[bone]).mean(axis=0)
        across = np.array([1.0, 0.0, 0.0])
        along = np.cross(cut.normal, across)
        axes = np.stack([across, along / np.linalg.norm(along)])
        reach = (skull[bone] - middle) @ axes.T
        low, high = reach.min(axis=0) - _CUT_MARGIN, reach.max(axis=0) + _CUT_MARGIN
        ends = ((low[0], low[1]), (high[0], low[1]), (high[0], high[1]), (low[0], high[1]))
        squares.append((middle + np.array(ends) @ axes)[None])
    return Cuts(np.concatenate(squares))
