"""glTF and GLB: all meshes of a scene in one, placed by the scene's nodes."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core.arrays import FloatArray
from core.geometry.mesh import Mesh

if TYPE_CHECKING:
    import trimesh

_UNREADABLE_COMPRESSION = ("KHR_draco_mesh_compression", "EXT_meshopt_compression")
_BROKEN = (
    ArithmeticError, AssertionError, AttributeError, IndexError, KeyError, NameError,
    NotImplementedError, OSError, TypeError, ValueError,
)  # fmt: skip


def read_gltf(data: bytes, path: Path) -> Mesh:
    """Read a glTF 2 file with the buffers that lie beside it, or a self-contained GLB file.

    Parameters
    ----------
    data : bytes
        The whole file.
    path : Path
        Where it lies; its folder is searched for buffers.

    Returns
    -------
    Mesh
        The vertices of every primitive in the scene's order, in the scene's frame (metres, by the
        format's rules); texture coordinates one per vertex.

    Raises
    ------
    ValueError
        When it is no glTF 2 scene; the message is a clause for the user.
    """
    import trimesh  # half a second: only when such a file is read
    from trimesh.resolvers import FilePathResolver

    kind = path.suffix.lower()[1:]
    compression = [name for name in _UNREADABLE_COMPRESSION if name.encode() in data]
    if compression:
        raise ValueError(f"it is compressed ({compression[0]}), which Nasion cannot unpack")
    try:
        scene = trimesh.load_scene(
            trimesh.util.wrap_as_stream(data),
            file_type=kind,
            resolver=FilePathResolver(str(path)),
            process=False,
        )
        return _joined(scene)
    except json.JSONDecodeError:
        raise ValueError("its description of the scene cannot be read") from None
    except FileNotFoundError as error:
        raise ValueError(
            f"the file {Path(str(error)).name} that belongs to it is missing"
        ) from None
    except _BROKEN:
        raise ValueError("it breaks off or breaks the rules of glTF 2") from None


def _joined(scene: "trimesh.Scene") -> Mesh:
    """Return all triangle meshes of a scene as one."""
    import trimesh

    vertices: list[FloatArray] = [np.zeros((0, 3))]
    uv: list[FloatArray] = [np.zeros((0, 2))]
    faces = [np.zeros((0, 3), dtype=np.int64)]
    textured = False
    offset = 0
    order = {name: place for place, name in enumerate(scene.geometry)}
    nodes = [scene.graph[node] for node in scene.graph.nodes_geometry]
    # The library lists nodes in no order of its own; two of one shape keep theirs.
    for place, name in sorted(nodes, key=lambda one: order[one[1]]):
        part = scene.geometry[name]
        if not isinstance(part, trimesh.Trimesh):
            continue
        positions = np.asarray(part.vertices, dtype=np.float64)
        triangles = np.asarray(part.faces, dtype=np.int64)
        if np.linalg.det(place[:3, :3]) < 0:
            triangles = triangles[:, ::-1]
        coordinates = getattr(part.visual, "uv", None)
        has_uv = coordinates is not None and len(coordinates) == len(positions)
        textured |= has_uv
        vertices.append(positions @ place[:3, :3].T + place[:3, 3])
        uv.append(np.asarray(coordinates) if has_uv else np.zeros((len(positions), 2)))
        faces.append(triangles + offset)
        offset += len(positions)
    joined = np.concatenate(faces)
    if joined.size and joined.max() >= offset:
        raise ValueError("a triangle in it uses a vertex that it does not hold")
    if not textured:
        return Mesh(np.concatenate(vertices), joined)
    return Mesh(np.concatenate(vertices), joined, np.concatenate(uv), joined)
