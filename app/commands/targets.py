"""Wanted values of measures, as the command line writes them: ``nose.width=38mm``."""

import re
from dataclasses import dataclass

import typer

from app.number_words import parse_number
from core.geometry.measure_groups import SIDES, MeasureGroup, find_group

_TARGET = re.compile(r'([a-z]+\.[a-z_-]+)=([+-]?(?:\d+\.?\d*|\.\d+))\s*([a-z°"″]*)', re.IGNORECASE)


@dataclass(frozen=True)
class Target:
    """A measure and the value wanted.

    Attributes
    ----------
    group : MeasureGroup
        The measure; both sides of a bilateral one unless its key names a side.
    value : float
        In the measure's unit.
    """

    group: MeasureGroup
    value: float

    @property
    def one_sided(self) -> bool:
        """Whether the key names a side, which is then moved alone."""
        return self.group.key.endswith(SIDES)


def parse_target(text: str) -> Target:
    """Read a wanted value.

    Parameters
    ----------
    text : str
        Such as ``nose.width=38mm``; a bilateral measure without its side means both.

    Returns
    -------
    Target
        In the unit of the measure; centimetres and inches are converted.

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
    key = match[1].lower().replace("-", "_")
    written = (match[3] or "").lower().replace("°", "deg")
    group = find_group(key)
    read = parse_number(f"{match[2]}{written}", group.unit)
    if read is None:
        raise typer.BadParameter(f"{key} is in {group.unit}, not {written}", param_hint="--set")
    return Target(group, read)
