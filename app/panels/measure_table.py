"""Every measure beside the published norms of women and men, with their sources."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.panels.measures import score_text
from app.theme import Theme
from app.translation import joined, mark, number, tr
from core.geometry.cephalometry import NOT_MEASURED
from core.geometry.measure_rows import SEXES, MeasureRow

_COLUMNS = (
    mark("Measure"), mark("Value"), mark("Change"), mark("Women"), mark("z women"),
    mark("Men"), mark("z men"), mark("People"), mark("Source"),
)  # fmt: skip
READ_IN = mark("later works")
"""Where figures were read whose paper was not at hand; as the table of norms has it."""
_NAME_WIDTH = 210
_UNITS = {"mm": " mm", "deg": "°"}
_RIGHT = frozenset({1, 2, 3, 4, 5, 6, 7})


class MeasureTable(QWidget):
    """The wide table.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme: Theme | None = None
        self._shown: tuple[tuple[MeasureRow, float], ...] = ()
        self.table = QTableWidget(0, len(_COLUMNS), self)
        self.table.setHorizontalHeaderLabels([tr(one) for one in _COLUMNS])
        self.table.setAccessibleName(tr("Table of measures"))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(22)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        for column in range(len(_COLUMNS)):
            side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
            title = self.table.horizontalHeaderItem(column)
            title.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.table.setColumnWidth(0, _NAME_WIDTH)
        header.setSectionResizeMode(len(_COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
        note = QLabel(tr(mark("▲ ▼ more than two standard deviations from the mean.")), self)
        note.setObjectName("faint")
        missing = QLabel(tr("What is not measured, and why"), self)
        missing.setObjectName("faint")
        missing.setToolTip(NOT_MEASURED)
        foot = QHBoxLayout()
        foot.addWidget(note)
        foot.addStretch(1)
        foot.addWidget(missing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 6)
        layout.addWidget(self.table)
        layout.addLayout(foot)
        self.setMinimumHeight(150)

    def read(self, rows: Sequence[tuple[MeasureRow, float]]) -> None:
        """Show measures with how much each changed.

        Parameters
        ----------
        rows : sequence of (MeasureRow, float)
            In order.
        """
        if len(rows) != self.table.rowCount():
            self.table.setRowCount(len(rows))
            for at in range(len(rows)):
                for column in range(len(_COLUMNS)):
                    item = QTableWidgetItem()
                    side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else None
                    if side is not None:
                        item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                    self.table.setItem(at, column, item)
        self._shown = tuple(rows)
        self._fill()

    def _fill(self) -> None:
        for at, (row, change) in enumerate(self._shown):
            for column, text in enumerate(_cells(row, change)):
                self.table.item(at, column).setText(text)
            for column, sex in ((4, "female"), (6, "male")):
                self._emphasise(self.table.item(at, column), unusual=row.unusual(sex))

    def _emphasise(self, item: QTableWidgetItem, *, unusual: bool) -> None:
        font = QFont(self.table.font())
        font.setBold(unusual)
        item.setFont(font)
        if self._theme is not None:
            item.setForeground(QColor(self._theme.warning if unusual else self._theme.text))

    def set_theme(self, theme: Theme) -> None:
        """Colour the marks."""
        self._theme = theme
        self._fill()


def _cells(row: MeasureRow, change: float) -> tuple[str, ...]:
    one = row.measure
    unit = _UNITS[one.unit]
    norms = [row.norms.get(sex) for sex in SEXES]
    spreads = []
    for norm in norms:
        if norm is None:
            spreads.append("")
        elif norm.standard_deviation:
            spread = number(norm.standard_deviation, ".1f")
            spreads.append(f"{number(norm.mean, '.1f')} ± {spread}{unit}")
        else:
            spreads.append(f"{number(norm.mean, '.1f')}{unit}")
    known = [norm for norm in norms if norm is not None]
    counts = [str(count) for count in dict.fromkeys(norm.count for norm in known) if count]
    return (
        tr("Bone: {name}").format(name=joined(one.name))
        if row.group == "bone"
        else joined(one.name),
        f"{number(one.value, '.1f')}{unit}",
        number(change, "+.1f") if abs(change) >= 0.05 else "",
        spreads[0],
        score_text(row, "female"),
        spreads[1],
        score_text(row, "male"),
        " / ".join(counts),
        "; ".join(dict.fromkeys(joined(norm.reference) for norm in known)),
    )
