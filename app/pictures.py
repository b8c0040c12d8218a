"""Pictures without a window: heads side by side with captions, for `demo`, `snapshot`, the README.

Composes what `app.off_screen` draws; text is set here, over the finished pixels.
"""

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from app.off_screen import DARK, Palette, Panel, colour_bytes, common_radius, draw_head
from core.atomic import write_whole
from core.errors import ExportError


def draw_panels(
    panels: Sequence[Panel],
    *,
    panel_size: tuple[int, int] = (520, 640),
    palette: Palette = DARK,
    columns: int | None = None,
    heading: str = "",
    footer: str = "",
) -> bytes:
    """Draw heads side by side at one common scale.

    Parameters
    ----------
    panels : sequence of Panel
        In reading order.
    panel_size : (int, int)
        Width and height of each panel, pixels, without captions.
    palette : Palette
        `DARK` or `LIGHT`.
    columns : int, optional
        Panels a row; by default all in one.
    heading, footer : str
        Text above and below all panels; empty leaves no room for it.

    Returns
    -------
    bytes
        A PNG.

    Raises
    ------
    NasionError
        When nothing can be drawn off-screen on this machine.
    """
    columns = columns or len(panels)
    rows = -(-len(panels) // columns)
    width, height = panel_size
    captioned = any(panel.title or panel.subtitle for panel in panels)
    caption = round(height * 0.105) if captioned else 0
    head = round(height * 0.115) if heading else 0
    foot = round(height * 0.075) if footer else 0
    size = (columns * width, head + rows * (height + caption) + foot)
    sheet = backdrop(size, palette)
    radius = common_radius(panels, panel_size)
    for index, panel in enumerate(panels):
        left = (index % columns) * width
        top = head + (index // columns) * (height + caption)
        picture = draw_head(panel, panel_size, palette, radius)
        sheet.paste(picture, (left, top), picture)
        _caption(sheet, panel, (left + width // 2, top + height), height, palette)
    pen = ImageDraw.Draw(sheet)
    if heading:
        font = ImageFont.load_default(round(head * 0.42))
        pen.text((size[0] // 2, head * 0.56), heading, palette.text, font, anchor="mm")
    if footer:
        font = ImageFont.load_default(round(foot * 0.36))
        pen.text((size[0] // 2, size[1] - foot * 0.6), footer, palette.faint, font, anchor="mm")
    stream = io.BytesIO()
    sheet.convert("RGB").save(stream, "PNG")
    return stream.getvalue()


def save_picture(path: Path, png: bytes) -> None:
    """Write a picture whole or not at all.

    Parameters
    ----------
    path : Path
        Ends in ``.png``.
    png : bytes
        From `draw_panels`.

    Raises
    ------
    ExportError
        When the suffix is another or the file cannot be written.
    """
    if path.suffix.lower() != ".png":
        raise ExportError(f"Pictures are written as PNG: give {path.stem}.png, not {path.name}.")
    write_whole(path, png)


def backdrop(size: tuple[int, int], palette: Palette) -> Image.Image:
    """Return a background that is a little lighter behind the heads than at the corners.

    Parameters
    ----------
    size : (int, int)
        Width and height, pixels.
    palette : Palette
        Its colours.

    Returns
    -------
    PIL.Image.Image
        Red, green, blue, opacity.
    """
    x = np.linspace(-1.0, 1.0, size[0])[None, :]
    y = np.linspace(-1.0, 1.0, size[1])[:, None]
    falloff = np.clip((x**2 * 0.55 + (y + 0.15) ** 2 * 0.8), 0.0, 1.0)[..., None]
    colour = np.array(palette.top) * (1.0 - falloff) + np.array(palette.bottom) * falloff
    # Half a grey level of noise hides the bands of a slow gradient.
    noise = np.random.default_rng(0).uniform(-0.5, 0.5, (*falloff.shape[:2], 1)) / 255.0
    return Image.fromarray(colour_bytes(colour + noise)).convert("RGBA")


def _caption(
    sheet: Image.Image, panel: Panel, middle: tuple[int, int], height: int, palette: Palette
) -> None:
    pen = ImageDraw.Draw(sheet)
    title = ImageFont.load_default(max(12, round(height * 0.034)))
    small = ImageFont.load_default(max(10, round(height * 0.025)))
    x, y = middle
    pen.text((x, y + height * 0.012), panel.title, palette.text, title, anchor="mt")
    pen.text((x, y + height * 0.058), panel.subtitle, palette.faint, small, anchor="mt")
