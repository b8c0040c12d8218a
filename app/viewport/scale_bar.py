"""A bar of round length in millimetres at the lower edge of the 3D view.

True at the distance of the point that the camera looks at, which is the middle of the head.
"""

import numpy as np
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData
from vtkmodules.vtkRenderingCore import (
    vtkActor2D,
    vtkPolyDataMapper2D,
    vtkRenderer,
    vtkTextActor,
)

from app.theme import Colour

LENGTHS_MM = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0)
_WISHED_SHARE = 0.16
"""Of the view's width that the bar may take."""
_TICK = 5
_MARGIN = 22
_LETTERS = 13
_DOTS = 72
"""Dots per inch at which a size of letters is one of pixels."""


def bar_length(millimetres_per_pixel: float, width: int) -> float:
    """Return the longest round length that does not take too much of the view.

    Parameters
    ----------
    millimetres_per_pixel : float
        At the head's middle.
    width : int
        Of the view, pixels.

    Returns
    -------
    float
        mm, one of `LENGTHS_MM`.
    """
    wished = _WISHED_SHARE * width * millimetres_per_pixel
    return max([one for one in LENGTHS_MM if one <= wished], default=LENGTHS_MM[0])


class ScaleBar:
    """The bar and its writing.

    Parameters
    ----------
    renderer : vtkRenderer
        In which it is drawn; its camera is watched by the caller.
    """

    def __init__(self, renderer: vtkRenderer) -> None:
        self._renderer = renderer
        self._points = vtkPoints()
        self._points.SetNumberOfPoints(4)
        line = vtkCellArray()
        line.InsertNextCell(4)
        for index in range(4):
            line.InsertCellPoint(index)
        self._line = vtkPolyData()
        self._line.SetPoints(self._points)
        self._line.SetLines(line)
        mapper = vtkPolyDataMapper2D()
        mapper.SetInputData(self._line)
        self._bar = vtkActor2D()
        self._bar.SetMapper(mapper)
        self._bar.GetProperty().SetLineWidth(1.5)
        self._text = vtkTextActor()
        look = self._text.GetTextProperty()
        look.SetJustificationToCentered()
        look.SetFontFamilyToArial()
        look.SetFontSize(_LETTERS)
        renderer.AddViewProp(self._bar)
        renderer.AddViewProp(self._text)

    def set_colour(self, colour: Colour) -> None:
        """Draw bar and writing in a colour."""
        self._bar.GetProperty().SetColor(colour)
        self._text.GetTextProperty().SetColor(colour)

    def update(self, ratio: float) -> None:
        """Fit the bar to the camera as it is.

        Parameters
        ----------
        ratio : float
            Device pixels per logical pixel.
        """
        width, height = self._renderer.GetSize()
        if not width or not height:
            return
        camera = self._renderer.GetActiveCamera()
        seen = 2.0 * camera.GetDistance() * np.tan(np.radians(camera.GetViewAngle() / 2.0))
        per_pixel = seen / height
        length = bar_length(per_pixel, width)
        pixels, left, bottom = length / per_pixel, _MARGIN * ratio, _MARGIN * ratio
        tick = _TICK * ratio
        places = (
            (left, bottom + tick),
            (left, bottom),
            (left + pixels, bottom),
            (left + pixels, bottom + tick),
        )
        for index, (x, y) in enumerate(places):
            self._points.SetPoint(index, x, y, 0.0)
        self._points.Modified()
        self._line.Modified()
        self._text.SetInput(f"{length:g} mm")
        # VTK scales letters by the window's dots per inch, which Qt's widget may have raised too.
        dots = self._renderer.GetRenderWindow().GetDPI()
        size = max(1, round(_LETTERS * ratio * _DOTS / dots))
        self._text.GetTextProperty().SetFontSize(size)
        self._text.SetPosition(left + pixels / 2.0, bottom + tick + 3 * ratio)
