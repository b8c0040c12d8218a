"""The inferred skull against the real one of a CT, as a table in millimetres."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.translation import mark, number, tr

if TYPE_CHECKING:
    from core.evaluation.ct_comparison import SkullComparison

_COLUMNS = ("", mark("Mean"), mark("SD"), "95 %", "<2 mm")
_NAMES = {
    "full": mark("All"),
    "face": mark("Face"),
    "mouth": mark("Mouth"),
    "vault": mark("Vault"),
    "mandible": mark("Jaw"),
}
_ROW_HEIGHT = 22


class ComparisonBox(QWidget):
    """Shows distances between inferred and real bone.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    """

    compare_asked = Signal()
    """The difference shall be measured and shown."""
    cohort_asked = Signal()
    """The pair shall be added to a cohort."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.compare = QPushButton(tr("Compare"), self)
        self.compare.setToolTip(tr("Measure the inferred skull against the CT's and colour it"))
        self.compare.clicked.connect(self.compare_asked)
        self.cohort = QPushButton(tr("To a cohort…"), self)
        self.cohort.setToolTip(tr("Keep skin and real skull as a pair, to train on one's own"))
        self.cohort.clicked.connect(self.cohort_asked)
        self.note = QLabel(self)
        self.note.setObjectName("faint")
        self.note.setWordWrap(True)
        self.table = QTableWidget(0, len(_COLUMNS), self)
        self.table.setHorizontalHeaderLabels([tr(name) for name in _COLUMNS])
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName(tr("Distances to the CT's skull"))
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setMinimumSectionSize(20)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.compare)
        buttons.addWidget(self.cohort)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(8)
        layout.addLayout(buttons)
        layout.addWidget(self.table)
        layout.addWidget(self.note)
        self.show_comparison(None)

    def use_ct(self, *, there: bool) -> None:
        """Offer the comparison, or say that there is nothing to compare with."""
        self.compare.setEnabled(there)
        self.cohort.setEnabled(there)
        self.show_comparison(None)
        text = "" if there else tr("No real skull: this head does not come from a CT.")
        self.note.setText(text)

    def show_comparison(self, found: "SkullComparison | None") -> None:
        """Show a table, or none.

        Parameters
        ----------
        found : SkullComparison or None
            Of the skull that is shown.
        """
        rows = () if found is None else found.regions
        self.table.setVisible(found is not None)
        self.table.setRowCount(len(rows))
        for index, row in enumerate(rows):
            texts = (
                tr(_NAMES[row.region]),
                number(row.mean, ".2f"),
                number(row.sd, ".2f"),
                number(row.p95, ".1f"),
                f"{100.0 * row.share_under_2mm:.0f} %",
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(index, column, item)
        height = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(height + _ROW_HEIGHT * len(rows) + 4)
        if found is not None:
            self.note.setText(
                tr("Distances both ways over bone that is seen from the front and the sides, mm.")
            )
