"""A short note over the view, with a button to dismiss it."""

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from app.translation import tr


class Hint(QFrame):
    """A note that goes away when told to.

    Parameters
    ----------
    text : str
        What it says; rich text.
    parent : QWidget, optional
        Owner.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hint")
        label = QLabel(text, self)
        self._close = QToolButton(self)
        self._close.setObjectName("small")
        self._close.setToolTip(tr("Dismiss"))
        self._close.setAccessibleName(tr("Dismiss"))
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 7, 6, 7)
        layout.addWidget(label)
        layout.addWidget(self._close)

    def set_icon(self, picture: QIcon) -> None:
        """Show a picture on the button."""
        self._close.setIcon(picture)
