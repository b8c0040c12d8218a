"""The human-readable half of a project file: a `FaceState` as JSON values and back.

Reading trusts nothing: every value is checked for type, range and finiteness before a state is
made. The residual field is an array and travels beside this, not in it.
"""

import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from core.arrays import FloatArray
from core.document.control_spec import CODE_LIMIT, THICKNESS_LIMIT_MM
from core.document.state import (
    BundleReference,
    FaceState,
    FitReport,
    FittedCodes,
    ScanReference,
)
from core.geometry.template import PARTS
from core.geometry.transforms import Similarity

FORMAT = "nasion-project"
VERSION = 1
"""Raised whenever an older program could misread the file."""

_LONGEST_CODE = 4096
_MOST_REGIONS = 256
_ROTATION_TOLERANCE = 1e-6
_UNITS = ("mm", "cm", "m", "estimated")
_FIT_CODE_LIMIT = 100.0
"""A fit to an odd scan may leave the range that edits accept; this only keeps out nonsense."""
_FIT_SIZE_LIMITS = (0.05, 20.0)


class DocumentError(ValueError):
    """A value of the document is not what it must be; the message names it."""


class NewerVersionError(DocumentError):
    """The document was written by a later program."""


def state_to_json(state: FaceState) -> dict[str, Any]:
    """Return a state as JSON values, without its residual field.

    Parameters
    ----------
    state : FaceState
        Any state.

    Returns
    -------
    dict
        Lengths in millimetres, codes in standard deviations.
    """
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "units": {"length": "mm", "codes": "standard deviations"},
        "bundle": {"id": state.bundle.id, "sha256": state.bundle.sha256},
        "codes": {part: list(code) for part, code in state.codes.items()},
        "size": state.size,
        "expression": list(state.expression),
        "thickness": dict(state.thickness),
        "locked": sorted(state.locked),
        "scan": None,
    }
    scan = state.scan
    if scan is not None:
        document["scan"] = {
            "name": scan.name,
            "sha256": scan.sha256,
            "unit": scan.unit,
            "to_head": {
                "scale": scan.to_head.scale,
                "rotation": scan.to_head.rotation.tolist(),
                "translation": scan.to_head.translation.tolist(),
            },
            "report": asdict(scan.report),
            "fitted": None
            if scan.fitted is None
            else {
                "codes": {part: list(code) for part, code in scan.fitted.codes.items()},
                "size": scan.fitted.size,
                "expression": list(scan.fitted.expression),
            },
        }
    return document


def state_from_json(document: Any, residual: FloatArray | None) -> FaceState:
    """Return the state that JSON values describe.

    Parameters
    ----------
    document : Any
        What `json.loads` gave.
    residual : (n, 3) float64 or None
        The scan's residual field; needed when the document has a scan.

    Returns
    -------
    FaceState
        Fully checked.

    Raises
    ------
    NewerVersionError
        When a later program wrote it.
    DocumentError
        When anything is missing, of the wrong type, out of range or not finite.
    """
    top = _mapping(document, "the document")
    if top.get("format") != FORMAT:
        raise DocumentError("the format is not that of a project")
    version = top.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise DocumentError("the version is not a positive whole number")
    if version > VERSION:
        raise NewerVersionError(f"format {version}, this program reads up to {VERSION}")
    bundle = _mapping(top.get("bundle"), "bundle")
    codes = _codes(top.get("codes"), "codes")
    return FaceState(
        bundle=BundleReference(
            _text(bundle.get("id"), "bundle.id"), _text(bundle.get("sha256"), "bundle.sha256")
        ),
        codes=codes,
        size=_number(top.get("size"), "size", *_FIT_SIZE_LIMITS),
        expression=_numbers(top.get("expression"), "expression", -CODE_LIMIT, CODE_LIMIT),
        thickness=_thickness(top.get("thickness")),
        locked=_locked(top.get("locked")),
        scan=_scan(top.get("scan"), residual),
    )


