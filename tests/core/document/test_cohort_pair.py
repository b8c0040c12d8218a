"""Pairs of a local cohort come back as they were added, and hold shapes only."""

from pathlib import Path

import numpy as np
import pytest

from core.document.cohort_pair import CohortPair, read_pairs, write_pair
from core.document.real_skull import RealSkull
from core.errors import ExportError, ScanError
from core.geometry.mesh import Mesh


def _pair(seed: int = 0, bundle: str = "a" * 64) -> CohortPair:
    rng = np.random.default_rng(seed)
    bone = RealSkull(Mesh(rng.normal(size=(30, 3)), rng.integers(0, 30, (50, 3))), np.zeros(30))
    return CohortPair(
        skin=rng.normal(size=(20, 3)),
        skin_trust=rng.uniform(size=20),
        skull=rng.normal(size=(10, 3)),
        skull_trust=rng.uniform(size=10),
        bone=bone,
        bundle=bundle,
    )


def test_pairs_come_back(tmp_path: Path) -> None:
    for seed in (0, 1):
        write_pair(tmp_path / "cohort", _pair(seed))
    found = read_pairs(tmp_path / "cohort", "a" * 64)
    assert len(found) == 2
    shapes = sorted(float(pair.skin[0, 0]) for pair in found)
    assert shapes == pytest.approx(sorted(float(_pair(s).skin[0, 0]) for s in (0, 1)), abs=1e-6)
    assert all(np.array_equal(pair.bone.mesh.faces.shape, (50, 3)) for pair in found)


def test_a_person_is_added_once(tmp_path: Path) -> None:
    assert write_pair(tmp_path, _pair()) == write_pair(tmp_path, _pair())
    assert len(read_pairs(tmp_path)) == 1


def test_the_file_holds_shapes_only(tmp_path: Path) -> None:
    with np.load(write_pair(tmp_path, _pair())) as data:
        assert set(data.files) == {
            "skin", "skin_trust", "skull", "skull_trust", "bone", "bone_faces", "bone_labels",
            "bundle",
        }  # fmt: skip


def test_a_pair_of_another_template_is_refused(tmp_path: Path) -> None:
    write_pair(tmp_path, _pair())
    with pytest.raises(ScanError, match="other models"):
        read_pairs(tmp_path, "b" * 64)


@pytest.mark.parametrize("keep", [0, 50, 900])
def test_a_damaged_pair_is_named(tmp_path: Path, keep: int) -> None:
    path = write_pair(tmp_path, _pair())
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(ScanError, match=path.name):
        read_pairs(tmp_path)


def test_impossible_values_are_refused(tmp_path: Path) -> None:
    path = write_pair(tmp_path, _pair())
    with np.load(path) as data:
        arrays = dict(data)
    arrays["bone_faces"] = arrays["bone_faces"] + 100
    np.savez(path, **arrays)
    with pytest.raises(ScanError, match="impossible"):
        read_pairs(tmp_path)


def test_an_empty_cohort_says_how_to_fill_it(tmp_path: Path) -> None:
    with pytest.raises(ScanError, match="cohort add"):
        read_pairs(tmp_path / "nothing")


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError):
        write_pair(tmp_path / "file", _pair())
