"""Visits of a palsy as people keep them: the page of the window, and the command line."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app import heads, palsy_sources
from app.main_window import MainWindow
from app.palsy_requests import PalsyView
from core.document.palsy import PalsyPose, PalsyVisit
from core.document.palsy_edits import KeepPose
from core.document.project_file import Project, load_project, save_project
from core.inference.head import HeadModel
from tests.app.command_line import refused, run, run_json
from tests.app.studio import open_window, rest, wait_for


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    with open_window(qtbot) as opened:
        opened.show_page("palsy")
        yield opened
        rest(qtbot, opened.session)


@pytest.fixture
def shipped(head_model: HeadModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heads, "head_model", lambda state=None: head_model)


def weighted(model: HeadModel, path: Path, **weights: float) -> Path:
    names, values = model.expression_names, [0.0] * len(model.expression_names)
    for name, weight in weights.items():
        values[names.index(name)] = weight
    save_project(path, Project(replace(model.mean_state(), expression=tuple(values))))
    return path


@pytest.mark.window
def test_a_visit_grows_is_seen_and_is_undone(window: MainWindow, qtbot: QtBot) -> None:
    panel, session = window.desks["palsy"].panel, window.session
    panel.set_day("2026-01-05")
    panel.keep.click()
    wait_for(qtbot, lambda: bool(session.state and session.state.palsy.visits))
    assert session.state is not None
    rest_pose = session.state.palsy.visits[0].poses[0]
    moved = rest_pose.vertices.copy()
    moved[:, 1] += np.where(moved[:, 0] > 10.0, 3.0, 0.0) * (moved[:, 1] < -40.0)
    session.apply(KeepPose("2026-01-05", PalsyPose("smile", moved, "smile.ply")))
    session.apply(KeepPose("2026-03-05", PalsyPose("smile", rest_pose.vertices, "later.ply")))
    wait_for(qtbot, lambda: panel.timeline.rowCount() == 2)
    panel.poses["smile"].click()
    assert panel.source.text().endswith("smile.ply")
    assert panel.figures.item(0, 1).text() == "3.0"
    assert panel.figures.item(0, 2).text() == "0.0"
    assert not panel.views[PalsyView.TARGET].isEnabled()
    panel.side.setCurrentIndex(panel.side.findData("right"))
    panel.side.activated.emit(panel.side.currentIndex())
    assert session.state.palsy.weak == "right"
    wait_for(qtbot, panel.views[PalsyView.TARGET].isEnabled)
    layer = window.view.layer("palsy")
    for view in (PalsyView.ASYMMETRY, PalsyView.TARGET):
        panel.views[view].click()
        wait_for(qtbot, lambda: session.errands.resting and layer.surface is not None)
        assert not window.view.layer("skin").drawn
    panel.timeline.cellClicked.emit(1, 0)
    assert panel.day == "2026-03-05"
    assert panel.views[PalsyView.CHANGE].isEnabled()
    panel.views[PalsyView.OFF].click()
    assert layer.surface is None
    panel.remove.click()
    assert [visit.day for visit in session.state.palsy.visits] == ["2026-01-05"]
    session.undo()
    assert len(session.state.palsy.visits) == 2


@pytest.mark.window
def test_a_file_becomes_a_pose_or_says_why_not(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    desk, session = window.desks["palsy"], window.session
    assert session.state is not None
    save_project(tmp_path / "face.nasion", Project(session.state))
    desk.panel.set_day("2026-02-01")
    desk.add_from(tmp_path / "face.nasion")
    wait_for(qtbot, lambda: bool(session.state and session.state.palsy.visits))
    assert session.state.palsy.visits[0].poses[0].source == "face.nasion"
    with qtbot.waitSignal(session.failed, timeout=20_000) as told:
        desk.add_from(tmp_path / "missing.ply")
    assert "missing.ply" in told.args[0]
    desk.write_csv(tmp_path / "t.csv")
    wait_for(qtbot, (tmp_path / "t.csv").exists)
    assert "2026-02-01,neutral" in (tmp_path / "t.csv").read_text()


def test_the_command_keeps_measures_and_writes(
    shipped: None, head_model: HeadModel, tmp_path: Path
) -> None:
    rest_file = weighted(head_model, tmp_path / "rest.nasion")
    smile = weighted(head_model, tmp_path / "smile.nasion", mouthSmile_L=0.8, mouthSmile_R=0.2)
    study, target, table = (tmp_path / name for name in ("s.nasion", "t.obj", "t.csv"))
    told = run_json(
        "palsy", rest_file, "--add", f"neutral={rest_file}", "--add", f"smile={smile}", "--day",
        "2026-01-05", "--weak", "right", "-o", study, "--target", target, "--csv", table,
    )  # fmt: skip
    corner = next(row for row in told["rows"] if row["measure"] == "mouth_corner")
    assert corner["left_mm"] > 10.0
    assert 15.0 < corner["weaker_percent"] < 35.0
    assert [visit["day"] for visit in told["visits"]] == ["2026-01-05"]
    kept = load_project(study)
    assert kept.state.palsy.healthy == "left"
    assert kept.past is not None
    assert target.stat().st_size > 10_000
    assert table.read_text().startswith("day,pose,measure")
    assert "weak side right" in run("palsy", study).stdout
    assert "no pose 'wink'" in refused(
        "palsy", study, "--add", f"wink={smile}", "--day", "2026-01-05", "-o", study
    )
    assert "no day" in refused(
        "palsy", study, "--add", f"smile={smile}", "--day", "5.1.2026", "-o", study
    )


def test_one_photograph_lays_what_it_shows_onto_the_neutral_face(
    head_model: HeadModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    skin = head_model.bundle.template.skin.vertices
    rest_pose = PalsyPose("neutral", 1.02 * skin, "rest.ply")
    lift = np.zeros_like(skin)
    lift[head_model.bundle.template.landmarks["cheilion_left"]] = (0.0, 5.0, 0.0)

    class Reader:
        """Sees one face that lifts a corner of its mouth."""

        def __init__(self, *_: object) -> None:
            self.model = self

        def faces(self, *_: object) -> tuple[None]:
            return (None,)

        def fit(self, shots: list[object], **_: object) -> "Reader":
            self.person, self.poses = np.zeros(1), tuple(np.ones(1) for _ in shots)
            return self

        def points(self, person: np.ndarray, pose: tuple[float, ...] = ()) -> np.ndarray:
            return skin + lift * len(pose)

    photo = type("Photo", (), {"focal": None})()
    monkeypatch.setattr("core.inference.photo_head.PhotoReader", Reader)
    monkeypatch.setattr("core.inference.photo_head.PhotoShot", lambda *_, **__: None)
    monkeypatch.setattr("core.bundles.photo_nets.load_photo_nets", lambda _: None)
    monkeypatch.setattr("core.imaging.photo_file.read_photo", lambda _: photo)
    from core.monitor import Monitor

    files = {"smile": Path("smile.jpg")}
    visit = PalsyVisit("2026-01-05", (rest_pose,))
    (made,) = palsy_sources.poses_from_files(head_model, files, visit, Monitor())
    np.testing.assert_allclose(made.vertices - rest_pose.vertices, lift, atol=1e-4)
    alone = palsy_sources.poses_from_files(head_model, files, PalsyVisit("2026-01-05"), Monitor())
    assert [one.name for one in alone] == ["neutral", "smile"]
    assert "inferred" in alone[0].source
