"""A box for a number with its unit that takes what people type: ``36``, ``36,0 mm``, ``3.6cm``."""

import re

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

_SUFFIXES = {"sd": " sd", "mm": " mm", "deg": "°", "%": " %", "": " ×"}
_FACTORS: dict[str, dict[str, float]] = {
    "mm": {"mm": 1.0, "cm": 10.0, "m": 1000.0},
    "deg": {"°": 1.0, "deg": 1.0},
    "sd": {"sd": 1.0},
    "%": {"%": 1.0},
    "": {"×": 1.0, "x": 1.0},
}
"""What may be typed behind a number, by unit, and how many units it is."""
_NUMBER = re.compile(r"\s*([+-]?)(\d*)(?:[.,](\d*))?\s*(\S*)\s*")


def parse_number(text: str, unit: str) -> float | None:
    """Return the number that a text means.

    Parameters
    ----------
    text : str
        As typed; decimal point or comma, with or without a unit.
    unit : str
        ``mm``, ``deg``, ``sd``, ``%`` or empty for a ratio.

    Returns
    -------
    float or None
        In `unit`; None when it is no number, or one of another unit.
    """
    match = _NUMBER.fullmatch(text.replace("−", "-"))
    if match is None or not (match[2] or match[3]):
        return None
    factor = 1.0 if not match[4] else _factors(unit).get(match[4].lower())
    if factor is None:
        return None
    return factor * float(f"{match[1]}{match[2] or 0}.{match[3] or 0}")


def _factors(unit: str) -> dict[str, float]:
    return _FACTORS.get(unit, {unit: 1.0})


class NumberBox(QDoubleSpinBox):
    """Shows a number with its unit; tells a new one when Enter is pressed or the box is left.

    Parameters
    ----------
    unit : str
        ``mm``, ``deg``, ``sd``, ``%`` or empty for a ratio.
    parent : QWidget, optional
        Owner.
    """

    def __init__(self, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit = unit
        # One decimal sign everywhere, as in files and on the command line; commas are understood.
        self.setLocale(QLocale.c())
        self.setSuffix(_SUFFIXES.get(unit, f" {unit}"))
        self.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_unusual(self, unusual: bool) -> None:  # noqa: FBT001
        """Write in the colour of warnings, or not."""
        if bool(self.property("unusual")) != unusual:
            self.setProperty("unusual", unusual)
            self.style().polish(self)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Return whether a text is a number, or may become one."""
        typed = self._typed(text)
        value = parse_number(typed, self._unit)
        if value is not None and self.minimum() <= value <= self.maximum():
            return QValidator.State.Acceptable, text, position
        match = _NUMBER.fullmatch(typed.replace("−", "-"))
        begun = match is not None and any(
            known.startswith(match[4].lower()) for known in _factors(self._unit)
        )
        state = QValidator.State.Intermediate if begun else QValidator.State.Invalid
        return state, text, position

    def valueFromText(self, text: str) -> float:
        """Return the number that a text means; the one shown before where it means none."""
        value = parse_number(self._typed(text), self._unit)
        return self.value() if value is None else value

    def _typed(self, text: str) -> str:
        """Return a text without the unit that always stands there, behind what may be typed."""
        return text.removesuffix(self.suffix())
