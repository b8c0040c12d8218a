"""The command palette: everything the window can do, found by a few letters."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.fuzzy import ranked
from app.translation import tr

_SIZE = 560, 380
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CommandPalette(QDialog):
    """Finds an action and triggers it.

    Parameters
    ----------
    actions : sequence of (str, QAction)
        Menu and action, in the order of the menus; those that cannot be used now are left out.
    parent : QWidget
        Over which it is shown.
    """

    def __init__(self, actions: Sequence[tuple[str, QAction]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Find a command"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._actions = [(menu, action) for menu, action in actions if action.isEnabled()]
        self._titles = [_title(action) for _, action in self._actions]
        blank = QPixmap(16, 16)
        blank.fill(Qt.GlobalColor.transparent)
        self._blank = QIcon(blank)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(tr("A few letters of a command"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.list = QTreeWidget(self)
        self.list.setAccessibleName(tr("Commands"))
        self.list.setColumnCount(3)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        header = self.list.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        self.search.textChanged.connect(self._fill)
        self.search.returnPressed.connect(self.trigger)
        self.list.itemActivated.connect(self.trigger)
        self._fill()

    def _fill(self) -> None:
        """Show what fits the letters, the best first and chosen."""
        self.list.clear()
        hints = [f"{title} {action.toolTip()}" for title, (_, action) in self._pairs()]
        fitting = ranked(self.search.text(), self._titles)
        seen = set(fitting)
        fitting += [at for at in ranked(self.search.text(), hints) if at not in seen]
        for place in fitting:
            menu, action = self._actions[place]
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            item = QTreeWidgetItem([self._titles[place], menu, keys])
            item.setIcon(0, self._blank if action.icon().isNull() else action.icon())
            item.setToolTip(0, action.toolTip())
            item.setData(0, Qt.ItemDataRole.UserRole, place)
            for column in (1, 2):
                item.setForeground(column, self.palette().placeholderText())
            if action.isCheckable():
                state = Qt.CheckState.Checked if action.isChecked() else Qt.CheckState.Unchecked
                item.setCheckState(0, state)
            self.list.addTopLevelItem(item)
        if fitting:
            self.list.setCurrentItem(self.list.topLevelItem(0))

    def _pairs(self) -> list[tuple[str, tuple[str, QAction]]]:
        return list(zip(self._titles, self._actions, strict=True))

    def titles(self) -> list[str]:
        """Return the titles that are listed, in their order."""
        count = self.list.topLevelItemCount()
        return [self.list.topLevelItem(row).text(0) for row in range(count)]

    def trigger(self) -> None:
        """Close, and do what is chosen; nothing where nothing fits."""
        item = self.list.currentItem()
        if item is None:
            return
        _, action = self._actions[item.data(0, Qt.ItemDataRole.UserRole)]
        self.accept()
        action.trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow and page keys move in the list while letters are typed."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and Qt.Key(event.key()) in _MOVES:
            self.list.keyPressEvent(event)
            return True
        return bool(super().eventFilter(watched, event))


def _title(action: QAction) -> str:
    return action.text().replace("&", "").rstrip("…")
