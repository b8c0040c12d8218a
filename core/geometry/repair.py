"""A clean, light copy of a raw scan for alignment and fitting; the scan itself stays as it is.

Refuses nothing but emptiness: holes stay holes, because the fit trusts only what was scanned.
"""

import numpy as np

from core.arrays import FloatArray, IntArray
from core.errors import ScanError
from core.geometry.mesh import Mesh
from core.geometry.normals import face_areas
from core.geometry.topology import (
    boundary_edges,
    consistent_share,
    directed_edges,
    edge_keys,
    face_components,
)
from core.geometry.weld import equal_rows
from core.monitor import Monitor

TARGET_FACES = 60_000
"""Triangles that suffice for a fit: about 2 mm edges on a head with shoulders."""

KEPT_SHARE = 0.2
"""Pieces with less than this share of the largest piece's area are dropped (hair, stands, dust)."""

CONSISTENT_SHARE = 0.99
"""From this share of alike wound neighbours the file's winding is trusted; below it is redone."""

_DECIMATION_DIAGONAL = 300.0
"""Size to which a mesh is scaled for decimation, whose error thresholds are absolute."""


def clean_for_fitting(
    mesh: Mesh, target_faces: int = TARGET_FACES, monitor: Monitor | None = None
) -> Mesh:
    """Return a finite, welded, outward surface of moderate size.

    Vertices that are not finite and their triangles go; equal vertices are joined; degenerate and
    doubled triangles go; the largest piece stays, and others of at least `KEPT_SHARE` of its area;
    all triangles are wound outward; more than `target_faces` are simplified.

    Parameters
    ----------
    mesh : Mesh
        Any raw scan, in any unit.
    target_faces : int
        Largest number of triangles wanted.
    monitor : Monitor, optional
        Told about each stage; millions of triangles take half a minute.

    Returns
    -------
    Mesh
        In the unit and frame of the scan, without texture coordinates and loose vertices.

    Raises
    ------
    ScanError
        When no triangle with an area remains.
    CancelledError
        When the monitor was cancelled.
    """
    monitor = monitor or Monitor()
    monitor.report(0.0, "joining the scan's triangles")
    vertices, faces = weld(mesh.vertices, drop_broken_faces(mesh.vertices, mesh.faces))
    area = face_areas(vertices, faces)
    faces, area = faces[area > 0.0], area[area > 0.0]
    if not len(faces):
        raise ScanError("The scan has no triangle with an area: export it again as a surface.")
    monitor.report(0.3, "finding the scan's pieces")
    label, size = _pieces(vertices, faces, area)
    vertices, faces = compact(vertices, faces[(size >= KEPT_SHARE * size.max())[label]])
    monitor.report(0.5, "simplifying the scan for the fit")
    if len(faces) > target_faces:
        vertices, faces = simplified(vertices, faces, target_faces)
    # last, because looking for doubles among millions of triangles takes seconds
    vertices, faces = compact(vertices, drop_degenerate_faces(vertices, faces))
    clean = Mesh(vertices, orient_outward(vertices, faces))
    monitor.report(1.0, "scan cleaned")
    return clean


def drop_broken_faces(vertices: FloatArray, faces: IntArray) -> IntArray:
    """Return the triangles whose three vertices are finite.

    Parameters
    ----------
    vertices : (n, 3) float64
        Positions, some perhaps NaN or infinite.
    faces : (m, 3) int64
        Triangles.

    Returns
    -------
    (k, 3) int64
        In their order.
    """
    finite = np.asarray(np.isfinite(vertices).all(axis=1), dtype=np.bool_)
    return faces[finite[faces].all(axis=1)]


def weld(vertices: FloatArray, faces: IntArray) -> tuple[FloatArray, IntArray]:
    """Join vertices that are exactly equal.

    Parameters
    ----------
    vertices : (n, 3) float64
        Positions.
    faces : (m, 3) int64
        Triangles.

    Returns
    -------
    vertices : (k, 3) float64
        Each position once, in the order of first occurrence.
    faces : (m, 3) int64
        The same triangles over them.
    """
    first, inverse = equal_rows(vertices)
    return vertices[first], inverse[faces]


