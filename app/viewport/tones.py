"""Plain colours of the skin to choose from."""

from dataclasses import dataclass

from app.theme import SKIN, Colour
from app.translation import mark


@dataclass(frozen=True)
class Tone:
    """A plain colour.

    Attributes
    ----------
    key : str
        By which it is remembered.
    title : str
        What people read; English.
    colour : Colour
        Under white light.
    """

    key: str
    title: str
    colour: Colour


TONES = (
    Tone("fair", mark("Fair"), SKIN),
    Tone("light", mark("Light"), (0.94, 0.80, 0.73)),
    Tone("olive", mark("Olive"), (0.80, 0.63, 0.49)),
    Tone("tan", mark("Tan"), (0.72, 0.53, 0.40)),
    Tone("brown", mark("Brown"), (0.54, 0.37, 0.27)),
    Tone("deep", mark("Deep"), (0.36, 0.245, 0.185)),
    Tone("plaster", mark("Plaster"), (0.80, 0.80, 0.79)),
    Tone("wax", mark("Modelling wax"), (0.66, 0.42, 0.36)),
)
"""From which one is chosen; the first is the one at first."""


def find_tone(key: str) -> Tone:
    """Return the tone of a key; the first where there is none."""
    return next((one for one in TONES if one.key == key), TONES[0])
