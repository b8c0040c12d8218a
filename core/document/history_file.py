"""The steps of a history as members of a project file: readable text and one ``.npz``.

Steps share the scan and are alike but for a few numbers, so that they pack well. Reading trusts
nothing, as with the document itself.
"""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from core.arrays import FloatArray
from core.document.array_members import read_field
from core.document.document_json import (
    HISTORY_VERSION,
    scan_from_json,
    state_from_json,
    state_to_json,
)
from core.document.history import DEFAULT_LIMIT, Past, Step
from core.document.json_values import DocumentError, checked_mapping, checked_text
from core.document.state import ScanReference

__all__ = ["HISTORY_VERSION", "LARGEST_HISTORY", "past_from_members", "past_to_members"]

LARGEST_HISTORY = 256 << 20
"""Bytes of either member that are believed."""
_MOST_STEPS = 10 * DEFAULT_LIMIT
_LONGEST = 255
_OWN = "project"
"""Stands in a step for the scan of the project itself."""


def past_to_members(past: Past) -> tuple[bytes, bytes]:
    """Return a history as text and arrays.

    Parameters
    ----------
    past : Past
        Its current state is the project's.

    Returns
    -------
    text : bytes
        JSON, one step a line.
    arrays : bytes
        An ``.npz`` of what is painted in each step, and of scans other than the project's.
    """
    arrays: dict[str, FloatArray] = {}
    lines = [_step_to_json(past, number, arrays) for number in range(len(past.steps))]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, values in arrays.items():
            plain = io.BytesIO()
            np.lib.format.write_array(plain, values, (1, 0), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), plain.getvalue())
    joined = ",\n".join(lines)
    text = f'{{"format": "nasion-history", "position": {past.position}, "steps": [\n{joined}\n]}}\n'
    return text.encode(), stream.getvalue()


def _step_to_json(past: Past, number: int, arrays: dict[str, FloatArray]) -> str:
    step, own = past.steps[number], past.state.scan
    document = state_to_json(step.state)
    scan = step.state.scan
    if scan is not None and (scan is own or scan == own):
        document["scan"] = _OWN
    elif scan is not None:
        arrays[f"residual_{number}"] = scan.residual
        if scan.trust is not None:
            arrays[f"trust_{number}"] = scan.trust
    if step.state.paint is not None:
        arrays[f"paint_{number}"] = step.state.paint
    if step.state.treatment.skin is not None:
        arrays[f"treated_{number}"] = step.state.treatment.skin
    label = "".join(one for one in step.label if one.isprintable())[:_LONGEST] or "Edit"
    value = {"label": label, "key": step.merge_key, "document": document}
    return json.dumps(value, allow_nan=False, ensure_ascii=False)


def past_from_members(
    value: Any,
    arrays: bytes,
    own: ScanReference | None,
    shapes: Mapping[str, FloatArray] | None = None,
) -> Past:
    """Return the history that text and arrays describe.

    Parameters
    ----------
    value : Any
        What `json.loads` gave of the text.
    arrays : bytes
        The ``.npz``.
    own : ScanReference or None
        The project's scan.
    shapes : mapping of str to (n, 3) float64, optional
        The poses of visits by digest.

    Returns
    -------
    Past
        Fully checked.

    Raises
    ------
    DocumentError
        When anything is missing, of the wrong type, out of range or not finite.
    """
    top = checked_mapping(value, "the history")
    steps, position = top.get("steps"), top.get("position")
    if top.get("format") != "nasion-history" or not isinstance(steps, list):
        raise DocumentError("its history is none")
    if not 0 < len(steps) <= _MOST_STEPS:
        raise DocumentError("its history has no step, or too many")
    if not isinstance(position, int) or isinstance(position, bool):
        raise DocumentError("the history's position is no number")
    if not 0 <= position < len(steps):
        raise DocumentError("the history's position lies outside of it")
    with zipfile.ZipFile(io.BytesIO(arrays)) as archive:
        made = [_step(one, number, archive, own, shapes or {}) for number, one in enumerate(steps)]
    return Past(tuple(made), position)


def _step(
    value: Any, number: int, archive: zipfile.ZipFile, own: ScanReference | None,
    shapes: Mapping[str, FloatArray],
) -> Step:  # fmt: skip
    step = checked_mapping(value, "a step of the history")
    key = step.get("key")
    document = dict(checked_mapping(step.get("document"), "a step's document"))
    scan: ScanReference | None = None
    if document.get("scan") == _OWN:
        if own is None:
            raise DocumentError("a step of its history has a scan that is missing")
        scan = own
    elif document.get("scan") is not None:
        residual = _array(archive, f"residual_{number}.npy", 3)
        trust = _array(archive, f"trust_{number}.npy", 1)
        if trust is not None and (trust.min() < 0.0 or trust.max() > 1.0):
            raise DocumentError("a step's trust is not one share per vertex")
        scan = scan_from_json(document["scan"], residual, trust)
    paint = _array(archive, f"paint_{number}.npy", 1)
    treated = _array(archive, f"treated_{number}.npy", 3)
    state = state_from_json(
        {**document, "scan": None}, None, None if paint is None else paint[:, 0], treated, shapes
    )
    return Step(
        state if scan is None else replace(state, scan=scan),
        checked_text(step.get("label"), "a step's label"),
        None if key is None else checked_text(key, "a step's key"),
    )


def _array(archive: zipfile.ZipFile, name: str, width: int) -> FloatArray | None:
    if name not in archive.namelist():
        return None
    return read_field(archive, name, width, LARGEST_HISTORY)
