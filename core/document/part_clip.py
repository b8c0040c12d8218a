"""One part of a person as plain text, to be pasted on another face, in another window too."""

import json
from collections.abc import Mapping
from typing import Any

from core.document.control_spec import CODE_LIMIT, part_title
from core.document.json_values import DocumentError, checked_mapping, checked_numbers, checked_text
from core.document.person_edits import Person
from core.document.sides import one_sided_from_json, side_key
from core.document.state import BundleReference, FaceState
from core.errors import EditError
from core.geometry.sides import SIDES
from core.geometry.template import PARTS

FORMAT = "nasion-part"
VERSION = 1
_LONGEST = 1 << 18


def part_to_text(state: FaceState, part: str, name: str) -> str:
    """Return a part of a face as JSON.

    Parameters
    ----------
    state : FaceState
        Whose.
    part : str
        Of `core.geometry.template.PARTS`.
    name : str
        Of the person, for people.

    Returns
    -------
    str
        For `part_from_text`.
    """
    sides = {key: state.one_sided.get(key) for key in (side_key(part, side) for side in SIDES)}
    document = {
        "format": FORMAT,
        "version": VERSION,
        "person": name,
        "part": part,
        "bundle": {"id": state.bundle.id, "sha256": state.bundle.sha256},
        "code": list(state.codes[part]),
        "one_sided": {key: list(change) for key, change in sides.items() if change},
        "size": state.size,
    }
    return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def part_from_text(text: str) -> tuple[str, Person]:
    """Return the part that a text holds, and its person with that part alone.

    Parameters
    ----------
    text : str
        From a clipboard: nothing in it is trusted.

    Returns
    -------
    part : str
        Of `core.geometry.template.PARTS`.
    person : Person
        For `CopyPart` and `HeadModel.copy_part`.

    Raises
    ------
    EditError
        When it is no part, or out of range.
    """
    try:
        if len(text) > _LONGEST:
            raise DocumentError("it is too long")
        return _checked(checked_mapping(json.loads(text), "the text"))
    except (DocumentError, ValueError, RecursionError) as error:
        raise EditError(
            "There is no part of a face to paste; copy one by the button beside its name first."
        ) from error


def is_part_text(text: str) -> bool:
    """Return whether a text looks like a part that was copied.

    Parameters
    ----------
    text : str
        From a clipboard.
    """
    return f'"{FORMAT}"' in text[:200]


def _checked(top: Mapping[str, Any]) -> tuple[str, Person]:
    part = top.get("part")
    if top.get("format") != FORMAT or top.get("version") != VERSION or part not in PARTS:
        raise DocumentError("it is no part")
    bundle = checked_mapping(top.get("bundle"), "bundle")
    reference = BundleReference(
        checked_text(bundle.get("id"), "bundle.id"), checked_text(bundle.get("sha256"), "bundle")
    )
    name = checked_text(top.get("person"), "person")
    code = checked_numbers(top.get("code"), part_title(part), -4.0 * CODE_LIMIT, 4.0 * CODE_LIMIT)
    codes: dict[str, tuple[float, ...]] = {**dict.fromkeys(PARTS, ()), part: code}
    sided = one_sided_from_json(top.get("one_sided", {}), codes)
    return part, Person(name, reference, {part: code}, 1.0, sided)
