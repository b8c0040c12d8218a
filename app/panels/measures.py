"""The anthropometric table of the face as it is now, in millimetres and degrees."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from app.session import Session
from app.surfaces import Computed
from app.translation import joined, number, tr
from core.geometry.measures import Measure

_UNITS = {"mm": " mm", "deg": "°"}


class MeasuresPanel(QWidget):
    """Lists measures and how much the edits of this session changed them.

    Parameters
    ----------
    session : Session
        Computes them.
    parent : QWidget, optional
        Owner.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._before: dict[str, float] = {}
        self.table = QTableWidget(0, 3, self)
        self.table.setHorizontalHeaderLabels([tr("Measure"), tr("Now"), tr("Change")])
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(22)
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 76), (2, 60)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.table.setColumnWidth(column, width)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.table)
        session.document_changed.connect(self._forget)
        session.surface_changed.connect(self.read)

    def _forget(self) -> None:
        """Let the next measures be those to compare with."""
        self._before = {}

    def read(self, computed: Computed) -> None:
        """Show what was measured on the newest surface.

        Parameters
        ----------
        computed : Computed
            Has the measures.
        """
        if not self._before:
            self._before = {one.key: one.value for one in computed.measures}
        if self.table.rowCount() != len(computed.measures):
            self._fill(computed.measures)
        for row, one in enumerate(computed.measures):
            change = one.value - self._before.get(one.key, one.value)
            shown = number(change, "+.1f") if abs(change) >= 0.05 else ""
            self.table.item(row, 1).setText(number(one.value, ".1f") + _UNITS[one.unit])
            self.table.item(row, 2).setText(shown)

    def _fill(self, measures: tuple[Measure, ...]) -> None:
        self.table.setRowCount(len(measures))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for row, one in enumerate(measures):
            name = QTableWidgetItem(joined(one.name).partition(" (")[0])
            places = " – ".join(one.landmarks).replace("_", " ")
            name.setToolTip(f"{joined(one.name)}: {places}")
            self.table.setItem(row, 0, name)
            for column in (1, 2):
                item = QTableWidgetItem()
                item.setTextAlignment(right)
                self.table.setItem(row, column, item)
