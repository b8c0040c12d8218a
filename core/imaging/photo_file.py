"""Reads a photograph upright, in sRGB and of a size that fits, with what its camera noted."""

import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import ExifTags, Image, ImageCms, ImageOps, UnidentifiedImageError

from core.errors import PhotoError

LARGEST_SIDE = 2048
"""Photographs are made this small, pixels: a face in one is larger than any network looks at."""
LARGEST_FILE = 512 << 20
"""Bytes."""
MOST_PIXELS = 400_000_000
"""A file that claims more is damaged or hostile."""
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
    """

    name: str
    picture: npt.NDArray[np.uint8]
    focal: float | None

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
        JPEG, PNG, WebP, TIFF or BMP of any colour kind and turned by its EXIF note; HEIC where
        Pillow has been taught it.

    Returns
    -------
    Photo
        Upright and not larger than `LARGEST_SIDE`.

    Raises
    ------
    PhotoError
        When the file cannot be read as a picture, or is too small or too large.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise PhotoError(f"{path.name} is larger than 512 MB; save it smaller.")
        data = path.read_bytes()
    except OSError as error:
        raise PhotoError(f"{path.name} cannot be read: {error.strerror}.") from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _photo(path.name, data)
    except UnidentifiedImageError as error:
        raise PhotoError(_unknown(path.name, data)) from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, EOFError) as error:
        raise PhotoError(f"{path.name} is damaged or not a whole picture; save it anew.") from error


def _photo(name: str, data: bytes) -> Photo:
    image = Image.open(BytesIO(data))
    if image.width * image.height > MOST_PIXELS:
        raise PhotoError(f"{name} claims {image.width} x {image.height} pixels; save it smaller.")
    noted = image.getexif()
    full = max(image.size)
    image.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
    upright = ImageOps.exif_transpose(image)
    coloured = _as_srgb(upright)
    coloured.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS)
    if min(coloured.size) < SMALLEST_SIDE:
        raise PhotoError(
            f"{name} is {coloured.width} x {coloured.height} pixels; a face needs about 100."
        )
    focal = _focal(noted, max(coloured.size) / full, full)
    return Photo(name, np.asarray(coloured), focal)


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


def _unknown(name: str, data: bytes) -> str:
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"):
        return f"{name} is a HEIC picture, which this program cannot read; save it as JPEG."
    return f"{name} is no picture that can be read; save it as JPEG or PNG."
