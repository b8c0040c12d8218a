"""The human-readable half of a project file: a `FaceState` as JSON values and back.

Reading trusts nothing: every value is checked for type, range and finiteness before a state is
made. The residual field is an array and travels beside this, not in it.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from core.arrays import FloatArray
from core.document.anatomy_json import (
    ANATOMY_VERSION,
    anatomy_to_json,
    bone_from_json,
    build_from_json,
    paint_from_json,
)
from core.document.control_spec import CODE_LIMIT, THICKNESS_LIMIT_MM
from core.document.json_values import DocumentError, NewerVersionError
from core.document.json_values import checked_mapping as _mapping
from core.document.json_values import checked_number as _number
from core.document.json_values import checked_numbers as _numbers
from core.document.json_values import checked_text as _text
from core.document.json_values import checked_triple as _triple
from core.document.known_bone import (
    DEVIATIONS_MM,
    MOST_BONES,
    MOST_POINTS,
    why_impossible,
)
from core.document.marks_json import (
    MARKS_VERSION,
    landmarks_from_json,
    marks_to_json,
    measures_from_json,
)
from core.document.palsy_json import PALSY_VERSION, palsy_from_json, palsy_to_json
from core.document.photo_source import PHOTO_VERSION, photo_from_json, photo_to_json
from core.document.sides import SIDES_VERSION, one_sided_from_json
from core.document.state import (
    BundleReference,
    FaceState,
    FitReport,
    FittedCodes,
    KnownBone,
    KnownPoint,
    ScanReference,
)
from core.document.treatment_json import (
    TREATMENT_VERSION,
    treatment_from_json,
    treatment_to_json,
)
from core.geometry.template import PARTS
from core.geometry.transforms import Similarity

__all__ = ["FORMAT", "HISTORY_VERSION", "VERSION", "DocumentError", "NewerVersionError",
           "known_bone_from_json", "scan_from_json", "state_from_json",
           "state_to_json"]  # fmt: skip

FORMAT = "nasion-project"
VERSION = 1
"""Raised whenever an older program could misread the file; documents with edits that it would
leave out unsaid are of `ANATOMY_VERSION`, files that keep their history of `HISTORY_VERSION`."""
HISTORY_VERSION = 3

_MOST_REGIONS = 256
_MOST_VERTICES = 1_000_000
_ROTATION_TOLERANCE = 1e-6
_UNITS = ("mm", "cm", "m", "estimated")
_FIT_CODE_LIMIT = 100.0
"""A fit to an odd scan may leave the range that edits accept; this only keeps out nonsense."""
_FIT_SIZE_LIMITS = (0.05, 20.0)


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
    edits = anatomy_to_json(state)
    document |= edits
    if edits or state.known_bone:
        document["version"] = ANATOMY_VERSION
    if state.one_sided:
        document["one_sided"] = {key: list(code) for key, code in state.one_sided.items()}
        document["version"] = SIDES_VERSION
    if state.known_bone:
        document["known_bone"] = [_known_bone_to_json(bone) for bone in state.known_bone]
    marks = marks_to_json(state)
    document |= marks
    if marks:
        document["version"] = MARKS_VERSION
    treatment = treatment_to_json(state)
    document |= treatment
    if treatment:
        document["version"] = TREATMENT_VERSION
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
        if scan.photo is not None:
            document["scan"]["photo"] = photo_to_json(scan.photo)
            document["version"] = PHOTO_VERSION
    palsy = palsy_to_json(state.palsy)
    if palsy:
        document |= palsy | {"version": PALSY_VERSION}
    return document


def state_from_json(
    document: Any,
    residual: FloatArray | None,
    paint: FloatArray | None = None,
    treated: FloatArray | None = None,
    shapes: Mapping[str, FloatArray] | None = None,
) -> FaceState:
    """Return the state that JSON values describe.

    Parameters
    ----------
    document : Any
        What `json.loads` gave.
    residual : (n, 3) float64 or None
        The scan's residual field; needed when the document has a scan.
    paint : (n,) float64, optional
        The painted thickness; needed when the document says that there is one.
    treated : (n, 3) float64, optional
        The simulated displacement; needed when the document says that there is one.
    shapes : mapping of str to (n, 3) float64, optional
        The poses of visits by digest; needed when the document has some.

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
    versions = (VERSION, ANATOMY_VERSION, HISTORY_VERSION, SIDES_VERSION, MARKS_VERSION)
    newest = max(*versions, TREATMENT_VERSION, PHOTO_VERSION, PALSY_VERSION)
    if version > newest:
        raise NewerVersionError(f"format {version}, this program reads up to {newest}")
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
        scan=scan_from_json(top.get("scan"), residual),
        known_bone=known_bone_from_json(top.get("known_bone", [])),
        bone=bone_from_json(top.get("bone", {})),
        build=build_from_json(top.get("build", 0.0)),
        paint=paint_from_json(top.get("painted", False), paint),
        landmarks=landmarks_from_json(top.get("landmarks", {})),
        measures=measures_from_json(top.get("measures", [])),
        one_sided=one_sided_from_json(top.get("one_sided", {}), codes),
        treatment=treatment_from_json(top.get("treatment"), treated),
        palsy=palsy_from_json(top.get("palsy"), shapes or {}),
    )


