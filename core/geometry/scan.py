"""A scan as it came from a file, with what was found out about it on the way."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.errors import ScanError
from core.geometry.mesh import Mesh
from core.geometry.mesh_io import parse_mesh, read_file
from core.geometry.normals import face_areas
from core.geometry.repair import TARGET_FACES, largest_piece
from core.geometry.texture import find_texture
from core.monitor import Monitor
from core.units import ESTIMATED, MILLIMETRES_PER_UNIT, guess_unit, is_head_sized

SMALLEST_VERTEX_COUNT = 100
"""Fewer points cannot show where a nose is."""

LARGEST_BROKEN_SHARE = 0.5
"""Above this share of vertices without a place the file is taken for broken."""

_AREA_CHUNK = 100_000


@dataclass(frozen=True, eq=False)
class Scan:
    """A scan file's mesh and what is known about it.

    Attributes
    ----------
    mesh : Mesh
        As in the file: vertex count, order and texture coordinates kept, in the file's unit and
        frame. Only vertices that are not finite are missing, which `notes` then says.
    path : Path
        The file.
    sha256 : str
        Hash of the file's bytes.
    unit : str
        ``mm``, ``cm`` or ``m``; ``estimated`` when no unit makes it the size of a head, so that
        the alignment has to find the scale.
    millimetres_per_unit : float
        Length of one unit, mm; for ``estimated`` only a start for the alignment.
    notes : tuple of str
        Sentences for the user about what was guessed, dropped or is unusual.
    texture : Path or None
        The picture that belongs to the scan, if it lies beside it.
    """

    mesh: Mesh
    path: Path
    sha256: str
    unit: str
    millimetres_per_unit: float
    notes: tuple[str, ...] = ()
    texture: Path | None = None


def load_scan(
    path: Path | str,
    unit: str = "auto",
    monitor: Monitor | None = None,
    content: bytes | None = None,
) -> Scan:
    """Load a scan and check that a head can be fitted to it.

    Parameters
    ----------
    path : Path or str
        An OBJ, PLY, STL, GLB, glTF, VTK or VTP file.
    unit : str
        ``mm``, ``cm`` or ``m``; ``auto`` guesses from the size.
    monitor : Monitor, optional
        Told about each stage; millions of triangles take half a minute.
    content : bytes, optional
        The file, where it is held already: of `path` only the name counts then, and no picture
        is looked for beside it.

    Returns
    -------
    Scan
        The mesh and what was found out about it.

    Raises
    ------
    ScanError
        When the file cannot be read, is no surface, or has too few points or none with an area.
    CancelledError
        When the monitor was cancelled.
    """
    path = Path(path)
    monitor = monitor or Monitor()
    if unit != "auto" and unit not in MILLIMETRES_PER_UNIT:
        known = ", ".join(MILLIMETRES_PER_UNIT)
        raise ScanError(f"'{unit}' is not a unit of {path.name}: choose auto, {known}.")
    monitor.report(0.0, f"reading {path.name}")
    data = read_file(path) if content is None else content
    monitor.report(0.1, f"understanding {path.name}")
    mesh, notes = _usable(parse_mesh(data, path), path.name)
    monitor.report(0.6, "measuring the scan")
    points = largest_piece(mesh)
    diagonal = float(np.linalg.norm(points.max(axis=0) - points.min(axis=0)))
    name, factor, unit_notes = _unit(diagonal, unit)
    monitor.report(1.0, "scan loaded")
    return Scan(
        mesh=mesh,
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        unit=name,
        millimetres_per_unit=factor,
        notes=(*notes, *unit_notes),
        texture=find_texture(path, data) if content is None else None,
    )


def _usable(mesh: Mesh, name: str) -> tuple[Mesh, tuple[str, ...]]:
    """Return the finite part of a mesh that is fit for use, and what to say about it."""
    if mesh.vertex_count == 0:
        raise ScanError(f"{name} holds no points: export the scan again.")
    if mesh.face_count == 0:
        raise ScanError(
            f"{name} holds {mesh.vertex_count:,} points but no triangles: make a surface of the "
            "point cloud first, for example by Poisson reconstruction in MeshLab."
        )
    mesh, notes = _finite(mesh, name)
    if mesh.vertex_count < SMALLEST_VERTEX_COUNT:
        raise ScanError(
            f"{name} has only {mesh.vertex_count} usable points, too few for a face: "
            f"choose a scan with at least {SMALLEST_VERTEX_COUNT}."
        )
    if not _has_area(mesh):
        raise ScanError(
            f"{name} has no triangle with an area, so it shows no surface: export the scan again."
        )
    if mesh.face_count > TARGET_FACES:
        count = f"{mesh.face_count:,}"
        note = f"The fit uses a simplified copy of the {count} triangles; the scan keeps them all."
        notes = (*notes, note)
    return mesh, notes


def _has_area(mesh: Mesh) -> bool:
    """Return whether any triangle has an area; looks at no more of them than it must."""
    return any(
        (face_areas(mesh.vertices, mesh.faces[start : start + _AREA_CHUNK]) > 0).any()
        for start in range(0, mesh.face_count, _AREA_CHUNK)
    )


def _finite(mesh: Mesh, name: str) -> tuple[Mesh, tuple[str, ...]]:
    """Drop the vertices without a place and their triangles."""
    finite = np.asarray(np.isfinite(mesh.vertices).all(axis=1), dtype=np.bool_)
    if finite.all():
        return mesh, ()
    broken = int((~finite).sum())
    if broken > LARGEST_BROKEN_SHARE * mesh.vertex_count:
        raise ScanError(
            f"{name} is broken, because {broken:,} of its {mesh.vertex_count:,} points have no "
            "place (NaN or infinite): export the scan again."
        )
    rows = finite[mesh.faces].all(axis=1)
    place = np.cumsum(finite) - 1
    uv_faces = None if mesh.uv_faces is None else mesh.uv_faces[rows]
    clean = Mesh(mesh.vertices[finite], place[mesh.faces[rows]], mesh.uv, uv_faces)
    note = f"{broken:,} points without a place (NaN or infinite) and their triangles were dropped."
    return clean, (note,)


def _unit(diagonal: float, asked: str) -> tuple[str, float, tuple[str, ...]]:
    """Return unit, millimetres per unit and what to say about them."""
    if asked != "auto":
        factor = MILLIMETRES_PER_UNIT[asked]
        if is_head_sized(diagonal * factor):
            return asked, factor, ()
        size = f"{diagonal * factor:,.4g} mm"
        return asked, factor, (f"In {asked} the scan is {size} across, which no head is.",)
    unit, factor = guess_unit(diagonal)
    if unit == ESTIMATED:
        note = (
            f"The scan is {diagonal:.4g} across, which is no head in mm, cm or m: "
            "its scale is estimated from the shape of the face."
        )
        return unit, factor, (note,)
    note = (
        f"The unit is taken to be {unit}, which makes the scan {diagonal * factor:.0f} mm across."
    )
    return unit, factor, (note,)
