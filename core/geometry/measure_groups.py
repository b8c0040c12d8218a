"""Measures as a person sets them: both sides of a bilateral measure are one, unless asked apart."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from core.arrays import FloatArray
from core.geometry.measure_table import STANDARD_MEASURES, MeasureDefinition
from core.geometry.measures import find_measure, measure_values

SIDES = ("_left", "_right")
"""How the keys of one-sided measures end."""


@dataclass(frozen=True)
class MeasureGroup:
    """One measure, or the two sides of one.

    Attributes
    ----------
    key : str
        Address; that of a bilateral measure has no side.
    title : str
        What people read.
    definitions : tuple of MeasureDefinition
        One, or left and right.
    """

    key: str
    title: str
    definitions: tuple[MeasureDefinition, ...]

    @property
    def part(self) -> str:
        """The part of `core.geometry.template.PARTS` that it belongs to."""
        return self.definitions[0].part

    @property
    def unit(self) -> Literal["mm", "deg"]:
        """The unit of the value."""
        return self.definitions[0].unit

    @property
    def limits(self) -> tuple[float, float]:
        """What no value can go beyond, in `unit`: lengths are positive, angles end at 180."""
        match self.definitions[0].kind:
            case "distance" | "line_distance":
                return 0.0, math.inf
            case "angle":
                return 0.0, 180.0
            case _:
                return -math.inf, math.inf

    @property
    def landmarks(self) -> tuple[str, ...]:
        """Every landmark that it is measured from."""
        return tuple({name: None for one in self.definitions for name in one.landmarks})

    def values(self, landmarks: Mapping[str, FloatArray]) -> FloatArray:
        """Measure it on one face or on many at once.

        Parameters
        ----------
        landmarks : mapping of str to (..., 3) float64
            Positions by name, head frame, mm.

        Returns
        -------
        (...) float64
            The mean of both sides where there are two, in `unit`.

        Raises
        ------
        EditError
            When a landmark that it needs is not there.
        """
        total = sum(measure_values(one, landmarks) for one in self.definitions)
        return np.asarray(total / len(self.definitions), dtype=np.float64)

    def value(self, landmarks: Mapping[str, FloatArray]) -> float:
        """Measure one face; see `values`.

        Parameters
        ----------
        landmarks : mapping of str to (3,) float64
            Positions by name, head frame, mm.

        Returns
        -------
        float
            In `unit`.
        """
        return float(self.values(landmarks))

    def measurable(self, names: Mapping[str, object]) -> bool:
        """Return whether it can be measured.

        Parameters
        ----------
        names : mapping
            Its keys are the landmarks that there are.

        Returns
        -------
        bool
            Whether all of its landmarks are among them.
        """
        return all(name in names for name in self.landmarks)


@cache
def measure_groups(*, symmetric: bool = True) -> tuple[MeasureGroup, ...]:
    """Return every standard measure.

    Parameters
    ----------
    symmetric : bool
        Whether the two sides of a bilateral measure are one.

    Returns
    -------
    tuple of MeasureGroup
        In the order of the table.
    """
    if not symmetric:
        return tuple(_alone(one) for one in STANDARD_MEASURES)
    return tuple({(group := _of(one)).key: group for one in STANDARD_MEASURES}.values())


def find_group(key: str) -> MeasureGroup:
    """Return the measure of that key.

    Parameters
    ----------
    key : str
        Such as ``nose.width``; a bilateral measure without its side means both.

    Returns
    -------
    MeasureGroup
        One definition or both sides.

    Raises
    ------
    EditError
        When there is none; the message lists what there is.
    """
    for group in measure_groups():
        if group.key == key:
            return group
    return _alone(find_measure(key))


def other_side(key: str) -> str | None:
    """Return the key of the same measure on the other side.

    Parameters
    ----------
    key : str
        Of a measure.

    Returns
    -------
    str or None
        None where there are no sides.
    """
    left, right = SIDES
    if key.endswith(left):
        return key.removesuffix(left) + right
    return key.removesuffix(right) + left if key.endswith(right) else None


def _alone(definition: MeasureDefinition) -> MeasureGroup:
    return MeasureGroup(definition.key, definition.name, (definition,))


def _of(definition: MeasureDefinition) -> MeasureGroup:
    twin = other_side(definition.key)
    if twin is None:
        return _alone(definition)
    base = min((definition.key.removesuffix(side) for side in SIDES), key=len)
    sides = tuple(find_measure(base + side) for side in SIDES)
    return MeasureGroup(base, definition.name.rpartition(", ")[0], sides)
