"""Distances against closed forms."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.geometry.distance import (
    CHUNK,
    SurfaceDistance,
    hausdorff,
    sample_surface,
    symmetric_chamfer,
)
from core.geometry.mesh import Mesh
from core.geometry.normals import face_areas
from tests.core.geometry.shapes import sphere

SQUARE = Mesh(
    np.array([[0.0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]]), np.array([[0, 1, 2], [0, 2, 3]])
)


@settings(max_examples=60, deadline=None)
@given(st.tuples(*[st.floats(-5, 5)] * 3))
def test_distance_to_a_square(place: tuple[float, float, float]) -> None:
    point = np.array([place])
    clamped = np.append(np.clip(point[0, :2], 0, 1), 0.0)
    distance, closest, face = SurfaceDistance(SQUARE).unsigned(point)
    assert distance[0] == pytest.approx(np.linalg.norm(point[0] - clamped), abs=1e-9)
    np.testing.assert_allclose(closest[0], clamped, atol=1e-9)
    assert face[0] in (0, 1)


def test_signed_distance_to_a_sphere_is_negative_inside() -> None:
    ball = sphere(100.0, 4)
    direction = np.random.default_rng(0).normal(size=(CHUNK + 100, 3))
    direction /= np.linalg.norm(direction, axis=1, keepdims=True)
    radius = np.random.default_rng(1).uniform(20, 180, len(direction))
    radius = np.where(np.abs(radius - 100) < 2, 90, radius)
    signed = SurfaceDistance(ball).signed(direction * radius[:, None])
    # the flat triangles lie at most 0.4 mm inside the sphere
    np.testing.assert_allclose(signed, radius - 100, atol=0.4)


def test_sign_survives_a_hole() -> None:
    ball = sphere(100.0, 4)
    punctured = Mesh(ball.vertices, ball.faces[20:])
    inside = SurfaceDistance(punctured).signed(np.array([[0.0, 0, 0], [0, 0, 120.0]]))
    assert inside[0] < 0 < inside[1]


def test_winding_number_of_an_inward_sphere_is_negative() -> None:
    number = SurfaceDistance(sphere().flipped()).winding_number(np.zeros((1, 3)))
    assert number[0] == pytest.approx(-1.0, abs=0.05)


def test_no_points_no_distances() -> None:
    distance, closest, face = SurfaceDistance(SQUARE).unsigned(np.zeros((0, 3)))
    assert (distance.shape, closest.shape, face.shape) == ((0,), (0, 3), (0,))


def test_a_surface_without_triangles_is_refused() -> None:
    with pytest.raises(ValueError, match="without triangles"):
        SurfaceDistance(Mesh(np.zeros((3, 3)), np.zeros((0, 3), dtype=np.int64)))


def test_a_surface_with_broken_vertices_is_refused() -> None:
    with pytest.raises(ValueError, match="not finite"):
        SurfaceDistance(SQUARE.with_vertices(np.full((4, 3), np.nan)))


def test_chamfer_and_hausdorff_of_concentric_spheres() -> None:
    inner, outer = sphere(100.0, 4), sphere(103.0, 4)
    assert symmetric_chamfer(inner, outer, 5000) == pytest.approx(3.0, abs=0.02)
    assert hausdorff(inner, outer) == pytest.approx(3.0, abs=0.25)


def test_chamfer_of_a_surface_with_itself_is_zero() -> None:
    assert symmetric_chamfer(SQUARE, SQUARE, 500) == pytest.approx(0.0, abs=1e-9)


def test_chamfer_is_seeded() -> None:
    inner, outer = sphere(100.0), sphere(103.0)
    assert symmetric_chamfer(inner, outer, 300, 7) == symmetric_chamfer(inner, outer, 300, 7)
    assert symmetric_chamfer(inner, outer, 300, 7) != symmetric_chamfer(inner, outer, 300, 8)


def test_hausdorff_sees_what_only_one_surface_has() -> None:
    far = Mesh(
        np.concatenate([SQUARE.vertices, SQUARE.vertices + [0, 0, 7.0]]),
        np.concatenate([SQUARE.faces, SQUARE.faces + 4]),
    )
    assert hausdorff(SQUARE, far) == pytest.approx(7.0)
    assert hausdorff(far, SQUARE) == pytest.approx(7.0)


def test_samples_lie_on_their_triangles() -> None:
    ball = sphere()
    sample = sample_surface(ball, 2000, seed=3)
    rebuilt = np.einsum("kc,kcd->kd", sample.barycentric, ball.vertices[ball.faces[sample.face]])
    np.testing.assert_allclose(rebuilt, sample.points)
    assert (sample.barycentric >= 0).all()
    np.testing.assert_allclose(sample.barycentric.sum(axis=1), 1.0)


def test_samples_fall_evenly_by_area() -> None:
    faces = np.array([[0, 1, 2], [0, 3, 4]])
    vertices = np.array([[0.0, 0, 0], [1, 0, 0], [0, 1, 0], [-3, 0, 0], [0, -3, 0]])
    mesh = Mesh(vertices, faces)
    assert face_areas(vertices, faces)[1] == pytest.approx(9 * face_areas(vertices, faces)[0])
    sample = sample_surface(mesh, 20_000)
    assert (sample.face == 1).mean() == pytest.approx(0.9, abs=0.01)
    corner = sample.points[sample.face == 1]
    np.testing.assert_allclose(corner.mean(axis=0), [-1, -1, 0], atol=0.03)


def test_a_surface_without_area_cannot_be_sampled() -> None:
    with pytest.raises(ValueError, match="without area"):
        sample_surface(SQUARE.with_vertices(np.zeros((4, 3))), 10)
