"""Names over the panes of a view, so that nobody takes one face for another."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QWidget

from app.theme import DARK, Theme

_TOP = 10
_LONGEST, _ALONE = 42, 84
"""Letters of a name beside others, and of one that has the view to itself."""
_BESIDE_CUBE = 98
"""Logical pixels from the left that the view cube takes."""
_OPACITY = 215
Place = tuple[float, float]
"""Middle and top of a name: shares of the view's width and height, from the upper left."""


class Captions(QObject):
    """Writes names over a view.

    Parameters
    ----------
    view : QWidget
        Over which they stand.
    """

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.labels: list[QLabel] = []
        self._places: list[Place] = []
        self._theme: Theme = DARK
        view.installEventFilter(self)

    def show_names(self, names: Sequence[tuple[str, Place]]) -> None:
        """Write names; none takes all away.

        Parameters
        ----------
        names : sequence of (str, (float, float))
            Each with its place.
        """
        while len(self.labels) < len(names):
            label = QLabel(self._view)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self.labels.append(label)
        for label in self.labels[len(names) :]:
            label.hide()
        self._places = [place for _, place in names]
        longest = _ALONE if len(names) == 1 else _LONGEST
        for label, (name, _) in zip(self.labels, names, strict=False):
            label.setText(name if len(name) <= longest else f"{name[: longest - 1]}…")
            label.adjustSize()
            label.show()
        self.set_theme(self._theme)
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Write in a theme's colours."""
        self._theme = theme
        back = QColor(theme.panel)
        for label in self.labels:
            label.setStyleSheet(
                f"color: {theme.text}; padding: 3px 9px; border-radius: 4px; background: "
                f"rgba({back.red()}, {back.green()}, {back.blue()}, {_OPACITY});"
            )
            label.adjustSize()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the names in place when the view changes its size."""
        if watched is self._view and event.type() == QEvent.Type.Resize:
            self._arrange()
        return False

    def _arrange(self) -> None:
        wide, high = self._view.width(), self._view.height()
        for label, (middle, top) in zip(self.labels, self._places, strict=False):
            left = round(middle * wide) - label.width() // 2
            # The view cube stands in the corner.
            least = _BESIDE_CUBE if top == 0.0 else 4
            label.move(max(least, left), round(top * high) + _TOP)
            label.raise_()
