"""No network, ever: the kernel kills the program at the first internet socket it makes.

The window is walked through under the same watch in `tests.app.test_walk`.
"""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY


def _walk(mode: str, folder: Path) -> subprocess.CompletedProcess[str]:
    places = {name: str(folder) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.app.no_network", mode],
        capture_output=True,
        text=True,
        check=False,
        cwd=REPOSITORY,
        env={**os.environ, **places, "OMP_NUM_THREADS": "1"},
    )
    if done.returncode == 77:
        pytest.skip("needs Linux's seccomp on a known processor")
    return done


def test_the_kernel_really_kills_at_a_socket(tmp_path: Path) -> None:
    assert _walk("socket", tmp_path).returncode == -signal.SIGSYS


def test_no_command_and_no_library_makes_a_socket(tmp_path: Path) -> None:
    done = _walk("commands", tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]


_TALKERS = re.compile(
    r"^\s*(?:from|import)\s+(?:socket|ssl|http|urllib\.request|ftplib|smtplib|requests|httpx|"
    r"aiohttp|PySide6\.QtNetwork|PySide6\.QtWeb\w*)\b",
    re.MULTILINE,
)


def test_no_module_imports_what_talks_to_a_network() -> None:
    found = [
        str(path.relative_to(REPOSITORY))
        for folder in ("app", "core")
        for path in sorted((REPOSITORY / folder).rglob("*.py"))
        if _TALKERS.search(path.read_text(encoding="utf-8"))
    ]
    assert not found
