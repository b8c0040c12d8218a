"""Whether this machine can draw in 3D, asked before the window opens and in a process of its own.

A driver without OpenGL 3.2 would take the window down with it or leave it black. The answer is
remembered, so that only the first start on a screen asks.
"""

import json
import logging
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from app.doctor import ask_probe
from core.atomic import write_atomically

logger = logging.getLogger(__name__)

OLDEST = (3, 2)
"""The oldest OpenGL that VTK draws with."""
SOFTWARE = {"LIBGL_ALWAYS_SOFTWARE": "1", "QT_OPENGL": "software"}
"""Environment that lets Mesa draw on the processor."""

Probe = Callable[[str, Mapping[str, str]], tuple[dict[str, str] | None, str]]


@dataclass(frozen=True)
class Graphics:
    """What was found.

    Attributes
    ----------
    works : bool
        Whether the window can be opened.
    told : str
        What the user should know; empty where all is well.
    software : bool
        Whether drawing is left to the processor.
    """

    works: bool
    told: str = ""
    software: bool = False


def known_path() -> Path:
    """Return where the answer is remembered."""
    return Path(platformdirs.user_state_dir("nasion", appauthor=False)) / "graphics.json"


def is_remote(environment: Mapping[str, str] | None = None) -> bool:
    """Return whether the screen belongs to another machine, as far as the environment tells."""
    there = os.environ if environment is None else environment
    if there.get("SESSIONNAME", "").upper().startswith("RDP") or "XRDP_SESSION" in there:
        return True
    return "SSH_CONNECTION" in there and ":" in there.get("DISPLAY", "").lstrip(":")


def look(probe: Probe = ask_probe, known: Path | None = None) -> Graphics:
    """Find out how to draw; sets the environment where the processor must.

    Parameters
    ----------
    probe : callable
        Runs a probe with additions to the environment and returns its answer, or why not.
    known : Path, optional
        Another file than `known_path`.

    Returns
    -------
    Graphics
        Never fails.
    """
    known = known or known_path()
    key = _key()
    kept = _remembered(known)
    if kept.get("key") == key and isinstance(kept.get("software"), bool):
        if kept["software"]:
            os.environ.update(SOFTWARE)
        return Graphics(works=True, software=bool(kept["software"]))
    failure = _why_not(probe, {})
    if not failure:
        _remember(known, key, software=False)
        return Graphics(works=True)
    if sys.platform == "linux" and not _why_not(probe, SOFTWARE):
        os.environ.update(SOFTWARE)
        _remember(known, key, software=True)
        text = (
            f"The graphics card cannot be used ({failure}): Nasion draws on the processor, which "
            "is slower. An update of the graphics driver may help."
        )
        return Graphics(works=True, told=text, software=True)
    return Graphics(works=False, told=_sentence(failure))


def _why_not(probe: Probe, additions: Mapping[str, str]) -> str:
    if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ):
        return "there is no screen (neither DISPLAY nor WAYLAND_DISPLAY is set)"
    answer, failure = probe("opengl", additions)
    if answer is None:
        return failure or "nothing can be drawn"
    try:
        major, minor = (int(one) for one in answer["version"].split(".")[:2])
    except (KeyError, ValueError):
        return "its version of OpenGL is unknown"
    if (major, minor) < OLDEST:
        return f"it offers OpenGL {major}.{minor}, and 3.2 is needed"
    return ""


def _sentence(failure: str) -> str:
    text = (
        f"Nasion cannot open its window here: {failure}. Update the graphics driver, then start "
        "it again; 'nasion doctor' says more, and the commands work without a window."
    )
    if is_remote():
        text += (
            " This is a remote session: its screen may offer no OpenGL. Start Nasion at the "
            "machine itself, or use a remote desktop with OpenGL."
        )
    return text


def _key() -> str:
    """Return what the answer depends on: the screen, and who draws on it."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "SESSIONNAME", "XRDP_SESSION", "SSH_CONNECTION")
    names += ("LIBGL_ALWAYS_SOFTWARE", "MESA_GL_VERSION_OVERRIDE", "QT_OPENGL", "QT_QPA_PLATFORM")
    there = {name: os.environ[name].split()[0] for name in names if os.environ.get(name)}
    return json.dumps([sys.platform, there], sort_keys=True)


def _remembered(path: Path) -> dict[str, object]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def forget(path: Path | None = None) -> None:
    """Ask again at the next start: this one ended before anything was drawn."""
    (path or known_path()).unlink(missing_ok=True)


def _remember(path: Path, key: str, *, software: bool) -> None:
    text = json.dumps({"key": key, "software": software}) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text.encode())
    except OSError as error:
        logger.warning("What the graphics can do could not be kept in %s: %s", path, error)
