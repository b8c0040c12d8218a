"""What the window shows before anything is open: ways to begin, and what was open lately."""

from collections.abc import Sequence
from functools import partial
from textwrap import wrap

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.icons import icon
from app.recent import RecentFile
from app.theme import Theme
from app.translation import mark, tr

_WIDEST = 820
_PICTURE = QSize(148, 104)
_PER_ROW = 4
_LETTERS = 24
"""Of a line on a card."""
WAYS = (
    ("scan", mark("Open a scan"), mark("OBJ, PLY, STL, GLB or a project"), "open"),
    ("ct", mark("Import a CT"), mark("A folder of DICOM slices"), "glass"),
    ("photo", mark("Open a photo"), mark("One picture of a face, or several"), "camera"),
)
SAMPLES = (
    ("sample", mark("Sample scan"), mark("Fitted in some seconds"), "head"),
    ("mean", mark("Mean head"), mark("Shape it from scratch"), "front"),
    ("random", mark("Random head"), mark("No real person"), "dice"),
)


class StartPage(QScrollArea):
    """Ways to begin.

    Parameters
    ----------
    parent : QWidget
        Which it covers.
    """

    chosen = Signal(str)
    """The key of a way or sample: ``scan``, ``ct``, ``photo``, ``sample``, ``mean``, ``random``,
    ``tour``."""
    opened = Signal(object)
    """The path of a recent file."""
    missed = Signal(object)
    """The path of a recent file that is not there any more."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("start-page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inner = QWidget(self)
        inner.setObjectName("panel")
        column = QWidget(inner)
        column.setMaximumWidth(_WIDEST)
        column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._column = QVBoxLayout(column)
        self._column.setSpacing(10)
        self._column.setContentsMargins(28, 20, 28, 20)
        outer = QHBoxLayout(inner)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(column, 100)
        outer.addStretch(1)
        self.setWidget(inner)
        self.buttons: dict[str, QToolButton] = {}
        self.recent_buttons: list[QToolButton] = []
        self._theme: Theme | None = None
        self._fill()

    def _fill(self) -> None:
        title = QLabel("Nasion", self)
        title.setStyleSheet("font-size: 26px; font-weight: 600;")
        self.close_button = QToolButton(self)
        self.close_button.setObjectName("small")
        self.close_button.setToolTip(tr("Close this page (Esc)"))
        self.close_button.setAccessibleName(tr("Close the start page"))
        self.close_button.clicked.connect(self.hide)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        told = QLabel(tr("Open the scan of a head to see its likely skull and to change its face."))
        told.setObjectName("faint")
        told.setWordWrap(True)
        self._column.addStretch(1)
        self._column.addLayout(head)
        self._column.addWidget(told)
        self._column.addSpacing(4)
        self._column.addLayout(self._row(WAYS))
        self._column.addWidget(_heading(tr("Without a scan of your own")))
        self._column.addLayout(self._row(SAMPLES))
        self._recent_heading = _heading(tr("Recent"))
        self._recent = QGridLayout()
        self._recent.setSpacing(10)
        self._column.addWidget(self._recent_heading)
        self._column.addLayout(self._recent)
        self._recent_heading.hide()
        foot = QHBoxLayout()
        drop = QLabel(tr("Or drop a file on this window. No file ever leaves this machine."), self)
        drop.setObjectName("faint")
        drop.setWordWrap(True)
        self.tour = QPushButton(tr("Take the tour"), self)
        self.tour.setAutoDefault(False)
        self.tour.clicked.connect(lambda: self.chosen.emit("tour"))
        foot.addWidget(drop, 1)
        foot.addWidget(self.tour)
        self._column.addSpacing(6)
        self._column.addLayout(foot)
        self._column.addStretch(2)

    def _row(self, ways: tuple[tuple[str, str, str, str], ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        for key, title, told, picture in ways:
            button = QToolButton(self)
            button.setObjectName("way")
            lines = wrap(tr(told), _LETTERS) or [""]
            button.setText("\n".join((tr(title), *lines)))
            button.setAccessibleName(tr(title))
            button.setAccessibleDescription(tr(told))
            button.setIconSize(QSize(28, 28))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setMinimumSize(1, 112)
            button.setProperty("picture", picture)
            button.clicked.connect(partial(self.chosen.emit, key))
            self.buttons[key] = button
            row.addWidget(button, 1)
        return row

    def show_recent(self, files: Sequence[RecentFile]) -> None:
        """Show recent files, newest first; those that are gone are grey.

        Parameters
        ----------
        files : sequence of RecentFile
            May be empty.
        """
        for old in self.recent_buttons:
            self._recent.removeWidget(old)
            old.deleteLater()
        self.recent_buttons = [self._recent_button(one) for one in files]
        for place, button in enumerate(self.recent_buttons):
            self._recent.addWidget(button, place // _PER_ROW, place % _PER_ROW)
        for place in range(_PER_ROW):
            self._recent.setColumnStretch(place, 1)
        self._recent_heading.setVisible(bool(files))
        self._paint()

    def _recent_button(self, file: RecentFile) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("way")
        name = button.fontMetrics().elidedText(file.path.name, Qt.TextElideMode.ElideMiddle, 158)
        button.setText(name if file.there else f"{name}\n{tr('not found')}")
        button.setAccessibleName(file.path.name)
        button.setToolTip(str(file.path))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setIconSize(_PICTURE)
        button.setFixedHeight(_PICTURE.height() + 52)
        button.setMinimumWidth(_PICTURE.width() + 14)
        pixmap = QPixmap()
        if file.picture is not None and pixmap.loadFromData(file.picture):
            button.setIcon(QIcon(_cut(pixmap)))
        else:
            button.setProperty("picture", "head")
        signal = self.opened if file.there else self.missed
        button.clicked.connect(partial(signal.emit, file.path))
        if not file.there:
            button.setProperty("gone", True)
        return button

    def set_theme(self, theme: Theme) -> None:
        """Show the icons in a theme's colours."""
        self._theme = theme
        self._paint()

    def _paint(self) -> None:
        theme = self._theme
        if theme is None:
            return
        self.close_button.setIcon(icon("close", theme))
        for button in (*self.buttons.values(), *self.recent_buttons):
            if button.property("picture"):
                button.setIcon(icon(button.property("picture"), theme))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("heading")
    return label


def _cut(pixmap: QPixmap) -> QPixmap:
    """Return the middle of a picture in the shape of a card."""
    expand = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    scaled = pixmap.scaled(_PICTURE, expand, Qt.TransformationMode.SmoothTransformation)
    left = (scaled.width() - _PICTURE.width()) // 2
    top = (scaled.height() - _PICTURE.height()) // 3
    return scaled.copy(left, top, _PICTURE.width(), _PICTURE.height())
