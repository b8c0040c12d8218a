"""A titled group that folds away, with room for small buttons beside its title."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

_GAP = 5
"""Above and below what is no row, logical pixels; rows bring their own room."""


class Section(QWidget):
    """A header and a body.

    Parameters
    ----------
    title : str
        What people read.
    parent : QWidget, optional
        Owner.
    within : bool
        Whether it lies within another section: quieter, and folded at first.
    """

    def __init__(self, title: str, parent: QWidget | None = None, *, within: bool = False) -> None:
        super().__init__(parent)
        self._open_icon, self._closed_icon = QIcon(), QIcon()
        self._after_row = True
        self.header = QToolButton(self)
        self.header.setObjectName("subheader" if within else "header")
        self.header.setText(title)
        self.header.setCheckable(True)
        self.header.setChecked(not within)
        self.header.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.header.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.header.toggled.connect(self._fold)
        self.body = QWidget(self)
        self._body_layout = QVBoxLayout(self.body)
        self._body_layout.setContentsMargins(0 if within else 8, 0, 0 if within else 2, 6)
        self._body_layout.setSpacing(0)
        self._top = QHBoxLayout()
        self._top.setSpacing(0)
        self._top.addWidget(self.header)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._top)
        layout.addWidget(self.body)
        self.body.setVisible(not within)

    def set_icons(self, opened: QIcon, closed: QIcon) -> None:
        """Show whether it is open by one of two icons."""
        self._open_icon, self._closed_icon = opened, closed
        self._fold(self.header.isChecked())

    def add(self, widget: QWidget) -> None:
        """Put a widget below the others of the body."""
        row = not isinstance(widget, (QComboBox, QLabel, QPushButton))
        if self._body_layout.count() and not (row and self._after_row):
            self._body_layout.addSpacing(_GAP)
        self._body_layout.addWidget(widget)
        self._after_row = row

    def add_button(self, tip: str, *, checkable: bool = False) -> QToolButton:
        """Put a small button beside the title.

        Parameters
        ----------
        tip : str
            What it does; also its name for screen readers.
        checkable : bool
            Whether it stays pressed.

        Returns
        -------
        QToolButton
            Without an icon yet.
        """
        button = QToolButton(self)
        button.setObjectName("small")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setCheckable(checkable)
        button.setIconSize(QSize(16, 16))
        self._top.addWidget(button)
        return button

    def fold(self, *, folded: bool) -> None:
        """Fold it away, or open it."""
        self.header.setChecked(not folded)

    def _fold(self, opened: bool) -> None:  # noqa: FBT001
        self.body.setVisible(opened)
        self.header.setIcon(self._open_icon if opened else self._closed_icon)
