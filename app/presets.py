"""Named edits on disk: the user's own, and a few that are shipped. One small JSON file each."""

import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

import platformdirs

from core.atomic import why_not_written, write_atomically
from core.document.edit_clip import LARGEST_TEXT, EditClip, clip_from_text, clip_to_text
from core.errors import EditError, ExportError
from core.resources import resource_path

SUFFIX = ".json"
_LONGEST_NAME = 60


@dataclass(frozen=True)
class Preset:
    """A named edit.

    Attributes
    ----------
    clip : EditClip
        What it does; its title is the preset's name.
    path : Path
        Its file.
    shipped : bool
        Whether it came with the program: it cannot be renamed or deleted.
    """

    clip: EditClip
    path: Path
    shipped: bool

    @property
    def name(self) -> str:
        """What people read."""
        return self.clip.title


def presets_folder() -> Path:
    """Return where the user's own presets lie."""
    return Path(platformdirs.user_data_dir("nasion", appauthor=False)) / "presets"


def list_presets(folder: Path | None = None) -> tuple[Preset, ...]:
    """Return all presets: the shipped ones first, each group by name.

    Parameters
    ----------
    folder : Path, optional
        Another folder than the user's own.

    Returns
    -------
    tuple of Preset
        Files that hold none are left out.
    """
    found = []
    for place, shipped in ((resource_path("presets"), True), (folder or presets_folder(), False)):
        group = [
            Preset(clip, path, shipped)
            for path in sorted(place.glob(f"*{SUFFIX}"))
            if (clip := _read(path)) is not None
        ]
        found += sorted(group, key=lambda one: one.name.casefold())
    return tuple(found)


def find_preset(name: str, folder: Path | None = None) -> Preset:
    """Return the preset of a name, or the one in a file.

    Parameters
    ----------
    name : str
        A name, whatever its case, or the path of a file.
    folder : Path, optional
        Another folder than the user's own.

    Raises
    ------
    EditError
        When there is none.
    """
    path = Path(name)
    if path.suffix.lower() == SUFFIX:
        return Preset(read_preset(path), path, shipped=False)
    known = list_presets(folder)
    # The user's own are asked first: they may replace one that is shipped.
    for one in reversed(known):
        if one.name.casefold() == name.strip().casefold():
            return one
    names = ", ".join(one.name for one in known)
    raise EditError(f"There is no preset {name!r}; choose one of {names}, or give a .json file.")


def read_preset(path: Path) -> EditClip:
    """Return the edit in a file.

    Parameters
    ----------
    path : Path
        As `save_preset` writes it.

    Raises
    ------
    EditError
        When it cannot be read or holds none.
    """
    try:
        if path.stat().st_size > LARGEST_TEXT:
            raise EditError(f"{path.name} is too large for a preset; choose another file.")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EditError(f"{path.name} cannot be read; choose another file.") from error
    return clip_from_text(text)


def save_preset(clip: EditClip, path: Path | None = None, folder: Path | None = None) -> Path:
    """Write a preset; one of the same name is replaced.

    Parameters
    ----------
    clip : EditClip
        With its name as title.
    path : Path, optional
        The file to write; by default one in the folder, named after the preset.
    folder : Path, optional
        Another folder than the user's own.

    Returns
    -------
    Path
        What was written.

    Raises
    ------
    EditError
        When the edit is empty or has no name.
    ExportError
        When the file cannot be written.
    """
    name = clip.title.strip()[:_LONGEST_NAME]
    if not name:
        raise EditError("A preset needs a name; type one.")
    if clip.empty:
        raise EditError("There is nothing to keep: this face is as it was fitted; edit it first.")
    target = path or _file_for(name, folder or presets_folder())
    text = clip_to_text(replace(clip, title=name))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, text.encode())
    except OSError as error:
        raise ExportError(why_not_written(target, error)) from error
    return target


def rename_preset(preset: Preset, name: str) -> Path:
    """Give one of the user's presets another name.

    Parameters
    ----------
    preset : Preset
        Not a shipped one.
    name : str
        The new one.

    Returns
    -------
    Path
        Its new file.

    Raises
    ------
    EditError
        When it is a shipped one, or another has that name.
    """
    _refuse_shipped(preset)
    folder = preset.path.parent
    taken = {one.name.casefold() for one in list_presets(folder) if not one.shipped}
    if name.strip().casefold() in taken - {preset.name.casefold()}:
        raise EditError(f"There is a preset {name.strip()!r} already; choose another name.")
    written = save_preset(replace(preset.clip, title=name), folder=folder)
    if written != preset.path:
        preset.path.unlink(missing_ok=True)
    return written


def delete_preset(preset: Preset) -> None:
    """Delete one of the user's presets; a shipped one is refused with an `EditError`."""
    _refuse_shipped(preset)
    try:
        preset.path.unlink(missing_ok=True)
    except OSError as error:
        raise ExportError(f"{preset.path} cannot be deleted ({error.strerror}).") from error


def _refuse_shipped(preset: Preset) -> None:
    if preset.shipped:
        raise EditError(f"{preset.name} came with the program; save a preset of your own instead.")


def _file_for(name: str, folder: Path) -> Path:
    """Return the file of the preset of this name, or a new one that no other has."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        clip = _read(path)
        if clip is not None and clip.title.casefold() == name.casefold():
            return path
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "preset"
    path, number = folder / f"{stem}{SUFFIX}", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}{SUFFIX}", number + 1
    return path


def _read(path: Path) -> EditClip | None:
    try:
        return read_preset(path)
    except EditError:
        return None
