"""Asks how large a picture of the view shall be, and whether its background is left out."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from app.dialogs.asking import AskingDialog, Choice
from app.translation import mark, tr
from app.viewport.view_picture import MOST_PIXELS

_SCALES = {
    mark("As on the screen"): 1,
    mark("Twice as large"): 2,
    mark("Three times as large"): 3,
    mark("Four times as large"): 4,
}


class PictureDialog(AskingDialog):
    """Asks for a picture.

    Parameters
    ----------
    size : QSize
        Of the view, device pixels.
    parent : QWidget
        Over which it is shown.
    """

    chosen = Signal(int, bool)
    """Scale, and whether the background is left out."""

    def __init__(self, size: QSize, parent: QWidget) -> None:
        super().__init__(tr("Save picture"), tr("Choose a file…"), parent, 380)
        self._size = size
        self.scale = Choice(_SCALES, self)
        self.transparent = QCheckBox(tr("Without background"), self)
        self.form.addRow(tr("Size"), self.scale)
        self.form.addRow("", self.transparent)
        self.scale.currentIndexChanged.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        scale = int(self.scale.meaning)
        width, height = scale * self._size.width(), scale * self._size.height()
        text = tr("{width} × {height} pixels, PNG").format(width=width, height=height)
        fits = width * height <= MOST_PIXELS
        if not fits:
            text = tr("{size}: too large, choose less.").format(size=text)
        self.remark.setText(text)
        self.ok.setEnabled(fits)

    def choose(self) -> None:
        """Hand over what was chosen."""
        self.accept()
        self.chosen.emit(int(self.scale.meaning), self.transparent.isChecked())
