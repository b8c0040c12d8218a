"""A ring on the skin that shows how far a brush reaches."""

import numpy as np
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer

from app.theme import Colour
from app.viewport.poly_data import line_data
from core.arrays import FloatArray

_CORNERS = 72
_WIDTH_PIXELS = 2.0
_BEFORE = -66_000.0
"""Depth offset that draws the ring before the skin that it lies on."""


class Ring:
    """Draws one ring.

    Parameters
    ----------
    renderer : vtkRenderer
        In which it is drawn.
    """

    def __init__(self, renderer: vtkRenderer) -> None:
        self._mapper = vtkPolyDataMapper()
        self._mapper.ScalarVisibilityOff()
        self._mapper.SetResolveCoincidentTopologyToPolygonOffset()
        self._mapper.SetRelativeCoincidentTopologyLineOffsetParameters(0.0, _BEFORE)
        self._actor = vtkActor()
        self._actor.SetMapper(self._mapper)
        self._actor.SetVisibility(False)
        self._actor.PickableOff()
        look = self._actor.GetProperty()
        look.SetLighting(False)
        look.SetLineWidth(_WIDTH_PIXELS)
        self._look = look
        renderer.AddActor(self._actor)

    @property
    def shown(self) -> bool:
        """Whether it is drawn."""
        return bool(self._actor.GetVisibility())

    def set_colour(self, colour: Colour) -> None:
        """Draw it in a colour from now on."""
        self._look.SetColor(colour)

    def show(self, centre: FloatArray, normal: FloatArray, radius: float) -> None:
        """Draw the ring.

        Parameters
        ----------
        centre, normal : (3,) float64
            On the skin, mm; which way the skin faces.
        radius : float
            mm.
        """
        side = np.cross(normal, [0.0, 1.0, 0.0] if abs(normal[1]) < 0.9 else [1.0, 0.0, 0.0])
        side = side / max(float(np.linalg.norm(side)), 1e-9)
        up = np.cross(normal, side)
        angle = np.linspace(0.0, 2.0 * np.pi, _CORNERS + 1)[:, None]
        points = centre + radius * (np.cos(angle) * side + np.sin(angle) * up)
        self._mapper.SetInputData(line_data(points))
        self._actor.SetVisibility(True)

    def hide(self) -> None:
        """Draw nothing."""
        self._actor.SetVisibility(False)
