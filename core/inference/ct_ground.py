"""The template's skull laid onto the bone of a CT: a treatment then moves what was imaged."""

from dataclasses import replace

import numpy as np

from core.arrays import FloatArray
from core.document.state import FaceState
from core.errors import EditError
from core.geometry.mesh import Mesh
from core.geometry.transforms import Similarity
from core.inference.head import HeadModel
from core.inference.skull_from_skin import SkullEstimate
from core.inference.skull_registration import register_skull
from core.models.jaw import jaw_motion
from core.monitor import Monitor

EDITED = 0.5
"""A face that was changed by more than this does not lie over the CT's bone any more, mm."""


def laid_on_ct(
    estimate: SkullEstimate, real: Mesh, jaw: Similarity, monitor: Monitor
) -> FloatArray:
    """Return the template's skull laid onto a CT, jaw at rest.

    Parameters
    ----------
    estimate : SkullEstimate
        The inferred one, jaw as in the CT.
    real : Mesh
        Bone of the CT, head frame, mm.
    jaw : Similarity
        What the CT's expression does to the mandible.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    (N_skull, 3) float64
        mm; where the CT showed no bone, as inferred.

    Raises
    ------
    AlignmentError
        When hardly any of the real bone lies near the inferred skull.
    CancelledError
        When the monitor was cancelled.
    """
    laid = register_skull(estimate.mesh, real, monitor)
    share = laid.trust[:, None]
    met = share * laid.vertices + (1.0 - share) * estimate.mesh.vertices
    found = replace(estimate, mesh=estimate.mesh.with_vertices(met))
    return found.with_jaw(jaw.inverse()).mesh.vertices


def ground_of(model: HeadModel, state: FaceState, real: Mesh, monitor: Monitor) -> FloatArray:
    """Return the real skull of a document on the template's topology, jaw at rest.

    Parameters
    ----------
    model : HeadModel
        Of the document.
    state : FaceState
        The document, as it was fitted to the CT's skin but for a treatment.
    real : Mesh
        Bone of the CT, head frame, mm.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    (N_skull, 3) float64
        mm.

    Raises
    ------
    EditError
        When the face was edited, so that the CT's bone is not its own.
    AlignmentError
        When hardly any of the real bone lies near the inferred skull.
    CancelledError
        When the monitor was cancelled.
    """
    scanned = state.as_fitted()
    bare = replace(state.without_marks(), treatment=scanned.treatment, expression=())
    rest = model.skin_preview(replace(scanned, expression=())).vertices
    if np.abs(model.skin_preview(bare).vertices - rest).max() > EDITED:
        raise EditError(
            "The face was edited, so the CT's bone does not fit beneath it; undo the edits, or "
            "treat the inferred skull."
        )
    twists = model.bundle.jaw_twists
    jaw = jaw_motion(twists, np.array(scanned.expression), scanned.size)
    return laid_on_ct(model.skull(scanned), real, jaw, monitor)
