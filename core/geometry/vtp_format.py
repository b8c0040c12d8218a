"""VTK's XML polygon data, ``.vtp``: strips and polygons cut into triangles."""

from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

import numpy as np
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkObject
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData
from vtkmodules.vtkFiltersCore import vtkTriangleFilter
from vtkmodules.vtkIOXML import vtkXMLPolyDataReader

from core.geometry.mesh import Mesh


def read_vtp(data: bytes) -> Mesh:
    """Read an XML VTK file of polygon data.

    Parameters
    ----------
    data : bytes
        The whole file.

    Returns
    -------
    Mesh
        Every point of the file in its order; texture coordinates one per point.

    Raises
    ------
    ValueError
        When it is no polygon data or breaks off; the message is a clause for the user.
    """
    if b"</VTKFile>" not in data[-1024:]:
        raise ValueError("it breaks off before its end")
    _check_markup(data)
    reader = vtkXMLPolyDataReader()
    reader.ReadFromInputStringOn()
    text: Any = data  # VTK takes bytes, though its types say text
    reader.SetInputString(text)
    return _read(reader)


def _check_markup(data: bytes) -> None:
    """Refuse broken XML, which VTK would report on the terminal; raw data at the end is no XML."""
    markup, appended, _ = data.partition(b"<AppendedData")
    try:
        ParserCreate().Parse(markup, not appended)
    except ExpatError:
        raise ValueError("its XML is broken") from None


def _read(reader: vtkXMLPolyDataReader) -> Mesh:
    """Run a reader and listen for its errors, which VTK would only print."""
    problems: list[str] = []

    def note(_caller: vtkObject, event: str) -> None:
        problems.append(event)

    for source in (reader, reader.GetExecutive()):
        source.AddObserver("ErrorEvent", note)
        source.AddObserver("WarningEvent", note)
    reader.Update()
    if problems:
        raise ValueError("it breaks off or breaks the rules of the format")
    return _as_mesh(reader.GetOutput())


def _as_mesh(surface: vtkPolyData) -> Mesh:
    """Return points, triangles and texture coordinates of VTK's surface."""
    point_count = surface.GetNumberOfPoints()
    if not point_count:
        raise ValueError("it holds no points")
    _check_cells(surface.GetPolys(), point_count)
    _check_cells(surface.GetStrips(), point_count)
    triangulate = vtkTriangleFilter()
    triangulate.PassVertsOff()
    triangulate.PassLinesOff()
    triangulate.SetInputData(surface)
    triangulate.Update()
    result = triangulate.GetOutput()
    vertices = vtk_to_numpy(result.GetPoints().GetData()).astype(np.float64)
    connectivity = vtk_to_numpy(result.GetPolys().GetConnectivityArray())
    faces = connectivity.astype(np.int64).reshape(-1, 3)
    coordinates = result.GetPointData().GetTCoords()
    if coordinates is None or coordinates.GetNumberOfComponents() < 2:
        return Mesh(vertices, faces)
    return Mesh(vertices, faces, vtk_to_numpy(coordinates).astype(np.float64)[:, :2], faces)


def _check_cells(cells: vtkCellArray, point_count: int) -> None:
    """Refuse cells that point outside the arrays, which VTK's filters would follow."""
    offsets = vtk_to_numpy(cells.GetOffsetsArray())
    index = vtk_to_numpy(cells.GetConnectivityArray())
    if len(offsets) and ((np.diff(offsets) < 0).any() or offsets[-1] > len(index)):
        raise ValueError("its list of polygons does not add up")
    if index.size and (index.min() < 0 or index.max() >= point_count):
        raise ValueError("a triangle in it uses a vertex that it does not hold")
