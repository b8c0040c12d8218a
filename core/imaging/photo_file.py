"""Reads a photograph upright, in sRGB and of a size that fits, with what its camera noted."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import ExifTags, Image, ImageCms, ImageOps, UnidentifiedImageError

from core.errors import PhotoError
from core.imaging.heic import heic_image, is_heic

SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".jfif", ".png", ".webp", ".tif", ".tiff", ".bmp", ".gif", ".avif", ".heic",
     ".heif"}
)  # fmt: skip
"""Of files that are opened as photographs, in lower case."""
LARGEST_SIDE = 2048
"""Photographs are made this small, pixels: a face in one is larger than any network looks at."""
LARGEST_FILE = 512 << 20
"""Bytes."""
MOST_PIXELS = {"JPEG": 400_000_000, "MPO": 400_000_000}
"""JPEG files are decoded small, so that telephones' 200 megapixels take no more memory than 12."""
MOST_PIXELS_ELSE = 150_000_000
"""Of other kinds, which are decoded whole: 600 MB."""
FILMS = frozenset({"GIF", "WEBP", "PNG", "TIFF", "AVIF"})
"""Kinds in which several pictures may follow each other."""
SMALLEST_SIDE = 64
"""Pixels; below it no face can be found."""
FULL_FRAME = 36.0
"""Width of the film that focal lengths are quoted for, mm."""


@dataclass(frozen=True, eq=False)
class Photo:
    """A photograph.

    Attributes
    ----------
    name : str
        File name.
    picture : (h, w, 3) uint8
        sRGB, upright.
    focal : float or None
        Focal length, pixels of `picture`; None where the camera noted none.
    notes : tuple of str
        What reading it found worth saying, a sentence each.
    """

    name: str
    picture: npt.NDArray[np.uint8]
    focal: float | None
    notes: tuple[str, ...] = ()

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the picture (x, y), pixels."""
        height, width = self.picture.shape[:2]
        return (width - 1) / 2.0, (height - 1) / 2.0


def read_photo(path: Path) -> Photo:
    """Read a photograph.

    Parameters
    ----------
    path : Path
        JPEG, PNG, WebP, TIFF or BMP of any colour kind and turned by its EXIF note; HEIC where the
        computer has something that reads it (`core.imaging.heic`).

    Returns
    -------
    Photo
        Upright and not larger than `LARGEST_SIDE`.

    Raises
    ------
    PhotoError
        When the file cannot be read as a picture, or is too small or too large.
    """
    name = path.name
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise PhotoError(f"{name} is larger than 512 MB; save it smaller.")
        data = path.read_bytes()
    except OSError as error:
        raise PhotoError(f"{name} cannot be read: {error.strerror}.") from error
    try:
        with _large_pictures():
            return _photo(name, data)
    except UnidentifiedImageError as error:
        raise PhotoError(_unknown(name, data)) from error
    except Image.DecompressionBombError as error:
        raise PhotoError(_too_large(name)) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise PhotoError(f"{name} is damaged or not a whole picture; save it anew.") from error


@contextmanager
def _large_pictures() -> Iterator[None]:
    """Let Pillow open what `MOST_PIXELS` allows: it refuses twice its own limit."""
    usual = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values()) // 2
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            yield
    finally:
        Image.MAX_IMAGE_PIXELS = usual


def _photo(name: str, data: bytes) -> Photo:
    image = heic_image(name, data) if is_heic(data) else Image.open(BytesIO(data))
    kind = image.format or ""
    if image.width * image.height > MOST_PIXELS.get(kind, MOST_PIXELS_ELSE):
        raise PhotoError(_too_large(name))
    notes: tuple[str, ...] = ()
    if kind in FILMS and getattr(image, "is_animated", False):
        notes = (f"{name} holds several pictures; the first was taken.",)
    noted, full = image.getexif(), max(image.size)
    small = _as_srgb(ImageOps.exif_transpose(_shrunken(image)))
    if min(small.size) < SMALLEST_SIDE:
        raise PhotoError(
            f"{name} is {small.width} x {small.height} pixels; a face needs about 100."
        )
    return Photo(name, np.asarray(small), _focal(noted, max(small.size) / full, full), notes)


def _shrunken(image: Image.Image) -> Image.Image:
    """Return a picture not larger than the program looks at, before anything copies it whole."""
    image.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
    if max(image.size) <= LARGEST_SIDE:
        return image
    if image.mode in ("1", "P", "PA"):  # palettes cannot be averaged
        noted = image.getexif()
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
        image.info["exif"] = noted.tobytes()
    image.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return image


def _as_srgb(image: Image.Image) -> Image.Image:
    """Return a picture of three channels, its colour profile and transparency applied."""
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            turned = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            turned = None
        if turned is not None:
            return turned
    if image.mode in ("I", "I;16", "I;16B", "F"):
        values = np.asarray(image, dtype=np.float64)
        top = max(float(values.max()), 1e-9)
        image = Image.fromarray((255.0 * np.clip(values / top, 0.0, 1.0)).astype(np.uint8))
    if "A" in image.mode or "transparency" in image.info:
        ground = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(ground, image.convert("RGBA")).convert("RGB")
    return image.convert("RGB")


def _focal(noted: Image.Exif, shrunk: float, full: int) -> float | None:
    """Return the focal length in pixels of the shrunken picture, from the camera's notes."""
    notes = noted.get_ifd(ExifTags.IFD.Exif)
    quoted = _number(notes.get(ExifTags.Base.FocalLengthIn35mmFilm))
    if quoted is not None:
        return quoted / FULL_FRAME * full * shrunk
    length = _number(notes.get(ExifTags.Base.FocalLength))
    density = _number(notes.get(ExifTags.Base.FocalPlaneXResolution))
    unit = {2: 25.4, 3: 10.0}.get(notes.get(ExifTags.Base.FocalPlaneResolutionUnit, 2))
    if length is None or density is None or unit is None:
        return None
    return length * density / unit * shrunk


def _number(value: object) -> float | None:
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    return number if 0.0 < number < 1e6 else None


def _too_large(name: str) -> str:
    most = {"JPEG": max(MOST_PIXELS.values()), "others": MOST_PIXELS_ELSE}
    told = ", ".join(f"{kind} {count // 1_000_000}" for kind, count in most.items())
    return f"{name} has too many pixels (millions at most: {told}); save it smaller."


def _unknown(name: str, data: bytes) -> str:
    if not data:
        return f"{name} is empty; copy it anew."
    if data[4:8] == b"ftyp":
        return f"{name} is a film or a picture of an unknown kind; save one picture of it as JPEG."
    if all(32 <= byte < 127 or byte in b"\t\r\n" for byte in data[:512]):
        return f"{name} holds text, no picture; choose a JPEG or PNG file."
    return f"{name} is no picture that can be read; save it as JPEG or PNG."
