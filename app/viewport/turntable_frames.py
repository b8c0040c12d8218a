"""The view turned once around, picture by picture."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from app.viewport.view_picture import Pixels, view_picture

if TYPE_CHECKING:
    from app.moving_pictures import TurntableWish
    from app.viewport.head_view import HeadView

_DRAWING = 0.9
"""Share of the work that is drawing; the rest is writing."""


def turn_around(view: "HeadView", path: Path, wish: "TurntableWish") -> Iterator[float]:
    """Turn the view about the head's upright axis, save what is seen, and put the view back.

    Parameters
    ----------
    view : HeadView
        As it looks now; camera and layers are the user's.
    path : Path
        File, or folder for single pictures.
    wish : TurntableWish
        How.

    Yields
    ------
    float
        Share done, 0 to 1.

    Raises
    ------
    ExportError
        When it cannot be written; nothing is left behind.
    """
    from app.moving_pictures import write_moving

    place = view.camera()
    frames: list[Pixels] = []
    size: QSize | None = None
    try:
        for number in range(wish.frames):
            picture = view_picture(view, wish.scale, transparent=wish.transparent)
            size = size or picture.size()
            if picture.size() != size:
                # The window was resized meanwhile; a moving picture has one size.
                picture = picture.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)
            frames.append(pixels_of(picture, with_opacity=wish.transparent))
            view.eye.turn(360.0 / wish.frames)
            yield _DRAWING * (number + 1) / wish.frames
    finally:
        view.restore_camera(place)
    write_moving(path, frames, wish.rate, wish.kind)


def pixels_of(picture: QImage, *, with_opacity: bool) -> Pixels:
    """Return a picture as pixels (h, w, 3), or (h, w, 4) with opacity."""
    kind = QImage.Format.Format_RGBA8888 if with_opacity else QImage.Format.Format_RGB888
    plain = picture.convertToFormat(kind)
    depth = 4 if with_opacity else 3
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), -1)
    found: Pixels = rows[:, : depth * plain.width()].reshape(plain.height(), plain.width(), depth)
    return found.copy()
