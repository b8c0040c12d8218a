"""Scalar bars: what the colours of surfaces mean, in millimetres."""

from textwrap import wrap

import numpy as np
from vtkmodules.vtkCommonCore import vtkLookupTable, vtkVariant
from vtkmodules.vtkRenderingAnnotation import vtkScalarBarActor
from vtkmodules.vtkRenderingCore import vtkRenderer, vtkTextProperty

from app.theme import Colour
from app.translation import number
from app.viewport.colouring import Scale, ramp

_STEPS = 256
_LABELS = 5
_RIGHT, _APART = 0.12, 0.13
"""From the view's right edge to the outermost bar, and from bar to bar, shares of its width."""
_RIGHT_PIXELS, _TITLE_PIXELS = 78, 124
"""The least for both that titles need, logical pixels."""
_ROOM = ((_RIGHT, _RIGHT_PIXELS), (_APART, _TITLE_PIXELS))
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
        # The bar's own labels know no decimal comma; annotations are texts.
        self._bar.SetDrawTickLabels(False)
        self._bar.SetDrawAnnotations(True)
        self._bar.SetAnnotationTextScaling(False)
        self._bar.SetTextPositionToPrecedeScalarBar()
        self._bar.SetMaximumNumberOfColors(_STEPS)
        self._bar.SetUnconstrainedFontSize(True)
        self._bar.SetVerticalTitleSeparation(12)
        self._bar.SetAnnotationLeaderPadding(6.0)
        self._bar.SetBarRatio(0.45)
        self._bar.SetTitleRatio(0.12)
        self._bar.GetPositionCoordinate().SetCoordinateSystemToNormalizedViewport()
        self._place = place
        self.fit(_TITLE_PIXELS / _APART)
        self._bar.SetWidth(0.045)
        self._bar.SetHeight(0.46)
        for look in self._looks:
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

    @property
    def _looks(self) -> tuple[vtkTextProperty, vtkTextProperty]:
        return self._bar.GetTitleTextProperty(), self._bar.GetAnnotationTextProperty()

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands beside the bar, from its foot."""
        count = self._table.GetNumberOfAnnotatedValues()
        return tuple(self._table.GetAnnotation(at) for at in range(count))

    def set_colour(self, colour: Colour) -> None:
        """Write in a colour."""
        for look in self._looks:
            look.SetColor(colour)

    def fit(self, width: float) -> None:
        """Stand clear of the next bar.

        Parameters
        ----------
        width : float
            Of the view, or of its part where several faces stand side by side, logical pixels.
        """
        right, apart = (max(s, p / max(width, 1.0)) for s, p in _ROOM)
        self._bar.SetPosition(1.0 - right - apart * self._place, 0.28)

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
        self._table.ResetAnnotations()
        for value in np.linspace(scale.low, scale.high, _LABELS):
            self._table.SetAnnotation(vtkVariant(float(value)), number(value, ".3g"))
        name, bracket, unit = scale.title.partition(" [")
        lines = [*wrap(name, _LONGEST_LINE), bracket.strip() + unit]
        self._bar.SetTitle("\n".join(line for line in lines if line))
