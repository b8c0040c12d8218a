"""Numbers as people type them: ``36``, ``36,0 mm``, ``3.6cm``, ``1.5in``, ``+1 sigma``."""

import re

SUFFIX_OF_DEVIATIONS = ("sd", "σ", "sigma")
FACTORS: dict[str, dict[str, float]] = {
    "mm": {"mm": 1.0, "cm": 10.0, "m": 1000.0, "in": 25.4, "inch": 25.4, '"': 25.4, "″": 25.4},
    "deg": {"°": 1.0, "deg": 1.0, "degrees": 1.0, "rad": 57.29577951308232},
    "sd": dict.fromkeys(SUFFIX_OF_DEVIATIONS, 1.0),
    "%": {"%": 1.0, "×": 100.0, "x": 100.0},
    "": {"×": 1.0, "x": 1.0, "%": 0.01},
    "kg/m²": {"kg/m²": 1.0, "kg/m2": 1.0},
}
"""What may be typed behind a number, by unit, and how many units it is."""
NUMBER = re.compile(r"\s*([+-]?)(\d*)(?:[.,](\d*))?\s*(\S*)\s*")


def factors(unit: str) -> dict[str, float]:
    """Return what may be typed behind a number of a unit, and how many units it is."""
    return FACTORS.get(unit, {unit: 1.0})


def parse_number(text: str, unit: str) -> float | None:
    """Return the number that a text means.

    Parameters
    ----------
    text : str
        As typed; decimal point or comma, with or without a unit.
    unit : str
        ``mm``, ``deg``, ``sd``, ``%``, ``kg/m²`` or empty for a ratio.

    Returns
    -------
    float or None
        In `unit`; None when it is no number, or one of another unit.
    """
    match = NUMBER.fullmatch(text.replace("−", "-"))
    if match is None or not (match[2] or match[3]):
        return None
    factor = 1.0 if not match[4] else factors(unit).get(match[4].lower())
    if factor is None:
        return None
    return factor * float(f"{match[1]}{match[2] or 0}.{match[3] or 0}")
