"""A photograph with the landmarks of a face over it, which can be put right by hand.

Mouse: drag a point; drag beside the points to move the picture; click another face to choose it.
Keys: full stop and comma go through the points, arrows move the one chosen, with Shift ten times as
far, Ctrl+Z takes a move back, Escape lets go of the point.
"""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QWidget

from app.translation import tr
from app.widgets.face_outline import NAMED, landmark_title
from app.widgets.photo_canvas import HALO, PhotoCanvas
from core.arrays import FloatArray

_REACH = 9.0
"""Screen pixels around a point within which the mouse takes it."""
_STEPS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


@dataclass(frozen=True, eq=False)
class _Moved:
    index: int
    place: FloatArray
    known: bool


class LandmarkCanvas(PhotoCanvas):
    """Shows and changes the landmarks of one face among those of a photograph.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    """

    face_asked = Signal(int)
    """Another face was clicked."""
    moved = Signal()
    """A landmark was moved, or a move taken back."""
    selected = Signal(str)
    """What the chosen landmark is called; empty for none."""
    boxed = Signal(object)
    """(4, 2) float64: corners of a box that was drawn around a face, pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Photograph with landmarks"))
        self._places: FloatArray = np.zeros((0, 2))
        self._boxes: tuple[tuple[float, float, float, float], ...] = ()
        self._face = 0
        self._known: set[int] = set()
        self._past: list[_Moved] = []
        self._current: int | None = None
        self._held = False
        self._corner: QPointF | None = None
        self._end = QPointF()
        self.dense = False
        """Whether landmarks without a name are drawn too."""
        self.boxing = False
        """Whether the next drag draws a box around a face."""

    # --- what is shown ------------------------------------------------------------------------

    def show_faces(self, faces: tuple[FloatArray, ...], chosen: int = 0) -> None:
        """Show faces, one of them with its landmarks; what was moved is forgotten.

        Parameters
        ----------
        faces : tuple of (m, 2) float64
            Landmarks, pixels.
        chosen : int
            The face that is shown in full.
        """
        self._boxes = tuple((*one.min(axis=0), *one.max(axis=0)) for one in faces)
        self._face, self._known, self._past = chosen, set(), []
        self._places = np.array(faces[chosen], dtype=np.float64) if faces else np.zeros((0, 2))
        self._select(None)

    def look_at_face(self) -> None:
        """Zoom to the chosen face."""
        if len(self._places):
            self.show_box(*self._places.min(axis=0), *self._places.max(axis=0))

    def set_dense(self, dense: bool) -> None:  # noqa: FBT001
        """Draw landmarks without a name too, or not."""
        self.dense = dense
        if not dense and self._current is not None and self._current >= NAMED:
            self._select(None)
        self.update()

    @property
    def places(self) -> FloatArray:
        """Landmarks of the chosen face as they are now, (m, 2) pixels."""
        return self._places.copy()

    @property
    def known(self) -> tuple[int, ...]:
        """Which landmarks were placed by hand."""
        return tuple(sorted(self._known))

    @property
    def current(self) -> int | None:
        """The chosen landmark."""
        return self._current

    @property
    def can_undo(self) -> bool:
        """Whether a move can be taken back."""
        return bool(self._past)

    def restore(self, places: FloatArray, known: tuple[int, ...]) -> None:
        """Put the landmarks where somebody had them."""
        if places.shape == self._places.shape:
            self._places, self._known, self._past = places.copy(), set(known), []
            self.update()

    # --- changing -----------------------------------------------------------------------------

    def move_landmark(self, index: int, x: float, y: float, *, first: bool = True) -> None:
        """Move a landmark within the picture.

        Parameters
        ----------
        index : int
            Which.
        x, y : float
            Pixels of the picture.
        first : bool
            Whether a new move begins, to be taken back on its own.
        """
        if first:
            self._past.append(_Moved(index, self._places[index].copy(), index in self._known))
        size = self._image.size()
        self._places[index] = np.clip([x, y], 0.0, [size.width() - 1.0, size.height() - 1.0])
        self._known.add(index)
        self.update()
        self.moved.emit()

    def undo(self) -> None:
        """Take the last move back."""
        if self._past:
            last = self._past.pop()
            self._places[last.index] = last.place
            if not last.known:
                self._known.discard(last.index)
            self._select(last.index)
            self.moved.emit()

    def _select(self, index: int | None) -> None:
        self._current = index
        title = "" if index is None else landmark_title(index)
        self.setAccessibleDescription(title)
        self.selected.emit(title)
        self.update()

    def _step(self, way: int) -> None:
        count = len(self._places) if self.dense else min(NAMED, len(self._places))
        if count:
            begin = -1 if way > 0 else 0
            self._select(((begin if self._current is None else self._current) + way) % count)

    # --- mouse and keyboard -------------------------------------------------------------------

    def _under(self, place: QPointF) -> int | None:
        count = len(self._places) if self.dense else min(NAMED, len(self._places))
        if not count:
            return None
        shown = np.array([self.widget_place(x, y).toTuple() for x, y in self._places[:count]])
        away = np.linalg.norm(shown - place.toTuple(), axis=1)
        nearest = int(np.argmin(away))
        return nearest if away[nearest] <= _REACH else None

    def _face_under(self, place: QPointF) -> int | None:
        spot = self.picture_place(place)
        for number, (left, top, right, bottom) in enumerate(self._boxes):
            if number != self._face and QRectF(left, top, right - left, bottom - top).contains(
                spot
            ):
                return number
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a landmark, choose a face, draw a box or hold the picture."""
        if self.boxing:
            self._corner = self._end = self.picture_place(event.position())
            return
        index = self._under(event.position())
        other = None if index is not None else self._face_under(event.position())
        if other is not None:
            self.face_asked.emit(other)
            return
        self._select(index)
        self._held = index is not None
        if index is None:
            super().mousePressEvent(event)
        else:
            before = self._places[index].copy()
            self._past.append(_Moved(index, before, index in self._known))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held, or show what could be."""
        if self._corner is not None:
            self._end = self.picture_place(event.position())
            self.update()
        elif self._held and self._current is not None:
            spot = self.picture_place(event.position())
            self.move_landmark(self._current, spot.x(), spot.y(), first=False)
        elif event.buttons() == Qt.MouseButton.NoButton and not self.boxing:
            hot = self._under(event.position()) is not None
            other = not hot and self._face_under(event.position()) is not None
            self.setCursor(_cursor(hot=hot, other=other))
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._corner is not None:
            self._end_box()
        elif self._held:
            self._held = False
            index = self._past[-1].index
            if np.array_equal(self._past[-1].place, self._places[index]):
                # A click that moved nothing.
                self._past.pop()
        else:
            super().mouseReleaseEvent(event)

    def _end_box(self) -> None:
        corner, self._corner = self._corner, None
        self.boxing = False
        self.unsetCursor()
        self.update()
        box = QRectF(corner or self._end, self._end).normalized()
        if min(box.width(), box.height()) >= 8.0:
            sides = ((box.left(), box.right()), (box.top(), box.bottom()))
            self.boxed.emit(np.array([[x, y] for x in sides[0] for y in sides[1]]))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the whole picture, unless a landmark was meant."""
        if self._under(event.position()) is None:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose and move landmarks by keys."""
        key, index = Qt.Key(event.key()), self._current
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif key in (Qt.Key.Key_Period, Qt.Key.Key_Comma):
            self._step(1 if key is Qt.Key.Key_Period else -1)
        elif key is Qt.Key.Key_Escape and index is not None:
            self._select(None)
        elif key in _STEPS and index is not None:
            far = 10.0 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
            x, y = self._places[index] + far * np.array(_STEPS[key])
            # Keys that are held make one move.
            self.move_landmark(index, x, y, first=not event.isAutoRepeat())
        else:
            super().keyPressEvent(event)

    # --- drawing ------------------------------------------------------------------------------

    def paint_over(self, painter: QPainter) -> None:
        """Draw boxes of other faces, then the landmarks of the chosen one."""
        light, accent = QColor(255, 255, 255, 235), QColor(self._theme.accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for number, box in enumerate(self._boxes):
            if number != self._face:
                painter.setPen(QPen(light, 1.5, Qt.PenStyle.DashLine))
                painter.drawRect(self._rectangle(*box))
        if self._corner is not None:
            painter.setPen(QPen(accent, 1.5))
            ends = (*self._corner.toTuple(), *self._end.toTuple())
            painter.drawRect(self._rectangle(*ends))
        if len(self._places) >= NAMED:
            path = self.outline(self._places)
            painter.setPen(QPen(HALO, 3.2))
            painter.drawPath(path)
            painter.setPen(QPen(light, 1.3))
            painter.drawPath(path)
        self._paint_points(painter, light, accent)

    def _rectangle(self, left: float, top: float, right: float, bottom: float) -> QRectF:
        corners = self.widget_place(left, top), self.widget_place(right, bottom)
        return QRectF(*corners).normalized()

    def _paint_points(self, painter: QPainter, light: QColor, accent: QColor) -> None:
        warning = QColor(self._theme.warning)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.dense:
            painter.setBrush(QColor(255, 255, 255, 130))
            for x, y in self._places[NAMED:]:
                painter.drawEllipse(self.widget_place(x, y), 1.6, 1.6)
        for index, (x, y) in enumerate(self._places[:NAMED]):
            painter.setPen(QPen(HALO, 1.0))
            painter.setBrush(warning if index in self._known else light)
            painter.drawEllipse(self.widget_place(x, y), 2.6, 2.6)
        for index in (one for one in self._known if one >= NAMED):
            painter.setBrush(warning)
            painter.drawEllipse(self.widget_place(*self._places[index]), 2.6, 2.6)
        if self._current is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(HALO, 4.0))
            painter.drawEllipse(self.widget_place(*self._places[self._current]), 6.5, 6.5)
            painter.setPen(QPen(accent, 2.0))
            painter.drawEllipse(self.widget_place(*self._places[self._current]), 6.5, 6.5)


def _cursor(*, hot: bool, other: bool) -> Qt.CursorShape:
    if hot:
        return Qt.CursorShape.SizeAllCursor
    return Qt.CursorShape.PointingHandCursor if other else Qt.CursorShape.ArrowCursor
