"""Surfaces of one topology as a folder of OBJ files."""

from collections.abc import Iterable
from pathlib import Path

from core.atomic import why_not_written, write_folder_atomically
from core.errors import ExportError
from core.geometry.mesh import Mesh
from core.geometry.obj_format import write_obj

COMMENT = "millimetres, head frame (+x to the subject's left, +y up, +z to the front)"
"""On the first line of every file."""
FEWEST_DIGITS = 4


def frame_names(count: int) -> tuple[str, ...]:
    """Return file names that sort as the frames do.

    Parameters
    ----------
    count : int
        How many frames.

    Returns
    -------
    tuple of str
        ``frame_0001.obj`` and on; more digits where more are needed.
    """
    digits = max(FEWEST_DIGITS, len(str(count)))
    return tuple(f"frame_{number:0{digits}d}.obj" for number in range(1, count + 1))


def write_obj_folder(folder: Path, surfaces: Iterable[tuple[str, Mesh]]) -> int:
    """Write surfaces as OBJ files into a new folder, all of them or none.

    Parameters
    ----------
    folder : Path
        Must not exist yet, or be empty.
    surfaces : iterable of (str, Mesh)
        File names, which may name a folder within, and meshes in mm; made one after the other.

    Returns
    -------
    int
        Files written.

    Raises
    ------
    ExportError
        When the folder holds something already or cannot be written.
    """
    written = 0

    def fill(place: Path) -> None:
        nonlocal written
        for name, mesh in surfaces:
            path = place / name
            path.parent.mkdir(exist_ok=True)
            with path.open("wb") as stream:
                write_obj(mesh, stream, comment=COMMENT)
            written += 1

    try:
        write_folder_atomically(folder, fill)
    except FileExistsError:
        raise ExportError(
            f"{folder} exists already and is not empty: choose a new folder."
        ) from None
    except OSError as error:
        raise ExportError(why_not_written(folder, error)) from None
    return written
