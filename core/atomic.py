"""Writing a file so that a reader only ever sees the whole old one or the whole new one."""

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO


def write_atomically(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Write a file through a temporary neighbour, flush it to the disk, then put it in place.

    Parameters
    ----------
    path : Path
        Where the file shall be; an existing file is replaced only when all went well.
    write : callable
        Receives the open binary file.

    Raises
    ------
    OSError
        When the folder is missing or read-only, or the disk is full; nothing is left behind.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        _take_usual_permissions(temporary, path)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _take_usual_permissions(temporary: Path, path: Path) -> None:
    """Give the file the mode that the old one had, or that the user's mask asks for."""
    if path.exists():
        mode = path.stat().st_mode & 0o777
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    with contextlib.suppress(OSError):
        temporary.chmod(mode)
