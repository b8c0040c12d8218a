"""Builds the frozen program and lets it check itself.

``python packaging/build.py`` makes an environment that holds only what the program runs on (from a
development environment the program would grow by a gigabyte), freezes it into ``dist/nasion`` and
starts that with ``--self-test``, under a virtual screen where there is no other.
"""

import argparse
import logging
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from collected import forbidden_files

ROOT = Path(__file__).resolve().parent.parent
PYINSTALLER = "pyinstaller>=6.16,<7"

logger = logging.getLogger("build")


def run(command: list[str]) -> None:
    """Run a command and stop the build when it fails.

    Parameters
    ----------
    command : list of str
        Program and arguments.
    """
    logger.info("%s", " ".join(command))
    subprocess.run(command, cwd=ROOT, check=True)


def runtime_python(folder: Path) -> Path:
    """Return the Python of a fresh environment with the program and PyInstaller in it.

    Parameters
    ----------
    folder : Path
        Where the environment goes; what was there is replaced.
    """
    venv.EnvBuilder(with_pip=True, clear=True).create(folder)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    run([str(python), "-m", "pip", "install", "--quiet", str(ROOT), PYINSTALLER])
    return python


def freeze(python: Path, work: Path, output: Path) -> Path:
    """Freeze the program.

    Parameters
    ----------
    python : Path
        From `runtime_python`.
    work : Path
        For PyInstaller's own files.
    output : Path
        Gets the folder ``nasion`` (and ``Nasion.app`` on macOS).

    Returns
    -------
    Path
        The program.
    """
    specification = str(ROOT / "packaging" / "nasion.spec")
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    run([*command, "--workpath", str(work), "--distpath", str(output), specification])
    return output / "nasion" / ("nasion.exe" if sys.platform == "win32" else "nasion")


def refuse_forbidden(folder: Path) -> None:
    """Stop the build when the program holds what may not be shipped.

    Parameters
    ----------
    folder : Path
        Of the program.
    """
    found = forbidden_files(folder)
    if found:
        raise SystemExit(f"These may not be shipped: {', '.join(map(str, found))}")


def self_test(program: Path) -> None:
    """Let the frozen program load its bundle, extract, draw, export and open its window.

    Parameters
    ----------
    program : Path
        From `freeze`.
    """
    command = [str(program), "--self-test"]
    screenless = sys.platform == "linux" and "DISPLAY" not in os.environ
    if screenless and shutil.which("xvfb-run"):
        command = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1680x1050x24", *command]
    run(command)


def folder_size(folder: Path) -> float:
    """Return the size of a folder in megabytes.

    Parameters
    ----------
    folder : Path
        Any folder; links are not followed.
    """
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6


def main() -> None:
    """Build as the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=ROOT / "build", help="scratch folder")
    parser.add_argument("--output", type=Path, default=ROOT / "dist", help="gets the program")
    parser.add_argument("--python", type=Path, help="use this environment instead of a fresh one")
    parser.add_argument("--skip-self-test", action="store_true")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    python = options.python or runtime_python(options.work / "environment")
    program = freeze(python, options.work / "pyinstaller", options.output)
    refuse_forbidden(program.parent)
    logger.info("%s: %.0f MB", program.parent, folder_size(program.parent))
    if not options.skip_self_test:
        self_test(program)


if __name__ == "__main__":
    main()
