"""`import-ct` and `compare-skull`, from files to files, with the analytic head."""

import zipfile
from pathlib import Path

import numpy as np
import pytest

from core.document.cohort_pair import read_pairs
from core.document.project_file import load_project, save_project
from core.geometry.mesh_io import read_mesh
from tests.app.analytic_head import CENTRE, base_radius
from tests.app.command_line import refused, run, run_json
from tests.app.ct_phantom import DEPTH, WALL, analytic_series
from tests.app.fakes import FakeHeadModel
from tests.core.imaging.phantom import IDENTIFYING, write_series

pytestmark = pytest.mark.usefixtures("analytic_head")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("Mustermann Erika")
    write_series(path, analytic_series())
    return path


def _imported(folder: Path, to: Path) -> Path:
    run("import-ct", folder, "-o", to)
    return to


def test_a_series_becomes_a_project_with_fit_and_skull(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.nasion"
    facts = run_json("import-ct", folder, "-o", path, "--skin", tmp_path / "skin.ply",
                     "--skull", tmp_path / "skull.stl")  # fmt: skip
    assert facts["unit"] == "mm"
    assert facts["face_error_mean"] < 1.5
    assert facts["voxels"] == "144 x 144 x 72"
    assert read_mesh(tmp_path / "skull.stl").face_count > 1000
    skin = read_mesh(tmp_path / "skin.ply").vertices - CENTRE
    distance = np.linalg.norm(skin, axis=1)
    assert np.abs(distance - base_radius(skin / distance[:, None])).mean() < 0.5
    project = load_project(path)
    assert project.ct_skull is not None
    assert project.state.scan is not None
    assert project.state.scan.name == "ct-skin.ply"


def test_the_real_skull_lies_beneath_the_fitted_skin(folder: Path, tmp_path: Path) -> None:
    project = load_project(_imported(folder, tmp_path / "case.nasion"))
    assert project.ct_skull is not None
    bone = project.ct_skull.mesh.vertices - CENTRE
    distance = np.linalg.norm(bone, axis=1)
    depth = base_radius(bone / distance[:, None]) - distance
    outer = depth < DEPTH + 0.5 * WALL
    assert depth[outer].mean() == pytest.approx(DEPTH, abs=1.0)
    assert np.percentile(depth, 0.5) > DEPTH - 3.0


def test_nothing_that_identifies_the_patient_is_kept_or_said(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.nasion"
    result = run("import-ct", folder, "-o", path, "--json")
    listing = run("import-ct", folder, "--list", "--json")
    with zipfile.ZipFile(path) as archive:
        kept = b"".join(archive.read(name) for name in archive.namelist())
        names = " ".join(archive.namelist())
    said = result.stdout + result.stderr + listing.stdout + listing.stderr + names
    for value in (*IDENTIFYING.values(), "Mustermann"):
        assert value not in said.replace(str(folder), "")
        assert value.encode() not in kept


def test_series_are_listed(folder: Path) -> None:
    answer = run_json("import-ct", folder, "--list")
    assert [row["slices"] for row in answer["series"]] == [72]
    assert "CT series" in run("import-ct", folder, "--list").stdout


def test_what_cannot_be_read_is_one_line_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing")
    said = refused("import-ct", tmp_path, "-o", tmp_path / "case.nasion")
    assert "no CT series" in said
    assert not (tmp_path / "case.nasion").exists()
    run("import-ct", tmp_path, status=2)


def test_inferred_and_real_skull_are_compared(folder: Path, tmp_path: Path) -> None:
    path = _imported(folder, tmp_path / "case.nasion")
    picture, colours = tmp_path / "map.png", tmp_path / "map.ply"
    answer = run_json("compare-skull", path, "--picture", picture, "--map", colours)
    rows = {row["region"]: row for row in answer["rows"]}
    assert rows["full"]["points"] > 1000
    # The analytic skull lies 5 to 14 mm beneath the skin, the phantom's bone 9 mm.
    assert 0.5 < rows["full"]["inferred_to_real"] < 6.0
    estimate = FakeHeadModel().skull(load_project(path).state).mesh
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert read_mesh(colours).vertex_count == estimate.vertex_count
    assert "full" in run("compare-skull", path).stdout


def test_edits_do_not_change_the_comparison(folder: Path, tmp_path: Path) -> None:
    path = _imported(folder, tmp_path / "case.nasion")
    before = run_json("compare-skull", path)["rows"]
    run("edit", path, "-o", path, "--part", "nose.1=2")
    assert load_project(path).ct_skull is not None
    assert run_json("compare-skull", path)["rows"] == before


def test_a_project_without_a_ct_is_refused(fitted: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.nasion"
    save_project(plain, load_project(fitted))
    assert "import-ct" in refused("compare-skull", plain)
    assert "import-ct" in refused("cohort", "add", plain, tmp_path / "cohort")
    assert not (tmp_path / "cohort").exists()


def test_a_pair_is_added_without_anything_of_the_patient(folder: Path, tmp_path: Path) -> None:
    path, cohort = _imported(folder, tmp_path / "case-mustermann.nasion"), tmp_path / "cohort"
    answer = run_json("cohort", "add", path, cohort)
    assert answer["pairs_in_cohort"] == 1
    run("edit", path, "-o", path, "--part", "nose.1=2")
    assert run_json("cohort", "add", path, cohort)["pairs_in_cohort"] == 1
    (pair,) = read_pairs(cohort)
    template = FakeHeadModel().bundle.template
    assert pair.skin.shape == template.skin.vertices.shape
    assert pair.skull.shape == template.skull.vertices.shape
    (file,) = cohort.iterdir()
    with zipfile.ZipFile(file) as archive:
        kept = b"".join(archive.read(name) for name in archive.namelist())
    for value in (*IDENTIFYING.values(), "Mustermann", "mustermann"):
        assert value.encode() not in kept
