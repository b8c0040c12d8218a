"""What leaves the window: every dialog writes what it says, and leaves nothing half-done."""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.dialogs.asking import AskingDialog
from app.dialogs.export import ExportDialog
from app.dialogs.picture import PictureDialog
from app.dialogs.report import ReportDialog
from app.dialogs.share import REMOVED, ShareDialog
from app.dialogs.turntable import TurntableDialog
from app.export_plan import Kind
from app.heads import LengthUnit
from app.main_window import MainWindow
from app.moving_pictures import KINDS, TurntableWish, kind_of, write_moving
from app.report import pictures as report_pictures
from app.report.facts import Person
from app.viewport.view_picture import between, view_picture
from core.document.edits import SetThickness
from core.document.project_file import load_project
from core.document.sharing import shared
from core.errors import ExportError
from tests.app.studio import open_window, rest, wait_for

_SHOTS = os.environ.get("NASION_DIALOG_SHOTS", "")
"""A folder for pictures of the dialogs, to be looked at."""


def _asked(window: MainWindow, key: str) -> QDialog:
    window.actions_by_key[key][0].trigger()
    dialog = window.desks["out"].dialog  # type: ignore[attr-defined]
    assert isinstance(dialog, AskingDialog)
    if _SHOTS:
        dialog.grab().save(f"{_SHOTS}/{window.settings.theme}-{key}.png")
    return dialog


def test_every_dialog_opens_says_what_it_does_and_closes(qtbot: QtBot) -> None:
    kinds = {
        "export": ExportDialog,
        "save_screenshot": PictureDialog,
        "save_turntable": TurntableDialog,
        "save_report": ReportDialog,
        "share_copy": ShareDialog,
    }
    with open_window(qtbot) as window:
        for theme in ("dark", "light"):
            window.use_theme(theme)
            for key, kind in kinds.items():
                dialog = _asked(window, key)
                assert isinstance(dialog, kind)
                assert dialog.remark.text()
                dialog.reject()
                assert window.desks["out"].dialog is None  # type: ignore[attr-defined]


def test_the_export_tells_size_and_unit_before_it_writes(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot) as window:
        window.files.folder = str(tmp_path)
        dialog = _asked(window, "export")
        assert isinstance(dialog, ExportDialog)
        skin = window.view.layer("skin").surface
        assert skin is not None
        told = dialog.remark.text()
        assert f"{round(len(skin.faces), -2):,} triangles" in told
        assert "Unit: mm" in told
        dialog.format.setCurrentIndex(4)
        assert "metres" in dialog.remark.text()
        assert not dialog.unit.isEnabled()
        dialog.format.setCurrentIndex(1)
        dialog.unit.choose(LengthUnit.CM)
        dialog.printing.choose("hollow")
        assert f"{round(2 * len(skin.faces), -2):,} triangles" in dialog.remark.text()
        dialog.parts[Kind.SKULL].setChecked(False)
        dialog.detail.choose(128)
        dialog.wall.setValue(10.0)
        plan = dialog.plan()
        assert [one.kind for one in plan.targets] == [Kind.SKIN]
        assert plan.unit is LengthUnit.CM
        assert (plan.printing.hollow_mm, plan.printing.drain_mm) == (10.0, 8.0)
        if _SHOTS:
            dialog.grab().save(f"{_SHOTS}/dark-export-print.png")
        dialog.ok.click()
        rest(qtbot, window.session)
        (box,) = window.findChildren(QMessageBox)
        assert "closed" in box.informativeText()
        assert "thinnest wall" in box.informativeText()
        box.close()
        names = {path.name for path in tmp_path.iterdir()}
        assert names == {"mean-head-skin.stl", "mean-head-skin.stl.provenance.json"}


