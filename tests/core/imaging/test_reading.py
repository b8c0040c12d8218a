"""Series become volumes whose voxels lie where the slices lay, or are refused with the reason."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pydicom
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom.dataset import FileDataset
from pydicom.uid import RLELossless

from core.arrays import FloatArray
from core.errors import CancelledError, ScanError
from core.imaging.dicom_headers import SliceHeader
from core.imaging.reading import open_ct, read_ct
from core.imaging.slice_stack import order_slices
from core.imaging.volume import AXES_OF_PATIENT, CtVolume
from core.monitor import Monitor
from tests.core.imaging.phantom import (
    Series,
    head_values,
    recompress,
    write_enhanced,
    write_nifti,
    write_series,
)

EVEN = tuple(np.arange(-84.0, 84.1, 3.0))


def _read(path: Path, wanted: int | None = None) -> CtVolume:
    return read_ct(open_ct(path), wanted)


def _expected(volume: CtVolume) -> FloatArray:
    """Return what the phantom has at every voxel, by the volume's own geometry."""
    z, y, x = np.indices(volume.hounsfield.shape)
    places = np.stack([x, y, z], axis=-1).reshape(-1, 3).astype(float)
    return head_values(volume.to_patient(places) @ AXES_OF_PATIENT).reshape(z.shape)


def _error_inside(volume: CtVolume) -> float:
    """Return the mean error, HU; edges that were interpolated blur, but must not move."""
    return float(np.abs(np.maximum(volume.hounsfield, -1000) - _expected(volume)).mean())


def test_an_even_upright_series_keeps_its_values(tmp_path: Path) -> None:
    write_series(tmp_path, Series(EVEN, slope=0.5, intercept=-2000.0))
    volume = _read(tmp_path)
    assert volume.spacing == pytest.approx((1.5, 1.5, 3.0))
    assert np.abs(volume.hounsfield - np.maximum(_expected(volume), -1024)).max() <= 1.0
    assert volume.notes == ()


def test_file_names_say_nothing_about_the_order(tmp_path: Path) -> None:
    shuffled = np.random.default_rng(0).permutation(len(EVEN))
    names = [f"{place:03d}" for place in shuffled]
    write_series(tmp_path / "shuffled", Series(EVEN), names=names)
    write_series(tmp_path / "sorted", Series(EVEN))
    one, other = _read(tmp_path / "shuffled"), _read(tmp_path / "sorted")
    assert np.array_equal(one.hounsfield, other.hounsfield)
    assert np.array_equal(one.origin, other.origin)


@pytest.mark.parametrize("tilt", [18.5, -25.0])
def test_a_tilted_gantry_is_sheared_back(tmp_path: Path, tilt: float) -> None:
    write_series(tmp_path, Series(EVEN, tilt=tilt))
    volume = _read(tmp_path)
    off_square = volume.steps @ volume.steps.T
    assert np.abs(off_square - np.diag(np.diag(off_square))).max() < 1e-6
    assert _error_inside(volume) < 6.0
    assert any("tilted" in note for note in volume.notes)


def test_slices_shifted_wrongly_would_be_noticed(tmp_path: Path) -> None:
    """The measure behind the test above tells a tilt that was ignored."""
    write_series(tmp_path, Series(EVEN, tilt=18.5))
    volume = _read(tmp_path)
    ignored = CtVolume(np.roll(volume.hounsfield, 3, axis=1), volume.origin, volume.steps)
    assert _error_inside(ignored) > 20.0


def test_a_stated_tilt_that_the_positions_contradict_is_refused(tmp_path: Path) -> None:
    def state_tilt(data: FileDataset, index: int) -> None:
        data.GantryDetectorTilt = 18.5

    write_series(tmp_path, Series(EVEN), change=state_tilt)
    with pytest.raises(ScanError, match=r"tilt of 18\.5 degrees.*0\.0 degrees"):
        _read(tmp_path)


