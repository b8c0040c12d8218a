"""What the start page shows of recent files; read beside the window, for a drive may be slow."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import platformdirs

from core.atomic import write_atomically
from core.document.project_file import SUFFIX, read_thumbnail
from core.monitor import Monitor

MOST_PICTURES = 32
"""Pictures of scans that are kept."""


@dataclass(frozen=True)
class RecentFile:
    """A file that was open lately.

    Attributes
    ----------
    path : Path
        Where it was.
    there : bool
        Whether it still is.
    picture : bytes or None
        PNG.
    """

    path: Path
    there: bool
    picture: bytes | None


def picture_folder() -> Path:
    """Return where pictures of scans are kept; projects carry their own."""
    return Path(platformdirs.user_state_dir("nasion", appauthor=False)) / "pictures"


def _picture_path(scan: Path) -> Path:
    # The name of a scan may be a person's.
    return picture_folder() / f"{sha256(str(scan.resolve()).encode()).hexdigest()[:24]}.png"


@dataclass(frozen=True, eq=False)
class ReadRecent:
    """Look which recent files are there, and at their pictures."""

    paths: tuple[Path, ...]
    title: str = "Looking at recent files"

    def run(self, tools: Any, monitor: Monitor) -> tuple[RecentFile, ...]:  # noqa: ARG002
        """Return them in the same order."""
        found = []
        for path in self.paths:
            monitor.check()
            found.append(_read(path))
        return tuple(found)


def _read(path: Path) -> RecentFile:
    try:
        there = path.exists()
    except OSError:
        there = False
    if path.suffix.lower() == SUFFIX:
        return RecentFile(path, there, read_thumbnail(path) if there else None)
    try:
        picture = _picture_path(path).read_bytes()
    except OSError:
        return RecentFile(path, there, None)
    return RecentFile(path, there, picture)


@dataclass(frozen=True, eq=False)
class KeepPicture:
    """Keep the picture of a scan for the start page."""

    scan: Path
    picture: bytes
    title: str = "Keeping a picture"

    def run(self, tools: Any, monitor: Monitor) -> None:  # noqa: ARG002
        """Write it, and remove the oldest."""
        target = _picture_path(self.scan)
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, self.picture)
        kept = sorted(target.parent.glob("*.png"), key=lambda one: one.stat().st_mtime)
        for old in kept[:-MOST_PICTURES]:
            old.unlink(missing_ok=True)
