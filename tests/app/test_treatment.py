"""Treatments as people make them: the page of the window, the job behind it, the command line."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app import heads
from app.main_window import MainWindow
from app.treatment_requests import ARROWS, SimulateTreatment, StageTreatment, TreatmentBench
from app.viewport.gizmo import handle_lines
from app.workshop import Workshop
from core.document.project_file import Project, save_project
from core.document.treatment import PRESETS
from core.document.treatment_edits import KeepSimulation, SetTissue, TakePreset
from core.inference.head import HeadModel
from core.monitor import Monitor
from tests.app.command_line import refused, run, run_json, state_of
from tests.app.studio import open_window, rest


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    with open_window(qtbot) as opened:
        opened.show_page("treatment")
        opened.desks["treatment"].panel.at_rest.setChecked(False)
        yield opened
        rest(qtbot, opened.session)


@pytest.fixture(scope="module")
def mean_project(head_model: HeadModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("treatment") / "mean.nasion"
    save_project(path, Project(head_model.mean_state()))
    return path


@pytest.fixture
def shipped(head_model: HeadModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heads, "head_model", lambda state=None: head_model)


@pytest.mark.window
def test_numbers_and_presets_move_segments(window: MainWindow) -> None:
    panel, session = window.desks["treatment"].panel, window.session
    panel.preset.setCurrentIndex(panel.preset.findData("genioplasty"))
    panel.preset.activated.emit(panel.preset.currentIndex())
    assert session.state is not None
    assert dict(session.state.treatment.moves) == dict(PRESETS["genioplasty"].moves)
    assert panel.segment.currentData() == "chin"
    assert panel.rows["forward"].value == 4.0
    panel.rows["up"].box.setValue(-2.0)
    assert session.state.treatment.moves["chin"] == (0.0, -2.0, 4.0, 0.0, 0.0, 0.0)
    assert panel.simulate.isEnabled()
    panel.segment.setCurrentIndex(panel.segment.findData("mandible"))
    assert panel.rows["up"].value == 0.0
    panel.reset.click()
    assert not session.state.treatment.moving
    assert not panel.simulate.isEnabled()


@pytest.mark.window
def test_handles_in_the_view_move_and_turn_the_chosen_segment(
    qtbot: QtBot, window: MainWindow
) -> None:
    desk, session = window.desks["treatment"], window.session
    desk.panel.segment.setCurrentIndex(desk.panel.segment.findData("chin"))
    rest(qtbot, session)
    desk.staged = replace(desk.staged, seat=np.array([0.0, -60.0, 60.0]))
    desk._draw()
    window.view.look_from("left")
    begun, canvas = session.history.position, window.view.canvas
    for handle, goal in ((2, (0.0, -60.0, 112.0)), (3, None)):
        line = handle_lines(handle, desk.gizmo.seat)[0]
        start = line[-1] - [0.0, 0.0, 2.0] if goal else line[len(line) // 8]
        end = np.array(goal) if goal else line[len(line) // 4]
        assert desk.gizmo.handle_at(QPointF(*window.view.pixel_of(start))) == handle
        _drag(canvas, window.view.pixel_of(start), window.view.pixel_of(end))
    left, up, forward, pitch, yaw, roll = session.state.treatment.moves["chin"]
    assert forward == pytest.approx(12.0, abs=0.5)
    assert abs(pitch) == pytest.approx(20.0)  # 45 degrees asked, as far as segments turn
    assert (left, up, yaw, roll) == (0.0, 0.0, 0.0, 0.0)
    assert session.history.position == begun + 2


def _drag(canvas: QWidget, start: tuple[float, float], end: tuple[float, float]) -> None:
    none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    steps = np.linspace(start, end, 6)
    events = [(QEvent.Type.MouseButtonPress, steps[0], left, left)]
    events += [(QEvent.Type.MouseMove, one, none, left) for one in steps[1:]]
    events += [(QEvent.Type.MouseButtonRelease, steps[-1], left, none)]
    for kind, place, button, buttons in events:
        at = QPointF(*place)
        modifiers = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(canvas, QMouseEvent(kind, at, at, button, buttons, modifiers))


@pytest.mark.window
def test_a_preset_and_its_simulation_are_one_step(window: MainWindow) -> None:
    panel, session = window.desks["treatment"].panel, window.session
    begun = session.history.position
    panel.preset.setCurrentIndex(panel.preset.findData("genioplasty"))
    panel.preset.activated.emit(panel.preset.currentIndex())
    edit = KeepSimulation(session.state.treatment, np.zeros((5, 3)), step=panel.step)
    session.complete(edit)
    assert session.state.treatment.simulated
    assert session.history.position == begun + 1
    assert session.history.undo_label == PRESETS["genioplasty"].title
    session.undo()
    assert not session.state.treatment.moving


@pytest.mark.window
def test_the_page_says_what_it_is_not(window: MainWindow) -> None:
    texts = [label.text() for label in window.desks["treatment"].panel.findChildren(QLabel)]
    assert any("not a surgical plan" in text for text in texts)


def test_the_job_simulates_and_measures_the_profile(head_model: HeadModel) -> None:
    state = SetTissue("linear", 20_000).apply(head_model.mean_state())
    state = TakePreset("mandibular-advancement").apply(state)
    bench, tools = TreatmentBench(), Workshop(lambda: head_model)
    kept = SimulateTreatment(bench, state).run(tools, Monitor()).apply(state)
    assert kept.treatment.simulated
    chin = head_model.bundle.template.landmarks["pogonion"]
    moved = head_model.skin_preview(kept).vertices - head_model.skin_preview(state).vertices
    assert np.abs(moved[chin]).max() < 1.0  # the instant answer was near at the chin
    found = StageTreatment(kept, "chin").run(tools, Monitor())
    before, after = ({one.key: one.value for one in told} for told in (found.before, found.after))
    assert after["profile.convexity"] < before["profile.convexity"] - 2.0
    assert after["profile.e_line_upper"] < before["profile.e_line_upper"]
    assert found.cuts.shape == (2, 4, 3)  # of the jaw that moves and the chin that is chosen
    still = StageTreatment(head_model.mean_state(), "chin").run(tools, Monitor())
    assert still.seat is not None
    assert found.seat is not None
    assert np.allclose(found.seat - still.seat, [0.0, 0.0, 5.0])
    assert still.arrows is None
    assert still.before == ()
    assert found.arrows is not None
    tips = found.arrows.vertices[12::13] - found.arrows.vertices[0::13]
    assert np.linalg.norm(tips, axis=1).max() == pytest.approx(ARROWS * 4.7, rel=0.15)


def test_the_command_writes_the_simulated_face(
    shipped: None, mean_project: Path, tmp_path: Path
) -> None:
    output = tmp_path / "q.nasion"
    words = ("--move", "chin=0,0,4", "--tets", "20000", "--map", tmp_path / "map.ply")
    told = run_json("simulate", mean_project, "-o", output, *words)
    state = state_of(output)
    assert state.treatment.simulated
    assert dict(state.treatment.moves) == {"chin": (0.0, 0.0, 4.0, 0.0, 0.0, 0.0)}
    assert told["inverted"] == 0
    assert abs(told["volume_change"]) < 0.01
    assert 2.5 < told["skin_mm"]["pogonion"][2] < 4.0
    assert "not a surgical plan" in told["notice"]
    assert (tmp_path / "map.ply").stat().st_size > 10_000


def test_wrong_words_are_refused(shipped: None, mean_project: Path, tmp_path: Path) -> None:
    output = tmp_path / "q.nasion"
    run("simulate", mean_project, "-o", output, status=2)
    run("simulate", mean_project, "-o", output, "--move", "chin=4", status=2)
    assert "no segment" in refused("simulate", mean_project, "-o", output, "--move", "nose=0,0,1")
    assert "no treatment" in refused("simulate", mean_project, "-o", output, "--preset", "x")
    assert not output.exists()
