"""The brush in the 3D view: a press on the skin paints, a press beside the head still turns it.

Where the mouse meets the skin is found by a ray against the template's own triangles, whatever is
drawn: so a dab lands on the vertices that it paints. Coordinates are Qt's logical pixels; the view
knows the screen's scale.
"""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent, QTabletEvent

from app.session import Session
from app.surfaces import Computed
from app.translation import mark
from app.viewport.head_view import HeadView
from core.arrays import FloatArray
from core.document.control_spec import THICKNESS_LIMIT_MM
from core.document.edits import PaintThickness
from core.geometry.brush import Brush, Stroke
from core.geometry.brush_shaping import PullStroke, ShapingStroke
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.rays import SurfaceRays
from core.geometry.thickness import neighbour_average

RADIUS_STEP = 2.0
"""A press of a bracket changes the radius by this, mm."""

KINDS = {
    "draw": mark("Brush stroke"),
    "smooth": mark("Smoothing stroke"),
    "flatten": mark("Flattening stroke"),
    "pull": mark("Pull of the skin"),
}
"""Kinds of brush, with what the undo menu shows."""
_LEAST_SLANT = 0.25
"""Share of the skin's normal that must be seen for a pull to follow it; below, up pulls out."""
_PEN = (QEvent.Type.TabletPress, QEvent.Type.TabletMove)

Touch = tuple[FloatArray, FloatArray]
"""Place and normal (3,) of the skin under the mouse, mm."""


class _Skin:
    """The skin to paint on: rays against it, and its normals."""

    def __init__(self, mesh: Mesh) -> None:
        self.vertices, self.faces = mesh.vertices, mesh.faces
        self.normals = vertex_normals(mesh.vertices, mesh.faces)
        self._rays = SurfaceRays(mesh)

    def hit(
        self, origin: FloatArray, direction: FloatArray
    ) -> tuple[FloatArray, FloatArray] | None:
        """Return place and normal (3,) where a ray meets the skin, or None."""
        distance, face = self._rays.first_hits(origin[None], direction[None])
        if face[0] < 0:
            return None
        normal = self.normals[self.faces[face[0]]].mean(axis=0)
        length = float(np.linalg.norm(normal))
        return origin + distance[0] * direction, normal / max(length, 1e-9)


