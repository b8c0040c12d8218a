"""Asks what to do with work that an earlier run left unsaved."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.recovery import Rescue
from app.translation import tr

_SIDE = 108
"""Pixels of a thumbnail."""
_MOST_SHOWN = 3
"""Entries that are seen without scrolling."""


class RecoveryDialog(QDialog):
    """Lists unsaved work: recover one of them, discard some, or leave all for later.

    Parameters
    ----------
    rescues : sequence of Rescue
        Newest first, at least one.
    parent : QWidget
        Over which it is shown.
    """

    recovered = Signal(object)
    """The `Rescue` to open."""
    discarded = Signal(object)
    """A tuple of `Rescue` to remove; told when the dialog closes, never before."""

    def __init__(self, rescues: Sequence[Rescue], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Unsaved work"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.entries = [_Entry(one, self) for one in rescues]
        for entry in self.entries:
            entry.recover.clicked.connect(partial(self._recover, entry))
        title = QLabel(f"<b>{tr('Nasion did not close properly. Your work was kept.')}</b>", self)
        note = QLabel(
            tr("Recover one now; what you neither recover nor discard is offered again later."),
            self,
        )
        note.setObjectName("faint")
        note.setWordWrap(True)
        self.later = QPushButton(tr("Later"), self)
        self.later.setAutoDefault(False)
        self.later.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addWidget(note)
        layout.addWidget(self._list(), 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.later)
        layout.addLayout(foot)
        self.setMinimumWidth(580)
        self.entries[0].recover.setDefault(True)
        self.entries[0].recover.setFocus()
        self.finished.connect(self._tell_discarded)

    def _list(self) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for entry in self.entries:
            column.addWidget(entry)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown = min(len(self.entries), _MOST_SHOWN)
        area.setMinimumHeight(shown * (_SIDE + 24) + (shown - 1) * 8)
        return area

    def _recover(self, entry: "_Entry") -> None:
        self.recovered.emit(entry.rescue)
        self.accept()

    def _tell_discarded(self) -> None:
        gone = tuple(one.rescue for one in self.entries if one.discard.isChecked())
        if gone:
            self.discarded.emit(gone)


class _Entry(QFrame):
    """One piece of unsaved work."""

    def __init__(self, rescue: Rescue, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.rescue = rescue
        note = rescue.note
        picture = QLabel(self)
        picture.setFixedSize(_SIDE, _SIDE)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        pixmap = QPixmap()
        if rescue.thumbnail is not None and pixmap.loadFromData(rescue.thumbnail):
            expand = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            smooth = Qt.TransformationMode.SmoothTransformation
            scaled = pixmap.scaled(_SIDE, _SIDE, expand, smooth)
            left, top = (scaled.width() - _SIDE) // 2, (scaled.height() - _SIDE) // 2
            picture.setPixmap(scaled.copy(left, top, _SIDE, _SIDE))
        self.title = QLabel(tr(note.title), self)
        self.title.setStyleSheet("font-weight: 600;")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.facts = QLabel(_facts(rescue), self)
        self.facts.setObjectName("faint")
        self.facts.setWordWrap(True)
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.recover = QPushButton(tr("Recover"), self)
        self.recover.setAccessibleName(tr("Recover {title}").format(title=note.title))
        self.discard = QPushButton(tr("Discard"), self)
        self.discard.setAccessibleName(tr("Discard {title}").format(title=note.title))
        self.discard.setCheckable(True)
        self.discard.setAutoDefault(False)
        self.discard.toggled.connect(self._mark)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 12, 12, 12)
        grid.setHorizontalSpacing(14)
        grid.addWidget(picture, 0, 0, 3, 1)
        grid.addWidget(self.title, 0, 1)
        grid.addWidget(self.facts, 1, 1, Qt.AlignmentFlag.AlignTop)
        buttons = QVBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.recover)
        buttons.addWidget(self.discard)
        buttons.addStretch(1)
        grid.addLayout(buttons, 0, 2, 3, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(2, 1)

    def _mark(self, gone: bool) -> None:  # noqa: FBT001
        self.recover.setEnabled(not gone)
        self.title.setEnabled(not gone)
        self.discard.setText(tr("Keep it") if gone else tr("Discard"))
        text = tr("Will be deleted when you close this window.") if gone else _facts(self.rescue)
        self.facts.setText(text)


def _facts(rescue: Rescue) -> str:
    note = rescue.note
    when = QDateTime.fromSecsSinceEpoch(int(note.written))
    lines = [QLocale().toString(when, QLocale.FormatType.ShortFormat)]
    if note.edits == 1:
        lines.append(tr("One step, which can be undone"))
    elif note.edits:
        lines.append(tr("{count} steps, which can be undone").format(count=note.edits))
    lines.append(note.path or tr("Never saved"))
    return "\n".join(lines)
