"""Edits of the anatomy in a project file: kept whole, refused when they cannot be."""

import io
import json
from pathlib import Path

import numpy as np
import pytest

from core.arrays import FloatArray
from core.document.project_file import Project, load_project, save_project
from tests.core.document.project_files import members_of, refused, rewrite
from tests.core.document.states import plain_state


def test_anatomy_edits_raise_the_version_that_is_needed(tmp_path: Path) -> None:
    """An older program would open the file and leave the edits out unsaid."""
    path = tmp_path / "edited.nasion"
    for edited in (
        plain_state(bone={"chin.down": 2.0}),
        plain_state(build=-3.0),
        plain_state(paint=np.array([0.0, 1.5, -2.0])),
    ):
        save_project(path, Project(edited))
        assert json.loads(members_of(path)["document.json"])["version"] == 2
        assert load_project(path).state == edited
    save_project(path, Project(plain_state()))
    assert json.loads(members_of(path)["document.json"])["version"] == 1


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("bone", {"elbow.out": 1.0}),
        ("bone", {"chin.down": 99.0}),
        ("bone", [1.0]),
        ("build", "heavy"),
        ("build", 1e9),
        ("painted", True),
        ("painted", 1),
    ],
)
def test_wrong_anatomy_edits_are_refused(saved: Path, key: str, value: object) -> None:
    members = members_of(saved)
    document = json.loads(members["document.json"])
    document[key] = value
    rewrite(saved, {**members, "document.json": json.dumps(document).encode()})
    refused(saved)


@pytest.mark.parametrize(
    "arrays",
    [
        {"residual": np.ones((50, 3)), "paint": np.ones(49)},
        {"residual": np.ones((50, 3)), "paint": np.full(50, 11.0)},
        {"residual": np.ones((50, 3)), "paint": np.full(50, np.nan)},
        {"trust": np.ones(50), "paint": np.ones(50)},
    ],
    ids=range(4),
)
def test_a_wrong_paint_is_refused(saved: Path, arrays: dict[str, FloatArray]) -> None:
    members = members_of(saved)
    document = json.loads(members["document.json"])
    document["painted"] = True
    stream = io.BytesIO()
    np.savez(stream, **arrays)
    changed = {"document.json": json.dumps(document).encode(), "arrays.npz": stream.getvalue()}
    rewrite(saved, {**members, **changed})
    refused(saved)
