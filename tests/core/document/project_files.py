"""A project file to damage, and how to take it apart and put it together again."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from core.document.project_file import Project, load_project
from core.errors import ProjectError
from core.geometry.texture import Texture
from tests.core.document.states import scanned_state

SCAN = b"v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n"
PNG = b"\x89PNG\r\n\x1a\n rest of a picture"


def whole_project() -> Project:
    """Return a project with everything that one may hold."""
    state = scanned_state(hashlib.sha256(SCAN).hexdigest())
    view = {"camera": [1.0, 2.0], "layers": {"skin": True}}
    return Project(state, SCAN, view, PNG, texture=Texture("Haut farbe.png", PNG))


def members_of(path: Path) -> dict[str, bytes]:
    """Return what a project's archive holds."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewrite(path: Path, members: dict[str, bytes]) -> None:
    """Write a project's archive anew, whatever it holds."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def refused(path: Path) -> str:
    """Return the one sentence with which a project is refused."""
    with pytest.raises(ProjectError) as caught:
        load_project(path)
    message = str(caught.value)
    assert path.name in message
    assert "\n" not in message
    return message
