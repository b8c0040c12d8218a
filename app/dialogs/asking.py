"""What dialogs that ask before writing have in common: a form, a remark and two buttons."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.translation import tr


class AskingDialog(QDialog):
    """A form over a remark over two buttons; opened without waiting.

    Parameters
    ----------
    title : str
        Of the dialog.
    accept : str
        On the button that goes on.
    parent : QWidget
        Over which it is shown.
    width : int
        Least width, logical pixels.
    """

    def __init__(self, title: str, accept: str, parent: QWidget, width: int = 460) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(width)
        self.form = QFormLayout()
        self.form.setVerticalSpacing(10)
        self.form.setHorizontalSpacing(16)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.remark = QLabel(self)
        self.remark.setObjectName("faint")
        self.remark.setWordWrap(True)
        self.remark.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Cancel | standard.Ok, self)
        self.ok = self.buttons.button(standard.Ok)
        self.ok.setText(accept)
        for button in self.buttons.buttons():
            button.setIcon(QIcon())
        self.buttons.accepted.connect(self.choose)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addLayout(self.form)
        layout.addWidget(self.remark)
        layout.addWidget(self.buttons)

    def choose(self) -> None:
        """Take what was asked for; the dialog then closes."""
        self.accept()

    def folder_row(self, line: QLineEdit) -> QHBoxLayout:
        """Return a line for a folder with a button that looks for one."""
        browse = QPushButton(tr("Choose…"), self)
        browse.setAutoDefault(False)
        browse.clicked.connect(lambda: self._browse(line))
        line.setAccessibleName(tr("Folder"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(line, 1)
        row.addWidget(browse)
        return row

    def _browse(self, line: QLineEdit) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Folder"), line.text())
        if folder:
            line.setText(folder)


class Choice(QComboBox):
    """A box to choose from that keeps what each entry means.

    Parameters
    ----------
    entries : mapping of str to object
        What people read, in English, and what it means.
    parent : QWidget
        Owner.
    """

    def __init__(self, entries: Mapping[str, Any], parent: QWidget) -> None:
        super().__init__(parent)
        # Qt would make plain texts of enumerations.
        self._meanings = tuple(entries.values())
        for title in entries:
            self.addItem(tr(title), title)

    @property
    def meaning(self) -> Any:
        """What the chosen entry means."""
        return self._meanings[self.currentIndex()]

    def choose(self, meaning: object) -> None:
        """Choose the entry that means something."""
        self.setCurrentIndex(self._meanings.index(meaning))


def replaced(paths: list[Path]) -> str:
    """Return a sentence on the files that would be replaced; empty for none."""
    old = [path.name for path in paths if path.exists()]
    return " " + tr("Replaces {names}.").format(names=", ".join(old)) if old else ""


def size_text(count: float) -> str:
    """Return a number of bytes for people."""
    if count < 1e6:
        return tr("{size:.0f} kB").format(size=max(1.0, count / 1e3))
    return tr("{size:.0f} MB").format(size=count / 1e6)
