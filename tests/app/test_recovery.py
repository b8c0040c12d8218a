"""Unsaved work is kept while it is made, and comes back with its steps after a crash."""

import errno
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app import recovery
from app.desks.safety import SafetyDesk
from app.main_window import MainWindow
from app.project_lock import ProjectLock
from app.recovery import KeepWork, Note, RecoveryFolder, read_rescue
from core.document.edits import SetComponent, SetThickness
from core.document.history import History
from core.document.project_file import Project, load_project
from core.errors import ProjectError
from core.monitor import Monitor
from tests.app.fakes import FakeHeadModel, sample_scan
from tests.app.studio import open_window, rest, wait_for

PNG = b"\x89PNG\r\n\x1a\n rest of a picture"


def edited(edits: int) -> Project:
    """Return a project with some steps."""
    history = History(FakeHeadModel(3).mean_state())
    for number in range(edits):
        history.apply(SetComponent("nose", 0, 0.5 * (1 + number)))
        history.end_gesture()
    return Project(history.state, thumbnail=PNG, past=history.past)


def keep(
    store: RecoveryFolder, project: Project, title: str = "Anna", *, whole: bool = True
) -> None:
    edits = 0 if project.past is None else project.past.position
    KeepWork(store.folder, project, Note(title, "", edits), whole).run(None, Monitor())


def crash(store: RecoveryFolder) -> None:
    """Let go of a folder as the end of a program does: without removing anything."""
    assert store._lock is not None
    store._lock.unlock()


def test_a_run_that_is_gone_leaves_its_work_and_a_living_one_does_not(tmp_path: Path) -> None:
    first, second, third = (RecoveryFolder(tmp_path) for _ in range(3))
    keep(first, edited(2), "Anna")
    keep(second, edited(1), "Bob")
    assert third.left_behind() == ()
    crash(first)
    crash(second)
    found = third.left_behind()
    assert sorted((one.note.title, one.note.edits) for one in found) == [("Anna", 2), ("Bob", 1)]
    assert all(one.thumbnail == PNG for one in found)
    anna = next(one for one in found if one.note.title == "Anna")
    assert read_rescue(anna).past == edited(2).past


def test_what_is_read_back_has_scan_and_steps(tmp_path: Path) -> None:
    path = tmp_path / "person.obj"
    sample_scan(path)
    content = path.read_bytes()
    from core.geometry.scan import load_scan

    history = History(FakeHeadModel(3).fit(load_scan(path)))
    store = RecoveryFolder(tmp_path / "state")
    keep(store, Project(history.state, content, past=history.past))
    history.apply(SetThickness("chin", 3.0))
    keep(store, Project(history.state, content, past=history.past), whole=False)
    crash(store)
    (rescue,) = RecoveryFolder(tmp_path / "state").left_behind()
    project = read_rescue(rescue)
    assert project.scan_bytes == content
    assert project.state == history.state
    assert project.past == history.past
    (rescue.folder / "base.nasion").unlink()
    without = read_rescue(rescue)
    assert without.state == history.state
    assert without.scan_bytes is None


def test_adopted_work_cannot_be_taken_twice(tmp_path: Path) -> None:
    store = RecoveryFolder(tmp_path)
    keep(store, edited(1))
    crash(store)
    first, second = RecoveryFolder(tmp_path), RecoveryFolder(tmp_path)
    (rescue,) = first.left_behind()
    first.adopt(rescue)
    with pytest.raises(ProjectError, match="another window"):
        second.adopt(rescue)
    assert second.left_behind() == ()
    first.end()
    assert not rescue.folder.exists()


def test_a_damaged_note_still_offers_the_work(tmp_path: Path) -> None:
    store = RecoveryFolder(tmp_path)
    keep(store, edited(1))
    crash(store)
    (store.folder / "note.json").write_text("{")
    (rescue,) = RecoveryFolder(tmp_path).left_behind()
    assert rescue.note.written > 0
    assert read_rescue(rescue).past is not None


def safety(window: MainWindow) -> SafetyDesk:
    desk = window.desks["safety"]
    assert isinstance(desk, SafetyDesk)
    return desk


def kept(window: MainWindow) -> Path:
    return safety(window).store.folder / "work.nasion"


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recovery, "recovery_root", lambda: tmp_path / "recovery")


@contextmanager
def crashed(qtbot: QtBot) -> Iterator[None]:
    """Leave behind what a window with two edits leaves when its program ends."""
    with open_window(qtbot) as window:
        for value in (1.0, 2.0):
            window.parts.rows["nose.1"].box.setValue(value)
        rest(qtbot, window.session)
        safety(window).keep_now()
        wait_for(
            qtbot, lambda: kept(window).exists() and (kept(window).parent / "note.json").exists()
        )
        store = safety(window).store
        crash(store)
        # The window's own end must find nothing to remove.
        store._folder, store._lock = None, None
    yield


