"""What a face has on one side only: changes of part codes that hold for the left or the right half.

The code of a part is that of the median plane and of every side without a change of its own.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from core.document.control_spec import CODE_LIMIT
from core.document.json_values import DocumentError, checked_mapping, checked_numbers
from core.document.state import FaceState
from core.geometry.sides import SIDES, Side
from core.geometry.template import PARTS

SIDES_VERSION = 4
"""Format of documents with such changes: an older program would leave them out unsaid."""
_LEAST = 1e-12
"""Smaller changes are none, standard deviations."""


def side_key(part: str, side: Side) -> str:
    """Return the name under which a part's change on one side is kept, such as ``nose_left``.

    Parameters
    ----------
    part : str
        Of `core.geometry.template.PARTS`.
    side : {'left', 'right'}
        Of the subject.
    """
    return f"{part}_{side}"


def seen_from(state: FaceState, side: Side | None) -> FaceState:
    """Return the face whose both sides are as one side of a face is.

    Parameters
    ----------
    state : FaceState
        Any face.
    side : {'left', 'right'} or None
        Of the subject; None leaves the face as it is.

    Returns
    -------
    FaceState
        With that side's codes and no change on one side only.
    """
    if side is None or not state.one_sided:
        return state
    codes = {part: side_code(state, part, side) for part in state.codes}
    return replace(state, codes=codes, one_sided={})


def side_code(state: FaceState, part: str, side: Side) -> tuple[float, ...]:
    """Return the code that a part has on one side.

    Parameters
    ----------
    state : FaceState
        Any face.
    part : str
        One of its parts.
    side : {'left', 'right'}
        Of the subject.

    Returns
    -------
    tuple of float
        Standard deviations.
    """
    code = state.codes[part]
    change = state.one_sided.get(side_key(part, side))
    return code if change is None else tuple(a + b for a, b in zip(code, change, strict=True))


def with_side_codes(
    state: FaceState, codes: Mapping[str, tuple[float, ...]], side: Side
) -> FaceState:
    """Return a face whose one side has these codes.

    Parameters
    ----------
    state : FaceState
        Its own codes, of the median plane, and the other side stay.
    codes : mapping of str to tuple of float
        Of every part, standard deviations.
    side : {'left', 'right'}
        Of the subject.

    Returns
    -------
    FaceState
        Otherwise the same.
    """
    changes = dict(state.one_sided)
    for part, code in codes.items():
        change = tuple(a - b for a, b in zip(code, state.codes[part], strict=True))
        changes[side_key(part, side)] = tuple(c if abs(c) > _LEAST else 0.0 for c in change)
    return replace(state, one_sided=changes)


def without_sides(state: FaceState, part: str) -> FaceState:
    """Return a face whose part has no change on one side only.

    Parameters
    ----------
    state : FaceState
        Any face.
    part : str
        One of its parts.
    """
    gone = {side_key(part, side) for side in SIDES}
    if not gone & state.one_sided.keys():
        return state
    kept = {key: change for key, change in state.one_sided.items() if key not in gone}
    return replace(state, one_sided=kept)


def one_sided_from_json(value: Any, codes: Mapping[str, tuple[float, ...]]) -> dict[str, Any]:
    """Return one-sided changes that JSON values describe.

    Parameters
    ----------
    value : Any
        What the document holds.
    codes : mapping of str to tuple of float
        Of the document, for the lengths.

    Returns
    -------
    dict of str to tuple of float
        Checked.

    Raises
    ------
    DocumentError
        When anything is not what it must be.
    """
    lengths = {side_key(part, side): len(codes[part]) for part in PARTS for side in SIDES}
    changes = checked_mapping(value, "one_sided")
    found = {}
    for key, change in changes.items():
        if key not in lengths:
            raise DocumentError(f"one_sided names {str(key)[:40]!r}, which is no side of a part")
        limit = 2.0 * CODE_LIMIT
        found[key] = checked_numbers(change, f"one_sided.{key}", -limit, limit)
        if len(found[key]) != lengths[key]:
            raise DocumentError(f"one_sided.{key} has another length than the part's code")
    return found
