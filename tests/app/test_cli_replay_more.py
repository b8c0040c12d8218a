"""What moves, what comes from a CT, edited projects and reports are made again from beside them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageSequence

from core.document.edits import SetComponent
from core.document.project_file import load_project, save_project
from core.document.provenance import read_recipe, side_file
from core.geometry.mesh_io import read_mesh
from tests.app.command_line import refused, run, run_json
from tests.app.ct_phantom import analytic_series
from tests.app.fakes import FakeHeadModel
from tests.core.imaging.phantom import write_series

pytestmark = pytest.mark.usefixtures("analytic_head")


def _contents(path: Path) -> dict[str, bytes]:
    files = [one for one in path.rglob("*") if one.is_file()] if path.is_dir() else [path]
    return {one.relative_to(path).as_posix(): one.read_bytes() for one in files}


@pytest.mark.parametrize("name", ["shapes.glb", "shapes"])
def test_blend_shapes_are_made_again(name: str, fitted: Path, tmp_path: Path) -> None:
    path, again = tmp_path / name, tmp_path / f"again-{name}"
    run("blendshapes", fitted, "-o", path)
    answer = run_json("replay", path, "-o", again)
    assert (answer["verb"], answer["same_bits"]) == ("blendshapes", True)
    assert _contents(again) == _contents(path)
    assert side_file(again).read_bytes() == side_file(path).read_bytes()
    file = path if path.is_file() else path / "neutral.obj"
    whole = file.read_bytes()
    recipe = side_file(path).read_text()
    digest = read_recipe(path).made[0].sha256
    side_file(path).write_text(recipe.replace(digest, "0" * 64))
    assert run_json("replay", path)["same_bits"] is False
    if path.is_file():
        first = 28 + int.from_bytes(whole[12:16], "little")
        file.write_bytes(whole[:first] + np.float32(9.0).tobytes() + whole[first + 4 :])
    else:
        file.write_bytes(whole.replace(b"\nv ", b"\nv 9 9 9\n#", 1))
    assert "mm away" in refused("replay", path)


def test_a_performance_is_made_again_from_its_recording(fitted: Path, tmp_path: Path) -> None:
    take, path, again = tmp_path / "take.csv", tmp_path / "out.glb", tmp_path / "again.glb"
    take.write_text("frame,JawOpen\n0,0\n1,0.5\n2,1\n")
    run("perform", fitted, take, "-o", path, "--skull", "--fps", "25")
    assert "--performance" in refused("replay", path)
    answer = run_json("replay", path, "-o", again, "--performance", take)
    assert answer["same_bits"] is True
    assert again.read_bytes() == path.read_bytes()
    recipe = side_file(path).read_text()
    assert "take" not in recipe
    other = tmp_path / "other.csv"
    other.write_text("frame,JawOpen\n0,0\n1,0.5\n2,0.9\n")
    assert "hash differs" in refused("replay", path, "--performance", other)


def test_meshes_of_another_person_need_that_person(fitted: Path, tmp_path: Path) -> None:
    from app.performing import face_hash

    state = load_project(fitted).state
    assert face_hash(SetComponent("nose", 0, 1.0).apply(state)) == face_hash(state)
    assert state.scan is not None
    assert state.scan.fitted is not None
    fit = replace(state.scan.fitted, size=1.1)
    assert face_hash(replace(state, scan=replace(state.scan, fitted=fit))) != face_hash(state)


def test_an_edited_project_tells_how_its_face_is_made(fitted: Path, tmp_path: Path) -> None:
    path, again = tmp_path / "edited.nasion", tmp_path / "again.nasion"
    run("edit", fitted, "-o", path, "--part", "nose.1=1.5")
    assert run_json("replay", path, "-o", again)["same_bits"] is True
    assert load_project(again).state.codes == load_project(path).state.codes
    assert load_project(again).scan_bytes is None
    assert "another kind" in refused("replay", path, "-o", tmp_path / "again.ply")
    other = load_project(path)
    save_project(path, replace(other, state=SetComponent("nose", 0, 3.0).apply(other.state)))
    text = side_file(path).read_text()
    side_file(path).write_text(text.replace(read_recipe(path).made[0].sha256, "0" * 64))
    assert "mm away" in refused("replay", path)


@pytest.mark.usefixtures("qapp")
def test_a_report_tells_how_its_skin_is_made_and_nothing_typed(
    fitted: Path, tmp_path: Path
) -> None:
    path, mesh = tmp_path / "report.pdf", tmp_path / "skin.ply"
    run("report", fitted, "-o", path, "--name", "Erika Mustermann", "--note", "of a friend")
    told = side_file(path).read_text()
    assert "Mustermann" not in told
    assert "friend" not in told
    assert run_json("replay", path, "-o", mesh)["same_bits"] is True
    skin = FakeHeadModel().skin_preview(load_project(fitted).state)
    assert read_mesh(mesh).vertices == pytest.approx(skin.vertices, abs=1e-4)


def test_a_ct_and_its_comparison_are_made_again(tmp_path: Path) -> None:
    folder, case = tmp_path / "series", tmp_path / "case.nasion"
    write_series(folder, analytic_series())
    skin, skull, told = (tmp_path / name for name in ("skin.ply", "skull.stl", "map.ply"))
    run("import-ct", folder, "-o", case, "--skin", skin, "--skull", skull)
    run("compare-skull", case, "--map", told)
    assert "--scan" in refused("replay", skull)
    assert "--project" in refused("replay", told)
    for path, words in ((skin, ("--scan", folder)), (skull, ("--scan", folder)),
                        (told, ("--project", case))):  # fmt: skip
        again = tmp_path / f"again{path.suffix}"
        answer = run_json("replay", path, "-o", again, *words)
        assert answer["same_bits"] is True
        assert again.read_bytes() == path.read_bytes()
    assert "The skull is that of the CT." not in skin.read_bytes()[:2000].decode("latin-1")
    other = load_project(case)
    assert other.ct_skull is not None
    moved = other.ct_skull.mesh.with_vertices(other.ct_skull.mesh.vertices + 1.0)
    save_project(case, replace(other, ct_skull=replace(other.ct_skull, mesh=moved)))
    assert "another one" in refused("replay", told, "--project", case)


@pytest.mark.parametrize("name", ["turn.webp", "turn"])
def test_a_head_turns_once_around(name: str, fitted: Path, tmp_path: Path) -> None:
    path, mesh = tmp_path / name, tmp_path / "skin.stl"
    words = ("--seconds", "2", "--rate", "2", "--width", "64", "--height", "80")
    answer = run_json("turntable", fitted, "-o", path, *words, "--transparent")
    assert (answer["pictures"], answer["transparent"]) == (4, True)
    if name == "turn":
        seen = [np.asarray(Image.open(one)) for one in sorted(path.iterdir())]
    else:
        with Image.open(path) as film:
            seen = [np.asarray(one.convert("RGBA")) for one in ImageSequence.Iterator(film)]
    assert [one.shape for one in seen] == [(80, 64, 4)] * 4
    assert all(one[0, 0, 3] == 0 and one[40, 32, 3] > 250 for one in seen)
    front, left, _, right = (one[..., 3] > 128 for one in seen)
    assert (front != left).sum() > 40
    assert (left != right[:, ::-1]).sum() < 0.2 * left.sum()
    assert run_json("replay", path, "-o", mesh)["same_bits"] is True
    assert read_mesh(mesh).face_count > 100


def test_a_turning_video_has_a_background(fitted: Path, tmp_path: Path) -> None:
    assert "background" in refused(
        "turntable", fitted, "-o", tmp_path / "a.ogv", "--transparent", "--seconds", "1"
    )
    assert not list(tmp_path.glob("a.ogv*"))
