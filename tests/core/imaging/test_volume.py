"""Averaging keeps every value where it lies."""

import numpy as np
import pytest

from core.imaging import volume as volume_module
from core.imaging.volume import CtVolume, in_range


def _ramp(shape: tuple[int, int, int], steps: np.ndarray) -> CtVolume:
    """Return a volume whose value is ten times the height of its place."""
    z, y, x = np.indices(shape)
    places = np.stack([x, y, z], axis=-1) @ steps + [1.0, -2.0, 3.0]
    return CtVolume(in_range(10.0 * places[..., 1]), np.array([1.0, -2.0, 3.0]), steps)


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_averaged_voxels_lie_between_their_sources(axis: int) -> None:
    steps = np.array([[0.0, 0.4, 0.0], [0.0, 0.0, -0.3], [0.5, 0.0, 0.0]])
    small = _ramp((9, 10, 11), steps).pooled(axis)
    assert small.hounsfield.shape[2 - axis] == (11, 10, 9)[axis] // 2
    z, y, x = np.indices(small.hounsfield.shape)
    places = np.stack([x, y, z], axis=-1).reshape(-1, 3).astype(float)
    expected = 10.0 * small.to_patient(places)[:, 1]
    assert np.abs(small.hounsfield.ravel() - expected).max() <= 1.5


def test_fine_volumes_are_averaged_to_the_working_size_and_coarse_ones_kept() -> None:
    fine = _ramp((16, 16, 16), np.diag([0.25, 0.4, 1.5])).at_working_size()
    assert fine.spacing == pytest.approx((1.0, 0.8, 1.5))
    coarse = _ramp((8, 8, 8), np.diag([0.6, 0.7, 3.0]))
    assert coarse.at_working_size() is coarse


def test_a_large_volume_is_averaged_further_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(volume_module, "MOST_WORKING", 300)
    found = _ramp((10, 10, 10), np.diag([0.6, 0.7, 0.8])).at_working_size()
    assert found.hounsfield.size <= 300
    assert any("1.4 mm" in note for note in found.notes)


def test_values_are_cut_off_and_rounded() -> None:
    assert in_range(np.array([-3000.0, 10.6, 1e6])).tolist() == [-1024, 11, 8000]
