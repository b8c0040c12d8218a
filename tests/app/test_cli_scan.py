"""The person's own scan, edited and exported: order, texture coordinates and picture survive."""

from pathlib import Path

import numpy as np
import pytest

from core.document.project_file import load_project
from core.document.provenance import SUFFIX
from core.geometry.mesh import Mesh
from core.geometry.mesh_io import read_mesh, write_textured
from core.geometry.texture import Texture, find_texture
from tests.app.command_line import run, run_json
from tests.app.fakes import sample_scan

pytestmark = pytest.mark.usefixtures("analytic_head")

PICTURE = Texture("skin colour.PNG", b"\x89PNG\r\n\x1a\n not quite all of a picture")


@pytest.fixture
def textured(tmp_path: Path) -> Path:
    """Return a scan in metres with a picture; more texture coordinates than vertices."""
    plain = tmp_path / "plain.obj"
    sample_scan(plain, unit_mm=1000.0)
    mesh = read_mesh(plain)
    uv = np.random.default_rng(1).random((3 * len(mesh.faces), 2))
    order = np.random.default_rng(2).permutation(3 * len(mesh.faces)).reshape(-1, 3)
    scan = tmp_path / "my scan.obj"
    write_textured(Mesh(mesh.vertices, mesh.faces, uv, order), scan, PICTURE)
    return scan


def test_the_edited_scan_keeps_everything_but_its_places(textured: Path, tmp_path: Path) -> None:
    project, out = tmp_path / "p.nasion", tmp_path / "out"
    out.mkdir()
    run("fit", textured, "-o", project)
    run("edit", project, "-o", project, "--part", "nose.1=2", "--thickness", "chin=3")
    words = ("export", project, "--scan", out / "new.obj", "--frame", "scan")
    answer = run_json(*words)
    assert answer["files"][0]["texture"] == str(out / "new.png")
    assert {path.name for path in out.iterdir()} == {
        "new.obj",
        "new.mtl",
        "new.png",
        "new.obj" + SUFFIX,
    }
    before, after = read_mesh(textured), read_mesh(out / "new.obj")
    np.testing.assert_array_equal(after.faces, before.faces)
    np.testing.assert_array_equal(after.uv_faces, before.uv_faces)
    assert after.uv is not None
    assert before.uv is not None
    np.testing.assert_allclose(after.uv, before.uv, atol=1e-6)
    assert 0.001 < np.abs(after.vertices - before.vertices).max() < 0.02
    picture = find_texture(out / "new.obj", (out / "new.obj").read_bytes())
    assert picture is not None
    assert picture.read_bytes() == PICTURE.data


def test_the_scan_unedited_comes_back_as_it_was(textured: Path, tmp_path: Path) -> None:
    project = tmp_path / "p.nasion"
    run("fit", textured, "-o", project)
    run("export", project, "--scan", tmp_path / "same.obj", "--frame", "scan")
    before, after = read_mesh(textured), read_mesh(tmp_path / "same.obj")
    # A hundredth of a millimetre, in metres.
    np.testing.assert_allclose(after.vertices, before.vertices, atol=1e-5)


def test_other_formats_come_without_the_picture(textured: Path, tmp_path: Path) -> None:
    project, out = tmp_path / "p.nasion", tmp_path / "out"
    out.mkdir()
    run("fit", textured, "-o", project)
    answer = run_json("export", project, "--scan", out / "new.stl")
    assert answer["files"][0]["texture"] is None
    assert {path.name for path in out.iterdir()} == {"new.stl", "new.stl" + SUFFIX}


def test_the_picture_survives_edits_of_the_project(textured: Path, tmp_path: Path) -> None:
    project = tmp_path / "p.nasion"
    run("fit", textured, "-o", project)
    run("edit", project, "-o", project, "--size", "1.02")
    texture = load_project(project).texture
    assert texture is not None
    assert texture.data == PICTURE.data
