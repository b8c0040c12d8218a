"""Marks in the project file: placed measures and moved landmarks as JSON values and back."""

from collections.abc import Mapping
from typing import Any

from core.document.json_values import (
    DocumentError,
    checked_mapping,
    checked_numbers,
    checked_text,
)
from core.document.mark_edits import MOST_MEASURES, body_of
from core.document.state import FaceState
from core.geometry.placed_measures import PLACED_KINDS, PlacedMeasure, why_unplaceable
from core.geometry.surface_points import SurfacePoint

MARKS_VERSION = 5
"""Format of documents with marks: an older program would leave them out unsaid."""

_MOST_VERTICES = 1_000_000
_MOST_LANDMARKS = 500
_SUM_TOLERANCE = 1e-6


def marks_to_json(state: FaceState) -> dict[str, Any]:
    """Return a document's marks as JSON values.

    Parameters
    ----------
    state : FaceState
        Any state.

    Returns
    -------
    dict
        Empty where there are none.
    """
    found: dict[str, Any] = {}
    if state.landmarks:
        found["landmarks"] = {name: _point_to_json(at) for name, at in state.landmarks.items()}
    if state.measures:
        found["measures"] = [
            {"kind": m.kind, "title": m.title, "points": [_point_to_json(at) for at in m.points]}
            for m in state.measures
        ]
    return found


def _point_to_json(point: SurfacePoint) -> dict[str, Any]:
    corners, weights = list(point.corners), list(point.weights)
    return {"body": point.body, "corners": corners, "weights": weights}


def landmarks_from_json(value: Any) -> Mapping[str, SurfacePoint]:
    """Return moved landmarks that JSON values describe.

    Parameters
    ----------
    value : Any
        What the document holds.

    Returns
    -------
    mapping of str to SurfacePoint
        Fully checked, but for whether the template has such vertices.

    Raises
    ------
    DocumentError
        When anything is not what it must be.
    """
    entries = checked_mapping(value, "landmarks")
    if len(entries) > _MOST_LANDMARKS:
        raise DocumentError("landmarks names too many")
    found = {checked_text(name, "landmarks"): _point(one) for name, one in entries.items()}
    for name, point in found.items():
        if point.body != body_of(name):
            raise DocumentError(f"landmarks has {name[:40]!r} on the wrong surface")
    return found


def measures_from_json(value: Any) -> tuple[PlacedMeasure, ...]:
    """Return placed measures that JSON values describe.

    Parameters
    ----------
    value : Any
        What the document holds.

    Returns
    -------
    tuple of PlacedMeasure
        Fully checked, but for whether the template has such vertices.

    Raises
    ------
    DocumentError
        When anything is not what it must be.
    """
    if not isinstance(value, list) or len(value) > MOST_MEASURES:
        raise DocumentError("measures is not a short list")
    found = tuple(_measure(checked_mapping(one, "measures")) for one in value)
    if len({one.title for one in found}) != len(found):
        raise DocumentError("measures repeats a title")
    return found


def _measure(entry: Mapping[str, Any]) -> PlacedMeasure:
    kind, points = entry.get("kind"), entry.get("points")
    if kind not in PLACED_KINDS or not isinstance(points, list):
        raise DocumentError("measures has one of no known kind")
    title = checked_text(entry.get("title"), "measures.title")
    made = PlacedMeasure(kind, title, tuple(_point(one) for one in points))
    if why_unplaceable(made):
        raise DocumentError(f"the measure {made.title[:40]!r} {why_unplaceable(made)}")
    return made


def _point(value: Any) -> SurfacePoint:
    entry = checked_mapping(value, "a point")
    body: Any = entry.get("body")
    if body not in ("skin", "skull"):
        raise DocumentError("a point lies neither on the skin nor on the skull")
    corners = checked_numbers(entry.get("corners"), "corners", 0, _MOST_VERTICES)
    weights = checked_numbers(entry.get("weights"), "weights", 0.0, 1.0)
    if len(corners) != 3 or len(weights) != 3 or not all(one.is_integer() for one in corners):
        raise DocumentError("a point has no three corners")
    if abs(sum(weights) - 1.0) > _SUM_TOLERANCE:
        raise DocumentError("a point's weights do not sum to one")
    a, b, c = (int(one) for one in corners)
    return SurfacePoint(body, (a, b, c), (weights[0], weights[1], weights[2]))
