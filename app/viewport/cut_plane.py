"""A plane that cuts the scene open along one of the standard planes, dragged in the view.

Its frame is drawn while it is on; a press on the frame drags the plane along its normal. Where it
meets a surface the outline is drawn as a line.
"""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from vtkmodules.vtkCommonDataModel import vtkPlane
from vtkmodules.vtkFiltersCore import vtkCutter
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

from app.theme import Colour, Theme, rgb
from app.translation import mark
from app.viewport.head_view import HeadView
from app.viewport.poly_data import line_data
from core.arrays import FloatArray

_GRAB_PIXELS = 9.0
_REACH_MM = 150.0
"""The plane can be moved so far from the origin between the ears."""
_LEAST_SLANT = 0.25
"""Share of the normal that must be seen for a drag to follow it; below, up and down move it."""


@dataclass(frozen=True)
class CutAxis:
    """A standard plane.

    Attributes
    ----------
    key : str
        By which it is known.
    title : str
        What people read; English.
    axis : int
        Of the head frame, to which it is square.
    keeps : int
        1 keeps the side of larger coordinates at first, -1 the other.
    middle, half : (float, float, float)
        Of its frame, mm.
    """

    key: str
    title: str
    axis: int
    keeps: int
    middle: tuple[float, float, float]
    half: tuple[float, float, float]


CUT_AXES = (
    CutAxis("median", mark("Median"), 0, -1, (0.0, 0.0, 5.0), (0.0, 150.0, 125.0)),
    CutAxis(
        "horizontal", mark("Frankfurt horizontal"), 1, -1, (0.0, 0.0, 5.0), (110.0, 0.0, 125.0)
    ),
    CutAxis("coronal", mark("Coronal"), 2, -1, (0.0, 0.0, 0.0), (110.0, 150.0, 0.0)),
)
"""The planes of the head frame."""


