"""Meshes in and out of files, with vertex order, vertex count and texture coordinates kept.

Reading looks at what a file holds, not only at its name. Writing is atomic: a full disk or a lost
connection leaves the old file as it was and nothing half-written.
"""

from collections.abc import Callable
from pathlib import Path
from typing import IO

import numpy as np

from core.atomic import write_whole
from core.errors import ExportError, ScanError
from core.geometry.gltf_format import read_gltf
from core.geometry.mesh import Mesh
from core.geometry.obj_format import material_library, read_obj, write_obj
from core.geometry.ply_reader import read_ply
from core.geometry.ply_writer import PointScalar, write_ply
from core.geometry.sniff import FORMAT_NAMES, format_of_content, name_of_other_content
from core.geometry.stl_format import read_stl, write_stl
from core.geometry.texture import Texture
from core.geometry.vtk_format import read_vtk

READABLE = (".obj", ".ply", ".stl", ".glb", ".gltf", ".vtk", ".vtp")
"""Extensions that `read_mesh` knows, lower case."""

WRITABLE = (".obj", ".ply", ".stl")
"""Extensions that `write_mesh` knows, lower case."""

Colours = np.ndarray[tuple[int, int], np.dtype[np.uint8]]


def read_file(path: Path) -> bytes:
    """Return the bytes of a scan file.

    Parameters
    ----------
    path : Path
        A file.

    Returns
    -------
    bytes
        Its whole content, at least one byte.

    Raises
    ------
    ScanError
        When it is missing, a folder, empty or cannot be read.
    """
    try:
        if path.is_dir():
            raise ScanError(f"{path} is a folder: choose the scan file in it.")
        data = path.read_bytes()
    except FileNotFoundError:
        raise ScanError(f"There is no file {path}: check its name and folder.") from None
    except PermissionError:
        raise ScanError(
            f"{path} cannot be read, because you lack the permission: ask its owner or copy it."
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ScanError(f"{path} cannot be read ({reason}): copy it to this disk first.") from None
    except MemoryError:
        raise ScanError(f"{path} does not fit into memory: reduce the scan first.") from None
    if not data:
        raise ScanError(f"{path.name} is empty: export the scan again.")
    return data


def read_mesh(path: Path) -> Mesh:
    """Read a mesh from an OBJ, PLY, STL, GLB, glTF, VTK or VTP file.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    Mesh
        In the file's own unit and frame; vertices in the file's order and number (those of an
        STL file, which has none, in the order of first use); polygons cut into triangles.

    Raises
    ------
    ScanError
        When the file is missing, unreadable, broken or of another kind than its name says.
    """
    return parse_mesh(read_file(path), path)


def parse_mesh(data: bytes, path: Path) -> Mesh:
    """Make a mesh of the content of a file.

    Parameters
    ----------
    data : bytes
        The whole content.
    path : Path
        Where it came from; its extension must fit the content.

    Returns
    -------
    Mesh
        As `read_mesh` returns it.

    Raises
    ------
    ScanError
        When the content is broken or of another kind than the name says.
    """
    extension = path.suffix.lower()
    if extension not in READABLE:
        raise ScanError(_unknown_kind(path, data))
    content = format_of_content(data)
    if content is not None and content != extension:
        raise ScanError(
            f"{path.name} holds {FORMAT_NAMES[content]}, not {FORMAT_NAMES[extension]}: "
            f"rename it to {path.stem}{content} and open it again."
        )
    other = None if content else name_of_other_content(data)
    if other is not None:
        raise ScanError(f"{path.name} holds {other}, not a 3D scan: choose another file.")
    readers: dict[str, Callable[[], Mesh]] = {
        ".obj": lambda: read_obj(data),
        ".ply": lambda: read_ply(data),
        ".stl": lambda: read_stl(data),
        ".glb": lambda: read_gltf(data, path),
        ".gltf": lambda: read_gltf(data, path),
        ".vtk": lambda: read_vtk(data),
        ".vtp": lambda: _read_vtp(data),
    }
    try:
        # broken numbers are for the caller to find, not for NumPy to warn about
        with np.errstate(invalid="ignore", over="ignore"):
            return readers[extension]()
    except ValueError as error:
        raise ScanError(
            f"{path.name} cannot be read as {FORMAT_NAMES[extension]}, because {error}: "
            "export the scan again."
        ) from None
    except MemoryError:
        raise ScanError(
            f"{path.name} does not fit into memory: reduce its number of triangles first."
        ) from None


def _read_vtp(data: bytes) -> Mesh:
    from core.geometry.vtp_format import read_vtp  # needs VTK's own reader

    return read_vtp(data)


def _unknown_kind(path: Path, data: bytes) -> str:
    known = ", ".join(extension[1:].upper() for extension in READABLE)
    content = format_of_content(data)
    if content is not None:
        return (
            f"{path.name} holds {FORMAT_NAMES[content]}, but its name does not say so: "
            f"rename it to {path.stem}{content} and open it again."
        )
    other = name_of_other_content(data) or "no kind of mesh that Nasion knows"
    return f"{path.name} holds {other}: export the scan as one of {known}."


def write_mesh(
    mesh: Mesh,
    path: Path,
    *,
    point_colours: Colours | None = None,
    point_scalar: PointScalar | None = None,
    comment: str = "",
) -> None:
    """Write a mesh as OBJ, binary STL or binary PLY, by the extension of the name.

    The file appears whole or not at all; an existing one is replaced only by a whole one.

    Parameters
    ----------
    mesh : Mesh
        What to write, in the unit in which it shall be read.
    path : Path
        Where to; ``.obj``, ``.ply`` or ``.stl``.
    point_colours : (n, 3) uint8, optional
        Red, green and blue per vertex; PLY only.
    point_scalar : PointScalar, optional
        One named number per vertex, for example the uncertainty of a skull in mm; PLY only.
    comment : str
        Inside the file, such as the unit.

    Raises
    ------
    ExportError
        When the format is unknown, the numbers are not finite or the file cannot be written.
    """
    extension = path.suffix.lower()
    if extension not in WRITABLE:
        raise ExportError(
            f"{path.name} has no extension that can be written: end it in .obj, .ply or .stl."
        )
    if extension != ".ply" and not (point_colours is None and point_scalar is None):
        raise ExportError(
            f"{path.name} cannot carry colours or values per vertex: end its name in .ply."
        )
    if not np.isfinite(mesh.vertices).all():
        raise ExportError(
            f"{path.name} was not written, because the surface has vertices without a place: "
            "undo the last edit and export again."
        )

    def write(stream: IO[bytes]) -> None:
        if extension == ".obj":
            write_obj(mesh, stream, comment=comment)
        elif extension == ".stl":
            write_stl(mesh, stream, comment=comment.partition("\n")[0])
        else:
            write_ply(mesh, stream, point_colours, point_scalar, comment=comment)

    write_whole(path, write)


def write_textured(
    mesh: Mesh, path: Path, texture: Texture, *, comment: str = ""
) -> tuple[Path, ...]:
    """Write a mesh as OBJ with its picture and the material file that joins them.

    Parameters
    ----------
    mesh : Mesh
        With texture coordinates.
    path : Path
        Where to; ``.obj``. Picture and material file get its name.
    texture : Texture
        The picture; written byte by byte as it is.
    comment : str
        On the first lines of the mesh, such as the unit.

    Returns
    -------
    tuple of Path
        All files written, the mesh last: when it is there, so are the others.

    Raises
    ------
    ExportError
        When the mesh has no texture coordinates, the name is not that of an OBJ file, or a file
        cannot be written.
    """
    if path.suffix.lower() != ".obj" or mesh.uv is None or mesh.uv_faces is None:
        raise ExportError(
            f"{path.name} cannot carry a picture: end its name in .obj, and take a scan with "
            "texture coordinates."
        )
    # Material files end a name at the first space.
    stem = "_".join(path.stem.split())
    picture = path.with_name(stem + Path(texture.name).suffix.lower())
    library = path.with_name(f"{stem}.mtl")
    write_whole(picture, texture.data)
    write_whole(library, material_library(picture.name))
    write_whole(path, lambda stream: write_obj(mesh, stream, library.name, comment=comment))
    return picture, library, path
