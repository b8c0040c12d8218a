"""Makes the pictures of the guide from the current program, in both languages.

``PYTHONPATH=. xvfb-run -a -s "-screen 0 1680x1050x24" python packaging/make_guide.py`` in a
development environment. Opens the bundled sample; nothing in it is drawn by chance.
"""

import argparse
import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from app.guide import guide_folder
from app.translation import LANGUAGES

PICTURES = {
    "studio": "fitted",
    "skull": "glass",
    "parts": "book-parts",
    "expression": "book-expression",
    "anatomy": "thickness",
    "measures": "book-measures",
    "uncertainty": "page-skull",
}
"""Names in the guide, and in the gallery of `app.gallery`."""
WIDEST = 620
"""Pixels; the text of the guide is not wider."""
COLOURS = 256

logger = logging.getLogger("make_guide")


def small_picture(source: Path, target: Path) -> int:
    """Write a picture as few bytes as the guide needs.

    Parameters
    ----------
    source : Path
        Any picture.
    target : Path
        The PNG to write.

    Returns
    -------
    int
        Bytes.
    """
    with Image.open(source) as picture:
        rgb = picture.convert("RGB")
    if rgb.width > WIDEST:
        height = round(rgb.height * WIDEST / rgb.width)
        rgb = rgb.resize((WIDEST, height), Image.Resampling.LANCZOS)
    target.parent.mkdir(parents=True, exist_ok=True)
    reduced = rgb.quantize(COLOURS, Image.Quantize.MAXCOVERAGE)
    reduced.save(target, optimize=True)
    return target.stat().st_size


def main() -> None:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--from", dest="source", type=Path, help="galleries that were taken already"
    )
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    with tempfile.TemporaryDirectory() as folder:
        source = options.source or Path(folder)
        total = 0
        for code in LANGUAGES:
            gallery = source / f"dark-{code}-100"
            if not gallery.is_dir():
                words = ["--theme", "dark", "--language", code, "--scale", "1"]
                command = [sys.executable, "-m", "app.gallery", str(gallery), *words]
                subprocess.run(command, env={**os.environ, "QT_SCALE_FACTOR": "1"}, check=True)
            for name, taken in PICTURES.items():
                target = guide_folder(code) / "pictures" / f"{name}.png"
                total += small_picture(gallery / f"studio-{taken}.png", target)
        logger.info("%d kB in all", total // 1000)


if __name__ == "__main__":
    main()
