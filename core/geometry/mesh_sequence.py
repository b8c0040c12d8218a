"""A performance as a folder of meshes: which files, and in which order."""

import re
from pathlib import Path

from core.errors import PerformanceError
from core.geometry.mesh_io import READABLE

MOST_FRAMES = 20_000
_DIGITS = re.compile(r"(\d+)")


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return what sorts names as people count: ``frame 2`` before ``frame 10``.

    Parameters
    ----------
    name : str
        Of a file.

    Returns
    -------
    tuple
        Numbers compare by value and stand before text; capitals do not matter.
    """
    pieces = _DIGITS.split(name.casefold())
    return tuple(
        (0, int(piece), "") if at % 2 else (1, 0, piece) for at, piece in enumerate(pieces) if piece
    )


def frame_files(folder: Path) -> tuple[Path, ...]:
    """Return the meshes in a folder, in the order of their numbers.

    Parameters
    ----------
    folder : Path
        Hidden files, other kinds of files and folders within are passed over.

    Returns
    -------
    tuple of Path
        At least one, all of one kind.

    Raises
    ------
    PerformanceError
        When the folder cannot be read, holds no mesh, meshes of several kinds or too many.
    """
    try:
        found = [
            path
            for path in folder.iterdir()
            if path.suffix.lower() in READABLE and not path.name.startswith(".") and path.is_file()
        ]
    except FileNotFoundError:
        raise PerformanceError(f"There is no folder {folder}; check its name.") from None
    except OSError as error:
        raise PerformanceError(
            f"{folder} cannot be read ({error.strerror or error}); choose a folder of meshes."
        ) from None
    if not found:
        known = ", ".join(suffix[1:].upper() for suffix in READABLE)
        raise PerformanceError(
            f"{folder.name} holds no mesh; choose a folder with one {known} file a frame."
        )
    kinds = sorted({path.suffix.lower() for path in found})
    if len(kinds) > 1:
        raise PerformanceError(
            f"{folder.name} holds meshes of several kinds ({', '.join(kinds)}); leave only the "
            "frames in it."
        )
    if len(found) > MOST_FRAMES:
        raise PerformanceError(
            f"{folder.name} holds {len(found):,} meshes; cut it into parts of {MOST_FRAMES:,}."
        )
    return tuple(sorted(found, key=lambda path: (natural_key(path.stem), path.name)))
