"""A saved project for the tests of the document."""

from pathlib import Path

import pytest

from core.document.project_file import save_project
from tests.core.document.project_files import whole_project


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """Return the path of a whole project."""
    path = tmp_path / "head.nasion"
    save_project(path, whole_project())
    return path
