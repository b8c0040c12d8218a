"""What cleaning for a fit keeps, drops and turns."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import ScanError
from core.geometry.mesh import Mesh
from core.geometry.repair import clean_for_fitting, drop_degenerate_faces, orient_outward, weld
from core.geometry.topology import boundary_edges, face_components, is_watertight
from core.geometry.weld import equal_rows
from tests.core.geometry.shapes import cap, sphere, volume


def joined(*meshes: Mesh) -> Mesh:
    """Return meshes side by side in one."""
    offsets = np.cumsum([0] + [mesh.vertex_count for mesh in meshes[:-1]])
    return Mesh(
        np.concatenate([mesh.vertices for mesh in meshes]),
        np.concatenate([m.faces + offset for m, offset in zip(meshes, offsets, strict=True)]),
    )


def soup(mesh: Mesh) -> Mesh:
    """Return every triangle with vertices of its own."""
    return Mesh(mesh.vertices[mesh.faces].reshape(-1, 3), np.arange(3 * mesh.face_count))


def test_a_clean_sphere_stays() -> None:
    ball = sphere()
    clean = clean_for_fitting(ball)
    assert clean.vertex_count == ball.vertex_count
    assert volume(clean) == pytest.approx(volume(ball))
    assert is_watertight(clean.faces)


def test_sphere_volume_is_the_closed_form() -> None:
    assert volume(sphere(100.0, 5)) == pytest.approx(4 / 3 * np.pi * 1e6, rel=2e-3)


def test_loose_triangles_are_joined() -> None:
    clean = clean_for_fitting(soup(sphere()))
    assert clean.vertex_count == sphere().vertex_count
    assert is_watertight(clean.faces)


def test_small_pieces_go_and_large_ones_stay() -> None:
    large = sphere(100.0)
    second = sphere(60.0, centre=(300, 0, 0))
    dust = sphere(10.0, centre=(0, 300, 0))
    clean = clean_for_fitting(joined(dust, large, second))
    assert clean.vertex_count == large.vertex_count + second.vertex_count
    assert clean.vertices[:, 1].max() <= 100.0 + 1e-9


def test_broken_doubled_and_degenerate_triangles_go() -> None:
    ball = sphere()
    vertices = ball.vertices.copy()
    vertices[0] = np.nan
    spoiled = Mesh(vertices, np.concatenate([ball.faces, ball.faces[50:60, ::-1], [[5, 5, 9]]]))
    clean = clean_for_fitting(spoiled)
    touching = int((ball.faces == 0).any(axis=1).sum())
    assert clean.face_count == ball.face_count - touching
    assert np.isfinite(clean.vertices).all()
    assert len(boundary_edges(clean.faces)) == touching


@pytest.mark.parametrize("shape", [sphere(), cap()], ids=["closed", "open"])
def test_inward_surfaces_are_turned(shape: Mesh) -> None:
    clean = clean_for_fitting(shape.flipped())
    corner = clean.vertices[clean.faces]
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    assert (np.einsum("ij,ij->i", normal, corner.mean(axis=1)) > 0).all()


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_any_mixture_of_windings_ends_outward(seed: int) -> None:
    ball = sphere(subdivisions=2)
    flip = np.random.default_rng(seed).random(ball.face_count) < 0.5
    mixed = np.where(flip[:, None], ball.faces[:, ::-1], ball.faces)
    turned = orient_outward(ball.vertices, mixed)
    assert is_watertight(turned)
    assert volume(Mesh(ball.vertices, turned)) == pytest.approx(volume(ball))


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e3])
def test_a_dense_mesh_is_simplified_in_any_unit(scale: float) -> None:
    dense = sphere(100.0 * scale, 6)
    clean = clean_for_fitting(dense, 5000)
    assert clean.face_count <= 5000
    assert is_watertight(clean.faces)
    radius = np.linalg.norm(clean.vertices, axis=1) / scale
    assert np.abs(radius - 100).max() < 0.3


def test_nothing_left_is_an_error() -> None:
    with pytest.raises(ScanError, match="no triangle with an area"):
        clean_for_fitting(Mesh(np.zeros((3, 3)), np.array([[0, 1, 2]])))


def test_a_mirrored_double_is_one_triangle() -> None:
    vertices = np.eye(3)
    assert len(drop_degenerate_faces(vertices, np.array([[0, 1, 2], [2, 1, 0]]))) == 1


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(*[st.sampled_from([-0.0, 0.0, 1.0, 2.5, np.nan])] * 3), max_size=40))
def test_equal_rows_agree_with_sorting(rows: list[tuple[float, float, float]]) -> None:
    points = np.array(rows, dtype=np.float64).reshape(-1, 3)
    first, inverse = equal_rows(points)
    np.testing.assert_array_equal(points[first][inverse], points)
    text = [str((points[k] + 0.0).tolist()) for k in range(len(points))]
    assert len(first) == len(set(text))
    assert (np.diff(first) > 0).all()


def test_welding_keeps_triangles_in_place() -> None:
    ball = soup(sphere())
    vertices, faces = weld(ball.vertices, ball.faces)
    np.testing.assert_array_equal(vertices[faces], ball.vertices[ball.faces])


def test_components_are_numbered_by_first_triangle() -> None:
    faces = np.array([[7, 8, 9], [0, 1, 2], [9, 5, 6], [2, 3, 4]])
    assert face_components(faces, 10).tolist() == [0, 1, 0, 1]


def test_an_open_surface_has_a_border() -> None:
    assert len(boundary_edges(sphere().faces)) == 0
    assert not is_watertight(cap().faces)
    assert boundary_edges(np.array([[0, 1, 2]])).tolist() == [[0, 1], [1, 2], [2, 0]]
