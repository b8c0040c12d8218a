"""STL: a heap of loose triangles; reading joins the corners that are exactly equal."""

import re
from typing import IO

import numpy as np

from core.arrays import FloatArray
from core.geometry.mesh import Mesh
from core.geometry.normals import face_normals
from core.geometry.weld import equal_rows

_HEADER_BYTES = 80
_TEXT_PROBE = 1024
_CHUNK_FACETS = 20_000
_CORNER = "vertex %.9g %.9g %.9g\n"
_FACET = f"facet normal %.9g %.9g %.9g\nouter loop\n{3 * _CORNER}endloop\nendfacet\n"
_TRIANGLE = np.dtype([("normal", "<f4", (3,)), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
_TEXT_CORNER = re.compile(rb"vertex\s+(\S+)\s+(\S+)\s+(\S+)", re.IGNORECASE)


def read_stl(data: bytes) -> Mesh:
    """Read a binary or text STL file.

    Parameters
    ----------
    data : bytes
        The whole file.

    Returns
    -------
    Mesh
        Triangles in the file's order; vertices in the order of their first use, equal ones once.

    Raises
    ------
    ValueError
        When it is no STL mesh or breaks off; the message is a clause for the user.
    """
    start = data[:_TEXT_PROBE].lower()
    is_text = start.lstrip().startswith(b"solid") and b"facet" in start
    corners = _text_corners(data) if is_text else _binary_corners(data)
    first, inverse = equal_rows(corners)
    return Mesh(corners[first], inverse.reshape(-1, 3))


def _text_corners(data: bytes) -> FloatArray:
    rows = _TEXT_CORNER.findall(data)
    if b"endsolid" not in data[-_TEXT_PROBE:].lower() or len(rows) % 3:
        raise ValueError(f"it breaks off after {len(rows) // 3:,} triangles")
    try:
        return np.array(rows, dtype=np.float64).reshape(-1, 3)
    except ValueError:
        raise ValueError("a vertex in it is not three numbers") from None


def _binary_corners(data: bytes) -> FloatArray:
    begin = _HEADER_BYTES + 4
    if len(data) < begin:
        raise ValueError("it is shorter than an STL header")
    count = int(np.frombuffer(data, "<u4", 1, _HEADER_BYTES)[0])
    found = (len(data) - begin) // _TRIANGLE.itemsize
    if found < count:
        raise ValueError(f"it breaks off after {found:,} of its {count:,} triangles")
    triangles = np.frombuffer(data, _TRIANGLE, count, begin)
    return triangles["corners"].astype(np.float64).reshape(-1, 3)


def write_stl(mesh: Mesh, stream: IO[bytes], *, comment: str = "") -> None:
    """Write a binary STL file.

    Parameters
    ----------
    mesh : Mesh
        The mesh; positions are written in single precision.
    stream : binary file
        Open for writing.
    comment : str
        For the header, such as the unit; cut where the 80 bytes of the format end.
    """
    triangles = np.zeros(mesh.face_count, dtype=_TRIANGLE)
    triangles["normal"] = face_normals(mesh.vertices, mesh.faces)
    triangles["corners"] = mesh.vertices[mesh.faces]
    header = _title(comment).encode("ascii", "replace")[:_HEADER_BYTES]
    stream.write(header.ljust(_HEADER_BYTES))
    stream.write(np.uint32(mesh.face_count).tobytes())
    stream.write(triangles.tobytes())


def write_text_stl(mesh: Mesh, stream: IO[bytes], *, comment: str = "") -> None:
    """Write an STL file as text, several times as large as a binary one.

    Parameters
    ----------
    mesh : Mesh
        The mesh; nine digits give single precision back exactly.
    stream : binary file
        Open for writing.
    comment : str
        Follows the name of the solid, such as the unit.
    """
    title = " ".join(_title(comment).split()).encode("ascii", "replace")
    stream.write(b"solid " + title + b"\n")
    normals = face_normals(mesh.vertices, mesh.faces)
    rows = np.hstack([normals, mesh.vertices[mesh.faces].reshape(-1, 9)])
    for start in range(0, len(rows), _CHUNK_FACETS):
        part = rows[start : start + _CHUNK_FACETS]
        text = _FACET * len(part) % tuple(part.ravel().tolist())
        stream.write(text.encode("ascii"))
    stream.write(b"endsolid " + title + b"\n")


def _title(comment: str) -> str:
    return f"Nasion {comment}".rstrip()
