"""Writing files and folders so that a reader only ever sees a whole old or a whole new one."""

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, TypeAlias

from core.errors import ExportError

Writer: TypeAlias = Callable[[IO[bytes]], object]
"""Fills an open binary file, which may also be read back; what it returns is of no interest."""


def write_atomically(path: Path, what: bytes | Writer) -> None:
    """Write a file through a temporary neighbour, flush it to the disk, then put it in place.

    Parameters
    ----------
    path : Path
        Where the file shall be; an existing file is replaced only when all went well.
    what : bytes or callable
        The content, or what receives the open file and writes it.

    Raises
    ------
    OSError
        When the folder is missing or read-only, or the disk is full; nothing is left behind.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as stream:
            if isinstance(what, bytes):
                stream.write(what)
            else:
                what(stream)
            stream.flush()
            os.fsync(stream.fileno())
        _take_usual_permissions(temporary, path)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def write_whole(path: Path, what: bytes | Writer) -> None:
    """Write a file whole or not at all; why it could not be is said in one sentence.

    Parameters
    ----------
    path : Path
        Where to.
    what : bytes or callable
        As for `write_atomically`.

    Raises
    ------
    ExportError
        When it cannot be written; nothing is left behind.
    """
    try:
        write_atomically(path, what)
    except OSError as error:
        raise ExportError(why_not_written(path, error)) from None


def write_folder_atomically(folder: Path, write: Callable[[Path], None]) -> None:
    """Fill a new folder under another name, then put it in place.

    Parameters
    ----------
    folder : Path
        Where it shall be; must not exist yet, or be empty.
    write : callable
        Receives the folder to fill.

    Raises
    ------
    OSError
        When the folder holds something already (`FileExistsError`), its parent is missing or
        read-only, or the disk is full; nothing is left behind.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))
    temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=".part"))
    try:
        write(temporary)
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o777 & ~mask)
        if folder.exists():
            folder.rmdir()
        temporary.replace(folder)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def why_not_written(path: Path, error: OSError) -> str:
    """Return one sentence that says what went wrong and what to do.

    Parameters
    ----------
    path : Path
        What was to be written.
    error : OSError
        What the system said.

    Returns
    -------
    str
        For an `ExportError`.
    """
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{path} was not written, because the disk is full: free some space and try again."
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"{path} was not written, because its folder does not exist: create {path.parent}."
    if isinstance(error, IsADirectoryError):
        return f"{path} was not written, because a folder has that name: choose another name."
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return (
            f"{path} was not written, because the folder or the file is read-only: "
            "choose another folder."
        )
    if error.errno == errno.ENAMETOOLONG:
        return f"{path.name} was not written, because its name is too long: choose a shorter one."
    return f"{path} was not written ({error.strerror or error}): choose another folder."


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
