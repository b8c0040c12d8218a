"""Wavefront OBJ: vertices, triangles and texture coordinates exactly as the file lists them.

Our own reader, because no library at hand keeps the file's vertices: trimesh and VTK split them at
texture seams, and libigl refuses files that mix triangles and quads. Groups, materials, normals
and colours are skipped.
"""

from collections.abc import Sequence
from typing import IO

import numpy as np

from core.arrays import FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.geometry.polygons import fan_corners

MATERIAL = "scan"
"""Name of the one material that is written."""
_CHUNK_LINES = 20_000
_LARGE = 20.0


def read_obj(data: bytes) -> Mesh:
    """Read an OBJ file.

    Parameters
    ----------
    data : bytes
        The whole file.

    Returns
    -------
    Mesh
        Every vertex of the file in its order, also those without triangles; polygons cut into
        triangles; `uv` as listed.

    Raises
    ------
    ValueError
        When the text is no OBJ mesh; the message is a clause for the user.
    """
    positions: list[bytes] = []
    coordinates: list[bytes] = []
    corners: list[list[bytes]] = []
    limits: list[tuple[int, int]] = []
    for line in data.replace(b"\\\r\n", b" ").replace(b"\\\n", b" ").splitlines():
        keyword, _, rest = line.strip().replace(b"\t", b" ").partition(b" ")
        if keyword == b"v":
            positions.append(rest)
        elif keyword == b"f":
            corners.append(rest.split(b"#")[0].split())
            limits.append((len(positions), len(coordinates)))
        elif keyword == b"vt":
            coordinates.append(rest)
    vertices = _columns(positions, 3, "vertex")
    uv = _columns(coordinates, 2, "texture coordinate") if coordinates else None
    faces, uv_faces = _faces(corners, limits, len(vertices), len(coordinates))
    if uv_faces is None:
        return Mesh(vertices, faces)
    return Mesh(vertices, faces, uv, uv_faces)


def _columns(lines: list[bytes], count: int, name: str) -> FloatArray:
    """Return the first `count` numbers of every line."""
    tokens = b" ".join(lines).split()
    try:
        if len(tokens) != count * len(lines):
            tokens = [token for line in lines for token in _first(line, count)]
        return np.array(tokens, dtype=np.float64).reshape(-1, count)
    except ValueError:
        raise ValueError(f"a {name} in it is not {count} numbers") from None


def _first(line: bytes, count: int) -> list[bytes]:
    tokens = line.split()
    if len(tokens) < count:
        raise ValueError("too few numbers")
    return tokens[:count]


def _faces(
    corners: list[list[bytes]],
    limits: list[tuple[int, int]],
    vertex_count: int,
    uv_count: int,
) -> tuple[IntArray, IntArray | None]:
    """Return triangles over positions, and over texture coordinates when every corner has one."""
    counts = np.array([len(polygon) for polygon in corners], dtype=np.int64)
    flat = [corner for polygon in corners for corner in polygon]
    seen = np.repeat(np.array(limits, dtype=np.int64).reshape(-1, 2), counts, axis=0)
    fields = [corner.split(b"/") for corner in flat]
    chosen = fan_corners(counts)
    vertex = _resolve([part[0] for part in fields], seen[:, 0], vertex_count, "vertex")
    mapped = [part[1] if len(part) > 1 else b"" for part in fields]
    if uv_count == 0 or not mapped or not all(mapped):
        return vertex[chosen], None
    return vertex[chosen], _resolve(mapped, seen[:, 1], uv_count, "texture coordinate")[chosen]


def _resolve(tokens: list[bytes], seen: IntArray, count: int, name: str) -> IntArray:
    """Turn one-based indices, or negative ones from the lines read so far, into zero-based ones."""
    try:
        index = np.array([int(token) for token in tokens], dtype=np.int64)
    except (ValueError, OverflowError):
        raise ValueError(f"a triangle in it has a {name} that is not a whole number") from None
    index = np.where(index < 0, seen + index, index - 1)
    if index.size and (index.min() < 0 or index.max() >= count):
        raise ValueError(f"a triangle in it uses a {name} that it does not hold")
    return index


def write_obj(
    mesh: Mesh,
    stream: IO[bytes],
    library: str | None = None,
    *,
    comment: str = "",
    objects: Sequence[tuple[str, int]] = (),
) -> None:
    """Write an OBJ file with every vertex in its order, and texture coordinates if there are any.

    Parameters
    ----------
    mesh : Mesh
        The mesh; positions are written with six decimals, or nine where it is small.
    stream : binary file
        Open for writing.
    library : str, optional
        Name of the material file beside it, from `material_library`.
    comment : str
        Written on the first lines, such as the unit.
    objects : sequence of (str, int)
        Names and numbers of triangles of the objects in the mesh, in the order of its triangles.
    """
    text = "\n# ".join(comment.splitlines())
    stream.write(f"# Nasion{f': {text}' if text else ''}\n".encode())
    if library is not None:
        stream.write(f"mtllib {library}\nusemtl {MATERIAL}\n".encode())
    decimals = _decimals(mesh.vertices)
    _write_rows(stream, f"v %.{decimals}f %.{decimals}f %.{decimals}f\n", mesh.vertices)
    corners, line = mesh.faces + 1, "f %d %d %d\n"
    if mesh.uv is not None and mesh.uv_faces is not None:
        _write_rows(stream, "vt %.6f %.6f\n", mesh.uv)
        corners = np.stack([corners, mesh.uv_faces + 1], axis=2).reshape(-1, 6)
        line = "f %d/%d %d/%d %d/%d\n"
    begin = 0
    for name, count in objects or (("", mesh.face_count),):
        if name:
            stream.write(f"o {'_'.join(name.split())}\n".encode())
        _write_rows(stream, line, corners[begin : begin + count])
        begin += count


def _decimals(vertices: FloatArray) -> int:
    """Return decimals that keep a ten-thousandth of a millimetre, also of a head in metres."""
    extent = float(np.ptp(vertices, axis=0).max()) if len(vertices) else _LARGE
    return 6 if extent >= _LARGE else 9


def material_library(picture: str) -> bytes:
    """Return the content of a material file that puts a picture on the surface, without gloss.

    Parameters
    ----------
    picture : str
        File name of the picture, without spaces.

    Returns
    -------
    bytes
        In Wavefront's MTL format.
    """
    lines = (f"newmtl {MATERIAL}", "Ka 1 1 1", "Kd 1 1 1", "Ks 0 0 0", "illum 1")
    return "\n".join((*lines, f"map_Kd {picture}", "")).encode()


def _write_rows(stream: IO[bytes], row_format: str, rows: FloatArray | IntArray) -> None:
    for start in range(0, len(rows), _CHUNK_LINES):
        part = rows[start : start + _CHUNK_LINES]
        text = row_format * len(part) % tuple(part.ravel().tolist())
        stream.write(text.encode("ascii"))
