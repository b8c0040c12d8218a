"""The tools that hold style, types and floors find nothing; each is also a command for the desk."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

COMMANDS = {
    "floors": ("lint-imports", "--no-cache"),
    "style": ("ruff", "check", "--no-cache", "."),
    "format": ("ruff", "format", "--check", "--no-cache", "."),
    "types": ("mypy", "core"),
}


@pytest.mark.parametrize("purpose", sorted(COMMANDS))
def test_tool_finds_nothing(purpose: str) -> None:
    program, *arguments = COMMANDS[purpose]
    command = [str(Path(sys.executable).with_name(program)), *arguments]
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "200"}
    finished = subprocess.run(
        command, cwd=REPOSITORY, capture_output=True, text=True, env=environment, check=False
    )
    assert finished.returncode == 0, f"{program}:\n{finished.stdout}\n{finished.stderr}"
