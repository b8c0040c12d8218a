"""A survey of the template's surroundings comes back whole from its file, or not at all."""

from pathlib import Path

import numpy as np
import pytest

from core.inference.band_file import read_record, write_record
from core.inference.band_survey import BandRecord
from core.models.lattice import Lattice

COARSE = Lattice((-3.0, -6.0, 0.5), 3.0, (7, 5, 9))
FINE = Lattice((-1.5, -1.5, -1.5), 1.5, (11, 4, 6))


def record() -> BandRecord:
    random = np.random.default_rng(2)

    def some(lattice: Lattice, count: int) -> np.ndarray:
        return np.sort(random.choice(int(np.prod(lattice.shape)), count, replace=False))

    nodes = some(COARSE, 40)
    values = random.integers(-9000, 9000, len(nodes)).astype(np.int16)
    wanted = ((0, FINE, some(FINE, 30)), (0, COARSE, some(COARSE, 20)), (2, FINE, some(FINE, 1)))
    return BandRecord(COARSE, nodes, values, some(COARSE, 7), wanted, np.array([3, 8]))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    before, path = record(), tmp_path / "new" / "a.safetensors"
    write_record(path, before, "key")
    after = read_record(path, "key")
    assert after is not None
    assert after.distance == before.distance
    for name in ("nodes", "values", "cells", "fine"):
        assert np.array_equal(getattr(after, name), getattr(before, name))
    assert len(after.wanted) == len(before.wanted)
    for one, other in zip(after.wanted, before.wanted, strict=True):
        assert one[:2] == other[:2]
        assert np.array_equal(one[2], other[2])
    assert np.allclose(after.distances() * 4096, before.values)
    assert [file.name for file in path.parent.iterdir()] == ["a.safetensors"]


@pytest.mark.parametrize("place", [0.1, 0.5, 0.99])
def test_a_damaged_file_is_not_believed(tmp_path: Path, place: float) -> None:
    path = tmp_path / "a.safetensors"
    write_record(path, record(), "key")
    content = bytearray(path.read_bytes())
    content[int(place * len(content))] ^= 0x5A
    path.write_bytes(content)
    assert read_record(path, "key") is None
    path.write_bytes(bytes(content[: len(content) // 2]))
    assert read_record(path, "key") is None


def test_another_bundles_file_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    assert read_record(path, "key") is None
    write_record(path, record(), "key")
    assert read_record(path, "another") is None
