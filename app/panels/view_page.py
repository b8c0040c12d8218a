"""How the head is looked at: light, finish, colour, camera, and where it is cut open."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.icons import icon
from app.panels.scroll import ScrollColumn
from app.theme import Theme
from app.translation import mark, tr
from app.viewport.cut_plane import CUT_AXES
from app.viewport.finish import FINISHES
from app.viewport.lights import LIGHTINGS
from app.viewport.navigation import NAVIGATIONS
from app.viewport.tones import TONES
from app.widgets.number_box import NumberBox
from app.widgets.section import Section
from app.widgets.value_slider import ValueSlider

SKIN_PARTS = (mark("Nose"), mark("Eyes"), mark("Mouth"), mark("Rest of the skin"))
"""Titles of `core.geometry.template.PARTS`, in its order."""
SKULL_PARTS = (mark("Cranium"), mark("Lower jaw"), mark("Upper teeth"), mark("Lower teeth"))
"""Titles of `core.geometry.template.SKULL_LABELS`, in its order."""
_CUT_MM = 150.0
_LABEL_WIDTH = 62
"""Of what stands before a choice, so that the choices of all groups begin in one line."""


class ViewPage(QWidget):
    """Sets how the head is looked at; changes nothing of it.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    """

    light_chosen = Signal(str)
    finish_chosen = Signal(str)
    tone_chosen = Signal(str)
    wires_toggled = Signal(bool)
    texture_toggled = Signal(bool)
    navigation_chosen = Signal(str)
    parallel_toggled = Signal(bool)
    turning_toggled = Signal(bool)
    cut_changed = Signal()
    """The plane, its place, its side or what it cuts."""
    parts_changed = Signal()
    """What is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sections: list[Section] = []
        column = ScrollColumn(self)
        for section in (self._make_surface(), self._make_camera(), self._make_cut(),
                        self._make_parts()):  # fmt: skip
            column.add(section)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    # --- putting together ---------------------------------------------------------------------

    def _section(self, title: str) -> tuple[Section, QGridLayout]:
        section = Section(title, self)
        body = QWidget(section)
        grid = QGridLayout(body)
        grid.setContentsMargins(4, 2, 4, 6)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        section.add(body)
        self._sections.append(section)
        return section, grid

    def _choice(self, grid: QGridLayout, title: str, choices: tuple[Any, ...]) -> QComboBox:
        box = QComboBox(self)
        for index, one in enumerate(choices):
            box.addItem(tr(one.title), one.key)
            tip = getattr(one, "tip", "")
            if tip:
                box.setItemData(index, tr(tip), Qt.ItemDataRole.ToolTipRole)
        label = QLabel(title, self)
        label.setBuddy(box)
        label.setMinimumWidth(_LABEL_WIDTH)
        row = grid.rowCount()
        grid.addWidget(label, row, 0)
        grid.addWidget(box, row, 1, 1, 2)
        return box

    def _check(self, grid: QGridLayout, title: str, tip: str) -> QCheckBox:
        box = QCheckBox(title, self)
        box.setToolTip(tip)
        grid.addWidget(box, grid.rowCount(), 0, 1, 3)
        return box

    def _make_surface(self) -> Section:
        section, grid = self._section(tr("Surface"))
        self.light = self._choice(grid, tr("Light"), LIGHTINGS)
        self.finish = self._choice(grid, tr("Finish"), FINISHES)
        self.tone = self._choice(grid, tr("Skin colour"), TONES)
        self.wires = self._check(grid, tr("Wires"), tr("Draw the edges of the skin's triangles"))
        self.texture = self._check(
            grid, tr("Picture on the scan"), tr("Show the scan with the colours of its photograph")
        )
        for box, signal in (
            (self.light, self.light_chosen),
            (self.finish, self.finish_chosen),
            (self.tone, self.tone_chosen),
        ):
            self._tell(box, signal)
        self.wires.toggled.connect(self.wires_toggled)
        self.texture.toggled.connect(self.texture_toggled)
        return section

    def _make_camera(self) -> Section:
        section, grid = self._section(tr("Camera"))
        self.navigation = self._choice(grid, tr("Mouse"), NAVIGATIONS)
        self.navigation.setToolTip(
            tr("Medical: left turns, middle moves, right zooms. Blender: middle turns, Shift and "
               "middle moves, Ctrl and middle zooms; Alt and left where there is no middle button.")
        )  # fmt: skip
        self.parallel = self._check(
            grid,
            tr("Orthographic"),
            tr("Without perspective: the same length is as long near and far"),
        )
        self.turning = QPushButton(tr("Turn round"), self)
        self.turning.setCheckable(True)
        self.turning.setToolTip(tr("Turn the head steadily, as on a turntable"))
        grid.addWidget(self.turning, grid.rowCount(), 0, 1, 3)
        self._tell(self.navigation, self.navigation_chosen)
        self.parallel.toggled.connect(self.parallel_toggled)
        self.turning.toggled.connect(self.turning_toggled)
        return section

    def _make_cut(self) -> Section:
        section, grid = self._section(tr("Cut open"))
        self.plane = self._choice(grid, tr("Plane"), CUT_AXES)
        self.plane.insertItem(0, tr("No cut"), "")
        self.plane.setCurrentIndex(0)
        self.place = ValueSlider(-_CUT_MM, _CUT_MM, 0.5, 0.0, self)
        self.place.setAccessibleName(tr("Place of the cut"))
        self.place.setToolTip(tr("Place of the cut; its frame can be dragged in the view too"))
        self.place_box = NumberBox("mm", self)
        self.place_box.setRange(-_CUT_MM, _CUT_MM)
        self.place_box.setSingleStep(0.5)
        self.place_box.setDecimals(1)
        self.place_box.setAccessibleName(tr("Place of the cut in millimetres"))
        row = grid.rowCount()
        grid.addWidget(self.place, row, 0, 1, 2)
        grid.addWidget(self.place_box, row, 2)
        self.other_side = self._check(grid, tr("Keep the other side"), tr("Turn the cut round"))
        line = QHBoxLayout()
        self.cut_layers: dict[str, QCheckBox] = {}
        for name, title in (("skin", tr("Skin")), ("skull", tr("Skull")), ("scan", tr("Scan"))):
            box = QCheckBox(title, self)
            box.setChecked(name == "skin")
            box.setToolTip(tr("Cut this too"))
            box.toggled.connect(self.cut_changed)
            line.addWidget(box)
            self.cut_layers[name] = box
        line.addStretch(1)
        grid.addLayout(line, grid.rowCount(), 0, 1, 3)
        self.plane.currentIndexChanged.connect(self._change_plane)
        self.other_side.toggled.connect(self.cut_changed)
        self.place.moved.connect(self._change_place)
        self.place.stepped.connect(self._change_place)
        self.place_box.valueChanged.connect(self._change_place)
        self._show_cut_rows()
        return section

    def _make_parts(self) -> Section:
        section, grid = self._section(tr("Shown parts"))
        self.skin_parts, self.skull_parts = (
            [self._part(grid, row, column, tr(title)) for row, title in enumerate(titles, start=1)]
            for column, titles in ((0, SKIN_PARTS), (1, SKULL_PARTS))
        )
        section.fold(folded=True)
        return section

    def _part(self, grid: QGridLayout, row: int, column: int, title: str) -> QCheckBox:
        box = QCheckBox(title, self)
        box.setChecked(True)
        box.toggled.connect(self.parts_changed)
        grid.addWidget(box, row, column)
        return box

    def _tell(self, box: QComboBox, signal: Any) -> None:
        box.currentIndexChanged.connect(lambda _: signal.emit(str(box.currentData())))

    # --- reading and setting ------------------------------------------------------------------

    def _change_plane(self) -> None:
        self._show_cut_rows()
        self.cut_changed.emit()

    def _show_cut_rows(self) -> None:
        on = bool(self.plane.currentData())
        for widget in (self.place, self.place_box, self.other_side, *self.cut_layers.values()):
            widget.setEnabled(on)

    def _change_place(self, value: float) -> None:
        self.show_place(value)
        self.cut_changed.emit()

    def show_place(self, value: float) -> None:
        """Show where the cut stands, telling nobody."""
        self.place.set_value(value)
        blocked = self.place_box.blockSignals(True)
        self.place_box.setValue(value)
        self.place_box.blockSignals(blocked)

    def show_turning(self, turning: bool) -> None:  # noqa: FBT001
        """Show whether the head turns, telling nobody."""
        blocked = self.turning.blockSignals(True)
        self.turning.setChecked(turning)
        self.turning.blockSignals(blocked)

    def choose(self, box: QComboBox, key: str) -> None:
        """Choose an entry of one of the boxes by its key; ignored where there is none."""
        index = box.findData(key)
        if index >= 0:
            box.setCurrentIndex(index)

    def set_theme(self, theme: Theme) -> None:
        """Colour the icons."""
        for section in self._sections:
            section.set_icons(icon("expanded", theme), icon("collapsed", theme))
