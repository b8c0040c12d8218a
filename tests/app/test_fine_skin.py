"""The exact skin is drawn with the shade, colours and normals of the tracked one beneath it."""

import numpy as np
import pytest

from app.fine_skin import Carrier, calm_normals, dressed
from app.surfaces import ColourBy
from core.errors import CancelledError
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.monitor import Monitor, watched_by
from tests.core.geometry.shapes import sphere

RADIUS = 80.0


@pytest.fixture(scope="module")
def tracked() -> Mesh:
    return sphere(RADIUS, subdivisions=4)


@pytest.fixture(scope="module")
def exact() -> Mesh:
    """Return a finer sphere with the roughness of linear interpolation on a grid."""
    mesh = sphere(RADIUS, subdivisions=5)
    rough = np.random.default_rng(0).normal(0.0, 0.03, (mesh.vertex_count, 1))
    return mesh.with_vertices(mesh.vertices * (1.0 + rough / RADIUS))


def degrees(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    cosine = np.einsum("ij,ij->i", first, second) / np.linalg.norm(second, axis=1)
    return np.asarray(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))


def test_normals_are_those_of_the_smooth_surface(tracked: Mesh, exact: Mesh) -> None:
    shade = np.ones(tracked.vertex_count, np.float32)
    skin = dressed(exact, tracked, shade)
    rough = degrees(vertex_normals(exact.vertices, exact.faces), exact.vertices)
    calm = degrees(skin.normals, exact.vertices)
    assert np.percentile(calm, 99) < 0.5
    assert np.percentile(rough, 99) > 1.0
    np.testing.assert_allclose(np.linalg.norm(skin.normals, axis=1), 1.0, atol=1e-5)


def test_values_that_are_linear_in_space_arrive_as_they_are(tracked: Mesh, exact: Mesh) -> None:
    height = tracked.vertices[:, 1]
    shade = ((height + RADIUS) / (2.0 * RADIUS)).astype(np.float32)
    known = {ColourBy.THICKNESS: height, ColourBy.PHOTO: tracked.vertices}
    skin = dressed(exact, tracked, shade, known)
    sagitta = 0.2
    np.testing.assert_allclose(skin.values[ColourBy.THICKNESS], exact.vertices[:, 1], atol=sagitta)
    np.testing.assert_allclose(skin.values[ColourBy.PHOTO], exact.vertices, atol=sagitta)
    assert skin.shade is not None
    np.testing.assert_allclose(
        skin.shade, (exact.vertices[:, 1] + RADIUS) / (2.0 * RADIUS), atol=sagitta / RADIUS
    )


def test_a_point_with_nothing_beneath_takes_the_nearest_vertex(tracked: Mesh) -> None:
    outward = np.array([[0.0, 1.0, 0.0]], np.float32)
    points = np.array([[0.0, RADIUS + 5.0, 0.0]])
    nearest = int(np.argmin(np.linalg.norm(tracked.vertices - points, axis=1)))
    carried = Carrier(tracked, points, outward)(np.arange(float(tracked.vertex_count)))
    assert carried[0] == nearest


def test_unknown_stays_unknown(tracked: Mesh, exact: Mesh) -> None:
    values = np.where(tracked.vertices[:, 2] > 0.0, np.nan, 1.0)
    normals = vertex_normals(exact.vertices, exact.faces).astype(np.float32)
    carried = Carrier(tracked, exact.vertices, normals)(values)
    far = np.abs(exact.vertices[:, 2]) > 8.0
    np.testing.assert_array_equal(np.isnan(carried[far]), exact.vertices[far, 2] > 0.0)


def test_another_fold_keeps_its_own_normal() -> None:
    own = np.array([[0.0, 0.0, 1.0]] * 3, np.float32)
    smooth = np.array([[0.0, np.sin(a), np.cos(a)] for a in np.radians([5.0, 60.0, 180.0])])
    found = calm_normals(own, smooth)
    np.testing.assert_allclose(found[0], smooth[0], atol=1e-6)
    np.testing.assert_allclose(found[1:], own[1:], atol=1e-6)


def test_a_cancelled_job_stops(tracked: Mesh, exact: Mesh) -> None:
    monitor = Monitor()
    monitor.cancel()
    with watched_by(monitor), pytest.raises(CancelledError):
        dressed(exact, tracked, np.ones(tracked.vertex_count, np.float32))
