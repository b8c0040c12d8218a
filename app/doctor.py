"""What this machine offers Nasion, and what it lacks.

Everything that can take a program down with it (graphics drivers, Qt without a screen) is tried in
a process of its own. Nothing heavy is imported when this module is: it must work where the rest
does not.
"""

import ctypes
import json
import logging
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from platform import platform, python_version
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.probes import PROBE_OPTION

if TYPE_CHECKING:
    from core.bundles.catalog import CatalogEntry

logger = logging.getLogger(__name__)

DISTRIBUTIONS = (
    "torch",
    "numpy",
    "scipy",
    "PySide6-Essentials",
    "vtk",
    "pyvista",
    "pyvistaqt",
    "trimesh",
    "libigl",
)
"""Libraries whose version decides whether something works."""

LINUX_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
"""What Qt and VTK load on Linux, and the Debian package that has it.

Qt names only `libxcb-cursor0` when any of them is missing, which misleads.
"""

PROBE_SECONDS = 120
"""Longest wait for a graphics driver; software rendering takes its time on the first frame."""


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    Attributes
    ----------
    name : str
        What was looked at, for a table's first column.
    passed : bool
        Whether Nasion works with what was found.
    found : str
        What was found.
    advice : str
        What to do about it; empty where there is nothing to do.
    needed : bool
        Whether the main work is impossible without it. The window is not: the command line works.
    """

    name: str
    passed: bool
    found: str
    advice: str = ""
    needed: bool = True


def run_checks() -> list[Check]:
    """Look at everything that Nasion needs of this machine.

    Returns
    -------
    list of Check
        In the order in which a person would mend them.
    """
    checks = [check_python(), check_versions(), check_device()]
    if sys.platform == "linux":
        checks.append(check_linux_libraries())
    return [*checks, check_drawing(), check_window(), *check_bundles()]


def check_python() -> Check:
    """Tell the versions of Nasion, Python and the system."""
    nasion = _version("nasion") or "from a checkout"
    found = f"Nasion {nasion}, Python {python_version()}, {platform(terse=True)}"
    return Check("program", sys.version_info >= (3, 11), found, "")


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""


def check_versions() -> Check:
    """Tell the versions of the libraries that decide, and name the missing ones."""
    versions = {name: _version(name) for name in DISTRIBUTIONS}
    missing = [name for name, version in versions.items() if not version]
    frozen = getattr(sys, "frozen", False)
    found = ", ".join(f"{name} {version}" for name, version in versions.items() if version)
    if missing and not frozen:
        advice = f"Install what is missing ({', '.join(missing)}) with `pip install nasion`."
        return Check("libraries", passed=False, found=found, advice=advice)
    return Check("libraries", passed=True, found=found or "inside the program")


def check_device() -> Check:
    """Tell on which device the networks run."""
    try:
        from core.inference.device import choose_device, describe_device
    except (ImportError, OSError) as error:
        advice = "Reinstall PyTorch with `pip install --force-reinstall torch==2.13.0`."
        return Check("device", passed=False, found=str(error), advice=advice)
    return Check("device", passed=True, found=describe_device(choose_device()))


def missing_linux_libraries() -> dict[str, str]:
    """Return the libraries that cannot be loaded and the package that has each."""
    return {
        library: package
        for library, package in LINUX_PACKAGES.items()
        if not _can_be_loaded(library)
    }


def _can_be_loaded(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def check_linux_libraries() -> Check:
    """Name the graphics libraries that this Linux lacks, with the one line that brings them."""
    missing = missing_linux_libraries()
    if not missing:
        return Check("graphics libraries", passed=True, found=f"all {len(LINUX_PACKAGES)} present")
    advice = f"sudo apt-get install -y {' '.join(sorted(missing.values()))}"
    return Check("graphics libraries", False, f"missing: {', '.join(sorted(missing))}", advice)


def check_drawing() -> Check:
    """Draw a picture without a window, in a process that may crash."""
    answer, failure = ask_probe("drawing")
    if answer is None:
        advice = "Install the graphics libraries named above, or update the graphics driver."
        return Check("drawing", passed=False, found=failure, advice=advice)
    return Check("drawing", passed=True, found=f"{answer['renderer']}, OpenGL {answer['version']}")


def check_window() -> Check:
    """Open Qt on this screen, in a process that may crash."""
    answer, failure = ask_probe("window")
    if answer is None:
        if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ):
            failure = "there is no screen (neither DISPLAY nor WAYLAND_DISPLAY is set)"
        advice = "The studio needs a screen; the commands and pictures work without one."
        return Check("window", passed=False, found=failure, advice=advice, needed=False)
    return Check("window", passed=True, found=f"Qt {answer['version']} on {answer['platform']}")


def probe_command(kind: str) -> list[str]:
    """Return the command that tries one thing in a process of its own.

    Parameters
    ----------
    kind : str
        A name in `app.probes.PROBES`.

    Returns
    -------
    list of str
        The frozen program starts itself again; otherwise Python is started on `app.probes`.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, PROBE_OPTION, kind]
    # -P: a file app.py in the folder where the user stands must not be taken for ours
    return [sys.executable, "-P", "-m", "app.probes", kind]


def _probe_environment() -> dict[str, str]:
    """Return the environment in which a started Python finds this very copy of Nasion."""
    return {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}


def ask_probe(
    kind: str, additions: Mapping[str, str] = MappingProxyType({})
) -> tuple[dict[str, str] | None, str]:
    """Run a probe in a process of its own.

    Parameters
    ----------
    kind : str
        A name in `app.probes.PROBES`.
    additions : mapping of str to str
        To its environment.

    Returns
    -------
    answer : dict of str to str or None
        None where the probe failed or crashed.
    failure : str
        Why; empty where it answered.
    """
    try:
        finished = subprocess.run(
            probe_command(kind),
            capture_output=True,
            text=True,
            timeout=PROBE_SECONDS,
            env={**_probe_environment(), **additions},
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return None, str(error)
    logger.debug("probe %s: status %s, %s", kind, finished.returncode, finished.stderr)
    lines = finished.stdout.strip().splitlines()
    if finished.returncode == 0 and lines:
        answer: dict[str, str] = json.loads(lines[-1])
        return answer, ""
    said = [line for line in finished.stderr.splitlines() if line.strip()]
    return None, said[-1].strip() if said else f"ended with status {finished.returncode}"


def check_bundles() -> list[Check]:
    """Tell of every model bundle whether it loads and reproduces its own check points."""
    try:
        from core.bundles.catalog import list_bundles
    except (ImportError, OSError) as error:
        return [Check("bundles", passed=False, found=str(error), advice="Reinstall Nasion.")]
    checks = [_check_bundle(entry) for entry in list_bundles()]
    if checks:
        return checks
    found = "there is no model bundle in the installed program"
    return [Check("bundles", passed=False, found=found, advice="Reinstall Nasion.")]


def _check_bundle(entry: "CatalogEntry") -> Check:
    from core.bundles.loader import load_bundle
    from core.bundles.selfcheck import check_bundle
    from core.errors import BundleError

    name = f"bundle {entry.id}"
    if entry.problem:
        return Check(name, passed=False, found=entry.problem, advice="Reinstall Nasion.")
    try:
        deviation = check_bundle(load_bundle(entry.path))
    except BundleError as error:
        return Check(name, passed=False, found=str(error), advice="Reinstall Nasion.")
    found = f"loads, and reproduces its check points within {deviation:.4f} mm"
    return Check(name, passed=True, found=found)
