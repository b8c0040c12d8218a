"""Fewer triangles for the same surface, and how far the result lies from it.

Edges are collapsed by quadric errors (Garland and Heckbert 1997) with the library
fast-simplification. Where that opens a closed surface, VTK's decimation that keeps the topology
takes its place.
"""

from dataclasses import dataclass

import numpy as np
from vtkmodules.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray, vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData
from vtkmodules.vtkFiltersCore import vtkDecimatePro

from core.arrays import FloatArray, IntArray
from core.errors import ExportError
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.repair import simplified
from core.geometry.topology import is_watertight
from core.monitor import Monitor

FEWEST_TRIANGLES = 100
"""No head is left below this."""


@dataclass(frozen=True)
class Reduction:
    """What became of a surface that lost triangles.

    Attributes
    ----------
    before, after : int
        Triangles.
    mean_mm, largest_mm : float
        Distance between both surfaces, both ways: from the vertices of each to the other.
    watertight : bool
        Whether the result is closed.
    """

    before: int
    after: int
    mean_mm: float
    largest_mm: float
    watertight: bool


def reduced(mesh: Mesh, triangles: int, monitor: Monitor | None = None) -> tuple[Mesh, Reduction]:
    """Return a surface with at most so many triangles; a closed one stays closed.

    Parameters
    ----------
    mesh : Mesh
        mm. Texture coordinates and colours are dropped.
    triangles : int
        The most that are wanted, at least `FEWEST_TRIANGLES`.
    monitor : Monitor, optional
        Progress and cancellation.

    Returns
    -------
    mesh : Mesh
        The same where it has no more than that already.
    reduction : Reduction
        How far it is from the surface given.

    Raises
    ------
    ExportError
        When too few are asked for, or the surface cannot keep closed with so few.
    """
    watch = monitor or Monitor()
    if triangles < FEWEST_TRIANGLES:
        raise ExportError(
            f"A surface of {triangles} triangles shows no head; allow at least {FEWEST_TRIANGLES}."
        )
    closed = is_watertight(mesh.faces)
    if mesh.face_count <= triangles:
        return mesh, Reduction(mesh.face_count, mesh.face_count, 0.0, 0.0, closed)
    watch.report(0.0, "Reducing the triangles")
    made = Mesh(*simplified(mesh.vertices, mesh.faces, triangles))
    if (closed and not is_watertight(made.faces)) or made.face_count > triangles:
        watch.report(0.3, "Reducing the triangles")
        made = Mesh(*_keeping_topology(mesh.vertices, mesh.faces, triangles))
    if (closed and not is_watertight(made.faces)) or made.face_count > triangles:
        raise ExportError(
            f"The surface cannot be kept whole with {triangles:,} triangles; allow more of them."
        )
    watch.report(0.6, "Reducing the triangles")
    apart = np.concatenate(
        [
            SurfaceDistance(made).unsigned(mesh.vertices)[0],
            SurfaceDistance(mesh).unsigned(made.vertices)[0],
        ]
    )
    mean, largest = float(apart.mean()), float(apart.max())
    return made, Reduction(mesh.face_count, made.face_count, mean, largest, closed)


def _keeping_topology(
    vertices: FloatArray, faces: IntArray, triangles: int
) -> tuple[FloatArray, IntArray]:
    points, cells, data = vtkPoints(), vtkCellArray(), vtkPolyData()
    points.SetData(numpy_to_vtk(np.ascontiguousarray(vertices), deep=True))
    counted = np.column_stack([np.full(len(faces), 3), faces]).ravel()
    cells.ImportLegacyFormat(numpy_to_vtkIdTypeArray(counted.astype(np.int64), deep=True))
    data.SetPoints(points)
    data.SetPolys(cells)
    work = vtkDecimatePro()
    work.SetInputData(data)
    work.SetTargetReduction(1.0 - triangles / len(faces))
    work.PreserveTopologyOn()
    work.SplittingOff()
    work.Update()
    made = work.GetOutput()
    corners = np.asarray(vtk_to_numpy(made.GetPolys().GetConnectivityArray()), dtype=np.int64)
    places = np.asarray(vtk_to_numpy(made.GetPoints().GetData()), dtype=np.float64)
    return places, corners.reshape(-1, 3)
