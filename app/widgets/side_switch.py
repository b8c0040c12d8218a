"""Which side of the face edits act on: both, or the subject's left or right alone."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from app.translation import mark, tr
from core.geometry.sides import Side

_CHOICES: tuple[tuple[Side | None, str, str], ...] = (
    (None, mark("Both"), mark("Edits change both sides of the face alike")),
    ("left", mark("Left"), mark("Edits change the subject's left side only")),
    ("right", mark("Right"), mark("Edits change the subject's right side only")),
)


class SideSwitch(QWidget):
    """Three buttons, one of them pressed.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    """

    changed = Signal()
    """Another side was chosen; read `side`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.side: Side | None = None
        self._buttons: dict[Side | None, QToolButton] = {}
        group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(3)
        for side, title, tip in _CHOICES:
            button = QToolButton(self)
            button.setObjectName("preset")
            button.setText(tr(title))
            button.setToolTip(tr(tip))
            button.setCheckable(True)
            button.clicked.connect(lambda _, side=side: self.choose(side))
            group.addButton(button)
            line.addWidget(button)
            self._buttons[side] = button
        self._buttons[None].setChecked(True)

    def choose(self, side: Side | None) -> None:
        """Choose a side, or both by None."""
        self._buttons[side].setChecked(True)
        if side != self.side:
            self.side = side
            self.changed.emit()
