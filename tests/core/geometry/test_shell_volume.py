"""A volume from the nodes around a surface is closed, whatever was missing."""

import numpy as np
import pytest

from core.arrays import IntArray
from core.geometry.grid import RegularGrid
from core.geometry.refinement import beside_sign_changes
from core.geometry.shell_volume import Volume, closed_volume, filled, owners
from core.monitor import Monitor

GRID = RegularGrid.over(np.array([[-10.0, -9.0, -8.0], [10.0, 9.0, 8.0]]), 41)


def distance(nodes: IntArray) -> Volume:
    return (np.linalg.norm(GRID.points(nodes), axis=1) - 6.0).astype(np.float32)


EVERY = np.arange(GRID.node_count)
DENSE = distance(EVERY)


def shell(width: float) -> IntArray:
    return np.flatnonzero(np.abs(DENSE) < width * GRID.spacing)


def evaluate(nodes: IntArray, _: Monitor) -> Volume:
    return distance(nodes)


def test_signs_are_carried_inward_and_nowhere_else() -> None:
    nodes = shell(1.1)
    volume = filled(GRID, nodes, DENSE[nodes])
    assert np.array_equal(volume < 0, DENSE < 0)
    assert np.allclose(volume[nodes], DENSE[nodes], atol=1e-4 * GRID.spacing)


@pytest.mark.parametrize("missing", ["a cap", "every third", "all but a patch"])
def test_missing_nodes_are_found_by_following_the_surface(missing: str) -> None:
    nodes = shell(1.1)
    keep = {
        "a cap": GRID.points(nodes)[:, 2] < 4.0,
        "every third": np.arange(len(nodes)) % 3 > 0,
        "all but a patch": GRID.points(nodes)[:, 2] < -5.0,
    }[missing]
    nodes = nodes[keep]
    volume = filled(GRID, nodes, DENSE[nodes])
    sampled = np.zeros(GRID.node_count, dtype=np.bool_)
    sampled[nodes] = True
    taken = closed_volume(GRID, volume, sampled, evaluate, GRID.node_count, Monitor())
    assert taken
    beside = beside_sign_changes(DENSE.reshape(GRID.volume_shape)).ravel()
    assert np.array_equal(volume < 0, DENSE < 0)
    assert np.allclose(volume[beside], DENSE[beside], atol=1e-4 * GRID.spacing)


def test_too_much_missing_is_said() -> None:
    nodes = shell(1.1)
    nodes = nodes[GRID.points(nodes)[:, 2] < -5.0]
    volume = filled(GRID, nodes, DENSE[nodes])
    sampled = np.zeros(GRID.node_count, dtype=np.bool_)
    assert closed_volume(GRID, volume, sampled, evaluate, 20, Monitor()) is None


def test_wrong_signs_outside_are_corrected() -> None:
    nodes = shell(2.5)
    values = DENSE[nodes].copy()
    sampled = np.zeros(GRID.node_count, dtype=np.bool_)
    sampled[nodes[np.abs(values) < 1.1 * GRID.spacing]] = True
    values[values > 2.0 * GRID.spacing] *= -1.0
    volume = filled(GRID, nodes, values)
    assert not np.array_equal(volume < 0, DENSE < 0)
    assert closed_volume(GRID, volume, sampled, evaluate, GRID.node_count, Monitor())
    assert np.array_equal(volume < 0, DENSE < 0)


def test_no_value_is_zero() -> None:
    volume = filled(GRID, np.array([5, 6, 7]), np.array([0.0, -0.0, -1e-12], dtype=np.float32))
    assert (np.abs(volume) >= 0.99e-4 * GRID.spacing).all()
    assert (filled(GRID, EVERY[:0], DENSE[:0]) > 0).all()


def test_owners_cover_what_is_near_and_are_near() -> None:
    grid = RegularGrid.over(np.array([[-9.0, -9.0, -9.0], [9.0, 9.0, 9.0]]), 25)
    places = np.array([[0.1, 0.2, -0.3], [3.0, -2.6, 4.4]], dtype=np.float32)
    nodes, owner = owners(places, 1.2, grid)
    apart = np.abs(grid.points(nodes) - places[owner]).max(axis=1)
    assert apart.max() <= (2.5 + 1e-3) * grid.spacing
    near = np.abs(grid.points(np.arange(grid.node_count))[:, None] - places).max(axis=2)
    assert np.isin(np.flatnonzero((near < grid.spacing).any(axis=1)), nodes).all()
