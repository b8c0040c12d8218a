"""The measures that a person placed: names and values; renamed and removed here."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.icons import icon
from app.theme import Theme
from app.translation import tr
from core.geometry.mark_meter import MeasuredMark, value_text

_ROW = 22
_MOST_ROWS = 6


class PlacedList(QWidget):
    """Lists placed measures; not seen while there are none.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    """

    renamed = Signal(str, str)
    """Title and new title."""
    removed = Signal(str)
    """Title of a measure that shall go."""
    all_removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling = False
        self._titles: tuple[str, ...] = ()
        self.table = QTableWidget(0, 2, self)
        self.table.setAccessibleName(tr("Placed measures"))
        self.table.setToolTip(tr("Double-click a name to change it; Delete removes the measure"))
        self.table.horizontalHeader().hide()
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.setShowGrid(False)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.table.itemChanged.connect(self._rename)
        self.remove = self._button(tr("Remove the chosen measure"))
        self.remove.setShortcut("Del")
        self.remove.clicked.connect(self._remove)
        self.clear = self._button(tr("Remove all placed measures"))
        self.clear.clicked.connect(self.all_removed)
        side = QVBoxLayout()
        side.setSpacing(0)
        side.addWidget(self.remove)
        side.addWidget(self.clear)
        side.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.table, 1)
        layout.addLayout(side)
        self.hide()

    def _button(self, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("small")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setIconSize(QSize(16, 16))
        return button

    def read(self, marks: Sequence[MeasuredMark]) -> None:
        """Show placed measures.

        Parameters
        ----------
        marks : sequence of MeasuredMark
            Measured on the head as it is now.
        """
        self._filling = True
        titles = tuple(mark.measure.title for mark in marks)
        if titles != self._titles:
            self._titles = titles
            self.table.setRowCount(len(titles))
            for row, title in enumerate(titles):
                self.table.setItem(row, 0, QTableWidgetItem(title))
                value = QTableWidgetItem()
                value.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                value.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, 1, value)
            self.table.setFixedHeight(min(max(len(titles), 2), _MOST_ROWS) * _ROW + 4)
            self.setVisible(bool(titles))
        for row, mark in enumerate(marks):
            self.table.item(row, 1).setText(value_text(mark))
        self._filling = False

    @property
    def chosen(self) -> str:
        """Title of the chosen measure; the last one where none is chosen."""
        row = self.table.currentRow()
        if not self._titles:
            return ""
        return self._titles[row if 0 <= row < len(self._titles) else -1]

    def _rename(self, item: QTableWidgetItem) -> None:
        if not self._filling and item.column() == 0:
            old, new = self._titles[item.row()], item.text()
            self._titles = ()
            self.renamed.emit(old, new)

    def _remove(self) -> None:
        if self.chosen:
            self.removed.emit(self.chosen)

    def set_theme(self, theme: Theme) -> None:
        """Colour the icons."""
        self.remove.setIcon(icon("remove", theme))
        self.clear.setIcon(icon("close", theme))
