"""A project with a real skull as what it teaches: the face as fitted, and a pair for a cohort."""

from dataclasses import replace
from typing import TYPE_CHECKING

from core.document.cohort_pair import CohortPair
from core.document.project_file import Project
from core.document.state import FaceState
from core.errors import ProjectError
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.inference.head import HeadModel


def as_fitted(state: FaceState) -> FaceState:
    """Return the face before any edit.

    Parameters
    ----------
    state : FaceState
        Of a project, perhaps edited.

    Returns
    -------
    FaceState
        With the codes, size and expression that the fit found; known bone stays.
    """
    fitted = None if state.scan is None else state.scan.fitted
    if fitted is None:
        return state
    return replace(
        state.without_anatomy_edits(),
        codes=fitted.codes,
        size=fitted.size,
        expression=fitted.expression,
    )


def make_pair(project: Project, name: str, model: "HeadModel", monitor: Monitor) -> CohortPair:
    """Return a project's skin and real skull on the template, without anything else of it.

    Parameters
    ----------
    project : Project
        Made from a CT.
    name : str
        Of its file, for messages.
    model : HeadModel
        The models that it was made with.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    CohortPair
        As fitted and at rest: edits and expression do not count.

    Raises
    ------
    ProjectError
        When it holds no CT skull.
    AlignmentError
        When the real skull shows too little to be matched.
    """
    import numpy as np

    from core.inference.skull_registration import register_skull
    from core.models.jaw import jaw_motion

    state = as_fitted(project.state)
    if project.ct_skull is None or state.scan is None:
        raise ProjectError(f"{name} holds no CT skull; make it from a CT by 'nasion import-ct'.")
    # Statistics are of faces at rest: the expression is taken off the skin and off the jaw.
    skin = model.skin_preview(replace(state, expression=()))
    inferred = model.skull(state)
    registered = register_skull(inferred.mesh, project.ct_skull.mesh, monitor)
    laid = replace(inferred, mesh=inferred.mesh.with_vertices(registered.vertices))
    jaw = jaw_motion(model.bundle.jaw_twists, np.array(state.expression), state.size)
    resting = laid.with_jaw(jaw.inverse()).mesh.vertices
    trust = state.scan.trust
    return CohortPair(
        skin=skin.vertices,
        skin_trust=np.ones(skin.vertex_count) if trust is None else trust,
        skull=resting,
        skull_trust=registered.trust,
        bone=project.ct_skull,
        bundle=state.bundle.sha256,
    )
