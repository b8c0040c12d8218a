"""Named surfaces to one file of any kind, with its unit and origin told inside.

What `core.geometry.mesh_io.write_mesh` does for one bare mesh this does for a result that leaves
the program: several surfaces, the scan's picture, text or binary, and a comment.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np

from core.atomic import write_whole
from core.errors import ExportError
from core.geometry.gltf_builder import GltfBuilder
from core.geometry.gltf_surface import METRES_PER_MM, material, surface_of
from core.geometry.mesh import Mesh
from core.geometry.mesh_io import write_textured
from core.geometry.obj_format import write_obj
from core.geometry.ply_writer import write_ply
from core.geometry.stl_format import write_stl, write_text_stl
from core.geometry.texture import Texture
from core.units import MILLIMETRES_PER_UNIT

SUFFIXES = (".obj", ".stl", ".ply", ".glb", ".gltf")
"""Kinds of file that surfaces are written to."""

BYTES_PER_TRIANGLE = {".obj": 37.0, ".stl": 50.0, ".ply": 19.0, ".glb": 24.0, ".gltf": 32.0}
"""About, of a closed surface with half as many vertices as triangles; numbers of OBJ in mm."""
_NARROW_INDICES = 0.75
"""Of glTF's size, where two bytes hold a vertex's number."""
TEXT_STL_BYTES = 205.0
"""About, per triangle."""


@dataclass(frozen=True, eq=False)
class NamedSurface:
    """A surface and what it is called in the file.

    Attributes
    ----------
    name : str
        Such as ``skin``.
    mesh : Mesh
        In the unit in which it shall be read.
    look : str
        ``skin`` or ``bone``; a colour in glTF.
    texture : Texture or None
        Its picture; kept in OBJ and glTF.
    """

    name: str
    mesh: Mesh
    look: str = "skin"
    texture: Texture | None = None


@dataclass(frozen=True)
class FileNotes:
    """What a file tells about itself.

    Attributes
    ----------
    unit : str
        ``mm``, ``cm``, ``m``; anything else is a unit of the scan's own, which glTF keeps too.
    lines : tuple of str
        Sentences: for the comment of OBJ and PLY; the first for the header of STL.
    facts : mapping of str to JSON values
        The same for glTF.
    text : bool
        Whether an STL is written as text.
    """

    unit: str = "mm"
    lines: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    text: bool = False


def expected_bytes(suffix: str, triangles: int, *, text: bool = False) -> int:
    """Return about how large a file will be.

    Parameters
    ----------
    suffix : str
        One of `SUFFIXES`.
    triangles : int
        Of all its surfaces.
    text : bool
        Whether an STL is written as text.

    Returns
    -------
    int
        Bytes, without a picture; right to about a fifth.
    """
    each = TEXT_STL_BYTES if text and suffix == ".stl" else BYTES_PER_TRIANGLE[suffix]
    if suffix in (".glb", ".gltf") and triangles < 2 * np.iinfo(np.uint16).max:
        each *= _NARROW_INDICES
    return round(each * triangles)


def refuse_other_kinds(path: Path) -> None:
    """Refuse a name that is not one of `SUFFIXES`.

    Parameters
    ----------
    path : Path
        Where a surface shall go.

    Raises
    ------
    ExportError
        When it cannot be written there.
    """
    if path.suffix.lower() not in SUFFIXES:
        known = ", ".join(SUFFIXES[:-1])
        raise ExportError(
            f"{path.name} has no extension that can be written: end it in {known} or "
            f"{SUFFIXES[-1]}."
        )


def joined(meshes: Sequence[Mesh]) -> Mesh:
    """Return several meshes as one, one behind the other.

    Parameters
    ----------
    meshes : sequence of Mesh
        At least one; texture coordinates are kept only where there is one.

    Returns
    -------
    Mesh
        All vertices and triangles in their order.
    """
    if len(meshes) == 1:
        return meshes[0]
    starts = np.cumsum([0, *(mesh.vertex_count for mesh in meshes)])
    return Mesh(
        np.concatenate([mesh.vertices for mesh in meshes]),
        np.concatenate([mesh.faces + at for mesh, at in zip(meshes, starts, strict=False)]),
    )


def write_surfaces(
    surfaces: Sequence[NamedSurface], path: Path, notes: FileNotes | None = None
) -> tuple[Path, ...]:
    """Write surfaces to one file, whole or not at all.

    Parameters
    ----------
    surfaces : sequence of NamedSurface
        At least one, all in one unit and frame.
    path : Path
        Its extension chooses the kind, one of `SUFFIXES`. STL and PLY know no objects: there all
        are one. glTF is in metres whatever the unit.
    notes : FileNotes, optional
        Told inside.

    Returns
    -------
    tuple of Path
        The files written, this one last; a textured OBJ brings its picture and material file.

    Raises
    ------
    ExportError
        When the kind is unknown, a vertex has no place, or the file cannot be written.
    """
    refuse_other_kinds(path)
    notes = notes or FileNotes()
    mesh = joined([one.mesh for one in surfaces])
    if not np.isfinite(mesh.vertices).all():
        raise ExportError(
            f"{path.name} was not written, because the surface has vertices without a place: "
            "undo the last edit and export again."
        )
    suffix, comment = path.suffix.lower(), "\n".join(notes.lines)
    first = surfaces[0]
    if suffix == ".obj" and first.texture is not None and mesh.uv is not None:
        return write_textured(mesh, path, first.texture, comment=comment)

    def write(stream: IO[bytes]) -> None:
        if suffix == ".obj":
            objects = [(one.name, one.mesh.face_count) for one in surfaces]
            write_obj(mesh, stream, comment=comment, objects=objects)
        elif suffix == ".ply":
            write_ply(mesh, stream, comment=comment)
        elif suffix == ".stl":
            (write_text_stl if notes.text else write_stl)(
                mesh, stream, comment=notes.lines[0] if notes.lines else ""
            )
        else:
            builder = _scene(surfaces, notes)
            (builder.write if suffix == ".glb" else builder.write_text)(stream)

    try:
        write_whole(path, write)
    except ValueError as error:
        raise ExportError(f"{path.name} was not written, because {error}.") from None
    return (path,)


def _scene(surfaces: Sequence[NamedSurface], notes: FileNotes) -> GltfBuilder:
    """Return a scene with one node for each surface."""
    builder = GltfBuilder("Nasion")
    scale = MILLIMETRES_PER_UNIT.get(notes.unit, 1.0 / METRES_PER_MM) * METRES_PER_MM
    meshes, materials = [], []
    for number, one in enumerate(surfaces):
        picture = None if one.texture is None or one.mesh.uv is None else one.texture
        bare = one.mesh if picture is not None else Mesh(one.mesh.vertices, one.mesh.faces)
        primitive = {**surface_of(builder, bare, scale), "material": number}
        meshes.append({"name": one.name, "primitives": [primitive]})
        materials.append(
            material(one.look, None if picture is None else _texture(builder, picture))
        )
    nodes = [{"name": one.name, "mesh": number} for number, one in enumerate(surfaces)]
    builder.description |= {
        "scene": 0,
        "scenes": [{"nodes": list(range(len(nodes)))}],
        "nodes": nodes,
        "meshes": meshes,
        "materials": materials,
    }
    if notes.facts:
        builder.description["asset"]["extras"] = dict(notes.facts)
    return builder


def _texture(builder: GltfBuilder, texture: Texture) -> int:
    """Add a picture and return the texture that shows it."""
    kinds = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}
    kind = next((kind for mark, kind in kinds.items() if texture.data.startswith(mark)), "")
    content = texture.data
    if not kind:
        from PIL import Image

        stream = io.BytesIO()
        with Image.open(io.BytesIO(texture.data)) as picture:
            picture.convert("RGB").save(stream, "PNG")
        content, kind = stream.getvalue(), "image/png"
    textures: list[dict[str, Any]] = builder.description.setdefault("textures", [])
    textures.append({"source": builder.picture(content, kind)})
    return len(textures) - 1