def drop_degenerate_faces(vertices: FloatArray, faces: IntArray) -> IntArray:
    """Return the triangles that have an area, each once.

    Parameters
    ----------
    vertices : (n, 3) float64
        Finite positions.
    faces : (m, 3) int64
        Triangles.

    Returns
    -------
    (k, 3) int64
        In their order; of triangles over the same three vertices the first.
    """
    faces = faces[face_areas(vertices, faces) > 0.0]
    corners = np.sort(faces, axis=1)
    first, _ = equal_rows(corners.astype(np.float64))
    return faces[first]


def compact(vertices: FloatArray, faces: IntArray) -> tuple[FloatArray, IntArray]:
    """Drop vertices that no triangle uses.

    Parameters
    ----------
    vertices : (n, 3) float64
        Positions.
    faces : (m, 3) int64
        Triangles.

    Returns
    -------
    vertices : (k, 3) float64
        The used ones in their order.
    faces : (m, 3) int64
        The same triangles over them.
    """
    used = np.zeros(len(vertices), dtype=bool)
    used[faces] = True
    place = np.cumsum(used) - 1
    return vertices[used], place[faces]


def _pieces(vertices: FloatArray, faces: IntArray, area: FloatArray) -> tuple[IntArray, FloatArray]:
    """Return which piece each triangle belongs to, and the area of each piece."""
    label = face_components(faces, len(vertices))
    return label, np.bincount(label, area).astype(np.float64)


def largest_piece(mesh: Mesh) -> FloatArray:
    """Return the vertices of the piece with the largest area.

    Parameters
    ----------
    mesh : Mesh
        A raw scan; vertices that are equal connect their triangles.

    Returns
    -------
    (k, 3) float64
        Positions, for measuring its size.
    """
    vertices, faces = weld(mesh.vertices, drop_broken_faces(mesh.vertices, mesh.faces))
    label, size = _pieces(vertices, faces, face_areas(vertices, faces))
    return compact(vertices, faces[label == np.argmax(size)])[0]


def simplified(
    vertices: FloatArray, faces: IntArray, target_faces: int
) -> tuple[FloatArray, IntArray]:
    """Simplify by quadric errors.

    Parameters
    ----------
    vertices : (n, 3) float64
        Positions.
    faces : (m, 3) int64
        Triangles.
    target_faces : int
        About how many triangles shall be left.

    Returns
    -------
    vertices : (k, 3) float64
        Positions.
    faces : (l, 3) int64
        Triangles.
    """
    import fast_simplification  # compiled: not before it is needed

    low, high = vertices.min(axis=0), vertices.max(axis=0)
    scale = _DECIMATION_DIAGONAL / float(np.linalg.norm(high - low))
    # The library takes no arrays that are read-only.
    points, triangles = fast_simplification.simplify(
        (vertices - low) * scale, np.array(faces, dtype=np.int64), target_count=target_faces
    )
    points = np.asarray(points, dtype=np.float64) / scale + low
    return points, np.asarray(triangles, dtype=np.int64)


def orient_outward(vertices: FloatArray, faces: IntArray) -> IntArray:
    """Wind all triangles alike and outward.

    Parameters
    ----------
    vertices : (n, 3) float64
        Positions.
    faces : (m, 3) int64
        Triangles over welded vertices.

    Returns
    -------
    (m, 3) int64
        The same triangles in their order, some wound the other way.

    Notes
    -----
    Outside is where the volume is positive. An open piece is closed for this by a cone from its
    border to the border's centre, which lies behind a face and under a head.
    """
    if consistent_share(faces) < CONSISTENT_SHARE:
        import igl

        faces = np.asarray(igl.bfs_orient(np.ascontiguousarray(faces))[0], dtype=np.int64)
    label = face_components(faces, len(vertices))
    centre = _border_centres(vertices, faces, label)
    corner = vertices[faces] - centre[label][:, None]
    volume = np.bincount(label, np.linalg.det(corner) / 6.0)
    inward = (volume < 0)[label]
    return np.where(inward[:, None], faces[:, ::-1], faces)


def _border_centres(vertices: FloatArray, faces: IntArray, label: IntArray) -> FloatArray:
    """Return per piece the centre of its border, or of all its edges if it has none."""
    edges = directed_edges(faces)
    middle = vertices[edges].mean(axis=1)
    at_border = np.isin(edge_keys(edges), edge_keys(boundary_edges(faces)))
    # the small weight of inner edges only counts where there is no border
    weight = np.where(at_border, 1.0, 1e-9)
    owner = np.tile(label, 3)
    total = np.bincount(owner, weight)
    return np.stack([np.bincount(owner, weight * axis) / total for axis in middle.T], axis=1)
