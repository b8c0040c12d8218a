"""Loading scans: good ones as they are, bad ones refused in one clear sentence."""

import hashlib
import struct
from pathlib import Path

import numpy as np
import pytest

from core.errors import CancelledError, ScanError
from core.geometry.mesh import Mesh
from core.geometry.mesh_io import write_mesh
from core.geometry.obj_format import read_obj
from core.geometry.repair import clean_for_fitting
from core.geometry.scan import load_scan
from core.monitor import Monitor
from core.units import ESTIMATED
from tests.core.geometry.shapes import sphere, textured_grid

POINT = b"v 1 2 3\nv 2 3 4\n"


def saved(mesh: Mesh, path: Path) -> Path:
    """Write a mesh and return its path."""
    write_mesh(mesh, path)
    return path


@pytest.mark.parametrize(("unit", "factor"), [("mm", 1.0), ("cm", 10.0), ("m", 1000.0)])
def test_unit_is_guessed_from_the_size(tmp_path: Path, unit: str, factor: float) -> None:
    scan = load_scan(saved(sphere(100.0 / factor), tmp_path / "a.ply"))
    assert (scan.unit, scan.millimetres_per_unit) == (unit, factor)
    assert any(unit in note for note in scan.notes)


def test_unit_can_be_overridden(tmp_path: Path) -> None:
    scan = load_scan(saved(sphere(0.1), tmp_path / "a.ply"), unit="cm")
    assert (scan.unit, scan.millimetres_per_unit) == ("cm", 10.0)
    assert any("no head" in note for note in scan.notes)


def test_size_is_that_of_the_largest_piece(tmp_path: Path) -> None:
    ball, speck = sphere(), sphere(1.0, 1, (50_000, 0, 0))
    both = Mesh(
        np.concatenate([ball.vertices, speck.vertices]),
        np.concatenate([ball.faces, speck.faces + ball.vertex_count]),
    )
    scan = load_scan(saved(both, tmp_path / "a.ply"))
    assert scan.unit == "mm"
    assert scan.mesh.vertex_count == both.vertex_count


def test_no_known_unit_is_left_to_the_alignment(tmp_path: Path) -> None:
    scan = load_scan(saved(sphere(3.7), tmp_path / "a.ply"))
    assert scan.unit == ESTIMATED
    assert 150 <= scan.millimetres_per_unit * 3.7 * 2 * np.sqrt(3) <= 900


def test_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = saved(sphere(), tmp_path / "a.ply")
    assert load_scan(str(path)).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_texture_is_found_through_the_material(tmp_path: Path) -> None:
    path = saved(textured_grid(), tmp_path / "a.obj")
    path.write_bytes(b"mtllib some materials.mtl\n" + path.read_bytes())
    (tmp_path / "some materials.mtl").write_bytes(b"newmtl m\n map_Kd -s 1 1 1 skin.png\n")
    assert load_scan(path).texture is None
    (tmp_path / "skin.png").write_bytes(b"x")
    assert load_scan(path).texture == tmp_path / "skin.png"


def test_texture_outside_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"x")
    folder = tmp_path / "scans"
    folder.mkdir()
    path = saved(sphere(), folder / "a.ply")
    path.write_bytes(
        path.read_bytes().replace(b"comment Nasion", b"comment TextureFile ../secret.png", 1)
    )
    assert load_scan(path).texture is None


def test_points_without_a_place_are_dropped_and_noted(tmp_path: Path) -> None:
    ball = sphere()
    rows = [f"v {x} {y} {z}" for x, y, z in ball.vertices]
    rows[7], rows[11] = "v nan 0 0", "v inf 1 2"
    rows += [f"f {a} {b} {c}" for a, b, c in ball.faces + 1]
    (tmp_path / "a.obj").write_text("\n".join(rows))
    scan = load_scan(tmp_path / "a.obj")
    assert scan.mesh.vertex_count == ball.vertex_count - 2
    assert np.isfinite(scan.mesh.vertices).all()
    kept = np.delete(ball.vertices, [7, 11], axis=0)
    np.testing.assert_allclose(scan.mesh.vertices, kept, atol=1e-6)
    assert "2 points without a place" in scan.notes[0]


