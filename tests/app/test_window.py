"""The window as a person uses it: real clicks and keys on real widgets, on a (virtual) screen."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app.dialogs.export import ExportDialog
from app.drags import DRAG_KINDS
from app.export_plan import Kind
from app.latency import measure_drag
from app.main_window import MainWindow
from app.surfaces import ColourBy
from core.document.edits import SetComponent
from core.geometry.mesh_io import read_mesh
from tests.app.fakes import FakeHeadModel, sample_scan
from tests.app.studio import Gate, open_window, rest, wait_for

pytestmark = pytest.mark.window


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scan") / "person.obj"
    sample_scan(path)
    return path


def pixels(window: MainWindow) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    image = window.view.image().convertToFormat(window.view.image().Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3)


def warmth(window: MainWindow) -> float:
    """Return the share of the view that is of skin or bone: clearly more red than blue."""
    picture = pixels(window).astype(int)
    return float((picture[..., 0] > picture[..., 2] + 25).mean())


def message_box(window: MainWindow) -> QMessageBox | None:
    boxes = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    return boxes[0] if boxes else None


def drop(window: MainWindow, path: Path) -> bool:
    """Drag a file over the window and let go; return whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(50, 50).toPoint(), action, data, button, keys)
    enter.setAccepted(False)
    window.dragEnterEvent(enter)
    if enter.isAccepted():
        window.dropEvent(QDropEvent(QPointF(50, 50), action, data, button, keys))
    return enter.isAccepted()


