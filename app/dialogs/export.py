"""Asks what to export, where to and how; writes nothing itself."""

from pathlib import Path

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

from app.export_request import ExportMeshes
from app.heads import Frame, LengthUnit
from app.translation import mark, tr
from core.document.project_file import Project

_FORMATS = {"OBJ": ".obj", "STL": ".stl", "PLY": ".ply"}
_DETAIL = {mark("Standard (256)"): 256, mark("Fine (384)"): 384, mark("Draft (128)"): 128}
_FRAMES = {
    mark("Head frame (upright, centred)"): Frame.HEAD,
    mark("Where the scan lay"): Frame.SCAN,
}


class ExportDialog(QDialog):
    """Asks for an export.

    Parameters
    ----------
    project : Project
        What is exported; decides what is on offer.
    folder : Path
        Where the files go at first.
    name : str
        Start of the files' names.
    parent : QWidget
        Over which it is shown.
    """

    chosen = Signal(object)
    """The `ExportMeshes` to run."""

    def __init__(self, project: Project, folder: Path, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(440)
        self._project, self._name = project, name
        has_scan = project.scan_bytes is not None and project.state.scan is not None
        self.parts = {
            "skin": QCheckBox(tr("Skin, as edited"), self),
            "skull": QCheckBox(tr("Skull, as inferred"), self),
            "scan": QCheckBox(tr("The scan itself, with the edits"), self),
            "ct_skull": QCheckBox(tr("The CT's skull, as imaged"), self),
        }
        for part, box in self.parts.items():
            box.setChecked(part in {"skin", "skull"})
            box.toggled.connect(self._refresh)
        self.parts["scan"].setEnabled(has_scan)
        self.parts["ct_skull"].setVisible(project.ct_skull is not None)
        self.format = _choice(tuple(_FORMATS), self)
        self.detail = _choice(tuple(_DETAIL), self)
        self.frame = _choice(tuple(_FRAMES), self)
        self.frame.setEnabled(has_scan)
        self.unit = _choice(tuple(LengthUnit), self)
        self.folder = QLineEdit(str(folder), self)
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
        for box in (self.format, self.frame):
            box.currentIndexChanged.connect(self._refresh)
        self.folder.textChanged.connect(self._refresh)
        self._refresh()

    def _lay_out(self) -> None:
        browse = QPushButton(tr("Choose…"), self)
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        folder = QHBoxLayout()
        folder.setSpacing(8)
        folder.addWidget(self.folder, 1)
        folder.addWidget(browse)
        what = QVBoxLayout()
        what.setSpacing(6)
        for box in self.parts.values():
            what.addWidget(box)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(16)
        form.addRow(tr("What"), what)
        form.addRow(tr("Format"), self.format)
        form.addRow(tr("Skin detail"), self.detail)
        form.addRow(tr("Position"), self.frame)
        form.addRow(tr("Unit"), self.unit)
        form.addRow(tr("Folder"), folder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addLayout(form)
        layout.addWidget(self._files)
        layout.addWidget(self.buttons)

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Export to"), self.folder.text())
        if folder:
            self.folder.setText(folder)

    def paths(self) -> dict[str, Path]:
        """Return the files that would be written, by what they hold."""
        folder, suffix = Path(self.folder.text()), _FORMATS[self.format.currentData()]
        return {
            part: folder / f"{self._name}-{part.replace('_', '-')}{suffix}"
            for part, box in self.parts.items()
            if box.isChecked()
        }

    def _refresh(self) -> None:
        paths = self.paths()
        there = Path(self.folder.text()).is_dir()
        if not there:
            text = tr("There is no such folder.")
        elif not paths:
            text = tr("Choose what to export.")
        else:
            new = ", ".join(path.name for path in paths.values())
            old = [path.name for path in paths.values() if path.exists()]
            text = tr("Writes {name}.").format(name=new) + (
                " " + tr("Replaces {name}.").format(name=", ".join(old)) if old else ""
            )
        self._files.setText(text)
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(there and bool(paths))
        # The scan's own frame has the scan's own unit.
        self.unit.setEnabled(_FRAMES[self.frame.currentData()] is Frame.HEAD)

    def _choose(self) -> None:
        self.chosen.emit(
            ExportMeshes(
                self._project,
                **self.paths(),
                frame=_FRAMES[self.frame.currentData()],
                unit=LengthUnit(self.unit.currentData()),
                resolution=_DETAIL[self.detail.currentData()],
            )
        )
        self.accept()


def _choice(entries: tuple[str, ...], parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    for entry in entries:
        box.addItem(tr(str(entry)), str(entry))
    return box
