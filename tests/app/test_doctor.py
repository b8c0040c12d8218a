"""The doctor names what is missing, and survives what it examines."""

import re
import sys
from pathlib import Path

import pytest

from app import doctor
from app.doctor import LINUX_PACKAGES, Check

REPOSITORY = Path(__file__).resolve().parents[2]


def _fake_probe(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(doctor, "probe_command", lambda kind: [sys.executable, "-c", script])


def test_a_crash_of_the_graphics_driver_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    _fake_probe(monkeypatch, "import os; os.abort()")
    check = doctor.check_drawing()
    assert not check.passed
    assert check.needed
    assert "status" in check.found


def test_a_missing_window_is_no_obstacle_to_the_main_work(monkeypatch: pytest.MonkeyPatch) -> None:
    _fake_probe(monkeypatch, "raise SystemExit('no screen')")
    monkeypatch.setenv("DISPLAY", ":77")
    check = doctor.check_window()
    assert not check.passed
    assert not check.needed
    assert check.found == "no screen"


def test_a_hanging_driver_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    _fake_probe(monkeypatch, "import threading; threading.Event().wait()")
    monkeypatch.setattr(doctor, "PROBE_SECONDS", 0.5)
    check = doctor.check_drawing()
    assert not check.passed
    assert "timed out" in check.found


def test_drawing_names_the_renderer() -> None:
    check = doctor.check_drawing()
    assert check.passed, check.found
    assert "OpenGL" in check.found


@pytest.mark.skipif(sys.platform != "linux", reason="names Linux packages")
def test_missing_libraries_come_with_the_line_that_brings_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    packages = {"libnothing.so.9": "libnothing9", "libc.so.6": "libc6"}
    monkeypatch.setattr(doctor, "LINUX_PACKAGES", packages)
    check = doctor.check_linux_libraries()
    assert check == Check(
        "graphics libraries",
        passed=False,
        found="missing: libnothing.so.9",
        advice="sudo apt-get install -y libnothing9",
    )


@pytest.mark.parametrize("file", ["README.md", ".ci/run", ".github/workflows/build.yml"])
def test_every_place_that_lists_the_libraries_lists_the_same(file: str) -> None:
    text = (REPOSITORY / file).read_text(encoding="utf-8")
    named = set(re.findall(r"\blib[a-z0-9.+]+(?:-[a-z0-9.]+)*", text))
    assert set(LINUX_PACKAGES.values()) <= named


def test_versions_name_every_deciding_library() -> None:
    check = doctor.check_versions()
    assert check.passed
    assert "torch 2.13.0" in check.found
