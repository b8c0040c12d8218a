"""A head from photographs in the window: landmarks put right, fitted, looked at, kept or not."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.desks.photo import PhotoDesk
from app.dialogs.photo import PhotoDialog
from app.main_window import MainWindow
from app.surfaces import FILLED, ColourBy
from core.document.project_file import load_project
from core.document.sharing import shared
from tests.app.fake_photos import (
    DEVIATION_MM,
    LANDMARKS,
    SIZE,
    FakeReader,
    take_photo,
    true_places,
    use_reader,
)
from tests.app.studio import PATIENCE_MS, Gate, open_window, rest, wait_for

pytestmark = pytest.mark.window
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> list[FakeReader]:
    return use_reader(monkeypatch)


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return take_photo(tmp_path_factory.mktemp("photo") / "anna.png")


def desk_of(window: MainWindow) -> PhotoDesk:
    desk = window.desks["photo"]
    assert isinstance(desk, PhotoDesk)
    return desk


@contextmanager
def asked(
    qtbot: QtBot, *paths: Path, gate: Gate | None = None
) -> Iterator[tuple[MainWindow, PhotoDialog]]:
    """Open a window with the dialog on photographs that were looked at."""
    with open_window(qtbot, gate) as window:
        desk_of(window).open_paths(paths)
        dialog = desk_of(window).dialog
        assert dialog is not None
        qtbot.waitExposed(dialog)
        wait_for(qtbot, lambda: len(dialog.drafts) == len(paths))
        rest(qtbot, window.session)
        yield window, dialog


def fitted(qtbot: QtBot, window: MainWindow, dialog: PhotoDialog) -> None:
    dialog.fit.click()
    wait_for(qtbot, lambda: desk_of(window).dialog is None)
    rest(qtbot, window.session)


def spot(dialog: PhotoDialog, index: int) -> QPoint:
    x, y = dialog.canvas.places[index]
    return dialog.canvas.widget_place(x, y).toPoint()


def test_a_photograph_becomes_a_head_that_can_be_edited(
    qtbot: QtBot, readers: list[FakeReader], photo: Path
) -> None:
    with asked(qtbot, photo) as (window, dialog):
        assert "was found" in dialog.headline.text()
        assert "depth" in dialog.all.limits.text()
        assert "size is a guess" in dialog.all.limits.text()
        assert dialog.shot.role.currentData() == "front"
        assert "estimated" in dialog.shot.focal_told.text()
        fitted(qtbot, window, dialog)
        state, photos = window.session.state, window.session.photos
        assert state is not None
        assert state.scan is not None
        assert state.scan.photo is not None
        assert state.codes["nose"][0] == 0.5
        assert state.scan.report.face_error_mean == pytest.approx(DEVIATION_MM)
        assert state.scan.trust is not None
        assert state.scan.trust[0] == pytest.approx(0.5)
        (shot,) = state.scan.photo.shots
        assert (shot.name, shot.size, shot.neutral) == ("anna.png", SIZE[::-1], False)
        assert np.allclose(shot.places, true_places(readers[0].model), atol=1e-3)
        assert photos is not None
        assert not photos.keep
        head = readers[0].model
        truth = head.skin_preview(head.mean_state()).vertices
        assert np.allclose(head.skin_preview(state).vertices, truth, atol=1e-9)
        window.actions_by_key["randomise_all"][0].trigger()
        rest(qtbot, window.session)
        assert window.session.state != state
        window.session.undo()
        assert window.session.state == state


def test_points_are_dragged_chosen_by_keys_and_taken_back(
    qtbot: QtBot, readers: list[FakeReader], photo: Path
) -> None:
    with asked(qtbot, photo) as (window, dialog):
        canvas, before = dialog.canvas, dialog.canvas.places
        start = spot(dialog, 8)
        qtbot.mousePress(canvas, LEFT, pos=start)
        qtbot.mouseMove(canvas, start + QPoint(12, -6))
        qtbot.mouseRelease(canvas, LEFT, pos=start + QPoint(12, -6))
        moved = canvas.places - before
        index = int(np.argmax(np.abs(moved).sum(axis=1)))
        assert moved[index] == pytest.approx([12 / canvas.zoom, -6 / canvas.zoom], abs=1.0)
        assert np.count_nonzero(moved.any(axis=1)) == 1
        assert canvas.known == (index,)
        assert "by hand: 1" in dialog.points.told.text() or "of" in dialog.points.told.text()
        canvas.setFocus()
        qtbot.keyClick(canvas, Qt.Key.Key_Escape)
        qtbot.keyClick(canvas, Qt.Key.Key_Period)
        assert canvas.accessibleDescription() == "Jaw 1 of 17"
        qtbot.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        assert canvas.places[0, 0] == pytest.approx(before[0, 0] + 10.0)
        qtbot.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert canvas.places[0, 0] == before[0, 0]
        qtbot.keyClick(canvas, Qt.Key.Key_Up)
        dialog.points.undo.click()
        dialog.points.undo.click()
        assert np.array_equal(canvas.places, before)
        assert canvas.known == ()
        canvas.move_landmark(30, 50.0, 60.0)
        fitted(qtbot, window, dialog)
        (shots, _, _) = readers[0].fits[0]
        assert shots[0].known.tolist() == [30]
        assert shots[0].face.places[30].tolist() == [50.0, 60.0]


def test_focal_length_distance_method_and_role_reach_the_fit(
    qtbot: QtBot, readers: list[FakeReader], photo: Path
) -> None:
    with asked(qtbot, photo, photo) as (window, dialog):
        assert len(dialog.drafts) == 2
        assert "depth" not in dialog.all.limits.text()
        dialog.shot.role.setCurrentIndex(dialog.shot.role.findData("left"))
        dialog.shot.role.activated.emit(1)
        dialog.shot.has_focal.click()
        dialog.shot.focal.setValue(72.0)
        dialog.shot.neutral.click()
        dialog.all.set_distance(61.0)
        assert "size is a guess" not in dialog.all.limits.text()
        dialog.all.choose("morphable")
        fitted(qtbot, window, dialog)
        shots, method, distance = readers[0].fits[0]
        assert (method.value, distance) == ("morphable", 61.0)
        assert [shot.neutral for shot in shots] == [False, True], "the front comes first"
        assert shots[0].focal is None
        assert shots[1].focal == pytest.approx(72.0 / 36.0 * max(SIZE))
        page = desk_of(window).page
        assert "61.0 mm" in page.told.text()
        assert page.which.count() == 2
        page.which.setCurrentIndex(1)
        page.which.activated.emit(1)
        wait_for(qtbot, lambda: not page.canvas._over.isNull())


def test_what_cannot_be_used_is_told_in_sentences(
    qtbot: QtBot, readers: list[FakeReader], photo: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff nothing")
    cat = take_photo(tmp_path / "cat.png", faces=0)
    with asked(qtbot, broken, cat, tmp_path / "gone.png") as (window, dialog):
        assert not dialog.fit.isEnabled()
        told = []
        for row in range(3):
            dialog.strip.list.setCurrentRow(row)
            told.append(f"{dialog.headline.text()} {dialog.advice.text()}")
        assert "cannot be used" in told[0]
        assert "no picture that can be read" in told[0] or "damaged" in told[0]
        assert "No face was found" in told[1]
        assert "gone.png cannot be read" in told[2]
        dialog.strip.list.setCurrentRow(1)
        dialog.points.box.click()
        assert dialog.canvas.boxing
        canvas = dialog.canvas
        qtbot.mousePress(canvas, LEFT, pos=QPoint(60, 60))
        qtbot.mouseMove(canvas, QPoint(240, 260))
        qtbot.mouseRelease(canvas, LEFT, pos=QPoint(240, 260))
        wait_for(qtbot, lambda: dialog.fit.isEnabled())
        assert len(canvas.places) == LANDMARKS
        for index in range(4):
            canvas.move_landmark(index, 1.0, 1.0)
        before = window.session.state
        dialog.fit.click()
        wait_for(qtbot, lambda: "fit no face" in dialog.advice.text())
        close_boxes(window)
        assert window.session.state is before
        assert dialog.fit.isEnabled()


def close_boxes(window: MainWindow) -> None:
    for box in window.findChildren(QMessageBox):
        box.close()
        box.deleteLater()
    QApplication.processEvents()


def test_of_two_faces_one_is_chosen_by_a_click(
    qtbot: QtBot, readers: list[FakeReader], tmp_path: Path
) -> None:
    with asked(qtbot, take_photo(tmp_path / "two.png")) as (_, dialog):
        assert "2 faces" in dialog.headline.text()
        assert dialog.shot.face.count() == 2
        first = dialog.canvas.places
        dialog.canvas.show_whole()
        middle = 0.2 * first + 4.0
        x, y = middle.mean(axis=0)
        qtbot.mouseClick(dialog.canvas, LEFT, pos=dialog.canvas.widget_place(x, y).toPoint())
        assert np.allclose(dialog.canvas.places, middle)
        assert dialog.shot.face.currentIndex() == 1


def test_the_skin_wears_the_photograph_and_hidden_skin_can_be_marked(
    qtbot: QtBot, readers: list[FakeReader], photo: Path
) -> None:
    with asked(qtbot, photo) as (window, dialog):
        fitted(qtbot, window, dialog)
        page, layers, session = desk_of(window).page, window.layers, window.session
        skin = window.view.layer("skin")
        assert skin.colour is ColourBy.PHOTO
        assert skin.scale is None
        surface = skin.surface
        assert surface is not None
        tones = surface.values[ColourBy.PHOTO]
        assert tones.shape == (len(surface.vertices), 3)
        page.marked.click()
        rest(qtbot, session)
        surface = skin.surface
        assert surface is not None
        marked = surface.values[ColourBy.PHOTO_MARKED]
        far_right = np.argmin(surface.vertices[:, 0])
        far_left = np.argmax(surface.vertices[:, 0])
        away = np.linalg.norm(marked - FILLED, axis=1)
        assert away[far_right] < 0.35 < away[far_left] + 0.2
        page.expected.click()
        rest(qtbot, session)
        assert skin.colour is ColourBy.EXPECTED
        assert skin.scale is not None
        assert "Error to expect [mm]" in skin.scale.title
        assert not page.texture.isChecked()
        layers.colour_skin(ColourBy.PLAIN)
        assert not page.expected.isChecked()
        over = page.canvas
        assert not over._over.isNull()
        places = true_places(readers[0].model)
        assert over.fitted is not None
        assert np.abs(over.fitted - places).max() < 0.01
        page.lines.click()
        over.grab()
        page.overlay.stepped.emit(0.9)
        assert over.opacity == 0.9
        session.start()
        rest(qtbot, session)
        assert not page.none.isHidden()
        index = layers.skin_colour.findData(ColourBy.PHOTO.value)
        assert not layers.skin_colour.model().item(index).isEnabled()


def test_a_project_keeps_the_photograph_only_where_agreed(
    qtbot: QtBot, readers: list[FakeReader], photo: Path, tmp_path: Path
) -> None:
    bare, whole = tmp_path / "bare.nasion", tmp_path / "whole.nasion"
    with asked(qtbot, photo) as (window, dialog):
        fitted(qtbot, window, dialog)
        session, page, files = window.session, desk_of(window).page, window.files
        with qtbot.waitSignal(session.saved, timeout=PATIENCE_MS):
            files.save_to(bare)
        rest(qtbot, session)
        assert not session.modified
        page.keep.click()
        assert session.modified
        with qtbot.waitSignal(session.saved, timeout=PATIENCE_MS):
            files.save_to(whole)
        rest(qtbot, session)
        project = session.project()
        assert project is not None
        assert shared(project)[0].photos is None
        files.open_now(bare)
        wait_for(qtbot, lambda: session.path == bare)
        rest(qtbot, session)
        assert not page.find.isHidden()
        assert not page.texture.isEnabled()
        assert page.expected.isEnabled()
        assert not window.actions_by_key["find_scan"][0].isEnabled()
        assert window.actions_by_key["find_photos"][0].isEnabled()
        with qtbot.waitSignal(session.failed, timeout=PATIENCE_MS) as refused:
            desk_of(window).use_files([take_photo(tmp_path / "other.jpg")])
        assert "anna.png is not among the chosen files" in refused.args[0]
        close_boxes(window)
        rest(qtbot, session)
        desk_of(window).use_files([photo])
        wait_for(qtbot, lambda: not page.canvas.isHidden())
        rest(qtbot, session)
        assert page.texture.isEnabled()
        assert session.photos is not None
        assert session.photos.filled is not None
        assert 0.1 < session.photos.filled.mean() < 0.9
        files.open_now(whole)
        files.unless_unsaved(lambda: None)
        close_boxes(window)
        wait_for(qtbot, lambda: session.path == whole)
        rest(qtbot, session)
        assert page.texture.isEnabled()
        window.actions_by_key["correct_photos"][0].trigger()
        again = desk_of(window).dialog
        assert again is not None
        wait_for(qtbot, lambda: len(again.drafts) == 1)
        rest(qtbot, session)
        assert again.all.keep.isChecked()
        assert np.allclose(again.canvas.places, true_places(readers[0].model), atol=1e-3)
        fitted(qtbot, window, again)
        assert session.photos is not None
        assert session.photos.keep
    assert load_project(bare).photos.pictures == ()  # type: ignore[union-attr]
    assert len(load_project(whole).photos.pictures) == 1  # type: ignore[union-attr]


def test_a_fit_can_be_cancelled_and_the_window_stays_as_it_was(
    qtbot: QtBot, readers: list[FakeReader], photo: Path
) -> None:
    gate = Gate()
    with asked(qtbot, photo, gate=gate) as (window, dialog):
        before = window.session.state
        gate.close()
        dialog.fit.click()
        wait_for(qtbot, gate.reached.is_set)
        assert not dialog.fit.isEnabled()
        assert dialog.progress.isVisible()
        dialog.cancel.click()
        gate.open()
        wait_for(qtbot, lambda: not window.session.busy)
        rest(qtbot, window.session)
        assert window.session.state is before
        assert dialog.isVisible()
        assert dialog.fit.isEnabled()
        dialog.cancel.click()
        assert desk_of(window).dialog is None
        wait_for(qtbot, lambda: not isValid(dialog))


def test_photographs_can_be_dropped_one_or_several(
    qtbot: QtBot, readers: list[FakeReader], photo: Path, tmp_path: Path
) -> None:
    other = take_photo(tmp_path / "profile.jpg")
    with open_window(qtbot) as window:
        desk = desk_of(window)
        for paths in ([photo], [photo, other]):
            mime = QMimeData()
            mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
            copy, place = Qt.DropAction.CopyAction, QPoint(10, 10)
            enter = QDragEnterEvent(place, copy, mime, LEFT, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(window, enter)
            assert enter.isAccepted()
            drop = QDropEvent(QPointF(place), copy, mime, LEFT, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(window, drop)
            dialog = desk.dialog
            assert dialog is not None
            wait_for(qtbot, lambda dialog=dialog, paths=paths: len(dialog.drafts) == len(paths))
            rest(qtbot, window.session)
            dialog.reject()
            assert desk.dialog is None
