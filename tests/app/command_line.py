"""Runs the command line inside the test process, and checks what every verb promises."""

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from app.cli import cli
from core.document.project_file import load_project
from core.document.state import FaceState


def run(*words: object, status: int = 0) -> Result:
    """Run the command line and check its exit status."""
    result = CliRunner().invoke(cli, [str(word) for word in words])
    assert result.exit_code == status, (result.stdout, result.stderr, result.exception)
    return result


def run_json(*words: object) -> dict[str, Any]:
    """Run with ``--json`` and return the one object that standard output must hold."""
    result = run(*words, "--json")
    answer = json.loads(result.stdout)
    assert isinstance(answer, dict)
    assert not result.stderr
    return answer


def refused(*words: object) -> str:
    """Run what must fail and return the one line on standard error."""
    result = run(*words, status=1)
    assert not result.stdout
    assert result.stderr.count("\n") == 1
    return result.stderr


def state_of(path: Path) -> FaceState:
    """Return the face in a project file."""
    return load_project(path).state
