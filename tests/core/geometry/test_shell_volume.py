"""A volume from the nodes around a surface is closed, whatever was missing."""

import numpy as np
import pytest
import trimesh
from scipy.spatial import cKDTree

from core.arrays import IntArray
from core.geometry import slabs
from core.geometry.grid import RegularGrid
from core.geometry.refinement import beside_sign_changes
from core.geometry.shell_volume import (
    KnownSurroundings,
    Volume,
    further_nodes,
    owners,
)
from core.geometry.slabs import SlabMemory, closed_mesh, dense_volume_of, unsampled
from core.inference.extraction import closed_surface
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


def known(nodes: IntArray, values: Volume | None = None) -> KnownSurroundings:
    given = DENSE[nodes] if values is None else values
    return KnownSurroundings(GRID, nodes, given, np.ones(len(nodes), dtype=np.bool_))


def joined(before: KnownSurroundings, nodes: IntArray, values: Volume) -> KnownSurroundings:
    """Return known nodes with further ones, which guide nobody."""
    given = dict(zip(before.nodes.tolist(), before.values.tolist(), strict=True))
    given |= dict(zip(nodes.tolist(), values.tolist(), strict=True))
    every = np.array(sorted(given))
    found = np.array([given[node] for node in every], dtype=np.float32)
    return KnownSurroundings(GRID, every, found, np.isin(every, before.nodes))


def test_signs_are_carried_inward_and_nowhere_else() -> None:
    nodes = shell(1.1)
    volume = dense_volume_of(known(nodes)).ravel()
    assert np.array_equal(volume < 0, DENSE < 0)
    assert np.allclose(volume[nodes], DENSE[nodes], atol=1e-4 * GRID.spacing)
    assert np.array_equal(known(nodes).inside(EVERY), DENSE < 0)


@pytest.mark.parametrize("missing", ["a cap", "every third", "all but a patch"])
def test_missing_nodes_are_found_by_following_the_surface(missing: str) -> None:
    nodes = shell(1.1)
    keep = {
        "a cap": GRID.points(nodes)[:, 2] < 4.0,
        "every third": np.arange(len(nodes)) % 3 > 0,
        "all but a patch": GRID.points(nodes)[:, 2] < -5.0,
    }[missing]
    part = known(nodes[keep])
    yes = np.ones(len(part.nodes), dtype=np.bool_)
    open_ = unsampled(part, yes, Monitor())
    found = further_nodes(part, yes, open_, evaluate, GRID.node_count, Monitor())
    assert found is not None
    whole = joined(part, *found)
    volume = dense_volume_of(whole).ravel()
    beside = beside_sign_changes(DENSE.reshape(GRID.volume_shape)).ravel()
    assert np.array_equal(volume < 0, DENSE < 0)
    assert np.allclose(volume[beside], DENSE[beside], atol=1e-4 * GRID.spacing)


def test_too_much_missing_is_said() -> None:
    nodes = shell(1.1)
    part = known(nodes[GRID.points(nodes)[:, 2] < -5.0])
    no = np.zeros(len(part.nodes), dtype=np.bool_)
    assert further_nodes(part, no, unsampled(part, no, Monitor()), evaluate, 20, Monitor()) is None


def test_wrong_signs_outside_are_corrected() -> None:
    nodes = shell(2.5)
    values = DENSE[nodes].copy()
    sampled = np.abs(values) < 1.1 * GRID.spacing
    values[values > 2.0 * GRID.spacing] *= -1.0
    part = known(nodes, values)
    assert not np.array_equal(dense_volume_of(part).ravel() < 0, DENSE < 0)
    found = further_nodes(
        part, sampled, unsampled(part, sampled, Monitor()), evaluate, GRID.node_count, Monitor()
    )
    assert found is not None
    assert np.array_equal(dense_volume_of(joined(part, *found)).ravel() < 0, DENSE < 0)


def test_no_value_is_zero() -> None:
    part = known(np.array([5, 6, 7]), np.array([0.0, -0.0, -1e-12], dtype=np.float32))
    assert (np.abs(dense_volume_of(part)) >= 0.99e-4 * GRID.spacing).all()
    assert closed_mesh(known(EVERY[:0]), Monitor()).face_count == 0


@pytest.mark.parametrize("nodes_at_a_time", [3 * 41 * 38, 1 << 21])
def test_slabs_are_joined_without_cracks(
    monkeypatch: pytest.MonkeyPatch, nodes_at_a_time: int
) -> None:
    monkeypatch.setattr(slabs, "SLAB", nodes_at_a_time)
    mesh = closed_mesh(known(shell(1.1)), Monitor())
    dense = closed_surface(DENSE.reshape(GRID.volume_shape), GRID)
    solid = trimesh.Trimesh(mesh.vertices, mesh.faces, process=False)
    assert solid.is_watertight
    assert solid.volume == pytest.approx(4.0 / 3.0 * np.pi * 6.0**3, rel=0.02)
    assert len(np.unique(mesh.vertices, axis=0)) == len(mesh.vertices) == len(dense.vertices)
    assert cKDTree(dense.vertices).query(mesh.vertices)[0].max() < 1e-3 * GRID.spacing


def test_slabs_that_are_the_same_are_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slabs, "SLAB", 1 << 14)
    made: list[int] = []
    original = slabs.zero_triangles

    def counted(volume: Volume) -> tuple[Volume, IntArray]:
        made.append(1)
        return original(volume)

    monkeypatch.setattr(slabs, "zero_triangles", counted)
    memory = SlabMemory()
    nodes = shell(1.1)
    first = closed_mesh(known(nodes), Monitor(), memory)
    every = len(made)
    bumped = DENSE[nodes] - np.float32(0.1) * (GRID.points(nodes)[:, 2] > 5.0)
    edited = closed_mesh(known(nodes, bumped), Monitor(), memory)
    again = len(made) - every
    assert 0 < again < every
    assert not np.array_equal(first.vertices, edited.vertices)
    fresh = closed_mesh(known(nodes, bumped), Monitor())
    assert np.array_equal(edited.vertices, fresh.vertices)
    assert np.array_equal(edited.faces, fresh.faces)


def test_a_surface_that_leaves_the_grid_is_closed_at_its_border() -> None:
    beyond = (np.linalg.norm(GRID.points(EVERY) - [8.0, 0.0, 0.0], axis=1) - 6.0).astype(np.float32)
    nodes = np.flatnonzero(np.abs(beyond) < 8.0)
    mesh = closed_mesh(known(nodes, beyond[nodes]), Monitor())
    assert trimesh.Trimesh(mesh.vertices, mesh.faces, process=False).is_watertight


def test_owners_cover_what_is_near_and_are_near() -> None:
    grid = RegularGrid.over(np.array([[-9.0, -9.0, -9.0], [9.0, 9.0, 9.0]]), 25)
    places = np.array([[0.1, 0.2, -0.3], [3.0, -2.6, 4.4]], dtype=np.float32)
    nodes, owner = owners(places, 1.2, grid, Monitor())
    apart = np.abs(grid.points(nodes) - places[owner]).max(axis=1)
    assert apart.max() <= (2.5 + 1e-3) * grid.spacing
    near = np.abs(grid.points(np.arange(grid.node_count))[:, None] - places).max(axis=2)
    assert np.isin(np.flatnonzero((near < grid.spacing).any(axis=1)), nodes).all()
