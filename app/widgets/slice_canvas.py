"""One slice of a CT with the outlines of surfaces: scrolled, windowed, and pointed at."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.translation import tr
from core.arrays import FloatArray
from core.imaging.slice_planes import SlicePlane

_MARGIN = 4
_CROSS = QColor(255, 214, 102, 190)
_LETTERS = QColor(235, 238, 240)
_BEHIND = QColor(8, 9, 10)
_WHEEL_STEP = 120
_HU_PER_PIXEL = 4.0
"""Of window and level while the right button is dragged."""
_TINT = np.array([70.0, 170.0, 215.0])
_TINT_SHARE = 0.45


@dataclass(frozen=True, eq=False)
class Outline:
    """Where a surface meets the slice.

    Attributes
    ----------
    segments : (k, 2, 2) float64
        Both ends, mm along the picture's two axes of the head frame.
    colour : str
        ``#rrggbb``.
    """

    segments: FloatArray
    colour: str


class SliceCanvas(QWidget):
    """Draws one slice.

    Parameters
    ----------
    plane : SlicePlane
        Its direction.
    title : str
        What people read.
    parent : QWidget, optional
        Owner.
    """

    stepped = Signal(int)
    """So many slices further, along the plane's axis."""
    pointed = Signal(float, float)
    """The crosshair was set: coordinates along the picture's two axes, mm."""
    windowed = Signal(float, float)
    """Window and level are to change by so many HU."""
    enlarged = Signal()
    """This slice alone is to be seen, or all again."""

    def __init__(self, plane: SlicePlane, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plane, self._title = plane, title
        self._image: QImage | None = None
        self._across, self._up = np.zeros(2), np.zeros(2)
        self._outlines: tuple[Outline, ...] = ()
        self._cross, self._at, self._value = (0.0, 0.0), 0.0, ""
        self._turned = 0
        self._held: QPointF | None = None
        self.setMinimumSize(150, 150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self.setToolTip(
            tr(
                "Wheel or arrow keys: next slice. Left button: crosshair. Right button: window "
                "(across) and level (up). Double click: this slice alone, or all again."
            )
        )

    @property
    def shown(self) -> bool:
        """Whether there is a slice to see."""
        return self._image is not None

    def show_slice(
        self,
        values: npt.NDArray[np.float32],
        across: FloatArray,
        up: FloatArray,
        reach: tuple[float, float],
        tint_from: float | None = None,
    ) -> None:
        """Show a slice.

        Parameters
        ----------
        values : (rows, columns) float32
            HU, the upper row first.
        across, up : (columns,), (rows,) float64
            Where columns and rows lie, mm.
        reach : (float, float)
            HU that are black and white.
        tint_from : float, optional
            Values from here on are tinted, HU.
        """
        low, high = reach
        grey = np.clip((values - low) * (255.0 / max(high - low, 1.0)), 0.0, 255.0)
        colours = np.repeat(grey[:, :, None], 3, axis=2)
        if tint_from is not None:
            bone = values >= tint_from
            colours[bone] += _TINT_SHARE * (_TINT - colours[bone])
        picture = np.ascontiguousarray(colours.astype(np.uint8))
        rows, columns = grey.shape
        kind = QImage.Format.Format_RGB888
        # A copy: the bytes live no longer than this call.
        self._image = QImage(picture.tobytes(), columns, rows, 3 * columns, kind).copy()
        self._across, self._up = across, up
        self.update()

    def show_marks(
        self, outlines: Sequence[Outline], cross: tuple[float, float], at: float, value: str
    ) -> None:
        """Show outlines and the crosshair.

        Parameters
        ----------
        outlines : sequence of Outline
            Of the surfaces.
        cross : (float, float)
            Along the picture's two axes, mm.
        at : float
            Where the slice lies, mm.
        value : str
            At the crosshair, for people.
        """
        self._outlines, self._cross = tuple(outlines), cross
        self._at, self._value = at, value
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._image, self._outlines = None, ()
        self.update()

    # --- from millimetres to pixels -------------------------------------------------------------

    def _placing(self) -> QTransform:
        """Return the transform from millimetres of the head frame to pixels of the widget."""
        left, right = float(self._across[0]), float(self._across[-1])
        top, bottom = float(self._up[0]), float(self._up[-1])
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        scale = min(room.width() / abs(right - left), room.height() / abs(bottom - top))
        middle = room.center()
        turn = QTransform.fromTranslate(middle.x(), middle.y())
        turn.scale(scale * np.sign(right - left), scale * np.sign(bottom - top))
        turn.translate(-0.5 * (left + right), -0.5 * (top + bottom))
        return turn

    def place_of(self, pixel: QPointF) -> tuple[float, float]:
        """Return what lies under a pixel.

        Parameters
        ----------
        pixel : QPointF
            Of the widget.

        Returns
        -------
        (float, float)
            Along the picture's two axes, mm.
        """
        inverse, _ = self._placing().inverted()
        point = inverse.map(pixel)
        return point.x(), point.y()

    def pixel_of(self, across: float, up: float) -> QPointF:
        """Return the pixel of a place along the picture's two axes, mm."""
        return self._placing().map(QPointF(across, up))

    # --- drawing --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw picture, outlines, crosshair and letters."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _BEHIND)
        if self._image is not None:
            painter.setRenderHints(
                QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing
            )
            self._draw_picture(painter)
            self._draw_letters(painter)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().highlight().color(), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _draw_picture(self, painter: QPainter) -> None:
        turn = self._placing()
        first = turn.map(QPointF(float(self._across[0]), float(self._up[0])))
        last = turn.map(QPointF(float(self._across[-1]), float(self._up[-1])))
        assert self._image is not None
        painter.drawImage(QRectF(first, last), self._image)
        for outline in self._outlines:
            pen = QPen(QColor(outline.colour), 1.4)
            painter.setPen(pen)
            ends = [turn.map(QLineF(*a, *b)) for a, b in outline.segments.tolist()]
            if ends:
                painter.drawLines(ends)
        cross = turn.map(QPointF(*self._cross))
        painter.setPen(QPen(_CROSS, 1.0, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(cross.x(), first.y(), cross.x(), last.y()))
        painter.drawLine(QLineF(first.x(), cross.y(), last.x(), cross.y()))

    def _draw_letters(self, painter: QPainter) -> None:
        room = self.rect().adjusted(7, 5, -7, -5)
        below = room.adjusted(0, painter.fontMetrics().height() + 2, 0, 0)
        left, right, top, bottom = self.plane.edges
        flag = Qt.AlignmentFlag
        painter.setPen(_LETTERS)
        for text, where, area in (
            (tr(left), flag.AlignLeft | flag.AlignVCenter, room),
            (tr(right), flag.AlignRight | flag.AlignVCenter, room),
            (tr(top), flag.AlignHCenter | flag.AlignTop, below),
            (tr(bottom), flag.AlignHCenter | flag.AlignBottom, room),
            (f"{self._title}  {self._at:+.1f} mm", flag.AlignLeft | flag.AlignTop, room),
            (self._value, flag.AlignRight | flag.AlignBottom, room),
        ):
            painter.drawText(area, where, text)

    # --- hands ----------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Go through the slices."""
        self._turned += event.angleDelta().y()
        steps = int(self._turned / _WHEEL_STEP)
        if steps and self._image is not None:
            self._turned -= steps * _WHEEL_STEP
            self.stepped.emit(steps)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the slices by arrow and page keys."""
        keys = {Qt.Key.Key_Up: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: 10,
                Qt.Key.Key_Down: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_PageDown: -10}  # fmt: skip
        step = keys.get(Qt.Key(event.key()))
        if step is None or self._image is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set the crosshair, or begin to change window and level."""
        self._held = event.position()
        self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hand."""
        self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        """Let go."""
        self._held = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask to be seen alone, or with the others again."""
        if event.button() is Qt.MouseButton.LeftButton and self._image is not None:
            self.enlarged.emit()

    def _follow(self, event: QMouseEvent) -> None:
        if self._image is None or self._held is None:
            return
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.pointed.emit(*self.place_of(event.position()))
        elif event.buttons() & Qt.MouseButton.RightButton:
            step, self._held = event.position() - self._held, event.position()
            self.windowed.emit(_HU_PER_PIXEL * step.x(), -_HU_PER_PIXEL * step.y())
