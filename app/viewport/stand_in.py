"""A coarser surface that is drawn in a fine one's place while frames follow each other."""

import numpy as np
import numpy.typing as npt
from vtkmodules.vtkCommonDataModel import vtkPlaneCollection
from vtkmodules.vtkRenderingCore import vtkPolyDataMapper

from app.surfaces import Surface
from app.viewport.poly_data import add_array, triangle_data
from core.arrays import IntArray


class StandIn:
    """Draws a surface by a mapper of its own, so that the graphics memory keeps both.

    Parameters
    ----------
    surface : Surface
        Nearly where the fine one is; copied.
    """

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self._mapper = vtkPolyDataMapper()
        self._mapper.SetInterpolateScalarsBeforeMapping(False)
        self._mapper.SetResolveCoincidentTopologyToOff()

    def mapper(
        self, like: vtkPolyDataMapper, faces: IntArray, colours: npt.NDArray[np.uint8]
    ) -> vtkPolyDataMapper:
        """Return what draws it as another surface is drawn.

        Parameters
        ----------
        like : vtkPolyDataMapper
            Of the fine surface; its clipping planes cut this one too.
        faces : (m, 3) int64
            The triangles that are not hidden.
        colours : (n, 3) uint8
            Of the vertices.
        """
        data = triangle_data(self.surface.vertices.copy(), faces)
        data.GetPointData().SetNormals(add_array(data, self.surface.normals.copy(), "Normals"))
        data.GetPointData().SetScalars(add_array(data, colours, "colours"))
        self._mapper.SetInputData(data)
        # A collection of its own: emptying a shared one would take the fine one's planes too.
        planes = vtkPlaneCollection()
        for plane in like.GetClippingPlanes() or ():
            planes.AddItem(plane)
        self._mapper.SetClippingPlanes(planes)
        return self._mapper
