"""Points, lines and triangles as VTK takes them, over NumPy arrays that it reads in place."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from vtkmodules.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData

from core.arrays import IntArray


def triangle_data(vertices: npt.NDArray[Any], faces: IntArray) -> vtkPolyData:
    """Return triangles.

    Parameters
    ----------
    vertices : (n, 3) array
        Read in place: write into it and call `moved` to move the surface.
    faces : (m, 3) int64
        Corners.

    Returns
    -------
    vtkPolyData
        Holds on to the vertices; the corners are its own.
    """
    data = _with_points(vertices)
    data.SetPolys(triangle_cells(faces))
    return data


def triangle_cells(faces: IntArray) -> vtkCellArray:
    """Return triangles as cells.

    Parameters
    ----------
    faces : (m, 3) int64
        Corners; copied.
    """
    cells = vtkCellArray()
    offsets = np.arange(0, faces.size + 1, 3, dtype=np.int64)
    corners = np.ascontiguousarray(faces, dtype=np.int64).ravel()
    cells.SetData(
        numpy_to_vtkIdTypeArray(offsets, deep=True), numpy_to_vtkIdTypeArray(corners, deep=True)
    )
    return cells


def point_data(places: npt.NDArray[Any]) -> vtkPolyData:
    """Return points, each drawn by itself.

    Parameters
    ----------
    places : (n, 3) array
        mm.

    Returns
    -------
    vtkPolyData
        One cell a point.
    """
    data = _with_points(places.astype(np.float32))
    cells = vtkCellArray()
    count = np.arange(len(places) + 1, dtype=np.int64)
    cells.SetData(
        numpy_to_vtkIdTypeArray(count, deep=True), numpy_to_vtkIdTypeArray(count[:-1], deep=True)
    )
    data.SetVerts(cells)
    return data


def line_data(places: npt.NDArray[Any]) -> vtkPolyData:
    """Return one line through points.

    Parameters
    ----------
    places : (n, 3) array
        In order, mm.

    Returns
    -------
    vtkPolyData
        One cell.
    """
    data = _with_points(places.astype(np.float32))
    cells = vtkCellArray()
    ends = np.array([0, len(places)], dtype=np.int64)
    along = np.arange(len(places), dtype=np.int64)
    cells.SetData(
        numpy_to_vtkIdTypeArray(ends, deep=True), numpy_to_vtkIdTypeArray(along, deep=True)
    )
    data.SetLines(cells)
    return data


def lines_data(lines: Sequence[npt.NDArray[Any]]) -> vtkPolyData:
    """Return several lines through points.

    Parameters
    ----------
    lines : sequence of (k, 3) array
        In order, mm.

    Returns
    -------
    vtkPolyData
        One cell a line.
    """
    if not lines:
        return vtkPolyData()
    data = _with_points(np.concatenate(lines).astype(np.float32))
    ends = np.cumsum([0, *(len(line) for line in lines)], dtype=np.int64)
    cells = vtkCellArray()
    cells.SetData(
        numpy_to_vtkIdTypeArray(ends, deep=True),
        numpy_to_vtkIdTypeArray(np.arange(ends[-1], dtype=np.int64), deep=True),
    )
    data.SetLines(cells)
    return data


def add_array(data: vtkPolyData, values: npt.NDArray[Any], name: str) -> Any:
    """Give every point a value that VTK reads in place.

    Parameters
    ----------
    data : vtkPolyData
        Holds on to the values.
    values : (n,) or (n, k) array
        Contiguous.
    name : str
        Of the array.

    Returns
    -------
    vtkDataArray
        Call its ``Modified`` after writing into the values.
    """
    array = numpy_to_vtk(values, deep=False)
    array.SetName(name)
    data.GetPointData().AddArray(array)
    return array


def moved(data: vtkPolyData) -> None:
    """Tell VTK that the vertices were written."""
    points = data.GetPoints()
    points.GetData().Modified()
    points.Modified()
    data.Modified()


def _with_points(places: npt.NDArray[Any]) -> vtkPolyData:
    points = vtkPoints()
    points.SetData(numpy_to_vtk(np.ascontiguousarray(places), deep=False))
    data = vtkPolyData()
    data.SetPoints(points)
    return data
