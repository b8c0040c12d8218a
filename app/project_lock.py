"""Who writes a project: a lock beside it, so that two windows never overwrite each other."""

from pathlib import Path

from PySide6.QtCore import QLockFile


class ProjectLock:
    """Holds the lock of at most one project."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._lock: QLockFile | None = None
        self.other = ""
        """Who else has the project open; empty where nobody has."""

    def take(self, path: Path | None) -> bool:
        """Lock a project and free the one before.

        Parameters
        ----------
        path : Path or None
            A project; None for a document that was never saved.

        Returns
        -------
        bool
            Whether it may be written: False where another program that runs has it.
        """
        if path is not None and path == self._path:
            return not self.other
        self.free()
        self._path = path
        if path is None:
            return True
        lock = QLockFile(str(path.with_name(f".{path.name}.lock")))
        # However old: only the end of its program frees it.
        lock.setStaleLockTime(0)
        if lock.tryLock(0):
            self._lock = lock
        elif lock.error() is QLockFile.LockError.LockFailedError:
            pid, host, _ = lock.getLockInfo()
            self.other = f"{host} ({pid})" if host else str(pid)
        # A folder that takes no lock (read-only, a drive without locks) is no reason to refuse.
        return not self.other

    def free(self) -> None:
        """Let go of the project."""
        if self._lock is not None:
            self._lock.unlock()
        self._path, self._lock, self.other = None, None, ""
