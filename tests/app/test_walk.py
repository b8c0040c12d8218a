"""The whole story once through, with a crash in it; and many windows one after the other."""

import csv
import gc
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app import recovery
from app.desks.safety import SafetyDesk
from app.settings import Settings
from tests.app.fakes import sample_scan
from tests.app.studio import open_window, rest, wait_for

pytestmark = pytest.mark.window

REPOSITORY = Path(__file__).resolve().parents[2]


def walk_and_be_killed(scan: Path, folder: Path, state: Path) -> dict[str, object]:
    """Run the first half in a process and kill it without a warning."""
    environment = {**os.environ, "XDG_STATE_HOME": str(state), "PYTHONPATH": str(REPOSITORY)}
    words = [sys.executable, "-m", "tests.app.walk_child", str(scan), str(folder)]
    with subprocess.Popen(
        words,
        cwd=REPOSITORY,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        said = child.stdout.readline()
        child.kill()
        errors = child.stderr.read()
    assert said == "walked\n", (child.returncode, errors)
    seen: dict[str, object] = json.loads((folder / "seen.json").read_text())
    return seen


def test_from_a_scan_to_an_export_through_a_crash_and_back_to_the_start(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan, state = tmp_path / "person.obj", tmp_path / "state"
    sample_scan(scan, unit_mm=10.0)
    seen = walk_and_be_killed(scan, tmp_path, state)
    compared = list(csv.DictReader((tmp_path / "compared.csv").read_text().splitlines()))
    assert {"full", "nose"} <= {row["region"] for row in compared}
    measured = list(csv.DictReader((tmp_path / "measures.csv").read_text().splitlines()))
    (width,) = (row for row in measured if row["measure"] == "nose.width")
    assert float(width["value"]) == pytest.approx(seen["nose width"], abs=0.5)
    (root,) = state.rglob("recovery")
    monkeypatch.setattr(recovery, "recovery_root", lambda: root)
    with open_window(qtbot) as window:
        safety, session = window.desks["safety"], window.session
        assert isinstance(safety, SafetyDesk)
        assert safety.offer()
        assert safety.dialog is not None
        (entry,) = safety.dialog.entries
        assert entry.rescue.note.title == "walk.nasion"
        assert entry.rescue.thumbnail is not None
        entry.recover.click()
        wait_for(qtbot, lambda: session.path == tmp_path / "walk.nasion")
        rest(qtbot, session)
        history = session.history
        assert history is not None
        assert list(history.labels) == seen["labels"]
        assert history.position == seen["position"]
        assert list(history.state.codes["nose"]) == seen["nose"]
        assert session.modified
        assert session.scan_bytes == scan.read_bytes()
        assert window.view.layer("scan").surface is not None
        steps = 0
        while history.can_undo:
            window.actions_by_key["undo"][0].trigger()
            steps += 1
        assert steps == seen["position"] == 3
        assert list(history.state.codes["nose"]) == seen["start"]
        rest(qtbot, session)
        with qtbot.waitSignal(session.saved):
            window.files.save_to(tmp_path / "again.nasion")
        rest(qtbot, session)
    assert not list(root.iterdir())


def widgets() -> int:
    return sum(isValid(one) for one in QApplication.allWidgets())


def count_of(kinds: tuple[str, ...]) -> int:
    return sum(type(one).__name__ in kinds for one in gc.get_objects())


def settled(qtbot: QtBot) -> tuple[int, int, int, int]:
    """Return the numbers of widgets, threads, VTK's and our own large things."""
    qtbot.wait(1)
    gc.collect()
    gc.collect()
    threads = [one for one in gc.get_objects() if issubclass(type(one), QThread) and isValid(one)]
    running = sum(one.isRunning() for one in threads) + threading.active_count()
    vtk = ("vtkRenderer", "vtkActor", "vtkPolyDataMapper", "vtkGenericOpenGLRenderWindow")
    return widgets(), running, count_of(vtk), count_of(("Surface", "Project", "History"))


def test_windows_leave_nothing_behind(qtbot: QtBot) -> None:
    for _ in range(2):
        with open_window(qtbot):
            pass
    before = settled(qtbot)
    for _ in range(3):
        with open_window(qtbot):
            pass
    assert settled(qtbot) <= before


def test_fifty_documents_opened_one_after_the_other_do_not_pile_up(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "one.nasion"
    with open_window(qtbot) as window:
        window.settings = Settings()
        window.parts.rows["nose.1"].box.setValue(1.0)
        rest(qtbot, window.session)
        with qtbot.waitSignal(window.session.saved):
            window.files.save_to(path)

        def open_again(times: int) -> None:
            for _ in range(times):
                with qtbot.waitSignal(window.session.document_changed, timeout=20_000):
                    window.files.open_path(path)
                wait_for(qtbot, lambda: not window.session.busy)
            rest(qtbot, window.session)

        open_again(5)
        before = settled(qtbot)
        children = len(window.findChildren(QWidget))
        open_again(50)
        assert settled(qtbot) == before
        assert len(window.findChildren(QWidget)) == children
