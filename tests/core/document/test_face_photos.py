"""Photographs travel with a project as far as somebody agreed, and never with a copy to share."""

import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.document.document_json import DocumentError, state_from_json, state_to_json
from core.document.face_photos import FacePhotos
from core.document.history import History
from core.document.photo_source import PHOTO_VERSION, PhotoRecord, PhotoSource, photo_from_json
from core.document.project_file import Project, load_project, save_project
from core.document.provenance import nameless
from core.document.sharing import shared
from core.document.state import FaceState
from core.errors import ProjectError
from tests.core.document.states import scanned_state

JPEG = b"\xff\xd8\xff\xe0 Mustermann"


def _record(name: str = "Mustermann.jpg") -> PhotoRecord:
    return PhotoRecord(
        name=name,
        sha256="2" * 64,
        size=(640, 480),
        role="front",
        neutral=True,
        focal=None,
        places=((10.25, 20.5), (30.0, 41.125), (300.0, 17.0)),
        deviations=(1.5, 2.0, 0.5),
        known=(2,),
        pose=(0.0, 0.25),
        rotation=(1.0, 0.0, 0.0, 0.0, -1.0, 0.0, 0.0, 0.0, -1.0),
        translation=(3.0, -2.0, 600.0),
        fitted_focal=900.0,
        centre=(319.5, 239.5),
    )


def _state(photos: int = 1) -> FaceState:
    state = scanned_state("2" * 64)
    assert state.scan is not None
    source = PhotoSource("detail", 63.0, (_record(),) * photos)
    return replace(state, scan=replace(state.scan, name="Mustermann.jpg", photo=source))


def _photos(*, keep: bool) -> FacePhotos:
    random = np.random.default_rng(1)
    return FacePhotos(
        random.uniform(0.5, 3.0, 50).astype(np.float32).astype(np.float64),
        random.integers(0, 256, (50, 3), dtype=np.uint8),
        random.uniform(size=50) < 0.5,
        (JPEG,),
        keep,
    )


def _project(*, keep: bool) -> Project:
    state = _state()
    return Project(state, past=History(state).past, photos=_photos(keep=keep))


def test_what_was_agreed_to_comes_back_as_it_was(tmp_path: Path) -> None:
    path, project = tmp_path / "face.nasion", _project(keep=True)
    save_project(path, project)
    back = load_project(path)
    assert back.state == project.state
    assert back.past is not None
    assert back.past.state.scan is back.state.scan
    assert back.photos is not None
    assert project.photos is not None
    assert back.photos.keep
    assert back.photos.pictures == (JPEG,)
    for name in ("deviation", "colours", "filled"):
        assert np.array_equal(getattr(back.photos, name), getattr(project.photos, name))


def test_pictures_and_colours_stay_at_home_unless_agreed_to(tmp_path: Path) -> None:
    path = tmp_path / "face.nasion"
    save_project(path, _project(keep=False))
    with zipfile.ZipFile(path) as archive:
        assert not any(name.startswith("photo/") for name in archive.namelist())
    back = load_project(path).photos
    assert back is not None
    assert back.colours is None
    assert back.filled is None
    assert not back.pictures
    assert len(back.deviation) == 50


def test_a_copy_to_share_has_none_of_it(tmp_path: Path) -> None:
    copy, removed = shared(_project(keep=True))
    assert "The photographs, their colours and what was marked in them" in removed
    path = tmp_path / "copy.nasion"
    save_project(path, copy)
    back = load_project(path)
    assert back.photos is None
    assert back.state.scan is not None
    assert back.state.scan.photo == PhotoSource("detail", None, ())
    assert "Mustermann" not in repr(back)
    assert "2" * 64 not in repr(back)


def test_where_a_result_came_from_names_nobody() -> None:
    scan = nameless(_state()).scan
    assert scan is not None
    assert scan.name == "scan.jpg"
    assert scan.photo is not None
    (shot,) = scan.photo.shots
    assert (shot.name, shot.places, shot.known) == ("photograph 1", (), ())
    assert shot.sha256 == "2" * 64


def test_the_camera_projects_as_the_fit_had_it() -> None:
    seen = _record().project(np.array([[-3.0, -2.0, 0.0], [57.0, -2.0, 0.0]]))
    assert seen[0] == pytest.approx([319.5, 239.5])
    assert seen[1] == pytest.approx([319.5 + 60.0 * 900.0 / 600.0, 239.5])


def test_an_older_program_is_told_and_a_damaged_one_is_refused() -> None:
    document = state_to_json(_state())
    assert document["version"] == PHOTO_VERSION
    residual = np.zeros((50, 3))
    assert state_from_json(document, residual).scan is not None
    for name, value in (
        ("role", "above"),
        ("rotation", [2.0] * 9),
        ("focal", -1.0),
        ("places", [1e9, 0.0]),
        ("places", [1.0, 2.0, 3.0]),
        ("deviations", [1.0]),
        ("known", [7]),
        ("pose", [2.0]),
        ("translation", [0.0, 0.0]),
    ):
        shot = {**document["scan"]["photo"]["shots"][0], name: value}
        with pytest.raises(DocumentError):
            photo_from_json({**document["scan"]["photo"], "shots": [shot]})


def test_pictures_of_another_document_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "face.nasion"
    photos = replace(_photos(keep=True), pictures=(JPEG, JPEG))
    with pytest.raises(ProjectError, match="photographs are not those"):
        save_project(path, Project(_state(), photos=photos))
    assert not path.exists()
    with pytest.raises(ProjectError, match="photographs are not those"):
        save_project(path, Project(scanned_state(), photos=_photos(keep=True)))
