"""One thickness region: its change as a slider, and what that makes of the person's thickness."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.translation import mark, number, tr
from app.widgets.value_row import ValueRow
from core.document.control_spec import Control

if TYPE_CHECKING:
    from core.inference.region_depth import RegionDepth

UNUSUAL = 2.0
"""A thickness farther than this from the population's mean, in deviations, is a warning."""
SOURCE = mark(
    "Population: the mean head of these models; spread between people from tabled depths "
    "(Rhine 1983 and Lebanese adults, shifted by the T-Table 2023), in part assumed."
)
"""Where the comparison comes from, for tooltips."""
_NOW_WIDTH = 34


class TissueRow(ValueRow):
    """Shows and changes one region, or a pair of regions.

    Parameters
    ----------
    control : Control
        Range, step and unit.
    title : str
        What people read.
    label_width : int
        Room for the title, pixels.
    parent : QWidget, optional
        Owner.
    """

    def __init__(
        self, control: Control, title: str, label_width: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(control, title, label_width, parent)
        self.now = QLabel("", self)
        self.now.setObjectName("now")
        self.now.setFixedWidth(_NOW_WIDTH)
        self.now.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = self.layout()
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(1, self.now)
        self.read_depths(())

    def read_depths(self, depths: "Sequence[RegionDepth]") -> None:
        """Show how thick the tissue is, telling nobody.

        Parameters
        ----------
        depths : sequence of RegionDepth
            Of the row's region, or of both sides; their mean is shown.
        """
        told = [one for one in depths if math.isfinite(one.value)]
        unusual = any(abs(one.score) > UNUSUAL for one in told)
        text = number(sum(one.value for one in told) / len(told), ".1f") if told else "–"
        self.now.setText(text)
        tip = "\n".join(describe(self.title, one) for one in told)
        tip = (
            f"{tip}\n{tr(SOURCE)}"
            if told
            else tr("{title}: there is no bone right beneath it.").format(title=self.title)
        )
        self.now.setToolTip(tip)
        self.now.setAccessibleName(tr("{title}, thickness now, mm").format(title=self.title))
        self.slider.setToolTip(
            f"{tip}\n" + tr("The slider changes it; double-click for no change.")
        )
        self.slider.set_unusual(unusual)
        if bool(self.now.property("unusual")) != unusual:
            self.now.setProperty("unusual", unusual)
            self.now.style().polish(self.now)


def describe(title: str, depth: "RegionDepth") -> str:
    """Return a thickness and where it stands in the population, in words.

    Parameters
    ----------
    title : str
        What people read.
    depth : RegionDepth
        Its value.

    Returns
    -------
    str
        Such as ``Cheek, left: 24.1 mm; population 22.3 ± 2.9 mm (+0.6 sd)``.
    """
    for side in ("left", "right"):
        if depth.region.endswith(f"_{side}") and tr(side) not in title:
            title = f"{title}, {tr(side)}"
    text = tr("{title}: {value:.1f} mm; population {mean:.1f}").format(
        title=title, value=depth.value, mean=depth.mean
    )
    if not math.isfinite(depth.score):
        return f"{text} mm"
    text += tr(" ± {deviation:.1f} mm ({score:+.1f} sd)").format(
        deviation=depth.deviation, score=depth.score
    )
    return (
        text if abs(depth.score) <= UNUSUAL else f"{text}. " + tr("Beyond two standard deviations.")
    )
