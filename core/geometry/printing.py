"""Surfaces for 3D printing: are they closed, how thin are they, and how to hollow or thicken them.

Distances are sampled on a grid and walls are their level sets, so that a wall keeps its thickness
around every curve, which moving vertices along normals does not.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.ndimage import distance_transform_edt
from vtkmodules.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray, vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkImageData, vtkPolyData
from vtkmodules.vtkImagingStencil import vtkImageStencilToImage, vtkPolyDataToImageStencil

from core.arrays import BoolArray, FloatArray
from core.errors import ExportError
from core.geometry.distance import SurfaceDistance
from core.geometry.grid import RegularGrid
from core.geometry.isosurface import flying_edges
from core.geometry.mesh import Mesh
from core.geometry.normals import face_areas, face_normals
from core.geometry.rays import SurfaceRays
from core.geometry.repair import weld
from core.geometry.topology import boundary_edges, face_components, is_watertight
from core.monitor import Monitor

WALL_LIMITS_MM = (0.8, 20.0)
"""Thinner walls break or do not print by extrusion; thicker ones leave no hollow in a head."""
DRAIN_LIMITS_MM = (2.0, 30.0)
FINEST_MM = 0.5
"""Cells are no smaller: below a printer's own steps."""
_CELLS_PER_WALL = 2.5
_MOST_CELLS = 220
"""Along the longest side."""
_BAND = 2.5
"""Cells around a level within which distances are measured exactly."""
_THIN_SHARE = 0.001
"""Of the area: what is thinner than the reported wall, edges and points where any solid ends."""
_DRAIN_SIDES = 48


@dataclass(frozen=True)
class PrintCheck:
    """What a printer's software will find.

    Attributes
    ----------
    watertight : bool
        Whether the surface encloses a volume: every edge between two triangles.
    open_edges : int
        Edges with a triangle on one side only.
    pieces : int
        Connected surfaces.
    size_mm : (float, float, float)
        Width, height and depth.
    volume_ml : float
        Of the material; NaN where the surface is open.
    thinnest_mm : float
        Wall that 99.9 % of the surface exceeds, measured inwards; NaN where the surface is open.
    """

    watertight: bool
    open_edges: int
    pieces: int
    size_mm: tuple[float, float, float]
    volume_ml: float
    thinnest_mm: float


def check_print(mesh: Mesh) -> PrintCheck:
    """Examine a surface.

    Parameters
    ----------
    mesh : Mesh
        mm; vertices at one place count as one.

    Returns
    -------
    PrintCheck
        What is found.

    Raises
    ------
    ExportError
        When there is no triangle.
    """
    if not mesh.face_count:
        raise ExportError("There is no surface to print; choose another part.")
    vertices, faces = weld(mesh.vertices, mesh.faces)
    closed = is_watertight(faces)
    low, high = vertices.min(axis=0), vertices.max(axis=0)
    width, height, depth = (float(side) for side in high - low)
    return PrintCheck(
        watertight=closed,
        open_edges=len(boundary_edges(faces)),
        pieces=int(face_components(faces, len(vertices)).max()) + 1,
        size_mm=(width, height, depth),
        volume_ml=enclosed_volume(Mesh(vertices, faces)) / 1000.0 if closed else float("nan"),
        thinnest_mm=thinnest_wall(Mesh(vertices, faces)) if closed else float("nan"),
    )


def enclosed_volume(mesh: Mesh) -> float:
    """Return the volume inside a closed surface.

    Parameters
    ----------
    mesh : Mesh
        Closed, wound outward; cavities wound inward.

    Returns
    -------
    float
        Cubic unit of the mesh.
    """
    corners = mesh.vertices[mesh.faces] - mesh.vertices.mean(axis=0)
    return float(np.linalg.det(corners).sum() / 6.0)


def thinnest_wall(mesh: Mesh) -> float:
    """Return the wall that nearly all of a closed surface exceeds.

    Parameters
    ----------
    mesh : Mesh
        Closed, wound outward.

    Returns
    -------
    float
        Unit of the mesh; measured from the middle of every triangle straight inwards.
    """
    normals = face_normals(mesh.vertices, mesh.faces)
    area = face_areas(mesh.vertices, mesh.faces)
    middle = mesh.vertices[mesh.faces].mean(axis=1)
    inside = 1e-4 * float(np.ptp(mesh.vertices, axis=0).max())
    far = SurfaceRays(mesh).distance(middle - inside * normals, -normals) + inside
    order = np.argsort(far)
    share = np.cumsum(area[order]) / area.sum()
    return float(far[order[min(int(np.searchsorted(share, _THIN_SHARE)), len(far) - 1)]])


