"""A walk past the parts of the window, one note at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.translation import tr

_WIDTH = 320
_GAP = 12
_EDGE = 2


@dataclass(frozen=True)
class Stop:
    """A part of the window and what is told of it.

    Attributes
    ----------
    title, text : str
        What is told, in the user's language.
    find : callable
        Returns the widget; called when its turn comes.
    prepare : callable
        Brings it into sight.
    """

    title: str
    text: str
    find: Callable[[], QWidget]
    prepare: Callable[[], None] = lambda: None


class Tour(QFrame):
    """Shows the stops one after the other; left and right arrow go, Escape ends.

    Parameters
    ----------
    stops : sequence of Stop
        In order.
    window : QWidget
        In which they are.
    """

    ended = Signal()
    """The tour was finished or skipped."""

    def __init__(self, stops: Sequence[Stop], window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("tour")
        # A frame of its own on the screen: the 3D view would hide what has none.
        self.setAttribute(Qt.WidgetAttribute.WA_NativeWindow)
        self.setFixedWidth(_WIDTH)
        self._stops, self._window = tuple(stops), window
        self.number = 0
        self._bars = [QFrame(window) for _ in range(4)]
        for bar in self._bars:
            bar.setObjectName("tour-bar")
            bar.setAttribute(Qt.WidgetAttribute.WA_NativeWindow)
            bar.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.count = QLabel(self)
        self.count.setObjectName("faint")
        self.title = QLabel(self)
        self.title.setStyleSheet("font-size: 15px; font-weight: 600;")
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.skip = QPushButton(tr("Skip"), self)
        self.back = QPushButton(tr("Back"), self)
        self.next = QPushButton(self)
        self.skip.clicked.connect(self.end)
        self.back.clicked.connect(lambda: self.go_to(self.number - 1))
        self.next.clicked.connect(lambda: self.go_to(self.number + 1))
        self.next.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(self.skip)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(8)
        for widget in (self.count, self.title, self.text):
            layout.addWidget(widget)
        layout.addLayout(foot)
        window.installEventFilter(self)
        self.go_to(0)

    def go_to(self, number: int) -> None:
        """Show a stop, counted from zero; beyond the last the tour ends."""
        if number >= len(self._stops):
            self.end()
            return
        self.number = max(0, number)
        stop = self._stops[self.number]
        stop.prepare()
        text = tr("{number} of {count}")
        self.count.setText(text.format(number=self.number + 1, count=len(self._stops)))
        self.title.setText(stop.title)
        self.text.setText(stop.text)
        self.setAccessibleName(stop.title)
        self.setAccessibleDescription(stop.text)
        self.back.setEnabled(self.number > 0)
        last = self.number == len(self._stops) - 1
        self.next.setText(tr("Done") if last else tr("Next"))
        self.place()
        self.show()
        self.raise_()
        self.next.setFocus()

    def place(self) -> None:
        """Stand beside the part of the window that is told of."""
        target = self._stops[self.number].find()
        corner = target.mapTo(self._window, QPoint(0, 0))
        around = QRect(corner, target.size()).intersected(self._window.rect())
        self.setFixedHeight(self.layout().heightForWidth(_WIDTH) + 4)
        self.move(_beside(around, self.size().width(), self.size().height(), self._window.rect()))
        left, top, wide, tall = around.getRect()
        for bar, place in zip(
            self._bars,
            (
                (left, top, wide, _EDGE),
                (left, top + tall - _EDGE, wide, _EDGE),
                (left, top, _EDGE, tall),
                (left + wide - _EDGE, top, _EDGE, tall),
            ),
            strict=True,
        ):
            bar.setGeometry(*place)
            bar.show()
            bar.raise_()

    def end(self) -> None:
        """Take everything away."""
        self._window.removeEventFilter(self)
        for bar in self._bars:
            bar.hide()
            bar.deleteLater()
        self._bars = []
        self.hide()
        self.ended.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window."""
        if event.type() is QEvent.Type.Resize and self._bars:
            self.place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by the arrow keys, and end by Escape."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.end()
        elif key == Qt.Key.Key_Right:
            self.go_to(self.number + 1)
        elif key == Qt.Key.Key_Left:
            self.go_to(self.number - 1)
        else:
            super().keyPressEvent(event)


def _beside(around: QRect, width: int, height: int, window: QRect) -> QPoint:
    """Return where a note of that size stands beside a part, or within it where it fills all."""
    top = min(max(around.top(), _GAP), window.bottom() - height - _GAP)
    right, left = around.right() + _GAP, around.left() - _GAP - width
    if right + width < window.right():
        return QPoint(right, top)
    if left > window.left():
        return QPoint(left, top)
    below, above = around.bottom() + _GAP, around.top() - _GAP - height
    middle = min(max(around.center().x() - width // 2, _GAP), window.right() - width - _GAP)
    if below + height < window.bottom():
        return QPoint(middle, below)
    if above > window.top():
        return QPoint(middle, above)
    return QPoint(middle, around.center().y() - height // 2)
