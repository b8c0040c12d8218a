"""The treatment page: move cut bone or teeth, see how the face follows, before and after."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.icons import icon
from app.panels.scroll import ScrollColumn
from app.readout import Readout
from app.session import Session
from app.theme import Theme
from app.translation import joined, mark, number, tr
from app.widgets.section import Section
from app.widgets.value_row import ValueRow
from core.document.control_spec import Control
from core.document.edits import Edit
from core.document.treatment import (
    AXES,
    LIMIT_DEGREES,
    LIMIT_MM,
    MATERIALS,
    PRESETS,
    SEGMENTS,
    STILL,
    TETS,
    Treatment,
)
from core.document.treatment_edits import ResetTreatment, SetSegment, SetTissue, TakePreset
from core.geometry.measures import Measure

NOTICE = mark("A simulation for communication and research, not a surgical plan.")
_TITLES = {
    "left": mark("To the left"),
    "up": mark("Up"),
    "forward": mark("Forward"),
    "pitch": mark("Pitch"),
    "yaw": mark("Yaw"),
    "roll": mark("Roll"),
}
_MATERIALS = {
    "linear": mark("Linear (seconds)"),
    "corotated": mark("Co-rotated (a minute)"),
    "neo-hookean": mark("Neo-Hookean (a minute)"),
}
_FINENESS = {
    20_000: mark("Coarse, 20 000 tetrahedra"),
    60_000: mark("Usual, 60 000 tetrahedra"),
    150_000: mark("Fine, 150 000 tetrahedra"),
}
_COLUMNS = (mark("Profile"), mark("Before"), mark("After"))
_LABEL_WIDTH, _ROW_HEIGHT = 78, 22


class TreatmentPanel(QWidget):
    """Moves segments and shows what the simulation told.

    Parameters
    ----------
    session : Session
        Takes the edits.
    parent : QWidget, optional
        Owner.
    """

    simulate_asked = Signal()
    """The soft tissue shall be simulated now."""
    sure_asked = Signal()
    """The same, with other stiffness of tissue."""
    moved = Signal(str, bool)
    """A segment was moved: merge key of the edit, and whether the hand still moves."""
    colours_asked = Signal()
    """The change of the skin shall be seen as colours."""
    wipe_asked = Signal()
    """The face shall be wiped against itself without the treatment."""
    shown = Signal()
    """The page came to the front or went away."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._last = ""
        self.rows: dict[str, ValueRow] = {}
        self.segment = self._combo(tr("Segment"), {key: one.title for key, one in SEGMENTS.items()})
        self.preset = self._combo(tr("Usual treatment"), {"": mark("Choose a usual treatment…")})
        for key, preset in PRESETS.items():
            self.preset.addItem(tr(preset.title), key)
        self.material = self._combo(tr("Material"), {key: _MATERIALS[key] for key in MATERIALS})
        self.fineness = self._combo(tr("Mesh"), {size: _FINENESS[size] for size in TETS})
        self.at_rest = QCheckBox(tr("Simulate when the hand rests"), self)
        self.at_rest.setChecked(True)
        self.on_ct = QCheckBox(tr("On the CT's own bone, where there is one"), self)
        self.on_ct.setChecked(True)
        self.cuts = QCheckBox(tr("Show where bone is cut"), self)
        self.cuts.setChecked(True)
        self.handles = QCheckBox(tr("Handles in the view"), self)
        self.handles.setToolTip(
            tr("Arrows move the segment, rings turn it: red to the left, green up, blue forward")
        )
        self.handles.setChecked(True)
        self.arrows = QCheckBox(tr("Arrows where skin moves (three times as long)"), self)
        self.simulate = QPushButton(tr("Simulate"), self)
        self.sure = QPushButton(tr("How sure?"), self)
        self.sure.setToolTip(tr("Simulate with other stiffness of tissue, as far as it is unknown"))
        self.colours = QPushButton(tr("Change as colours"), self)
        self.wipe = QPushButton(tr("Before and after"), self)
        self.wipe.setToolTip(tr("Wipe between the face with and without the treatment"))
        self.status, self.term = QLabel(self), QLabel(self)
        self.table = _table(self)
        self.move_section = Section(tr("Move"), self)
        self.reset = self.move_section.add_button(tr("Put all segments back"))
        self.tissue_section = Section(tr("Soft tissue"), self)
        self._lay_out()
        self._connect()
        self.read()

    def _combo(self, name: str, items: "dict[str, str] | dict[int, str]") -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        for key, title in items.items():
            box.addItem(joined(title), key)
        return box

    def _lay_out(self) -> None:
        notice = QLabel(tr(NOTICE), self)
        for label in (notice, self.status, self.term):
            label.setWordWrap(True)
            label.setObjectName("faint")
        move, tissue = self.move_section, self.tissue_section
        for widget in (self.preset, self.segment, self.term):
            move.add(widget)
        for at, axis in enumerate(AXES):
            limit, unit = (LIMIT_MM, "mm") if at < len(AXES) // 2 else (LIMIT_DEGREES, "deg")
            control = Control(axis, _TITLES[axis], "treatment", -limit, limit, 0.1, 0.0, unit)
            self.rows[axis] = ValueRow(control, tr(_TITLES[axis]), _LABEL_WIDTH)
            move.add(self.rows[axis])
        move.add(self.handles)
        move.add(self.cuts)
        buttons = self._beside(self.simulate, self.sure)
        for widget in (
            self.material,
            self.fineness,
            self.on_ct,
            self.at_rest,
            buttons,
            self.status,
        ):
            tissue.add(widget)
        tissue.add(self.table)
        tissue.add(self.arrows)
        tissue.add(self._beside(self.colours, self.wipe))
        notice.setContentsMargins(8, 4, 8, 6)
        column = ScrollColumn(self)
        for part in (notice, move, tissue):
            column.add(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    def _beside(self, first: QWidget, second: QWidget) -> QWidget:
        pair = QWidget(self)
        line = QHBoxLayout(pair)
        line.setContentsMargins(0, 4, 0, 4)
        line.addWidget(first)
        line.addWidget(second)
        return pair

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page is seen."""
        super().showEvent(event)
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that the page is not seen any more."""
        super().hideEvent(event)
        self.shown.emit()

    def _connect(self) -> None:
        self.preset.activated.connect(self._take_preset)
        self.segment.currentIndexChanged.connect(self.read)
        for box in (self.material, self.fineness):
            box.activated.connect(self._set_tissue)
        for row in self.rows.values():
            row.changed.connect(lambda _, dragging: self._move(dragging=dragging))
            row.settled.connect(self.settle)
        self.simulate.clicked.connect(self.simulate_asked)
        self.sure.clicked.connect(self.sure_asked)
        self.colours.clicked.connect(self.colours_asked)
        self.wipe.clicked.connect(self.wipe_asked)
        self.reset.clicked.connect(lambda: self._session.apply(ResetTreatment()))
        self._session.state_changed.connect(Readout(self._session.surfaces, self.read, self).note)

    def set_theme(self, theme: Theme) -> None:
        """Colour the icons."""
        for section in (self.move_section, self.tissue_section):
            section.set_icons(icon("expanded", theme), icon("collapsed", theme))
        self.reset.setIcon(icon("reset", theme))

    # --- edits --------------------------------------------------------------------------------

    def _move(self, *, dragging: bool) -> None:
        a, b, c, d, e, f = (self.rows[axis].value for axis in AXES)
        self._apply(SetSegment(self.segment.currentData(), (a, b, c, d, e, f)), dragging=dragging)

    def nudge(self, axis: str, value: float) -> None:
        """Move or turn the chosen segment along one axis while a hand holds it; `settle` follows.

        Parameters
        ----------
        axis : str
            Of `core.document.treatment.AXES`.
        value : float
            mm or degrees.
        """
        self.rows[axis].set_value(value)
        self._move(dragging=True)

    def settle(self) -> None:
        """Take note that the hand was lifted."""
        self._session.settle()
        self.moved.emit(self._last, False)

    def _take_preset(self) -> None:
        key = self.preset.currentData()
        self.preset.setCurrentIndex(0)
        if key:
            self.segment.setCurrentIndex(self.segment.findData(next(iter(PRESETS[key].moves))))
            self._apply(TakePreset(key), dragging=False)

    def _set_tissue(self) -> None:
        edit = SetTissue(self.material.currentData(), self.fineness.currentData())
        self._apply(edit, dragging=False)

    def _apply(self, edit: Edit, *, dragging: bool) -> None:
        self._last = edit.merge_key or ""
        self._session.apply(edit, dragging=dragging)
        self.moved.emit(self._last, dragging)

    # --- what is shown ------------------------------------------------------------------------

    @property
    def step(self) -> str:
        """Merge key of the last edit of the treatment."""
        return self._last

    def read(self) -> None:
        """Show the document as it is, telling nobody."""
        state = self._session.state
        self.setEnabled(self._session.editable)
        if state is None:
            return
        treatment, key = state.treatment, self.segment.currentData()
        self.term.setText(joined(SEGMENTS[key].term))
        for axis, value in zip(AXES, treatment.moves.get(key, STILL), strict=True):
            self.rows[axis].set_value(value)
        for box, choice in ((self.material, treatment.material), (self.fineness, treatment.tets)):
            with QSignalBlocker(box):
                box.setCurrentIndex(box.findData(choice))
        free = treatment.moving and not self._session.busy
        self.simulate.setEnabled(free and not treatment.simulated)
        self.sure.setEnabled(free)
        self.wipe.setEnabled(treatment.moving)
        self.reset.setEnabled(treatment.moving)
        self.status.setText(_told(treatment))
        if not treatment.moving:
            self.table.setRowCount(0)
        self.table.setVisible(self.table.rowCount() > 0)

    def show_profile(self, before: Sequence[Measure], after: Sequence[Measure]) -> None:
        """Show the profile without and with the treatment.

        Parameters
        ----------
        before, after : sequence of Measure
            The same measures in one order.
        """
        self.table.setRowCount(len(before))
        for at, (one, other) in enumerate(zip(before, after, strict=True)):
            unit = "°" if one.unit == "deg" else " mm"
            texts = (joined(one.name), *(number(m.value, ".1f") + unit for m in (one, other)))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column:
                    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    item.setTextAlignment(right)
                self.table.setItem(at, column, item)
        self.table.setFixedHeight(_ROW_HEIGHT * (len(before) + 1) + 4)
        self.table.setVisible(bool(before))


def _table(parent: QWidget) -> QTableWidget:
    table = QTableWidget(0, len(_COLUMNS), parent)
    table.setAccessibleName(tr("Profile before and after the treatment"))
    table.setHorizontalHeaderLabels([tr(name) for name in _COLUMNS])
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
    table.setShowGrid(False)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
    table.setTabKeyNavigation(False)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return table


def _told(treatment: Treatment) -> str:
    """Return what is shown of the skin."""
    if not treatment.moving:
        return tr(
            "Nothing moves yet: choose a usual treatment, or a segment and how far it moves. The "
            "skin follows by itself."
        )
    if not treatment.simulated:
        return tr("Shown: the instant answer, skin goes with the bone beneath it.")
    if treatment.on_ct and not treatment.spread:
        return tr("Shown: simulated by finite elements on the CT's own bone.")
    if not treatment.spread:
        return tr("Shown: simulated by finite elements.")
    return tr(
        "Shown: simulated by finite elements; unknown stiffness of tissue may change it by "
        "{spread:.1f} mm."
    ).format(spread=treatment.spread)
