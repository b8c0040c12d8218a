"""A brush that covers skin or bone, to measure the area that it covered."""

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from app.viewport.head_view import HeadView
from app.viewport.tools.surface_picker import SurfacePicker
from core.arrays import FloatArray
from core.geometry.surface_points import Body

RADII_MM = 3.0, 40.0
STEP_MM = 2.0
_DAB = 0.3
"""Dabs stand so far apart, as a share of the radius."""
_KEYS = {Qt.Key.Key_BracketLeft: -STEP_MM, Qt.Key.Key_BracketRight: STEP_MM}


class AreaBrush(QObject):
    """Takes the mouse while it is active: a press on the head paints, one beside it still turns.

    Parameters
    ----------
    view : HeadView
        Is painted in.
    picker : SurfacePicker
        Finds the surface under the mouse.
    """

    painting = Signal()
    """A stroke grew."""
    painted = Signal()
    """A stroke was ended; `dabs` holds it."""
    cancelled = Signal()
    """Escape."""

    def __init__(self, view: HeadView, picker: SurfacePicker) -> None:
        super().__init__(view)
        self._view, self._picker = view, picker
        self._stroke: list[FloatArray] | None = None
        self.active = False
        self.radius = 10.0
        self.body: Body = "skin"
        """On which the stroke lies."""
        view.watch_mouse(self)

    @property
    def dabs(self) -> FloatArray:
        """Where the middle of the brush was, (k, 3) mm."""
        return np.reshape(self._stroke or [], (-1, 3))

    def set_active(self, *, active: bool) -> None:
        """Paint from now on, or no longer."""
        self.active, self._stroke = active, None
        self._view.set_cursor(Qt.CursorShape.CrossCursor if active else Qt.CursorShape.ArrowCursor)
        if not active:
            self._view.ring.hide()
            self._view.request_frame()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the mouse over the head, and the keys of the brush."""
        if self.active:
            if isinstance(event, QMouseEvent):
                return self._mouse(event) or super().eventFilter(watched, event)
            if isinstance(event, QKeyEvent) and self._key(event):
                return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key is not Qt.Key.Key_Escape and key not in _KEYS:
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            # Other brushes have shortcuts on these keys.
            event.accept()
        elif event.type() is QEvent.Type.KeyPress:
            if key is Qt.Key.Key_Escape:
                self.cancelled.emit()
            else:
                self.radius = float(np.clip(self.radius + _KEYS[key], *RADII_MM))
        return True

    def _mouse(self, event: QMouseEvent) -> bool:
        kind, left = event.type(), event.button() is Qt.MouseButton.LeftButton
        if kind is QEvent.Type.MouseButtonPress and left:
            return self._begin(event)
        if kind is QEvent.Type.MouseMove:
            self._follow(event)
            return self._stroke is not None
        if kind is QEvent.Type.MouseButtonRelease and left and self._stroke is not None:
            self.painted.emit()
            self._stroke = None
            return True
        return False

    def _begin(self, event: QMouseEvent) -> bool:
        mouse = event.position()
        found = self._picker.at(mouse.x(), mouse.y())
        if found is None:
            return False
        self.body, self._stroke = found.body, []
        self._dab(found.place(self._picker.bodies[found.body]))
        return True

    def _follow(self, event: QMouseEvent) -> None:
        mouse = event.position()
        only = None if self._stroke is None else self.body
        found = self._picker.at(mouse.x(), mouse.y(), only)
        if found is None:
            self._view.ring.hide()
        else:
            place = found.place(self._picker.bodies[found.body])
            _, direction = self._view.ray_at(mouse.x(), mouse.y())
            self._view.ring.show(place, -direction, self.radius)
            self._dab(place)
        self._view.request_frame()

    def _dab(self, place: FloatArray) -> None:
        stroke = self._stroke
        if stroke is None:
            return
        if not stroke:
            stroke.append(place)
        else:
            # A quick hand leaves gaps: they are filled, so that the stroke hangs together.
            gap = place - stroke[-1]
            steps = int(np.linalg.norm(gap) / (_DAB * self.radius))
            if steps == 0:
                return
            start = stroke[-1]
            stroke += [start + gap * (at + 1) / steps for at in range(steps)]
        self.painting.emit()
