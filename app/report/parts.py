"""Pieces that several pages share: headings, heads of tables, rows of pictures, colour bars."""

import numpy as np
from PIL import Image
from PySide6.QtGui import QColor

from app.report.paper import CENTRE, FAINT, INK, LINE, RIGHT, Paper
from app.translation import number
from app.viewport.colouring import Scale, ramp

_STEPS = 60


def figure(value: float, spec: str) -> str:
    """Return a number with a minus sign of its own width.

    Parameters
    ----------
    value : float
        The number.
    spec : str
        How it is written, such as ``.1f``.
    """
    return number(value, spec).replace("-", "\u2212")


def heading(paper: Paper, text: str) -> None:
    """Write the heading of a page or section at the top of what is left."""
    paper.write(text, paper.left, paper.y + 6.0, paper.font(16.0, strong=True))
    paper.y += 10.0


def table_head(paper: Paper, columns: list[tuple[str, float, bool]]) -> None:
    """Write the heads of columns: text, place in mm, and whether it is set to the right."""
    font = paper.font(7.5)
    for text, x, right in columns:
        if right:
            paper.write(text, x, paper.y + 3.0, font, FAINT, RIGHT)
        else:
            paper.write(text, x, paper.y + 3.0, font, FAINT)
    paper.y += 4.4
    paper.line(paper.left, paper.y, paper.right, paper.y, LINE, 0.25)
    paper.y += 0.6


def caption_row(
    paper: Paper, pictures: list[tuple[Image.Image, str]], tall: float, *, captions: bool
) -> None:
    """Put pictures beside each other, spread over the width, with what they show below.

    Parameters
    ----------
    paper : Paper
        Gets them at the top of what is left.
    pictures : list of (PIL.Image.Image, str)
        With captions.
    tall : float
        Height of each, mm.
    captions : bool
        Whether they are written.
    """
    column = paper.inner / len(pictures)
    font = paper.font(8.5)
    for place, (image, text) in enumerate(pictures):
        middle = paper.left + (place + 0.5) * column
        wide = tall * image.width / image.height
        paper.picture(image, middle - wide / 2.0, paper.y, wide)
        if captions:
            paper.write(text, middle, paper.y + tall + 3.4, font, FAINT, CENTRE)
    paper.y += tall + (6.0 if captions else 1.0)


def colour_bar(paper: Paper, scale: Scale, x: float, y: float, tall: float) -> None:
    """Draw what colours mean.

    Parameters
    ----------
    paper : Paper
        Gets it.
    scale : Scale
        Of the values.
    x, y : float
        Upper left corner, mm.
    tall : float
        Height of the bar, mm.
    """
    step = tall / _STEPS
    for number_of, colour in enumerate(ramp(scale, np.linspace(1.0, 0.0, _STEPS))):
        shade = QColor.fromRgbF(*(float(one) for one in colour))
        paper.fill(x, y + number_of * step, 5.0, step + 0.05, shade)
    font = paper.font(8.5)
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        value = scale.low + (1.0 - share) * (scale.high - scale.low)
        text = figure(value, "+g" if scale.diverging else "g")
        at = y + share * tall
        paper.line(x + 5.0, at, x + 6.2, at, FAINT, 0.15)
        paper.write("0" if value == 0.0 else text, x + 7.6, at + 1.1, font, INK)
    title_end = min(x + paper.text_width(scale.title, font), paper.right)
    paper.write(scale.title, title_end, y - 3.2, font, FAINT, RIGHT)
