"""The brush, as a section of the anatomy page: on or off, how much, how wide, how soft."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from app.session import Session
from app.translation import inline, mark, tr
from app.viewport.brush import BrushTool
from app.widgets.section import Section
from app.widgets.value_row import ValueRow
from core.document.control_spec import Control
from core.document.edits import ResetPaint
from core.document.state import FaceState

AMOUNT = Control("brush.amount", mark("Amount"), "brush", 0.1, 5.0, 0.1, 1.0, "mm")
RADIUS = Control("brush.radius", mark("Radius"), "brush", 3.0, 40.0, 0.5, 12.0, "mm")
SOFTNESS = Control("brush.softness", mark("Falloff"), "brush", 10.0, 100.0, 1.0, 80.0, "%")
_LABEL_WIDTH = 92
KINDS = {
    "draw": (
        mark("Draw"),
        mark("Thickens the tissue by the amount, once a stroke; with Shift it thins it"),
    ),
    "smooth": (mark("Smooth"), mark("Evens out bumps and dents; passing again goes on")),
    "flatten": (mark("Flatten"), mark("Brings the skin towards a plane; passing again goes on")),
    "pull": (mark("Pull"), mark("Holds the skin and draws it out or in with the hand")),
}
"""Kinds of brush: title, and what it does."""


class BrushSection(Section):
    """Sets the brush.

    Parameters
    ----------
    session : Session
        Takes the strokes.
    tool : BrushTool
        Paints.
    parent : QWidget
        Owner.
    """

    def __init__(self, session: Session, tool: BrushTool, parent: QWidget) -> None:
        super().__init__(tr("Brush"), parent)
        self._tool = tool
        self.reset = self.add_button(tr("Remove everything painted"))
        self.reset.clicked.connect(lambda: session.apply(ResetPaint()))
        self.toggle = QPushButton(tr("Paint on the skin"), self)
        self.toggle.setCheckable(True)
        self.toggle.setToolTip(
            tr(
                "A press on the skin thickens the tissue there (B); with Shift it thins it. A "
                "press beside the head still turns it."
            )
        )
        self.toggle.toggled.connect(tool.set_active)
        tool.active_changed.connect(self.toggle.setChecked)
        self.rows = {
            AMOUNT.key: ValueRow(AMOUNT, tr("Amount"), _LABEL_WIDTH),
            RADIUS.key: ValueRow(RADIUS, tr("Radius"), _LABEL_WIDTH),
            SOFTNESS.key: ValueRow(SOFTNESS, tr("Falloff"), _LABEL_WIDTH),
        }
        tips = {
            AMOUNT.key: tr("What one stroke lays in its middle, however often it passes"),
            RADIUS.key: tr("How far the brush reaches; the keys [ and ] change it"),
            SOFTNESS.key: tr(
                "How much of the radius the edge takes: 100 % falls off from the middle"
            ),
        }
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(tr("Kind of brush"))
        for at, (key, (title, tip)) in enumerate(KINDS.items()):
            self.kind.addItem(tr(title), key)
            self.kind.setItemData(at, tr(tip), Qt.ItemDataRole.ToolTipRole)
        self.kind.currentIndexChanged.connect(lambda _: self._set_brush())
        self.add(self.toggle)
        self.add(self.kind)
        for key, row in self.rows.items():
            row.slider.setToolTip(tips[key])
            row.slider.setAccessibleName(tr("Brush {what}").format(what=inline(row.title)))
            row.box.setAccessibleName(tr("Brush {what}, number").format(what=inline(row.title)))
            row.changed.connect(lambda _value, _dragging: self._set_brush())
            self.add(row)
        note = QLabel(
            tr("Shift thins. A pen's pressure counts. One stroke is one step of undo."), self
        )
        note.setObjectName("faint")
        note.setWordWrap(True)
        self.add(note)
        tool.radius_changed.connect(self.rows[RADIUS.key].set_value)
        for keys, act in (
            ("B", self.toggle.toggle),
            ("[", lambda: self._step(-1)),
            ("]", lambda: self._step(1)),
        ):
            QShortcut(QKeySequence(keys), self.window()).activated.connect(act)
        self._set_brush()

    def _step(self, steps: int) -> None:
        if self._tool.active:
            self._tool.change_radius(steps)

    def _set_brush(self) -> None:
        key = self.kind.currentData()
        self.kind.setToolTip(tr(KINDS[key][1]))
        brush = replace(
            self._tool.brush,
            kind=key,
            amount=self.rows[AMOUNT.key].value,
            radius=self.rows[RADIUS.key].value,
            softness=self.rows[SOFTNESS.key].value / 100.0,
        )
        self._tool.set_brush(brush)

    def read(self, state: FaceState) -> None:
        """Show the document as it is, telling nobody."""
        self.reset.setEnabled(state.paint is not None)
