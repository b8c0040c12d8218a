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
        self._label = label = QLabel(text, self)
        self._close = QToolButton(self)
        self._close.setObjectName("small")
        self._close.setToolTip(tr("Dismiss"))
        self._close.setAccessibleName(tr("Dismiss"))
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 7, 6, 7)
        layout.addWidget(label)
        layout.addWidget(self._close)

    def fit(self, width: int) -> None:
        """Take one line where there is room, else several.

        Parameters
        ----------
        width : int
            Room, logical pixels.
        """
        self._label.setWordWrap(False)
        natural = self.sizeHint().width()
        self._label.setWordWrap(natural > width)
        self.setFixedWidth(min(natural, width))
        layout = self.layout()
        assert layout is not None
        tall = layout.totalHeightForWidth(self.width())
        self.setFixedHeight(tall if natural > width else self.sizeHint().height())

    def set_icon(self, picture: QIcon) -> None:
        """Show a picture on the button."""
        self._close.setIcon(picture)
