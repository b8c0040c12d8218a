"""Asks where a performance or a person's blend shapes go, and in which format."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QCheckBox,
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

from app.performance_requests import ExportBlendshapes, ExportPerformance, Rehearsal
from app.translation import mark, tr
from core.document.state import FaceState

GLB, OBJ = mark("glTF with morph targets (.glb, metres)"), mark("Folder of OBJ files (mm)")
_HALVES = mark(
    "Shapes have ARKit's names; tongueOut is not known to the models. browInnerUp and cheekPuff "
    "are written whole, and in halves beside it (browInnerUpLeft, …)."
)


class ExportMotionDialog(QDialog):
    """Asks for an export.

    Parameters
    ----------
    title : str
        Of the dialog.
    name : str
        Of the file or folder at first.
    folder : str
        Where it goes at first; empty for the home folder.
    parent : QWidget
        Over which it is shown.
    """

    chosen = Signal(object)
    """The request to run."""

    def __init__(self, title: str, name: str, folder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        self._request: Callable[[Path], Any] | None = None
        self.format = QComboBox(self)
        for choice in (GLB, OBJ):
            self.format.addItem(tr(choice), choice)
        self.name = QLineEdit(name, self)
        self.folder = QLineEdit(folder or str(Path.home()), self)
        self.skull = QCheckBox(tr("Skull with its moving mandible"), self)
        self.rig = QCheckBox(tr("Skeleton: neck, head and jaw"), self)
        self.rig.setToolTip(
            tr(
                "The jaw turns about the condyles of the skull, with the skin weights of the "
                "jaw's edit. Drive it, or the shape jawOpen, not both."
            )
        )
        self.rig.hide()
        self._rigged = False
        self._said = QLabel(tr(_HALVES), self)
        self._said.setObjectName("faint")
        self._said.setWordWrap(True)
        self._files = QLabel(self)
        self._files.setObjectName("faint")
        self._files.setWordWrap(True)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Cancel | standard.Ok, self)
        self.buttons.button(standard.Ok).setText(tr("Export"))
        for button in self.buttons.buttons():
            button.setIcon(QIcon())
        self.buttons.accepted.connect(self._choose)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self.format.currentIndexChanged.connect(self._refresh)
        self.rig.toggled.connect(self._refresh)
        for line in (self.name, self.folder):
            line.textChanged.connect(self._refresh)
        self._refresh()

    @classmethod
    def of_performance(
        cls, rehearsal: Rehearsal, folder: str, parent: QWidget
    ) -> "ExportMotionDialog":
        """Return a dialog that asks for a performance.

        Parameters
        ----------
        rehearsal : Rehearsal
            Who plays what.
        folder : str
            Where it goes at first.
        parent : QWidget
            Over which it is shown.
        """
        player = rehearsal.stage.player
        name = Path(player.performance.source).stem or "performance"
        dialog = cls(tr("Export performance"), name, folder, parent)
        dialog._request = lambda path: ExportPerformance(
            player,
            path,
            rehearsal.state,
            rehearsal.act.told(skull=dialog.skull.isChecked(), other=rehearsal.foreign),
        )
        return dialog

    @classmethod
    def of_shapes(
        cls, state: FaceState, name: str, folder: str, parent: QWidget
    ) -> "ExportMotionDialog":
        """Return a dialog that asks for blend shapes.

        Parameters
        ----------
        state : FaceState
            Whose.
        name : str
            Of the person.
        folder : str
            Where they go at first.
        parent : QWidget
            Over which it is shown.
        """
        dialog = cls(tr("Export blend shapes"), f"{name}-shapes", folder, parent)
        dialog._request = lambda path: ExportBlendshapes(
            state,
            path,
            dialog.rig.isEnabled() and dialog.rig.isChecked(),
            dialog.skull.isEnabled() and dialog.skull.isChecked(),
        )
        dialog.skull.setText(tr("Skull on the skeleton"))
        dialog.rig.show()
        dialog._rigged = True
        dialog._refresh()
        return dialog

    def _lay_out(self) -> None:
        browse = QPushButton(tr("Choose…"), self)
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        self.folder.setAccessibleName(tr("Folder"))
        folder = QHBoxLayout()
        folder.setSpacing(8)
        folder.addWidget(self.folder, 1)
        folder.addWidget(browse)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(16)
        form.addRow(tr("Format"), self.format)
        form.addRow(tr("Name"), self.name)
        form.addRow(tr("Folder"), folder)
        form.addRow("", self.rig)
        form.addRow("", self.skull)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addLayout(form)
        layout.addWidget(self._said)
        layout.addWidget(self._files)
        layout.addWidget(self.buttons)

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Export to"), self.folder.text())
        if folder:
            self.folder.setText(folder)

    def path(self) -> Path:
        """Return the file or folder that would be written."""
        name = self.name.text().strip().removesuffix(".glb")
        suffix = ".glb" if self.format.currentData() == GLB else ""
        return Path(self.folder.text()) / f"{name}{suffix}"

    def _refresh(self) -> None:
        if self._rigged:
            glb = self.format.currentData() == GLB
            self.rig.setEnabled(glb)
            self.skull.setEnabled(glb and self.rig.isChecked())
        path = self.path()
        named = path.name not in ("", ".glb") and path.parent == Path(self.folder.text())
        taken = path.is_dir() and (path.suffix == ".glb" or any(path.iterdir()))
        ready = False
        if not path.parent.is_dir():
            text = tr("There is no such folder.")
        elif not named:
            text = tr("Give it a name.")
        elif taken or (path.is_file() and path.suffix != ".glb"):
            text = tr("{name} exists already; choose another name.").format(name=path.name)
        else:
            ready = True
            said = tr("Replaces {name}.") if path.exists() else tr("Writes {name}.")
            text = said.format(name=path.name)
        self._files.setText(text)
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(ready)

    def _choose(self) -> None:
        if self._request is not None:
            self.chosen.emit(self._request(self.path()))
        self.accept()
