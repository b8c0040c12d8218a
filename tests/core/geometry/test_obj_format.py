"""OBJ keeps what the file says: order, count, seams."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.geometry.obj_format import read_obj, write_obj

MIXED = b"""# every kind of corner, mixed polygons, an unused vertex, a continued line
mtllib some.mtl
o thing
v 0 0 0 0.5 0.5 0.5
v\t1 0 0
v 1 1 0
v 0 1 0
v 5 5 5
vn 0 0 1
vt 0 0
vt 1 0 0
vt 1 1
vt 0 1
usemtl skin
s off
f 1/1/1 2/2/1 \\
3/3/1 4/4/1
f 1//1 2//1 3//1
f -5 -4 -3 # from the end
l 1 2
"""


def test_mixed_polygons_keep_order_and_count() -> None:
    mesh = read_obj(MIXED)
    assert mesh.vertex_count == 5
    assert mesh.faces.tolist() == [[0, 1, 2], [0, 2, 3], [0, 1, 2], [0, 1, 2]]
    assert mesh.uv is None  # two faces have none


def test_texture_coordinates_are_indexed_apart() -> None:
    text = b"v 0 0 0\r\nv 1 0 0\r\nv 0 1 0\r\nvt .5 .5\r\nvt 1 0\r\nf 1/2 2/1 3/2\r\n"
    mesh = read_obj(text)
    assert mesh.uv is not None
    assert mesh.uv.tolist() == [[0.5, 0.5], [1, 0]]
    assert mesh.uv_faces is not None
    assert mesh.uv_faces.tolist() == [[1, 0, 1]]


def test_negative_indices_count_from_where_they_stand() -> None:
    mesh = read_obj(b"v 0 0 0\nv 1 0 0\nv 0 1 0\nf -3 -2 -1\nv 9 9 9\nv 8 8 8\nf -5 -4 -3\n")
    assert mesh.faces.tolist() == [[0, 1, 2], [0, 1, 2]]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        (b"v 0 0\nf 1 1 1\n", "vertex"),
        (b"v 0 0 zero\nf 1 1 1\n", "vertex"),
        (b"v 0 0 0\nf 1 1 2\n", "does not hold"),
        (b"v 0 0 0\nf 1 1 0\n", "does not hold"),
        (b"v 0 0 0\nf 1 1 -2\n", "does not hold"),
        (b"v 0 0 0\nf 1 1 x\n", "whole number"),
        (b"v 0 0 0\nf 1 1 99999999999999999999\n", "whole number"),
        (b"v 0 0 0\nvt 0\nf 1/1 1/1 1/1\n", "texture coordinate"),
    ],
)
def test_broken_text_is_named(text: bytes, clause: str) -> None:
    with pytest.raises(ValueError, match=clause):
        read_obj(text)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(*[st.floats(-1e4, 1e4)] * 3), min_size=3, max_size=30), st.data())
def test_round_trip_to_a_millionth(points: list[tuple[float, ...]], data: st.DataObject) -> None:
    from core.geometry.mesh import Mesh

    corner = st.integers(0, len(points) - 1)
    faces = data.draw(st.lists(st.tuples(corner, corner, corner), min_size=1, max_size=20))
    mesh = Mesh(np.array(points), np.array(faces))
    stream = io.BytesIO()
    write_obj(mesh, stream)
    back = read_obj(stream.getvalue())
    np.testing.assert_allclose(back.vertices, mesh.vertices, atol=5e-7)
    np.testing.assert_array_equal(back.faces, mesh.faces)
