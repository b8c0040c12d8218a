"""Edits of the whole face at once, which leave locked parts alone."""

from core.document.control_spec import size_control
from core.document.edits import (
    RandomisePart,
    ResetAnatomy,
    ResetExpression,
    ResetPart,
    SetSize,
    Several,
)
from core.document.state import FaceState
from core.geometry.template import PARTS


def another_face(state: FaceState, seed: int) -> Several:
    """Return the edit that draws every free part anew.

    Parameters
    ----------
    state : FaceState
        Knows which parts are locked.
    seed : int
        The same seed gives the same face.

    Returns
    -------
    Several
        One step.
    """
    free = [part for part in PARTS if part not in state.locked]
    return Several(tuple(RandomisePart(part, seed) for part in free), "Another face")


def face_reset(state: FaceState) -> Several:
    """Return the edit that puts every free part, expression, anatomy and size back.

    Parameters
    ----------
    state : FaceState
        Knows what was fitted.

    Returns
    -------
    Several
        One step.
    """
    free = [part for part in PARTS if part not in state.locked]
    size = SetSize(size_control(state).default)
    edits = (*map(ResetPart, free), ResetExpression(), ResetAnatomy(), size)
    return Several(edits, "Reset the face")