class CutPlane(QObject):
    """Cuts layers open.

    Parameters
    ----------
    view : HeadView
        Is cut.
    """

    moved = Signal(float)
    """The plane was dragged; its place along its normal, mm."""

    def __init__(self, view: HeadView) -> None:
        super().__init__(view)
        self._view = view
        self._axis: CutAxis | None = None
        self._place, self._flipped = 0.0, False
        self._names: tuple[str, ...] = ()
        self._plane = vtkPlane()
        self._frame = _line_actor(1.5)
        self._outlines: dict[str, vtkActor] = {}
        self._outline_colour: Colour = (1.0, 1.0, 1.0)
        self._grabbed: QPointF | None = None
        self._over = False
        view.renderer.AddActor(self._frame)
        view.watch_mouse(self)

    @property
    def axis(self) -> CutAxis | None:
        """The plane that cuts; None for none."""
        return self._axis

    @property
    def place(self) -> float:
        """Where it stands along its normal, mm."""
        return self._place

    def set_theme(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self._frame.GetProperty().SetColor(rgb(theme.accent))
        for actor in self._outlines.values():
            actor.GetProperty().SetColor(rgb(theme.warning))
        self._outline_colour = rgb(theme.warning)

    def use(self, key: str, place: float, names: tuple[str, ...], *, flipped: bool = False) -> None:
        """Cut along a plane.

        Parameters
        ----------
        key : str
            Of `CUT_AXES`; empty for no cut.
        place : float
            Along the plane's normal, mm in the head frame.
        names : tuple of str
            Layers that are cut.
        flipped : bool
            Whether the other side is kept.
        """
        self._axis = next((one for one in CUT_AXES if one.key == key), None)
        self._place = float(np.clip(place, -_REACH_MM, _REACH_MM))
        self._flipped = flipped
        for name in {*self._names, *names}:
            cut = self._plane if self._axis is not None and name in names else None
            self._view.layer(name).set_cut(cut)
        self._names = names if self._axis is not None else ()
        self._draw()

    def _draw(self) -> None:
        axis = self._axis
        self._frame.SetVisibility(axis is not None)
        if axis is not None:
            normal, origin = np.zeros(3), np.array(axis.middle)
            normal[axis.axis] = -axis.keeps if self._flipped else axis.keeps
            origin[axis.axis] = self._place
            self._plane.SetNormal(normal)
            self._plane.SetOrigin(origin)
            corners = _frame_corners(axis, origin)
            self._frame.GetMapper().SetInputData(line_data(corners[[0, 1, 2, 3, 0]]))
        self.outline()
        self._view.refresh()

    def outline(self) -> None:
        """Draw where the plane meets those layers that are seen."""
        for name in self._names:
            if name not in self._outlines:
                self._outlines[name] = self._make_outline(name)
        for name, actor in self._outlines.items():
            actor.SetVisibility(name in self._names and self._view.layer(name).drawn)

    def _make_outline(self, name: str) -> vtkActor:
        cutter, actor = vtkCutter(), _line_actor(2.5)
        cutter.SetCutFunction(self._plane)
        cutter.SetInputData(self._view.layer(name).data)
        actor.GetMapper().SetInputConnection(cutter.GetOutputPort())
        actor.GetProperty().SetColor(self._outline_colour)
        self._view.renderer.AddActor(actor)
        return actor

    # --- dragging -----------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the mouse on the frame."""
        if self._axis is not None and isinstance(event, QMouseEvent) and self._take(event):
            return True
        return super().eventFilter(watched, event)

    def _take(self, event: QMouseEvent) -> bool:
        kind, left = event.type(), event.button() is Qt.MouseButton.LeftButton
        if kind is QEvent.Type.MouseButtonPress and left and self._on_frame(event.position()):
            self._grabbed = event.position()
            return True
        if kind is QEvent.Type.MouseMove and self._grabbed is not None:
            step, self._grabbed = event.position() - self._grabbed, event.position()
            self._drag(step)
            return True
        if kind is QEvent.Type.MouseMove and not event.buttons():
            self._show_cursor(event.position())
        if kind is QEvent.Type.MouseButtonRelease and self._grabbed is not None:
            self._grabbed = None
            return True
        return False

    def _show_cursor(self, place: QPointF) -> None:
        over = self._on_frame(place)
        if over != self._over:
            self._over = over
            shape = Qt.CursorShape.SizeAllCursor if over else Qt.CursorShape.ArrowCursor
            self._view.set_cursor(shape)

    def _on_frame(self, place: QPointF) -> bool:
        if self._axis is None:
            return False
        origin = np.array(self._axis.middle)
        origin[self._axis.axis] = self._place
        corners = np.array(
            [self._view.pixel_of(corner) for corner in _frame_corners(self._axis, origin)]
        )
        point = np.array([place.x(), place.y()])
        ends = np.roll(corners, -1, axis=0)
        return min(_segment_distance(point, a, b) for a, b in zip(corners, ends, strict=True)) < (
            _GRAB_PIXELS
        )

    def _drag(self, step: QPointF) -> None:
        assert self._axis is not None
        base = self._view.eye.axes()
        normal = np.zeros(3)
        normal[self._axis.axis] = 1.0
        seen = np.array([base[0] @ normal, -(base[1] @ normal)])
        length = self._view.eye.millimetres_per_pixel(self._view.canvas.height())
        mouse = np.array([step.x(), step.y()])
        if np.linalg.norm(seen) < _LEAST_SLANT:
            by = -mouse[1] * np.sign(base[2] @ normal)
        else:
            by = float(mouse @ seen) / float(seen @ seen)
        self._place = float(np.clip(self._place + by * length, -_REACH_MM, _REACH_MM))
        self._draw()
        self.moved.emit(self._place)


def _frame_corners(axis: CutAxis, origin: FloatArray) -> FloatArray:
    half = np.array(axis.half)
    first, second = (np.eye(3)[one] * half for one in range(3) if one != axis.axis)
    signs = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    return np.stack([origin + a * first + b * second for a, b in signs])


def _segment_distance(point: FloatArray, a: FloatArray, b: FloatArray) -> float:
    along = b - a
    share = np.clip((point - a) @ along / max(float(along @ along), 1e-9), 0.0, 1.0)
    return float(np.linalg.norm(point - a - share * along))


def _line_actor(width: float) -> vtkActor:
    mapper = vtkPolyDataMapper()
    mapper.ScalarVisibilityOff()
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.SetVisibility(False)
    actor.PickableOff()
    actor.GetProperty().SetLighting(False)
    actor.GetProperty().SetLineWidth(width)
    return actor