def test_a_dense_scan_is_kept_and_simplified_only_for_the_fit(tmp_path: Path) -> None:
    dense = sphere(100.0, 7)
    scan = load_scan(saved(dense, tmp_path / "a.ply"))
    assert scan.mesh.face_count == dense.face_count == 327_680
    assert any("simplified copy of the 327,680" in note for note in scan.notes)
    assert clean_for_fitting(scan.mesh).face_count <= 60_000


def test_progress_is_told_and_cancelling_stops(tmp_path: Path) -> None:
    told: list[float] = []
    path = saved(sphere(), tmp_path / "a.ply")
    scan = load_scan(path, monitor=Monitor(lambda fraction, _message: told.append(fraction)))
    clean_for_fitting(scan.mesh, monitor=Monitor(lambda fraction, _: told.append(1 + fraction)))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 2.0)
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(CancelledError):
        load_scan(path, monitor=monitor)


def _stl(count: int) -> bytes:
    return b"x".ljust(80) + struct.pack("<I", count)


NO_AREA = b"".join(b"v %d 0 0\n" % k for k in range(300)) + b"".join(
    b"f %d %d %d\n" % (k, k + 1, k + 2) for k in range(1, 298)
)
ALL_BROKEN = b"v nan nan nan\n" * 300 + b"f 1 2 3\n"
BAD_FILES = {
    "empty.obj": (b"", "is empty"),
    "empty_mesh.stl": (_stl(0), "holds no points"),
    "blank.obj": (b"   \n\n", "holds no points"),
    "three.obj": (b"v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n", "only 3 usable points"),
    "cloud.obj": (POINT * 200, "400 points but no triangles: make a surface"),
    "flat.obj": (NO_AREA, "no triangle with an area"),
    "lost.obj": (ALL_BROKEN, "300 of its 300 points have no place"),
    "picture.obj": (b"\xff\xd8\xff\xe0" + bytes(200), "a JPEG picture"),
    "picture.ply": (b"\x89PNG\r\n" + bytes(200), "a PNG picture"),
    "archive.glb": (b"PK\x03\x04" + bytes(200), "a zip archive"),
    "series.stl": (bytes(128) + b"DICM" + bytes(200), "a DICOM image"),
    "really_obj.ply": (POINT + b"f 1 2 1\n", "holds an OBJ mesh, not a PLY mesh: rename"),
    "really_ply.obj": (b"ply\nformat ascii 1.0\nend_header\n", "really_ply.ply"),
    "really_stl.obj": (_stl(0), "holds an STL mesh"),
    "noise.ply": (b"hello, world " * 20, "no complete PLY header"),
    "noise.stl": (b"hello, world " * 20, "breaks off"),
    "noise.glb": (b"hello, world " * 20, "breaks the rules of glTF"),
    "noise.gltf": (b"{]" * 20, "cannot be read as a glTF scene"),
    "noise.vtk": (b"hello, world " * 20, "cannot be read as a VTK surface"),
    "noise.vtp": (b"hello, world " * 20, "breaks off before its end"),
    "half.stl": (_stl(10) + bytes(120), "after 2 of its 10 triangles"),
    "half.glb": (b"glTF" + struct.pack("<II", 2, 900) + bytes(8), "breaks off"),
    "no_axes.ply": (
        b"ply\nformat ascii 1.0\nelement vertex 1\nproperty float a\nend_header\n1\n",
        "no vertices with x, y and z",
    ),
    "volume.vtk": (
        b"# vtk DataFile Version 3.0\nx\nASCII\nDATASET STRUCTURED_POINTS\n",
        "STRUCTURED_POINTS in place of a surface",
    ),
    "scan.fbx": (b"Kaydara FBX Binary  \0", "an FBX scene"),
    "scan.xyz": (b"1 2 3\n4 5 6\n", "no kind of mesh that Nasion knows"),
    "noext": (b"ply\nformat ascii 1.0\nend_header\n", "rename it to noext.ply"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_files_get_one_clear_sentence(
    tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    content, expected = BAD_FILES[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ScanError) as caught:
        load_scan(tmp_path / name)
    message = str(caught.value)
    assert expected in message
    assert name in message
    assert "\n" not in message
    assert message.endswith(".")
    assert message.count(". ") == 0
    captured = capfd.readouterr()
    assert captured.out + captured.err == ""


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ScanError, match=r"There is no file .*nowhere\.obj"):
        load_scan(tmp_path / "nowhere.obj")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ScanError, match="is a folder"):
        load_scan(tmp_path)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = saved(sphere(), tmp_path / "a.ply")
    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(ScanError, match="lack the permission"):
        load_scan(path)


def test_a_disk_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_path: Path) -> bytes:
        raise OSError(5, "Input/output error")

    path = saved(sphere(), tmp_path / "a.ply")
    monkeypatch.setattr(Path, "read_bytes", failing)
    with pytest.raises(ScanError, match=r"cannot be read \(Input/output error\)"):
        load_scan(path)


