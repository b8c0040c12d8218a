"""The real volumes at hand: a head in NIfTI with reference surfaces, and a hard DICOM series."""

import resource
import sys
import time
from pathlib import Path

import numpy as np
import pydicom
import pytest

from core.geometry.distance import directed_distances
from core.geometry.mesh_io import read_mesh
from core.imaging.ct_head import ct_skull, find_ct_head
from core.imaging.reading import open_ct, read_ct
from core.imaging.volume import AIR_HU, AXES_OF_PATIENT

SAMPLES = 20_000


@pytest.fixture(scope="module")
def series(shared_data: Path) -> Path:
    return shared_data / "ct" / "ge_head_dicom"


def test_every_slice_of_the_ge_series_lies_where_its_own_tags_say(series: Path) -> None:
    """The series has a tilted gantry and three slice distances; the check reads tags alone.

    Known points of every slice are placed by the standard's own formula (DICOM PS3.3 C.7.6.2.1.1)
    and looked up in the volume there.
    """
    volume = read_ct(open_ct(series))
    inverse = np.linalg.inv(volume.steps)
    heights = []
    for path in sorted(series.glob("*.dcm")):
        data = pydicom.dcmread(path)
        x, y = np.array(data.ImageOrientationPatient, dtype=float).reshape(2, 3)
        down, across = (float(one) for one in data.PixelSpacing)
        rows, columns = np.mgrid[20:490:2, 20:490:2]
        origin = np.array(data.ImagePositionPatient, dtype=float)
        # the middle of two by two pixels, which the volume averages
        places = (
            origin + (columns[..., None] + 0.5) * across * x + (rows[..., None] + 0.5) * down * y
        )
        stored = data.pixel_array.astype(float)
        pixels = sum(stored[rows + a, columns + b] for a in (0, 1) for b in (0, 1)) / 4.0
        expected = np.maximum(pixels * data.RescaleSlope + data.RescaleIntercept, AIR_HU)
        index = (places.reshape(-1, 3) @ AXES_OF_PATIENT.T - volume.origin) @ inverse
        heights.append(index[:, 2].mean())
        assert np.ptp(index[:, 2]) < 1e-6
        found = _sampled(volume.hounsfield, index).reshape(expected.shape)
        # Edges blur between slices, but a millimetre aside in any direction fits worse.
        assert np.abs(found - expected).mean() < 25.0
        for axis in (0, 1):
            for step in (-1, 1):
                moved = np.roll(expected, step, axis=axis)
                assert np.abs(found - expected).mean() < 0.9 * np.abs(found - moved).mean()
    gaps = np.diff(heights) * volume.spacing[2]
    tilt = np.radians(18.5)
    table = np.diff([float(pydicom.dcmread(p).SliceLocation) for p in sorted(series.glob("*.dcm"))])
    assert gaps == pytest.approx(table * np.cos(tilt), abs=0.01)


def _sampled(values: np.ndarray, index: np.ndarray) -> np.ndarray:
    from scipy.ndimage import map_coordinates

    return map_coordinates(values.astype(np.float32), index[:, ::-1].T, order=1, mode="nearest")


def test_a_volume_that_ignored_the_tilt_would_fail_that_check(series: Path) -> None:
    """Stacked along the normal, the topmost slice would lie 48 mm from where it was scanned."""
    first, last = (pydicom.dcmread(series / name) for name in ("01.dcm", "28.dcm"))
    x, y = np.array(first.ImageOrientationPatient, dtype=float).reshape(2, 3)
    moved = np.subtract(last.ImagePositionPatient, first.ImagePositionPatient).astype(float)
    assert np.hypot(moved @ x, moved @ y) == pytest.approx(48.2, abs=0.1)


def test_the_ge_series_gives_a_head_without_its_holder(series: Path) -> None:
    head = find_ct_head(read_ct(open_ct(series)))
    extent = np.ptp(head.skin.vertices, axis=0)
    assert 140.0 < extent[0] < 210.0
    assert head.mask.removed > 50.0
    assert any("18.5 degrees" in note for note in head.notes)
    assert not ct_skull(head).parted  # it ends above the mandible


def test_the_visible_human_gives_the_reference_surfaces(shared_data: Path) -> None:
    folder = shared_data / "ct" / "vhm"
    start = time.process_time()
    head = find_ct_head(read_ct(open_ct(folder / "ct_hu.nii.gz")))
    skull = ct_skull(head)
    seconds = time.process_time() - start
    for name, found in (("skin", head.skin), ("skull", skull.mesh)):
        reference = read_mesh(folder / f"{name}.ply")
        there = directed_distances(reference, found, SAMPLES)
        assert there.mean() < 0.7, name
    back = directed_distances(head.skin, read_mesh(folder / "skin.ply"), SAMPLES)
    assert back.mean() < 0.7
    assert seconds < 60.0
    if sys.platform == "linux":  # elsewhere the unit of this number differs
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 4 * 1024**2
