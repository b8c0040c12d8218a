"""One number: its name, a slider and a box to type it, bound to each other in both ways."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.translation import joined, tr
from app.widgets.number_box import NumberBox
from app.widgets.short_label import ShortLabel
from app.widgets.value_slider import ValueSlider
from core.document.bone_controls import BoneControl
from core.document.control_spec import Control

_LABEL_WIDTH = 74
_BOX_WIDTH = 78


class ValueRow(QWidget):
    """Shows and changes one control.

    Parameters
    ----------
    control : Control
        Range, step, unit and neutral value.
    title : str, optional
        Shown instead of the control's own.
    label_width : int
        Room for the title, pixels.
    parent : QWidget, optional
        Owner.
    """

    changed = Signal(float, bool)
    """A new value, and whether the hand still moves."""
    settled = Signal()
    """The hand let go."""

    def __init__(
        self,
        control: Control,
        title: str = "",
        label_width: int = _LABEL_WIDTH,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.control = control
        name = title or joined(control.title)
        self._label = ShortLabel(name, self)
        self._label.setFixedWidth(label_width)
        self.slider = ValueSlider(
            control.minimum, control.maximum, control.step, control.default, self
        )
        self.box = NumberBox(control.unit, self)
        self.box.setRange(control.minimum, control.maximum)
        self.box.setSingleStep(control.step)
        self.box.setDecimals(_decimals(control.step))
        self.box.setFixedWidth(_BOX_WIDTH)
        self.slider.setToolTip(f"{name}: {reach(control)}")
        self.slider.setAccessibleName(name)
        self.box.setAccessibleName(tr("{title}, number").format(title=name))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 1, 0, 1)
        layout.setSpacing(6)
        layout.addWidget(self._label)
        layout.addWidget(self.slider)
        layout.addWidget(self.box)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_value(control.default)
        self.slider.moved.connect(lambda value: self._tell(value, dragging=True))
        self.slider.stepped.connect(lambda value: self._tell(value, dragging=False))
        self.slider.released.connect(self.settled)
        self.box.valueChanged.connect(lambda value: self._tell(value, dragging=False))

    @property
    def value(self) -> float:
        """The value shown."""
        return self.slider.value

    @property
    def title(self) -> str:
        """What people read."""
        return self._label.text()

    def set_value(self, value: float) -> None:
        """Show a value without telling anybody."""
        if not self.slider.dragging:
            self.slider.set_value(value)
        with QSignalBlocker(self.box):
            self.box.setValue(value)

    def set_title(self, title: str) -> None:
        """Call it something else."""
        self._label.setText(title)
        self._label.setToolTip(title)
        self.slider.setAccessibleName(title)
        self.box.setAccessibleName(tr("{title}, number").format(title=title))

    def set_neutral(self, value: float) -> None:
        """Change what a double-click goes back to."""
        self.slider.set_neutral(value)

    def _tell(self, value: float, *, dragging: bool) -> None:
        with QSignalBlocker(self.box):
            self.box.setValue(value)
        self.slider.set_value(value)
        self.changed.emit(value, dragging)


def reach(control: Control | BoneControl) -> str:
    """Return how far a slider goes, in words.

    Parameters
    ----------
    control : Control or BoneControl
        Has the range.
    """
    return tr("{minimum:g} to {maximum:g}; double-click to reset").format(
        minimum=control.minimum, maximum=control.maximum
    )


def _decimals(step: float) -> int:
    """Return the digits that a step needs behind the point."""
    return 0 if step >= 1.0 else 1 if step >= 0.1 else 2
