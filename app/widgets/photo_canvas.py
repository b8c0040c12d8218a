"""A picture that can be zoomed and moved, with another one laid over it.

Wheel and plus or minus zoom about the mouse or the middle, dragging and the arrow keys move, zero
or a double click shows the whole picture.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import DARK, Theme
from app.translation import tr
from app.widgets.face_outline import LINES
from core.arrays import FloatArray

Pixels = npt.NDArray[np.uint8]
HALO = QColor(0, 0, 0, 150)
"""Dark beside light lines, so that they read on any skin and any background."""
_LARGEST = 24.0
"""Screen pixels for one of the picture."""
_STEP = 1.25
_NUDGE = 40.0
"""Screen pixels that an arrow key moves the picture."""
_AROUND = 1.45
"""The sight of a face is this much larger than the box of its landmarks."""


def image_of(pixels: Pixels) -> QImage:
    """Return a picture that Qt can draw.

    Parameters
    ----------
    pixels : (h, w, 3) or (h, w, 4) uint8
        sRGB, with opacity (not multiplied by it) or without.
    """
    height, width, depth = pixels.shape
    kind = QImage.Format.Format_RGBA8888 if depth == 4 else QImage.Format.Format_RGB888
    plain = np.ascontiguousarray(pixels)
    return QImage(plain.data, width, height, width * depth, kind).copy()


class PhotoCanvas(QWidget):
    """Shows a picture.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Photograph"))
        self._theme: Theme = DARK
        self._image = QImage()
        self._over = QImage()
        self._over_at = QRectF()
        self._opacity = 0.5
        self._scale, self._middle = 1.0, QPointF()
        self._box: tuple[float, float, float, float] | None = None
        self._kept = True
        """Whether the whole picture, or the box, stays in sight when the widget is resized."""
        self._grip: QPointF | None = None

    def sizeHint(self) -> QSize:
        """Return room for a portrait."""
        return QSize(620, 620)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self._theme = theme
        self.update()

    # --- what is shown ------------------------------------------------------------------------

    @property
    def image(self) -> QImage:
        """The picture; null where there is none."""
        return self._image

    def set_picture(self, pixels: Pixels | None) -> None:
        """Show a picture, whole; None for none.

        Parameters
        ----------
        pixels : (h, w, 3) uint8 or None
            sRGB.
        """
        self._image = QImage() if pixels is None else image_of(pixels)
        self._over = QImage()
        self.show_whole()

    def lay_over(self, pixels: Pixels | None, place: tuple[float, float, float, float]) -> None:
        """Lay a picture over the other.

        Parameters
        ----------
        pixels : (h, w, 4) uint8 or None
            With opacity; None for nothing.
        place : tuple of 4 float
            Left, top, width and height in pixels of the picture below.
        """
        self._over = QImage() if pixels is None else image_of(pixels)
        self._over_at = QRectF(*place)
        self.update()

    @property
    def opacity(self) -> float:
        """Of what lies over the picture, 0 to 1."""
        return self._opacity

    def set_opacity(self, opacity: float) -> None:
        """Let what lies over the picture be seen more or less, 0 to 1."""
        self._opacity = opacity
        self.update()

    # --- where it is looked at ----------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """Screen pixels for one of the picture."""
        return self._scale

    def show_whole(self) -> None:
        """Show the whole picture."""
        self._kept, self._box = True, None
        size = self._image.size()
        self._middle = QPointF(size.width() / 2.0, size.height() / 2.0)
        if not self._image.isNull():
            wide, tall = self.width() / size.width(), self.height() / size.height()
            self._scale = max(min(wide, tall), 1e-3)
        self.update()

    def show_box(self, left: float, top: float, right: float, bottom: float) -> None:
        """Show a part of the picture, with some room around it; pixels of the picture."""
        left, top, right, bottom = float(left), float(top), float(right), float(bottom)
        if self._image.isNull() or right <= left or bottom <= top:
            return
        self._kept, self._box = True, (left, top, right, bottom)
        self._middle = QPointF((left + right) / 2.0, (top + bottom) / 2.0)
        wide, tall = self.width() / (right - left), self.height() / (bottom - top)
        self._scale = min(wide / _AROUND, tall / _AROUND, _LARGEST)
        self.update()

    def zoom_by(self, factor: float, about: QPointF | None = None) -> None:
        """Zoom about a place of the widget, or about its middle."""
        if self._image.isNull():
            return
        centre = about or QPointF(self.width() / 2.0, self.height() / 2.0)
        fixed = self.picture_place(centre)
        least = 0.5 * min(self.width() / self._image.width(), self.height() / self._image.height())
        self._scale = min(max(self._scale * factor, least), _LARGEST)
        self._middle += fixed - self.picture_place(centre)
        self._kept = False
        self.update()

    def move_by(self, across: float, down: float) -> None:
        """Move the picture by screen pixels."""
        self._middle -= QPointF(across, down) / self._scale
        self._kept = False
        self.update()

    def picture_place(self, place: QPointF) -> QPointF:
        """Return which pixel lies under a place of the widget; (0, 0) is the first one's middle."""
        half = QPointF(self.width() / 2.0, self.height() / 2.0)
        return (place - half) / self._scale + self._middle - QPointF(0.5, 0.5)

    def widget_place(self, x: float, y: float) -> QPointF:
        """Return where a pixel of the picture is shown."""
        half = QPointF(self.width() / 2.0, self.height() / 2.0)
        return (QPointF(x + 0.5, y + 0.5) - self._middle) * self._scale + half

    # --- drawing ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw everything."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.view_bottom))
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._scale < 4.0)
            painter.drawImage(self._shown(QRectF(self._image.rect())), self._image)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            if not self._over.isNull():
                painter.setOpacity(self._opacity)
                painter.drawImage(self._shown(self._over_at), self._over)
                painter.setOpacity(1.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_over(painter)
        if self.hasFocus():
            painter.setPen(QColor(self._theme.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _shown(self, place: QRectF) -> QRectF:
        corner = self.widget_place(place.x() - 0.5, place.y() - 0.5)
        return QRectF(corner, place.size() * self._scale)

    def outline(self, places: FloatArray) -> QPainterPath:
        """Return the lines of a face as they are shown.

        Parameters
        ----------
        places : (68 or more, 2) float64
            Landmarks in the order of Multi-PIE, pixels of the picture.
        """
        path = QPainterPath()
        for line in LINES:
            chain = places[line.first : line.last + 1]
            points = QPolygonF([self.widget_place(x, y) for x, y in chain])
            if line.closed:
                points.append(points[0])
            path.addPolygon(points)
        return path

    def paint_over(self, painter: QPainter) -> None:
        """Draw what lies above the pictures; nothing here."""

    # --- mouse and keyboard -------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep in sight what was to be seen."""
        super().resizeEvent(event)
        if self._kept and self._box is not None:
            self.show_box(*self._box)
        elif self._kept:
            self.show_whole()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the mouse."""
        self.zoom_by(_STEP ** (event.angleDelta().y() / 120.0), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        self._grip = event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the picture that is held."""
        if self._grip is not None:
            moved = event.position() - self._grip
            self._grip = event.position()
            self.move_by(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        """Let go of the picture."""
        self._grip = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        """Show the whole picture."""
        self.show_whole()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom and move by keys."""
        key, act = Qt.Key, _ACTS.get(Qt.Key(event.key()))
        if act is not None:
            getattr(self, act[0])(*act[1:])
        elif event.key() == key.Key_0:
            self.show_whole()
        else:
            super().keyPressEvent(event)


_ACTS: dict[Qt.Key, tuple[Any, ...]] = {
    Qt.Key.Key_Plus: ("zoom_by", _STEP),
    Qt.Key.Key_Equal: ("zoom_by", _STEP),
    Qt.Key.Key_Minus: ("zoom_by", 1.0 / _STEP),
    Qt.Key.Key_Left: ("move_by", _NUDGE, 0.0),
    Qt.Key.Key_Right: ("move_by", -_NUDGE, 0.0),
    Qt.Key.Key_Up: ("move_by", 0.0, _NUDGE),
    Qt.Key.Key_Down: ("move_by", 0.0, -_NUDGE),
}
