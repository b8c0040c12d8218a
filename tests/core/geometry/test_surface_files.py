"""Every kind of file gives back what was written: places, triangles, unit, names and picture."""

import json
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.atomic import write_atomically
from core.errors import ExportError, ScanError
from core.geometry.gltf_surface import split_at_seams
from core.geometry.mesh import Mesh
from core.geometry.mesh_io import read_mesh
from core.geometry.surface_files import (
    SUFFIXES,
    FileNotes,
    NamedSurface,
    expected_bytes,
    joined,
    write_surfaces,
)
from core.geometry.texture import Texture
from tests.core.geometry.glb_rules import check_glb
from tests.core.geometry.shapes import sphere, textured_grid

NOTES = FileNotes("mm", ("0.1.0 skin, unit mm, edited", "Unit: mm; head frame"), {"unit": "mm"})
PARTS = (NamedSurface("skin", sphere(100.0)), NamedSurface("my skull", sphere(80.0), "bone"))


def _corners(mesh: Mesh) -> np.ndarray:
    return mesh.vertices[mesh.faces]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("unit", ["mm", "cm", "m"])
def test_a_round_trip_keeps_every_triangle(suffix: str, unit: str, tmp_path: Path) -> None:
    per_unit = {"mm": 1.0, "cm": 10.0, "m": 1000.0}[unit]
    parts = [
        NamedSurface(one.name, one.mesh.with_vertices(one.mesh.vertices / per_unit), one.look)
        for one in PARTS
    ]
    path = tmp_path / f"a{suffix}"
    assert write_surfaces(parts, path, FileNotes(unit, NOTES.lines)) == (path,)
    there = read_mesh(path)
    in_file = 1000.0 if suffix in (".glb", ".gltf") else per_unit
    expected = _corners(joined([one.mesh for one in PARTS]))
    np.testing.assert_allclose(_corners(there) * in_file, expected, atol=3e-5)


