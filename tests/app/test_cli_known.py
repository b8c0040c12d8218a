"""Known bone on the command line, and a CT's skull as a file."""

from pathlib import Path

import numpy as np
import pytest
import trimesh

from core.document.project_file import Project, save_project
from core.document.real_skull import RealSkull
from core.geometry.mesh import Mesh
from core.geometry.mesh_io import read_mesh, write_mesh
from tests.app.command_line import refused, run, run_json, state_of
from tests.app.fakes import FakeHeadModel

pytestmark = pytest.mark.usefixtures("analytic_head")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    model = FakeHeadModel()
    state = model.mean_state()
    path = tmp_path / "case.nasion"
    real = RealSkull(model.skull(state).mesh, model.skull(state).labels)
    save_project(path, Project(state, ct_skull=real))
    return path


def test_a_palpated_point_narrows_the_skull_and_is_kept(case: Path, tmp_path: Path) -> None:
    plain = run_json("skull", case, "-o", tmp_path / "plain.ply")
    answer = run_json(
        "skull", case, "-o", tmp_path / "known.ply", "--known", "nasion=1,16,95:0.4",
        "--project", tmp_path / "known.nasion",
    )  # fmt: skip
    vertex = FakeHeadModel().bundle.template.skull_landmarks["nasion"]
    assert read_mesh(tmp_path / "known.ply").vertices[vertex] == pytest.approx([1, 16, 95])
    assert answer["known"] == ["Nasion"]
    assert answer["std_mm_mean"] < plain["std_mm_mean"] == answer["std_mm_mean_before"]
    (bone,) = state_of(tmp_path / "known.nasion").known_bone
    assert bone.deviation == 0.4
    again = run_json("skull", tmp_path / "known.nasion", "-o", tmp_path / "again.ply")
    assert again["known"] == ["Nasion"]


def test_a_depth_is_measured_from_the_skin(case: Path, tmp_path: Path) -> None:
    run("skull", case, "-o", tmp_path / "a.ply", "--depth", "nasion=4", "--project", case)
    (bone,) = state_of(case).known_bone
    model = FakeHeadModel()
    skin = model.skin_preview(model.mean_state())
    place = np.array(bone.points[0].place)
    assert np.linalg.norm(skin.vertices - place, axis=1).min() == pytest.approx(4.0, abs=1.5)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--known", "chin=1,2,3"), "no landmark 'chin'"),
        (("--known", "nasion=1,2"), "write LANDMARK=x,y,z"),
        (("--known", "nasion"), "write LANDMARK=x,y,z"),
        (("--known", "nasion=1,2,x"), "write LANDMARK=x,y,z"),
        (("--known", "nasion=1,2,9000"), "400 mm"),
        (("--depth", "nasion=1,2"), "no depth"),
        (("--known", "nasion=1,2,3:99"), "must be known to"),
    ],
)
def test_nonsense_is_one_line(case: Path, tmp_path: Path, words: tuple[str, str], why: str) -> None:
    assert why in refused("skull", case, "-o", tmp_path / "a.stl", *words)
    assert not (tmp_path / "a.stl").exists()


def test_what_is_no_dental_arch_is_refused(case: Path, tmp_path: Path) -> None:
    ball = trimesh.creation.icosphere(subdivisions=3, radius=30.0)
    scan = tmp_path / "upper.stl"
    write_mesh(Mesh(np.asarray(ball.vertices), np.asarray(ball.faces)), scan)
    said = refused("skull", case, "-o", tmp_path / "a.stl", "--upper", scan)
    assert "does not look like a dental arch" in said
    framed = ("--upper", scan, "--teeth-frame", "scan")
    assert "no scan" in refused("skull", case, "-o", tmp_path / "a.stl", *framed)


def test_the_real_skull_is_exported_where_it_lies(case: Path, tmp_path: Path) -> None:
    answer = run_json("export", case, "--ct-skull", tmp_path / "real.ply", "--units", "cm")
    assert [file["kind"] for file in answer["files"]] == ["ct_skull"]
    model = FakeHeadModel()
    expected = model.skull(model.mean_state()).mesh.vertices / 10.0
    assert np.allclose(read_mesh(tmp_path / "real.ply").vertices, expected, atol=1e-4)


def test_a_project_without_a_ct_has_no_real_skull(fitted: Path, tmp_path: Path) -> None:
    said = refused("export", fitted, "--ct-skull", tmp_path / "real.ply")
    assert "holds no CT skull" in said
    assert not (tmp_path / "real.ply").exists()