class BrushTool(QObject):
    """Paints thickness on the skin while it is active.

    Parameters
    ----------
    session : Session
        Takes the strokes.
    view : HeadView
        Is painted in.
    """

    active_changed = Signal(bool)
    """Whether a press on the skin paints."""
    radius_changed = Signal(float)
    """The brush's radius was changed here, mm."""

    def __init__(self, session: Session, view: HeadView) -> None:
        super().__init__(view)
        self._session, self._view = session, view
        self.brush = Brush()
        self.symmetric = True
        self.active = False
        self.places: FloatArray | None = None
        """The template's vertices on the head that is shown, mm."""
        self._skin: _Skin | None = None
        self._stroke: Stroke | None = None
        self._held: tuple[QMouseEvent, FloatArray] | None = None
        """Where a pull began, and the skin's normal there."""
        self._pressure = 1.0
        view.watch_mouse(self)
        session.surface_changed.connect(self._take)
        session.document_changed.connect(self._forget)

    @property
    def painting(self) -> bool:
        """Whether a stroke is under way."""
        return self._stroke is not None

    def set_active(self, active: bool) -> None:  # noqa: FBT001
        """Paint from now on, or no longer."""
        if active != self.active:
            self.active = active
            self._end()
            if not active:
                self._view.ring.hide()
                self._view.request_frame()
            self.active_changed.emit(active)

    def set_brush(self, brush: Brush) -> None:
        """Paint with another brush from now on."""
        self.brush = brush

    def change_radius(self, steps: int) -> None:
        """Make the brush wider or narrower by steps."""
        radius = float(np.clip(self.brush.radius + RADIUS_STEP * steps, 3.0, 40.0))
        self.brush = replace(self.brush, radius=radius)
        self.radius_changed.emit(radius)

    def _take(self, computed: Computed) -> None:
        if computed.places is not None:
            self.places = computed.places.astype(np.float64)
            if self._stroke is None:
                self._skin = None

    def _forget(self) -> None:
        self._end()
        self.places, self._skin = None, None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the mouse over the skin; everything else goes on to the view."""
        if isinstance(event, QTabletEvent):
            # Not taken: Qt then sends the mouse's events for the pen, and these paint.
            self._pressure = event.pressure() if event.type() in _PEN else 1.0
        if self.active and isinstance(event, QMouseEvent) and self._handle(event):
            return True
        if self.active and event.type() is QEvent.Type.Leave:
            self._view.ring.hide()
            self._view.request_frame()
        return super().eventFilter(watched, event)

    def _handle(self, event: QMouseEvent) -> bool:
        """Return whether an event of the mouse was the brush's."""
        kind, left = event.type(), event.button() is Qt.MouseButton.LeftButton
        if kind is QEvent.Type.MouseButtonPress and left:
            return self._begin(event)
        if kind is QEvent.Type.MouseMove:
            self._follow(event)
            return self._stroke is not None
        if kind is QEvent.Type.MouseButtonRelease and left and self._stroke is not None:
            self._end()
            return True
        return False

    def _under(self, event: QMouseEvent) -> Touch | None:
        """Return place and normal of the skin under the mouse."""
        facts = self._session.facts
        if self._skin is None and self.places is not None and facts is not None:
            if facts.faces is None:
                return None
            self._skin = _Skin(Mesh(self.places, facts.faces))
        if self._skin is None:
            return None
        place = event.position()
        return self._skin.hit(*self._view.ray_at(place.x(), place.y()))

    def _begin(self, event: QMouseEvent) -> bool:
        found, state = self._under(event), self._session.state
        if found is None or self._skin is None or state is None or not self._session.editable:
            return False
        less = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        brush = replace(self.brush, amount=-self.brush.amount) if less else self.brush
        self._stroke = self._make_stroke(self._skin, state.paint, brush)
        self._held = event.clone(), found[1]
        self._paint(*found)
        return True

    def _make_stroke(self, skin: _Skin, before: FloatArray | None, brush: Brush) -> Stroke:
        given = (skin.vertices, skin.normals, before, brush, THICKNESS_LIMIT_MM)
        if brush.kind == "pull":
            return PullStroke(*given, symmetric=self.symmetric)
        if brush.kind == "draw":
            return Stroke(*given, symmetric=self.symmetric)
        average = neighbour_average(Mesh(skin.vertices, skin.faces))
        return ShapingStroke(*given, average, symmetric=self.symmetric)

    def _follow(self, event: QMouseEvent) -> None:
        if isinstance(self._stroke, PullStroke):
            self._pull(self._stroke, event)
            return
        found = self._under(event)
        if found is None:
            self._view.ring.hide()
        else:
            self._view.ring.show(*found, self.brush.radius)
            if self._stroke is not None:
                self._paint(*found)
        self._view.request_frame()

    def _pull(self, stroke: PullStroke, event: QMouseEvent) -> None:
        """Draw the skin out or in, as far as the hand has gone along its normal."""
        if self._held is None:
            return
        start, normal = self._held
        base, step = self._view.eye.axes(), event.position() - start.position()
        seen, mouse = base[:2] @ normal, np.array([step.x(), -step.y()])
        length = self._view.eye.millimetres_per_pixel(self._view.canvas.height())
        slant = float(np.linalg.norm(seen))
        by = mouse @ seen / slant**2 if slant > _LEAST_SLANT else mouse[1]
        stroke.pull(float(by) * length)
        self._apply(stroke)

    def _paint(self, place: FloatArray, normal: FloatArray) -> None:
        if self._stroke is not None:
            if not isinstance(self._stroke, PullStroke):
                self._stroke.pressure = self._pressure
            self._stroke.move_to(place, normal)
            self._apply(self._stroke)

    def _apply(self, stroke: Stroke) -> None:
        edit = PaintThickness(stroke.paint, KINDS[self.brush.kind])
        self._session.apply(edit, dragging=True)

    def _end(self) -> None:
        if self._stroke is not None:
            self._stroke, self._skin, self._held = None, None, None
            self._session.settle()
