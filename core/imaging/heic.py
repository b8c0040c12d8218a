"""Reads HEIC pictures by what the computer has for them: nothing that decodes HEVC is shipped.

The one decoder for Python without a GPL part, pi-heif, was given up in June 2026 with a library in
it that nobody mends any more. So a module that somebody installed is used, or a program of the
system, in its own process: sips of macOS, heif-dec or heif-convert of a Linux distribution.
"""

import shutil
import subprocess
import sys
from importlib import import_module
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import ExifTags, Image

from core.errors import PhotoError

BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
"""Kinds of file in whose head HEIC pictures come."""
MODULES = ("pillow_heif", "pi_heif")
"""Plug-ins of Pillow; they turn the picture upright themselves."""
PROGRAMS = ("heif-dec", "heif-convert")
"""Of libheif; called with the HEIC file and the file to write. They turn the picture upright, but
older ones keep the note that it is turned."""
PATIENCE = 60.0
"""A program that takes longer is stopped, s."""


def is_heic(data: bytes) -> bool:
    """Return whether a file says that it is a HEIC picture.

    Parameters
    ----------
    data : bytes
        Its content.
    """
    return data[4:8] == b"ftyp" and data[8:12] in BRANDS


def heic_image(name: str, data: bytes) -> Image.Image:
    """Read a HEIC picture.

    Parameters
    ----------
    name : str
        Of the file, for messages.
    data : bytes
        Its content.

    Returns
    -------
    PIL.Image.Image
        With the camera's notes, not yet turned by them.

    Raises
    ------
    PhotoError
        When nothing here reads HEIC, or what does cannot read this file.
    """
    for module in MODULES:
        try:
            plug_in = import_module(module)
        except ImportError:
            continue
        plug_in.register_heif_opener()
        return Image.open(BytesIO(data))
    command = _command()
    if command is None:
        raise PhotoError(
            f"{name} is a HEIC picture, and no program that reads these was found; save it as "
            "JPEG, or install heif-dec or the Python module pillow-heif."
        )
    return _converted(name, data, command)


def _command() -> list[str] | None:
    """Return how a program of the system is called, the files left out; None without one."""
    if sys.platform == "darwin" and (sips := shutil.which("sips")):
        return [sips, "-s", "format", "jpeg"]
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    return None if found is None else [found]


def _converted(name: str, data: bytes, command: list[str]) -> Image.Image:
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "picture.heic", Path(folder) / "picture.jpg"
        source.write_bytes(data)
        out = ["--out", str(target)] if len(command) > 1 else [str(target)]
        try:
            subprocess.run(
                [*command, str(source), *out], check=True, capture_output=True, timeout=PATIENCE
            )
            image = Image.open(BytesIO(target.read_bytes()))
        except (OSError, subprocess.SubprocessError) as error:
            raise PhotoError(
                f"{name} could not be read by {Path(command[0]).name}; save it as JPEG."
            ) from error
    if Path(command[0]).stem in PROGRAMS:
        image.getexif()[ExifTags.Base.Orientation] = 1
    return image
