"""The CT skull travels with a project, whole or not at all, and old projects open without one."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from core.document.document_json import DocumentError
from core.document.project_file import Project, load_project, save_project
from core.document.real_skull import RealSkull, real_skull_from_bytes, real_skull_to_bytes
from core.errors import ProjectError
from core.geometry.mesh import Mesh
from tests.core.document.states import plain_state


def _skull() -> RealSkull:
    rng = np.random.default_rng(0)
    vertices = rng.normal(scale=50.0, size=(40, 3)).astype(np.float32)
    return RealSkull(Mesh(vertices, rng.integers(0, 40, (70, 3))), np.arange(40) % 2)


def test_it_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "case.nasion"
    save_project(path, Project(plain_state(), ct_skull=_skull()))
    found = load_project(path).ct_skull
    assert found is not None
    assert np.array_equal(found.mesh.vertices, _skull().mesh.vertices)
    assert np.array_equal(found.mesh.faces, _skull().mesh.faces)
    assert np.array_equal(found.labels, _skull().labels)


def test_the_same_project_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        save_project(tmp_path / name, Project(plain_state(), ct_skull=_skull()))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_project_without_one_has_no_such_member(tmp_path: Path) -> None:
    path = tmp_path / "plain.nasion"
    save_project(path, Project(plain_state()))
    assert load_project(path).ct_skull is None
    with zipfile.ZipFile(path) as archive:
        assert "ct_skull.npz" not in archive.namelist()


def test_a_broken_one_is_not_saved(tmp_path: Path) -> None:
    broken = RealSkull(Mesh([[np.nan, 0.0, 0.0]] * 3, [[0, 1, 2]]), np.zeros(3))
    path = tmp_path / "case.nasion"
    with pytest.raises(ProjectError, match="CT skull"):
        save_project(path, Project(plain_state(), ct_skull=broken))
    assert not path.exists()


def _arrays(**changes: np.ndarray) -> bytes:
    arrays = {
        "vertices": np.zeros((3, 3), dtype="<f4"),
        "faces": np.array([[0, 1, 2]], dtype="<i4"),
        "labels": np.zeros(3, dtype="|u1"),
    }
    stream = io.BytesIO()
    np.savez(stream, **{**arrays, **changes})
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        _arrays(vertices=np.full((3, 3), np.nan, dtype="<f4")),
        _arrays(vertices=np.full((3, 3), 1e8, dtype="<f4")),
        _arrays(vertices=np.zeros((3, 3))),
        _arrays(vertices=np.zeros((3, 2), dtype="<f4")),
        _arrays(faces=np.array([[0, 1, 3]], dtype="<i4")),
        _arrays(faces=np.array([[0, -1, 2]], dtype="<i4")),
        _arrays(labels=np.zeros(2, dtype="|u1")),
        _arrays(labels=np.full(3, 99, dtype="|u1")),
        _arrays(more=np.zeros(1)),
    ],
)
def test_a_wrong_array_is_refused(content: bytes) -> None:
    with pytest.raises(DocumentError, match="CT skull"):
        real_skull_from_bytes(content)


@pytest.mark.parametrize("spoil", [lambda c: c[:-40], lambda c: c[:100], lambda c: b"x" * len(c)])
def test_a_damaged_member_makes_the_project_refuse(
    tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "case.nasion"
    save_project(path, Project(plain_state(), ct_skull=_skull()))
    damaged = tmp_path / "damaged.nasion"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(damaged, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, spoil(content) if name == "ct_skull.npz" else content)
    with pytest.raises(ProjectError, match=r"damaged\.nasion"):
        load_project(damaged)


def test_what_is_written_can_be_read() -> None:
    assert real_skull_from_bytes(real_skull_to_bytes(_skull())).mesh.face_count == 70
