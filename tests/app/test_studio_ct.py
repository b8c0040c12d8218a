"""A CT in the window: its series are offered with a slice each, and one of them is opened."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ct_requests import CtChoice, CtOffer, ImportCt
from app.dialogs.import_ct import ImportCtDialog
from app.main_window import MainWindow
from app.panels.slices import EMPTY, LOST, READY
from core.document.project_file import load_project
from core.imaging.slicing import PIXEL
from tests.app.ct_phantom import analytic_series, analytic_values
from tests.app.studio import PATIENCE_MS, open_window, rest, wait_for
from tests.app.test_window import message_box
from tests.core.imaging.phantom import IDENTIFYING, write_nifti, write_series

pytestmark = pytest.mark.window


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("Mustermann Erika")
    write_series(path, analytic_series(2))
    write_series(path, analytic_series(1, gap=8.0))
    (path / "report.txt").write_text("no picture")
    return path


def _ask(qtbot: QtBot, window: MainWindow, path: Path) -> ImportCtDialog:
    window.files.look_at_ct(path)
    wait_for(qtbot, lambda: window.files.ct_dialog is not None)
    assert window.files.ct_dialog is not None
    return window.files.ct_dialog


def test_the_best_series_is_offered_and_opened(qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    with open_window(qtbot) as window:
        dialog = _ask(qtbot, window, folder)
        assert dialog.series.count() == 2
        assert dialog.series.currentItem().text() == "Series 2: 72 slices, axial"
        assert "4.00 mm" in dialog.facts.text()
        assert not dialog.preview.pixmap().isNull()
        dialog.series.setCurrentRow(0)
        assert "8.00 mm" in dialog.facts.text()
        dialog.series.setCurrentRow(1)
        dialog.buttons.button(dialog.buttons.StandardButton.Ok).click()
        wait_for(qtbot, lambda: window.session.ct_skull is not None)
        rest(qtbot, window.session)
        assert window.session.ct_skull is not None
        assert "Mustermann" not in window.windowTitle()
        _look_at_slices(qtbot, window)
        path = tmp_path / "case.nasion"
        window.files.save_to(path)
        wait_for(qtbot, path.exists)
        rest(qtbot, window.session)
    found = load_project(path)
    assert found.ct_skull is not None
    assert found.ct_skull.mesh.face_count > 1000
    with open_window(qtbot) as window:
        _choose_slices_again(qtbot, window, path, folder, tmp_path)


def _look_at_slices(qtbot: QtBot, window: MainWindow) -> None:
    """Scroll, window and point, and make the skull again from another threshold."""
    desk = window.desks["slices"]
    panel = desk.panel
    desk.show_slices()
    wait_for(qtbot, lambda: panel.shown == READY)
    axial = panel.canvases["axial"]
    assert axial.shown
    before = desk.place.copy()
    qtbot.keyClick(axial, Qt.Key.Key_Up)
    np.testing.assert_allclose(desk.place - before, [0.0, PIXEL, 0.0])
    qtbot.mouseClick(axial, Qt.MouseButton.LeftButton, pos=axial.pixel_of(-20.0, 30.0).toPoint())
    np.testing.assert_allclose(desk.place[[0, 2]], [-20.0, 30.0], atol=1.5)
    assert desk.place[0] < 0.0 < axial.width() / 2 - axial.pixel_of(-20.0, 30.0).x()
    panel.change_window(100.0, -20.0)
    assert panel.reach == (480.0 - 1050.0, 480.0 + 1050.0)
    assert panel.window_choice.currentData() is None
    assert window.view.layer("slices").surface is not None
    old, stack = window.session.ct_skull, desk.stack
    desk.stack = replace(stack, volume=stack.volume.pooled(0).pooled(1))  # a quarter of the work
    panel.bone_from.setValue(600)
    assert panel.tinted_from == 600.0
    panel.again.click()
    wait_for(qtbot, lambda: window.session.ct_skull is not old)
    rest(qtbot, window.session)
    assert not np.array_equal(old.mesh.vertices[:9], window.session.ct_skull.mesh.vertices[:9])
    window.desks["slices"].dock.hide()
    assert window.view.layer("slices").surface is None


def _choose_slices_again(
    qtbot: QtBot, window: MainWindow, path: Path, folder: Path, tmp_path: Path
) -> None:
    """Open the project: it does not know where its CT lies, and another one is refused."""
    desk = window.desks["slices"]
    desk.show_slices()
    assert desk.panel.shown == EMPTY
    window.session.open(path)
    wait_for(qtbot, lambda: desk.panel.shown == LOST)
    rest(qtbot, window.session)
    other = tmp_path / "other"
    write_series(other, replace(analytic_series(1, gap=8.0), values=_smaller))
    with qtbot.waitSignal(window.session.failed, timeout=PATIENCE_MS) as told:
        desk.read_volume(other)
    assert "is not the CT of this project" in told.args[0]
    rest(qtbot, window.session)
    desk.read_volume(folder)
    wait_for(qtbot, lambda: desk.panel.shown == READY)
    assert desk.stack is not None


def _smaller(points: np.ndarray) -> np.ndarray:
    return analytic_values(points * 1.12)


def test_the_dialog_shows_nobodys_name(qtbot: QtBot, folder: Path) -> None:
    with open_window(qtbot) as window:
        dialog = _ask(qtbot, window, folder)
        shown = " ".join(label.text() for label in dialog.findChildren(type(dialog.facts)))
        shown += " ".join(dialog.series.item(row).text() for row in range(dialog.series.count()))
        for value in (*IDENTIFYING.values(), "Mustermann"):
            assert value not in shown
        assert "1 × no DICOM" in shown
        dialog.reject()


def test_a_volume_in_one_file_is_offered_as_such(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "head.nii.gz"
    write_nifti(path, analytic_series(gap=8.0))
    with open_window(qtbot) as window:
        window.files.open_path(path)
        wait_for(qtbot, lambda: window.files.ct_dialog is not None)
        dialog = window.files.ct_dialog
        assert dialog is not None
        assert dialog.series.item(0).text() == "The volume"
        dialog.reject()


def test_a_folder_without_a_ct_is_one_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("nothing")
    with open_window(qtbot) as window:
        window.files.look_at_ct(tmp_path)
        wait_for(qtbot, lambda: message_box(window) is not None)
        box = message_box(window)
        assert box is not None
        assert "no CT series" in box.informativeText()
        assert window.session.ct_skull is None


def test_thresholds_are_handed_on_only_when_asked_for(qtbot: QtBot) -> None:
    preview = np.zeros((4, 4), dtype=np.uint8)
    offer = CtOffer(
        Path("ct"), (CtChoice(3, "Series 3", (("Extent", "9 mm"),), preview, best=True),), ()
    )
    with open_window(qtbot) as window:
        for skin, bone in ((None, None), (-250, 300)):
            dialog = ImportCtDialog(offer, window)
            asked: list[ImportCt] = []
            dialog.chosen.connect(asked.append)
            if skin is not None and bone is not None:
                dialog.skin_from.setValue(skin)
                dialog.bone_from.setValue(bone)
            dialog.buttons.button(dialog.buttons.StandardButton.Ok).click()
            (request,) = asked
            assert (request.number, request.skin_from, request.bone_from) == (3, skin, bone)
