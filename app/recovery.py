"""Where unsaved work is kept between saves, so that a crash loses at most seconds of it.

Every run has a folder of its own in the user's state folder: ``base.nasion`` with what never
changes (scan, real skull, texture), ``work.nasion`` with the face and its steps, ``note.json`` with
what a person is told, and a lock that dies with the program. A folder whose program is gone holds
what a crash left behind. Knows no widgets; writing is for the writer's thread.
"""

import json
import os
import secrets
import shutil
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import platformdirs
from PySide6.QtCore import QLockFile

from core.atomic import write_atomically
from core.document.project_file import Project, load_project, read_thumbnail, save_project
from core.errors import ProjectError
from core.monitor import Monitor

_BASE, _WORK, _NOTE, _LOCK = "base.nasion", "work.nasion", "note.json", "lock"


def recovery_root() -> Path:
    """Return the folder that holds one folder for every run with unsaved work."""
    return Path(platformdirs.user_state_dir("nasion", appauthor=False)) / "recovery"


@dataclass(frozen=True)
class Note:
    """What is told of unsaved work.

    Attributes
    ----------
    title : str
        Name of the document.
    path : str
        Of its project; empty when it was never saved.
    edits : int
        Steps that can be undone.
    written : float
        When, seconds since 1970.
    """

    title: str
    path: str = ""
    edits: int = 0
    written: float = 0.0


@dataclass(frozen=True)
class Rescue:
    """Unsaved work that a run left behind.

    Attributes
    ----------
    folder : Path
        Of that run.
    note : Note
        What is told of it.
    thumbnail : bytes or None
        PNG.
    """

    folder: Path
    note: Note
    thumbnail: bytes | None


class RecoveryFolder:
    """The folder of this run; made when there is something to keep.

    Parameters
    ----------
    root : Path, optional
        Another place than `recovery_root`.
    """

    def __init__(self, root: Path | None = None) -> None:
        self.root = root or recovery_root()
        self._folder: Path | None = None
        self._lock: QLockFile | None = None

    @property
    def folder(self) -> Path:
        """The folder, locked by this run.

        Raises
        ------
        OSError
            When it cannot be made.
        """
        if self._folder is None:
            name = f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}-{secrets.token_hex(3)}"
            folder = self.root / name
            folder.mkdir(parents=True)
            self._folder, self._lock = folder, _locked(folder)
        return self._folder

    @property
    def begun(self) -> bool:
        """Whether there is a folder."""
        return self._folder is not None

    def left_behind(self) -> tuple[Rescue, ...]:
        """Return what runs that are gone have left, newest first; empty folders are removed."""
        found = []
        for folder in sorted(self.root.glob("*"), reverse=True):
            if folder == self._folder or not folder.is_dir():
                continue
            lock = _locked(folder)
            if lock is None:
                continue
            lock.unlock()
            if (folder / _WORK).is_file():
                found.append(Rescue(folder, _read_note(folder), read_thumbnail(folder / _WORK)))
            else:
                shutil.rmtree(folder, ignore_errors=True)
        return tuple(sorted(found, key=lambda one: -one.note.written))

    def adopt(self, rescue: Rescue) -> None:
        """Make the folder of a run that is gone this run's own: what it holds stays until saved.

        Raises
        ------
        ProjectError
            When another window has taken it meanwhile.
        """
        lock = _locked(rescue.folder)
        if lock is None or not (rescue.folder / _WORK).is_file():
            raise ProjectError(
                f"The unsaved work on {rescue.note.title} was taken by another window; look there."
            )
        self.end()
        self._folder, self._lock = rescue.folder, lock

    def end(self) -> None:
        """Remove the folder with all it holds."""
        folder, self._folder = self._folder, None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None


def _locked(folder: Path) -> QLockFile | None:
    """Return the lock of a folder, or None while a program that runs has it."""
    lock = QLockFile(str(folder / _LOCK))
    # However old: only the end of its program frees it.
    lock.setStaleLockTime(0)
    return lock if lock.tryLock(0) else None


def _read_note(folder: Path) -> Note:
    try:
        found = json.loads((folder / _NOTE).read_text(encoding="utf-8"))
        return Note(
            str(found["title"])[:200],
            str(found["path"]),
            int(found["edits"]),
            float(found["written"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Note("Unnamed work", written=(folder / _WORK).stat().st_mtime)


def discard(rescue: Rescue) -> None:
    """Remove what a run left behind.

    Parameters
    ----------
    rescue : Rescue
        From `RecoveryFolder.left_behind`.
    """
    lock = _locked(rescue.folder)
    if lock is not None:
        shutil.rmtree(rescue.folder, ignore_errors=True)
        lock.unlock()


def read_rescue(rescue: Rescue) -> Project:
    """Return the unsaved work.

    Parameters
    ----------
    rescue : Rescue
        From `RecoveryFolder.left_behind`.

    Returns
    -------
    Project
        With scan, real skull, texture and steps, as far as they were kept.

    Raises
    ------
    ProjectError
        When it cannot be read.
    """
    work = load_project(rescue.folder / _WORK)
    try:
        base = load_project(rescue.folder / _BASE)
    except ProjectError:
        # The scan is lost, and only that.
        return work
    scan, other = work.state.scan, base.state.scan
    if scan is None or other is None or scan.sha256 != other.sha256:
        return replace(work, ct_skull=base.ct_skull)
    return replace(work, scan_bytes=base.scan_bytes, ct_skull=base.ct_skull, texture=base.texture)


@dataclass(frozen=True, eq=False)
class KeepWork:
    """Write unsaved work into the folder of this run.

    Attributes
    ----------
    folder : Path
        Of this run.
    project : Project
        The document with its steps.
    note : Note
        What is told of it.
    whole : bool
        Whether the base is written too: once for every document.
    """

    folder: Path
    project: Project
    note: Note
    whole: bool
    title: str = "Keeping unsaved work"

    def run(self, tools: Any, monitor: Monitor) -> None:  # noqa: ARG002
        """Write it."""
        project, work = self.project, self.folder / _WORK
        if self.whole:
            work.unlink(missing_ok=True)
            save_project(self.folder / _BASE, replace(project, past=None, thumbnail=None))
        save_project(work, replace(project, scan_bytes=None, ct_skull=None, texture=None))
        note = {**vars(self.note), "written": time.time()}
        text = json.dumps(note, indent=2).encode()
        write_atomically(self.folder / _NOTE, text)


@dataclass(frozen=True, eq=False)
class DropWork:
    """Remove the unsaved work of this run: it was saved, or given up."""

    folder: Path
    title: str = "Forgetting saved work"

    def run(self, tools: Any, monitor: Monitor) -> None:  # noqa: ARG002
        """Remove it; the base stays for the next edit."""
        for name in (_WORK, _NOTE):
            (self.folder / name).unlink(missing_ok=True)
