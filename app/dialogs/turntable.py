"""Asks how a head that turns once around is saved."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from app.dialogs.asking import AskingDialog, Choice
from app.moving_pictures import KINDS, TurntableWish
from app.translation import mark, tr

_SECONDS = {mark("4 seconds"): 4, mark("8 seconds"): 8, mark("12 seconds"): 12}
_RATES = {mark("15 pictures a second"): 15, mark("25 pictures a second"): 25}
_SCALES = {mark("As on the screen"): 1, mark("Twice as large"): 2}


class TurntableDialog(AskingDialog):
    """Asks for a turntable.

    Parameters
    ----------
    size : QSize
        Of the view.
    parent : QWidget
        Over which it is shown.
    """

    chosen = Signal(object)
    """The `TurntableWish`."""

    def __init__(self, size: QSize, parent: QWidget) -> None:
        super().__init__(tr("Save turntable"), tr("Choose a file…"), parent, 440)
        self._size = size
        self.kind = Choice({kind.title: kind for kind in KINDS}, self)
        self.seconds, self.rate = Choice(_SECONDS, self), Choice(_RATES, self)
        self.seconds.choose(8)
        self.scale = Choice(_SCALES, self)
        self.transparent = QCheckBox(tr("Without background"), self)
        form = self.form
        form.addRow(tr("Format"), self.kind)
        form.addRow(tr("One turn"), self.seconds)
        form.addRow(tr("Rate"), self.rate)
        form.addRow(tr("Size"), self.scale)
        form.addRow("", self.transparent)
        for box in (self.kind, self.seconds, self.rate, self.scale):
            box.currentIndexChanged.connect(self._refresh)
        self._refresh()

    def wish(self) -> TurntableWish:
        """Return what is asked for."""
        kind = self.kind.meaning
        clear = self.transparent.isChecked() and kind.transparent
        return TurntableWish(
            kind, self.seconds.meaning, self.rate.meaning, self.scale.meaning, clear
        )

    def _refresh(self) -> None:
        wish = self.wish()
        self.transparent.setEnabled(wish.kind.transparent)
        width, height = (wish.scale * side for side in (self._size.width(), self._size.height()))
        text = tr("{count} pictures of {width} × {height} pixels.").format(
            count=wish.frames, width=width, height=height
        )
        self.remark.setText(f"{text} {tr(wish.kind.remark)}")

    def choose(self) -> None:
        """Hand over what is wanted."""
        self.accept()
        self.chosen.emit(self.wish())
