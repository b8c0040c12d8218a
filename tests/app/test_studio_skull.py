"""The skull's page: other likely skulls, distances, known bone, and a CT's real skull."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.dialogs.export import ExportDialog
from app.export_plan import Kind
from app.main_window import MainWindow
from app.skull_requests import ReadTeeth
from app.surfaces import ColourBy
from core.document.project_file import Project, save_project
from core.document.real_skull import RealSkull
from core.geometry.mesh_io import read_mesh
from tests.app.fakes import FakeHeadModel
from tests.app.studio import open_window, rest, wait_for
from tests.app.test_window import message_box

pytestmark = pytest.mark.window

AWAY = np.array([0.0, 0.0, 3.0])


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project whose real skull is the inferred one, 3 mm further forward."""
    model = FakeHeadModel(3)
    state = model.mean_state()
    bone = model.skull(state).mesh
    real = RealSkull(
        bone.with_vertices(bone.vertices + AWAY), np.zeros(bone.vertex_count, dtype=np.int64)
    )
    path = tmp_path_factory.mktemp("case") / "case.nasion"
    save_project(path, Project(state, ct_skull=real))
    return path


def _idle(qtbot: QtBot, window: MainWindow) -> None:
    wait_for(qtbot, lambda: not window.session.busy)
    rest(qtbot, window.session)


def test_other_skulls_are_stepped_through_and_the_likeliest_comes_back(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        row, layer = window.skull.samples, window.view.layer("skull")
        likeliest = layer.surface
        assert likeliest is not None
        assert not row.back.isEnabled()
        row.next.click()
        _idle(qtbot, window)
        assert row.which.text() == "1 of 8"
        first = layer.surface
        assert first is not None
        assert not np.allclose(first.vertices, likeliest.vertices)
        row.next.click()
        assert row.which.text() == "2 of 8"
        row.previous.click()
        assert layer.surface is not None
        assert np.array_equal(layer.surface.vertices, first.vertices)
        row.back.click()
        assert layer.surface is likeliest
        assert row.which.text() == "Likeliest"


def test_clicks_on_the_skull_measure_with_an_error(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        window.layers.set_glass(True)
        window.view.look_from("front")
        qtbot.wait(1)
        box = window.skull.distance
        box.start.setChecked(True)
        target = window.view._interactor
        for share in (0.42, 0.58):
            place = target.rect().center()
            place.setX(int(share * target.width()))
            qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=place)
        assert not box.start.isChecked()
        _idle(qtbot, window)
        assert "±" in box.told.text()
        length = float(box.told.text().split()[0])
        assert 5.0 < length < 150.0
        assert window.view.vertex_at("skull", 2.0, 2.0) is None


def test_known_bone_is_an_edit_with_a_marker_and_can_be_undone(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        known, session = window.skull.known, window.session
        known.how.setCurrentIndex(1)
        before = [box.value() for box in known.place]
        known.place[2].setValue(before[2] + 2.0)
        known.deviation.setValue(0.5)
        known.add.click()
        _idle(qtbot, window)
        assert session.state is not None
        (bone,) = session.state.known_bone
        assert bone.deviation == 0.5
        assert bone.points[0].place[2] == pytest.approx(before[2] + 2.0, abs=0.11)
        assert window.view.markers.known_count == 1
        assert "0.5 to" in window.skull.sure.text()
        known.how.setCurrentIndex(0)
        known.depth.setValue(9.0)
        known.add.click()
        _idle(qtbot, window)
        assert len(session.state.known_bone) == 1  # the same point, known otherwise
        session.undo()
        session.undo()
        rest(qtbot, session)
        assert session.state.known_bone == ()
        assert window.view.markers.known_count == 0


def test_a_ct_is_a_layer_and_is_compared_exported_and_taken_as_known(
    qtbot: QtBot, case: Path, tmp_path: Path
) -> None:
    with open_window(qtbot) as window:
        assert not window.layers.eyes["ct"].isEnabled()
        window.session.open(case)
        _idle(qtbot, window)
        assert window.layers.eyes["ct"].isEnabled()
        assert window.view.layer("ct").surface is not None
        window.skull.comparison.compare.click()
        _idle(qtbot, window)
        table = window.skull.comparison.table
        assert table.item(0, 0).text() == "All"
        assert 0.5 < float(table.item(0, 1).text()) < 3.1
        surface, scale = window.view.layer("skull").surface, window.view.layer("skull").scale
        assert surface is not None
        assert scale is not None
        assert (scale.low, scale.high, scale.diverging) == (-5.0, 5.0, True)
        forward = surface.normals[:, 2] > 0.95
        assert np.nanmean(surface.values[ColourBy.DIFFERENCE][forward]) < -1.5
        window.files.folder = str(tmp_path)
        window.actions_by_key["export"][0].trigger()
        dialog = window.desks["out"].dialog
        assert isinstance(dialog, ExportDialog)
        for part, box in dialog.parts.items():
            box.setChecked(part is Kind.CT_SKULL)
        dialog.buttons.button(dialog.buttons.StandardButton.Ok).click()
        _idle(qtbot, window)
        written = read_mesh(tmp_path / "case-ct-skull.obj")
        assert written.face_count == len(surface.faces)
        window.skull.known.region.setCurrentText("Whole skull")
        window.skull.known.take.click()
        _idle(qtbot, window)
        assert window.session.state is not None
        (bone,) = window.session.state.known_bone
        assert len(bone.points) > 50


def test_a_cohort_pair_needs_a_scan(qtbot: QtBot, case: Path, tmp_path: Path) -> None:
    with open_window(qtbot) as window:
        window.session.open(case)
        _idle(qtbot, window)
        window.files.add_pair_to(tmp_path)
        wait_for(qtbot, lambda: message_box(window) is not None)
        box = message_box(window)
        assert box is not None
        assert "import-ct" in box.informativeText()


def test_intraoral_scans_are_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    upper = tmp_path / "upper.stl"
    upper.write_bytes(b"solid nothing\nendsolid nothing\n")
    with open_window(qtbot) as window:
        window.files.read_teeth()
        dialog = window.files.teeth_dialog
        assert dialog is not None
        ok = dialog.buttons.button(dialog.buttons.StandardButton.Ok)
        assert not ok.isEnabled()
        assert not dialog.in_scan_frame.isEnabled()
        dialog.paths["upper"].setText(str(tmp_path / "missing.stl"))
        assert not ok.isEnabled()
        dialog.paths["upper"].setText(str(upper))
        asked: list[ReadTeeth] = []
        dialog.chosen.disconnect()
        dialog.chosen.connect(asked.append)
        ok.click()
        assert (asked[0].upper, asked[0].lower, asked[0].in_scan_frame) == (upper, None, False)