def test_uneven_distances_are_honoured_by_position(tmp_path: Path) -> None:
    heights = (*np.arange(-84.0, -10.0, 2.0), *np.arange(-10.0, 84.1, 4.0))
    write_series(tmp_path, Series(heights))
    volume = _read(tmp_path)
    assert volume.spacing[2] == pytest.approx(2.0)
    assert _error_inside(volume) < 6.0
    assert any("2.00 to 4.00 mm apart" in note for note in volume.notes)


def test_a_missing_slice_is_refused(tmp_path: Path) -> None:
    paths = write_series(tmp_path, Series(EVEN))
    paths[20].unlink()
    with pytest.raises(ScanError, match=r"slice is missing: .* 6\.00 mm instead of 3\.00 mm"):
        _read(tmp_path)


def test_slices_missing_beside_each_other_are_told_by_their_numbers(tmp_path: Path) -> None:
    paths = write_series(tmp_path, Series(EVEN))
    for index in (20, 22, 24):
        paths[index].unlink()
    with pytest.raises(ScanError, match="slice is missing"):
        _read(tmp_path)


def test_two_phases_in_one_series_are_refused(tmp_path: Path) -> None:
    write_series(tmp_path, Series((*EVEN, *EVEN[20:24])))
    with pytest.raises(ScanError, match="4 slices of the series lie where another one lies"):
        _read(tmp_path)


def test_copies_of_a_slice_do_no_harm(tmp_path: Path) -> None:
    paths = write_series(tmp_path, Series(EVEN))
    (tmp_path / "copy.dcm").write_bytes(paths[3].read_bytes())
    assert _read(tmp_path).hounsfield.shape[0] == len(EVEN)


def test_slices_too_far_apart_are_refused(tmp_path: Path) -> None:
    write_series(tmp_path, Series(tuple(np.arange(-84.0, 84.1, 12.0))))
    with pytest.raises(ScanError, match=r"12\.0 mm apart"):
        _read(tmp_path)


def test_the_largest_of_several_series_is_taken_or_the_one_asked_for(tmp_path: Path) -> None:
    write_series(tmp_path, Series(EVEN[::2], number=3))
    write_series(tmp_path, Series(EVEN, number=7))
    source = open_ct(tmp_path)
    assert [one.facts()["slices"] for one in source.series] == [29, 57]
    assert read_ct(source).hounsfield.shape[0] == 57
    assert read_ct(source, 1).hounsfield.shape[0] == 29
    with pytest.raises(ScanError, match="no series 3: choose 1 to 2"):
        read_ct(source, 3)


def test_what_is_no_slice_is_left_out(tmp_path: Path) -> None:
    def localizer(data: FileDataset, index: int) -> None:
        data.ImageType = ["ORIGINAL", "PRIMARY", "LOCALIZER"]

    def screenshot(data: FileDataset, index: int) -> None:
        data.SOPClassUID = "1.2.840.10008.5.1.4.1.1.7"

    def colour(data: FileDataset, index: int) -> None:
        data.SamplesPerPixel, data.PhotometricInterpretation = 3, "RGB"

    write_series(tmp_path, Series(EVEN))
    write_series(tmp_path / "a", Series((0.0,), number=2), change=localizer)
    write_series(tmp_path / "b", Series((0.0,), number=3), change=screenshot)
    write_series(tmp_path / "c", Series((0.0,), number=4), change=colour)
    (tmp_path / "README.txt").write_text("no picture")
    source = open_ct(tmp_path)
    assert len(source.series) == 1
    assert source.skipped == {
        "localizer": 1, "secondary capture": 1, "colour picture": 1, "no DICOM": 1,
    }  # fmt: skip
    assert read_ct(source).hounsfield.shape[0] == len(EVEN)


