"""Moves a skull along with a face that is dragged, inside its skin at every step.

Inferring a skull anew takes longer than a moving hand waits. The predictor alone is quick: so the
skull that was inferred last is moved by what the predictor says has changed since, and whatever
would come too near the skin is pushed in. What inference does beyond that, moving all
bone that goes with a push, comes when the hand rests.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from core.arrays import FloatArray
from core.bundles.bundle import Bundle
from core.document.state import FaceState
from core.geometry.clearance import SMALLEST_CLEARANCE, Clearance, clear_skin, outer_skin
from core.geometry.clearance_along import Cells, ClearanceAlong
from core.geometry.mesh import Mesh
from core.inference.skull_from_skin import SkullEstimate, inward_ways

DRAGGED_CLEARANCE = 1.0
"""While it is dragged bone is nowhere nearer to the skin's surface than this, mm: half of what it
has at rest, so that bone which lies at its bound is not searched for at every step."""


@dataclass(frozen=True, eq=False)
class SkullStart:
    """A skull that was inferred, and what steps from it need.

    Attributes
    ----------
    estimate : SkullEstimate
        At rest.
    predicted : (N_skull, 3) float64
        The predictor's own word on it, mm.
    along : ClearanceAlong
        Where it lies beneath its skin.
    """

    estimate: SkullEstimate
    predicted: FloatArray
    along: ClearanceAlong


class SkullAlong:
    """Moves the skulls of one bundle's heads; used by one thread.

    Parameters
    ----------
    bundle : Bundle
        Template and predictor.
    resting : callable
        Returns the skin of a document at rest without edits of the anatomy, (N_skin, 3) mm.
    skull : callable
        Infers its skull.
    posed : callable
        Returns a document's skull with the edits of bone and jaw, given that at rest.
    """

    def __init__(
        self,
        bundle: Bundle,
        resting: Callable[[FaceState], FloatArray],
        skull: Callable[[FaceState], SkullEstimate],
        posed: Callable[[FaceState, SkullEstimate], SkullEstimate],
    ) -> None:
        self._bundle = bundle
        self._resting, self._skull, self._posed = resting, skull, posed
        self._cells: Cells | None = None
        self._start: SkullStart | None = None

    def skull(self, state: FaceState, near: FaceState) -> FloatArray:
        """Return the skull of a document by that of another, as quick as a drag needs it.

        Parameters
        ----------
        state : FaceState
            The document.
        near : FaceState
            The same person before the drag, whose skull was inferred.

        Returns
        -------
        (N_skull, 3) float64
            mm, head frame; all of it inside the skin, by `DRAGGED_CLEARANCE` at least.
        """
        trust = None if state.scan is None else state.scan.trust
        start = self.prepare(near)
        found, skin = start.estimate, self._resting(state)
        predicted = self._bundle.skull.predict(skin, trust).vertices
        moved = found.mesh.vertices + predicted - start.predicted
        outer = self._outer(skin)
        clearance = start.along.beneath(outer, moved)
        mesh = found.mesh.with_vertices(moved)
        cleared = clear_skin(mesh, outer, DRAGGED_CLEARANCE, clearance=clearance)
        start.along.note(clearance)
        return self._posed(state, replace(found, mesh=cleared)).mesh.vertices

    def prepare(self, near: FaceState) -> "SkullStart":
        """Find what the first step from a document would have to wait for.

        Parameters
        ----------
        near : FaceState
            Before a drag; its skull is inferred where it is not known.

        Returns
        -------
        SkullStart
            Kept for the steps.
        """
        found, start = self._skull(near), self._start
        if start is None or start.estimate is not found:
            trust = None if near.scan is None else near.scan.trust
            start = self._start = self._begun(self._resting(near), found, trust)
        return start

    def _outer(self, skin: FloatArray) -> Mesh:
        return outer_skin(self._bundle.template.skin.with_vertices(skin), self._bundle.skull.pocket)

    def _begun(
        self, near: FloatArray, estimate: SkullEstimate, trust: FloatArray | None
    ) -> SkullStart:
        """Find where an inferred skull lies beneath its skin."""
        template, bone = self._bundle.template, estimate.mesh.vertices
        self._cells = self._cells or Cells.of(template.skin, template.skull.vertices)
        clearance = Clearance(self._outer(near), inward_ways(template))
        clearance.lack(bone, SMALLEST_CLEARANCE)
        predicted = self._bundle.skull.predict(near, trust).vertices
        return SkullStart(estimate, np.array(predicted), ClearanceAlong(self._cells, clearance))
