"""HEIC pictures are read by whatever the computer has; a stand-in takes its place here."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import ExifTags, Image

from core.errors import PhotoError
from core.imaging import heic
from core.imaging.photo_file import read_photo

HEAD = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"


@pytest.fixture
def picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file that says it is HEIC, on a computer with nothing that reads it."""
    monkeypatch.setattr(heic, "import_module", _no_module)
    monkeypatch.setattr(heic.shutil, "which", lambda name: None)
    path = tmp_path / "me.heic"
    path.write_bytes(HEAD)
    return path


def _no_module(name: str) -> None:
    raise ImportError(name)


def _turned_jpeg(path: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.FocalLengthIn35mmFilm] = 26
    Image.new("RGB", (200, 120), "red").save(path, exif=exif)


def _program(folder: Path, name: str, patch: pytest.MonkeyPatch, *, works: bool = True) -> None:
    """Put a program there that writes a JPEG with its camera's notes to its last argument."""
    _turned_jpeg(folder / "answer.jpg")
    act = f"shutil.copy({str(folder / 'answer.jpg')!r}, sys.argv[-1])" if works else "sys.exit(3)"
    script = folder / name
    script.write_text(f"#!{sys.executable}\nimport shutil, sys\n{act}\n")
    script.chmod(0o755)
    find = {name: str(script)}
    patch.setattr(heic.shutil, "which", find.get)


def test_without_a_reader_the_sentence_says_what_to_do(picture: Path) -> None:
    with pytest.raises(PhotoError, match=r"me\.heic is a HEIC picture.*save it as JPEG, or"):
        read_photo(picture)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")
@pytest.mark.parametrize(
    ("name", "platform", "size"),
    [("heif-convert", "linux", (120, 200)), ("sips", "darwin", (200, 120))],
)
def test_a_program_of_the_system_reads_it(
    picture: Path, monkeypatch: pytest.MonkeyPatch, name: str, platform: str, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(heic.sys, "platform", platform)
    _program(picture.parent, name, monkeypatch)
    photo = read_photo(picture)
    # libheif's programs have turned the picture already; sips leaves that to the note.
    assert photo.picture.shape[:2] == size
    assert photo.focal == pytest.approx(26.0 / 36.0 * 200.0)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")
def test_a_program_that_fails_is_named(picture: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(picture.parent, "heif-dec", monkeypatch, works=False)
    with pytest.raises(PhotoError, match=r"me\.heic could not be read by heif-dec"):
        read_photo(picture)


def test_an_installed_module_comes_first(picture: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _turned_jpeg(picture.parent / "answer.jpg")
    answer = Image.open(picture.parent / "answer.jpg")
    asked: list[str] = []

    def find(name: str) -> SimpleNamespace:
        asked.append(name)
        if name != "pi_heif":
            raise ImportError(name)
        return SimpleNamespace(register_heif_opener=lambda: asked.append("registered"))

    monkeypatch.setattr(heic, "import_module", find)
    monkeypatch.setattr(heic.Image, "open", lambda stream: answer)
    assert read_photo(picture).picture.shape[:2] == (200, 120)
    assert asked == ["pillow_heif", "pi_heif", "registered"]
