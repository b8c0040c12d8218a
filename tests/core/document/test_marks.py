"""Marks in the document: they are edits, they are kept, and they change no shape."""

import json
from pathlib import Path

import numpy as np
import pytest

from core.document.document_json import state_from_json, state_to_json
from core.document.history import History
from core.document.json_values import DocumentError
from core.document.mark_edits import (
    MoveLandmark,
    MoveMeasurePoint,
    PlaceMeasure,
    RemoveMeasure,
    RenameMeasure,
    ResetLandmarks,
    landmark_title,
)
from core.document.marks_json import MARKS_VERSION
from core.document.project_file import Project, load_project, save_project
from core.document.state import FaceState
from core.errors import EditError
from core.geometry.mark_meter import MarkMeter, value_text
from core.geometry.placed_measures import PlacedMeasure
from core.geometry.surface_points import SurfacePoint
from tests.app.fakes import FakeHeadModel


@pytest.fixture(scope="module")
def head() -> FakeHeadModel:
    return FakeHeadModel(4)


def at(head: FakeHeadModel, name: str) -> SurfacePoint:
    return SurfacePoint.at_vertex(head.bundle.template.landmarks[name])


@pytest.fixture
def marked(head: FakeHeadModel) -> FaceState:
    state = head.mean_state()
    distance = PlacedMeasure("distance", "Nose", (at(head, "nasion"), at(head, "pronasale")))
    path = PlacedMeasure("path", "Cheek", (at(head, "zygion_left"), at(head, "cheilion_left")))
    bone = PlacedMeasure(
        "distance",
        "Depth",
        (at(head, "pogonion"), SurfacePoint("skull", (0, 1, 2), (0.2, 0.3, 0.5))),
    )
    for measure in (distance, path, bone):
        state = PlaceMeasure(measure).apply(state)
    return MoveLandmark("nasion", at(head, "glabella")).apply(state)


def test_marks_come_back_from_a_file(marked: FaceState, tmp_path: Path) -> None:
    path = tmp_path / "marked.nasion"
    save_project(path, Project(marked))
    assert load_project(path).state == marked
    assert state_to_json(marked)["version"] == MARKS_VERSION


def test_a_document_without_marks_stays_of_the_old_version(head: FakeHeadModel) -> None:
    document = state_to_json(head.mean_state())
    assert document["version"] < MARKS_VERSION
    assert not {"landmarks", "measures"} & set(document)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("measures", 0, "kind"), "weight"),
        (("measures", 1, "title"), "Nose"),
        (("measures", 0, "points"), []),
        (("measures", 0, "points", 0, "body"), "hair"),
        (("measures", 0, "points", 0, "corners"), [0, 1]),
        (("measures", 0, "points", 0, "corners"), [0, 1, 1.5]),
        (("measures", 0, "points", 0, "weights"), [0.5, 0.6, 0.5]),
        (("measures", 1, "points", 0, "body"), "skull"),
        (("landmarks", "nasion", "body"), "skull"),
        (("landmarks",), []),
        (("measures",), {}),
    ],
)
def test_damaged_marks_are_refused(marked: FaceState, path: tuple, value: object) -> None:
    document = json.loads(json.dumps(state_to_json(marked)))
    inner = document
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(DocumentError):
        state_from_json(document, None)


def test_marks_change_no_shape(head: FakeHeadModel, marked: FaceState) -> None:
    bare = head.mean_state()
    assert marked != bare
    assert marked.same_shape(bare)
    assert marked.without_marks() == bare
    assert bare.without_marks() is bare


def test_marks_are_undone_and_dragging_is_one_step(head: FakeHeadModel, marked: FaceState) -> None:
    history = History(marked)
    for name in ("stomion", "subnasale", "gnathion"):
        history.apply(MoveMeasurePoint("Nose", 1, at(head, name)))
    history.end_gesture()
    assert history.state.measures[0].points[1] == at(head, "gnathion")
    history.undo()
    assert history.state == marked
    history.apply(RemoveMeasure("Cheek"))
    assert [one.title for one in history.state.measures] == ["Nose", "Depth"]
    history.apply(RenameMeasure("Nose", "Bridge"))
    assert history.state.measures[0].title == "Bridge"
    history.apply(RemoveMeasure())
    history.apply(ResetLandmarks("nasion"))
    assert history.state == head.mean_state()


def test_what_makes_no_sense_is_refused(head: FakeHeadModel, marked: FaceState) -> None:
    nose = marked.measures[0]
    for edit in (
        PlaceMeasure(nose),
        PlaceMeasure(PlacedMeasure("angle", "Two", nose.points)),
        RemoveMeasure("Ear"),
        RenameMeasure("Nose", "Cheek"),
        RenameMeasure("Nose", " "),
        MoveMeasurePoint("Nose", 5, nose.points[0]),
        MoveMeasurePoint("Cheek", 0, SurfacePoint("skull", (0, 1, 2), (1.0, 0.0, 0.0))),
        MoveLandmark("bone:nasion", nose.points[0]),
    ):
        with pytest.raises(EditError):
            edit.apply(marked)


def test_titles_are_for_people() -> None:
    assert landmark_title("bone:gonion_left") == "left gonion of the bone"
    assert landmark_title("labiale_superius") == "labiale superius"


def test_measures_follow_the_shape(head: FakeHeadModel, marked: FaceState) -> None:
    template = head.bundle.template
    meter = MarkMeter({"skin": template.skin.faces, "skull": template.skull.faces})
    skin, skull = template.skin.vertices, template.skull.vertices
    meter.use({"skin": skin})
    nose, cheek, depth = marked.measures
    assert meter.measure(depth) is None
    meter.use({"skin": skin, "skull": skull})
    before = {one.title: meter.measure(one) for one in marked.measures}
    assert all(mark is not None and np.isfinite(mark.value) for mark in before.values())
    assert meter.measure(cheek) is before["Cheek"]
    meter.use({"skin": 1.1 * skin, "skull": 1.1 * skull}, moving=True)
    for title, mark in before.items():
        moved = meter.measure(next(one for one in marked.measures if one.title == title))
        assert mark is not None
        assert moved is not None
        assert moved.value == pytest.approx(1.1 * mark.value, rel=1e-6)
    # At rest a path is looked for anew: of the same shape it is the same.
    meter.use({"skin": 1.1 * skin, "skull": 1.1 * skull})
    again, first = meter.measure(cheek), before["Cheek"]
    assert again is not None
    assert first is not None
    assert again.value == pytest.approx(1.1 * first.value, rel=1e-4)
    straight = np.linalg.norm(again.points[1] - again.points[0])
    assert again.value > straight
    assert value_text(again) == f"{again.value:.1f} mm"
    assert meter.measure(nose) is not None


def test_an_area_is_in_square_millimetres_and_nonsense_has_no_value(head: FakeHeadModel) -> None:
    template = head.bundle.template
    meter = MarkMeter({"skin": template.skin.faces})
    meter.use({"skin": template.skin.vertices})
    names = ("exocanthion_left", "exocanthion_right", "gnathion")
    mark = meter.measure(PlacedMeasure("area", "Mask", tuple(at(head, name) for name in names)))
    assert mark is not None
    flat = 0.5 * np.linalg.norm(
        np.cross(mark.points[1] - mark.points[0], mark.points[2] - mark.points[0])
    )
    assert flat < mark.value < 3.0 * flat
    assert value_text(mark).endswith(" mm²")
    point = at(head, "nasion")
    nothing = meter.measure(PlacedMeasure("area", "Nothing", (point, point, point)))
    assert nothing is not None
    assert value_text(nothing) == "–"
