"""A project file comes back whole or not at all, whoever wrote it."""

import errno
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.arrays import FloatArray
from core.document.project_file import Project, load_project, save_project
from core.document.state import FaceState
from core.errors import ProjectError
from core.geometry.texture import Texture
from tests.core.document.project_files import PNG, SCAN, members_of, refused, rewrite, whole_project
from tests.core.document.states import plain_state, scanned_state, states


def test_everything_comes_back(saved: Path) -> None:
    loaded, original = load_project(saved), whole_project()
    assert loaded.state == original.state
    assert loaded.scan_bytes == SCAN
    assert loaded.view == original.view
    assert loaded.thumbnail == PNG
    assert loaded.texture == Texture("Haut farbe.png", PNG)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(state=states())
def test_any_state_survives_the_round_trip_exactly(state: FaceState, tmp_path: Path) -> None:
    path = tmp_path / "any.nasion"
    save_project(path, Project(state))
    assert load_project(path).state == state


def test_the_same_project_gives_the_same_bytes(saved: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.nasion"
    save_project(again, load_project(saved))
    assert again.read_bytes() == saved.read_bytes()


def test_the_document_can_be_read_by_a_person(saved: Path) -> None:
    text = members_of(saved)["document.json"].decode()
    assert '"version": 1' in text
    assert "Müller kopf.obj" in text
    assert text.count("\n") > 20


def test_a_fit_from_before_expressions_is_neutral(saved: Path) -> None:
    members = members_of(saved)
    document = json.loads(members["document.json"])
    del document["scan"]["fitted"]["expression"]
    rewrite(saved, {**members, "document.json": json.dumps(document).encode()})
    scan = load_project(saved).state.scan
    assert scan is not None
    assert scan.fitted is not None
    assert scan.fitted.expression == ()


def test_a_file_from_before_trust_was_kept_opens(saved: Path) -> None:
    kept = load_project(saved).state.scan
    assert kept is not None
    assert kept.trust is not None
    rewrite(
        saved, {**members_of(saved), "arrays.npz": _npz("residual.npy", _npy(np.ones((50, 3))))}
    )
    scan = load_project(saved).state.scan
    assert scan is not None
    assert scan.trust is None


@pytest.mark.parametrize("trust", [np.ones(49), np.full(50, 1.5), np.ones((50, 3))], ids=range(3))
def test_a_wrong_trust_is_refused(saved: Path, trust: FloatArray) -> None:
    stream = io.BytesIO()
    np.savez(stream, residual=np.ones((50, 3)), trust=trust)
    rewrite(saved, {**members_of(saved), "arrays.npz": stream.getvalue()})
    refused(saved)


@pytest.mark.parametrize("name", ["texture/a.exe", "texture/../a.png", "texture/b/a.png"])
def test_a_texture_that_is_no_picture_beside_the_scan_is_refused(saved: Path, name: str) -> None:
    members = {k: v for k, v in members_of(saved).items() if not k.startswith("texture/")}
    rewrite(saved, {**members, name: PNG})
    refused(saved)
    rewrite(saved, {**members, "texture/a.png": b"#!/bin/sh"})
    refused(saved)
    rewrite(saved, {**members, "texture/a.png": PNG, "texture/b.png": PNG})
    refused(saved)


def test_every_truncation_is_refused(saved: Path) -> None:
    content = saved.read_bytes()
    for length in range(0, len(content), max(1, len(content) // 60)):
        saved.write_bytes(content[:length])
        refused(saved)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_flipped_byte_never_gives_a_wrong_document(saved: Path, data: st.DataObject) -> None:
    content = bytearray(saved.read_bytes())
    try:
        original = whole_project()
        at = data.draw(st.integers(0, len(content) - 1))
        flipped = bytearray(content)
        flipped[at] ^= data.draw(st.integers(1, 255))
        saved.write_bytes(flipped)
        try:
            loaded = load_project(saved)
        except ProjectError:
            return
        assert loaded.state == original.state
        assert loaded.scan_bytes in (SCAN, None)
    finally:
        saved.write_bytes(content)


def _with(*keys: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        inner = document
        for key in keys[:-1]:
            inner = inner[key]
        inner[keys[-1]] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        _with("format", value="other"),
        _with("version", value="1"),
        _with("version", value=0),
        _with("version", value=True),
        _with("bundle", value=None),
        _with("bundle", "id", value=3),
        _with("codes", value={}),
        _with("codes", "nose", value="0"),
        _with("codes", "nose", value=[float("nan")]),
        _with("codes", "nose", value=[1e9]),
        _with("codes", "nose", value=[10**400]),
        _with("codes", "nose", value=[0.0] * 100_000),
        _with("codes", "ear", value=[0.0]),
        _with("size", value=-1.0),
        _with("size", value=float("inf")),
        _with("thickness", value=[1]),
        _with("thickness", "chin", value=1e6),
        _with("locked", value=["ear"]),
        _with("locked", value=[["nose"]]),
        _with("scan", "unit", value="furlong"),
        _with("scan", "to_head", "scale", value=0),
        _with("scan", "to_head", "rotation", value=[[1, 0, 0], [0, 1, 0], [0, 0, -1]]),
        _with("scan", "to_head", "rotation", value=[[2, 0, 0], [0, 1, 0], [0, 0, 1]]),
        _with("scan", "to_head", "translation", value=[0, 0]),
        _with("scan", "report", value={}),
        _with("scan", "fitted", value=3),
        _with("scan", "name", value="a\x00b"),
        _with("scan", "sha256", value="2" * 64),
    ],
)
def test_a_wrong_value_is_refused(saved: Path, change: Callable[[dict[str, Any]], None]) -> None:
    members = members_of(saved)
    document = json.loads(members["document.json"])
    change(document)
    members["document.json"] = json.dumps(document).encode()
    rewrite(saved, members)
    refused(saved)


def test_a_newer_version_says_so(saved: Path) -> None:
    members = members_of(saved)
    document = json.loads(members["document.json"])
    document["version"] = 1000
    members["document.json"] = json.dumps(document).encode()
    rewrite(saved, members)
    message = refused(saved)
    assert "newer Nasion" in message
    assert "update" in message


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../outside", "scan/second.obj", "code.py", "C:\\windows"]
)
def test_a_member_that_does_not_belong_is_refused(saved: Path, name: str) -> None:
    rewrite(saved, {**members_of(saved), name: b"x"})
    refused(saved)


def test_a_missing_document_or_residual_is_refused(saved: Path) -> None:
    members = members_of(saved)
    for missing in ("document.json", "arrays.npz"):
        rewrite(saved, {name: data for name, data in members.items() if name != missing})
        refused(saved)


def test_a_member_that_swells_is_refused_before_it_is_read(saved: Path) -> None:
    rewrite(saved, {**members_of(saved), "view.json": b" " * (200 << 20)})
    assert saved.stat().st_size < 1 << 20
    assert "larger than" in refused(saved)


def _npz(name: str, raw: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, raw)
    return stream.getvalue()


def _npy(array: np.ndarray[Any, Any]) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=True)
    return stream.getvalue()


