"""Flying edges against scikit-image and against closed forms."""

import numpy as np
import pytest
import trimesh
from scipy.spatial import cKDTree

from core.geometry.grid import RegularGrid
from core.geometry.isosurface import flying_edges, marching_cubes_reference

GRID = RegularGrid.over(np.array([[-12.0, -11.0, -10.0], [12.0, 11.0, 10.0]]), 49)


def ellipsoid_volume() -> np.ndarray:
    points = GRID.points(np.arange(GRID.node_count))
    value = np.linalg.norm(points / [1.0, 0.9, 0.8], axis=1) - 9.0
    return value.astype(np.float32).reshape(GRID.volume_shape)


@pytest.mark.parametrize("surface", [flying_edges, marching_cubes_reference])
def test_closed_outward_and_in_place(surface: object) -> None:
    mesh = surface(ellipsoid_volume(), GRID)  # type: ignore[operator]
    solid = trimesh.Trimesh(mesh.vertices, mesh.faces, process=False)
    assert solid.is_watertight
    assert solid.volume == pytest.approx(4 / 3 * np.pi * 9**3 * 0.9 * 0.8, rel=0.01)
    assert mesh.vertices.max(axis=0) == pytest.approx([9.0, 8.1, 7.2], abs=0.01)
    assert mesh.vertices.min(axis=0) == pytest.approx([-9.0, -8.1, -7.2], abs=0.01)


def test_both_place_the_same_vertices() -> None:
    ours = flying_edges(ellipsoid_volume(), GRID).vertices
    reference = marching_cubes_reference(ellipsoid_volume(), GRID).vertices
    # Where the surface meets a node exactly, one of them may give it several vertices.
    assert len(ours) == pytest.approx(len(reference), rel=0.005)
    for points, others in ((ours, reference), (reference, ours)):
        assert cKDTree(others).query(points)[0].max() < 2e-3


def test_a_volume_of_one_sign_has_no_surface() -> None:
    assert flying_edges(np.ones(GRID.volume_shape, np.float32), GRID).face_count == 0
