"""Binary PLY out: positions, triangles and, per vertex, colours and one named scalar."""

from dataclasses import dataclass
from typing import IO

import numpy as np

from core.arrays import FloatArray
from core.geometry.mesh import Mesh


@dataclass(frozen=True, eq=False)
class PointScalar:
    """One number per vertex that travels with a mesh.

    Attributes
    ----------
    name : str
        Property name in the file, for example ``uncertainty_mm``; no spaces.
    values : (n,) float64
        One per vertex.
    """

    name: str
    values: FloatArray


def write_ply(
    mesh: Mesh,
    stream: IO[bytes],
    point_colours: "np.ndarray[tuple[int, int], np.dtype[np.uint8]] | None" = None,
    point_scalar: PointScalar | None = None,
    *,
    comment: str = "",
) -> None:
    """Write a little-endian binary PLY file with every vertex in its order.

    Parameters
    ----------
    mesh : Mesh
        The mesh; positions are written in single precision.
    stream : binary file
        Open for writing.
    point_colours : (n, 3) uint8, optional
        Red, green and blue per vertex.
    point_scalar : PointScalar, optional
        One number per vertex.
    comment : str
        In the header, such as the unit.
    """
    fields: list[tuple[str, str]] = [("x", "<f4"), ("y", "<f4"), ("z", "<f4")]
    columns = dict(zip("xyz", mesh.vertices.T, strict=True))
    if mesh.uv is not None and _uv_follow_vertices(mesh.uv, mesh):
        fields += [("s", "<f4"), ("t", "<f4")]
        columns |= dict(zip("st", mesh.uv.T, strict=True))
    if point_colours is not None:
        names = ("red", "green", "blue")
        fields += [(name, "u1") for name in names]
        columns |= dict(zip(names, np.asarray(point_colours).T, strict=True))
    if point_scalar is not None:
        fields.append((point_scalar.name, "<f4"))
        columns[point_scalar.name] = point_scalar.values
    rows = np.zeros(mesh.vertex_count, dtype=fields)
    for name, values in columns.items():
        rows[name] = values
    triangles = np.zeros(mesh.face_count, dtype=[("count", "u1"), ("index", "<i4", (3,))])
    triangles["count"] = 3
    triangles["index"] = mesh.faces
    stream.write(_header(fields, mesh, comment).encode("ascii", "replace"))
    stream.write(rows.tobytes())
    stream.write(triangles.tobytes())


def _uv_follow_vertices(uv: FloatArray, mesh: Mesh) -> bool:
    """Return whether each vertex has exactly one texture coordinate, listed in its place."""
    if mesh.uv_faces is None or len(uv) != mesh.vertex_count:
        return False
    return np.array_equal(mesh.uv_faces, mesh.faces)


def _header(fields: list[tuple[str, str]], mesh: Mesh, comment: str) -> str:
    types = {"<f4": "float", "u1": "uchar"}
    lines = ["ply", "format binary_little_endian 1.0"]
    lines += [f"comment {line}" for line in f"Nasion {comment}".rstrip().splitlines()]
    lines.append(f"element vertex {mesh.vertex_count}")
    lines += [f"property {types[kind]} {name}" for name, kind in fields]
    lines.append(f"element face {mesh.face_count}")
    lines.append("property list uchar int vertex_indices")
    lines.append("end_header\n")
    return "\n".join(lines)
