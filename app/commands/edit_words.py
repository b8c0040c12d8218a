"""How edits are written on the command line, read without loading any model.

``nose.1=+1.5``, ``cheeks=+2``, ``chin.down=3mm``, ``mouthSmile_L=0.6``, ``nose:anna.nasion``,
``anna.nasion=0.5``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import typer

from app.number_words import parse_number
from app.presets import find_preset
from core.document.edit_clip import EditClip
from core.document.edits import (
    Edit,
    ResetAnatomy,
    ResetBone,
    ResetExpression,
    ResetPaint,
    ResetThickness,
    SetBuild,
    SetComponent,
)
from core.geometry.template import PARTS

Read = TypeVar("Read")

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)"
_COMPONENT = re.compile(rf"([a-z_]+)\.(\d+)=({_NUMBER})", re.IGNORECASE)
_UNIT = r"\s*[a-z°\"″]*"
_THICKNESS = re.compile(rf"([a-z_ -]+)=({_NUMBER}{_UNIT})", re.IGNORECASE)
_BONE = re.compile(rf"([a-z_-]+\.[a-z_]+)=({_NUMBER}{_UNIT})", re.IGNORECASE)
_EXPRESSION = re.compile(rf"(\w+)=({_NUMBER})")
_PERSON = re.compile(r"([a-z]+):(.+)", re.IGNORECASE)
_SHARE = re.compile(rf"(.+)=({_NUMBER})")
_TOWARDS = re.compile(rf"(female|male)(?:=({_NUMBER}))?", re.IGNORECASE)
_RANDOM = re.compile(rf"([a-z]+)(?:=({_NUMBER}))?", re.IGNORECASE)

ALL = "all"
"""Stands for every part that is not locked."""
RESETS: Mapping[str, Edit] = {
    "expression": ResetExpression(),
    "thickness": ResetThickness(),
    "bone": ResetBone(),
    "build": SetBuild(0.0),
    "brush": ResetPaint(),
    "anatomy": ResetAnatomy(),
}
"""What a reset may name beside the parts."""


@dataclass(frozen=True)
class Share:
    """How far to go towards another person.

    Attributes
    ----------
    part : str or None
        One part; None for the whole head.
    project : Path
        The other person's project.
    weight : float
        0 to 1; not checked here.
    """

    part: str | None
    project: Path
    weight: float


def component(text: str) -> SetComponent:
    """Read ``nose.1=+1.5``: part, component from one, standard deviations."""
    match = _matched(_COMPONENT, text, "--part", "nose.1=+1.5")
    return SetComponent(match[1].lower(), int(match[2]) - 1, float(match[3]))


def thickness(text: str) -> tuple[str, float]:
    """Read ``cheeks=+2``: region as written, mm."""
    match = _matched(_THICKNESS, text, "--thickness", "cheeks=+2")
    return match[1], _measured(match[2], ("mm",), text, "--thickness")


def bone(text: str) -> tuple[str, float]:
    """Read ``mandible.forward=4``: control as written, mm or degrees."""
    match = _matched(_BONE, text, "--bone", "mandible.forward=4")
    return match[1], _measured(match[2], ("mm", "deg"), text, "--bone")


def expression(text: str) -> tuple[str, float]:
    """Read ``mouthSmile_L=0.6``: shape, weight."""
    match = _matched(_EXPRESSION, text, "--expression", "mouthSmile_L=0.6")
    return match[1], float(match[2])


def copied(text: str) -> tuple[str, Path]:
    """Read ``nose:anna.nasion``: part, project."""
    match = _matched(_PERSON, text, "--copy", "nose:anna.nasion")
    return match[1].lower(), Path(match[2])


def blended(text: str) -> Share:
    """Read ``anna.nasion=0.5``: the whole head, half way."""
    match = _matched(_SHARE, text, "--blend", "anna.nasion=0.5")
    return Share(None, Path(match[1]), float(match[2]))


def blended_part(text: str) -> Share:
    """Read ``mouth:anna.nasion=0.7``: one part, most of the way."""
    hint, example = "--blend-part", "mouth:anna.nasion=0.7"
    match = _matched(_PERSON, text, hint, example)
    rest = _matched(_SHARE, match[2], hint, example)
    return Share(match[1].lower(), Path(rest[1]), float(rest[2]))


def randomised(text: str) -> tuple[str, float]:
    """Read ``nose`` or ``nose=0.5``: part or `ALL`, strength."""
    match = _matched(_RANDOM, text, "--randomise", "nose=0.5")
    return match[1].lower(), float(match[2] or 1.0)


def towards(text: str) -> tuple[str, float]:
    """Read ``male`` or ``male=0.5``: group, differences of the averages."""
    match = _matched(_TOWARDS, text, "--towards", "male=0.5")
    return match[1].lower(), float(match[2] or 1.0)


def preset(text: str) -> tuple[EditClip, float]:
    """Read ``Gentle smile``, ``Gentle smile=0.5`` or a file: the edits, strength."""
    match = _SHARE.fullmatch(text.strip())
    name, strength = (match[1], float(match[2])) if match is not None else (text, 1.0)
    return find_preset(name).clip, strength


def parts_named(name: str, locked: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the parts that a word names: itself, or every free one for `ALL`."""
    return tuple(part for part in PARTS if part not in locked) if name == ALL else (name,)


def each(read: Callable[[str], Read], texts: list[str] | None) -> list[Read]:
    """Read every word of a repeatable option."""
    return [read(text) for text in texts or []]


def _measured(text: str, units: tuple[str, ...], whole: str, hint: str) -> float:
    """Return a number in the first of some units that it is one of."""
    for unit in units:
        value = parse_number(text, unit)
        if value is not None:
            return value
    raise typer.BadParameter(f"{whole!r} has no unit of {' or '.join(units)}", param_hint=hint)


def _matched(pattern: re.Pattern[str], text: str, hint: str, example: str) -> re.Match[str]:
    match = pattern.fullmatch(text.strip())
    if match is None:
        raise typer.BadParameter(f"{text!r} is not like {example}", param_hint=hint)
    return match
