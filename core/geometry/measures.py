"""Anthropometric measures of a face from its named landmarks: straight lines and angles.

Which measures there are is data: `core.geometry.measure_table`. Distances along the surface and
asymmetry are not measured here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.arrays import FloatArray
from core.errors import EditError
from core.geometry.measure_table import STANDARD_MEASURES, Kind, MeasureDefinition

Landmarks = Mapping[str, FloatArray]
"""Positions by name, head frame, mm."""


@dataclass(frozen=True)
class Measure:
    """One measured value.

    Attributes
    ----------
    key : str
        Address, as the command line writes it, for example ``nose.width``.
    name : str
        What people read, for example ``Nose width``.
    value : float
        In `unit`.
    unit : str
        ``mm`` or ``deg``.
    landmarks : tuple of str
        The landmarks it was measured from, in order.
    """

    key: str
    name: str
    value: float
    unit: Literal["mm", "deg"]
    landmarks: tuple[str, ...]


def distance(a: FloatArray, b: FloatArray) -> FloatArray:
    """Return the straight-line distance of two points.

    Parameters
    ----------
    a, b : (..., 3) float64
        Positions, mm; of one face or of many.

    Returns
    -------
    (...) float64
        mm.
    """
    length: FloatArray = np.linalg.norm(a - b, axis=-1)
    return length


def line_distance(point: FloatArray, a: FloatArray, b: FloatArray) -> FloatArray:
    """Return how far a point lies from the straight line through two others.

    Parameters
    ----------
    point, a, b : (..., 3) float64
        Positions, mm.

    Returns
    -------
    (...) float64
        mm; the distance to `a` where the two others are one.
    """
    along = b - a
    length = np.linalg.norm(along, axis=-1, keepdims=True)
    unit = along / np.where(length > 0.0, length, 1.0)
    offset = point - a
    return distance(offset, (offset * unit).sum(axis=-1, keepdims=True) * unit)


def angle(a: FloatArray, corner: FloatArray, b: FloatArray) -> FloatArray:
    """Return the angle at a corner between the directions to two points.

    Parameters
    ----------
    a, corner, b : (..., 3) float64
        Positions.

    Returns
    -------
    (...) float64
        Degrees, 0 to 180; 0 when a direction has no length.

    Notes
    -----
    By the half-angle form of Kahan, "How futile are mindless assessments of roundoff", 2006,
    section 12, which stays accurate near 0 and 180 degrees.
    """
    first, second = a - corner, b - corner
    first_scaled = first * np.linalg.norm(second, axis=-1, keepdims=True)
    second_scaled = second * np.linalg.norm(first, axis=-1, keepdims=True)
    difference = np.linalg.norm(first_scaled - second_scaled, axis=-1)
    total = np.linalg.norm(first_scaled + second_scaled, axis=-1)
    degrees: FloatArray = np.degrees(2.0 * np.arctan2(difference, total))
    return degrees


def inclination(inner: FloatArray, outer: FloatArray) -> FloatArray:
    """Return how much a line rises from an inner to an outer point, seen from the front.

    Parameters
    ----------
    inner, outer : (..., 3) float64
        Positions in the head frame.

    Returns
    -------
    (...) float64
        Degrees above the horizontal; negative when the outer point is lower.
    """
    rise = outer - inner
    degrees: FloatArray = np.degrees(np.arctan2(rise[..., 1], np.abs(rise[..., 0])))
    return degrees


def slope(low: FloatArray, high: FloatArray) -> FloatArray:
    """Return how much a line leans back from its lower to its upper point, seen from the side.

    Parameters
    ----------
    low, high : (..., 3) float64
        Positions in the head frame.

    Returns
    -------
    (...) float64
        Degrees from the Frankfurt vertical; positive when the upper point lies further back.
    """
    rise = high - low
    degrees: FloatArray = np.degrees(np.arctan2(-rise[..., 2], rise[..., 1]))
    return degrees


def projection(behind: FloatArray, point: FloatArray) -> FloatArray:
    """Return how far a point lies in front of another, along the Frankfurt horizontal.

    Parameters
    ----------
    behind, point : (..., 3) float64
        Positions in the head frame.

    Returns
    -------
    (...) float64
        mm; negative when it lies behind.
    """
    forward: FloatArray = point[..., 2] - behind[..., 2]
    return forward


def find_measure(key: str) -> MeasureDefinition:
    """Return the standard measure of that key.

    Parameters
    ----------
    key : str
        For example ``nose.width``.

    Returns
    -------
    MeasureDefinition
        How it is measured.

    Raises
    ------
    EditError
        When there is none; the message lists those of the same part, or all parts.
    """
    for definition in STANDARD_MEASURES:
        if definition.key == key:
            return definition
    group = key.partition(".")[0]
    known = [one.key for one in STANDARD_MEASURES if one.key.startswith(f"{group}.")]
    choices = ", ".join(known) if known else "nose.width, eyes.*, mouth.*, face.*, head.*"
    raise EditError(f"There is no measure '{key}': choose one such as {choices}.")


def measure_values(definition: MeasureDefinition, landmarks: Landmarks) -> FloatArray:
    """Measure one thing on one face or on many at once.

    Parameters
    ----------
    definition : MeasureDefinition
        What to measure.
    landmarks : mapping of str to (..., 3) float64
        Positions by name, head frame, mm; all of one shape.

    Returns
    -------
    (...) float64
        In the unit of the measure.

    Raises
    ------
    EditError
        When a landmark that it needs is not there.
    """
    missing = [name for name in definition.landmarks if name not in landmarks]
    if missing:
        raise EditError(
            f"{definition.name} cannot be measured without the landmark {missing[0]}: "
            "choose a model that names it."
        )
    points = [np.asarray(landmarks[name], dtype=np.float64) for name in definition.landmarks]
    return _VALUE_OF_KIND[definition.kind](*points)


def measure(definition: MeasureDefinition, landmarks: Landmarks) -> Measure:
    """Measure one value.

    Parameters
    ----------
    definition : MeasureDefinition
        What to measure.
    landmarks : mapping of str to (3,) float64
        Positions by name, head frame, mm.

    Returns
    -------
    Measure
        The value with its unit.

    Raises
    ------
    EditError
        When a landmark that it needs is not there.
    """
    value = float(measure_values(definition, landmarks))
    return Measure(definition.key, definition.name, value, definition.unit, definition.landmarks)


def measure_all(landmarks: Landmarks) -> tuple[Measure, ...]:
    """Measure everything for which the landmarks are there.

    Parameters
    ----------
    landmarks : mapping of str to (3,) float64
        Positions by name, head frame, mm.

    Returns
    -------
    tuple of Measure
        In the order of the table.
    """
    values = values_of_all(landmarks)
    return tuple(
        Measure(one.key, one.name, values[one.key], one.unit, one.landmarks)
        for one in STANDARD_MEASURES
        if one.key in values
    )


def values_of_all(landmarks: Landmarks) -> dict[str, float]:
    """Measure everything for which the landmarks are there, each kind at once.

    Parameters
    ----------
    landmarks : mapping of str to (3,) float64
        Positions by name, head frame, mm.

    Returns
    -------
    dict of str to float
        By key, in the unit of each measure.
    """
    found: dict[str, float] = {}
    for kind, formula in _VALUE_OF_KIND.items():
        there = [
            one
            for one in STANDARD_MEASURES
            if one.kind == kind and all(name in landmarks for name in one.landmarks)
        ]
        if there:
            points = np.array([[landmarks[name] for name in one.landmarks] for one in there])
            values = formula(*points.astype(np.float64).transpose(1, 0, 2))
            found.update(zip((one.key for one in there), values.tolist(), strict=True))
    return found


_VALUE_OF_KIND: Mapping[Kind, Callable[..., FloatArray]] = {
    "distance": distance,
    "line_distance": line_distance,
    "projection": projection,
    "angle": angle,
    "inclination": inclination,
    "slope": slope,
}
