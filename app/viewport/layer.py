"""One surface in the 3D view: an actor whose arrays are written in place while its topology stays.

The caller asks for a frame; nothing is rendered here.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from vtkmodules.vtkCommonDataModel import vtkPlane, vtkPolyData
from vtkmodules.vtkRenderingCore import (
    vtkActor,
    vtkCellPicker,
    vtkPolyDataMapper,
    vtkRenderer,
    vtkTexture,
)

from app.surfaces import ColourBy, Surface
from app.theme import Colour
from app.viewport.colouring import Scale, scale_for, vertex_colours
from app.viewport.finish import fragment_code
from app.viewport.poly_data import add_array, moved, triangle_cells, triangle_data
from app.viewport.stand_in import StandIn
from core.arrays import FloatArray, IntArray

HiddenVertices: TypeAlias = Callable[[Surface], "np.ndarray[tuple[int], np.dtype[np.bool_]]"]
"""Tells which vertices of a surface are left out."""

_COLOURS = "colours"
_WIRE_OPACITY = 0.35
_NORMALS = "Normals"


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
        self._hidden: HiddenVertices | None = None
        self._mapper = vtkPolyDataMapper()
        self._mapper.SetInterpolateScalarsBeforeMapping(False)
        self._mapper.SetResolveCoincidentTopologyToOff()
        self._arrays: dict[str, tuple[Any, Any]] = {}
        self._texture: vtkTexture | None = None
        self._stand_in: StandIn | None = None
        self._simple = False
        self._cut: vtkPlane | None = None
        self._data = vtkPolyData()
        self._mapper.SetInputData(self._data)
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
        self.set_finish("")

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
    def covers(self) -> bool:
        """Whether it hides all that lies within: opaque, whole and drawn."""
        whole = self._cut is None and self._hidden is None
        return self.drawn and whole and self._opacity >= 1.0

    @property
    def drawn(self) -> bool:
        """Whether it is drawn now."""
        return bool(self.actor.GetVisibility())

    @property
    def data(self) -> vtkPolyData:
        """The triangles that are drawn; the same object for good."""
        return self._data

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
        self.set_stand_in(None)
        if surface is not None:
            if same:
                self._move(surface)
            else:
                self._replace(surface)
            self._recolour()
        self._update_visibility()

    def set_stand_in(self, surface: Surface | None) -> None:
        """Have a coarser surface for frames that follow each other, until another is shown."""
        self._stand_in = None if surface is None else StandIn(surface)
        self.simplify(self._simple)

    def simplify(self, simple: bool) -> None:  # noqa: FBT001
        """Draw the stand-in, where there is one that looks the same, or the surface itself."""
        self._simple = simple
        mapper, stand_in = self._mapper, self._stand_in
        if simple and stand_in is not None and self._replaceable(stand_in.surface):
            coarse = stand_in.surface
            values = coarse.values.get(self._colour)
            colours = vertex_colours(coarse, self._material.tone, values, self._scale)
            mapper = stand_in.mapper(self._mapper, self._kept(coarse), colours)
        if self.actor.GetMapper() is not mapper:
            self.actor.SetMapper(mapper)

    def _replaceable(self, coarse: Surface) -> bool:
        """Return whether a coarser surface looks the same: not its triangles, nor its picture."""
        coloured = self._colour is ColourBy.PLAIN or self._colour in coarse.values
        plain = self.actor.GetTexture() is None and not self.actor.GetProperty().GetEdgeVisibility()
        return coloured and plain

    @property
    def simplified(self) -> bool:
        """Whether a stand-in is drawn."""
        return self.actor.GetMapper() is not self._mapper

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

    # --- what it is made of -------------------------------------------------------------------

    def set_tone(self, tone: Colour) -> None:
        """Give it another plain colour."""
        self._material = replace(self._material, tone=tone)
        self._recolour()

    def set_finish(self, key: str) -> None:
        """Shade it by one of `app.viewport.finish.FINISHES`."""
        shader = self.actor.GetShaderProperty()
        hook, code = fragment_code(key, glass=self._material.glass)
        shader.ClearFragmentShaderReplacement(hook, False)
        shader.AddFragmentShaderReplacement(hook, False, code, False)

    def set_wires(self, wires: bool, colour: Colour) -> None:  # noqa: FBT001
        """Draw the edges of its triangles, or not."""
        look = self.actor.GetProperty()
        look.SetEdgeVisibility(wires)
        look.SetEdgeColor(colour)
        look.SetEdgeOpacity(_WIRE_OPACITY)
        look.SetLineWidth(1.0)
        self.simplify(self._simple)

    def set_cut(self, plane: vtkPlane | None) -> None:
        """Draw only what lies on the side to which a plane's normal points; None for all."""
        self.clip(self._cut, plane)
        self._cut = plane

    def clip(self, before: vtkPlane | None, plane: vtkPlane | None) -> None:
        """Draw only what lies on the side to which a plane points, instead of one before."""
        if before is not None:
            self._mapper.RemoveClippingPlane(before)
        if plane is not None:
            self._mapper.AddClippingPlane(plane)
        self.simplify(self._simple)

    def hide(self, hidden: HiddenVertices | None) -> None:
        """Leave out the triangles at some vertices, now and on every later surface.

        Parameters
        ----------
        hidden : callable or None
            Gets a surface and returns (n,) bool; None draws everything.
        """
        had, self._hidden = self._hidden, hidden
        if self._surface is not None and (had is not None or hidden is not None):
            self._data.SetPolys(triangle_cells(self._kept(self._surface)))
            self._data.Modified()
            self.simplify(self._simple)

    def set_texture(self, texture: vtkTexture | None) -> None:
        """Show a picture on it, where its surface has places in the picture."""
        self._texture = texture
        self._apply_texture()

    def _apply_texture(self) -> None:
        there = self._surface is not None and self._surface.uv is not None
        texture = self._texture if there else None
        self.actor.SetTexture(texture)
        self._mapper.SetScalarVisibility(texture is None)
        self.simplify(self._simple)

    def _kept(self, surface: Surface) -> IntArray:
        if self._hidden is None:
            return surface.faces
        return surface.faces[~self._hidden(surface)[surface.faces].any(axis=1)]

    def _update_visibility(self) -> None:
        seen = self._visible and not self._aside and self._opacity > 0.02
        drawn = seen and self._surface is not None
        self.actor.SetVisibility(drawn)

    def _replace(self, surface: Surface) -> None:
        # Copies: what is drawn is later written in place, and surfaces are values.
        vertices, normals = surface.vertices.copy(), surface.normals.copy()
        colours = np.zeros((len(vertices), 3), np.uint8)
        data = triangle_data(vertices, self._kept(surface))
        self._arrays = {
            _NORMALS: (normals, add_array(data, normals, _NORMALS)),
            _COLOURS: (colours, add_array(data, colours, _COLOURS)),
        }
        data.GetPointData().SetActiveNormals(_NORMALS)
        data.GetPointData().SetActiveScalars(_COLOURS)
        if surface.uv is not None:
            data.GetPointData().SetTCoords(add_array(data, surface.uv, "uv"))
        # One object for good: what follows the surface, such as an outline, need not be told.
        self._data.ShallowCopy(data)
        self._vertices = vertices
        self._apply_texture()

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
        told = values is not None and values.ndim == 1
        known = scale_for(self._colour, values) if values is not None and told else None
        self._scale = (self._fixed or known) if told else None
        colours = vertex_colours(self._surface, self._material.tone, values, self._scale)
        self._write(_COLOURS, colours)
        self.simplify(self._simple)


def _same_triangles(first: IntArray, second: IntArray) -> bool:
    """Return whether two arrays are one: meshes of one topology share it, if as another view."""
    return first.shape == second.shape and np.may_share_memory(first, second)
