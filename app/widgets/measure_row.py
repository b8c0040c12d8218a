"""One measure of the face: its value against the population, a slider and a box to type it."""

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.glossary import explained_points
from app.translation import tr
from app.widgets.value_row import ValueRow
from core.document.control_spec import Control
from core.geometry.measure_table import STANDARD_MEASURES

if TYPE_CHECKING:
    from core.inference.measure_control import MeasureControl

_LABEL_WIDTH = 122
_STEPS = {"mm": 0.1, "deg": 0.1}
_TYPED = {"mm": (0.1, 400.0), "deg": (-180.0, 180.0)}
"""What may be typed: anything that could be a face's; what the model cannot do it says itself."""


class MeasureRow(ValueRow):
    """Shows and changes one measure.

    The slider reaches three standard deviations of the population to either side of its mean,
    where a tick stands; a value beyond is shown in the colour of warnings.

    Parameters
    ----------
    control : MeasureControl
        Its range and its value now.
    title : str
        What people read.
    parent : QWidget, optional
        Owner.
    """

    def __init__(
        self, control: "MeasureControl", title: str, parent: QWidget | None = None
    ) -> None:
        spec = Control(
            key=control.key,
            title=title,
            group=control.part,
            minimum=control.minimum,
            maximum=control.maximum,
            step=_STEPS[control.unit],
            default=control.mean,
            unit=control.unit,
        )
        super().__init__(spec, title, _LABEL_WIDTH, parent)
        self.box.setRange(*_TYPED[control.unit])
        self._told: tuple[MeasureControl, bool] | None = None
        """What the tooltips tell of, rounded as they round."""
        self.read(control)

    def read(self, control: "MeasureControl") -> None:
        """Show a measure as it is now, telling nobody.

        Parameters
        ----------
        control : MeasureControl
            Of the same measure.
        """
        self.set_value(control.value)
        told = replace(control, value=round(control.value, 1)), control.within
        if told == self._told:
            # A drag reads every row at every step, and texts take longer than the surface.
            return
        self._told = told
        self.slider.set_range(control.minimum, control.maximum)
        self.set_neutral(control.mean)
        self.box.set_population(control.mean, control.deviation)
        self.set_value(control.value)
        self.slider.set_unusual(not control.within)
        self.box.set_unusual(not control.within)
        points = explained_points(_landmarks(control.key))
        tip = f"{describe(self.control.title, control)}\n{points}".rstrip()
        self._label.setToolTip(tip)
        self.slider.setToolTip(f"{tip}\n" + tr("Double-click for the mean."))
        self.box.setToolTip(tip)


@cache
def _landmarks(key: str) -> tuple[str, ...]:
    """Return what a measure is taken from; both sides of a bilateral one are the same points."""
    definitions = (one for one in STANDARD_MEASURES if one.key in (key, f"{key}_left"))
    return tuple(name for one in definitions for name in one.landmarks)


def describe(title: str, control: "MeasureControl") -> str:
    """Return a measure and where it stands in the population, in words.

    Parameters
    ----------
    title : str
        What people read.
    control : MeasureControl
        Its value.

    Returns
    -------
    str
        Such as ``Nose width: 36.0 mm; population 34.1 ± 2.6 mm (+0.7 sd)``.
    """
    unit = "°" if control.unit == "deg" else f" {control.unit}"
    text = tr(
        "{title}: {value:.1f}{unit}; population {mean:.1f} ± {deviation:.1f}{unit} "
        "({score:+.1f} sd)"
    ).format(
        title=title,
        value=control.value,
        unit=unit,
        mean=control.mean,
        deviation=control.deviation,
        score=control.score,
    )
    return text if control.within else f"{text}. " + tr("Beyond three standard deviations.")
