"""Small balls and one line on the bone: what is known, what was picked, what is measured."""

from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer

from app.theme import Colour
from app.viewport.poly_data import line_data, point_data
from core.arrays import FloatArray

_KNOWN_PIXELS, _PICKED_PIXELS, _LINE_PIXELS = 9.0, 13.0, 3.0
_BEFORE_ALL = -66_000.0
"""Depth offset that draws a mark before the bone that hides it."""


class Markers:
    """Draws the marks of one scene.

    Parameters
    ----------
    renderer : vtkRenderer
        In which they are drawn.
    """

    def __init__(self, renderer: vtkRenderer) -> None:
        self._known = _Mark(renderer, before=False)
        self._picked, self._line = (_Mark(renderer, before=True) for _ in range(2))
        self._known.look.SetPointSize(_KNOWN_PIXELS)
        self._picked.look.SetPointSize(_PICKED_PIXELS)
        self._line.look.SetLineWidth(_LINE_PIXELS)
        for one in (self._known, self._picked):
            one.look.SetRenderPointsAsSpheres(True)
        self.known_count = 0

    def set_colours(self, known: Colour, picked: Colour) -> None:
        """Draw known bone in one colour, and what is picked and measured in another."""
        self._known.look.SetColor(known)
        self._picked.look.SetColor(picked)
        self._line.look.SetColor(picked)

    def show_known(self, places: FloatArray) -> None:
        """Mark where bone is known.

        Parameters
        ----------
        places : (n, 3) float64
            Head frame, mm; none for nothing.
        """
        self.known_count = len(places)
        self._known.show(_points(places))

    def show_picked(self, places: FloatArray) -> None:
        """Mark what was picked; two places are joined by a line.

        Parameters
        ----------
        places : (n, 3) float64
            Head frame, mm; none for nothing.
        """
        self._picked.show(_points(places))
        self._line.show(line_data(places) if len(places) == 2 else None)


def _points(places: FloatArray) -> vtkPolyData | None:
    return point_data(places) if len(places) else None


class _Mark:
    """One actor without light."""

    def __init__(self, renderer: vtkRenderer, *, before: bool) -> None:
        self._mapper = vtkPolyDataMapper()
        self._mapper.ScalarVisibilityOff()
        if before:
            self._mapper.SetResolveCoincidentTopologyToPolygonOffset()
            self._mapper.SetRelativeCoincidentTopologyLineOffsetParameters(0.0, _BEFORE_ALL)
            self._mapper.SetRelativeCoincidentTopologyPointOffsetParameter(_BEFORE_ALL)
        self._actor = vtkActor()
        self._actor.SetMapper(self._mapper)
        self._actor.SetVisibility(False)
        self._actor.PickableOff()
        self.look = self._actor.GetProperty()
        self.look.SetAmbient(0.35)
        renderer.AddActor(self._actor)

    def show(self, data: vtkPolyData | None) -> None:
        """Draw points or lines, or nothing."""
        if data is not None:
            self._mapper.SetInputData(data)
        self._actor.SetVisibility(data is not None)
