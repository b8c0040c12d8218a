"""The command line over the analytic head: results, JSON, errors, and nothing half-written."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.commands import demo
from core.document.project_file import Project, load_project, save_project
from core.document.provenance import side_file
from core.geometry.mesh_io import read_mesh, write_mesh
from core.resources import resource_root
from tests.app.command_line import refused, run, run_json, state_of
from tests.app.fakes import FakeHeadModel

pytestmark = pytest.mark.usefixtures("analytic_head")

REPOSITORY = Path(__file__).resolve().parents[2]


def test_the_scan_in_a_project_is_fitted_anew(fitted: Path, tmp_path: Path) -> None:
    edited, again = tmp_path / "edited.nasion", tmp_path / "again.nasion"
    run("edit", fitted, "--part", "nose.1=+2", "-o", edited)
    run("fit", edited, "-o", again)
    first, state = load_project(fitted).state, load_project(again).state
    assert state.codes == first.codes
    assert state.scan is not None
    assert first.scan is not None
    assert state.scan.name == first.scan.name
    assert state.scan.sha256 == first.scan.sha256


def test_fit_tells_what_it_found(scan: Path, tmp_path: Path) -> None:
    answer = run_json("fit", scan, "-o", tmp_path / "p.nasion")
    assert answer["unit"] == "cm"
    assert answer["scale"] == 10.0
    assert 0 < answer["face_error_mean"] < answer["face_error_p95"] < 5
    assert {"seconds", "confidence"} <= answer.keys()
    project = load_project(tmp_path / "p.nasion")
    assert project.scan_bytes == scan.read_bytes()
    assert project.state.scan is not None
    assert project.state.scan.fitted is not None


def test_fit_prints_a_table_for_people(scan: Path, tmp_path: Path) -> None:
    text = run("fit", scan, "-o", tmp_path / "p.nasion").stdout
    assert "cm (10 mm per unit)" in text
    assert "face error" in text


@pytest.mark.parametrize("content", [b"", b"not a scan", b"ply\nformat ascii 1.0\n"])
def test_a_bad_scan_is_one_line_and_writes_nothing(content: bytes, tmp_path: Path) -> None:
    bad = tmp_path / "bad.ply"
    bad.write_bytes(content)
    assert "bad.ply" in refused("fit", bad, "-o", tmp_path / "p.nasion")
    assert list(tmp_path.iterdir()) == [bad]


def test_an_output_that_cannot_be_written_is_one_line(scan: Path, tmp_path: Path) -> None:
    assert "was not written" in refused("fit", scan, "-o", tmp_path / "absent" / "p.nasion")


def test_export_in_the_scan_frame_lies_on_the_scan(
    fitted: Path, scan: Path, tmp_path: Path
) -> None:
    answer = run_json(
        "export", fitted, "--skin", tmp_path / "s.ply", "--skull", tmp_path / "b.stl",
        "--scan", tmp_path / "c.obj", "--frame", "scan", "--resolution", "64",
    )  # fmt: skip
    assert answer["unit"] == "cm"
    assert [file["kind"] for file in answer["files"]] == ["skin", "skull", "scan"]
    original, exported = read_mesh(scan), read_mesh(tmp_path / "c.obj")
    np.testing.assert_allclose(exported.vertices, original.vertices, atol=1e-5)
    np.testing.assert_array_equal(exported.faces, original.faces)
    skin = read_mesh(tmp_path / "s.ply")
    extent, expected = (np.ptp(mesh.vertices, axis=0) for mesh in (skin, original))
    np.testing.assert_allclose(extent, expected, rtol=0.03)
    assert np.ptp(read_mesh(tmp_path / "b.stl").vertices[:, 1]) < np.ptp(skin.vertices[:, 1])


@pytest.mark.parametrize(("unit", "factor"), [("mm", 1.0), ("cm", 10.0), ("m", 1000.0)])
def test_export_in_the_head_frame_has_the_unit_asked(
    unit: str, factor: float, fitted: Path, tmp_path: Path
) -> None:
    run("export", fitted, "--skull", tmp_path / "b.obj", "--units", unit)
    expected = FakeHeadModel().skull(state_of(fitted)).mesh.vertices
    np.testing.assert_allclose(read_mesh(tmp_path / "b.obj").vertices * factor, expected, atol=1e-2)


def test_the_exported_scan_follows_the_edit(fitted: Path, scan: Path, tmp_path: Path) -> None:
    edited = tmp_path / "q.nasion"
    run("edit", fitted, "-o", edited, "--thickness", "chin=5")
    run("export", edited, "--scan", tmp_path / "c.obj", "--frame", "scan")
    moved = np.linalg.norm(
        read_mesh(tmp_path / "c.obj").vertices - read_mesh(scan).vertices, axis=1
    )
    assert moved.max() == pytest.approx(0.5, abs=0.02)
    assert (moved > 0.05).mean() < 0.2


def test_export_refuses_contradictions(fitted: Path, tmp_path: Path) -> None:
    run("export", fitted, status=2)
    run(
        "export", fitted, "--skull", tmp_path / "b.stl", "--frame", "scan", "--units", "m", status=2
    )
    assert ".obj, .stl, .ply" in refused("export", fitted, "--skull", tmp_path / "b.fbx")
    plain = tmp_path / "mean.nasion"
    save_project(plain, Project(FakeHeadModel().mean_state()))
    assert "not made from a scan" in refused(
        "export", plain, "--skull", tmp_path / "b.stl", "--frame", "scan"
    )
    assert "holds no scan" in refused("export", plain, "--scan", tmp_path / "c.obj")
    assert list(tmp_path.iterdir()) == [plain]


def test_skull_from_a_scan_and_from_its_project_are_the_same(
    fitted: Path, scan: Path, tmp_path: Path
) -> None:
    answer = run_json("skull", scan, "-o", tmp_path / "a.ply", "--uncertainty", tmp_path / "u.ply")
    run("skull", fitted, "-o", tmp_path / "b.ply")
    assert (tmp_path / "a.ply").read_bytes() == (tmp_path / "b.ply").read_bytes()
    assert answer["std_mm_mean"] > 0
    assert b"std_mm" in (tmp_path / "u.ply").read_bytes()[:1500]


def test_compare_knows_a_surface_moved_by_a_known_distance(tmp_path: Path) -> None:
    mesh = FakeHeadModel(3).bundle.template.skin
    write_mesh(mesh, tmp_path / "a.obj")
    write_mesh(mesh.with_vertices(mesh.vertices * 1.02), tmp_path / "b.obj")
    rows = run_json("compare", tmp_path / "a.obj", tmp_path / "b.obj")["rows"]
    assert [row["region"] for row in rows] == ["full"]
    assert 1.0 < rows[0]["mean"] < 2.2
    assert rows[0]["hausdorff"] == pytest.approx(0.02 * 126, abs=0.3)
    assert rows[0]["first_to_second"] == pytest.approx(rows[0]["second_to_first"], rel=0.1)
    same = run_json("compare", tmp_path / "a.obj", tmp_path / "a.obj")["rows"][0]
    assert same["mean"] == pytest.approx(0.0, abs=1e-6)
    assert same["share_under_2mm"] == pytest.approx(1.0)


def test_compare_of_an_edit_shows_it_in_its_region(fitted: Path, tmp_path: Path) -> None:
    edited = tmp_path / "q.nasion"
    run("edit", fitted, "-o", edited, "--part", "nose.1=3")
    rows = {row["region"]: row for row in run_json("compare", fitted, edited)["rows"]}
    assert set(rows) == {"full", "face", "nose", "eyes", "mouth", "remainder"}
    assert rows["nose"]["mean"] > 3 * rows["remainder"]["mean"]
    assert rows["full"]["points"] > rows["face"]["points"] > rows["nose"]["points"]


def test_a_project_and_its_own_scan_are_close(fitted: Path, scan: Path) -> None:
    rows = {row["region"]: row for row in run_json("compare", fitted, scan)["rows"]}
    assert rows["face"]["mean"] < 0.5


def test_snapshot_writes_a_picture(fitted: Path, tmp_path: Path) -> None:
    target = tmp_path / "p.png"
    answer = run_json(
        "snapshot", fitted, "-o", target, "--view", "profile", "--width", "100", "--height", "120"
    )
    assert answer["view"] == "profile"
    assert target.read_bytes().startswith(b"\x89PNG")
    assert "PNG" in refused("snapshot", fitted, "-o", tmp_path / "p.jpg")
    assert sorted(tmp_path.iterdir()) == [target, side_file(target)]


@pytest.fixture
def sample(scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "resources" / "sample"
    folder.mkdir(parents=True)
    write_mesh(read_mesh(scan), folder / "sample_head.ply")
    monkeypatch.setattr("core.resources.resource_root", lambda: tmp_path / "resources")
    yield
    assert resource_root() != tmp_path


def test_demo_does_the_whole_main_job(
    sample: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "PANEL_SIZE", (92, 112))
    out = tmp_path / "demo"
    answer = run_json("demo", "--out", out)
    assert {path.name for path in out.iterdir()} == {
        "skin.obj",
        "skin.obj.provenance.json",
        "skull.stl",
        "skull.stl.provenance.json",
        "demo.nasion",
        "demo.png",
    }
    project = load_project(out / "demo.nasion")
    assert project.thumbnail is not None
    assert len(answer["edits"]) == 3
    assert set(project.state.thickness) == {"cheek_left", "cheek_right"}
    assert answer["moved_mm_max"] > 2
    assert answer["fit"]["face_error_mean"] < 5


def test_a_damaged_project_is_one_line_everywhere(tmp_path: Path) -> None:
    bad = tmp_path / "bad.nasion"
    bad.write_bytes(b"PK\x03\x04 half a project")
    for words in (
        ("edit", bad, "-o", tmp_path / "q.nasion", "--size", "1"),
        ("export", bad, "--skin", tmp_path / "s.obj"),
        ("snapshot", bad, "-o", tmp_path / "p.png"),
        ("skull", bad, "-o", tmp_path / "b.stl"),
        ("compare", bad, bad),
    ):
        assert "bad.nasion" in refused(*words)
    assert list(tmp_path.iterdir()) == [bad]


def test_without_data_training_and_evaluation_say_so(tmp_path: Path) -> None:
    for words in (
        ("train", "bundle"),
        ("train", "parts"),
        ("evaluate", "parts"),
        ("evaluate", "aim"),
    ):
        assert "--data" in refused(*words, "--data", tmp_path / "absent")


def test_an_unknown_section_of_aim_is_refused_with_those_there_are(tmp_path: Path) -> None:
    said = refused("evaluate", "aim", "--data", tmp_path, "--only", "fit,teeth")
    assert "'teeth'" in said
    assert "ablations" in said


def test_bench_edit_gives_tidy_rows() -> None:
    rows = run_json("bench", "edit", "--edits", "12", "--no-exact")["rows"]
    assert {tuple(row) for row in rows} == {("case", "metric", "value", "unit")}
    latencies = [row for row in rows if row["metric"] in {"latency_p50", "latency_p95"}]
    assert len(latencies) >= 10
    assert all(row["value"] > 0 for row in latencies)


@pytest.mark.parametrize("words", [(), ("head.obj",), ("studio", "head.obj")])
def test_without_a_verb_the_studio_opens_on_the_file(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path | None] = []
    monkeypatch.setattr("app.starting.start_studio", lambda path: opened.append(path) or 3)
    run(*words, status=3)
    assert opened == [Path("head.obj") if words else None]


def test_unknown_verbs_and_missing_arguments_are_usage_errors() -> None:
    for words in (
        ("frobnicate",),
        ("fit",),
        ("snapshot", "p.nasion", "-o", "p.png", "--view", "up"),
    ):
        run(*words, status=2)


def test_help_names_every_verb_and_is_quick() -> None:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "app.cli", "--help"],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    for verb in ("demo", "fit", "skull", "edit", "export", "compare", "snapshot", "doctor"):
        assert verb in done.stdout
    # Not a stopwatch, which a busy machine would fail: what is slow must not be imported.
    imported = {line.split("|")[-1].strip().split(".")[0] for line in done.stderr.splitlines()}
    assert not imported & {"torch", "pyvista", "vtkmodules", "PySide6", "scipy", "trimesh", "igl"}
