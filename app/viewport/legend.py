"""Scalar bars: what the colours of surfaces mean, in millimetres."""

from textwrap import wrap

import numpy as np
from vtkmodules.vtkCommonCore import vtkLookupTable
from vtkmodules.vtkRenderingAnnotation import vtkScalarBarActor
from vtkmodules.vtkRenderingCore import vtkRenderer

from app.theme import Colour
from app.viewport.colouring import Scale, ramp

_STEPS = 256
_LONGEST_LINE = 18
"""Letters of a title that fit above a bar at the edge of the view."""


class Legend:
    """A vertical bar at the right of the view.

    Parameters
    ----------
    renderer : vtkRenderer
        In which it is drawn.
    place : int
        Bars from the edge: 0 stands outermost.
    """

    def __init__(self, renderer: vtkRenderer, place: int = 0) -> None:
        self._table = vtkLookupTable()
        self._table.SetNumberOfTableValues(_STEPS)
        self._bar = vtkScalarBarActor()
        self._bar.SetLookupTable(self._table)
        self._bar.SetVisibility(False)
        self._bar.SetNumberOfLabels(5)
        self._bar.SetMaximumNumberOfColors(_STEPS)
        self._bar.SetUnconstrainedFontSize(True)
        self._bar.SetLabelFormat("{:.3g}")
        self._bar.SetVerticalTitleSeparation(12)
        self._bar.SetBarRatio(0.22)
        self._bar.SetTitleRatio(0.12)
        self._bar.GetPositionCoordinate().SetCoordinateSystemToNormalizedViewport()
        self._bar.SetPosition(0.85 - 0.13 * place, 0.28)
        self._bar.SetWidth(0.11)
        self._bar.SetHeight(0.46)
        for look in (self._bar.GetTitleTextProperty(), self._bar.GetLabelTextProperty()):
            look.SetFontFamilyToArial()
            look.SetFontSize(13)
            look.SetItalic(False)
            look.SetBold(False)
            look.SetShadow(False)
        self._shown: Scale | None = None
        renderer.AddViewProp(self._bar)

    @property
    def shown(self) -> Scale | None:
        """What it explains now."""
        return self._shown if self._bar.GetVisibility() else None

    def set_colour(self, colour: Colour) -> None:
        """Write in a colour."""
        self._bar.GetTitleTextProperty().SetColor(colour)
        self._bar.GetLabelTextProperty().SetColor(colour)

    def show(self, scale: Scale | None) -> None:
        """Show what a scale means, or nothing.

        Parameters
        ----------
        scale : Scale or None
            Of the surface that is coloured by values.
        """
        self._bar.SetVisibility(scale is not None)
        if scale is None or scale == self._shown:
            return
        self._shown = scale
        for index, colour in enumerate(ramp(scale, np.linspace(0.0, 1.0, _STEPS))):
            self._table.SetTableValue(index, *colour, 1.0)
        self._table.SetRange(scale.low, scale.high)
        name, bracket, unit = scale.title.partition(" [")
        lines = [*wrap(name, _LONGEST_LINE), bracket.strip() + unit]
        self._bar.SetTitle("\n".join(line for line in lines if line))
