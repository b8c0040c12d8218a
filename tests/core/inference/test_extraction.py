"""Extraction: the surface of the dense grid, from a small share of its samples."""

import threading

import numpy as np
import pytest
import torch
import trimesh
from torch import Tensor

from core.errors import BundleError, CancelledError, DeviceError
from core.geometry.distance import hausdorff
from core.geometry.grid import RegularGrid
from core.geometry.mesh import Mesh
from core.geometry.normals import face_areas
from core.inference.extraction import closed_surface, extract_counted, extract_surface
from core.monitor import Monitor
from tests.core.inference.fields import (
    BentSphere,
    Field,
    box,
    known_fields,
    sphere,
    steep_at_one_place,
)


def dense(field: Field, bounds: np.ndarray, resolution: int) -> tuple[Mesh, int]:
    grid = RegularGrid.over(bounds, resolution)
    nodes = np.arange(grid.node_count)
    points = torch.from_numpy(grid.points(nodes).astype(np.float32))
    with torch.inference_mode():
        volume = field(points).numpy().reshape(grid.volume_shape)
    return closed_surface(volume, grid), grid.node_count


def same(a: Mesh, b: Mesh) -> bool:
    """Return whether two meshes are equal up to rounding of their vertices."""
    return np.array_equal(a.faces, b.faces) and np.allclose(a.vertices, b.vertices, atol=1e-3)


@pytest.mark.parametrize("name", known_fields())
@pytest.mark.parametrize("resolution", [33, 60, 97])
def test_identical_to_dense(name: str, resolution: int) -> None:
    known = known_fields()[name]
    sparse = extract_counted(known.field, known.bounds, resolution, lipschitz=known.lipschitz)
    complete, nodes = dense(known.field, known.bounds, resolution)
    assert same(sparse.mesh, complete)
    assert sparse.samples < nodes


@pytest.mark.parametrize("name", known_fields())
def test_volume_area_and_topology(name: str) -> None:
    known = known_fields()[name]
    mesh = extract_surface(known.field, known.bounds, 120, lipschitz=known.lipschitz)
    solid = trimesh.Trimesh(mesh.vertices, mesh.faces, process=False)
    assert solid.is_watertight
    assert solid.is_winding_consistent
    assert solid.volume == pytest.approx(known.volume, rel=0.01)
    assert face_areas(mesh.vertices, mesh.faces).sum() == pytest.approx(known.area, rel=0.01)
    euler = {"torus": 0, "two blobs": 4}.get(name, 2)
    assert solid.euler_number == euler


def test_samples_grow_with_the_surface_and_not_with_the_volume() -> None:
    samples = [
        extract_counted(sphere, box(50, 50, 50), resolution, lipschitz=1.05).samples
        for resolution in (65, 129, 257)
    ]
    exponents = np.diff(np.log(samples)) / np.log(2.0)
    assert 1.6 < exponents[1] < 2.1
    assert samples[-1] < 257**3 / 40


def test_a_surface_that_leaves_the_box_is_closed_there() -> None:
    bounds = np.array([[-50.0, -50.0, -50.0], [50.0, 50.0, 20.0]])
    mesh = extract_surface(sphere, bounds, 101, lipschitz=1.0)
    assert trimesh.Trimesh(mesh.vertices, mesh.faces, process=False).is_watertight
    assert mesh.vertices[:, 2].max() == pytest.approx(20.0, abs=1.0)
    complete, _ = dense(sphere, bounds, 101)
    assert same(mesh, complete)


def test_no_surface_gives_an_empty_mesh() -> None:
    mesh = extract_surface(lambda p: sphere(p) + 100.0, box(50, 50, 50), 40, lipschitz=1.0)
    assert mesh.face_count == 0


@pytest.mark.parametrize("folded", [False, True])
def test_a_warm_start_gives_the_same_surface(folded: bool) -> None:
    field, bounds = BentSphere(folded=folded), box(52, 52, 52)
    warm = extract_surface(field, bounds, 129, lipschitz=field.lipschitz, warm=field.with_guess)
    complete, _ = dense(field, bounds, 129)
    assert hausdorff(warm, complete, samples=20_000) < 0.05
    assert trimesh.Trimesh(warm.vertices, warm.faces, process=False).is_watertight


def test_what_is_steeper_than_its_bound_is_still_found() -> None:
    bounds = box(50, 50, 50)
    sparse = extract_surface(steep_at_one_place, bounds, 129, lipschitz=1.0)
    complete, _ = dense(steep_at_one_place, bounds, 129)
    assert same(sparse, complete)


def test_a_field_without_numbers_is_refused() -> None:
    with pytest.raises(BundleError, match="not a number"):
        extract_surface(lambda p: p[:, 0] * torch.nan, box(9, 9, 9), 20, lipschitz=1.0)


def test_progress_grows_to_one() -> None:
    seen: list[float] = []
    monitor = Monitor(lambda fraction, _: seen.append(fraction))
    extract_surface(sphere, box(50, 50, 50), 97, lipschitz=1.0, monitor=monitor, chunk=512)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    assert len(seen) > 10


def test_cancelling_stops_before_the_next_chunk() -> None:
    monitor, begun, asked = Monitor(), threading.Event(), threading.Event()
    after: list[int] = []

    def held(points: Tensor) -> Tensor:
        if begun.is_set():
            after.append(len(points))
        begun.set()
        assert asked.wait(10.0)
        return sphere(points)

    def cancel() -> None:
        assert begun.wait(10.0)
        monitor.cancel()
        asked.set()

    canceller = threading.Thread(target=cancel)
    canceller.start()
    with pytest.raises(CancelledError):
        extract_surface(held, box(50, 50, 50), 129, lipschitz=1.0, monitor=monitor, chunk=64)
    canceller.join()
    assert not after


def test_full_memory_halves_the_chunk_once() -> None:
    sizes: list[int] = []

    def small_memory(points: Tensor) -> Tensor:
        sizes.append(len(points))
        if len(points) > 600:
            raise torch.OutOfMemoryError("out of memory")
        return sphere(points)

    mesh = extract_surface(small_memory, box(50, 50, 50), 40, lipschitz=1.0, chunk=1000)
    assert mesh.face_count > 0
    assert 1000 in sizes
    assert 500 in sizes


def test_memory_that_stays_full_offers_the_processor() -> None:
    def no_memory(points: Tensor) -> Tensor:
        raise RuntimeError(f"MPS backend out of memory ({len(points)} points)")

    with pytest.raises(DeviceError, match="choose the CPU"):
        extract_surface(no_memory, box(50, 50, 50), 40, lipschitz=1.0)


def test_other_failures_are_not_taken_for_full_memory() -> None:
    def broken(points: Tensor) -> Tensor:
        raise RuntimeError(f"shapes do not fit ({len(points)} points)")

    with pytest.raises(RuntimeError, match="shapes do not fit"):
        extract_surface(broken, box(50, 50, 50), 40, lipschitz=1.0)
