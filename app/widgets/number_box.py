"""A box for a number with its unit that takes what people type: ``36``, ``36,0 mm``, ``3.6cm``."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from app.number_words import NUMBER, SUFFIX_OF_DEVIATIONS, factors, parse_number
from app.translation import locale

_SUFFIXES = {"sd": " sd", "mm": " mm", "deg": "°", "%": " %", "": " ×"}


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
        self._population: tuple[float, float] | None = None
        self.setLocale(locale())  # the language's decimal sign; point and comma are understood
        self.setSuffix(_SUFFIXES.get(unit, f" {unit}"))
        self.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_population(self, mean: float, deviation: float) -> None:
        """Take numbers in standard deviations too: ``+1 sd`` is one above the mean.

        Parameters
        ----------
        mean, deviation : float
            Of the population, in the box's unit.
        """
        self._population = (mean, deviation)

    def set_unusual(self, unusual: bool) -> None:  # noqa: FBT001
        """Write in the colour of warnings, or not."""
        if bool(self.property("unusual")) != unusual:
            self.setProperty("unusual", unusual)
            self.style().polish(self)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Return whether a text is a number, or may become one."""
        typed = self._typed(text)
        value = self._parsed(typed)
        if value is not None and self.minimum() <= value <= self.maximum():
            return QValidator.State.Acceptable, text, position
        match = NUMBER.fullmatch(typed.replace("−", "-"))
        known = [*factors(self._unit), *(SUFFIX_OF_DEVIATIONS if self._population else ())]
        begun = match is not None and any(one.startswith(match[4].lower()) for one in known)
        state = QValidator.State.Intermediate if begun else QValidator.State.Invalid
        return state, text, position

    def valueFromText(self, text: str) -> float:
        """Return the number that a text means; the one shown before where it means none."""
        value = self._parsed(self._typed(text))
        return self.value() if value is None else value

    def _parsed(self, typed: str) -> float | None:
        value = parse_number(typed, self._unit)
        if value is None and self._population is not None:
            score = parse_number(typed, "sd")
            mean, deviation = self._population
            return None if score is None else mean + score * deviation
        return value

    def _typed(self, text: str) -> str:
        """Return a text without the unit that always stands there, behind what may be typed."""
        return text.removesuffix(self.suffix())
