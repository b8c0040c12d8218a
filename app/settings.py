"""What the studio remembers between runs: theme, recent files, where its windows lay.

A small JSON file in the user's configuration folder. A missing or damaged file means defaults; it
is never a reason to stop.
"""

import contextlib
import json
import logging
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TypeAlias, TypeVar

import platformdirs

from core.atomic import write_atomically

logger = logging.getLogger(__name__)

KEEP, THREADS = "safety.keep_s", "compute.threads"
"""Names of values: how often unsaved work is kept at the latest, s, and threads to compute with."""
MOST_RECENT = 8
"""Recent files kept; a menu longer than this is not read."""


Value: TypeAlias = bool | int | float | str
"""What can be remembered by name."""
Kind = TypeVar("Kind", bool, int, float, str)


@dataclass(frozen=True)
class Settings:
    """What is remembered.

    Attributes
    ----------
    theme : str
        ``dark`` or ``light``.
    recent : tuple of str
        Files, newest first.
    folder : str
        Where file dialogs start.
    geometry, layout : str
        Qt's own description of the window and its docks, as hexadecimal digits.
    values : dict of str to bool, int, float or str
        What desks remember, by names such as ``view.navigation``.
    """

    theme: str = "dark"
    recent: tuple[str, ...] = ()
    folder: str = ""
    geometry: str = ""
    layout: str = ""
    values: dict[str, Value] = field(default_factory=dict)

    def with_recent(self, path: Path) -> "Settings":
        """Return settings with a file as the newest of the recent ones."""
        name = str(path.resolve())
        kept = tuple(one for one in self.recent if one != name)
        return replace(self, recent=(name, *kept)[:MOST_RECENT], folder=str(path.resolve().parent))

    def without_recent(self, path: Path) -> "Settings":
        """Return settings that have forgotten a file."""
        return replace(self, recent=tuple(one for one in self.recent if Path(one) != path))

    def with_theme(self, theme: str) -> "Settings":
        """Return settings with another theme."""
        return replace(self, theme=theme)

    def with_value(self, name: str, value: Value) -> "Settings":
        """Return settings with another value under a desk's name."""
        return replace(self, values={**self.values, name: value})

    def value(self, name: str, default: Kind) -> Kind:
        """Return what a desk remembers.

        Parameters
        ----------
        name : str
            Such as ``view.navigation``.
        default : bool, int, float or str
            For a value that is missing or of another type.
        """
        found = self.values.get(name, default)
        return found if type(found) is type(default) else default

    def with_layout(self, geometry: str, layout: str) -> "Settings":
        """Return settings that know where window and docks lie."""
        return replace(self, geometry=geometry, layout=layout)


def settings_path() -> Path:
    """Return where the settings lie."""
    return Path(platformdirs.user_config_dir("nasion", appauthor=False)) / "studio.json"


def rescue_settings(path: Path | None = None) -> str:
    """Put a damaged settings file aside, so that the next one does not overwrite it.

    Parameters
    ----------
    path : Path, optional
        Another file than the user's own.

    Returns
    -------
    str
        A sentence for the user; empty where the file is whole or missing.
    """
    target = path or settings_path()
    try:
        whole = isinstance(json.loads(target.read_text(encoding="utf-8")), dict)
    except FileNotFoundError:
        return ""
    except (OSError, ValueError):
        whole = False
    if whole:
        return ""
    kept = target.with_suffix(".damaged.json")
    try:
        target.replace(kept)
    except OSError as error:
        return f"The settings in {target} cannot be read ({error}); the defaults are used."
    return f"The settings were damaged and start anew; the old file is kept as {kept}."


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; whatever is not understood is left at its default.

    Parameters
    ----------
    path : Path, optional
        Another file than the user's own.

    Returns
    -------
    Settings
        Never fails.
    """
    try:
        found = json.loads((path or settings_path()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    known = found if isinstance(found, dict) else {}
    texts = {
        name: known[name]
        for name in ("folder", "geometry", "layout")
        if isinstance(known.get(name), str)
    }
    theme = known.get("theme")
    recent = known.get("recent")
    values = known.get("values")
    return Settings(
        theme=theme if theme in ("dark", "light") else Settings.theme,
        recent=tuple(one for one in recent if isinstance(one, str))[:MOST_RECENT]
        if isinstance(recent, list)
        else (),
        values={
            key: one for key, one in values.items() if isinstance(one, bool | int | float | str)
        }
        if isinstance(values, dict)
        else {},
        **texts,
    )


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings; failing to is noted in the log only.

    Parameters
    ----------
    settings : Settings
        What to remember.
    path : Path, optional
        Another file than the user's own.
    """
    target = path or settings_path()
    text = json.dumps(asdict(settings), indent=2) + "\n"
    try:
        with contextlib.suppress(FileExistsError):
            target.parent.mkdir(parents=True)
        write_atomically(target, text.encode())
    except OSError as error:
        logger.warning("The settings could not be kept in %s: %s", target, error)