def hollowed(
    mesh: Mesh, wall_mm: float, drain_mm: float = 0.0, monitor: Monitor | None = None
) -> Mesh:
    """Take the inside out of a closed surface.

    Parameters
    ----------
    mesh : Mesh
        Closed, wound outward, mm; kept triangle by triangle.
    wall_mm : float
        Thickness of what stays, within `WALL_LIMITS_MM`.
    drain_mm : float
        Diameter of a hole straight down from the lowest point of the hollow, for powder or resin
        to leave; zero for none.
    monitor : Monitor, optional
        Progress and cancellation.

    Returns
    -------
    Mesh
        The surface with one cavity; closed.

    Raises
    ------
    ExportError
        When the surface is open, or nothing is left to take out.
    """
    _refuse(wall_mm, WALL_LIMITS_MM, "wall")
    watch = monitor or Monitor()
    if not is_watertight(mesh.faces):
        raise ExportError(
            "An open surface has no inside to take out; give it a thickness instead (--shell)."
        )
    grid = _grid(mesh, wall_mm, 2.0 * wall_mm)
    watch.report(0.1, "Finding the inside")
    depth = distance_transform_edt(_inside(mesh, grid)) * grid.spacing
    watch.report(0.3, "Measuring the wall")
    volume = wall_mm - depth
    near = np.abs(volume) < _BAND * grid.spacing
    near &= depth > 0
    flat, exact = np.flatnonzero(near), SurfaceDistance(mesh)
    distance, _, _ = exact.unsigned(grid.points(flat))
    volume.ravel()[flat] = wall_mm - distance
    watch.report(0.7, "Shaping the hollow")
    cavity = _largest(flying_edges(volume.astype(np.float32), grid))
    if not cavity.face_count:
        raise ExportError(
            f"A wall of {wall_mm:g} mm leaves no room inside; choose a thinner one or print it "
            "solid."
        )
    # Between the nodes the level is only nearly right: what is too near is pushed away.
    distance, closest, _ = exact.unsigned(cavity.vertices)
    stretch = np.maximum(wall_mm / np.maximum(distance, 1e-9), 1.0)[:, None]
    cavity = cavity.with_vertices(closest + (cavity.vertices - closest) * stretch)
    made = _together(mesh, cavity.flipped())
    return made if not drain_mm else _drained(made, cavity, drain_mm, watch)


def shelled(mesh: Mesh, wall_mm: float, monitor: Monitor | None = None) -> Mesh:
    """Give a surface, open or closed, a thickness.

    Parameters
    ----------
    mesh : Mesh
        mm.
    wall_mm : float
        Half of it lies on either side, within `WALL_LIMITS_MM`.
    monitor : Monitor, optional
        Progress and cancellation.

    Returns
    -------
    Mesh
        Closed; another topology.
    """
    _refuse(wall_mm, WALL_LIMITS_MM, "wall")
    watch = monitor or Monitor()
    grid = _grid(mesh, wall_mm, wall_mm)
    watch.report(0.1, "Finding the neighbourhood")
    level, far = wall_mm / 2.0, np.float32(grid.spacing * _BAND)
    empty = np.ones(grid.volume_shape, dtype=np.bool_)
    for points in _spread(mesh.vertices[mesh.faces], grid.spacing):
        x, y, z = np.rint((points - np.array(grid.origin)) / grid.spacing).astype(np.int64).T
        empty[z, y, x] = False
    # From the nodes next to the surface, which are up to a cell away from it.
    near = distance_transform_edt(empty) * grid.spacing < level + (_BAND + 1.0) * grid.spacing
    flat = np.flatnonzero(near)
    watch.report(0.4, "Measuring the wall")
    distance, _, _ = SurfaceDistance(mesh).unsigned(grid.points(flat))
    volume = np.full(grid.node_count, far, dtype=np.float32)
    volume[flat] = np.minimum(distance - level, far)
    watch.report(0.85, "Shaping the shell")
    return flying_edges(volume.reshape(grid.volume_shape), grid)


def _refuse(value: float, limits: tuple[float, float], what: str) -> None:
    low, high = limits
    if not low <= value <= high:
        raise ExportError(f"A {what} of {value:g} mm cannot be made; choose {low:g} to {high:g}.")


