"""The photographs of one person side by side, and what was dropped on a window."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDropEvent, QIcon, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.photo_looks import PhotoLook
from app.translation import tr
from app.widgets.photo_canvas import image_of
from core.imaging.photo_file import SUFFIXES

_THUMB = QSize(72, 60)


class PhotoStrip(QWidget):
    """Small pictures in a row, with buttons to add and remove.

    Parameters
    ----------
    parent : QWidget
        Owner.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.list = QListWidget(self)
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setFlow(QListView.Flow.LeftToRight)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setWrapping(False)
        self.list.setIconSize(_THUMB)
        self.list.setFixedHeight(_THUMB.height() + 44)
        self.list.setAccessibleName(tr("Photographs of this person"))
        self.add = QPushButton(tr("Add…"), self)
        self.add.setToolTip(tr("Add photographs of the same person; they can also be dropped here"))
        self.remove = QPushButton(tr("Remove"), self)
        for button in (self.add, self.remove):
            button.setAutoDefault(False)
        buttons = QVBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)

    @property
    def row(self) -> int:
        """Which photograph is chosen; negative for none."""
        return self.list.currentRow()

    def take(self, look: PhotoLook) -> None:
        """Put a photograph behind the others."""
        item = QListWidgetItem(look.path.name)
        item.setToolTip(look.path.name)
        if look.photo is not None:
            whole = QPixmap.fromImage(image_of(look.photo.picture))
            smooth = Qt.TransformationMode.SmoothTransformation
            item.setIcon(QIcon(whole.scaled(_THUMB, Qt.AspectRatioMode.KeepAspectRatio, smooth)))
        self.list.addItem(item)


def dropped_photos(event: QDropEvent) -> tuple[Path, ...]:
    """Return the photographs among dropped files, or none where anything else is with them.

    Parameters
    ----------
    event : QDropEvent
        Of dropping or dragging.
    """
    urls = event.mimeData().urls()
    paths = tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    known = all(path.suffix.lower() in SUFFIXES for path in paths)
    return paths if known and len(paths) == len(urls) else ()
