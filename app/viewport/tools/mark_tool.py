"""The mouse on marks: a click places a point while a measure is being placed, a drag moves one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent

from app.viewport.head_view import HeadView
from app.viewport.tools.surface_picker import SurfacePicker
from core.arrays import FloatArray
from core.geometry.surface_points import Body

GRAB_PIXELS = 9.0
"""Logical pixels about a point within which it is grabbed."""
_STILL_PIXELS = 4.0


@dataclass(frozen=True)
class Handle:
    """A point that can be dragged.

    Attributes
    ----------
    key : str
        What it is, for whoever made it.
    title : str
        What people read under the mouse.
    place : (3,) float64
        mm.
    body : str
        On which surface it stays.
    """

    key: str
    title: str
    place: FloatArray
    body: Body


class MarkTool(QObject):
    """Places points by clicks and drags those that are there.

    Parameters
    ----------
    view : HeadView
        Is clicked into.
    picker : SurfacePicker
        Finds points.
    """

    placed = Signal(object)
    """A `SurfacePoint` was clicked."""
    finished = Signal()
    """Double click or Enter: no more points."""
    cancelled = Signal()
    """Escape."""
    dragged = Signal(str, object)
    """Key of a handle and the `SurfacePoint` to which it was dragged."""
    released = Signal()
    """The hand was lifted after a drag."""
    hovered = Signal(object)
    """The `Handle` under the mouse, or None."""

    def __init__(self, view: HeadView, picker: SurfacePicker) -> None:
        super().__init__(view)
        self._view, self._picker = view, picker
        self._handles: tuple[Handle, ...] = ()
        self._placing: Body | bool = False
        self._pressed: QPointF | None = None
        self._grabbed: Handle | None = None
        self._hot = ""
        view.watch_mouse(self)

    @property
    def placing(self) -> bool:
        """Whether clicks place points."""
        return self._placing is not False

    def place(self, placing: Body | bool) -> None:  # noqa: FBT001
        """Let clicks place points: on what is seen (True), on one body only, or no longer."""
        self._placing, self._pressed = placing, None
        shape = Qt.CursorShape.CrossCursor if self.placing else Qt.CursorShape.ArrowCursor
        self._view.set_cursor(shape)

    def set_handles(self, handles: Sequence[Handle]) -> None:
        """Let these points be dragged."""
        self._handles = tuple(handles)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take clicks while placing, and drags that begin on a handle."""
        if not self._handles and not self.placing:
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.KeyPress and self.placing:
            return self._key(event.key())  # type: ignore[attr-defined]
        if isinstance(event, QMouseEvent):
            return self._take(event)
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
            return True
        return False

    def _take(self, event: QMouseEvent) -> bool:
        kind, left = event.type(), event.button() is Qt.MouseButton.LeftButton
        place = event.position()
        if kind is QEvent.Type.MouseButtonDblClick and left and self.placing:
            self.finished.emit()
            return True
        if kind is QEvent.Type.MouseButtonPress and left:
            self._pressed = place
            self._grabbed = None if self.placing else self.handle_at(place)
            return self._grabbed is not None
        if kind is QEvent.Type.MouseMove:
            return self._follow(place, dragging=bool(event.buttons()))
        if kind is QEvent.Type.MouseButtonRelease and left:
            return self._release(place)
        return False

    def _follow(self, place: QPointF, *, dragging: bool) -> bool:
        if self._grabbed is not None:
            point = self._picker.at(place.x(), place.y(), self._grabbed.body)
            if point is not None:
                self.dragged.emit(self._grabbed.key, point)
            return True
        if not dragging and not self.placing:
            found = self.handle_at(place)
            key = "" if found is None else found.key
            if key != self._hot:
                self._hot = key
                self.hovered.emit(found)
        return False

    def _release(self, place: QPointF) -> bool:
        pressed, self._pressed = self._pressed, None
        if self._grabbed is not None:
            self._grabbed = None
            self.released.emit()
            return True
        still = pressed is not None and (place - pressed).manhattanLength() <= _STILL_PIXELS
        if self.placing and still:
            only = None if self._placing is True else self._placing
            point = self._picker.at(place.x(), place.y(), only or None)
            if point is not None:
                self.placed.emit(point)
        # The camera's own release must follow its press.
        return False

    def handle_at(self, place: QPointF) -> Handle | None:
        """Return the handle under the mouse that is not hidden behind the head, or None.

        Parameters
        ----------
        place : QPointF
            Logical pixels from the upper left corner.
        """
        if not self._handles:
            return None
        ratio = self._view.devicePixelRatioF()
        seen = self._view.eye.pixels(np.stack([one.place for one in self._handles]))
        mouse = np.array([place.x() * ratio, (self._view.canvas.height() - 1 - place.y()) * ratio])
        gap = np.linalg.norm(seen[:, :2] - mouse, axis=1) / ratio
        near = np.flatnonzero(gap < GRAB_PIXELS)
        for at in near[np.argsort(gap[near])]:
            if self._faces_us(self._handles[at], place):
                return self._handles[at]
        return None

    def _faces_us(self, handle: Handle, place: QPointF) -> bool:
        point = self._picker.at(place.x(), place.y(), handle.body)
        if point is None:
            return True
        there = point.place(self._picker.bodies[handle.body])
        origin, direction = self._view.ray_at(place.x(), place.y())
        depth = float((handle.place - origin) @ direction)
        return depth < float((there - origin) @ direction) + 6.0
