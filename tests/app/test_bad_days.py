"""What a bad machine, a bad drive or a bad moment must not do."""

import json
import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from app import crash_log, graphics
from app.crash_log import CrashLog, logs, scrubbed
from app.doctor import ask_probe
from app.settings import Settings, load_settings, rescue_settings, save_settings

Answer = tuple[dict[str, str] | None, str]


def answers(plain: Answer, software: Answer) -> graphics.Probe:
    def probe(kind: str, additions: Mapping[str, str]) -> Answer:
        assert kind == "opengl"
        return software if additions else plain

    return probe


GOOD: Answer = ({"version": "4.5"}, "")
OLD: Answer = ({"version": "2.1"}, "")
CRASHED: Answer = (None, "ended with status -6")


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is set during the test be unset after it."""
    monkeypatch.setenv("DISPLAY", ":77")
    for name in (*graphics.SOFTWARE, "SSH_CONNECTION", "SESSIONNAME", "XRDP_SESSION"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


@pytest.mark.usefixtures("environment")
def test_good_graphics_are_asked_for_once_only(tmp_path: Path) -> None:
    known = tmp_path / "state" / "graphics.json"
    assert graphics.look(answers(GOOD, CRASHED), known) == graphics.Graphics(works=True)
    assert graphics.look(answers(CRASHED, CRASHED), known).works, "the answer was remembered"
    graphics.forget(known)
    assert not graphics.look(answers(CRASHED, CRASHED), known).works


@pytest.mark.usefixtures("environment")
@pytest.mark.skipif(sys.platform != "linux", reason="Mesa draws on the processor on Linux only")
@pytest.mark.parametrize("bad", [OLD, CRASHED])
def test_without_a_card_the_processor_draws_and_that_is_said_once(
    tmp_path: Path, bad: Answer
) -> None:
    found = graphics.look(answers(bad, GOOD), tmp_path / "g.json")
    assert found.works
    assert found.software
    assert "slower" in found.told
    assert os.environ["LIBGL_ALWAYS_SOFTWARE"] == "1"
    del os.environ["LIBGL_ALWAYS_SOFTWARE"], os.environ["QT_OPENGL"]
    again = graphics.look(answers(CRASHED, CRASHED), tmp_path / "g.json")
    assert again.works
    assert again.told == ""
    assert os.environ["LIBGL_ALWAYS_SOFTWARE"] == "1"


@pytest.mark.usefixtures("environment")
def test_graphics_that_are_too_old_get_one_plain_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = graphics.look(answers(OLD, OLD), tmp_path / "g.json")
    assert not found.works
    assert "OpenGL 2.1" in found.told
    assert "driver" in found.told
    assert "remote" not in found.told
    monkeypatch.setenv("SESSIONNAME", "RDP-Tcp#1")
    assert "remote" in graphics.look(answers(OLD, OLD), tmp_path / "g.json").told


@pytest.mark.parametrize(
    ("there", "remote"),
    [
        ({"SSH_CONNECTION": "1 2 3 4", "DISPLAY": "localhost:10.0"}, True),
        ({"DISPLAY": ":0"}, False),
        ({"SESSIONNAME": "Console"}, False),
        ({"XRDP_SESSION": "1", "DISPLAY": ":10"}, True),
    ],
)
def test_a_remote_screen_is_known(there: dict[str, str], remote: bool) -> None:
    assert graphics.is_remote(there) is remote


@pytest.mark.window
@pytest.mark.skipif(sys.platform != "linux", reason="Mesa's override")
def test_a_real_old_opengl_is_noticed() -> None:
    answer, failure = ask_probe("opengl", {"MESA_GL_VERSION_OVERRIDE": "2.1"})
    assert answer is None or answer["version"] == "2.1", failure
    answer, failure = ask_probe("opengl")
    assert answer is not None, failure
    assert tuple(int(one) for one in answer["version"].split(".")) >= graphics.OLDEST


def test_damaged_settings_are_kept_aside_and_told(tmp_path: Path) -> None:
    path = tmp_path / "studio.json"
    assert rescue_settings(path) == ""
    save_settings(Settings(theme="light"), path)
    assert rescue_settings(path) == ""
    for damage in (b'{"theme": "li', b"\xff\xfe\x00", b"[1, 2]"):
        path.write_bytes(damage)
        assert load_settings(path) == Settings()
        assert str(tmp_path) in rescue_settings(path)
        assert (tmp_path / "studio.damaged.json").read_bytes() == damage
        assert not path.exists()


def test_nothing_in_a_crash_log_names_a_person_or_a_file() -> None:
    told = scrubbed("Cannot read /home/anna/Mueller^Hans.dcm: 'Hans Mueller' is no head, scan.obj")
    assert told == "Cannot read … '…' is no head, …"


def test_an_unexpected_error_is_noted_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    log, told = CrashLog(tmp_path), list[str]()
    log.told = told.append
    log.begin()
    try:
        raise KeyError("/home/anna/Hans.obj")
    except KeyError as error:
        sys.excepthook(KeyError, error, error.__traceback__)
    worker = threading.Thread(target=lambda: 1 // 0)
    worker.start()
    worker.join()
    log.end()
    assert told == ["KeyError", "ZeroDivisionError"]
    (path,) = logs(tmp_path)
    text = path.read_text()
    assert "test_bad_days.py:" in text
    assert "ZeroDivisionError" in text
    assert "Hans" not in text
    assert "Hans" not in capsys.readouterr().err


def test_a_quiet_run_leaves_no_log(tmp_path: Path) -> None:
    log = CrashLog(tmp_path)
    log.begin()
    log.end()
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_died_leaves_its_stacks_without_the_home_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import subprocess

    script = (
        "from pathlib import Path; from app.crash_log import CrashLog; import faulthandler\n"
        f"CrashLog(Path({str(tmp_path)!r})).begin(); faulthandler._sigabrt()"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert done.returncode != 0
    monkeypatch.setattr(crash_log, "MOST_KEPT", 1)
    (tmp_path / "crash-20200101-000000-1.txt").write_text("old\n")
    log = CrashLog(tmp_path)
    log.begin()
    log.end()
    (path,) = logs(tmp_path)
    text = path.read_text()
    assert "Aborted" in text
    assert str(Path.home()) not in text


def test_what_is_remembered_of_graphics_is_plain(tmp_path: Path) -> None:
    known = tmp_path / "g.json"
    known.write_text("{")
    assert graphics._remembered(known) == {}
    graphics._remember(known, "key", software=False)
    assert json.loads(known.read_text()) == {"key": "key", "software": False}
