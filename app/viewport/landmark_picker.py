"""Sets named points on a surface by clicks and moves them by dragging, always on the surface."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent

from app.viewport.head_view import HeadView
from core.arrays import FloatArray
from core.geometry.mesh import Mesh
from core.geometry.rays import SurfaceRays

_REACH = 14.0
"""A point is taken hold of within so many logical pixels."""


class LandmarkPicker(QObject):
    """Lets a person set points in a view.

    Parameters
    ----------
    view : HeadView
        Shows the surface and the points.
    names : sequence of str
        In the order in which they are set.
    """

    changed = Signal()
    """A point was set, moved or taken away; told when the hand is lifted."""

    def __init__(self, view: HeadView, names: Sequence[str]) -> None:
        super().__init__(view)
        self._view, self._names = view, tuple(names)
        self._rays: SurfaceRays | None = None
        self._held: str | None = None
        self.current = self._names[0]
        self.active = False
        self.places: dict[str, FloatArray] = {}
        view.watch_mouse(self)

    def use(self, surface: Mesh) -> None:
        """Set points on another surface from now on; those that are set stay where they are."""
        self._rays = SurfaceRays(surface)
        self.show()

    def show(self) -> None:
        """Draw the points."""
        places = [self.places[name] for name in self._names if name in self.places]
        # One of two is told twice: two alone would be joined by a line.
        places += places[:1] if len(places) == 2 else []
        self._view.markers.show_picked(np.array(places).reshape(-1, 3))
        self._view.request_frame()

    def clear(self) -> None:
        """Take all points away."""
        self.places = {}
        self.current = self._names[0]
        self.show()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take clicks on the surface while active; everything else goes on to the view."""
        if self.active and isinstance(event, QMouseEvent) and self._handle(event):
            return True
        return super().eventFilter(watched, event)

    def _handle(self, event: QMouseEvent) -> bool:
        kind, left = event.type(), event.button() is Qt.MouseButton.LeftButton
        if kind is QEvent.Type.MouseButtonPress and left:
            self._held = self._near(event) or (self.current if self._hit(event) is not None else "")
            if not self._held:
                self._held = None
                return False
            self.current = self._held
            self._move(event)
            return True
        if kind is QEvent.Type.MouseMove and self._held is not None:
            self._move(event)
            return True
        if kind is QEvent.Type.MouseButtonRelease and left and self._held is not None:
            self._held = None
            missing = [name for name in self._names if name not in self.places]
            if missing:
                self.current = missing[0]
            self.show()
            self.changed.emit()
            return True
        return False

    def _near(self, event: QMouseEvent) -> str | None:
        """Return the point under the mouse."""
        mouse = event.position()
        for name, place in self.places.items():
            x, y = self._view.pixel_of(place)
            if np.hypot(x - mouse.x(), y - mouse.y()) < _REACH:
                return name
        return None

    def _hit(self, event: QMouseEvent) -> FloatArray | None:
        mouse = event.position()
        origin, direction = self._view.ray_at(mouse.x(), mouse.y())
        if self._rays is None:
            return None
        distance = float(self._rays.distance(origin[None], direction[None])[0])
        return origin + distance * direction if np.isfinite(distance) else None

    def _move(self, event: QMouseEvent) -> None:
        place = self._hit(event)
        if place is not None and self._held is not None:
            self.places[self._held] = place
            self.show()


class CropBrush(QObject):
    """Paints over what the fit shall leave out, as balls.

    Parameters
    ----------
    view : HeadView
        Shows the surface.
    """

    changed = Signal()
    """A stroke was ended or taken back."""
    painting = Signal()
    """A stroke grew."""

    def __init__(self, view: HeadView) -> None:
        super().__init__(view)
        self._view = view
        self._rays: SurfaceRays | None = None
        self._stroke: list[FloatArray] | None = None
        self.active = False
        self.radius = 20.0
        self.strokes: list[tuple[float, FloatArray]] = []
        """Radius and centres (n, 3) of every stroke, mm, in the frame of the view."""
        view.watch_mouse(self)

    def use(self, surface: Mesh) -> None:
        """Paint on another surface from now on."""
        self._rays = SurfaceRays(surface)

    def take_back(self) -> None:
        """Forget the last stroke."""
        if self.strokes:
            self.strokes.pop()
            self.painting.emit()
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the mouse over the surface while active."""
        if self.active and isinstance(event, QMouseEvent) and self._handle(event):
            return True
        if self.active and event.type() is QEvent.Type.Leave:
            self._view.ring.hide()
            self._view.request_frame()
        return super().eventFilter(watched, event)

    def _handle(self, event: QMouseEvent) -> bool:
        kind, left = event.type(), event.button() is Qt.MouseButton.LeftButton
        found = self._hit(event)
        if kind is QEvent.Type.MouseButtonPress and left and found is not None:
            self._stroke = []
            self.strokes.append((self.radius, np.empty((0, 3))))
            self._paint(found[0])
            return True
        if kind is QEvent.Type.MouseMove:
            if found is None:
                self._view.ring.hide()
            else:
                self._view.ring.show(*found, self.radius)
                if self._stroke is not None:
                    self._paint(found[0])
            self._view.request_frame()
            return self._stroke is not None
        if kind is QEvent.Type.MouseButtonRelease and left and self._stroke is not None:
            self._stroke = None
            self.changed.emit()
            return True
        return False

    def _hit(self, event: QMouseEvent) -> tuple[FloatArray, FloatArray] | None:
        mouse = event.position()
        origin, direction = self._view.ray_at(mouse.x(), mouse.y())
        if self._rays is None:
            return None
        distance = float(self._rays.distance(origin[None], direction[None])[0])
        return (origin + distance * direction, -direction) if np.isfinite(distance) else None

    def _paint(self, place: FloatArray) -> None:
        stroke = self._stroke
        if stroke is None:
            return
        if not stroke or np.linalg.norm(stroke[-1] - place) > 0.3 * self.radius:
            stroke.append(place)
            self.strokes[-1] = (self.strokes[-1][0], np.array(stroke))
            self.painting.emit()