def test_a_large_picture_shows_the_same_and_a_clear_one_has_no_background(qtbot: QtBot) -> None:
    with open_window(qtbot) as window:
        window.resize(700, 500)
        plain = view_picture(window.view)
        large = view_picture(window.view, 2)
        assert (large.width(), large.height()) == (2 * plain.width(), 2 * plain.height())
        clear = view_picture(window.view, 1, transparent=True)
        middle, corner = (clear.width() // 2, clear.height() // 2), (clear.width() - 3, 3)
        assert clear.pixelColor(*middle).alpha() == 255
        assert clear.pixelColor(*corner).alpha() == 0
        assert view_picture(window.view).size() == plain.size()


def test_opacity_is_found_between_black_and_white() -> None:
    drawn = np.array([[[200, 100, 50, 255], [200, 100, 50, 128], [0, 0, 0, 0]]], dtype=np.uint8)
    share = drawn[..., 3:] / 255.0
    over = [drawn[..., :3] * share + back * (1.0 - share) for back in (0.0, 255.0)]
    found = between(*(np.rint(one).astype(np.uint8) for one in over))
    np.testing.assert_allclose(found[..., 3], drawn[..., 3], atol=1)
    np.testing.assert_allclose(found[0, :2, :3], drawn[0, :2, :3], atol=3)


def _frames(count: int) -> list[np.ndarray]:
    generator = np.random.default_rng(0)
    return [generator.integers(0, 255, (32, 48, 3), dtype=np.uint8) for _ in range(count)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_moving_pictures_hold_every_frame(kind: object, tmp_path: Path) -> None:
    path = tmp_path / f"turn{kind.suffix}"  # type: ignore[attr-defined]
    assert kind_of(path) is kind
    write_moving(path, _frames(5), 10, kind)  # type: ignore[arg-type]
    if kind.key == "frames":  # type: ignore[attr-defined]
        assert len(list(path.iterdir())) == 5
        with pytest.raises(ExportError, match="not empty"):
            write_moving(path, _frames(2), 10, kind)  # type: ignore[arg-type]
    elif kind.key == "ogv":  # type: ignore[attr-defined]
        assert path.read_bytes().startswith(b"OggS")
    else:
        with Image.open(path) as picture:
            assert getattr(picture, "n_frames", 1) == 5
            assert picture.size == (48, 32)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    nowhere = tmp_path / "no" / path.name
    with pytest.raises(ExportError):
        write_moving(nowhere, _frames(2), 10, kind)  # type: ignore[arg-type]


def test_the_view_turns_once_and_comes_back(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot) as window:
        window.resize(500, 400)
        before = window.view.camera()
        desk = window.desks["out"]
        path = tmp_path / "turn.webp"
        desk.write_turntable(path, TurntableWish(KINDS[0], 1, 4))  # type: ignore[attr-defined]
        assert desk.steps.running  # type: ignore[attr-defined]
        wait_for(qtbot, lambda: not desk.steps.running)  # type: ignore[attr-defined]
        with Image.open(path) as picture:
            assert picture.n_frames == 4  # type: ignore[attr-defined]
            first = np.asarray(picture.convert("L"), dtype=float)
            picture.seek(2)
            behind = np.asarray(picture.convert("L"), dtype=float)
        assert np.abs(first - behind).mean() > 1.0
        np.testing.assert_allclose(window.view.camera()["position"], before["position"], atol=1e-6)
        other = tmp_path / "other.webp"
        desk.write_turntable(other, TurntableWish(KINDS[0], 4, 25))  # type: ignore[attr-defined]
        window.status.cancel_asked.emit()
        assert not desk.steps.running  # type: ignore[attr-defined]
        assert not other.exists()
        np.testing.assert_allclose(window.view.camera()["position"], before["position"], atol=1e-6)


def test_a_report_from_the_window_keeps_nothing_that_was_typed(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(report_pictures, "PIXELS", (62, 76))
    with open_window(qtbot) as window:
        dialog = _asked(window, "save_report")
        assert isinstance(dialog, ReportDialog)
        dialog.name.setText("Erika Mustermann")
        dialog.number.setText("4711")
        dialog.sex.choose("female")
        wish = dialog.wish()
        assert wish.person == replace(
            Person(), name="Erika Mustermann", number="4711", sex="female"
        )
        dialog.reject()
        window.session.apply(SetThickness("chin", 3.0))
        rest(qtbot, window.session)
        desk = window.desks["out"]
        path = tmp_path / "r.pdf"
        desk.write_report(path, wish)  # type: ignore[attr-defined]
        wait_for(qtbot, path.exists)
        wait_for(qtbot, lambda: not desk.steps.running)  # type: ignore[attr-defined]
        assert path.read_bytes().startswith(b"%PDF")
        saved = tmp_path / "p.nasion"
        window.files.save_to(saved)
        rest(qtbot, window.session)
        assert "Mustermann" not in repr(window.settings) + caplog.text
    content = b"".join(one.read_bytes() for one in tmp_path.iterdir() if one.suffix != ".pdf")
    assert b"Mustermann" not in content
    assert "Mustermann" not in str(load_project(saved).view)


def test_a_copy_to_share_is_written_beside_the_document(
    qtbot: QtBot, scan: Path, tmp_path: Path
) -> None:
    with open_window(qtbot) as window:
        window.session.open(scan)
        rest(qtbot, window.session)
        dialog = _asked(window, "share_copy")
        assert isinstance(dialog, ShareDialog)
        assert set(dialog.removed) <= set(REMOVED)
        assert "The scan" in dialog.removed
        dialog.reject()
        project = window.session.project()
        assert project is not None
        path = tmp_path / "face.nasion"
        window.desks["out"].write_share(path, shared(project)[0])  # type: ignore[attr-defined]
        rest(qtbot, window.session)
        assert load_project(path).scan_bytes is None
        assert window.session.path is None
        assert window.session.scan_bytes is not None
