"""`nasion perform` and `nasion blendshapes`: right frames, guesses told, whole files or none."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app import heads
from app.performing import as_fitted
from core.document.edits import SetComponent, SetThickness
from core.document.project_file import load_project, save_project
from core.geometry.mesh_io import read_mesh
from tests.app.command_line import refused, run, run_json
from tests.app.fakes import FakeHeadModel
from tests.core.geometry.glb_rules import check_glb

pytestmark = pytest.mark.usefixtures("analytic_head")


@pytest.fixture
def take(tmp_path: Path) -> Path:
    path = tmp_path / "take.csv"
    rows = "\n".join(f"{at},{at / 4},2" for at in range(5))
    path.write_text(f"frame,JawOpen,HeadYaw\n{rows}\n")
    return path


@pytest.fixture
def other(fitted: Path, tmp_path: Path) -> Path:
    path = tmp_path / "other.nasion"
    project = load_project(fitted)
    state = SetComponent("remainder", 0, 3.0).apply(project.state)
    save_project(path, replace(project, state=state))
    return path


def test_a_take_becomes_a_sequence_of_that_person(fitted: Path, take: Path, tmp_path: Path) -> None:
    answer = run_json("perform", fitted, take, "-o", tmp_path / "out", "--skull", "--fps", "25")
    assert (answer["frames"], answer["fps"], answer["files"]) == (5, 25.0, 10)
    assert answer["unit"] == "mm"
    assert answer["fit_errors"] is None
    assert any("Not played: HeadYaw" in note for note in answer["notes"])
    model, state = FakeHeadModel(), load_project(fitted).state
    posed = replace(state, expression=(0.5,))
    skin = read_mesh(tmp_path / "out" / "frame_0003.obj").vertices
    np.testing.assert_allclose(skin, model.skin_preview(posed).vertices, atol=1e-4)
    skull = read_mesh(tmp_path / "out" / "skull" / "frame_0003.obj").vertices
    np.testing.assert_allclose(skull, model.skull(posed).mesh.vertices, atol=1e-5)


def test_another_person_plays_it_with_the_own_skull(
    fitted: Path, other: Path, take: Path, tmp_path: Path
) -> None:
    answer = run_json("perform", fitted, take, "--onto", other, "-o", tmp_path / "o.glb", "--skull")
    assert answer["person"] == str(other)
    assert answer["unit"] == "m"
    assert answer["farthest_mm"] < 0.02
    glb = check_glb(tmp_path / "o.glb")
    place = glb.description["meshes"][1]["primitives"][0]["attributes"]["POSITION"]
    cranium = 1000.0 * glb.values(place)
    model, state = FakeHeadModel(), load_project(other).state
    bone = model.skull(state)
    own = bone.mesh.vertices[~np.isin(bone.labels, (1, 3))]
    distance = np.linalg.norm(cranium[:, None] - own[None], axis=2).min(axis=1)
    assert distance.max() < 1e-3


def test_blendshapes_have_arkits_names(fitted: Path, tmp_path: Path) -> None:
    answer = run_json("blendshapes", fitted, "-o", tmp_path / "shapes.glb")
    assert answer["arkit"] == 4
    assert "browInnerUpLeft" in answer["shapes"]
    assert "tongueOut" in answer["missing"]
    mesh = check_glb(tmp_path / "shapes.glb").description["meshes"][0]
    assert mesh["extras"]["targetNames"] == answer["shapes"]
    said = run("blendshapes", fitted, "-o", tmp_path / "shapes").stdout
    assert "4 of ARKit's 52" in said
    assert (tmp_path / "shapes" / "neutral.obj").exists()


def test_a_rig_is_written_and_made_again(fitted: Path, tmp_path: Path) -> None:
    path = tmp_path / "rig.glb"
    answer = run_json("export", fitted, "--rig", path)
    assert answer["joints"] == ["neck", "head", "jaw"]
    glb = check_glb(path)
    assert [one["name"] for one in glb.description["meshes"]] == ["head", "cranium", "mandible"]
    assert len(glb.description["meshes"][0]["extras"]["targetNames"]) == len(answer["shapes"])
    assert run_json("replay", path)["same_bits"] is True
    run("blendshapes", fitted, "-o", tmp_path / "folder", "--rig", status=2)
    run("blendshapes", fitted, "-o", tmp_path / "s.glb", "--skull", status=2)


def test_people_are_told_what_was_guessed(fitted: Path, take: Path, tmp_path: Path) -> None:
    answer = run("perform", fitted, take, "-o", tmp_path / "out.glb")
    assert "60 are assumed" in answer.stderr
    assert "5 frames" in answer.stdout


def test_mistakes_are_refused_before_the_work(
    fitted: Path, take: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def must_not(*_: object) -> Any:
        raise AssertionError("the models were loaded")

    monkeypatch.setattr(heads, "head_model", must_not)
    assert "end its name in .glb" in refused("perform", fitted, take, "-o", tmp_path / "out.fbx")
    assert "no folder" in refused("perform", fitted, take, "-o", tmp_path / "none" / "out.glb")
    assert "not empty" in refused("blendshapes", fitted, "-o", tmp_path)
    run("perform", fitted, take, "-o", tmp_path / "o.glb", "--fps", "0", status=2)


def test_what_cannot_be_read_leaves_nothing(fitted: Path, take: Path, tmp_path: Path) -> None:
    take.write_text("frame,JawOpen\n0,0.5\n1,abc\n")
    said = refused("perform", fitted, take, "-o", tmp_path / "out.glb")
    assert "line 3, column 'JawOpen': 'abc' is no number" in said
    assert "is no recording" in refused("perform", fitted, fitted, "-o", tmp_path / "out.glb")
    assert "no file" in refused("perform", fitted, tmp_path / "no.csv", "-o", tmp_path / "o")
    assert [path.name for path in tmp_path.iterdir()] == ["take.csv"]


def test_an_interrupted_export_leaves_nothing(
    fitted: Path, take: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.geometry import obj_sequence

    real, calls = obj_sequence.write_obj, []

    def interrupted(*arguments: Any, **options: Any) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        real(*arguments, **options)

    monkeypatch.setattr(obj_sequence, "write_obj", interrupted)
    said = run("perform", fitted, take, "-o", tmp_path / "out", status=1).stderr
    assert "Cancelled; nothing was written." in said
    assert [path.name for path in tmp_path.iterdir()] == ["take.csv"]


def test_a_recording_is_of_the_person_as_fitted(fitted: Path) -> None:
    state = load_project(fitted).state
    edited = SetThickness("chin", 3.0).apply(SetComponent("nose", 0, 2.0).apply(state))
    plain = as_fitted(replace(edited, expression=(0.3,)))
    assert plain.codes == state.scan.fitted.codes
    assert not plain.thickness
    assert plain.expression == ()
    mean = FakeHeadModel().mean_state()
    assert as_fitted(SetThickness("chin", 3.0).apply(mean)).thickness == {"chin": 3.0}
