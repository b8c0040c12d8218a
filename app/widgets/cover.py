"""Keeps a widget over the whole of another one, or over its foot."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class Cover(QObject):
    """Lets a widget follow the size of its parent.

    Parameters
    ----------
    widget : QWidget
        A child; as large as its parent from now on.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        widget.parentWidget().installEventFilter(self)
        self._follow()

    def _follow(self) -> None:
        self._widget.setGeometry(self._widget.parentWidget().rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow."""
        if event.type() is QEvent.Type.Resize:
            self._follow()
        return super().eventFilter(watched, event)
