"""Named edits: put on, with a strength, and kept for the next face."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.icons import icon
from app.presets import Preset
from app.theme import Theme
from app.translation import tr
from app.widgets.tool_menu import add_menu
from app.widgets.value_row import ValueRow
from core.document.control_spec import Control

_STRENGTH = Control("strength", "Strength", "preset", 0.0, 200.0, 5.0, 100.0, "%")


class PresetsPanel(QWidget):
    """Lists presets.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    """

    apply_asked = Signal(object, float, bool)
    """A `Preset`, its strength, and whether the hand still moves."""
    settled = Signal()
    """The hand let go."""
    save_asked = Signal(str)
    """The edits are to be kept under a name."""
    rename_asked = Signal(object, str)
    """A `Preset` and its new name."""
    delete_asked = Signal(object)
    """A `Preset`."""
    export_asked = Signal(object)
    """A `Preset` is to be written elsewhere."""
    import_asked = Signal()
    """A file is to be taken in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._presets: tuple[Preset, ...] = ()
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("Presets"))
        self.list.setToolTip(tr("Double-click puts a preset on; F2 renames your own"))
        self.list.itemActivated.connect(lambda _: self._apply())
        self.list.itemChanged.connect(self._rename)
        self.list.currentRowChanged.connect(lambda _: self._read())
        self.strength = ValueRow(_STRENGTH, tr("Strength"), 74, self)
        self.strength.changed.connect(self._change_strength)
        self.strength.settled.connect(self.settled)
        self.put_on = QPushButton(tr("Put on"), self)
        self.put_on.setToolTip(tr("Make these edits on the open face"))
        self.put_on.clicked.connect(self._apply)
        self.more = QToolButton(self)
        self.more.setObjectName("preset")
        self.more.setText(tr("More"))
        self.more.setToolTip(tr("Rename, delete, export and import presets"))
        self._actions = add_menu(
            self.more,
            (
                (tr("Rename"), lambda: self.list.editItem(self.list.currentItem())),
                (tr("Delete"), lambda: self.delete_asked.emit(self.current)),
                (tr("Export…"), lambda: self.export_asked.emit(self.current)),
                (tr("Import…"), self.import_asked.emit),
            ),
            at_once=True,
        )
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(tr("Name for the present edits"))
        self.name.setAccessibleName(tr("Name for the present edits"))
        self.name.textChanged.connect(lambda _: self._read())
        self.name.returnPressed.connect(self._save)
        self.save = QPushButton(tr("Save"), self)
        self.save.setToolTip(tr("Keep all edits of this face as a preset"))
        self.save.clicked.connect(self._save)
        self.note = QLabel(
            tr(
                "A preset is a set of edits. Choose one and put it on; it can be put on fainter or "
                "stronger. To make your own, edit a face, then name and save its edits below."
            ),
            self,
        )
        self.note.setObjectName("faint")
        self.note.setWordWrap(True)
        self._lay_out()
        self._read()

    def _lay_out(self) -> None:
        use, keep = QHBoxLayout(), QHBoxLayout()
        use.addWidget(self.put_on, 1)
        use.addWidget(self.more)
        keep.addWidget(self.name, 1)
        keep.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.note)
        layout.addWidget(self.strength)
        layout.addLayout(use)
        layout.addLayout(keep)

    def set_theme(self, theme: Theme) -> None:
        """Colour the icons."""
        self.more.setIcon(icon("expanded", theme))

    def show_presets(self, presets: Sequence[Preset], chosen: str = "") -> None:
        """List presets.

        Parameters
        ----------
        presets : sequence of Preset
            In order.
        chosen : str
            Name of the one to choose; the same as before by default.
        """
        name = chosen or (self.current.name if self.current is not None else "")
        self._presets = tuple(presets)
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for preset in presets:
            item = QListWidgetItem(tr(preset.name) if preset.shipped else preset.name)
            if preset.shipped:
                item.setToolTip(tr("Came with the program"))
            else:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.list.addItem(item)
            if preset.name == name:
                self.list.setCurrentItem(item)
        self.list.blockSignals(blocked)
        self.note.setVisible(all(preset.shipped for preset in presets))
        self._read()

    @property
    def current(self) -> Preset | None:
        """The chosen preset."""
        row = self.list.currentRow()
        return self._presets[row] if 0 <= row < len(self._presets) else None

    def _read(self) -> None:
        there = self.current is not None
        own = self.current is not None and not self.current.shipped
        self.put_on.setEnabled(there)
        for action, enabled in zip(self._actions, (own, own, there, True), strict=True):
            action.setEnabled(enabled)
        self.save.setEnabled(bool(self.name.text().strip()))

    def _apply(self) -> None:
        if self.current is not None:
            self.apply_asked.emit(self.current, self.strength.value / 100.0, False)

    def _change_strength(self, value: float, dragging: bool) -> None:  # noqa: FBT001
        if self.current is not None:
            self.apply_asked.emit(self.current, value / 100.0, dragging)

    def _save(self) -> None:
        if self.name.text().strip():
            self.save_asked.emit(self.name.text().strip())

    def _rename(self, item: QListWidgetItem) -> None:
        preset = self._presets[self.list.row(item)]
        if item.text() != preset.name:
            self.rename_asked.emit(preset, item.text())