def _scan(value: Any, residual: FloatArray | None) -> ScanReference | None:
    if value is None:
        return None
    scan = _mapping(value, "scan")
    if residual is None:
        raise DocumentError("the scan's residual field is missing")
    unit = _text(scan.get("unit"), "scan.unit")
    if unit not in _UNITS:
        raise DocumentError(f"scan.unit is {unit!r}")
    return ScanReference(
        name=_text(scan.get("name"), "scan.name"),
        sha256=_text(scan.get("sha256"), "scan.sha256"),
        unit=unit,
        to_head=_similarity(scan.get("to_head")),
        residual=residual,
        report=_report(scan.get("report")),
        fitted=_fitted(scan.get("fitted")),
    )


def _similarity(value: Any) -> Similarity:
    transform = _mapping(value, "scan.to_head")
    scale = _number(transform.get("scale"), "scan.to_head.scale", 1e-9, 1e9)
    rows = transform.get("rotation")
    if not isinstance(rows, list) or len(rows) != 3:
        raise DocumentError("scan.to_head.rotation is not a 3 x 3 matrix")
    rotation = np.array([_triple(row, "scan.to_head.rotation") for row in rows])
    off = np.abs(rotation @ rotation.T - np.eye(3)).max()
    if off > _ROTATION_TOLERANCE or np.linalg.det(rotation) < 0:
        raise DocumentError("scan.to_head.rotation is not a rotation")
    translation = _triple(transform.get("translation"), "scan.to_head.translation")
    return Similarity(scale, rotation, np.array(translation))


def _report(value: Any) -> FitReport:
    report = _mapping(value, "scan.report")
    largest = 1e6

    def measured(name: str) -> float:
        return _number(report.get(name), f"scan.report.{name}", 0.0, largest)

    return FitReport(
        face_error_mean=measured("face_error_mean"),
        face_error_p95=measured("face_error_p95"),
        coverage=measured("coverage"),
        confidence=measured("confidence"),
        seconds=measured("seconds"),
        device=_text(report.get("device"), "scan.report.device"),
        first_seconds=measured("first_seconds") if "first_seconds" in report else 0.0,
    )


def _fitted(value: Any) -> FittedCodes | None:
    if value is None:
        return None
    fitted = _mapping(value, "scan.fitted")
    return FittedCodes(
        codes=_codes(fitted.get("codes"), "scan.fitted.codes"),
        size=_number(fitted.get("size"), "scan.fitted.size", *_FIT_SIZE_LIMITS),
        # Absent from files written before there were expressions.
        expression=_numbers(
            fitted.get("expression", []), "scan.fitted.expression", -CODE_LIMIT, CODE_LIMIT
        ),
    )


def _codes(value: Any, name: str) -> dict[str, tuple[float, ...]]:
    codes = _mapping(value, name)
    if set(codes) != set(PARTS):
        raise DocumentError(f"{name} does not name the parts {', '.join(PARTS)}")
    limit = _FIT_CODE_LIMIT
    return {part: _numbers(codes[part], f"{name}.{part}", -limit, limit) for part in PARTS}


def _thickness(value: Any) -> dict[str, float]:
    offsets = _mapping(value, "thickness")
    if len(offsets) > _MOST_REGIONS:
        raise DocumentError("thickness names too many regions")
    limit = THICKNESS_LIMIT_MM
    return {
        _text(region, "thickness"): _number(mm, f"thickness.{region[:40]}", -limit, limit)
        for region, mm in offsets.items()
    }


def _locked(value: Any) -> frozenset[str]:
    if not isinstance(value, list) or not all(part in PARTS for part in value):
        raise DocumentError("locked is not a list of parts")
    return frozenset(value)


def _mapping(value: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise DocumentError(f"{name} is not an object")
    return value


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str) or not value or len(value) > 255 or not value.isprintable():
        raise DocumentError(f"{name} is not a short text")
    return value


def _number(value: Any, name: str, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise DocumentError(f"{name} is not a number")
    if not low <= value <= high or not math.isfinite(value):
        raise DocumentError(f"{name} is out of range")
    return float(value)


def _numbers(value: Any, name: str, low: float, high: float) -> tuple[float, ...]:
    if not isinstance(value, list) or len(value) > _LONGEST_CODE:
        raise DocumentError(f"{name} is not a list of numbers")
    return tuple(_number(item, name, low, high) for item in value)


def _triple(value: Any, name: str) -> tuple[float, ...]:
    numbers = _numbers(value, name, -1e9, 1e9)
    if len(numbers) != 3:
        raise DocumentError(f"{name} does not have three numbers")
    return numbers
