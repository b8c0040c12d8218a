"""Photographs are read upright whatever their kind, and refused with a sentence."""

import contextlib
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image

from core.errors import PhotoError
from core.imaging.photo_file import LARGEST_SIDE, read_photo

PILLOWS_OWN = Image.MAX_IMAGE_PIXELS


def _picture(width: int = 200, height: int = 120) -> Image.Image:
    """Return a picture that is red at its left end and has a white top row."""
    pixels = np.zeros((height, width, 3), dtype=np.uint8)
    pixels[:, : width // 4, 0] = 250
    pixels[: height // 4] = 255
    return Image.fromarray(pixels)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_photo_comes_upright(tmp_path: Path, orientation: int) -> None:
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    upright = _picture()
    stored = upright if orientation == 1 else upright.transpose(undo[orientation])
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    stored.save(tmp_path / "a.png", exif=exif)
    np.testing.assert_array_equal(read_photo(tmp_path / "a.png").picture, np.asarray(upright))


@pytest.mark.parametrize("mode", ["CMYK", "L", "LA", "P", "RGBA", "1", "I;16"])
def test_every_colour_kind_becomes_rgb(tmp_path: Path, mode: str) -> None:
    path = tmp_path / ("a.tif" if mode in ("CMYK", "I;16") else "a.png")
    _picture().convert("L" if mode == "I;16" else mode).convert(mode).save(path)
    photo = read_photo(path)
    assert photo.picture.shape == (120, 200, 3)
    assert photo.picture[5, 100].min() > 240, "the white row is white"


def test_a_large_photo_is_made_small_and_its_focal_length_with_it(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.FocalLengthIn35mmFilm] = 50
    _picture(5000, 3000).save(tmp_path / "a.jpg", exif=exif)
    photo = read_photo(tmp_path / "a.jpg")
    assert max(photo.picture.shape) == LARGEST_SIDE
    assert photo.focal == pytest.approx(50.0 / 36.0 * LARGEST_SIDE)
    assert photo.centre == pytest.approx(((LARGEST_SIDE - 1) / 2, (photo.picture.shape[0] - 1) / 2))


def test_of_a_film_the_first_picture_is_taken_and_told(tmp_path: Path) -> None:
    frames = [_picture(), Image.new("RGB", (200, 120))]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    frames[0].save(tmp_path / "b.gif")
    photo = read_photo(tmp_path / "a.gif")
    assert photo.picture[5, 100].min() > 240
    assert "first was taken" in photo.notes[0]
    assert not read_photo(tmp_path / "b.gif").notes


def test_more_pixels_than_can_be_held_are_refused(tmp_path: Path) -> None:
    for size in ((20_000, 8_000), (30_000, 30_000)):  # beyond our limit, and beyond Pillow's
        head = struct.pack(">4sIIBBBBB", b"IHDR", *size, 8, 2, 0, 0, 0)
        chunk = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
        (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunk + b"\0\0\0\0IDAT\0\0\0\0")
        with pytest.raises(PhotoError, match=r"too many pixels.*150"):
            read_photo(tmp_path / "a.png")
    assert Image.MAX_IMAGE_PIXELS == PILLOWS_OWN


@pytest.mark.parametrize("mode", ["P", "LA", "I;16"])
def test_large_pictures_of_every_kind_keep_their_colours(tmp_path: Path, mode: str) -> None:
    upright = _picture(2400, 1200).convert("L" if mode == "I;16" else mode)
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 3
    turned = upright.transpose(Image.Transpose.ROTATE_180)
    turned.convert(mode).save(tmp_path / "a.png", exif=exif)
    picture = read_photo(tmp_path / "a.png").picture
    assert picture.shape == (1024, 2048, 3)
    assert picture[100, 1000].min() > 240
    assert picture[900, 1900].max() < 10


def test_the_focal_length_comes_from_the_sensor_where_no_other_is_noted(tmp_path: Path) -> None:
    exif = Image.Exif()
    notes = exif.get_ifd(ExifTags.IFD.Exif)
    notes[ExifTags.Base.FocalLength] = 35.0
    notes[ExifTags.Base.FocalPlaneXResolution] = 1000.0
    notes[ExifTags.Base.FocalPlaneResolutionUnit] = 3
    _picture().save(tmp_path / "a.jpg", exif=exif)
    assert read_photo(tmp_path / "a.jpg").focal == pytest.approx(3500.0)


def test_a_photo_without_notes_has_no_focal_length(tmp_path: Path) -> None:
    _picture().save(tmp_path / "a.jpg")
    assert read_photo(tmp_path / "a.jpg").focal is None


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.jpg", b"Dear all,\nhere is the letter.\n", "holds text"),
        ("a.jpg", b"", "is empty"),
        ("a.jpg", b"\xff\xfe\x00 no picture", "no picture that can be read"),
        ("a.jpg", b"\0\0\0\x18ftypqt  \0\0\0\0", "film"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "no picture|damaged"),
    ],
)
def test_what_is_no_photo_is_refused(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(PhotoError, match=words):
        read_photo(tmp_path / name)


def test_a_missing_and_a_tiny_photo_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PhotoError, match="cannot be read"):
        read_photo(tmp_path / "none.jpg")
    _picture(40, 30).save(tmp_path / "a.png")
    with pytest.raises(PhotoError, match="40 x 30"):
        read_photo(tmp_path / "a.png")


@given(st.integers(1, 2000))
def test_a_cut_photo_is_read_or_refused_but_never_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, keep: int
) -> None:
    path = tmp_path_factory.mktemp("cut") / "a.jpg"
    _picture().save(path, quality=90)
    path.write_bytes(path.read_bytes()[:keep])
    with contextlib.suppress(PhotoError):
        assert read_photo(path).picture.shape == (120, 200, 3)
