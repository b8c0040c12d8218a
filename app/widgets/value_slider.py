"""A slider over real numbers that shows how far it is from its neutral value.

Qt's own slider counts in whole steps and fills from the left; here the fill starts at the neutral
value, so that a face at rest shows empty sliders. Double-click goes back to neutral.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_HANDLE = 6.0
"""Radius of the handle, logical pixels."""
_RING = 1.75
"""Width of the ring that shows the keyboard's focus, and its distance from the handle."""
_GROOVE = 3.0
_PAGE = 10
"""Steps of the page keys."""


class ValueSlider(QWidget):
    """A horizontal slider.

    Parameters
    ----------
    minimum, maximum, step, neutral : float
        Range, smallest change by keyboard, and where the fill starts.
    parent : QWidget, optional
        Owner.
    """

    moved = Signal(float)
    """The hand moved it to a value; `released` follows."""
    stepped = Signal(float)
    """A key or double-click set a value; nothing follows."""
    released = Signal()
    """The hand let go."""

    def __init__(
        self,
        minimum: float,
        maximum: float,
        step: float,
        neutral: float,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._minimum, self._maximum, self._step = minimum, maximum, step
        self._neutral = neutral
        self._value = neutral
        self._dragging = False
        self._unusual = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def value(self) -> float:
        """The value shown."""
        return self._value

    @property
    def dragging(self) -> bool:
        """Whether the hand holds it."""
        return self._dragging

    def set_value(self, value: float) -> None:
        """Show a value; no signal."""
        if value != self._value:
            self._value = value
            self.update()

    def set_neutral(self, neutral: float) -> None:
        """Start the fill elsewhere; no signal."""
        if neutral != self._neutral:
            self._neutral = neutral
            self.update()

    def set_range(self, minimum: float, maximum: float) -> None:
        """Reach from one value to another from now on; no signal."""
        if (minimum, maximum) != (self._minimum, self._maximum):
            self._minimum, self._maximum = minimum, maximum
            self.update()

    def set_unusual(self, unusual: bool) -> None:  # noqa: FBT001
        """Draw the value in the colour of warnings, or not."""
        if unusual != self._unusual:
            self._unusual = unusual
            self.update()

    def sizeHint(self) -> QSize:
        """Return a size that leaves the handle whole."""
        return QSize(110, 20)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest usable size."""
        return QSize(50, 20)

    def _place(self, value: float) -> float:
        share = (value - self._minimum) / (self._maximum - self._minimum)
        return _HANDLE + 1 + min(max(share, 0.0), 1.0) * (self.width() - 2 * (_HANDLE + 1))

    def value_at(self, x: float) -> float:
        """Return the value at a place, in whole steps and pulled to neutral when close."""
        share = (x - _HANDLE - 1) / max(1.0, self.width() - 2 * (_HANDLE + 1))
        value = self._minimum + min(max(share, 0.0), 1.0) * (self._maximum - self._minimum)
        if abs(x - self._place(self._neutral)) < 3.0:
            return self._neutral
        return self._rounded(value)

    def place_of(self, value: float) -> QPointF:
        """Return the middle of the handle for a value."""
        return QPointF(self._place(value), self.height() / 2.0)

    def _rounded(self, value: float) -> float:
        steps = round((value - self._minimum) / self._step)
        return round(min(max(self._minimum + steps * self._step, self._minimum), self._maximum), 6)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw groove, fill and handle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        middle = self.height() / 2.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.mid())
        groove = QRectF(1.0, middle - _GROOVE / 2.0, self.width() - 2.0, _GROOVE)
        painter.drawRoundedRect(groove, 1.5, 1.5)
        neutral, place = self._place(self._neutral), self._place(self._value)
        tick = QRectF(neutral - 1.0, middle - 4.5, 2.0, 9.0)
        painter.drawRoundedRect(tick, 1.0, 1.0)
        accent = palette.highlight() if self.isEnabled() else palette.mid()
        if self._unusual and self.isEnabled():
            accent = palette.brightText()
        painter.setBrush(accent)
        fill = QRectF(min(neutral, place), groove.top(), abs(place - neutral), _GROOVE)
        painter.drawRect(fill)
        at_rest = abs(place - neutral) < 0.5
        painter.setBrush(palette.placeholderText() if at_rest and self.isEnabled() else accent)
        radius = _HANDLE + (1.0 if self._dragging else 0.0)
        painter.drawEllipse(QPointF(place, middle), radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(palette.windowText(), _RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(place, middle), _HANDLE + _RING, _HANDLE + _RING)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the handle."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = True
            self._move_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hand."""
        if self._dragging:
            self._move_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._dragging and event.button() == Qt.MouseButton.LeftButton:
            self._dragging = False
            self.update()
            self.released.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        """Go back to neutral."""
        self._step_to(self._neutral)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the scroll area around."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by steps with the arrow and page keys, to the ends with Home and End."""
        moves = {
            Qt.Key.Key_Left: -self._step,
            Qt.Key.Key_Down: -self._step,
            Qt.Key.Key_Right: self._step,
            Qt.Key.Key_Up: self._step,
            Qt.Key.Key_PageDown: -_PAGE * self._step,
            Qt.Key.Key_PageUp: _PAGE * self._step,
            Qt.Key.Key_Home: self._minimum - self._value,
            Qt.Key.Key_End: self._maximum - self._value,
        }
        move = moves.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
        else:
            self._step_to(self._rounded(self._value + move))

    def _move_to(self, x: float) -> None:
        value = self.value_at(x)
        if value != self._value:
            self._value = value
            self.moved.emit(value)
        self.update()

    def _step_to(self, value: float) -> None:
        if value != self._value:
            self._value = value
            self.update()
            self.stepped.emit(value)
