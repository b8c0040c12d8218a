"""Presets, the clipboard, variations and pictures of steps."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desks.presets import PresetsDesk
from app.main_window import MainWindow
from app.presets import (
    delete_preset,
    find_preset,
    list_presets,
    read_preset,
    rename_preset,
    save_preset,
)
from app.ray_picture import Sight, draw_face
from core.document.edit_clip import EditClip
from core.document.edits import SetComponent, SetThickness
from core.errors import EditError
from tests.app.fakes import FakeHeadModel
from tests.app.studio import open_window, rest, wait_for
from tests.core.geometry.shapes import sphere

CLIP = EditClip("Größer: Kinn", thickness={"chin": 2.0})


def test_presets_are_kept_renamed_and_deleted(tmp_path: Path) -> None:
    shipped = [one for one in list_presets(tmp_path) if one.shipped]
    assert len(shipped) >= 5
    path = save_preset(CLIP, folder=tmp_path)
    assert path.name == "groer-kinn.json"
    assert save_preset(CLIP, folder=tmp_path) == path
    own = find_preset("größer: kinn", tmp_path)
    assert own.clip == CLIP
    moved = rename_preset(own, "Kinn")
    assert not path.exists()
    assert read_preset(moved).title == "Kinn"
    with pytest.raises(EditError, match="already"):
        rename_preset(find_preset(str(save_preset(CLIP, folder=tmp_path))), "Kinn")
    with pytest.raises(EditError, match="came with the program"):
        delete_preset(shipped[0])
    delete_preset(find_preset("Kinn", tmp_path))
    with pytest.raises(EditError, match="no preset 'Kinn'"):
        find_preset("Kinn", tmp_path)
    with pytest.raises(EditError, match="nothing to keep"):
        save_preset(EditClip("x"), folder=tmp_path)
    (tmp_path / "broken.json").write_text("{")
    assert "broken" not in [one.path.stem for one in list_presets(tmp_path)]


def test_a_ball_is_drawn_round_lit_and_transparent_beside() -> None:
    ball = sphere(80.0, 3)
    pixels = draw_face(ball, Sight((0.0, 0.0, 0.0), (0.0, 0.0, 1.0), 100.0), (50, 60))
    assert pixels.shape == (60, 50, 4)
    opaque = pixels[..., 3] > 127
    # A circle of 24 pixels' radius.
    assert opaque.sum() == pytest.approx(np.pi * 24.0**2, rel=0.03)
    assert not opaque[0].any()
    middle, rim = pixels[30, 25, :3].astype(int), pixels[50, 13, :3].astype(int)
    assert middle.sum() > rim.sum() > 60


def _desk(window: MainWindow) -> PresetsDesk:
    desk = window.desks["presets"]
    assert isinstance(desk, PresetsDesk)
    return desk


@pytest.mark.window
def test_edits_go_to_disk_and_clipboard_and_come_back(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        desk, session = _desk(window), window.session
        session.apply(SetThickness("chin", 3.0))
        session.apply(SetComponent("nose", 0, 1.5))
        edited = session.state
        desk.show_presets()
        desk.panel.name.setText("Chin and nose")
        desk.panel.save.click()
        assert desk.panel.current is not None
        assert desk.panel.current.name == "Chin and nose"
        desk.copy_edits()
        desk.copy_part("nose")
        part = QApplication.clipboard().text()
        desk.copy_edits()
        session.go_to(0)
        desk.panel.put_on.click()
        assert session.state == edited
        desk.panel.strength.box.setValue(50.0)
        assert session.state is not None
        assert session.state.thickness["chin"] == 1.5
        session.go_to(0)
        desk.paste_edits()
        assert session.state == edited
        session.go_to(0)
        QApplication.clipboard().setText(part)
        desk.paste_edits()
        rest(qtbot, session)
        assert session.state.codes["nose"][0] == 1.5
        assert not session.state.thickness
        told: list[str] = []
        session.message.connect(told.append)
        QApplication.clipboard().setText("Hello")
        desk.paste_edits()
        assert "holds no edit" in told[0]
        desk.panel.delete_asked.emit(desk.panel.current)
        assert "Chin and nose" not in [one.name for one in list_presets()]


@pytest.mark.window
def test_presets_and_dice_keep_to_the_chosen_side(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        desk, session = _desk(window), window.session
        window.parts.sides.choose("left")
        pair = {f"cheek_{side}": 2.0 for side in ("left", "right")}
        desk.put_on(EditClip("Cheeks", thickness=pair))
        assert session.state is not None
        assert dict(session.state.thickness) == {"cheek_left": 2.0}
        window.parts.sections["nose"].draw(0.5)
        rest(qtbot, session)
        assert set(session.state.one_sided) == {"nose_left"}
        assert not any(session.state.codes["nose"])
        half = np.abs(session.state.one_sided["nose_left"]).max()
        assert 0.0 < half < 1.5
        window.parts.sections["nose"].reset.click()
        assert not session.state.one_sided


@pytest.mark.window
def test_a_variation_is_what_its_picture_shows(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        desk, session = _desk(window), window.session
        desk.show_variations()
        sheet = desk.variations
        assert sheet is not None
        sheet.what.setCurrentIndex(sheet.what.findData("nose"))
        wait_for(qtbot, lambda: len(sheet.edits) == len(sheet.buttons))
        assert all(not button.icon().isNull() for button in sheet.buttons)
        assert session.state is not None
        wanted = sheet.edits[4].apply(session.state)
        assert wanted.codes["nose"] != session.state.codes["nose"]
        assert wanted.codes["mouth"] == session.state.codes["mouth"]
        sheet.buttons[4].click()
        assert session.state == wanted
        assert session.history is not None
        assert session.history.undo_label == "Variation of nose"
        sheet.close()
        wait_for(qtbot, lambda: session.errands.resting)


@pytest.mark.window
def test_steps_get_pictures_and_a_menu(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        session = window.session
        session.apply(SetThickness("chin", 3.0))
        window.show_page("history")
        rest(qtbot, session)
        wait_for(qtbot, lambda: session.errands.resting)
        items = [window.history.list.item(at) for at in range(window.history.list.count())]
        assert len(items) == 2
        assert all(not item.icon().isNull() for item in items)
        menu = window.history.menu_for(0)
        menu.actions()[0].trigger()
        assert session.history is not None
        assert session.history.position == 0
        menu.deleteLater()


def test_shipped_presets_name_only_what_models_know() -> None:
    regions = set(FakeHeadModel(2).bundle.template.regions)
    known = {"cheek_left", "cheek_right", "chin", *regions}
    for one in list_presets():
        if one.shipped:
            assert one.clip.bundle is None
            assert set(one.clip.thickness) <= known
