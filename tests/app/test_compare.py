"""Comparing in the window: what is compared, how it is drawn, and the figures."""

import csv
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.compare_requests import Subject
from app.desks.compare import CompareDesk
from app.main_window import MainWindow
from app.surfaces import ColourBy
from app.viewport.compare_stage import CompareMode
from core.document.edits import SetComponent, SetThickness
from core.document.project_file import Project, save_project
from core.geometry.mesh_io import write_mesh
from tests.app.fakes import FakeHeadModel
from tests.app.studio import open_window, rest, wait_for

pytestmark = pytest.mark.window


def _desk(window: MainWindow) -> CompareDesk:
    desk = window.desks["compare"]
    assert isinstance(desk, CompareDesk)
    return desk


def _settle(qtbot: QtBot, window: MainWindow) -> None:
    rest(qtbot, window.session)
    wait_for(qtbot, lambda: window.session.resting and window.session.errands.resting)


def test_before_and_after_are_measured_drawn_and_written(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot) as window:
        desk = _desk(window)
        window.session.apply(SetThickness("chin", 4.0))
        rest(qtbot, window.session)
        desk.set_mode("difference")
        _settle(qtbot, window)
        assert desk.measured is not None
        signed = desk.measured.found.signed
        assert np.nanmax(signed) == pytest.approx(4.0, abs=0.4)
        layer = window.view.layer("difference")
        assert layer.surface is not None
        assert layer.colour is ColourBy.COMPARED
        assert layer.scale is not None
        assert (layer.scale.low, layer.scale.high) == (-5.0, 5.0)
        assert not window.view.layer("skin").actor.GetVisibility()
        assert desk.panel.table.rowCount() == len(desk.measured.found.rows)
        desk.panel.reach.setCurrentIndex(0)
        assert layer.scale.high == 1.0
        desk.write_csv(tmp_path / "c.csv")
        rows = list(csv.DictReader((tmp_path / "c.csv").read_text().splitlines()))
        assert rows[0]["region"] == "full"
        desk.set_mode("off")
        assert window.view.layer("skin").actor.GetVisibility()


def test_an_edit_takes_the_old_map_away_and_brings_a_new_one(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        desk = _desk(window)
        desk.set_mode("difference")
        _settle(qtbot, window)
        assert desk.measured is not None
        first = desk.measured
        assert np.nanmax(np.abs(first.found.signed)) < 1e-6
        window.session.apply(SetComponent("nose", 0, 2.0), dragging=True)
        wait_for(qtbot, lambda: bool(window.view.layer("skin").actor.GetVisibility()))
        window.session.settle()
        _settle(qtbot, window)
        assert desk.measured is not first
        assert np.nanmax(np.abs(desk.measured.found.signed)) > 0.5


def test_faces_beside_each_other_share_one_camera(qtbot: QtBot, tmp_path: Path) -> None:
    head = FakeHeadModel(3)
    other = SetComponent("nose", 0, 3.0).apply(head.mean_state())
    save_project(tmp_path / "anna.nasion", Project(other))
    write_mesh(head.skin_preview(other), tmp_path / "bob.obj")
    with open_window(qtbot) as window:
        desk = _desk(window)
        desk.compare_with(Subject("anna", path=tmp_path / "anna.nasion"))
        desk.compare_with(Subject("bob", path=tmp_path / "bob.obj"))
        desk.panel.list.item(1).setCheckState(Qt.CheckState.Checked)
        _settle(qtbot, window)
        assert desk.stage.mode is CompareMode.SIDE_BY_SIDE
        assert desk.stage.panes == 3
        window_of = window.view.renderer.GetRenderWindow()
        main = window.view.renderer.GetActiveCamera()
        assert sum(one.GetActiveCamera() is main for one in window_of.GetRenderers()) == 3
        assert [one.text() for one in desk.stage.captions.labels[1:3]] == ["anna", "bob"]
        desk.set_mode("off")
        assert desk.stage.panes == 1
        assert window.view.renderer.GetViewport() == (0.0, 0.0, 1.0, 1.0)


def test_a_held_key_shows_the_face_before_the_edits(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        desk = _desk(window)
        window.session.apply(SetThickness("chin", 6.0))
        rest(qtbot, window.session)
        window.activateWindow()
        window.view.canvas.setFocus()
        desk.hold_before()
        _settle(qtbot, window)
        plain = window.view.layer("other-plain")
        assert plain.actor.GetVisibility()
        assert not window.view.layer("skin").actor.GetVisibility()
        QTest.keyRelease(window.view.canvas, Qt.Key.Key_H)
        assert not plain.actor.GetVisibility()
        assert window.view.layer("skin").actor.GetVisibility()


def test_a_wipe_cuts_both_faces_at_its_line(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        desk = _desk(window)
        desk.set_mode("wipe")
        _settle(qtbot, window)
        wipe = desk.stage.wipe
        assert wipe.line.isVisible()
        QTest.keyClick(wipe.line, Qt.Key.Key_Left)
        assert wipe.share == pytest.approx(0.48)
        with qtbot.waitSignal(window.view.frame_drawn):
            window.view.request_frame()
        planes = [
            window.view.layer(name).actor.GetMapper().GetClippingPlanes()
            for name in ("skin", "other-plain")
        ]
        assert [one.GetNumberOfItems() for one in planes] == [1, 1]
        left, right = (np.array(one.GetItem(0).GetNormal()) for one in planes)
        np.testing.assert_allclose(left, -right, atol=1e-9)
        assert np.linalg.norm(left) == pytest.approx(1.0)
        desk.set_mode("overlay")
        planes = window.view.layer("skin").actor.GetMapper().GetClippingPlanes()
        assert planes.GetNumberOfItems() == 0
        assert not wipe.line.isVisible()
        assert window.view.layer("other").translucent


def test_a_step_of_the_history_is_a_face_to_compare_with(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        desk, session = _desk(window), window.session
        for value in (1.0, 2.0):
            session.apply(SetComponent("nose", 0, value))
            rest(qtbot, session)
        desk.compare_with_step(1)
        desk.set_mode("blink")
        _settle(qtbot, window)
        assert desk.chosen[0].state == session.history.past.steps[1].state  # type: ignore[union-attr]
        assert desk.measured is not None
        half = np.nanmax(np.abs(desk.measured.found.signed))
        desk.panel.list.setCurrentRow(1)
        desk.panel.remove.click()
        _settle(qtbot, window)
        assert np.nanmax(np.abs(desk.measured.found.signed)) > 1.5 * half