@pytest.mark.window
def test_work_is_kept_only_when_it_changed_and_gone_when_saved(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_window(qtbot) as window:
        desk = safety(window)
        written: list[object] = []
        submit = desk._writer.submit
        monkeypatch.setattr(
            desk._writer, "submit", lambda request: (written.append(request), submit(request))
        )
        desk.keep_now()
        assert not written
        window.parts.rows["nose.1"].box.setValue(1.0)
        assert desk._quiet.isActive()
        rest(qtbot, window.session)
        desk.keep_now()
        wait_for(qtbot, lambda: kept(window).exists())
        desk.keep_now()
        assert len(written) == 1
        assert not desk._quiet.isActive()
        with qtbot.waitSignal(window.session.saved):
            window.files.save_to(tmp_path / "a.nasion")
        wait_for(qtbot, lambda: not kept(window).exists())
        past = load_project(tmp_path / "a.nasion").past
        assert past is not None
        assert len(past.steps) == 2


@pytest.mark.window
def test_recovered_work_can_be_undone_to_the_start(qtbot: QtBot) -> None:
    with crashed(qtbot), open_window(qtbot) as window:
        desk, session = safety(window), window.session
        assert desk.offer()
        assert desk.dialog is not None
        assert desk.dialog.entries[0].facts.text().count("\n") == 2
        desk.dialog.entries[0].recover.click()
        wait_for(qtbot, lambda: session.history is not None and session.history.position == 2)
        rest(qtbot, session)
        assert session.modified
        assert session.state is not None
        assert session.state.codes["nose"][0] == 2.0
        assert kept(window).exists(), "until it is saved it stays where it was"
        session.undo()
        session.undo()
        assert session.state.codes["nose"][0] == 0.0
        assert session.history is not None
        assert not session.history.can_undo
        rest(qtbot, session)
    assert RecoveryFolder().left_behind() == ()


@pytest.mark.window
def test_later_keeps_the_work_and_discarding_removes_it(qtbot: QtBot) -> None:
    with crashed(qtbot), open_window(qtbot) as window:
        desk = safety(window)
        desk.offer()
        assert desk.dialog is not None
        desk.dialog.later.click()
        assert len(desk.store.left_behind()) == 1
        desk.recover_work()
        assert desk.dialog is not None
        entry = desk.dialog.entries[0]
        entry.discard.click()
        assert not entry.recover.isEnabled()
        assert len(desk.store.left_behind()) == 1, "nothing is gone before the dialog closes"
        desk.dialog.later.click()
        assert desk.store.left_behind() == ()
        desk.recover_work()
        (box,) = (one for one in window.findChildren(QMessageBox) if one.isVisible())
        assert "Nothing to recover" in box.text()
        box.accept()


@pytest.mark.window
def test_a_project_that_is_open_elsewhere_is_read_only(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.nasion"
    with open_window(qtbot) as window:
        with qtbot.waitSignal(window.session.saved):
            window.files.save_to(path)
        other = ProjectLock()
        assert not other.take(path), "this window has it"
        other.free()
    elsewhere = ProjectLock()
    assert elsewhere.take(path), "a closed window lets go"
    with open_window(qtbot) as window:
        window.files.open_now(path)
        wait_for(qtbot, lambda: window.session.path == path)
        rest(qtbot, window.session)
        assert safety(window)._label.isVisible()
        window.parts.rows["nose.1"].box.setValue(1.0)
        rest(qtbot, window.session)
        before = path.read_bytes()
        window.files.save_to(path)
        (box,) = (one for one in window.findChildren(QMessageBox) if one.isVisible())
        assert "another window" in box.informativeText()
        box.accept()
        asked: list[bool] = []
        monkeypatch.setattr(window.files, "save_as", lambda: asked.append(True))
        window.files.save()
        assert asked
        assert path.read_bytes() == before
        with qtbot.waitSignal(window.session.saved):
            window.files.save_to(tmp_path / "b.nasion")
        assert not safety(window)._label.isVisible()
    elsewhere.free()


@pytest.mark.window
def test_a_folder_that_cannot_be_written_is_told(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "recovery").write_text("a file where the folder should be")
    with open_window(qtbot) as window:
        told: list[str] = []
        monkeypatch.setattr(window.status, "tell", told.append)
        window.parts.rows["nose.1"].box.setValue(1.0)
        rest(qtbot, window.session)
        safety(window).keep_now()
        assert any("cannot be kept" in text for text in told)


def test_a_note_is_readable(tmp_path: Path) -> None:
    store = RecoveryFolder(tmp_path)
    keep(store, edited(1))
    note = json.loads((store.folder / "note.json").read_text())
    assert note["title"] == "Anna"
    assert note["written"] > 1.6e9
    store.end()
    assert not any(tmp_path.iterdir())


@pytest.mark.window
@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc which file is written")
def test_a_drive_that_goes_away_during_a_save_leaves_the_work_unsaved_and_kept(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "usb" / "a.nasion"
    path.parent.mkdir()
    with open_window(qtbot) as window:
        with qtbot.waitSignal(window.session.saved):
            window.files.save_to(path)
        before = path.read_bytes()
        window.parts.rows["nose.1"].box.setValue(1.0)
        rest(qtbot, window.session)
        unplugged = {"now": True}
        flush = os.fsync

        def fsync(descriptor: int) -> None:
            written = Path(f"/proc/self/fd/{descriptor}").readlink()
            if unplugged["now"] and written.parent == path.parent:
                raise OSError(errno.EIO, "Input/output error")
            flush(descriptor)

        monkeypatch.setattr(os, "fsync", fsync)
        with qtbot.waitSignal(window.session.failed) as told:
            window.files.save_to(path)
        assert "was not written (Input/output error)" in told.args[0]
        for box in window.findChildren(QMessageBox):
            box.reject()
        assert path.read_bytes() == before
        assert [one.name for one in path.parent.iterdir() if one.suffix == ".part"] == []
        assert window.session.modified
        safety(window).keep_now()
        wait_for(qtbot, lambda: kept(window).exists())
        unplugged["now"] = False
        with qtbot.waitSignal(window.session.saved):
            window.files.save_to(path)
        assert not window.session.modified
