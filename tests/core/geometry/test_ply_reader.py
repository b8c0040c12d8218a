"""PLY in all its encodings keeps order, count and texture coordinates."""

import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.geometry.ply_reader import read_ply

POINTS = [(0.0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0), (5, 5, 5)]
POLYGONS = [(0, 1, 2, 3), (0, 1, 4)]


def ply(encoding: str, *, polygons: list[tuple[int, ...]] | None = None) -> bytes:
    """Return a file with an element before, between and after those that matter."""
    polygons = POLYGONS if polygons is None else polygons
    header = [
        "ply",
        f"format {encoding} 1.0",
        "comment TextureFile a.png",
        "element camera 1",
        "property double zoom",
        f"element vertex {len(POINTS)}",
        *(f"property float {name}" for name in "xyzst"),
        "element edge 2",
        "property list uchar short ends",
        f"element face {len(polygons)}",
        "property uchar flag",
        "property list uchar int vertex_indices",
        "element last 1",
        "property int end",
        "end_header\n",
    ]
    head = "\n".join(header).encode()
    points = [(*point, point[0] / 8, point[1] / 8) for point in POINTS]
    edges = [(0, 1), (1, 2, 3)]
    if encoding == "ascii":
        rows: list[tuple[float, ...]] = [(2.5,), *points]
        rows += [(len(edge), *edge) for edge in edges]
        rows += [(7, len(polygon), *polygon) for polygon in polygons]
        return head + b"\n".join(" ".join(map(str, row)).encode() for row in rows) + b"\n1\n"
    order = "<" if "little" in encoding else ">"
    body = struct.pack(f"{order}d", 2.5)
    body += b"".join(struct.pack(f"{order}5f", *point) for point in points)
    body += b"".join(struct.pack(f"{order}B{len(edge)}h", len(edge), *edge) for edge in edges)
    for polygon in polygons:
        body += struct.pack(f"{order}BB{len(polygon)}i", 7, len(polygon), *polygon)
    return head + body + struct.pack(f"{order}i", 1)


ENCODINGS = ("ascii", "binary_little_endian", "binary_big_endian")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_mixed_polygons_keep_order_and_count(encoding: str) -> None:
    mesh = read_ply(ply(encoding))
    np.testing.assert_array_equal(mesh.vertices, POINTS)
    assert mesh.faces.tolist() == [[0, 1, 2], [0, 2, 3], [0, 1, 4]]
    assert mesh.uv is not None
    np.testing.assert_array_equal(mesh.uv, np.array(POINTS)[:, :2] / 8)
    assert np.array_equal(mesh.uv_faces, mesh.faces)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_triangles_only(encoding: str) -> None:
    mesh = read_ply(ply(encoding, polygons=[(0, 1, 2), (2, 3, 4)]))
    assert mesh.faces.tolist() == [[0, 1, 2], [2, 3, 4]]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_no_polygons_is_a_point_cloud(encoding: str) -> None:
    mesh = read_ply(ply(encoding, polygons=[]))
    assert (mesh.vertex_count, mesh.face_count) == (5, 0)


def test_texture_coordinates_per_corner_are_kept() -> None:
    text = b"""ply
format ascii 1.0
element vertex 4
property float x
property float y
property float z
element face 2
property list uchar int vertex_index
property list uchar float texcoord
end_header
0 0 0
1 0 0
1 1 0
0 1 0
3 0 1 2 6 0 0 1 0 1 1
3 0 2 3 6 0 0 1 1 0.5 1
"""
    mesh = read_ply(text)
    assert mesh.vertex_count == 4
    assert mesh.uv is not None
    assert mesh.uv_faces is not None
    np.testing.assert_array_equal(mesh.uv[mesh.uv_faces[1]], [[0, 0], [1, 1], [0.5, 1]])


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.75, 0.9])
def test_a_file_that_breaks_off_is_refused(encoding: str, share: float) -> None:
    whole = ply(encoding)
    last_row = 12 if encoding == "ascii" else 20
    with pytest.raises(ValueError, match=r"breaks off|no complete PLY header"):
        read_ply(whole[: int(share * (len(whole) - last_row))])


@settings(max_examples=150, deadline=None)
@given(data=st.data(), encoding=st.sampled_from(ENCODINGS))
def test_damaged_bytes_never_do_worse_than_a_refusal(data: st.DataObject, encoding: str) -> None:
    damaged = bytearray(ply(encoding))
    for place in data.draw(st.lists(st.integers(0, len(damaged) - 1), max_size=4)):
        damaged[place] = data.draw(st.integers(0, 255))
    try:
        mesh = read_ply(bytes(damaged))
    except ValueError:
        return
    assert mesh.face_count == 0 or mesh.faces.max() < mesh.vertex_count
