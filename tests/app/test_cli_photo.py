"""`nasion photo`, from pictures to files, with the analytic head and a reader that knows it."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.document.project_file import load_project
from core.geometry.mesh_io import read_mesh
from tests.app.command_line import refused, run, run_json
from tests.app.fake_photos import DEVIATION_MM, SIZE, FakeReader, take_photo

pytestmark = pytest.mark.usefixtures("analytic_head")


@pytest.fixture(autouse=True)
def readers(monkeypatch: pytest.MonkeyPatch) -> list[FakeReader]:
    made: list[FakeReader] = []

    def make(model: object) -> FakeReader:
        made.append(FakeReader(model))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr("app.heads.photo_reader", make)
    return made


def test_a_photograph_becomes_a_project_a_mesh_and_an_overlay(
    tmp_path: Path, readers: list[FakeReader]
) -> None:
    picture = take_photo(tmp_path / "anna.png")
    facts = run_json(
        "photo", picture, "-o", tmp_path / "anna.nasion", "--obj", tmp_path / "anna.obj",
        "--overlay", tmp_path / "over.png", "--eye-distance", "63", "--focal", "50mm",
        "--method", "morphable", "--neutral",
    )  # fmt: skip
    assert facts["method"] == "morphable"
    assert facts["scale_known"]
    assert facts["expected_error_mm"] == pytest.approx(DEVIATION_MM)
    assert facts["skull_vertices"] > 100
    ((shots, method, distance),) = readers[0].fits
    assert (method.value, distance, shots[0].neutral) == ("morphable", 63.0, True)
    assert shots[0].focal == pytest.approx(50.0 / 36.0 * max(SIZE))
    project = load_project(tmp_path / "anna.nasion")
    assert project.state.scan is not None
    assert project.state.scan.photo is not None
    assert project.state.scan.photo.distance == 63.0
    assert project.photos is not None
    assert not project.photos.pictures, "nobody agreed to keep the picture"
    assert read_mesh(tmp_path / "anna.obj").vertex_count == len(project.photos.deviation)
    with Image.open(tmp_path / "over.png") as drawn, Image.open(picture) as ground:
        assert drawn.size == ground.size
        changed = (np.asarray(drawn) != np.asarray(ground.convert("RGB"))).any(axis=2)
    assert 0.1 < changed.mean() < 0.9


def test_several_photographs_and_their_pictures_are_kept_when_wanted(
    tmp_path: Path, readers: list[FakeReader]
) -> None:
    pictures = [take_photo(tmp_path / f"{name}.png") for name in ("front", "side")]
    run("photo", *pictures, "-o", tmp_path / "anna.nasion", "--keep")
    assert len(readers[0].fits[0][0]) == 2
    project = load_project(tmp_path / "anna.nasion")
    assert project.photos is not None
    assert len(project.photos.pictures) == 2


def test_of_two_faces_one_has_to_be_chosen(tmp_path: Path, readers: list[FakeReader]) -> None:
    picture, to = take_photo(tmp_path / "two.png"), tmp_path / "one.nasion"
    told = refused("photo", picture, "-o", to)
    assert "2 faces" in told
    assert "--face" in told
    assert not to.exists()
    assert "not among them" in refused("photo", picture, "-o", to, "--face", "3")
    run("photo", picture, "-o", to, "--face", "2")
    assert readers[-1].fits[0][0][0].face.presence == 2.0


def test_what_is_no_face_no_picture_or_no_focal_length_is_told_in_a_sentence(
    tmp_path: Path,
) -> None:
    to = tmp_path / "x.nasion"
    assert "No face" in refused("photo", take_photo(tmp_path / "cat.png"), "-o", to)
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(take_photo(tmp_path / "whole.jpg").read_bytes()[:500])
    assert "broken.jpg" in refused("photo", broken, "-o", to)
    assert "missing.jpg" in refused("photo", tmp_path / "missing.jpg", "-o", to)
    words = run("photo", tmp_path / "whole.jpg", "-o", to, "--focal", "long", status=2)
    assert "50mm" in words.stderr
    assert not to.exists()
