"""A sheet of nine alternatives to the open face; a click takes one."""

import secrets

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.session import SEED_LIMIT, Session
from app.translation import tr
from app.variation_requests import WHOLE, DrawVariation, Variation
from app.widgets.pixels import pixmap
from app.widgets.side_switch import SideSwitch
from app.widgets.value_row import ValueRow
from core.document.control_spec import Control, part_title
from core.document.edits import Edit
from core.geometry.template import PARTS

COUNT = 9
_COLUMNS = 3
_SIZE = (150, 176)
_STRENGTH = Control("strength", "Strength", "variation", 5.0, 100.0, 5.0, 60.0, "%")


class VariationsDialog(QDialog):
    """Shows alternatives; the window stays usable.

    Parameters
    ----------
    session : Session
        Takes the edits and draws the pictures.
    sides : SideSwitch
        Says which side edits act on.
    parent : QWidget, optional
        Over which it stands.
    """

    taken = Signal()
    """An alternative was taken."""

    def __init__(self, session: Session, sides: SideSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Variations"))
        self._session, self._sides = session, sides
        self.edits: dict[int, Edit] = {}
        self.what = QComboBox(self)
        self.what.addItem(tr("Whole face"), WHOLE)
        for part in PARTS:
            self.what.addItem(tr(part_title(part)), part)
        self.what.setAccessibleName(tr("What varies"))
        self.strength = ValueRow(_STRENGTH, tr("Strength"), 62, self)
        self.again = QPushButton(tr("Again"), self)
        self.again.setToolTip(tr("Draw nine others"))
        self.again.setDefault(True)
        self.note = QLabel(tr("A click takes a face; Undo brings the one before back."), self)
        self.note.setObjectName("faint")
        self.buttons = [self._button(index) for index in range(COUNT)]
        self._lay_out()
        self._seeds = [secrets.randbelow(SEED_LIMIT) for _ in range(COUNT)]
        self.what.currentIndexChanged.connect(lambda _: self.draw())
        self.strength.changed.connect(lambda _, dragging: None if dragging else self.draw())
        self.strength.settled.connect(self.draw)
        self.again.clicked.connect(self.draw_others)

    def _button(self, index: int) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("preset")
        button.setText("…")
        button.setFixedSize(_SIZE[0] + 14, _SIZE[1] + 14)
        button.setIconSize(QSize(*_SIZE))
        name = tr("Alternative {number}").format(number=index + 1)
        button.setAccessibleName(name)
        button.setToolTip(tr("Take this face"))
        button.clicked.connect(lambda: self.take(index))
        return button

    def _lay_out(self) -> None:
        label = QLabel(tr("Vary"), self)
        label.setBuddy(self.what)
        top = QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self.what)
        top.addWidget(self.strength, 1)
        top.addWidget(self.again)
        grid = QGridLayout()
        grid.setSpacing(8)
        for index, button in enumerate(self.buttons):
            grid.addWidget(button, index // _COLUMNS, index % _COLUMNS)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addLayout(grid)
        layout.addWidget(self.note, 0, Qt.AlignmentFlag.AlignHCenter)

    def draw_others(self) -> None:
        """Draw nine other alternatives."""
        self._seeds = [secrets.randbelow(SEED_LIMIT) for _ in range(COUNT)]
        self.draw()

    def draw(self) -> None:
        """Draw the alternatives to the face as it is now, one after the other."""
        state = self._session.state
        self._session.errands.drop("variation")
        self.edits = {}
        for button in self.buttons:
            button.setEnabled(False)
        if state is None:
            return
        ratio = self.devicePixelRatioF()
        size = (round(_SIZE[0] * ratio), round(_SIZE[1] * ratio))
        target, by = str(self.what.currentData()), self.strength.value / 100.0
        for index, seed in enumerate(self._seeds):
            request = DrawVariation(state, target, seed, by, size, self._sides.side)
            self._session.errands.ask(
                f"variation-{index}",
                request,
                lambda found, index=index: self._show(index, found),
            )

    def _show(self, index: int, found: Variation) -> None:
        self.edits[index] = found.edit
        self.buttons[index].setIcon(QIcon(pixmap(found.pixels, self.devicePixelRatioF())))
        self.buttons[index].setEnabled(True)

    def take(self, index: int) -> None:
        """Take an alternative, and draw nine around it.

        Parameters
        ----------
        index : int
            From zero.
        """
        if index in self.edits:
            self._session.apply(self.edits[index])
            self.taken.emit()
            self.draw_others()

    def done(self, result: int) -> None:
        """Close; pictures under way are given up."""
        self._session.errands.drop("variation")
        super().done(result)
