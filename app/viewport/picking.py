"""Picks vertices of a layer with the mouse: a click picks, a drag still turns the head."""

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent

from app.viewport.head_view import HeadView

_STILL_PIXELS = 4.0
"""A press and release nearer than this is a click."""


class PointPicker(QObject):
    """Watches the view while points are wanted.

    Parameters
    ----------
    view : HeadView
        Is clicked into.
    layer : str
        Whose vertices are picked.
    """

    picked = Signal(int)
    """A vertex."""
    missed = Signal()
    """A click beside the layer."""

    def __init__(self, view: HeadView, layer: str) -> None:
        super().__init__(view)
        self._view, self._layer = view, layer
        self._pressed: QPointF | None = None
        self.active = False
        view.watch_mouse(self)

    def set_active(self, active: bool) -> None:  # noqa: FBT001
        """Pick from now on, or no longer."""
        self.active, self._pressed = active, None
        shape = Qt.CursorShape.CrossCursor if active else Qt.CursorShape.ArrowCursor
        self._view.set_cursor(shape)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of clicks; every event goes on to the view."""
        if self.active and isinstance(event, QMouseEvent):
            left = event.button() is Qt.MouseButton.LeftButton
            if left and event.type() is QEvent.Type.MouseButtonPress:
                self._pressed = event.position()
            elif left and event.type() is QEvent.Type.MouseButtonRelease:
                self._released(event.position())
        return super().eventFilter(watched, event)

    def _released(self, place: QPointF) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None or (place - pressed).manhattanLength() > _STILL_PIXELS:
            return
        vertex = self._view.vertex_at(self._layer, place.x(), place.y())
        if vertex is None:
            self.missed.emit()
        else:
            self.picked.emit(vertex)
