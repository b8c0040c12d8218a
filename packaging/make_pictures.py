"""Makes the README's pictures: what `nasion demo` draws, and the studio on its project.

``python packaging/make_pictures.py`` in a development environment; needs a screen, which
``xvfb-run -a`` in front of it gives. The user's own settings are left alone.
"""

import argparse
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QApplication

from app.commands.heads import head_model
from app.main import make_application
from app.main_window import MainWindow
from app.session import Session
from app.settings import Settings
from app.surfaces import ColourBy, Tier

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "resources" / "pictures"

LONGEST_WAIT = 600.0
SETTLING = 1.0
"""Time for layout, shading and the last frame once everything is computed, seconds."""
DEMO_WIDTH = 1380
COLOURS = 256

logger = logging.getLogger("make_pictures")


def small_png(source: Path, target: Path, width: int | None = None) -> None:
    """Write a picture with few enough colours for a repository.

    Parameters
    ----------
    source : Path
        Any picture.
    target : Path
        The PNG to write.
    width : int, optional
        Pixels to which it is reduced.
    """
    with Image.open(source) as picture:
        rgb = picture.convert("RGB")
    if width is not None and rgb.width > width:
        rgb = rgb.resize((width, round(rgb.height * width / rgb.width)), Image.Resampling.LANCZOS)
    rgb.quantize(COLOURS, dither=Image.Dither.FLOYDSTEINBERG).save(target, optimize=True)
    logger.info("%s: %d kB", target, target.stat().st_size // 1000)


def wait_until(application: QApplication, done: Callable[[], bool]) -> None:
    """Let the window work until something holds, then until it has settled.

    Parameters
    ----------
    application : QApplication
        Processes events meanwhile.
    done : callable
        What to wait for.

    Raises
    ------
    TimeoutError
        When it does not come to hold.
    """
    deadline = time.monotonic() + LONGEST_WAIT
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError("the studio did not finish its work")
        application.processEvents()
    settled = time.monotonic() + SETTLING
    while time.monotonic() < settled:
        application.processEvents()


def photograph_studio(document: Path, folder: Path) -> None:
    """Take the pictures of the studio.

    Parameters
    ----------
    document : Path
        The scan or project that it shows.
    folder : Path
        For the pictures as taken.
    """
    application = make_application()
    window = MainWindow(Session(head_model), Settings())
    session = window.session

    def shown() -> bool:
        exact = session.shown is not None and session.shown.tier is Tier.EXACT
        there = session.state is not None and session.state.scan is not None
        return exact and there and not session.busy

    window.show()
    window.start(document)
    wait_until(application, shown)
    window.look_from("three-quarter")
    window.layers.set_layer("scan", visible=False, opacity=1.0)
    window.layers.set_layer("skin", visible=True, opacity=0.35)
    wait_until(application, shown)
    window.grab().save(str(folder / "studio.png"))
    window.use_theme("light")
    window.layers.set_layer("skin", visible=True, opacity=1.0)
    box = window.layers.skin_colour
    box.setCurrentIndex(box.findData(ColourBy.THICKNESS))
    window.look_from("front")
    wait_until(application, lambda: shown() and ColourBy.THICKNESS in session.shown.skin.values)
    window.grab().save(str(folder / "studio-thickness.png"))
    window.close()
    application.processEvents()


def main() -> None:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--document", type=Path, help="show this instead of the demo's project")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.environ["XDG_CONFIG_HOME"] = scratch
        command = [sys.executable, "-m", "app.cli", "demo", "--out", str(folder)]
        subprocess.run(command, cwd=ROOT, check=True)
        small_png(folder / "demo.png", PICTURES / "demo.png", DEMO_WIDTH)
        photograph_studio(options.document or folder / "demo.nasion", folder)
        for name in ("studio.png", "studio-thickness.png"):
            small_png(folder / name, PICTURES / name)


if __name__ == "__main__":
    main()
