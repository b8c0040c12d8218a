"""The picture that belongs to a scan, if it lies beside it."""

import re
from dataclasses import dataclass, field
from pathlib import Path

LARGEST_TEXTURE = 256 << 20
"""Bytes of a picture: three times a 16k JPEG of the best quality."""

_PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp")
_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*", b"BM")
_LIBRARY = re.compile(rb"^mtllib[ \t]+(.+?)[ \t]*\r?$", re.MULTILINE)
_COLOUR_MAP = re.compile(rb"^[ \t]*map_Kd[ \t]+(?:.*[ \t])?(\S+)[ \t]*\r?$", re.MULTILINE)
_PLY_PICTURE = re.compile(rb"^comment TextureFile[ \t]+(.+?)[ \t]*\r?$", re.MULTILINE)
_HEADER_BYTES = 65_536


@dataclass(frozen=True)
class Texture:
    """A picture as its file has it.

    Attributes
    ----------
    name : str
        File name with extension.
    data : bytes
        The whole file.
    """

    name: str
    data: bytes = field(repr=False)

    @property
    def is_picture(self) -> bool:
        """Whether name and content are those of a picture of the kinds that scans come with."""
        known = Path(self.name).suffix.lower() in _PICTURES
        return known and len(self.data) <= LARGEST_TEXTURE and self.data.startswith(_SIGNATURES)


def read_texture(path: Path | None) -> Texture | None:
    """Read a picture.

    Parameters
    ----------
    path : Path or None
        From `find_texture`.

    Returns
    -------
    Texture or None
        None where there is none, it cannot be read, or it is no picture: a scan without its
        picture is still a scan.
    """
    try:
        if path is None or path.stat().st_size > LARGEST_TEXTURE:
            return None
        texture = Texture(path.name, path.read_bytes())
    except OSError:
        return None
    return texture if texture.is_picture else None


def find_texture(path: Path, data: bytes) -> Path | None:
    """Return the picture that a scan file names, or one of the same name beside it.

    Parameters
    ----------
    path : Path
        The scan file.
    data : bytes
        Its content.

    Returns
    -------
    Path or None
        An existing picture in the scan's folder or below it.
    """
    named: list[bytes] = []
    if path.suffix.lower() == ".obj":
        for library in _LIBRARY.findall(data[:_HEADER_BYTES]):
            material = _beside(path, library)
            if material is not None:
                named += _COLOUR_MAP.findall(material.read_bytes())
    elif path.suffix.lower() == ".ply":
        named += _PLY_PICTURE.findall(data[:_HEADER_BYTES])
    candidates = [_beside(path, name) for name in named]
    candidates += [_beside(path, (path.stem + suffix).encode()) for suffix in _PICTURES]
    return next((found for found in candidates if found is not None), None)


def _beside(path: Path, name: bytes) -> Path | None:
    """Return the file of that name in the folder of `path`, if it is there and stays there."""
    relative = Path(name.decode("utf-8", errors="replace").replace("\\", "/"))
    if relative.is_absolute():
        relative = Path(relative.name)
    folder = path.parent.resolve()
    try:
        found = (folder / relative).resolve()
        return found if found.is_relative_to(folder) and found.is_file() else None
    except (OSError, ValueError):
        return None
