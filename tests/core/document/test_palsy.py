"""Visits of a palsy: kept once, undone, refused when they are no faces, never shared."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.document.document_json import DocumentError, state_from_json, state_to_json
from core.document.history import History
from core.document.palsy import PalsyPose, PalsyStudy, PalsyVisit
from core.document.palsy_edits import KeepPose, RemovePose, RemoveVisit, SetWeakSide
from core.document.palsy_json import PALSY_VERSION, SHAPES, shapes_of
from core.document.project_file import Project, load_project, save_project
from core.document.provenance import nameless
from core.document.sharing import shared
from core.document.state import FaceState
from core.errors import EditError, ProjectError
from tests.core.document.states import plain_state


def pose(name: str, seed: int = 0, source: str = "Mustermann.ply") -> PalsyPose:
    return PalsyPose(name, np.random.default_rng(seed).normal(size=(40, 3)) * 60.0, source)


def study_state() -> FaceState:
    state = plain_state()
    for day, name, seed in (
        ("2026-03-09", "smile", 1), ("2026-03-09", "neutral", 2), ("2026-01-05", "neutral", 3),
    ):  # fmt: skip
        state = KeepPose(day, pose(name, seed)).apply(state)
    return SetWeakSide("left").apply(state)


def test_visits_are_ordered_by_day_and_poses_by_name() -> None:
    study = study_state().palsy
    assert [visit.day for visit in study.visits] == ["2026-01-05", "2026-03-09"]
    assert [one.name for one in study.visits[1].poses] == ["neutral", "smile"]
    assert study.healthy == "right"
    again = KeepPose("2026-03-09", pose("smile", 9)).apply(study_state())
    visit = again.palsy.visit("2026-03-09")
    assert visit is not None
    assert visit.pose("smile") == pose("smile", 9)
    assert len(visit.poses) == 2


def test_removing_the_last_pose_removes_the_visit() -> None:
    state = RemovePose("2026-01-05", "neutral").apply(study_state())
    assert [visit.day for visit in state.palsy.visits] == ["2026-03-09"]
    assert RemoveVisit("2026-03-09").apply(state).palsy == PalsyStudy(weak="left")
    with pytest.raises(EditError, match="no pose Smile"):
        RemovePose("2026-01-05", "smile").apply(study_state())
    with pytest.raises(EditError, match="no visit"):
        RemoveVisit("2026-02-01").apply(study_state())


def test_what_is_no_face_or_no_day_is_refused() -> None:
    with pytest.raises(EditError, match="not a face"):
        PalsyPose("smile", np.full((40, 3), np.nan), "x")
    with pytest.raises(EditError, match="no pose 'wink'"):
        pose("wink")
    for day in ("2026-02-30", "1.2.2026", "20260301"):
        with pytest.raises(EditError, match="no day"):
            PalsyVisit(day)
    other = PalsyPose("smile", np.zeros((41, 3)), "x")
    with pytest.raises(EditError, match="different models"):
        KeepPose("2026-01-05", other).apply(study_state())


def test_visits_change_no_surface() -> None:
    state = study_state()
    assert state.differs_in_marks(plain_state())
    assert nameless(state).palsy == PalsyStudy()


def test_a_project_keeps_visits_and_each_shape_once(tmp_path: Path) -> None:
    history = History(plain_state())
    for day in ("2026-01-05", "2026-02-05", "2026-03-05"):
        history.apply(KeepPose(day, pose("neutral", 1)))
    history.apply(KeepPose("2026-03-05", pose("smile", 2)))
    path = tmp_path / "study.nasion"
    save_project(path, Project(history.state, past=history.past))
    with zipfile.ZipFile(path) as archive:
        kept = zipfile.ZipFile(io.BytesIO(archive.read(SHAPES))).namelist()
    assert len(kept) == 2
    found = load_project(path)
    assert found.state == history.state
    assert found.past is not None
    assert [step.state for step in found.past.steps] == [s.state for s in history.past.steps]
    copy, removed = shared(found)
    assert copy.state.palsy == PalsyStudy()
    assert "The visits of a facial palsy" in removed


def test_the_version_is_raised_only_where_there_are_visits() -> None:
    assert state_to_json(study_state())["version"] == PALSY_VERSION
    assert "palsy" not in state_to_json(plain_state())
    assert state_to_json(plain_state())["version"] < PALSY_VERSION


@pytest.mark.parametrize("harm", ["shape", "name", "day", "swapped", "weak", "twice"])
def test_damaged_visits_are_refused(harm: str) -> None:
    state = study_state()
    document, shapes = state_to_json(state), shapes_of([state])
    visits = document["palsy"]["visits"]
    if harm == "shape":
        shapes.pop(visits[0]["poses"][0]["shape"])
    elif harm == "name":
        visits[0]["poses"][0]["name"] = "wink"
    elif harm == "day":
        visits[0]["day"] = "yesterday"
    elif harm == "swapped":
        shapes[visits[0]["poses"][0]["shape"]] = np.zeros((40, 3))
    elif harm == "weak":
        document["palsy"]["weak"] = "both"
    else:
        visits.append(visits[0])
    with pytest.raises(DocumentError):
        state_from_json(document, None, None, None, shapes)


def test_a_project_with_a_stranger_among_its_shapes_is_refused(tmp_path: Path) -> None:
    path, harmed = tmp_path / "a.nasion", tmp_path / "b.nasion"
    save_project(path, Project(study_state()))
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(harmed, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"not an archive" if name == SHAPES else old.read(name))
    with pytest.raises(ProjectError):
        load_project(harmed)


def test_equal_states_are_equal_by_what_they_hold() -> None:
    assert study_state() == study_state()
    changed = replace(study_state(), palsy=PalsyStudy(weak="right"))
    assert changed != study_state()
