"""Sets pictures of heads into a table with titles, a scale and a footer, as figures in papers are.

Everything is measured in pixels of the finished picture; writing is set over finished pixels.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from app.off_screen import LIGHT, Palette, colour_bytes
from app.viewport.colouring import Scale, ramp

_GAP = 6
_MARGIN = 22
_TITLE = 15
_SMALL = 13
_ROW_TITLE_WIDTH = 92
_COLUMN_TITLE_HEIGHT = 26
_GROUP_HEIGHT = 28
_CAPTION_HEIGHT = 30
_BAR_WIDTH = 200
_LEGEND_HEIGHT = 46
_FOOTER_HEIGHT = 26


@dataclass(frozen=True)
class Titles:
    """What is written around a table of pictures.

    Attributes
    ----------
    columns : tuple of str
        Above the columns.
    rows : tuple of str
        Left of the rows; empty leaves no room.
    groups : tuple of (str, int)
        Above the column titles, each over so many columns.
    cells : tuple of str
        Below the pictures, in reading order; those of empty cells are skipped.
    footer : str
        Below everything.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    groups: tuple[tuple[str, int], ...] = ()
    cells: tuple[str, ...] = ()
    footer: str = ""


def compose(
    pictures: Sequence[Sequence[Image.Image | None]],
    titles: Titles,
    *,
    scales: Sequence[Scale] = (),
    palette: Palette = LIGHT,
) -> bytes:
    """Return a table of pictures as PNG.

    Parameters
    ----------
    pictures : sequence of rows of PIL.Image.Image or None
        All of one size; None leaves a cell empty.
    titles : Titles
        What is written around them.
    scales : sequence of Scale
        What the colours mean; drawn below.
    palette : Palette
        Of background and writing.

    Returns
    -------
    bytes
        A PNG.
    """
    cell = next(cell.size for row in pictures for cell in row if cell is not None)
    step = (cell[0] + _GAP, cell[1] + (_CAPTION_HEIGHT if titles.cells else _GAP))
    left = _MARGIN + (_ROW_TITLE_WIDTH if any(titles.rows) else 0)
    top = _MARGIN + (_GROUP_HEIGHT if titles.groups else 0)
    top += _COLUMN_TITLE_HEIGHT if titles.columns else 0
    columns = max(len(row) for row in pictures)
    below = top + len(pictures) * step[1] - (0 if titles.cells else _GAP)
    foot = (_LEGEND_HEIGHT if scales else 0) + (_FOOTER_HEIGHT if titles.footer else 0)
    across = max(
        columns * step[0] - _GAP,
        sum(map(_scale_width, scales)),
        round(_font(_SMALL).getlength(titles.footer)),
    )
    size = (left + across + _MARGIN, below + foot + _MARGIN)
    sheet = Image.new("RGB", size, _colour(palette.top))
    _paste_cells(sheet, pictures, (left, top), step, palette)
    pen = ImageDraw.Draw(sheet)
    _write_titles(pen, titles, (left, top), step, cell, palette)
    captions = iter(titles.cells)
    for row, line in enumerate(pictures):
        for column, picture in enumerate(line):
            if picture is not None:
                spot = (left + column * step[0] + cell[0] / 2, top + row * step[1] + cell[1] + 16)
                pen.text(spot, next(captions, ""), palette.text, _font(_SMALL), anchor="ms")
    x = left
    for scale in scales:
        _draw_scale(sheet, scale, (x, below + 16), palette)
        x += _scale_width(scale)
    if titles.footer:
        place = (left, size[1] - _MARGIN - 6)
        pen.text(place, titles.footer, palette.faint, _font(_SMALL), anchor="ls")
    stream = io.BytesIO()
    sheet.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _paste_cells(
    sheet: Image.Image,
    pictures: Sequence[Sequence[Image.Image | None]],
    start: tuple[int, int],
    step: tuple[int, int],
    palette: Palette,
) -> None:
    for row, line in enumerate(pictures):
        for column, picture in enumerate(line):
            if picture is not None:
                filled = Image.new("RGB", picture.size, _colour(palette.bottom))
                filled.paste(picture, (0, 0), picture)
                place = (start[0] + column * step[0], start[1] + row * step[1])
                sheet.paste(filled, place, _rounded(picture.size))


def _write_titles(
    pen: ImageDraw.ImageDraw,
    titles: Titles,
    start: tuple[int, int],
    step: tuple[int, int],
    cell: tuple[int, int],
    palette: Palette,
) -> None:
    left, top = start
    for column, text in enumerate(titles.columns):
        middle = left + column * step[0] + cell[0] / 2
        pen.text((middle, top - 9), text, palette.faint, _font(_SMALL), anchor="ms")
    for row, text in enumerate(titles.rows):
        middle = top + row * step[1] + cell[1] / 2
        pen.text((_MARGIN, middle), text, palette.text, _font(_TITLE), anchor="lm")
    above = top - (_COLUMN_TITLE_HEIGHT if titles.columns else 0)
    column = 0
    for text, span in titles.groups:
        first = left + column * step[0]
        last = first + span * step[0] - _GAP
        pen.text(((first + last) / 2, above - 10), text, palette.text, _font(_TITLE), anchor="ms")
        pen.line((first + 4, above - 3, last - 4, above - 3), palette.faint)
        column += span


def _draw_scale(sheet: Image.Image, scale: Scale, place: tuple[int, int], palette: Palette) -> None:
    """Draw a bar of colours with its title and the values at its ends and middle."""
    width, height = _BAR_WIDTH, 10
    colours = colour_bytes(ramp(scale, np.linspace(0.0, 1.0, width)))
    bar = Image.fromarray(np.repeat(colours[None], height, axis=0))
    sheet.paste(bar, place)
    pen, (x, y) = ImageDraw.Draw(sheet), place
    for share in (0.0, 0.5, 1.0):
        value = scale.low + share * (scale.high - scale.low)
        spot = (x + share * width, y + height + 4)
        pen.text(spot, f"{value:.3g}", palette.faint, _font(_SMALL - 1), anchor="mt")
    pen.text((x + width + 14, y - 2), scale.title, palette.text, _font(_SMALL), anchor="lt")


def _scale_width(scale: Scale) -> int:
    return _BAR_WIDTH + 54 + round(_font(_SMALL).getlength(scale.title))


def _rounded(size: tuple[int, int]) -> Image.Image:
    """Return a mask with rounded corners, smooth at its edge."""
    large = Image.new("L", (size[0] * 4, size[1] * 4), 0)
    box = (0, 0, size[0] * 4 - 1, size[1] * 4 - 1)
    ImageDraw.Draw(large).rounded_rectangle(box, 24, fill=255)
    return large.resize(size, Image.Resampling.BOX)


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _colour(colour: tuple[float, float, float]) -> tuple[int, int, int]:
    red, green, blue = (round(255.0 * one) for one in colour)
    return red, green, blue