def test_the_window_opens_on_a_head_that_is_seen(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        assert warmth(window) > 0.1
        assert window.windowTitle().startswith("Mean head")
        assert window.status.tier.text() == "Extracted surface"
        assert window.status.device.text() == "CPU (fake)"
        assert window.hint.isVisible()
        assert not window.actions_by_key["undo"][0].isEnabled()


def test_sliders_edit_and_follow_undo(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        row = window.parts.rows["nose.1"]
        row.slider.setFocus()
        qtbot.keyClick(row.slider, Qt.Key.Key_End)
        assert window.session.state is not None
        assert window.session.state.codes["nose"][0] == 3.0
        assert row.box.value() == 3.0
        row.box.setValue(1.25)
        assert window.session.state.codes["nose"][0] == 1.25
        assert row.slider.value == 1.25
        assert window.isWindowModified()
        assert window.actions_by_key["undo"][0].text() == "&Undo nose 1 to +1.25"
        window.actions_by_key["undo"][0].trigger()
        assert row.slider.value == 3.0
        window.actions_by_key["undo"][0].trigger()
        assert row.box.value() == 0.0
        window.actions_by_key["redo"][0].trigger()
        assert row.slider.value == 3.0
        assert window.history.list.count() == 3
        window.history.list.setCurrentRow(0)
        assert row.slider.value == 0.0
        rest(qtbot, window.session)


def test_a_drag_is_one_step_and_every_frame_is_drawn(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        drag = measure_drag(window, DRAG_KINDS[0], frames=12)
        rest(qtbot, window.session)
        assert drag is not None
        assert len(drag.latency) >= 10
        figures = drag.figures()
        assert 0.0 < figures["frame_p50"] <= figures["latency_p50"] <= figures["latency_p95"]
        assert window.session.history is not None
        assert len(window.session.history.labels) == 2


def test_an_edit_draws_nothing_before_its_surface(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A frame of the old surface in between would double the delay of a drag."""
    with open_window(qtbot) as window:
        shown: list[object] = []
        asked: list[int] = []
        ask, show = window.view.request_frame, window.view.show_computed
        monkeypatch.setattr(window.view, "request_frame", lambda: (asked.append(len(shown)), ask()))
        monkeypatch.setattr(window.view, "show_computed", lambda c: (shown.append(c), show(c)))
        with qtbot.waitSignal(window.session.surface_changed, timeout=10_000):
            window.parts.rows["nose.1"].box.setValue(1.0)
        assert asked, "the surface was not drawn"
        assert 0 not in asked
        rest(qtbot, window.session)


def test_thickness_moves_both_sides_as_one_step(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        window.anatomy.rows["cheek"].box.setValue(4.0)
        state = window.session.state
        assert state is not None
        assert dict(state.thickness) == {"cheek_left": 4.0, "cheek_right": 4.0}
        window.anatomy.symmetric.setChecked(False)
        assert window.anatomy.rows["cheek_left"].value == 4.0
        window.anatomy.rows["cheek_left"].box.setValue(1.0)
        window.session.undo()
        assert window.anatomy.rows["cheek_left"].value == 4.0
        rest(qtbot, window.session)


def legends(window: MainWindow) -> list[str]:
    """Return the titles of the legends that are seen."""
    return [one.shown.title for one in window.view.legends if one.shown is not None]


def test_layers_fade_hide_and_colour(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        window.actions_by_key["glass"][0].trigger()
        assert window.view.layer("skin").translucent
        assert window.layers.opacities["skin"].value < 1.0
        window.layers.opacities["skin"].set_value(1.0)
        window.layers.set_layer("skin", visible=True, opacity=1.0)
        assert not window.actions_by_key["glass"][0].isChecked()
        for name in ("skin", "skull"):
            window.layers.eyes[name].setChecked(False)
        assert warmth(window) < 0.02
        window.layers.eyes["skin"].setChecked(True)
        window.layers.colour_skin(ColourBy.THICKNESS)
        wait_for(qtbot, lambda: window.view.layer("skin").scale is not None)
        scale = window.view.layer("skin").scale
        assert scale is not None
        assert "[mm]" in scale.title
        window.layers.skull_colour.setCurrentText(ColourBy.UNCERTAINTY.value)
        assert window.view.layer("skull").colour is ColourBy.UNCERTAINTY
        window.layers.eyes["skull"].setChecked(True)
        assert legends(window) == ["Tissue thickness [mm]"]
        window.layers.set_glass(True)
        assert legends(window) == ["Tissue thickness [mm]", "Skull uncertainty [mm]"]
        rest(qtbot, window.session)


def test_a_dropped_scan_is_fitted_and_described(qtbot: QtBot, scan: Path) -> None:
    with open_window(qtbot) as window:
        assert not drop(window, scan.with_suffix(".docx"))
        assert drop(window, scan)
        wait_for(qtbot, lambda: window.document.values["Scan"].text() == "person.obj")
        rest(qtbot, window.session)
        assert window.parts.isEnabled()
        assert not window.hint.isVisible()
        assert "mm mean" in window.document.values["Fit error"].text()
        assert window.document.unit.currentText() == "mm"
        assert window.settings.recent == (str(scan),)
        assert window.desks["measure"].panel.table.rowCount() > 5
        table = window.desks["measure"].panel.table
        items = [table.item(row, 2) for row in range(table.rowCount())]
        changes = [item.text() for item in items if item is not None]
        assert len(changes) > 5
        assert not any(changes), "a fitted face is where its own changes start"
        window.layers.eyes["scan"].setChecked(True)
        assert window.view.layer("scan").actor.GetVisibility()


def test_a_project_comes_back_as_it_was_looked_at(qtbot: QtBot, scan: Path, tmp_path: Path) -> None:
    path = tmp_path / "person.nasion"
    with open_window(qtbot) as window:
        window.files.open_path(scan)
        rest(qtbot, window.session)
        window.view.look_from("left")
        window.layers.set_glass(True)
        camera = window.view.camera()
        window.files.save_to(path)
        rest(qtbot, window.session)
        assert not window.isWindowModified()
    with open_window(qtbot) as window:
        window.files.open_path(path)
        rest(qtbot, window.session)
        assert np.allclose(window.view.camera()["position"], camera["position"])
        assert window.view.layer("skin").translucent
        assert window.windowTitle().startswith("person.nasion")


def test_a_bad_file_gives_one_sentence_and_loses_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    bad = tmp_path / "empty.stl"
    bad.touch()
    with open_window(qtbot) as window:
        window.session.apply(SetComponent("nose", 0, 1.0))
        rest(qtbot, window.session)
        before = window.session.state
        window.files.open_now(bad)
        wait_for(qtbot, lambda: message_box(window) is not None)
        box = message_box(window)
        assert box is not None
        assert "empty.stl" in box.informativeText()
        assert window.session.state is before
        box.close()
        rest(qtbot, window.session)


@pytest.mark.parametrize("answer", ["Cancel", "Discard", "Save"])
def test_unsaved_changes_are_asked_about_on_close(
    qtbot: QtBot, scan: Path, tmp_path: Path, answer: str
) -> None:
    path = tmp_path / "kept.nasion"
    with open_window(qtbot) as window:
        window.session.path = path
        window.session.apply(SetComponent("nose", 0, 1.0))
        rest(qtbot, window.session)
        assert not window.close()
        box = message_box(window)
        assert box is not None
        box.button(getattr(QMessageBox.StandardButton, answer)).click()
        if answer == "Cancel":
            assert window.isVisible()
        else:
            wait_for(qtbot, lambda: not window.isVisible())
        assert path.exists() == (answer == "Save")


def test_export_asks_and_writes(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot) as window:
        window.files.folder = str(tmp_path)
        window.actions_by_key["export"][0].trigger()
        dialog = window.desks["out"].dialog
        assert isinstance(dialog, ExportDialog)
        assert not dialog.parts[Kind.SCAN].isEnabled()
        dialog.format.setCurrentText("STL, binary")
        dialog.folder.setText(str(tmp_path / "nowhere"))
        assert not dialog.buttons.button(dialog.buttons.StandardButton.Ok).isEnabled()
        dialog.folder.setText(str(tmp_path))
        dialog.buttons.button(dialog.buttons.StandardButton.Ok).click()
        rest(qtbot, window.session)
        assert {path.name for path in tmp_path.glob("*.stl")} == {
            "mean-head-skin.stl",
            "mean-head-skull.stl",
        }
        assert read_mesh(tmp_path / "mean-head-skin.stl").face_count > 1000


def test_a_picture_is_written_or_refused_in_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot) as window:
        window.files.save_picture(tmp_path / "face")
        assert (tmp_path / "face.png").stat().st_size > 1000
        window.files.save_picture(tmp_path / "no-folder" / "face.png")
        box = message_box(window)
        assert box is not None
        assert "face.png" in box.informativeText()
        box.close()


def test_a_picture_waits_for_the_exact_surface(qtbot: QtBot, tmp_path: Path) -> None:
    gate = Gate()
    with open_window(qtbot, gate) as window:
        gate.close()
        window.session.apply(SetComponent("nose", 0, 2.0))
        wait_for(qtbot, gate.reached.is_set)
        window.files.save_picture(tmp_path / "face.png")
        assert not list(tmp_path.iterdir())
        assert "waits" in window.status.currentMessage()
        gate.open()
        rest(qtbot, window.session)
        wait_for(qtbot, (tmp_path / "face.png").exists)
        assert window.status.tier.text() == "Extracted surface"


def test_both_themes_colour_view_and_window(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        dark = pixels(window)[5, -5].mean()
        window.actions_by_key["light_theme"][0].trigger()
        assert window.settings.theme == "light"
        assert pixels(window)[5, -5].mean() > dark + 80
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        assert application.palette().window().color().lightness() > 200
        window.actions_by_key["light_theme"][0].trigger()


def test_long_work_shows_a_bar_with_a_button_that_stops_it(qtbot: QtBot, scan: Path) -> None:
    gate = Gate()
    with open_window(qtbot, gate) as window:
        gate.close()
        window.files.open_path(scan)
        wait_for(qtbot, window.status.cancel.isVisible)
        window.status.cancel.click()
        gate.open()
        rest(qtbot, window.session)
        assert not window.status.cancel.isVisible()
        assert "cancelled" in window.status.currentMessage()
        assert window.windowTitle().startswith("Mean head")


def test_the_cpu_is_offered_when_the_memory_is_full(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on_cpu(model: FakeHeadModel) -> FakeHeadModel:
        model.device_name = "CPU (instead)"
        return model

    monkeypatch.setattr("app.requests.on_cpu", on_cpu)
    with open_window(qtbot) as window:
        window.session.memory_full.emit("The memory of Fake graphics is full.")
        box = message_box(window)
        assert box is not None
        assert "Fake graphics" in box.informativeText()
        next(one for one in box.buttons() if "CPU" in one.text()).click()
        rest(qtbot, window.session)
        assert window.status.device.text() == "CPU (instead)"
