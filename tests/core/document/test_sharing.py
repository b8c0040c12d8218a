"""A copy to share gives the same face and nothing else."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from core.document.history import History
from core.document.project_file import Project, load_project, save_project
from core.document.real_skull import RealSkull
from core.document.sharing import shared
from core.document.state import KnownBone, KnownPoint
from core.geometry.texture import Texture
from tests.core.document.test_provenance import _state
from tests.core.geometry.shapes import sphere

SECRET = b"Mustermann"


def _project() -> Project:
    state = replace(
        _state(),
        known_bone=(KnownBone("Mustermann's chin", (KnownPoint((3,), (0.0, -80.0, 90.0)),), 1.5),),
    )
    assert state.scan is not None
    state = replace(state, scan=replace(state.scan, sha256=_hash()))
    skull = RealSkull(sphere(60.0), np.zeros(sphere(60.0).vertex_count, dtype=np.int64))
    return Project(
        state,
        SECRET,
        {"note": "Mustermann"},
        b"\x89PNG\r\n\x1a\n",
        skull,
        Texture("Mustermann.png", b"\x89PNG\r\n\x1a\n"),
        History(state).past,
    )


def _hash() -> str:
    import hashlib

    return hashlib.sha256(SECRET).hexdigest()


def test_the_copy_holds_nothing_that_names_anybody(tmp_path: Path) -> None:
    copy, removed = shared(_project())
    assert len(removed) == 9
    path = tmp_path / "face.nasion"
    save_project(path, copy)
    back = load_project(path)
    assert back.scan_bytes is None
    assert back.past is None
    assert back.texture is None
    assert back.ct_skull is None
    assert back.thumbnail is None
    assert not back.view
    assert "Mustermann" not in repr(back)
    assert _hash() not in repr(back)


def test_the_copy_has_the_same_shape() -> None:
    project = _project()
    copy, _ = shared(project)
    mine, theirs = project.state, copy.state
    assert mine.scan is not None
    assert theirs.scan is not None
    np.testing.assert_array_equal(mine.scan.residual, theirs.scan.residual)
    np.testing.assert_array_equal(mine.scan.trust, theirs.scan.trust)
    assert (mine.codes, mine.size, mine.expression) == (
        theirs.codes,
        theirs.size,
        theirs.expression,
    )
    assert mine.scan.fitted == theirs.scan.fitted
    assert [one.points for one in mine.known_bone] == [one.points for one in theirs.known_bone]
    np.testing.assert_array_equal(mine.paint, theirs.paint)


def test_a_head_of_the_model_has_nothing_to_leave_out() -> None:
    state = replace(_state(), scan=None)
    copy, removed = shared(Project(state))
    assert (copy.state, removed) == (state, ())
