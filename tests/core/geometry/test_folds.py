"""Folds are found where they are made, and bending is none."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.geometry.folds import flipped_mask, flipped_triangles
from core.geometry.mesh import Mesh


def _grid(count: int = 12) -> Mesh:
    """Return a square sheet in the x-y plane, 2 mm a cell."""
    row, column = np.meshgrid(np.arange(count), np.arange(count), indexing="ij")
    vertices = np.stack([2.0 * column, 2.0 * row, np.zeros_like(row)], axis=-1).reshape(-1, 3)
    corner = (row[:-1, :-1] * count + column[:-1, :-1]).ravel()
    lower = np.stack([corner, corner + 1, corner + count + 1], axis=1)
    upper = np.stack([corner, corner + count + 1, corner + count], axis=1)
    return Mesh(vertices.astype(float), np.vstack([lower, upper]))


def test_nothing_moved_is_no_fold() -> None:
    assert flipped_triangles(_grid(), _grid()) == 0


@given(st.floats(0.0, 6.2), st.integers(0, 2), st.floats(0.2, 3.0))
def test_turning_and_scaling_the_whole_is_no_fold(turn: float, axis: int, scale: float) -> None:
    mesh = _grid()
    matrix = np.eye(3)
    first, second = (axis + 1) % 3, (axis + 2) % 3
    matrix[first, first] = matrix[second, second] = np.cos(turn)
    matrix[first, second], matrix[second, first] = -np.sin(turn), np.sin(turn)
    assert flipped_triangles(mesh, mesh.with_vertices(scale * mesh.vertices @ matrix.T)) == 0


@pytest.mark.parametrize("radius", [3.5, 8.0])
def test_rolling_a_sheet_into_a_tube_is_no_fold(radius: float) -> None:
    mesh = _grid()
    x, y, _ = mesh.vertices.T
    rolled = np.stack(
        [radius * np.sin(x / radius), y, radius - radius * np.cos(x / radius)], axis=1
    )
    assert flipped_triangles(mesh, mesh.with_vertices(rolled)) == 0


def test_a_vertex_drawn_over_its_neighbour_folds_only_around_it() -> None:
    mesh = _grid()
    at = 5 * 12 + 5
    moved = np.array(mesh.vertices)
    moved[at, 0] += 3.0
    turned = flipped_mask(mesh, mesh.with_vertices(moved))
    assert 1 <= turned.sum() <= 3
    assert (mesh.faces[turned] == at).any(axis=1).all()


@pytest.mark.parametrize("columns", [1, 2, 4])
def test_a_strip_that_runs_backwards_is_found_whole(columns: int) -> None:
    mesh = _grid(30)
    left, right = 28.0, 28.0 + 2.0 * columns
    moved = np.array(mesh.vertices)
    # Z-shaped: the strip between the two lines runs back from where it ends to where it begins.
    moved[:, 0] = np.interp(mesh.vertices[:, 0], [0.0, left, right, 58.0], [0.0, 34.0, 28.0, 58.0])
    turned = flipped_mask(mesh, mesh.with_vertices(moved))
    assert turned.sum() == 2 * 29 * columns


def test_triangles_without_area_do_not_count() -> None:
    mesh = _grid()
    faces = np.vstack([mesh.faces, [[0, 0, 1], [3, 4, 3]]])
    flat = Mesh(mesh.vertices, faces)
    assert not flipped_mask(flat, flat.with_vertices(mesh.vertices * [1.0, -1.0, -1.0]))[-2:].any()


def test_other_triangles_are_refused() -> None:
    mesh = _grid()
    with pytest.raises(ValueError, match="same triangles"):
        flipped_triangles(mesh, mesh.flipped())
