"""Wanted values of measures, as the command line writes them: ``nose.width=38mm``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import typer

from core.arrays import FloatArray
from core.geometry.measure_table import STANDARD_MEASURES, MeasureDefinition
from core.geometry.measures import find_measure, measure

_TARGET = re.compile(
    r"([a-z]+\.[a-z_-]+)=([+-]?(?:\d+\.?\d*|\.\d+))\s*(mm|cm|deg|°)?", re.IGNORECASE
)
_SIDES = ("_left", "_right")


@dataclass(frozen=True)
class Target:
    """A measure, the part that shall reach it, and the value wanted.

    Attributes
    ----------
    key : str
        As the measure is addressed.
    part : str
        The part whose code may change.
    value : float
        In `unit`.
    unit : str
        ``mm`` or ``deg``.
    definitions : tuple of MeasureDefinition
        One, or both sides of a bilateral measure.
    """

    key: str
    part: str
    value: float
    unit: str
    definitions: tuple[MeasureDefinition, ...]

    def measured(self, landmarks: Mapping[str, FloatArray]) -> float:
        """Return the present value; the mean of both sides of a bilateral measure."""
        values = [measure(one, landmarks).value for one in self.definitions]
        return sum(values) / len(values)


def parse_target(text: str) -> Target:
    """Read a wanted value.

    Parameters
    ----------
    text : str
        Such as ``nose.width=38mm``; a bilateral measure without its side means both.

    Returns
    -------
    Target
        With the unit of the measure; centimetres are converted.

    Raises
    ------
    typer.BadParameter
        When it is not of that form, or the unit is not the measure's.
    EditError
        When there is no such measure.
    """
    match = _TARGET.fullmatch(text.strip())
    if match is None:
        raise typer.BadParameter(f"{text!r} is not like nose.width=38mm", param_hint="--set")
    key, value = match[1].lower().replace("-", "_"), float(match[2])
    written = (match[3] or "").lower().replace("°", "deg")
    definitions = _definitions(key)
    unit = definitions[0].unit
    if written == "cm" and unit == "mm":
        value, written = 10.0 * value, "mm"
    if written not in ("", unit):
        raise typer.BadParameter(f"{key} is in {unit}, not {written}", param_hint="--set")
    return Target(key, definitions[0].part, value, unit, definitions)


def _definitions(key: str) -> tuple[MeasureDefinition, ...]:
    sides = tuple(one for one in STANDARD_MEASURES if one.key in {key + side for side in _SIDES})
    if sides:
        return sides
    return (find_measure(key),)
