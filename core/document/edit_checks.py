"""What edits check before they change anything; a refusal is an `EditError` of one sentence."""

import math
from dataclasses import replace

from core.document.control_spec import part_title
from core.document.state import BundleReference, FaceState
from core.errors import EditError


def part_code(state: FaceState, part: str) -> tuple[float, ...]:
    """Return the code of a part.

    Parameters
    ----------
    state : FaceState
        The face.
    part : str
        One of `core.geometry.template.PARTS`.

    Returns
    -------
    tuple of float
        Standard deviations.

    Raises
    ------
    EditError
        When there is no such part.
    """
    if part not in state.codes:
        raise EditError(f"There is no part {part!r}; choose one of {', '.join(state.codes)}.")
    return state.codes[part]


def with_code(state: FaceState, part: str, code: tuple[float, ...]) -> FaceState:
    """Return a face with another code for one part.

    Parameters
    ----------
    state : FaceState
        The face.
    part : str
        One of its parts.
    code : tuple of float
        Standard deviations; not checked.

    Returns
    -------
    FaceState
        Otherwise the same.
    """
    return replace(state, codes={**state.codes, part: code})


def refuse_locked(state: FaceState, part: str) -> None:
    """Refuse to change a locked part.

    Parameters
    ----------
    state : FaceState
        Knows what is locked.
    part : str
        One of its parts.

    Raises
    ------
    EditError
        When it is locked.
    """
    if part in state.locked:
        raise EditError(f"{part_title(part)} is locked; unlock it first.")


def refuse_other_models(state: FaceState, bundle: BundleReference, name: str) -> None:
    """Refuse codes of another bundle: the same numbers mean another shape there.

    Parameters
    ----------
    state : FaceState
        The face.
    bundle : BundleReference
        What the codes belong to.
    name : str
        Whose codes they are, for the message.

    Raises
    ------
    EditError
        When the bundle is not that of the face.
    """
    if bundle != state.bundle:
        raise EditError(
            f"{name} was made with the models {bundle.id!r} in another version than this face; "
            "fit its scan again with these."
        )


def in_range(value: float, name: str, low: float, high: float, unit: str) -> float:
    """Return a value; one that is not finite or out of range refuses.

    Parameters
    ----------
    value : float
        To check.
    name : str
        What it is, for the message.
    low, high : float
        Range, both ends included.
    unit : str
        What follows the number in the message, such as `` mm``.

    Returns
    -------
    float
        The value.

    Raises
    ------
    EditError
        With the range.
    """
    if not (math.isfinite(value) and low <= value <= high):
        raise EditError(
            f"{name} cannot be {value:g}{unit}; choose a value from {low:g} to {high:g}{unit}."
        )
    return float(value)
