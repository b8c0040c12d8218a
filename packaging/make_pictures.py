"""Makes the README's pictures: what `nasion demo` draws, and the studio on the sample scan.

``python packaging/make_pictures.py`` in a development environment; needs a screen, which
``xvfb-run -a`` in front of it gives. The user's own settings are left alone.
"""

import argparse
import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from app.screenshots import take_screenshots

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "resources" / "pictures"
DEMO_WIDTH = 1100
STUDIO = ("studio-skull.png", "studio-thickness.png", "studio-light.png")
"""What the README shows of the studio."""

logger = logging.getLogger("make_pictures")


def small_png(source: Path, target: Path, width: int | None = None) -> None:
    """Write a picture small enough for a repository.

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
    rgb.save(target, optimize=True)
    logger.info("%s: %d kB", target, target.stat().st_size // 1000)


def main() -> None:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--demo", type=Path, help="folder of a demo that has run already")
    parser.add_argument("--scan", type=Path, help="show this in the studio instead of the sample")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.environ["XDG_CONFIG_HOME"] = scratch
        demo = options.demo or folder
        if options.demo is None:
            command = [sys.executable, "-m", "app.cli", "demo", "--out", str(demo)]
            subprocess.run(command, cwd=ROOT, check=True)
        small_png(demo / "demo.png", PICTURES / "demo.png", DEMO_WIDTH)
        for picture in take_screenshots(folder, options.scan):
            if picture.name in STUDIO:
                small_png(picture, PICTURES / picture.name)


if __name__ == "__main__":
    main()
