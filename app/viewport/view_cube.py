"""The cube in the corner: shows how the head is turned, and a click on a side looks from there."""

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget
from vtkmodules.vtkInteractionWidgets import vtkOrientationMarkerWidget
from vtkmodules.vtkRenderingAnnotation import vtkAnnotatedCubeActor

from app.theme import Theme, rgb
from app.viewport.eye import Eye
from app.viewport.views import VIEWS
from core.arrays import FloatArray

_SIDE_PIXELS = 104
"""Of the square in which the cube stands, logical pixels."""
_VIEW_ANGLE = 30.0
"""VTK's own for the cube."""
_HALF = 0.5
_CORNER = 0.30
"""A click farther than this from a side's middle is on its edge: a view between two sides."""


class ViewCube(QObject):
    """A cube whose sides are named as clinicians name them.

    Parameters
    ----------
    canvas : QWidget
        The widget that is drawn in.
    interactor : vtkRenderWindowInteractor
        Of its window.
    eye : Eye
        The camera.
    """

    asked = Signal(str)
    """Key of the view that was clicked on."""

    def __init__(self, canvas: QWidget, interactor: object, eye: Eye) -> None:
        super().__init__(canvas)
        self._canvas, self._eye = canvas, eye
        self._pressed: QPointF | None = None
        self._cube = _cube()
        self._widget = vtkOrientationMarkerWidget()
        self._widget.SetOrientationMarker(self._cube)
        self._widget.SetInteractor(interactor)
        self._widget.SetEnabled(1)
        self._widget.InteractiveOff()
        self.fit()
        canvas.installEventFilter(self)
        canvas.setMouseTracking(True)

    def fit(self) -> None:
        """Keep the cube's size while the view's changes."""
        width, height = max(self._canvas.width(), 1), max(self._canvas.height(), 1)
        across, up = min(_SIDE_PIXELS / width, 1.0), min(_SIDE_PIXELS / height, 1.0)
        self._widget.SetViewport(0.0, 1.0 - up, across, 1.0)

    def set_theme(self, theme: Theme) -> None:
        """Take a theme's colours."""
        cube = self._cube
        cube.GetCubeProperty().SetColor(rgb(theme.groove))
        cube.GetTextEdgesProperty().SetColor(rgb(theme.line))
        for name in ("XPlus", "XMinus", "YPlus", "YMinus", "ZPlus", "ZMinus"):
            face = getattr(cube, f"Get{name}FaceProperty")()
            face.SetColor(rgb(theme.text))
            face.SetInterpolationToFlat()

    def shut(self) -> None:
        """Let go of VTK's widget."""
        self._widget.SetEnabled(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take clicks on the cube."""
        if event.type() is QEvent.Type.Resize:
            self.fit()
        if isinstance(event, QMouseEvent):
            return self._take(event)
        return super().eventFilter(watched, event)

    def _take(self, event: QMouseEvent) -> bool:
        place, left = event.position(), event.button() is Qt.MouseButton.LeftButton
        if event.type() is QEvent.Type.MouseButtonPress and left and self.view_at(place):
            self._pressed = place
            return True
        if event.type() is QEvent.Type.MouseButtonRelease and self._pressed is not None:
            self._pressed = None
            view = self.view_at(place)
            if view:
                self.asked.emit(view)
            return True
        return self._pressed is not None

    def view_at(self, place: QPointF) -> str:
        """Return the view that a click would take.

        Parameters
        ----------
        place : QPointF
            Logical pixels from the upper left corner.

        Returns
        -------
        str
            Key of a view; empty beside the cube.
        """
        side = min(_SIDE_PIXELS, self._canvas.height(), self._canvas.width())
        if place.x() >= side or place.y() >= side:
            return ""
        right, up, towards = self._eye.axes()
        # As VTK places its camera: the cube's outer sphere just fills the angle of view.
        half = np.radians(_VIEW_ANGLE / 2.0)
        eye = np.sqrt(3.0) * _HALF / np.sin(half) * towards
        across = (place.x() - side / 2.0) / (side / 2.0) * np.tan(half)
        above = (side / 2.0 - place.y()) / (side / 2.0) * np.tan(half)
        hit = _hit(eye, across * right + above * up - towards)
        return "" if hit is None else nearest_view(hit)


def nearest_view(hit: FloatArray) -> str:
    """Return the view that lies nearest to a place on the cube.

    Parameters
    ----------
    hit : (3,) float64
        On a cube from -0.5 to 0.5 in the head frame.

    Returns
    -------
    str
        Key of the side; near an edge that of the view between, where there is one.
    """
    pull = np.where(np.abs(hit) > _CORNER, hit, 0.0)
    towards = pull / max(float(np.linalg.norm(pull)), 1e-9)
    known = [(np.array(view.towards) / np.linalg.norm(view.towards), view.key) for view in VIEWS]
    return max(known, key=lambda one: float(one[0] @ towards))[1]


def _hit(eye: FloatArray, ahead: FloatArray) -> FloatArray | None:
    """Return where a ray first meets the cube."""
    with np.errstate(divide="ignore"):
        ends = np.stack([(-_HALF - eye) / ahead, (_HALF - eye) / ahead])
    near, far = ends.min(axis=0).max(), ends.max(axis=0).min()
    return None if near > far else eye + near * ahead


def _cube() -> vtkAnnotatedCubeActor:
    cube = vtkAnnotatedCubeActor()
    cube.SetXPlusFaceText("L")
    cube.SetXMinusFaceText("R")
    cube.SetYPlusFaceText("S")
    cube.SetYMinusFaceText("I")
    cube.SetZPlusFaceText("A")
    cube.SetZMinusFaceText("P")
    cube.SetFaceTextScale(0.55)
    cube.SetZFaceTextRotation(90.0)
    cube.SetXFaceTextRotation(-90.0)
    return cube
