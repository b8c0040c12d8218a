"""Makes the README's pictures: what `nasion demo` draws, the studio, and figures of the models.

``PYTHONPATH=. python packaging/make_pictures.py`` in a development environment. The studio needs a
screen, which ``xvfb-run -a`` in front of it gives; ``--only`` with the name of a figure needs none.
Scans and identities come from ``../shared/data`` where it is; without it the bundled sample serves.
The user's own settings are left alone.
"""

import argparse
import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from app.figures.make import AIM_FIGURES, FIGURES, PHOTO_FIGURES, SKULL_FIGURES, make_figures
from app.heads import head_model
from app.screenshots import take_screenshots

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "resources" / "pictures"
DATA = ROOT.parent / "shared" / "data"
DEMO_WIDTH = 1100
STUDIO = (
    "studio-measures.png", "studio-expression.png", "studio-skull.png", "studio-thickness.png",
    "studio-light.png",
)  # fmt: skip
"""What the README shows of the studio."""
CHOICES = ("demo", "studio", *FIGURES, *AIM_FIGURES, *SKULL_FIGURES, *PHOTO_FIGURES)

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
    parser.add_argument("--data", type=Path, default=DATA, help="the shared data")
    parser.add_argument("--only", nargs="+", choices=CHOICES, default=CHOICES)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.environ["XDG_CONFIG_HOME"] = scratch
        if "demo" in options.only:
            small_png(_demo(options.demo, folder) / "demo.png", PICTURES / "demo.png", DEMO_WIDTH)
        if "studio" in options.only:
            for picture in take_screenshots(folder, options.scan):
                if picture.name in STUDIO:
                    small_png(picture, PICTURES / picture.name)
        figures = {*FIGURES, *AIM_FIGURES, *SKULL_FIGURES, *PHOTO_FIGURES} & set(options.only)
        if figures:
            data = options.data if options.data.is_dir() else None
            for picture in make_figures(head_model(), folder, data, figures):
                small_png(picture, PICTURES / picture.name)


def _demo(done: Path | None, folder: Path) -> Path:
    """Return the folder of a demo, which is run unless one is given."""
    if done is None:
        command = [sys.executable, "-m", "app.cli", "demo", "--out", str(folder)]
        subprocess.run(command, cwd=ROOT, check=True)
    return done or folder


if __name__ == "__main__":
    main()
