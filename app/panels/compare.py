"""The open face against others: with whom, how it is seen, and the figures."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.icons import icon
from app.panels.scroll import ScrollColumn
from app.theme import Theme
from app.translation import mark, number, tr
from app.viewport.colouring import Scale, ramp
from app.viewport.compare_stage import CompareMode
from app.widgets.histogram import Histogram
from app.widgets.value_row import ValueRow
from core.document.control_spec import Control

if TYPE_CHECKING:
    from core.evaluation.face_comparison import FaceComparison
    from core.evaluation.surface_comparison import RegionDistances

MODES = {
    CompareMode.OFF: (mark("Off"), mark("Show the open face alone")),
    CompareMode.SIDE_BY_SIDE: (
        mark("Side by side"),
        mark("Faces beside each other, turned by one camera"),
    ),
    CompareMode.OVERLAY: (mark("Overlay"), mark("The other face translucent over the open one")),
    CompareMode.DIFFERENCE: (
        mark("Difference"),
        mark("The open face coloured by how far it stands out of the other"),
    ),
    CompareMode.BLINK: (mark("Blink"), mark("Both faces in turns")),
    CompareMode.WIPE: (mark("Wipe"), mark("One face left of a line, the other right of it")),
}
"""Titles and what they do, in the order of the buttons."""
REACHES = (1.0, 2.0, 3.0, 5.0, 10.0)
"""Ends of the scale that can be chosen, mm: fixed, so that faces can be compared."""
_USUAL_REACH = 5.0
_REGIONS = {
    "full": mark("All"),
    "face": mark("Face"),
    "nose": mark("Nose"),
    "eyes": mark("Eyes"),
    "mouth": mark("Mouth"),
    "remainder": mark("Rest"),
}
_COLUMNS = ("", mark("Mean"), mark("SD"), "95 %", mark("Max"), mark("< 2"), "± cm³")
_TIPS = (
    "",
    mark("Mean distance both ways, mm"),
    mark("Standard deviation of the distance, mm"),
    mark("95 % of the area is nearer than this, mm"),
    mark("Largest distance (Hausdorff), mm"),
    mark("Share of the area nearer than 2 mm, per cent"),
    mark("Volume that was added less what was taken away, cm³"),
)
_ROW = 22
_CUBIC_CM = 1000.0
_FADING = Control("overlay", "Overlay", "compare", 5.0, 95.0, 1.0, 45.0, "%")


class ComparePanel(QWidget):
    """Chooses what is compared and shows how far it is.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    """

    mode_chosen = Signal(object)
    """A `CompareMode`."""
    chosen = Signal()
    """Other faces are compared with; read `checked`."""
    file_asked = Signal()
    """A project or mesh is to be added."""
    remove_asked = Signal(int)
    """An entry of the list shall go."""
    fading = Signal(float)
    """Opacity of the overlay, 0 to 1."""
    measuring_changed = Signal()
    """Scale or best fit changed."""
    csv_asked = Signal()
    """The figures are to be written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("Faces to compare with"))
        self.list.setFixedHeight(4 * 26)
        self.list.setMinimumWidth(0)
        self.list.itemChanged.connect(lambda _: self.chosen.emit())
        self.list.currentRowChanged.connect(lambda _: self._read_row())
        self.add = QPushButton(tr("Project or mesh…"), self)
        self.add.setToolTip(tr("Compare with another person, or with any mesh of a head"))
        self.add.clicked.connect(self.file_asked)
        self.remove = QToolButton(self)
        self.remove.setObjectName("small")
        self.remove.setToolTip(tr("Take the chosen face from the list"))
        self.remove.setAccessibleName(tr("Take the chosen face from the list"))
        self.remove.clicked.connect(lambda: self.remove_asked.emit(self.list.currentRow()))
        self.buttons: dict[CompareMode, QToolButton] = {}
        self.opacity = ValueRow(_FADING, tr("Other face"), 74, self)
        self.opacity.changed.connect(lambda value, _: self.fading.emit(value / 100.0))
        self.reach = QComboBox(self)
        for reach in REACHES:
            self.reach.addItem(tr("± {reach:g} mm").format(reach=reach), reach)
        self.reach.setCurrentIndex(REACHES.index(_USUAL_REACH))
        self.reach.setAccessibleName(tr("Scale of the difference"))
        self.reach.currentIndexChanged.connect(lambda _: self.measuring_changed.emit())
        self.best_fit = QCheckBox(tr("Best fit"), self)
        self.best_fit.setToolTip(
            tr("Lay the open face onto the other first, by turn and shift: only shape counts")
        )
        self.best_fit.toggled.connect(lambda _: self.measuring_changed.emit())
        self.histogram = Histogram(self)
        self.told = QLabel(self)
        self.told.setObjectName("faint")
        self.told.setWordWrap(True)
        self.table = self._table()
        self.csv = QPushButton(tr("Save as CSV…"), self)
        self.csv.setToolTip(tr("Write the figures of every region for a spreadsheet"))
        self.csv.clicked.connect(self.csv_asked)
        self._lay_out()
        self.show_mode(CompareMode.OFF)
        self.show_found(None)

    def _lay_out(self) -> None:
        column = ScrollColumn(self)
        with_whom = QLabel(tr("Compare with"), self)
        with_whom.setObjectName("faint")
        line = QHBoxLayout()
        line.addWidget(self.add, 1)
        line.addWidget(self.remove)
        scale = QLabel(tr("Scale"), self)
        scale.setBuddy(self.reach)
        measured = QHBoxLayout()
        measured.addWidget(scale)
        measured.addWidget(self.reach)
        measured.addStretch(1)
        measured.addWidget(self.best_fit)
        for widget in (
            with_whom, self.list, _boxed(line), self._mode_grid(), self.opacity, _boxed(measured),
            self.histogram, self.told, self.table, self.csv,
        ):  # fmt: skip
            column.add(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    def _mode_grid(self) -> QWidget:
        box, group = QWidget(self), QButtonGroup(self)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setSpacing(6)
        for index, (mode, (title, tip)) in enumerate(MODES.items()):
            button = QToolButton(box)
            button.setObjectName("preset")
            button.setText(tr(title))
            button.setMinimumWidth(0)
            button.setToolTip(tr(tip))
            button.setCheckable(True)
            policy = button.sizePolicy()
            policy.setHorizontalPolicy(policy.Policy.Expanding)
            button.setSizePolicy(policy)
            button.clicked.connect(lambda _, mode=mode: self.mode_chosen.emit(mode))
            group.addButton(button)
            grid.addWidget(button, index // 2, index % 2)
            self.buttons[mode] = button
        return box

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, len(_COLUMNS), self)
        table.setAccessibleName(tr("Distances by region"))
        table.setHorizontalHeaderLabels([tr(one) if one else "" for one in _COLUMNS])
        for column, tip in enumerate(_TIPS):
            if tip:
                table.horizontalHeaderItem(column).setToolTip(tr(tip))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW)
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setMinimumWidth(0)
        table.setStyleSheet("QTableWidget::item { padding: 1px 2px; }")
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setMinimumSectionSize(20)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return table

    def set_theme(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self.histogram.set_theme(theme)
        self.remove.setIcon(icon("remove", theme))

    # --- with whom ----------------------------------------------------------------------------

    def show_names(self, names: Sequence[str], checked: set[int], fixed: int) -> None:
        """List the faces to compare with.

        Parameters
        ----------
        names : sequence of str
            In order.
        checked : set of int
            Which are compared with.
        fixed : int
            How many at the top cannot be removed.
        """
        self._fixed = fixed
        with QSignalBlocker(self.list):
            self.list.clear()
            for index, name in enumerate(names):
                item = QListWidgetItem(name)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                state = Qt.CheckState.Checked if index in checked else Qt.CheckState.Unchecked
                item.setCheckState(state)
                self.list.addItem(item)
        self._read_row()

    @property
    def checked(self) -> list[int]:
        """Which entries are compared with; the first is the reference of the figures."""
        rows = range(self.list.count())
        return [at for at in rows if self.list.item(at).checkState() is Qt.CheckState.Checked]

    def _read_row(self) -> None:
        self.remove.setEnabled(self.list.currentRow() >= getattr(self, "_fixed", 0))

    def show_mode(self, mode: CompareMode) -> None:
        """Show how it is compared, telling nobody."""
        self.buttons[mode].setChecked(True)
        self.opacity.setVisible(mode is CompareMode.OVERLAY)

    # --- figures ------------------------------------------------------------------------------

    @property
    def scale(self) -> Scale:
        """What the colours of the difference mean."""
        reach = float(self.reach.currentData())
        return Scale(tr("Difference [mm]"), -reach, reach, diverging=True)

    def show_found(self, found: "FaceComparison | None") -> None:
        """Show figures, or that there are none yet."""
        rows = () if found is None else found.rows
        for widget in (self.histogram, self.table, self.csv):
            widget.setVisible(found is not None)
        self.table.setRowCount(len(rows))
        for index, row in enumerate(rows):
            texts = (
                tr(_REGIONS.get(row.region, row.region)),
                number(row.mean, ".2f"),
                number(row.sd, ".2f"),
                number(row.p95, ".1f"),
                number(row.hausdorff, ".1f"),
                number(100.0 * row.share_under_2mm, ".0f"),
                number(found.volume(row.region).net / _CUBIC_CM, "+.1f"),
            )
            tip = _row_tip(found, row)
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                item.setToolTip(tip)
                self.table.setItem(index, column, item)
        height = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(height + _ROW * len(rows) + 4)
        if found is None:
            self.told.setText(tr("Choose a way to compare; the figures follow."))
            return
        self._show_histogram(found)

    def _show_histogram(self, found: "FaceComparison") -> None:
        scale = self.scale
        edges, shares = found.histogram(scale.high)
        middles = 0.5 * (edges[1:] + edges[:-1])
        colours = ramp(scale, (middles - scale.low) / (scale.high - scale.low))
        region = "face" if any(row.region == "face" for row in found.rows) else "full"
        bias = found.row(region).bias
        self.histogram.show_shares(edges, np.asarray(shares), colours, bias)
        text = tr(
            "{second} against {first}. Red stands out, blue lies behind. {where}: {bias:+.2f} mm "
            "on average."
        )
        self.told.setText(
            text.format(
                second=found.second.name,
                first=found.first.name,
                where=tr(_REGIONS[region]),
                bias=bias,
            )
        )


def _row_tip(found: "FaceComparison", row: "RegionDistances") -> str:
    volume = found.volume(row.region)
    return tr(
        "Stands out by {bias:+.2f} mm on average; {gained:.2f} cm³ more, {lost:.2f} cm³ less"
    ).format(bias=row.bias, gained=volume.gained / _CUBIC_CM, lost=volume.lost / _CUBIC_CM)


def _boxed(line: QHBoxLayout) -> QWidget:
    """Return a widget around a line of widgets."""
    box = QWidget()
    line.setContentsMargins(0, 0, 0, 0)
    box.setLayout(line)
    return box
