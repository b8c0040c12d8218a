"""Notes on crashes, kept on this machine only: where in the program it happened, and nothing else.

A crash of a library ends the program before anything can be said: `faulthandler` still writes the
stacks. Errors that nobody expected are written with their stack too. Names of files, texts in
quotation marks and the user's folder are left out: they may name a patient.
"""

import contextlib
import faulthandler
import os
import re
import sys
import threading
import time
import traceback
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from platform import platform, python_version
from types import TracebackType
from typing import IO

import platformdirs

MOST_KEPT = 10
"""Logs that are kept; older ones are removed."""
_RUNNING, _CRASHED = "run-", "crash-"
_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|«[^»\n]*»")
_FILE = re.compile(
    r"\S*[/\\]\S*|\S+\.(?:nasion|obj|ply|stl|glb|gltf|vtk|vtp|nii|gz|dcm|png|json)\b"
)


def log_folder() -> Path:
    """Return where the logs lie."""
    return Path(platformdirs.user_log_dir("nasion", appauthor=False))


def scrubbed(message: str) -> str:
    """Return an error's words without anything that could name a person or a file.

    Parameters
    ----------
    message : str
        Of an exception.

    Returns
    -------
    str
        Quoted words and whatever looks like a file are three dots.
    """
    return _FILE.sub("…", _QUOTED.sub("'…'", message))


def logs(folder: Path | None = None) -> tuple[Path, ...]:
    """Return the logs of crashes, newest first."""
    return tuple(sorted((folder or log_folder()).glob(f"{_CRASHED}*.txt"), reverse=True))


class CrashLog:
    """Writes what goes wrong from now on.

    Parameters
    ----------
    folder : Path, optional
        Another place than `log_folder`.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or log_folder()
        self._stream: IO[str] | None = None
        self._path: Path | None = None
        self._head = 0
        self.told: Callable[[str], None] = _keep_quiet
        """Gets a line about an unexpected error; called on any thread."""

    def begin(self) -> None:
        """Collect what earlier runs left, and listen; a folder that refuses hinders nothing."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._collect()
            self._path = self._folder / f"{_RUNNING}{os.getpid()}.txt"
            self._stream = self._path.open("w", encoding="utf-8")
            self._stream.write(_heading())
            self._stream.flush()
            self._head = self._path.stat().st_size
            faulthandler.enable(self._stream)
        sys.excepthook = self._note
        threading.excepthook = lambda told: self._note(
            told.exc_type, told.exc_value, told.exc_traceback
        )

    def end(self) -> None:
        """Stop listening; a log in which nothing stands is removed."""
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
        if self._stream is None or self._path is None:
            return
        faulthandler.disable()
        self._stream.close()
        self._stream = None
        with contextlib.suppress(OSError):
            if self._path.stat().st_size > self._head:
                self._put_away(self._path)
            else:
                self._path.unlink()

    def _note(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), where)
            return
        frames = traceback.extract_tb(where)
        lines = [f"  {_module(one.filename)}:{one.lineno} in {one.name}" for one in frames]
        text = "\n".join((f"{kind.__name__}: {scrubbed(str(error))}", *lines))
        sys.stderr.write(text + "\n")
        if self._stream is not None:
            with contextlib.suppress(OSError, ValueError):
                self._stream.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')}\n{text}\n")
                self._stream.flush()
        self.told(kind.__name__)

    def _collect(self) -> None:
        """Put away what runs that are gone have written; one that runs is left alone."""
        for path in self._folder.glob(f"{_RUNNING}*.txt"):
            if not _runs(path.stem.removeprefix(_RUNNING)):
                content = path.read_text(encoding="utf-8", errors="replace")
                if content.count("\n") > _heading().count("\n"):
                    self._put_away(path)
                else:
                    path.unlink()
        for old in logs(self._folder)[MOST_KEPT:]:
            old.unlink()

    def _put_away(self, path: Path) -> None:
        content = path.read_text(encoding="utf-8", errors="replace")
        kept = re.sub(r'File "([^"\n]*)"', lambda found: f'File "{_module(found[1])}"', content)
        path.write_text(kept.replace(str(Path.home()), "~"), encoding="utf-8")
        stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(path.stat().st_mtime))
        path.replace(path.with_name(f"{_CRASHED}{stamp}-{path.stem.removeprefix(_RUNNING)}.txt"))


def _heading() -> str:
    try:
        version = metadata.version("nasion")
    except metadata.PackageNotFoundError:
        version = "from a checkout"
    return f"Nasion {version}, Python {python_version()}, {platform(terse=True)}\n"


def _module(filename: str) -> str:
    """Return where a source file lies within its program or library."""
    parts = Path(filename).parts
    for root in ("site-packages", "app", "core"):
        if root in parts:
            at = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[at + (root == "site-packages") :])
    return Path(filename).name


def _runs(pid: str) -> bool:
    """Return whether a process runs; itself a run that is gone when the number is its own."""
    if not pid.isdigit() or int(pid) == os.getpid():
        return False
    if sys.platform == "win32":
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, int(pid))
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _keep_quiet(_: str) -> None:
    """Tell nobody."""
