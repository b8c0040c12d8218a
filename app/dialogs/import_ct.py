"""Asks which series of a CT to import, showing a slice of each; reads nothing itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.ct_requests import CtOffer, ImportCt
from app.translation import joined, tr

_SIDE = 260
"""Pixels of the preview."""
_SKIN_RANGE, _BONE_RANGE = (-800, 0), (100, 1500)
"""HU that may be asked for; one less stands for what is found in the volume."""


class ImportCtDialog(QDialog):
    """Asks for a series.

    Parameters
    ----------
    offer : CtOffer
        What there is.
    parent : QWidget
        Over which it is shown.
    """

    chosen = Signal(object)
    """The `ImportCt` to run."""

    def __init__(self, offer: CtOffer, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import CT"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._offer = offer
        self.series = QListWidget(self)
        self.series.setObjectName("series")
        self.series.setMinimumWidth(250)
        for choice in offer.choices:
            self.series.addItem(joined(choice.title))
        self.preview = QLabel(self)
        self.preview.setFixedSize(_SIDE, _SIDE)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.facts = QLabel(self)
        self.skin_from = _threshold(_SKIN_RANGE, self)
        self.bone_from = _threshold(_BONE_RANGE, self)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Cancel | standard.Ok, self)
        self.buttons.button(standard.Ok).setText(tr("Import"))
        for button in self.buttons.buttons():
            button.setIcon(QIcon())
        self.buttons.accepted.connect(self._choose)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self.series.currentRowChanged.connect(self._show_choice)
        best = [index for index, choice in enumerate(offer.choices) if choice.best]
        self.series.setCurrentRow(best[0] if best else 0)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(16)
        form.addRow(tr("Skin from"), self.skin_from)
        form.addRow(tr("Bone from"), self.bone_from)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.series, 1)
        left.addLayout(form)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.preview)
        right.addWidget(self.facts)
        right.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addLayout(left, 1)
        middle.addLayout(right)
        note = QLabel(_note(self._offer), self)
        note.setObjectName("faint")
        note.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addLayout(middle)
        layout.addWidget(note)
        layout.addWidget(self.buttons)

    def _show_choice(self, row: int) -> None:
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(row >= 0)
        if row < 0:
            return
        choice = self._offer.choices[row]
        tall, wide = choice.preview.shape
        picture = QImage(
            choice.preview.tobytes(), wide, tall, wide, QImage.Format.Format_Grayscale8
        )
        # A pixmap of its own: the bytes above live no longer than this call.
        self.preview.setPixmap(
            QPixmap.fromImage(picture.copy()).scaled(
                _SIDE,
                _SIDE,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
        self.facts.setText(
            "\n".join(f"{tr(name)}: {joined(value)}" for name, value in choice.facts)
        )

    def _choose(self) -> None:
        choice = self._offer.choices[self.series.currentRow()]
        self.chosen.emit(
            ImportCt(
                self._offer.path,
                choice.number,
                _asked(self.skin_from),
                _asked(self.bone_from),
            )
        )
        self.accept()


def _note(offer: CtOffer) -> str:
    text = tr("Names, dates and places are not read and not kept in the project.")
    if offer.left_out:
        listed = ", ".join(f"{count} × {tr(reason)}" for reason, count in offer.left_out)
        text += tr(" Left out: {listed}.").format(listed=listed)
    return text


def _threshold(reach: tuple[int, int], parent: QWidget) -> QSpinBox:
    low, high = reach
    box = QSpinBox(parent)
    box.setRange(low - 1, high)
    box.setSingleStep(10)
    box.setSuffix(" HU")
    box.setSpecialValueText(tr("As found in the volume"))
    box.setValue(low - 1)
    return box


def _asked(box: QSpinBox) -> float | None:
    """Return what was asked for; the lowest value stands for nothing."""
    return None if box.value() == box.minimum() else float(box.value())
