"""Every format in and out: order, count, seams; writing is whole or not at all."""

import errno
import os
import struct
from pathlib import Path
from typing import Any, Self

import numpy as np
import pytest
import pyvista
import trimesh

from core.errors import ExportError, ScanError
from core.geometry.mesh import Mesh
from core.geometry.mesh_io import read_mesh, write_mesh
from core.geometry.ply_writer import PointScalar
from tests.core.geometry.shapes import sphere, textured_grid, volume


def test_obj_keeps_seams_order_and_count(tmp_path: Path) -> None:
    mesh = textured_grid()
    write_mesh(mesh, tmp_path / "a.obj")
    back = read_mesh(tmp_path / "a.obj")
    np.testing.assert_allclose(back.vertices, mesh.vertices, atol=1e-6)
    np.testing.assert_array_equal(back.faces, mesh.faces)
    assert mesh.uv is not None
    assert back.uv is not None
    np.testing.assert_allclose(back.uv, mesh.uv, atol=1e-6)
    np.testing.assert_array_equal(back.uv_faces, mesh.uv_faces)


def test_ply_keeps_order_and_count(tmp_path: Path) -> None:
    mesh = sphere()
    write_mesh(mesh, tmp_path / "a.ply")
    back = read_mesh(tmp_path / "a.ply")
    np.testing.assert_allclose(back.vertices, mesh.vertices, rtol=1e-6, atol=1e-5)
    np.testing.assert_array_equal(back.faces, mesh.faces)


def test_ply_keeps_texture_coordinates_of_vertices(tmp_path: Path) -> None:
    grid = textured_grid()
    mesh = Mesh(grid.vertices, grid.faces, grid.vertices[:, :2] / 256, grid.faces)
    write_mesh(mesh, tmp_path / "a.ply")
    back = read_mesh(tmp_path / "a.ply")
    assert back.uv is not None
    np.testing.assert_array_equal(back.uv, mesh.uv)


def test_ply_carries_colours_and_a_scalar_for_other_programs(tmp_path: Path) -> None:
    mesh = sphere()
    colours = np.arange(3 * mesh.vertex_count, dtype=np.uint8).reshape(-1, 3)
    scalar = PointScalar("uncertainty_mm", np.linspace(0.0, 5.0, mesh.vertex_count))
    write_mesh(mesh, tmp_path / "a.ply", point_colours=colours, point_scalar=scalar)
    other = trimesh.load(tmp_path / "a.ply", process=False)
    np.testing.assert_array_equal(other.visual.vertex_colors[:, :3], colours)
    raw = other.metadata["_ply_raw"]["vertex"]["data"]["uncertainty_mm"]
    np.testing.assert_allclose(raw, scalar.values, rtol=1e-6)


def test_stl_is_welded_again(tmp_path: Path) -> None:
    mesh = sphere()
    write_mesh(mesh, tmp_path / "a.stl")
    back = read_mesh(tmp_path / "a.stl")
    assert back.vertex_count == mesh.vertex_count
    np.testing.assert_allclose(
        back.vertices[back.faces], mesh.vertices[mesh.faces], rtol=1e-6, atol=1e-5
    )
    assert volume(back) == pytest.approx(volume(mesh), rel=1e-5)


def test_text_stl(tmp_path: Path) -> None:
    made = trimesh.creation.box(extents=(2, 3, 4))
    (tmp_path / "a.STL").write_text(trimesh.exchange.stl.export_stl_ascii(made))
    back = read_mesh(tmp_path / "a.STL")
    assert (back.vertex_count, back.face_count) == (8, 12)
    assert volume(back) == pytest.approx(24.0)


@pytest.mark.parametrize("binary", [True, False])
@pytest.mark.parametrize("suffix", [".vtk", ".vtp"])
def test_vtk_keeps_order_count_and_texture(tmp_path: Path, suffix: str, binary: bool) -> None:
    surface = pyvista.Plane(i_resolution=7, j_resolution=5)
    surface.save(tmp_path / f"a{suffix}", binary=binary)
    back = read_mesh(tmp_path / f"a{suffix}")
    np.testing.assert_allclose(back.vertices, surface.points, atol=1e-6)
    assert back.face_count == 2 * 7 * 5
    assert back.uv is not None
    np.testing.assert_allclose(back.uv, surface.active_texture_coordinates, atol=1e-6)


def test_vtk_strips_become_triangles(tmp_path: Path) -> None:
    surface = pyvista.Sphere().strip()
    surface.save(tmp_path / "a.vtk")
    assert surface.n_strips > 0
    assert read_mesh(tmp_path / "a.vtk").face_count == pyvista.Sphere().n_cells