def test_text_stl_holds_the_same_numbers_as_a_binary_one(tmp_path: Path) -> None:
    binary, text = tmp_path / "a.stl", tmp_path / "b.stl"
    write_surfaces(PARTS[:1], binary, NOTES)
    write_surfaces(PARTS[:1], text, FileNotes("mm", NOTES.lines, text=True))
    assert text.read_bytes().startswith(b"solid Nasion 0.1.0 skin, unit mm")
    first, second = read_mesh(binary), read_mesh(text)
    single = second.vertices.astype(np.float32)
    np.testing.assert_array_equal(first.vertices, single)
    np.testing.assert_array_equal(first.faces, second.faces)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_unit_stands_inside_the_file(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    write_surfaces(PARTS, path, NOTES)
    start = path.read_bytes()[:4000]
    assert b"unit mm" in start or b'"unit"' in start


def test_objects_keep_their_names_where_the_format_has_them(tmp_path: Path) -> None:
    write_surfaces(PARTS, tmp_path / "a.obj", NOTES)
    lines = (tmp_path / "a.obj").read_text().splitlines()
    assert [line for line in lines if line.startswith("o ")] == ["o skin", "o my_skull"]
    glb = check_glb(_written(tmp_path / "a.glb"))
    assert [node["name"] for node in glb.description["nodes"]] == ["skin", "my skull"]
    assert [one["name"] for one in glb.description["materials"]] == ["Skin", "Bone"]
    assert glb.description["asset"]["extras"] == {"unit": "mm"}
    text = json.loads(_written(tmp_path / "a.gltf").read_text())
    assert text["buffers"][0]["uri"].startswith("data:application/octet-stream;base64,")


def _written(path: Path) -> Path:
    write_surfaces(PARTS, path, NOTES)
    return path


@pytest.mark.parametrize(("kind", "mime"), [("PNG", "image/png"), ("BMP", "image/png"),
                                            ("JPEG", "image/jpeg")])  # fmt: skip
def test_a_picture_travels_inside_glb(kind: str, mime: str, tmp_path: Path) -> None:
    source = tmp_path / "colour.img"
    Image.new("RGB", (8, 6), (200, 120, 90)).save(source, kind)
    mesh = textured_grid()
    texture = Texture(f"colour.{kind.lower()}", source.read_bytes())
    write_surfaces([NamedSurface("scan", mesh, texture=texture)], tmp_path / "a.glb")
    glb = check_glb(tmp_path / "a.glb")
    (picture,) = glb.description["images"]
    assert picture["mimeType"] == mime
    back = read_mesh(tmp_path / "a.glb")
    assert back.uv is not None
    assert mesh.uv is not None
    assert mesh.uv_faces is not None
    assert back.uv_faces is not None
    # trimesh turns the places upright again
    np.testing.assert_allclose(back.uv[back.uv_faces], mesh.uv[mesh.uv_faces], atol=1e-6)
    np.testing.assert_allclose(_corners(back) * 1000.0, _corners(mesh), atol=1e-4)


def test_seams_are_split_and_all_vertices_keep_their_number() -> None:
    mesh = textured_grid()
    rows, faces, uv = split_at_seams(mesh)
    np.testing.assert_array_equal(rows[: mesh.vertex_count], np.arange(mesh.vertex_count))
    assert len(rows) == mesh.vertex_count + 12
    np.testing.assert_array_equal(rows[faces], mesh.faces)
    assert mesh.uv is not None
    np.testing.assert_array_equal(uv[faces], mesh.uv[mesh.uv_faces])


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.98])
def test_a_truncated_file_is_refused_in_one_sentence(
    suffix: str, share: float, tmp_path: Path
) -> None:
    path = tmp_path / f"a{suffix}"
    write_surfaces(PARTS, path, NOTES)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(share * len(whole))])
    if suffix == ".obj" and share >= 0.7:
        # text without an end: what is missing cannot be seen
        assert read_mesh(path).face_count < joined([one.mesh for one in PARTS]).face_count
        return
    with pytest.raises(ScanError) as refused:
        read_mesh(path)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"a{suffix}"
    write_surfaces(PARTS, path, NOTES)
    before = path.read_bytes()

    def full(target: Path, write: object) -> None:
        def fill(stream: object) -> None:
            write(stream)  # type: ignore[operator]
            raise OSError(28, "No space left on device")

        write_atomically(target, fill)

    monkeypatch.setattr("core.atomic.write_atomically", full)
    with pytest.raises(ExportError, match="disk is full"):
        write_surfaces(PARTS, path, NOTES)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_expected_sizes_are_right_to_a_fifth(tmp_path: Path) -> None:
    mesh = sphere(110.0, 5)
    for suffix, text in (*((one, False) for one in SUFFIXES), (".stl", True)):
        path = tmp_path / f"a{suffix}"
        write_surfaces([NamedSurface("skin", mesh)], path, FileNotes(text=text))
        expected = expected_bytes(suffix, mesh.face_count, text=text)
        assert expected == pytest.approx(path.stat().st_size, rel=0.2), (suffix, text)


def test_unknown_kinds_and_broken_places_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no extension"):
        write_surfaces(PARTS, tmp_path / "a.fbx")
    broken = PARTS[0].mesh.vertices.copy()
    broken[3, 1] = np.nan
    with pytest.raises(ExportError, match="without a place"):
        write_surfaces(
            [NamedSurface("skin", Mesh(broken, PARTS[0].mesh.faces))], tmp_path / "a.glb"
        )
    assert not list(tmp_path.iterdir())


def test_a_binary_stl_header_is_eighty_bytes_of_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "a.stl"
    write_surfaces(PARTS, path, FileNotes("mm", ("unit mm " + "\u00e4" * 200,)))
    data = path.read_bytes()
    assert data[:14] == b"Nasion unit mm"
    assert struct.unpack_from("<I", data, 80)[0] == joined([one.mesh for one in PARTS]).face_count
