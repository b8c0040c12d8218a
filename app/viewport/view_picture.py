"""Pictures of the view larger than the screen and without a background.

The view's own window draws them as if its screen had smaller pixels, with everything that is seen
in it: writing, lines and points grow with it. Nothing of the scene is copied.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkRenderingAnnotation import vtkScalarBarActor
from vtkmodules.vtkRenderingCore import (
    vtkActor,
    vtkActor2D,
    vtkBillboardTextActor3D,
    vtkRenderer,
    vtkTextActor,
    vtkWindowToImageFilter,
)

if TYPE_CHECKING:
    from app.viewport.head_view import HeadView

MOST_PIXELS = 60_000_000
"""Of one picture; more does not fit the memory of small graphics processors."""

_WRITING = (vtkTextActor, vtkBillboardTextActor3D)

Pixels = npt.NDArray[np.uint8]


def view_picture(view: "HeadView", scale: int = 1, *, transparent: bool = False) -> QImage:
    """Return a picture of the view.

    Parameters
    ----------
    view : HeadView
        As it is now.
    scale : int
        Pixels of the picture for one of the screen, along each side.
    transparent : bool
        Whether the background is left out; scale bar and legend stay.

    Returns
    -------
    QImage
        Device pixels times `scale`.
    """
    if scale == 1 and not transparent:
        return view.image()
    if not transparent:
        return as_image(_drawn(view, scale))
    renderer = view.renderer
    gradient, colour = renderer.GetGradientBackground(), renderer.GetBackground()
    try:
        # What differs between black and white behind it lets the background through.
        renderer.SetGradientBackground(False)
        renderer.SetBackground(0.0, 0.0, 0.0)
        black = _drawn(view, scale)
        renderer.SetBackground(1.0, 1.0, 1.0)
        white = _drawn(view, scale)
    finally:
        renderer.SetBackground(*colour)
        renderer.SetGradientBackground(gradient)
        view.request_frame()
    return as_image(between(black, white))


def between(black: Pixels, white: Pixels) -> Pixels:
    """Return what was drawn over black and over white, with its opacity.

    Parameters
    ----------
    black, white : (h, w, 3) uint8
        The same picture over both.

    Returns
    -------
    (h, w, 4) uint8
        Red, green, blue, opacity; not multiplied.
    """
    over, under = white.astype(np.float32), black.astype(np.float32)
    through = np.clip((over - under).mean(axis=2) / 255.0, 0.0, 1.0)
    opacity = 1.0 - through
    colour = under / np.maximum(opacity, 1.0 / 255.0)[..., None]
    joined = np.dstack([np.clip(colour, 0.0, 255.0), 255.0 * opacity])
    found: Pixels = np.rint(joined).astype(np.uint8)
    return found


def as_image(pixels: Pixels) -> QImage:
    """Return pixels (h, w, 3 or 4) as a picture of its own."""
    height, width, depth = pixels.shape
    kind = QImage.Format.Format_RGB888 if depth == 3 else QImage.Format.Format_RGBA8888
    content = np.ascontiguousarray(pixels)
    return QImage(content.data, width, height, depth * width, kind).copy()


def _drawn(view: "HeadView", scale: int) -> Pixels:
    """Return the view at a multiple of its size, (h, w, 3)."""
    window = view.renderer.GetRenderWindow()
    size = window.GetSize()
    window.MakeCurrent()
    view.pace.best()
    view.enlarged = scale
    sizes = list(_sizes(view.renderer))
    try:
        for change, size_now in sizes:
            change(size_now * scale)
        window.SetSize(size[0] * scale, size[1] * scale)
        reader = vtkWindowToImageFilter()
        reader.SetInput(window)
        reader.SetInputBufferTypeToRGB()
        reader.ReadFrontBufferOff()
        reader.SetShouldRerender(True)
        reader.Update()
    finally:
        view.enlarged = 1
        for change, size_now in sizes:
            change(size_now)
        window.SetSize(*size)
        view.request_frame()
    image = reader.GetOutput()
    width, height, _ = image.GetDimensions()
    values = vtk_to_numpy(image.GetPointData().GetScalars()).reshape(height, width, -1)
    found: Pixels = values[::-1, :, :3]
    return found


def _sizes(renderer: vtkRenderer) -> Iterator[tuple[Callable[[float], None], float]]:
    """Yield how to change every size that is given in pixels, and what it is now."""
    seen: set[int] = set()
    for prop in renderer.GetViewProps():
        if isinstance(prop, vtkScalarBarActor):
            texts = [prop.GetTitleTextProperty(), prop.GetAnnotationTextProperty()]
        else:
            texts = [prop.GetTextProperty()] if isinstance(prop, _WRITING) else []
        for text in texts:
            # Writing in world coordinates of a caption is shared by several.
            if id(text) not in seen:
                seen.add(id(text))
                yield (lambda size, one=text: one.SetFontSize(round(size))), text.GetFontSize()
        look = prop.GetProperty() if isinstance(prop, vtkActor | vtkActor2D) else None
        if look is not None and id(look) not in seen:
            seen.add(id(look))
            yield look.SetLineWidth, look.GetLineWidth()
            yield look.SetPointSize, look.GetPointSize()