def _grid(mesh: Mesh, wall_mm: float, margin: float) -> RegularGrid:
    bounds = np.stack([mesh.vertices.min(axis=0) - margin, mesh.vertices.max(axis=0) + margin])
    longest = float((bounds[1] - bounds[0]).max())
    cell = max(wall_mm / _CELLS_PER_WALL, FINEST_MM, longest / _MOST_CELLS)
    return RegularGrid.over(bounds, max(8, round(longest / cell) + 1))


def _inside(mesh: Mesh, grid: RegularGrid) -> BoolArray:
    """Return which nodes lie inside a closed surface, (nz, ny, nx)."""
    surface = vtkPolyData()
    points = vtkPoints()
    places = np.ascontiguousarray(mesh.vertices)
    points.SetData(numpy_to_vtk(places))
    cells = vtkCellArray()
    starts = np.arange(0, 3 * mesh.face_count + 1, 3, dtype=np.int64)
    corners = np.ascontiguousarray(mesh.faces, dtype=np.int64).ravel()
    cells.SetData(numpy_to_vtkIdTypeArray(starts), numpy_to_vtkIdTypeArray(corners))
    surface.SetPoints(points)
    surface.SetPolys(cells)
    stencil = vtkPolyDataToImageStencil()
    stencil.SetInputData(surface)
    stencil.SetOutputOrigin(*grid.origin)
    stencil.SetOutputSpacing(*(grid.spacing,) * 3)
    stencil.SetOutputWholeExtent(*(end for n in grid.shape for end in (0, n - 1)))
    image = vtkImageStencilToImage()
    image.SetInputConnection(stencil.GetOutputPort())
    image.SetInsideValue(1)
    image.SetOutsideValue(0)
    image.SetOutputScalarTypeToUnsignedChar()
    image.Update()
    found: vtkImageData = image.GetOutput()
    values = vtk_to_numpy(found.GetPointData().GetScalars())
    inside: BoolArray = values.reshape(grid.volume_shape) > 0
    return inside


def _largest(mesh: Mesh) -> Mesh:
    """Return the connected piece with the largest volume; other hollows stay filled."""
    if not mesh.face_count:
        return mesh
    label = face_components(mesh.faces, mesh.vertex_count)
    pieces = [Mesh(mesh.vertices, mesh.faces[label == one]) for one in range(label.max() + 1)]
    kept = max(pieces, key=enclosed_volume)
    used, faces = np.unique(kept.faces, return_inverse=True)
    return Mesh(mesh.vertices[used], faces.reshape(-1, 3))


def _together(first: Mesh, second: Mesh) -> Mesh:
    return Mesh(
        np.concatenate([first.vertices, second.vertices]),
        np.concatenate([first.faces, second.faces + first.vertex_count]),
    )


def _drained(made: Mesh, cavity: Mesh, drain_mm: float, watch: Monitor) -> Mesh:
    """Return a hollow solid with a hole below."""
    import manifold3d

    _refuse(drain_mm, DRAIN_LIMITS_MM, "drain hole")
    watch.report(0.85, "Opening the drain")
    low = cavity.vertices[np.argmin(cavity.vertices[:, 1])]
    bottom = float(made.vertices[:, 1].min()) - 1.0
    top = float(low[1]) + drain_mm
    body = manifold3d.Manifold(
        manifold3d.Mesh64(
            np.array(made.vertices, dtype=np.float64), np.array(made.faces, dtype=np.uint64)
        )
    )
    if body.status() != manifold3d.Error.NoError:
        raise ExportError("The surface crosses itself, so no hole can be cut; leave the drain out.")
    # A cylinder stands along z: turned upright, then put below the hollow.
    hole = (
        manifold3d.Manifold.cylinder(top - bottom, drain_mm / 2.0, circular_segments=_DRAIN_SIDES)
        .rotate((-90.0, 0.0, 0.0))
        .translate((float(low[0]), bottom, float(low[2])))
    )
    cut = (body - hole).to_mesh64()
    return Mesh(np.asarray(cut.vert_properties)[:, :3], np.asarray(cut.tri_verts).astype(np.int64))


def _spread(corners: FloatArray, apart: float) -> Iterator[FloatArray]:
    """Yield points over triangles (m, 3, 3), no farther apart than a cell."""
    longest = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2).max(axis=1)
    steps = np.ceil(longest / apart).astype(np.int64) + 1
    for count in np.unique(steps):
        u, v = np.meshgrid(np.linspace(0, 1, count), np.linspace(0, 1, count))
        kept = u + v <= 1.0 + 1e-9
        weight = np.stack([1.0 - u[kept] - v[kept], u[kept], v[kept]], axis=1)
        yield np.einsum("kc,mcx->mkx", weight, corners[steps == count]).reshape(-1, 3)
