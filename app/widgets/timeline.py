"""The frames of a performance on a line: where it is, and how well each frame was fitted."""

from collections.abc import Sequence
from math import isfinite

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.translation import number as written
from app.translation import tr

_MARGIN, _RULER, _PLOT = 12.0, 18.0, 40.0
_TICKS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000)
_TICK_PIXELS = 64.0
"""Least distance between two written numbers."""
_PAGE = 10


class Timeline(QWidget):
    """Shows and picks a frame; frames are counted from one for people.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    """

    picked = Signal(int)
    """The frame that the hand or a key chose, from zero."""
    toggled = Signal()
    """The space bar was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._frame, self._fps = 0, 0, 1.0
        self._errors: tuple[float, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Timeline"))

    @property
    def frame(self) -> int:
        """The frame that is marked, from zero."""
        return self._frame

    def set_frames(self, count: int, fps: float, errors: Sequence[float] = ()) -> None:
        """Show other frames.

        Parameters
        ----------
        count : int
            How many; zero for none.
        fps : float
            Frames a second.
        errors : sequence of float
            Of every frame, mm; empty where nothing was fitted.
        """
        self._count, self._fps, self._errors = count, fps, tuple(errors)
        self._frame = min(self._frame, max(count - 1, 0))
        self.updateGeometry()
        self.update()

    def set_frame(self, frame: int) -> None:
        """Mark a frame; no signal."""
        if frame != self._frame:
            self._frame = frame
            self.update()

    def sizeHint(self) -> QSize:
        """Return a size with room for the plot where there are errors."""
        return QSize(320, round(_RULER + 22.0 + (_PLOT if self._errors else 0.0)))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest usable size."""
        return QSize(120, self.sizeHint().height())

    def place_of(self, frame: int) -> QPointF:
        """Return where a frame is marked."""
        return QPointF(self._x(frame), _RULER + 8.0)

    def _x(self, frame: float) -> float:
        return _MARGIN + frame / max(self._count - 1, 1) * (self.width() - 2.0 * _MARGIN)

    def frame_at(self, x: float) -> int:
        """Return the frame nearest to a place."""
        share = (x - _MARGIN) / max(self.width() - 2.0 * _MARGIN, 1.0)
        return min(max(round(share * (self._count - 1)), 0), max(self._count - 1, 0))

    # --- drawing ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw ruler, track, errors and the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._count:
            return
        self._draw_ruler(painter)
        palette, middle = self.palette(), _RULER + 8.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.mid())
        painter.drawRoundedRect(
            QRectF(_MARGIN, middle - 1.5, self.width() - 2.0 * _MARGIN, 3.0), 1.5, 1.5
        )
        painter.setBrush(palette.highlight())
        here = self._x(self._frame)
        painter.drawRect(QRectF(_MARGIN, middle - 1.5, here - _MARGIN, 3.0))
        if self._errors:
            self._draw_errors(painter)
        painter.setPen(QPen(palette.highlight().color(), 1.5))
        painter.drawLine(QPointF(here, middle), QPointF(here, float(self.height())))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.highlight())
        painter.drawEllipse(QPointF(here, middle), 6.0 + self.hasFocus(), 6.0 + self.hasFocus())

    def _draw_ruler(self, painter: QPainter) -> None:
        each = (self.width() - 2.0 * _MARGIN) / max(self._count - 1, 1)
        step = next((tick for tick in _TICKS if tick * each >= _TICK_PIXELS), self._count)
        painter.setPen(self.palette().placeholderText().color())
        for number in (1, *range(step, self._count + 1, step)):
            if number != 1 and number - 1 < 0.7 * step:
                continue
            x = self._x(number - 1)
            painter.drawLine(QPointF(x, _RULER - 3.0), QPointF(x, _RULER))
            box = QRectF(x - 30.0, 0.0, 60.0, _RULER - 3.0)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, written(number, ","))

    def _draw_errors(self, painter: QPainter) -> None:
        """Draw the error of every frame as an area below the track, with its largest value."""
        top, bottom = _RULER + 22.0, self.height() - 2.0
        known = [error for error in self._errors if isfinite(error)]
        reach = max(known, default=0.0) or 1.0
        line = [
            QPointF(self._x(frame), bottom - (bottom - top) * error / reach)
            for frame, error in enumerate(self._errors)
            if isfinite(error)
        ]
        if not line:
            return
        area = [QPointF(line[0].x(), bottom), *line, QPointF(line[-1].x(), bottom)]
        colour = self.palette().brightText().color()
        painter.setPen(Qt.PenStyle.NoPen)
        colour.setAlphaF(0.25)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF(area))
        colour.setAlphaF(1.0)
        painter.setPen(QPen(colour, 1.2))
        painter.drawPolyline(QPolygonF(line))
        painter.setPen(self.palette().placeholderText().color())
        box = QRectF(_MARGIN, top - 6.0, self.width() - 2.0 * _MARGIN, 14.0)
        text = tr("fit error, at most {reach:.2g} mm").format(reach=reach)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, text)

    # --- hand and keys ------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the frame under the hand."""
        if event.button() == Qt.MouseButton.LeftButton and self._count:
            self._pick(self.frame_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hand; tell frame, time and error under it."""
        if not self._count:
            return
        frame = self.frame_at(event.position().x())
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pick(frame)
        QToolTip.showText(event.globalPosition().toPoint(), self.words(frame), self)

    def words(self, frame: int) -> str:
        """Return what is to be said of a frame."""
        text = tr("Frame {frame:,}, {time:.2f} s").format(frame=frame + 1, time=frame / self._fps)
        if self._errors and isfinite(self._errors[frame]):
            text += tr(", error {value:.2g} mm").format(value=self._errors[frame])
        return text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by frames with the arrow and page keys; play or pause with the space bar."""
        moves = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_PageDown: -_PAGE,
            Qt.Key.Key_PageUp: _PAGE,
            Qt.Key.Key_Home: -self._count,
            Qt.Key.Key_End: self._count,
        }
        move = moves.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Space:
            self.toggled.emit()
        elif move is None or not self._count:
            super().keyPressEvent(event)
        else:
            self._pick(min(max(self._frame + move, 0), self._count - 1))

    def _pick(self, frame: int) -> None:
        self.set_frame(frame)
        self.picked.emit(frame)
