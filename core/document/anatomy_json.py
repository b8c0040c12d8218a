"""Bone, build and paint in the project file: values as JSON, the painted field as an array."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from core.arrays import FloatArray
from core.document.anatomy_edits import BUILD_LIMIT
from core.document.bone_controls import BONE_CONTROLS
from core.document.control_spec import THICKNESS_LIMIT_MM
from core.document.json_values import DocumentError, checked_mapping, checked_number
from core.document.state import FaceState

ANATOMY_VERSION = 2
"""Format of documents with these edits: an older program would leave them out unsaid."""

_RANGES = {control.key: (control.minimum, control.maximum) for control in BONE_CONTROLS}


def anatomy_to_json(state: FaceState) -> dict[str, Any]:
    """Return the edits of the anatomy as JSON values, without the paint.

    Parameters
    ----------
    state : FaceState
        Any state.

    Returns
    -------
    dict
        Empty where there is none of them; `painted` says whether an array must be there.
    """
    found: dict[str, Any] = {}
    if state.bone:
        found["bone"] = dict(state.bone)
    if state.build:
        found["build"] = state.build
    if state.paint is not None:
        found["painted"] = True
    return found


def bone_from_json(value: Any) -> Mapping[str, float]:
    """Return moves of bone that JSON values describe.

    Parameters
    ----------
    value : Any
        What the document holds.

    Returns
    -------
    mapping of str to float
        Checked: known controls within their ranges.

    Raises
    ------
    DocumentError
        When anything is not what it must be.
    """
    moves = checked_mapping(value, "bone")
    unknown = [str(key)[:40] for key in moves if key not in _RANGES]
    if unknown:
        raise DocumentError(f"bone names {unknown[0]!r}, which is none")
    return {key: checked_number(move, f"bone.{key}", *_RANGES[key]) for key, move in moves.items()}


def build_from_json(value: Any) -> float:
    """Return the build that a JSON value describes.

    Parameters
    ----------
    value : Any
        What the document holds.

    Returns
    -------
    float
        kg/m2.

    Raises
    ------
    DocumentError
        When it is no number in range.
    """
    return checked_number(value, "build", -BUILD_LIMIT, BUILD_LIMIT)


def paint_from_json(painted: Any, paint: FloatArray | None) -> FloatArray | None:
    """Return the painted field where the document says that there is one.

    Parameters
    ----------
    painted : Any
        What the document says.
    paint : (n,) float64 or None
        The array beside it.

    Returns
    -------
    (n,) float64 or None
        Within the limits of paint, mm.

    Raises
    ------
    DocumentError
        When document and array do not agree, or the array is out of range.
    """
    if not isinstance(painted, bool) or painted != (paint is not None):
        raise DocumentError("its painted thickness is missing or unannounced")
    if paint is not None and np.abs(paint).max(initial=0.0) > THICKNESS_LIMIT_MM:
        raise DocumentError("its painted thickness is out of range")
    return paint
