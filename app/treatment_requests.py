"""Jobs of the treatment page: simulate how the skin follows, and how sure that is."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from app.profile_lines import profile_values
from app.workshop import Workshop
from core.arrays import BoolArray, FloatArray
from core.document.state import FaceState
from core.document.treatment import Treatment
from core.document.treatment_edits import KeepSimulation
from core.geometry.measures import Measure
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.inference.head import HeadModel
    from core.simulation.theatre import Theatre


ARROWS = 3.0
"""Arrows are so many times as long as the skin moves."""
_ARROW_LEAST, _ARROW_SPACING, _ARROW_LIFT = 0.5, 7.0, 0.6
"""Skin that moves less carries none; between two of them; above the skin, mm."""
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
class Staged:
    """What is drawn and told of a treatment beside the face itself.

    Attributes
    ----------
    before, after : tuple of Measure
        The profile without and with the treatment; empty where nothing moves.
    cuts : (n, 4, 3) float64
        Corners of the planes in which bone is cut, head frame, mm.
    seat : (3,) float64 or None
        The middle of the chosen segment where it is now, mm; None where the models lack it.
    arrows : Mesh or None
        How the skin moves, `ARROWS` times as long.
    """

    before: tuple[Measure, ...]
    after: tuple[Measure, ...]
    cuts: FloatArray
    seat: FloatArray | None
    arrows: Mesh | None


NOTHING = Staged((), (), np.zeros((0, 4, 3)), None, None)
"""Nothing to draw or tell."""


@dataclass(frozen=True, eq=False)
class StageTreatment:
    """Find what is drawn and told of a document's treatment.

    Attributes
    ----------
    state : FaceState
        The document.
    segment : str
        Which is chosen in the page.
    """

    state: FaceState
    segment: str
    title: str = "Measuring the treatment"

    def run(self, tools: Workshop, monitor: Monitor) -> Staged:
        """Return it."""
        return staged(tools.model, self.state, self.segment, monitor)


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
    on_ct : bool
        Whether the bone of the document's CT is treated, where it has one.
    """

    bench: TreatmentBench
    state: FaceState
    step: str | None = None
    spread: bool = False
    on_ct: bool = True
    title: str = "Simulating the soft tissue"

    def run(self, tools: Workshop, monitor: Monitor) -> KeepSimulation:
        """Return the edit that keeps the simulated skin."""
        model = tools.model
        theatre, real = self.bench.theatre(model), tools.bones.real
        theatre.use_ct(real.mesh if self.on_ct and real is not None else None)
        share = 0.4 if self.spread else 0.95
        edit = theatre.kept(self.state, monitor.part(0.0, share), self.step)
        if self.spread:
            told = theatre.spread(self.state, monitor.part(share, 0.95))
            edit = replace(edit, spread=told.largest)
        return edit


def staged(model: "HeadModel", state: FaceState, segment: str, monitor: Monitor) -> Staged:
    """Return what is drawn and told of a treatment beside the face itself.

    Parameters
    ----------
    model : HeadModel
        Of the document.
    state : FaceState
        The document.
    segment : str
        Which is chosen.
    monitor : Monitor
        Cancellation.

    Returns
    -------
    Staged
        The profile is measured, and arrows are drawn, only where something moves.
    """
    bare = replace(state, treatment=Treatment())
    segments, moves = model.anatomy.segments, state.treatment.moves
    skull = model.skull(replace(bare, expression=())).mesh.vertices
    monitor.check()
    seat = segments.seat(segment, moves, skull) if segment in segments.keys else None
    cuts = _cuts(model, skull, {*moves, segment})
    if not state.treatment.moving:
        return replace(NOTHING, cuts=cuts, seat=seat)
    before, after = profile_values(model, bare), profile_values(model, state)
    monitor.check()
    there = model.skin_preview(state)
    arrows = arrow_mesh(model.skin_preview(bare), there, model.bundle.template.face_mask)
    return Staged(before, after, cuts, seat, arrows)


def arrow_mesh(before: Mesh, after: Mesh, chosen: BoolArray) -> Mesh | None:
    """Return arrows on a skin that moved.

    Parameters
    ----------
    before, after : Mesh
        The skin, mm.
    chosen : (n,) bool
        Vertices that may carry an arrow.

    Returns
    -------
    Mesh or None
        Outside the new skin, `ARROWS` times as long as the way; None where nothing moves.
    """
    way = after.vertices - before.vertices
    moving = np.flatnonzero(chosen & (np.linalg.norm(way, axis=1) > _ARROW_LEAST))
    picked: list[int] = []
    for one in moving[np.argsort(-np.linalg.norm(way[moving], axis=1), kind="stable")]:
        near = after.vertices[picked] - after.vertices[one]
        if not picked or (near * near).sum(axis=1).min() > _ARROW_SPACING**2:
            picked.append(int(one))
    if not picked:
        return None
    normals = vertex_normals(after.vertices, after.faces)[picked]
    along = ARROWS * way[picked]
    inwards = (along * normals).sum(axis=1, keepdims=True) < 0.0
    tails = after.vertices[picked] - np.where(inwards, along, 0.0) + _ARROW_LIFT * normals
    return _arrows(tails, along)


def _arrows(tails: FloatArray, along: FloatArray) -> Mesh:
    """Return a shaft and a head for each arrow, four-sided."""
    length = np.linalg.norm(along, axis=1, keepdims=True)
    way = along / length
    other = np.where(np.abs(way[:, 1:2]) < 0.9, [[0.0, 1.0, 0.0]], [[1.0, 0.0, 0.0]])
    side = np.cross(way, other)
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    up = np.cross(way, side)
    around = ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))
    head = np.minimum(3.0, 0.5 * length)
    rings = [
        tails + at * way + radius * (a * side + b * up)
        for at, radius in ((0.0 * length, 0.25), (length - head, 0.25), (length - head, 0.8))
        for a, b in around
    ]
    points = np.stack([*rings, tails + along], axis=1)
    faces = [[3, 2, 1], [3, 1, 0]]
    for first in (0, 4):
        for at in range(4):
            a, b = first + at, first + (at + 1) % 4
            faces += [[a, b, b + 4], [a, b + 4, a + 4]]
    faces += [[8 + at, 8 + (at + 1) % 4, 12] for at in range(4)]
    count = points.shape[1]
    whole = np.array(faces)[None] + count * np.arange(len(points))[:, None, None]
    return Mesh(points.reshape(-1, 3), whole.reshape(-1, 3).astype(np.int64))


def _cuts(model: "HeadModel", skull: FloatArray, moved: set[str]) -> FloatArray:
    """Return the cuts of segments, carried from the template to the person by their bone."""
    segments = model.anatomy.segments
    template = model.bundle.template.skull.vertices
    squares = [np.zeros((0, 4, 3))]
    for cut in segments.cuts:
        if cut.segment not in moved:
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
    return np.concatenate(squares)
