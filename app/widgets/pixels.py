"""Pictures from arrays for Qt."""

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage, QPixmap


def pixmap(pixels: "npt.NDArray[np.uint8]", ratio: float = 1.0) -> QPixmap:
    """Return an array as a picture.

    Parameters
    ----------
    pixels : (height, width, 4) uint8
        Red, green, blue, opacity.
    ratio : float
        Device pixels per logical one.

    Returns
    -------
    QPixmap
        A copy.
    """
    height, width, _ = pixels.shape
    data: Any = np.ascontiguousarray(pixels)
    image = QImage(data.data, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(ratio)
    return QPixmap.fromImage(image)