def test_an_impossible_name() -> None:
    with pytest.raises(ScanError):
        load_scan("a\0b.obj")


def test_an_unknown_unit(tmp_path: Path) -> None:
    with pytest.raises(ScanError, match="'inch' is not a unit"):
        load_scan(saved(sphere(), tmp_path / "a.ply"), unit="inch")


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("suffix", [".ply", ".stl"])
def test_a_file_that_breaks_off(tmp_path: Path, suffix: str, share: float) -> None:
    path = saved(sphere(), tmp_path / f"a{suffix}")
    whole = path.read_bytes()
    path.write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(ScanError, match=r"breaks off|no complete PLY header|shorter than"):
        load_scan(path)


def test_lee_perry_smith_keeps_its_vertices_and_seams(shared_data: Path) -> None:
    path = shared_data / "scans" / "lee_perry_smith" / "LeePerrySmith.obj"
    scan = load_scan(path)
    lines = path.read_bytes().splitlines()
    places = [line[2:].split() for line in lines if line.startswith(b"v ")]
    np.testing.assert_array_equal(scan.mesh.vertices, np.array(places, dtype=float))
    assert scan.mesh.uv is not None
    assert len(scan.mesh.uv) == sum(line.startswith(b"vt ") for line in lines)
    assert scan.unit == ESTIMATED
    assert scan.texture is not None
    assert scan.texture.name == "color.jpg"


def test_fran_is_in_metres(shared_data: Path) -> None:
    scan = load_scan(shared_data / "scans" / "fran" / "fran_cut.vtk")
    assert (scan.unit, scan.mesh.vertex_count, scan.mesh.face_count) == ("m", 2205, 4224)
    assert scan.mesh.uv is not None
    assert scan.texture is not None


@pytest.mark.parametrize("case", ["vhm", "headsq"])
def test_ct_skins_are_in_millimetres(shared_data: Path, case: str) -> None:
    scan = load_scan(shared_data / "ct" / case / "skin.ply")
    assert scan.unit == "mm"
    clean = clean_for_fitting(scan.mesh)
    assert clean.face_count > 0.9 * scan.mesh.face_count


def test_real_scan_survives_a_round_trip(shared_data: Path, tmp_path: Path) -> None:
    scan = load_scan(shared_data / "scans" / "lee_perry_smith" / "LeePerrySmith.obj")
    write_mesh(scan.mesh, tmp_path / "back.obj")
    back = read_obj((tmp_path / "back.obj").read_bytes())
    np.testing.assert_allclose(back.vertices, scan.mesh.vertices, atol=1e-6)
    np.testing.assert_array_equal(back.faces, scan.mesh.faces)
    np.testing.assert_array_equal(back.uv_faces, scan.mesh.uv_faces)


def test_a_file_that_is_held_needs_no_folder(tmp_path: Path) -> None:
    path = saved(sphere(100.0), tmp_path / "a.ply")
    there = load_scan(path)
    held = load_scan("elsewhere/a.ply", content=path.read_bytes())
    assert held.sha256 == there.sha256
    np.testing.assert_array_equal(held.mesh.vertices, there.mesh.vertices)
    with pytest.raises(ScanError, match="holds"):
        load_scan("a.stl", content=path.read_bytes())
