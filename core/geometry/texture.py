"""The picture that belongs to a scan, if it lies beside it."""

import re
from pathlib import Path

_PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp")
_LIBRARY = re.compile(rb"^mtllib[ \t]+(.+?)[ \t]*\r?$", re.MULTILINE)
_COLOUR_MAP = re.compile(rb"^[ \t]*map_Kd[ \t]+(?:.*[ \t])?(\S+)[ \t]*\r?$", re.MULTILINE)
_PLY_PICTURE = re.compile(rb"^comment TextureFile[ \t]+(.+?)[ \t]*\r?$", re.MULTILINE)
_HEADER_BYTES = 65_536


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