class _Bomb:
    """Would make a file if it were ever unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return (os.mkdir, (str(self.path),))


def _huge_header() -> bytes:
    whole = _npy(np.zeros((100, 3)))
    return whole.replace(b"(100, 3)", b"(9**9,3)")


@pytest.mark.parametrize(
    "arrays",
    [
        b"not a zip",
        _npz("residual.npy", b"not an array"),
        _npz("residual.npy", _npy(np.zeros((5, 2)))),
        _npz("residual.npy", _npy(np.zeros(15))),
        _npz("residual.npy", _npy(np.zeros((5, 3), dtype=np.float32))),
        _npz("residual.npy", _npy(np.full((5, 3), np.nan))),
        _npz("residual.npy", _npy(np.zeros((5, 3)))[:-8]),
        _npz("residual.npy", _npy(np.array([[{}] * 3], dtype=object))),
        _npz("residual.npy", _huge_header()),
        _npz("residual.npy", _npy(np.zeros((2, 3))).replace(b"(2, 3)", b"(99999999, 3)")),
        _npz("residual.npy", b"\0" * (100 << 20)),
        _npz("other.npy", _npy(np.zeros((5, 3)))),
    ],
    ids=range(12),
)
def test_wrong_arrays_are_refused(saved: Path, arrays: bytes) -> None:
    rewrite(saved, {**members_of(saved), "arrays.npz": arrays})
    refused(saved)


def test_a_pickle_is_never_run(saved: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    array = np.empty((1, 3), dtype=object)
    array[:] = _Bomb(trap)
    members = members_of(saved)
    rewrite(saved, {**members, "arrays.npz": _npz("residual.npy", _npy(array))})
    refused(saved)
    saved.write_bytes(_npy(array))
    refused(saved)
    assert not trap.exists()


@pytest.mark.parametrize(
    "text",
    [b"[" * 100_000, b"{}", b"\xff\xfe", b'{"size": 1e999}', b"[1, 2]", b"9" * 5000],
    ids=range(6),
)
def test_hostile_text_is_refused(saved: Path, text: bytes) -> None:
    rewrite(saved, {**members_of(saved), "document.json": text})
    refused(saved)


def test_files_that_are_no_project_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "scan.nasion"
    for content in (b"", b"PK", SCAN, os.urandom(500)):
        other.write_bytes(content)
        refused(other)
    refused(tmp_path / "absent.nasion")
    refused(tmp_path)


def test_a_full_disk_keeps_the_old_file_and_leaves_nothing(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = saved.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ProjectError, match="disk is full"):
        save_project(saved, Project(plain_state()))
    assert saved.read_bytes() == before
    assert list(saved.parent.iterdir()) == [saved]


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="was not written"):
        save_project(tmp_path / "absent" / "head.nasion", Project(plain_state()))


def test_what_could_not_be_opened_again_is_not_saved(saved: Path) -> None:
    before = saved.read_bytes()
    with pytest.raises(ProjectError, match="size"):
        save_project(saved, Project(replace(plain_state(), size=float("nan"))))
    assert saved.read_bytes() == before


def test_the_scan_keeps_its_name_without_leaving_its_folder(tmp_path: Path) -> None:
    state = scanned_state(hashlib.sha256(SCAN).hexdigest())
    assert state.scan is not None
    evil = replace(state, scan=replace(state.scan, name="../../evil:head.obj"))
    path = tmp_path / "evil.nasion"
    save_project(path, Project(evil, SCAN))
    names = [name for name in members_of(path) if name.startswith("scan/")]
    assert names == ["scan/evil_head.obj"]
    assert load_project(path).scan_bytes == SCAN