def test_another_modality_is_refused_by_its_name(tmp_path: Path) -> None:
    def magnetic(data: FileDataset, index: int) -> None:
        data.Modality = "MR"

    write_series(tmp_path, Series(EVEN[:4]), change=magnetic)
    with pytest.raises(ScanError, match="4 x modality MR"):
        _read(tmp_path)


def test_a_truncated_slice_is_named(tmp_path: Path) -> None:
    paths = write_series(tmp_path, Series(EVEN))
    paths[5].write_bytes(paths[5].read_bytes()[:-5000])
    with pytest.raises(ScanError, match=r"01-005\.dcm is cut off"):
        _read(tmp_path)


@pytest.mark.parametrize("compressor", ["JPEG", "JPEG2000"])
def test_compressed_slices_are_read_without_loss(tmp_path: Path, compressor: str) -> None:
    write_series(tmp_path / "bare", Series(EVEN[10:20]))
    for path in write_series(tmp_path / "small", Series(EVEN[10:20])):
        recompress(path, compressor)
    bare, small = _read(tmp_path / "bare"), _read(tmp_path / "small")
    assert np.array_equal(bare.hounsfield, small.hounsfield)
    assert np.array_equal(bare.origin, small.origin)


def test_run_length_encoding_is_read(tmp_path: Path) -> None:
    paths = write_series(tmp_path, Series(EVEN[10:20]))
    bare = _read(tmp_path)
    for path in paths:
        data = pydicom.dcmread(path)
        data.compress(RLELossless, generate_instance_uid=False)
        data.save_as(path)
    assert np.array_equal(bare.hounsfield, _read(tmp_path).hounsfield)


def test_a_damaged_compressed_slice_is_refused(tmp_path: Path) -> None:
    paths = write_series(tmp_path, Series(EVEN[10:20]))
    recompress(paths[4], "JPEG")
    paths[4].write_bytes(paths[4].read_bytes()[:-2500])
    with pytest.raises(ScanError, match=r"01-004\.dcm"):
        _read(tmp_path)


@pytest.mark.parametrize("tilt", [0.0, 12.0])
def test_a_multi_frame_file_is_read_frame_by_frame(tmp_path: Path, tilt: float) -> None:
    series = Series(EVEN[::-1], tilt=tilt, slope=0.5, intercept=-1500.0)
    write_enhanced(tmp_path / "all.dcm", series)
    write_series(tmp_path / "single", series)
    one, other = _read(tmp_path / "all.dcm"), _read(tmp_path / "single")
    assert np.array_equal(one.hounsfield, other.hounsfield)
    assert np.allclose(one.origin, other.origin)
    assert np.allclose(one.steps, other.steps)


def test_frames_that_are_scaled_differently_are_refused(tmp_path: Path) -> None:
    series = Series(EVEN[:10])
    write_enhanced(tmp_path / "all.dcm", series, slopes=[1.0 + 0.1 * one for one in range(10)])
    with pytest.raises(ScanError, match="each frame differently"):
        _read(tmp_path)


def test_padding_outside_the_field_of_view_is_air(tmp_path: Path) -> None:
    def pad(data: FileDataset, index: int) -> None:
        stored = np.frombuffer(data.PixelData, "<u2").reshape(128, 128).copy()
        stored[:5] = 63536
        data.PixelPaddingValue, data.PixelData = 63536, stored.tobytes()

    write_series(tmp_path, Series(EVEN), change=pad)
    assert (_read(tmp_path).hounsfield[:, :5] == -1024).all()


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ("ImageOrientationPatient", ["1", "0", "0", "0.5", "1", "0"]),
        ("PixelSpacing", ["0", "1.5"]),
        ("PixelSpacing", None),
        ("ImageOrientationPatient", None),
    ],
)
def test_impossible_geometry_is_refused(tmp_path: Path, element: str, value: object) -> None:
    def spoil(data: FileDataset, index: int) -> None:
        setattr(data, element, value)

    write_series(tmp_path, Series(EVEN[:10]), change=spoil)
    with pytest.raises(ScanError, match="export the series again"):
        _read(tmp_path)


