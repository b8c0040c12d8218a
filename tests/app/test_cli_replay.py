"""Every result can be made again from the file beside it, for every format, kind and verb."""

import json
from pathlib import Path

import numpy as np
import pytest

from core.document.project_file import load_project, save_project
from core.document.provenance import SUFFIX, read_recipe, side_file
from core.geometry.mesh_io import read_mesh
from tests.app.command_line import refused, run, run_json
from tests.app.fakes import sample_scan

pytestmark = pytest.mark.usefixtures("analytic_head")

KINDS = ("skin", "skull", "cranium", "mandible", "both")
SUFFIXES = (".obj", ".stl", ".ply", ".glb", ".gltf")


@pytest.fixture(scope="module")
def edited(fitted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project after edits of every sort, one of them solved for."""
    path = tmp_path_factory.mktemp("edited") / "Mustermann.nasion"
    with pytest.MonkeyPatch.context() as patch:
        from app import heads
        from tests.app.fakes import FakeHeadModel

        patch.setattr(heads, "head_model", lambda state=None: FakeHeadModel())
        run(
            "edit", fitted, "-o", path, "--part", "nose.1=1.5", "--thickness", "cheeks=2",
            "--set", "mouth.width=54mm", "--size", "1.02",
        )  # fmt: skip
    return path


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("kind", KINDS)
def test_an_export_is_made_again_bit_by_bit(
    kind: str, suffix: str, edited: Path, tmp_path: Path
) -> None:
    path, again = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    run("export", edited, f"--{kind}", path, "--resolution", "64", "--units", "cm")
    answer = run_json("replay", path, "-o", again)
    assert answer["same_bits"] is True
    assert again.read_bytes() == path.read_bytes()
    assert side_file(again).read_bytes() == side_file(path).read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ("--skin", "a.stl", "--ascii"),
        ("--skin", "a.ply", "--frame", "scan"),
        ("--skin", "a.stl", "--hollow", "3", "--drain", "5"),
        ("--mandible", "a.obj", "--shell", "2"),
    ],
)
def test_options_are_part_of_the_recipe(
    words: tuple[str, ...], edited: Path, tmp_path: Path
) -> None:
    path, again = tmp_path / words[1], tmp_path / f"b{Path(words[1]).suffix}"
    answer = run_json("export", edited, words[0], path, *words[2:], "--resolution", "64")
    if "--hollow" in words or "--shell" in words:
        assert answer["files"][0]["print"]["watertight"] is True
        assert answer["files"][0]["print"]["thinnest_mm"] > 1.0
    assert run_json("replay", path, "-o", again)["same_bits"] is True
    assert again.read_bytes() == path.read_bytes()


def test_a_skull_with_its_uncertainty_is_made_again(edited: Path, tmp_path: Path) -> None:
    skull, told = tmp_path / "skull.stl", tmp_path / "told.ply"
    run("skull", edited, "-o", skull, "--uncertainty", told, "--known", "nasion=0,18,95:1.5")
    for path in (skull, told):
        again = tmp_path / f"again{path.suffix}"
        answer = run_json("replay", path, "-o", again)
        assert (answer["verb"], answer["same_bits"]) == ("skull", True)
        assert again.read_bytes() == path.read_bytes()


def test_a_snapshot_is_drawn_again(edited: Path, tmp_path: Path) -> None:
    path, again = tmp_path / "p.png", tmp_path / "q.png"
    run("snapshot", edited, "-o", path, "--width", "96", "--height", "128")
    answer = run_json("replay", path, "-o", again)
    assert answer["grey_levels"] < 1.0
    assert again.exists()
    run("snapshot", edited, "-o", path, "--width", "96", "--height", "128", "--background", "light")
    side_file(path).write_text(side_file(again).read_text())
    recipe = json.loads(side_file(path).read_text())
    recipe["result"][0]["sha256"] = "0" * 64
    side_file(path).write_text(json.dumps(recipe))
    assert "grey levels" in refused("replay", path)


def test_the_scan_itself_needs_the_scan_and_refuses_another(
    edited: Path, scan: Path, tmp_path: Path
) -> None:
    path, again = tmp_path / "c.ply", tmp_path / "d.ply"
    run("export", edited, "--scan", path, "--frame", "scan")
    assert "--project" in refused("replay", path)
    for words in (("--project", edited), ("--scan", scan)):
        assert run_json("replay", path, "-o", again, *words)["same_bits"] is True
        assert again.read_bytes() == path.read_bytes()
    other = tmp_path / "other.obj"
    sample_scan(other, unit_mm=1.0)
    assert "hash differs" in refused("replay", path, "--scan", other)
    without = tmp_path / "without.nasion"
    save_project(without, type(load_project(edited))(load_project(edited).state))
    assert "hash differs" in refused("replay", path, "--project", without)


def test_another_bundle_is_refused(
    edited: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.obj"
    run("export", edited, "--skull", path)
    monkeypatch.undo()  # the shipped models instead of the analytic head
    said = refused("replay", path)
    assert "ffffffffffff" in said
    assert "not installed" in said


def test_rounding_is_tolerated_and_a_changed_file_is_not(edited: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.ply"
    run("export", edited, "--skull", path)
    recipe = json.loads(side_file(path).read_text())
    recipe["result"][0]["sha256"] = "0" * 64
    side_file(path).write_text(json.dumps(recipe))
    answer = run_json("replay", path)
    assert answer["same_bits"] is False
    assert answer["deviation_mm"] <= 1e-4
    assert answer["written"] == []
    content = bytearray(path.read_bytes())
    begin = content.index(b"end_header\n") + len(b"end_header\n")
    moved = np.frombuffer(bytes(content[begin : begin + 4]), "<f4") + np.float32(0.01)
    content[begin : begin + 4] = moved.tobytes()
    path.write_bytes(bytes(content))
    assert "mm away" in refused("replay", path, "-o", tmp_path / "b.ply")
    assert not (tmp_path / "b.ply").exists()
    path.unlink()
    assert "not there" in refused("replay", side_file(path))


def test_nothing_names_the_person_or_the_folder(edited: Path, tmp_path: Path) -> None:
    run("export", edited, "--skin", tmp_path / "a.glb", "--skull", tmp_path / "a.obj",
        "--resolution", "64")  # fmt: skip
    for path in tmp_path.iterdir():
        content = path.read_bytes()
        assert b"Mustermann" not in content
        assert str(tmp_path).encode() not in content
    assert read_recipe(tmp_path / "a.glb").state.scan is not None


def test_no_side_file_where_none_is_wanted(edited: Path, tmp_path: Path) -> None:
    answer = run_json("export", edited, "--skull", tmp_path / "a.obj", "--no-provenance")
    assert answer["files"][0]["provenance"] is None
    assert list(tmp_path.iterdir()) == [tmp_path / "a.obj"]
    assert SUFFIX in refused("replay", tmp_path / "a.obj")


def test_the_comment_states_unit_models_and_edits(edited: Path, tmp_path: Path) -> None:
    run("export", edited, "--skull", tmp_path / "a.obj", "--units", "m")
    head = (tmp_path / "a.obj").read_text()[:1500]
    assert "unit m, edited, not for diagnosis" in head
    assert "# Models: fake-head " + "f" * 64 in head
    assert "# Edit: Nose: component 1" in head
    # A ten-thousandth of a millimetre, in metres.
    skull = read_mesh(tmp_path / "a.obj").vertices
    run("export", edited, "--skull", tmp_path / "b.ply")
    np.testing.assert_allclose(skull * 1000.0, read_mesh(tmp_path / "b.ply").vertices, atol=2e-5)


def test_fewer_triangles_are_told_in_mm_and_made_again(edited: Path, tmp_path: Path) -> None:
    path, again = tmp_path / "small.stl", tmp_path / "again.stl"
    words = ("--resolution", "64", "--triangles", "3000")
    answer = run_json("export", edited, "--both", path, *words)
    lost = answer["files"][0]["reduced"]
    assert lost["after"] == read_mesh(path).face_count <= 3000 < lost["before"]
    assert 0.0 < lost["mean_mm"] < lost["largest_mm"] < 5.0
    assert "mm from the full surface" in run("export", edited, "--both", path, *words).stderr
    assert run_json("replay", path, "-o", again)["same_bits"] is True
    assert again.read_bytes() == path.read_bytes()
    assert "at least 100" in refused("export", edited, "--skin", path, "--triangles", "50")
