"""Makes the program's icons from ``resources/icons/nasion.svg``, which is drawn by hand.

``python packaging/make_icons.py`` writes PNG (Linux, window), ICO (Windows) and ICNS (macOS) beside
it. Nothing is random: the same drawing gives the same pixels.
"""

import logging
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
PNG_SIZES = (32, 64, 128, 256)
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
LARGEST = 1024

logger = logging.getLogger("make_icons")


def drawn(svg: bytes, size: int) -> Image.Image:
    """Draw an SVG into a square picture.

    Parameters
    ----------
    svg : bytes
        The drawing.
    size : int
        Side of the picture, pixels.

    Returns
    -------
    PIL.Image.Image
        RGBA.
    """
    canvas = QImage(size, size, QImage.Format.Format_RGBA8888)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(canvas.constBits()))


def main() -> None:
    """Write every form of the icon."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    svg = (ICONS / "nasion.svg").read_bytes()
    for size in PNG_SIZES:
        drawn(svg, size).save(ICONS / f"nasion-{size}.png", optimize=True)
    large = drawn(svg, LARGEST)
    large.save(ICONS / "nasion.icns")
    large.save(ICONS / "nasion.ico", sizes=[(size, size) for size in ICO_SIZES])
    logger.info("wrote %s", ", ".join(sorted(path.name for path in ICONS.iterdir())))


if __name__ == "__main__":
    main()