def test_fine_pixels_are_averaged_and_stay_in_place(tmp_path: Path) -> None:
    write_series(tmp_path, Series(EVEN[20:30], pixel=0.45, size=400))
    volume = _read(tmp_path)
    assert volume.spacing[:2] == pytest.approx((0.9, 0.9))
    assert _error_inside(volume) < 8.0


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    write_series(tmp_path, Series(EVEN))
    monitor = Monitor(lambda fraction, message: monitor.cancel())
    with pytest.raises(CancelledError):
        read_ct(open_ct(tmp_path), monitor=monitor)


def test_nifti_and_dicom_of_one_head_agree(tmp_path: Path) -> None:
    write_series(tmp_path / "series", Series(EVEN))
    write_nifti(tmp_path / "head.nii.gz", Series(EVEN))
    dicom, nifti = _read(tmp_path / "series"), _read(tmp_path / "head.nii.gz")
    assert np.allclose(dicom.origin, nifti.origin, atol=1e-3)
    assert np.allclose(dicom.steps, nifti.steps, atol=1e-5)
    assert np.abs(dicom.hounsfield - np.maximum(nifti.hounsfield, -1024)).max() <= 1


def test_nifti_slope_and_intercept_are_used(tmp_path: Path) -> None:
    write_nifti(tmp_path / "a.nii", Series(EVEN[:12]))
    write_nifti(tmp_path / "b.nii", Series(EVEN[:12]), slope=2.0, intercept=-1000.0)
    plain, scaled = _read(tmp_path / "a.nii"), _read(tmp_path / "b.nii")
    assert np.abs(plain.hounsfield - scaled.hounsfield).max() <= 1


@pytest.mark.parametrize("content", [b"", b"no volume", b"\x5c\x01\x00\x00" + bytes(400)])
def test_a_broken_volume_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.nii"
    path.write_bytes(content)
    with pytest.raises(ScanError, match=r"broken\.nii"):
        _read(path)


def test_a_missing_folder_and_an_empty_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ScanError, match="no file or folder"):
        open_ct(tmp_path / "nowhere")
    with pytest.raises(ScanError, match="no CT series"):
        _read(tmp_path)


def _headers(heights: Sequence[float]) -> list[SliceHeader]:
    series = Series(tuple(heights))
    return [
        SliceHeader(
            path=Path(f"{index}.dcm"), frame=0, identity=str(index), series="1", series_number=1,
            instance=None, position=series.position(height), row=series.row,
            column=series.column, spacing=(1.0, 1.0), shape=(4, 4), tilt=0.0, derived=False,
            padding=None,
        )
        for index, height in enumerate(heights)
    ]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(
    gap=st.floats(0.3, 9.0),
    count=st.integers(8, 40),
    seed=st.integers(0, 1000),
    start=st.floats(-500.0, 500.0),
)
def test_any_order_of_even_slices_gives_the_same_stack(
    gap: float, count: int, seed: int, start: float
) -> None:
    heights = start + gap * np.arange(count)
    order = np.random.default_rng(seed).permutation(count)
    stack = order_slices([_headers(heights)[index] for index in order])
    assert stack.is_even
    assert not stack.is_sheared
    assert np.allclose(stack.gaps, gap)
    assert [int(one.identity) for one in stack.slices] == list(range(count))


@settings(max_examples=40, deadline=None)
@given(gap=st.floats(0.3, 4.0), count=st.integers(10, 40), data=st.data())
def test_any_single_missing_slice_within_is_noticed(
    gap: float, count: int, data: st.DataObject
) -> None:
    missing = data.draw(st.integers(2, count - 3))
    heights = np.delete(gap * np.arange(count), missing)
    with pytest.raises(ScanError, match="missing"):
        order_slices(_headers(heights))
