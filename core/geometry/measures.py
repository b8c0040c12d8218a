"""Anthropometric measures of a face from its named landmarks: straight lines and angles.

Which measures there are is data: `core.geometry.measure_table`. Distances along the surface and
asymmetry are not measured here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.arrays import FloatArray
from core.errors import EditError
from core.geometry.measure_table import STANDARD_MEASURES, MeasureDefinition

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


def distance(a: FloatArray, b: FloatArray) -> float:
    """Return the straight-line distance of two points.

    Parameters
    ----------
    a, b : (3,) float64
        Positions, mm.

    Returns
    -------
    float
        mm.
    """
    return float(np.linalg.norm(np.asarray(a) - np.asarray(b)))


def angle(a: FloatArray, corner: FloatArray, b: FloatArray) -> float:
    """Return the angle at a corner between the directions to two points.

    Parameters
    ----------
    a, corner, b : (3,) float64
        Positions.

    Returns
    -------
    float
        Degrees, 0 to 180; 0 when a direction has no length.

    Notes
    -----
    By the half-angle form of Kahan, "How futile are mindless assessments of roundoff", 2006,
    section 12, which stays accurate near 0 and 180 degrees.
    """
    first = np.asarray(a) - np.asarray(corner)
    second = np.asarray(b) - np.asarray(corner)
    first_scaled = first * np.linalg.norm(second)
    second_scaled = second * np.linalg.norm(first)
    difference = np.linalg.norm(first_scaled - second_scaled)
    total = np.linalg.norm(first_scaled + second_scaled)
    return float(np.degrees(2.0 * np.arctan2(difference, total)))


def inclination(inner: FloatArray, outer: FloatArray) -> float:
    """Return how much a line rises from an inner to an outer point, seen from the front.

    Parameters
    ----------
    inner, outer : (3,) float64
        Positions in the head frame.

    Returns
    -------
    float
        Degrees above the horizontal; negative when the outer point is lower.
    """
    rise = np.asarray(outer) - np.asarray(inner)
    return float(np.degrees(np.arctan2(rise[1], abs(rise[0]))))


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
    missing = [name for name in definition.landmarks if name not in landmarks]
    if missing:
        raise EditError(
            f"{definition.name} cannot be measured without the landmark {missing[0]}: "
            "choose a model that names it."
        )
    points = [np.asarray(landmarks[name], dtype=np.float64) for name in definition.landmarks]
    value = _VALUE_OF_KIND[definition.kind](points)
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
    return tuple(
        measure(definition, landmarks)
        for definition in STANDARD_MEASURES
        if all(name in landmarks for name in definition.landmarks)
    )


_VALUE_OF_KIND = {
    "distance": lambda points: distance(points[0], points[1]),
    "angle": lambda points: angle(points[0], points[1], points[2]),
    "inclination": lambda points: inclination(points[0], points[1]),
}
