"""Asks for intraoral scans and where they lie; reads nothing itself."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QCheckBox,
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

from app.skull_requests import ReadTeeth
from app.translation import mark, tr
from core.document.state import FaceState

_READABLE = mark("Surfaces (*.stl *.ply *.obj);;All files (*)")
_TITLES = {"upper": mark("Upper teeth"), "lower": mark("Lower teeth")}


class TeethDialog(QDialog):
    """Asks for scans of the teeth.

    Parameters
    ----------
    state : FaceState
        Whose teeth.
    folder : str
        Where files are looked for first.
    parent : QWidget
        Over which it is shown.
    """

    chosen = Signal(object)
    """The `ReadTeeth` to run."""

    def __init__(self, state: FaceState, folder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Intraoral scans"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        self._state, self._folder = state, folder
        self.paths = {arch: QLineEdit(self) for arch in _TITLES}
        self.in_scan_frame = QCheckBox(tr("They lie in the face scan's frame, in its unit"), self)
        self.in_scan_frame.setEnabled(state.scan is not None)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Cancel | standard.Ok, self)
        self.buttons.button(standard.Ok).setText(tr("Read"))
        for button in self.buttons.buttons():
            button.setIcon(QIcon())
        self.buttons.accepted.connect(self._choose)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        for box in self.paths.values():
            box.textChanged.connect(self._refresh)
        self._refresh()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(16)
        for arch, title in _TITLES.items():
            browse = QPushButton(tr("Choose…"), self)
            browse.setAutoDefault(False)
            browse.clicked.connect(lambda _=False, arch=arch: self._browse(arch))
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(self.paths[arch], 1)
            row.addWidget(browse)
            form.addRow(tr(title), row)
        form.addRow("", self.in_scan_frame)
        note = QLabel(
            tr(
                "One arch is enough. A scan that lies anywhere is aligned by its arch, and then "
                "only the teeth's shape narrows the skull. Whether upper and lower were mixed "
                "up is not found out."
            ),
            self,
        )
        note.setObjectName("faint")
        note.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addLayout(form)
        layout.addWidget(note)
        layout.addWidget(self.buttons)

    def _browse(self, arch: str) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr(_TITLES[arch]), self._folder, tr(_READABLE))
        if name:
            self.paths[arch].setText(name)

    def _path(self, arch: str) -> Path | None:
        text = self.paths[arch].text().strip()
        return Path(text) if text else None

    def _refresh(self) -> None:
        given = [path for path in map(self._path, _TITLES) if path is not None]
        there = bool(given) and all(path.is_file() for path in given)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(there)

    def _choose(self) -> None:
        framed = self.in_scan_frame.isChecked()
        self.chosen.emit(
            ReadTeeth(self._state, self._path("upper"), self._path("lower"), in_scan_frame=framed)
        )
        self.accept()