@pytest.mark.parametrize("suffix", [".glb", ".gltf"])
def test_gltf_joins_placed_meshes(tmp_path: Path, suffix: str) -> None:
    box = trimesh.creation.box(extents=(2, 2, 2))
    coordinates = np.random.default_rng(0).random((8, 2))
    box.visual = trimesh.visual.TextureVisuals(
        uv=coordinates, material=trimesh.visual.material.PBRMaterial()
    )
    scene = trimesh.Scene()
    mirrored = np.diag([-1.0, 1.0, 1.0, 1.0])
    mirrored[0, 3] = 10.0
    scene.add_geometry(box, transform=mirrored)
    scene.add_geometry(trimesh.creation.icosphere(subdivisions=1))
    path = tmp_path / f"a{suffix}"
    if suffix == ".glb":
        path.write_bytes(scene.export(file_type="glb"))
    else:
        for name, content in trimesh.exchange.gltf.export_gltf(scene).items():
            (tmp_path / (path.name if name == "model.gltf" else name)).write_bytes(content)
    mesh = read_mesh(path)
    assert mesh.face_count == 12 + 80
    piece = mesh.vertices[mesh.faces][:, :, 0].min(axis=1) > 5
    placed = Mesh(mesh.vertices, mesh.faces[piece])
    assert volume(placed) == pytest.approx(8.0)
    assert mesh.uv is not None
    assert len(mesh.uv) == mesh.vertex_count


def test_gltf_with_a_missing_buffer_names_it(tmp_path: Path) -> None:
    scene = trimesh.Scene([trimesh.creation.box()])
    files = trimesh.exchange.gltf.export_gltf(scene)
    (tmp_path / "a.gltf").write_bytes(files["model.gltf"])
    buffer = next(name for name in files if name.endswith(".bin"))
    with pytest.raises(ScanError, match=buffer):
        read_mesh(tmp_path / "a.gltf")


@pytest.mark.parametrize("suffix", [".obj", ".ply", ".stl"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match="disk is full"):
        write_mesh(sphere(), path)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_disk_that_fills_while_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fdopen

    def opened(*arguments: Any) -> Any:
        stream = real(*arguments)
        room = iter([True, True])

        class Full:
            def __enter__(self) -> Self:
                return self

            def __exit__(self, *_error: object) -> None:
                stream.close()

            def write(self, data: bytes) -> int:
                if next(room, False):
                    return int(stream.write(data))
                raise OSError(errno.ENOSPC, "No space left on device")

        return Full()

    monkeypatch.setattr(os, "fdopen", opened)
    with pytest.raises(ExportError, match="free some space"):
        write_mesh(sphere(), tmp_path / "a.ply")
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    def refused(*_arguments: object, **_names: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refused)
    with pytest.raises(ExportError, match="read-only"):
        write_mesh(sphere(), tmp_path / "a.ply")


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="create"):
        write_mesh(sphere(), tmp_path / "missing" / "a.ply")


def test_a_folder_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "a.ply").mkdir()
    with pytest.raises(ExportError, match="folder"):
        write_mesh(sphere(), tmp_path / "a.ply")
    assert [one.name for one in tmp_path.iterdir()] == ["a.ply"]


@pytest.mark.parametrize("name", ["a.fbx", "a"])
def test_an_extension_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match=r"end it in \.obj"):
        write_mesh(sphere(), tmp_path / name)


def test_colours_do_not_fit_into_stl(tmp_path: Path) -> None:
    mesh = sphere()
    colours = np.zeros((mesh.vertex_count, 3), dtype=np.uint8)
    with pytest.raises(ExportError, match=r"\.ply"):
        write_mesh(mesh, tmp_path / "a.stl", point_colours=colours)


def test_vertices_without_a_place_are_not_written(tmp_path: Path) -> None:
    mesh = sphere()
    broken = mesh.vertices.copy()
    broken[3] = np.nan
    with pytest.raises(ExportError, match="without a place"):
        write_mesh(mesh.with_vertices(broken), tmp_path / "a.obj")
    assert list(tmp_path.iterdir()) == []


def test_binary_stl_that_breaks_off(tmp_path: Path) -> None:
    whole = b"x".ljust(80) + struct.pack("<I", 10) + bytes(50 * 7)
    (tmp_path / "a.stl").write_bytes(whole)
    with pytest.raises(ScanError, match=r"a\.stl .* after 7 of its 10 triangles"):
        read_mesh(tmp_path / "a.stl")
