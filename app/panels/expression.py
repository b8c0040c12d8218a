"""Expressions: one slider per movement of the face, and a few whole faces to start from."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.expressions import PRESETS, Slider, expression_sliders, preset_edit, slider_edit
from app.icons import icon
from app.panels.scroll import ScrollColumn
from app.readout import Readout
from app.session import Session
from app.theme import Theme
from app.translation import inline, joined, tr
from app.widgets.section import Section
from app.widgets.value_row import ValueRow
from core.document.control_spec import Control, expression_controls
from core.document.edits import ResetExpression

_LABEL_WIDTH = 128
_LONG_LABEL_WIDTH = 156
"""With the side behind the name."""
_PRESETS_A_ROW = 3


class ExpressionPanel(QWidget):
    """Changes the expression.

    Parameters
    ----------
    session : Session
        Takes the edits.
    parent : QWidget, optional
        Owner.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._theme: Theme | None = None
        self._names: tuple[str, ...] = ()
        self._sliders: dict[str, Slider] = {}
        self._sections: dict[str, Section] = {}
        self.rows: dict[str, ValueRow] = {}
        self.presets: dict[str, QToolButton] = {}
        self.symmetric = QCheckBox(tr("Both sides together"), self)
        self.symmetric.setChecked(True)
        self.symmetric.toggled.connect(self._build)
        self._reset = QPushButton(tr("Reset all"), self)
        self._reset.clicked.connect(lambda: session.apply(ResetExpression()))
        self._column = ScrollColumn(self)
        top = QHBoxLayout()
        top.setContentsMargins(14, 10, 12, 0)
        top.addWidget(self.symmetric)
        top.addStretch(1)
        top.addWidget(self._reset)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(self._preset_grid())
        layout.addWidget(self._column, 1)
        session.document_changed.connect(self._use_document)
        session.state_changed.connect(Readout(session.surfaces, self.read, self).note)

    def _preset_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(14, 10, 12, 4)
        grid.setSpacing(6)
        for index, preset in enumerate(PRESETS):
            button = QToolButton(self)
            button.setObjectName("preset")
            button.setText(tr(preset))
            button.setToolTip(tr("Put on: {what}").format(what=inline(tr(preset))))
            button.setSizePolicy(
                button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed
            )
            button.clicked.connect(partial(self._use_preset, preset))
            grid.addWidget(button, index // _PRESETS_A_ROW, index % _PRESETS_A_ROW)
            self.presets[preset] = button
        return grid

    def set_theme(self, theme: Theme) -> None:
        """Colour the icons."""
        self._theme = theme
        for section in self._sections.values():
            section.set_icons(icon("expanded", theme), icon("collapsed", theme))

    def _use_document(self) -> None:
        facts = self._session.facts
        names = () if facts is None else facts.expressions
        if names != self._names:
            self._names = names
            self._build()

    def _build(self) -> None:
        self._column.clear()
        self.rows.clear()
        self._sections.clear()
        sliders = expression_sliders(self._names, symmetric=self.symmetric.isChecked())
        self._sliders = {slider.key: slider for slider in sliders}
        for slider in sliders:
            if slider.group not in self._sections:
                section = Section(tr(slider.group), self)
                self._sections[slider.group] = section
                self._column.add(section)
            self._sections[slider.group].add(self._row(slider))
        if self._theme is not None:
            self.set_theme(self._theme)
        self.read()

    def _row(self, slider: Slider) -> ValueRow:
        control = Control(slider.key, slider.title, slider.group, 0.0, 100.0, 1.0, 0.0, "%")
        together = self.symmetric.isChecked()
        width = _LABEL_WIDTH if together else _LONG_LABEL_WIDTH
        row = ValueRow(control, joined(slider.title), width)
        row.setToolTip(", ".join(slider.names))
        row.slider.setToolTip(
            tr("{what}; double-click to reset").format(what=", ".join(slider.names))
        )
        row.changed.connect(
            lambda value, dragging: self._session.apply(
                slider_edit(slider, value / 100.0, self._names), dragging=dragging
            )
        )
        row.settled.connect(self._session.settle)
        self.rows[slider.key] = row
        return row

    def _use_preset(self, preset: str, *_: object) -> None:
        self._session.apply(preset_edit(preset, self._names))

    def read(self) -> None:
        """Show the document as it is, telling nobody."""
        state = self._session.state
        self.setEnabled(self._session.editable)
        if state is None:
            return
        neutral = [control.default for control in expression_controls(state, self._names)]
        weights = list(state.expression) + [0.0] * (len(self._names) - len(state.expression))
        self._reset.setEnabled(weights != neutral)
        for key, row in self.rows.items():
            members = self._sliders[key].members
            row.set_neutral(100.0 * sum(neutral[at] for at in members) / len(members))
            row.set_value(100.0 * sum(weights[at] for at in members) / len(members))
