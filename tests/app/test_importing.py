"""A scan is taken in: straight where its face is found, by asking where it is not."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.desks.importing import ImportDesk
from app.dialogs.import_scan import ImportScanDialog
from app.main_window import MainWindow
from core.document.project_file import Project, save_project
from core.geometry.mesh_io import write_mesh
from core.geometry.scan import load_scan
from core.inference import scan_fit
from core.inference.guide import PICKED
from tests.app.fakes import FakeHeadModel, sample_scan
from tests.app.studio import Gate, open_window, rest, wait_for
from tests.app.sure_eyes import SureEyes

pytestmark = pytest.mark.window


@pytest.fixture
def eyes(monkeypatch: pytest.MonkeyPatch) -> SureEyes:
    made = SureEyes()
    monkeypatch.setattr(scan_fit, "look_at_scan", made)
    return made


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scan") / "person.obj"
    sample_scan(path, unit_mm=10.0)
    return path


def importing(window: MainWindow) -> ImportDesk:
    desk = window.desks["importing"]
    assert isinstance(desk, ImportDesk)
    return desk


@contextmanager
def asked(qtbot: QtBot, scan: Path) -> Iterator[tuple[MainWindow, ImportScanDialog]]:
    """Open a window on a scan that has to be asked about."""
    with open_window(qtbot) as window:
        window.files.open_path(scan)
        wait_for(qtbot, lambda: importing(window).dialog is not None)
        dialog = importing(window).dialog
        assert dialog is not None
        qtbot.waitExposed(dialog)
        rest(qtbot, window.session)
        yield window, dialog
        if importing(window).dialog is not None:
            dialog.reject()


def click(qtbot: QtBot, dialog: ImportScanDialog, place: tuple[float, float, float]) -> None:
    x, y = dialog.view.pixel_of(np.array(place))
    qtbot.mouseClick(dialog.view.canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))


def test_a_sure_scan_goes_straight_through_and_says_so(
    qtbot: QtBot, eyes: SureEyes, scan: Path
) -> None:
    with open_window(qtbot) as window:
        window.files.open_path(scan)
        wait_for(qtbot, lambda: window.session.scan_path == scan)
        rest(qtbot, window.session)
        desk = importing(window)
        assert desk.dialog is None
        assert desk._summary is not None
        assert desk._summary.isVisible()
        told = desk._summary.label.text()
        assert "95 %" in told
        assert "cm" in told
        assert len(eyes.guides) == 1
        desk._summary.correct.click()
        assert desk.dialog is not None
        assert "found" in desk.dialog.headline.text()
        desk.dialog.reject()
        assert len(eyes.guides) == 1, "what was found is still known"


def test_an_unsure_scan_is_asked_about_and_the_document_stays(
    qtbot: QtBot, eyes: SureEyes, scan: Path
) -> None:
    eyes.confidence = 0.3
    with asked(qtbot, scan) as (window, dialog):
        assert "Not sure" in dialog.headline.text()
        assert dialog.go_on.text() == "Fit anyway"
        assert " mm (wide, tall, deep)" in dialog.size_told.text()
        dialog.reject()
        assert window.session.state is not None
        assert window.session.state.scan is None


def test_turn_unit_and_crop_are_said_in_the_scans_own_coordinates(
    qtbot: QtBot, eyes: SureEyes, scan: Path
) -> None:
    eyes.confidence = 0.3
    with asked(qtbot, scan) as (window, dialog):
        dialog.crop.click()
        faces = dialog._look.sight.surface.face_count
        click(qtbot, dialog, (0.0, 60.0, 90.0))
        assert len(dialog.brush.strokes) == 1
        assert dialog.go_on.text() == "Look again"
        dialog.turns["x90"].click()
        dialog.go_on.click()
        wait_for(qtbot, lambda: len(eyes.guides) == 2)
        rest(qtbot, window.session)
        guide = eyes.guides[-1]
        assert guide.turn is not None
        assert np.allclose(guide.turn @ [0.0, 1.0, 0.0], [0.0, 0.0, 1.0])
        (ball,) = guide.cuts
        assert ball[3] == pytest.approx(2.0), "twenty millimetres of a scan in centimetres"
        assert ball[1] == pytest.approx(6.0, abs=1.5)
        assert dialog._look.sight.surface.face_count < faces
        dialog.take_back.click()
        assert not dialog.brush.strokes
        dialog.unit.setCurrentIndex(1)
        dialog.unit.activated.emit(1)
        wait_for(qtbot, lambda: len(eyes.guides) == 3)
        rest(qtbot, window.session)
        assert "in mm" in dialog.size_told.text()


def test_a_scan_with_swapped_sides_is_asked_about_and_mirrored(
    qtbot: QtBot, eyes: SureEyes, scan: Path, tmp_path: Path
) -> None:
    right = load_scan(scan).mesh
    swapped = tmp_path / "swapped.obj"
    write_mesh(right.with_vertices(right.vertices * [-1.0, 1.0, 1.0]), swapped)
    with asked(qtbot, swapped) as (window, dialog):
        assert "The face was found" in dialog.headline.text()
        assert "left and right are swapped" in dialog.advice.text()
        dialog.mirror.click()
        wait_for(qtbot, lambda: len(eyes.guides) == 2)
        rest(qtbot, window.session)
        assert "left and right" not in dialog.advice.text()
        shown = dialog._placed().vertices
        dialog.go_on.click()
        wait_for(qtbot, lambda: window.session.scan_path == swapped)
        rest(qtbot, window.session)
        assert window.session.state is not None
        assert window.session.state.scan is not None
        assert window.session.state.scan.name == "swapped (mirrored).obj"
        project = window.session.project()
        assert project is not None
    light = tmp_path / "light.nasion"
    save_project(light, replace(project, scan_bytes=None))
    np.testing.assert_allclose(shown.max(axis=0), right.vertices.max(axis=0) * 10.0, atol=0.1)
    with open_window(qtbot) as window:
        window.files.open_path(light)
        wait_for(qtbot, lambda: window.session.path == light)
        rest(qtbot, window.session)
        importing(window).use_scan(swapped)
        wait_for(qtbot, lambda: window.session.scan_bytes is not None)
        rest(qtbot, window.session)
        assert window.session.scan_bytes == project.scan_bytes


def test_six_points_are_set_moved_and_used(qtbot: QtBot, eyes: SureEyes, scan: Path) -> None:
    eyes.confidence = 0.3
    with asked(qtbot, scan) as (window, dialog):
        dialog.points.click()
        assert "1 of 6" in dialog.point_told.text()
        marks = dialog._look.marks
        for name in PICKED:
            assert dialog.picker.current == name
            eyes.confidence = 0.9
            click(qtbot, dialog, tuple(marks[name]))
        wait_for(qtbot, lambda: len(eyes.guides) == 2)
        rest(qtbot, window.session)
        landmarks = eyes.guides[-1].landmarks
        assert set(landmarks) == set(PICKED)
        assert landmarks["pronasale"] == pytest.approx(marks["pronasale"] / 10.0, abs=0.8)
        assert "All six" in dialog.point_told.text()
        before = dialog.picker.places["gnathion"]
        x, y = dialog.view.pixel_of(before)
        canvas, left = dialog.view.canvas, Qt.MouseButton.LeftButton
        qtbot.mousePress(canvas, left, pos=QPoint(round(x), round(y)))
        qtbot.mouseMove(canvas, QPoint(round(x) + 20, round(y) - 10))
        qtbot.mouseRelease(canvas, left, pos=QPoint(round(x) + 20, round(y) - 10))
        moved = dialog.picker.places["gnathion"] - before
        assert moved[0] > 1.0
        distance = np.linalg.norm(
            dialog._placed().vertices - dialog.picker.places["gnathion"], axis=1
        ).min()
        assert distance < 5.0, "it stays on the surface"
        wait_for(qtbot, lambda: len(eyes.guides) == 3)
        rest(qtbot, window.session)
        assert dialog.go_on.text() == "Fit"
        dialog.go_on.click()
        wait_for(qtbot, lambda: window.session.scan_path == scan)
        rest(qtbot, window.session)
        assert importing(window).dialog is None


def test_a_fit_that_is_cancelled_leaves_what_was_open(
    qtbot: QtBot, eyes: SureEyes, scan: Path, tmp_path: Path
) -> None:
    with open_window(qtbot) as window:
        desk, seen = importing(window), list[bool]()
        window.files.open_path(scan)
        wait_for(qtbot, lambda: window.session.scan_path == scan)
        rest(qtbot, window.session)
        drawn = window.view.layer("scan").surface
        look = desk._look
        assert look is not None
        desk._converged.connect(lambda *_: seen.append(True))
        desk.fit(replace(look))
        window.session.cancel()
        wait_for(qtbot, lambda: not window.session.busy)
        rest(qtbot, window.session)
        assert window.view.layer("scan").surface is drawn
        assert window.session.state is not None
        assert window.session.state.scan is not None


def test_a_project_whose_scan_is_elsewhere_can_be_linked_again(
    qtbot: QtBot, eyes: SureEyes, scan: Path, tmp_path: Path
) -> None:
    path = tmp_path / "light.nasion"
    state = FakeHeadModel(3).fit(load_scan(scan))
    save_project(path, Project(state))
    other = tmp_path / "other.obj"
    sample_scan(other, seed=9)
    with open_window(qtbot) as window:
        desk, session = importing(window), window.session
        assert not window.actions_by_key["find_scan"][0].isEnabled()
        window.files.open_path(path)
        wait_for(qtbot, lambda: session.path == path)
        rest(qtbot, session)
        assert window.actions_by_key["find_scan"][0].isEnabled()
        assert not window.actions_by_key["correct_import"][0].isEnabled()
        assert desk._summary is not None
        assert "person.obj is not in this project" in desk._summary.label.text()
        with qtbot.waitSignal(session.failed) as refused:
            desk.use_scan(other)
        assert "not the scan that was fitted" in refused.args[0]
        close_boxes(window)
        rest(qtbot, session)
        desk.use_scan(scan)
        wait_for(qtbot, lambda: session.scan_bytes is not None)
        rest(qtbot, session)
        assert session.path == path
        assert session.modified
        assert window.view.layer("scan").surface is not None
        assert not window.actions_by_key["find_scan"][0].isEnabled()


def test_closing_during_a_fit_asks_and_then_closes(
    qtbot: QtBot, eyes: SureEyes, scan: Path
) -> None:
    gate = Gate()
    with open_window(qtbot, gate) as window:
        window.files.open_path(scan)
        wait_for(qtbot, lambda: window.session.scan_path == scan)
        rest(qtbot, window.session)
        with qtbot.waitSignal(window.session.saved):
            window.files.save_to(scan.parent / "closing.nasion")
        look = importing(window)._look
        assert look is not None
        for answer in ("Stay", "Stop"):
            gate.close()
            importing(window).fit(replace(look))
            wait_for(qtbot, gate.reached.is_set)
            window.close()
            assert window.isVisible()
            (box,) = (one for one in window.findChildren(QMessageBox) if one.isVisible())
            assert "Fitting the scan is not finished" in box.text()
            next(one for one in box.buttons() if answer in one.text()).click()
            gate.open()
            wait_for(qtbot, lambda: not window.session.busy)
            if answer == "Stay":
                assert window.isVisible()
                rest(qtbot, window.session)
                with qtbot.waitSignal(window.session.saved):
                    window.files.save_to(scan.parent / "closing.nasion")
        wait_for(qtbot, lambda: not window.isVisible())


def close_boxes(window: MainWindow) -> None:
    for box in window.findChildren(QMessageBox):
        box.reject()