def _known_bone_to_json(bone: KnownBone) -> dict[str, Any]:
    points = [{"vertices": list(p.vertices), "place": list(p.place)} for p in bone.points]
    return {**asdict(bone), "points": points}


def known_bone_from_json(value: Any) -> tuple[KnownBone, ...]:
    """Return known bone that JSON values describe.

    Parameters
    ----------
    value : Any
        A list of objects with ``title``, ``points``, ``deviation`` and ``posed``.

    Returns
    -------
    tuple of KnownBone
        Fully checked, but for whether the template has such vertices.

    Raises
    ------
    DocumentError
        When anything is not what it must be.
    """
    if not isinstance(value, list) or len(value) > MOST_BONES:
        raise DocumentError("known_bone is not a short list")
    found = tuple(_known_bone(one) for one in value)
    if len({one.title for one in found}) != len(found):
        raise DocumentError("known_bone repeats a title")
    return found


def _known_bone(value: Any) -> KnownBone:
    bone = _mapping(value, "known_bone")
    points, posed = bone.get("points"), bone.get("posed", True)
    if not isinstance(points, list) or len(points) > MOST_POINTS or not isinstance(posed, bool):
        raise DocumentError("known_bone has no list of points")
    made = KnownBone(
        title=_text(bone.get("title"), "known_bone.title"),
        points=tuple(_known_point(_mapping(one, "known_bone.points")) for one in points),
        deviation=_number(bone.get("deviation"), "known_bone.deviation", *DEVIATIONS_MM),
        posed=posed,
    )
    if why_impossible(made):
        raise DocumentError(f"known_bone {made.title[:40]!r} {why_impossible(made)}")
    return made


def _known_point(point: Mapping[str, Any]) -> KnownPoint:
    vertices = _numbers(point.get("vertices"), "known_bone.vertices", 0, _MOST_VERTICES)
    if not all(one.is_integer() for one in vertices):
        raise DocumentError("known_bone.vertices are not whole numbers")
    x, y, z = _triple(point.get("place"), "known_bone.place")
    return KnownPoint(tuple(int(one) for one in vertices), (x, y, z))


def scan_from_json(
    value: Any, residual: FloatArray | None, trust: FloatArray | None = None
) -> ScanReference | None:
    """Return the reference to a scan that JSON values describe.

    Parameters
    ----------
    value : Any
        An object, or None for a document without a scan.
    residual : (n, 3) float64 or None
        The scan's residual field.
    trust : (n,) float64, optional
        How far each vertex was shown.

    Returns
    -------
    ScanReference or None
        Fully checked.

    Raises
    ------
    DocumentError
        When anything is missing, of the wrong type, out of range or not finite.
    """
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
        trust=trust,
        photo=photo_from_json(scan.get("photo")),
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
