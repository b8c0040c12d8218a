"""One surface in the 3D view: an actor whose arrays are written in place while its topology stays.

The caller asks for a frame; nothing is rendered here.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from vtkmodules.vtkRenderingCore import (
    vtkActor,
    vtkCellPicker,
    vtkPolyDataMapper,
    vtkRenderer,
)

from app.surfaces import ColourBy, Surface
from app.theme import Colour
from app.viewport.colouring import Scale, scale_for, vertex_colours
from app.viewport.poly_data import add_array, moved, triangle_data
from core.arrays import FloatArray, IntArray

_COLOURS = "colours"
_NORMALS = "Normals"

_GLASS = """//VTK::Light::Impl
  // Clear where it is looked at squarely, dense towards the outline, as thin tissue is.
  float facing = clamp(abs(normalVCVSOutput.z), 0.0, 1.0);
  float outline = pow(1.0 - facing, 2.0);
  fragOutput0.a = mix(opacity, min(1.0, opacity + 0.75), outline);
"""


@dataclass(frozen=True)
class Material:
    """How a surface answers light.

    Attributes
    ----------
    tone : Colour
        Plain colour.
    specular, specular_power : float
        Strength and narrowness of the highlight.
    ambient, diffuse : float
        Share of light from everywhere, and from the lamps.
    glass : bool
        Whether a translucent surface keeps its outline.
    """

    tone: Colour
    specular: float
    specular_power: float
    ambient: float = 0.10
    diffuse: float = 0.92
    glass: bool = False


class SurfaceLayer:
    """Draws one surface.

    Parameters
    ----------
    material : Material
        How it looks.
    """

    def __init__(self, material: Material) -> None:
        self._material = material
        self._surface: Surface | None = None
        self._colour = ColourBy.PLAIN
        self._scale: Scale | None = None
        self._opacity = 1.0
        self._visible = True
        self._aside = False
        self._fixed: Scale | None = None
        self._mapper = vtkPolyDataMapper()
        self._mapper.SetInterpolateScalarsBeforeMapping(False)
        self._mapper.SetResolveCoincidentTopologyToOff()
        self._arrays: dict[str, tuple[Any, Any]] = {}
        self.actor = vtkActor()
        self.actor.SetMapper(self._mapper)
        self.actor.SetVisibility(False)
        self._dress()

    def _dress(self) -> None:
        look, material = self.actor.GetProperty(), self._material
        look.SetInterpolationToPhong()
        look.SetAmbient(material.ambient)
        look.SetDiffuse(material.diffuse)
        look.SetSpecular(material.specular)
        look.SetSpecularPower(material.specular_power)
        if material.glass:
            shader = self.actor.GetShaderProperty()
            shader.AddFragmentShaderReplacement("//VTK::Light::Impl", False, _GLASS, False)

    @property
    def surface(self) -> Surface | None:
        """What is drawn."""
        return self._surface

    @property
    def scale(self) -> Scale | None:
        """What the colours mean; None while they are plain or nothing is seen."""
        seen = self._visible and not self._aside and self._surface is not None
        return self._scale if seen else None

    @property
    def colour(self) -> ColourBy:
        """What the colours tell."""
        return self._colour

    @property
    def translucent(self) -> bool:
        """Whether something can be seen through it."""
        return self._visible and self._surface is not None and self._opacity < 1.0

    @property
    def visible(self) -> bool:
        """Whether it is drawn, once there is a surface."""
        return self._visible

    @property
    def opacity(self) -> float:
        """0 to 1."""
        return self._opacity

    def vertex_at(self, renderer: vtkRenderer, x: float, y: float) -> int | None:
        """Return the vertex under a place in the view, whatever else is drawn before it.

        Parameters
        ----------
        renderer : vtkRenderer
            Has the camera.
        x, y : float
            Device pixels from the lower left corner.

        Returns
        -------
        int or None
            None where this surface is not seen.
        """
        picker = vtkCellPicker()
        picker.SetTolerance(0.0005)
        picker.PickFromListOn()
        picker.AddPickList(self.actor)
        picker.Pick(x, y, 0.0, renderer)
        found = picker.GetPointId()
        return None if found < 0 else int(found)

    def show(self, surface: Surface | None) -> None:
        """Draw a surface, or nothing."""
        same = (
            surface is not None
            and self._surface is not None
            and _same_triangles(surface.faces, self._surface.faces)
        )
        self._surface = surface
        if surface is not None:
            if same:
                self._move(surface)
            else:
                self._replace(surface)
            self._recolour()
        self._update_visibility()

    def set_visible(self, visible: bool) -> None:  # noqa: FBT001
        """Draw it or not."""
        self._visible = visible
        self._update_visibility()

    def stand_aside(self, aside: bool) -> None:  # noqa: FBT001
        """Leave it out while something else is drawn in its place, whatever its visibility."""
        self._aside = aside
        self._update_visibility()

    def set_scale(self, scale: Scale | None) -> None:
        """Colour by this scale, whatever the values; None finds one that suits them."""
        self._fixed = scale
        self._recolour()

    def set_opacity(self, opacity: float) -> None:
        """Make it translucent; below a fiftieth it is not drawn."""
        self._opacity = opacity
        self.actor.GetProperty().SetOpacity(opacity)
        self._update_visibility()

    def set_colour(self, colour: ColourBy) -> None:
        """Colour it by something; plain until the values are there."""
        self._colour = colour
        self._recolour()

    def _update_visibility(self) -> None:
        seen = self._visible and not self._aside and self._opacity > 0.02
        drawn = seen and self._surface is not None
        self.actor.SetVisibility(drawn)

    def _replace(self, surface: Surface) -> None:
        # Copies: what is drawn is later written in place, and surfaces are values.
        vertices, normals = surface.vertices.copy(), surface.normals.copy()
        colours = np.zeros((len(vertices), 3), np.uint8)
        data = triangle_data(vertices, surface.faces)
        self._arrays = {
            _NORMALS: (normals, add_array(data, normals, _NORMALS)),
            _COLOURS: (colours, add_array(data, colours, _COLOURS)),
        }
        data.GetPointData().SetActiveNormals(_NORMALS)
        data.GetPointData().SetActiveScalars(_COLOURS)
        self._data, self._vertices = data, vertices
        self._mapper.SetInputData(data)

    def _move(self, surface: Surface) -> None:
        self._vertices[:] = surface.vertices
        moved(self._data)
        self._write(_NORMALS, surface.normals)

    def _write(self, name: str, values: Any) -> None:
        target, array = self._arrays[name]
        target[:] = values
        array.Modified()
        self._data.Modified()

    def _recolour(self) -> None:
        if self._surface is None:
            return
        values: FloatArray | None = self._surface.values.get(self._colour)
        known = None if values is None else scale_for(self._colour, values)
        self._scale = None if values is None else self._fixed or known
        colours = vertex_colours(self._surface, self._material.tone, values, self._scale)
        self._write(_COLOURS, colours)


def _same_triangles(first: IntArray, second: IntArray) -> bool:
    """Return whether two arrays are one: meshes of one topology share it, if as another view."""
    return first.shape == second.shape and np.may_share_memory(first, second)
