"""Handles in the view by which a piece of bone is moved and turned: three arrows and three rings.

Red goes to the left, green up, blue forward, each with the ring that turns about it. They are drawn
over everything, for the bone lies within the head.
"""

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from vtkmodules.vtkRenderingCore import vtkActor

from app.theme import Colour
from app.viewport.head_view import HeadView
from app.viewport.mark_drawing import mark_actor
from app.viewport.poly_data import lines_data
from core.arrays import FloatArray

COLOURS: tuple[Colour, ...] = ((0.90, 0.26, 0.23), (0.27, 0.70, 0.30), (0.26, 0.50, 0.96))
_ARROW_MM, _HEAD_MM, _RING_MM = 42.0, 6.0, 26.0
_CORNERS = 64
_GRAB_PIXELS = 8.0
_WIDTH, _HOT_WIDTH = 2.5, 5.0
_LEAST_SEEN = 0.25
"""An arrow or a ring that points at the eye by all but this share cannot be followed."""


class SegmentGizmo(QObject):
    """Moves and turns what it stands on.

    Parameters
    ----------
    view : HeadView
        Is drawn in, and gives the mouse.
    """

    grabbed = Signal()
    """A handle was taken."""
    dragged = Signal(int, float)
    """Handle (0 to 2 arrows, 3 to 5 rings) and how far it has come since: mm or degrees."""
    released = Signal()
    """The hand was lifted."""

    def __init__(self, view: HeadView) -> None:
        super().__init__(view)
        self._view = view
        self._seat: FloatArray | None = None
        self._hot: int | None = None
        self._held: int | None = None
        self._last, self._come = QPointF(), 0.0
        self._actors = [self._make(handle) for handle in range(6)]
        view.watch_mouse(self)

    def _make(self, handle: int) -> vtkActor:
        actor = mark_actor(self._view.renderer, over_all=True)
        actor.GetProperty().SetLighting(False)
        actor.GetProperty().SetColor(COLOURS[handle % 3])
        actor.GetProperty().SetLineWidth(_WIDTH)
        return actor

    @property
    def seat(self) -> FloatArray | None:
        """Where it stands, (3,) mm; None while it is not shown."""
        return self._seat

    @property
    def held(self) -> bool:
        """Whether a hand holds it."""
        return self._held is not None

    def show(self, seat: FloatArray | None) -> None:
        """Stand at a place, or nowhere.

        Parameters
        ----------
        seat : (3,) float64 or None
            Head frame, mm.
        """
        self._seat = seat
        for handle, actor in enumerate(self._actors):
            if seat is not None:
                actor.GetMapper().SetInputData(lines_data(handle_lines(handle, seat)))
            actor.SetVisibility(seat is not None)
        self._view.request_frame()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the mouse on a handle."""
        if self._seat is not None and isinstance(event, QMouseEvent) and self._take(event):
            return True
        return super().eventFilter(watched, event)

    def _take(self, event: QMouseEvent) -> bool:
        kind, place = event.type(), event.position()
        if kind is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
            self._held = self.handle_at(place)
            self._last, self._come = place, 0.0
            if self._held is not None:
                self.grabbed.emit()
            return self._held is not None
        if kind is QEvent.Type.MouseMove and self._held is not None:
            self._come += self._way(self._held, self._last, place)
            self._last = place
            self.dragged.emit(self._held, self._come)
            return True
        if kind is QEvent.Type.MouseMove and not event.buttons():
            self._point_at(self.handle_at(place))
        if kind is QEvent.Type.MouseButtonRelease and self._held is not None:
            self._held = None
            self.released.emit()
            return True
        return False

    def _point_at(self, handle: int | None) -> None:
        if handle == self._hot:
            return
        self._hot = handle
        for at, actor in enumerate(self._actors):
            actor.GetProperty().SetLineWidth(_HOT_WIDTH if at == handle else _WIDTH)
        shape = Qt.CursorShape.ArrowCursor if handle is None else Qt.CursorShape.SizeAllCursor
        self._view.set_cursor(shape)
        self._view.request_frame()

    def handle_at(self, place: QPointF) -> int | None:
        """Return the handle under a place in the view, or None.

        Parameters
        ----------
        place : QPointF
            Logical pixels.
        """
        if self._seat is None:
            return None
        point, nearest = np.array([place.x(), place.y()]), []
        for handle in range(6):
            line = handle_lines(handle, self._seat)[0]
            seen = np.array([self._view.pixel_of(one) for one in line])
            nearest.append(_to_line(point, seen))
        best = int(np.argmin(nearest))
        return best if nearest[best] < _GRAB_PIXELS else None

    def _way(self, handle: int, before: QPointF, after: QPointF) -> float:
        """Return how far a handle goes with the mouse, mm or degrees."""
        assert self._seat is not None
        axis = np.eye(3)[handle % 3]
        right, up, near = self._view.eye.axes()
        step = np.array([after.x() - before.x(), before.y() - after.y()])
        length = self._view.eye.millimetres_per_pixel(self._view.canvas.height())
        if handle < 3:
            seen = np.array([right @ axis, up @ axis])
            if np.linalg.norm(seen) < _LEAST_SEEN:
                return 0.0
            return float(step @ seen) / float(seen @ seen) * length
        if abs(float(near @ axis)) < _LEAST_SEEN:
            # Seen from its edge: the near side of the ring follows the mouse.
            along = np.cross(axis, near)
            seen = np.array([right @ along, up @ along])
            return float(np.degrees(float(step @ seen) * length / _RING_MM))
        x, y = self._view.pixel_of(self._seat)
        angles = [np.arctan2(y - one.y(), one.x() - x) for one in (before, after)]
        turn = (angles[1] - angles[0] + np.pi) % (2.0 * np.pi) - np.pi
        return float(np.degrees(turn) * np.sign(near @ axis))


def handle_lines(handle: int, seat: FloatArray) -> list[FloatArray]:
    """Return the lines that draw a handle.

    Parameters
    ----------
    handle : int
        0 to 2 arrows to the left, up and forward; 3 to 5 rings about these.
    seat : (3,) float64
        Where it stands, mm.

    Returns
    -------
    list of (k, 3) float64
        The first is what a hand can take, mm.
    """
    axis, side, other = (np.eye(3)[(handle + by) % 3] for by in range(3))
    if handle >= 3:
        angle = np.linspace(0.0, 2.0 * np.pi, _CORNERS + 1)[:, None]
        return [seat + _RING_MM * (np.cos(angle) * side + np.sin(angle) * other)]
    tip = seat + _ARROW_MM * axis
    barbs = [
        np.stack([tip, tip - _HEAD_MM * axis + 0.4 * _HEAD_MM * way])
        for way in (side, -side, other, -other)
    ]
    return [np.stack([seat, tip]), *barbs]


def _to_line(point: FloatArray, line: FloatArray) -> float:
    """Return the distance of a point to a line of segments, pixels."""
    begin, along = line[:-1], np.diff(line, axis=0)
    share = ((point - begin) * along).sum(axis=1) / np.maximum((along * along).sum(axis=1), 1e-9)
    off = point - begin - np.clip(share, 0.0, 1.0)[:, None] * along
    return float(np.sqrt((off * off).sum(axis=1).min()))
