"""The steps made so far; a click goes back or forward to one."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.session import Session
from app.translation import joined


class HistoryPanel(QWidget):
    """Lists the document's history, newest below.

    Parameters
    ----------
    session : Session
        Has the history.
    parent : QWidget, optional
        Owner.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.list = QListWidget(self)
        self.list.setContentsMargins(8, 8, 8, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.list)
        self.list.currentRowChanged.connect(self._go)
        session.state_changed.connect(self.read)

    def _go(self, row: int) -> None:
        if row >= 0:
            self._session.go_to(row)

    def read(self) -> None:
        """Show the history as it is, telling nobody."""
        history = self._session.history
        self.setEnabled(self._session.editable)
        if history is None:
            return
        with QSignalBlocker(self.list):
            labels = history.labels
            while self.list.count() > len(labels):
                self.list.takeItem(self.list.count() - 1)
            faint = self.palette().placeholderText()
            for index, label in enumerate(labels):
                item = self.list.item(index)
                if item is None:
                    item = QListWidgetItem()
                    self.list.addItem(item)
                item.setText(joined(label))
                undone = index > history.position
                item.setForeground(faint if undone else self.palette().text())
            self.list.setCurrentRow(history.position)
