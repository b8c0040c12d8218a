"""Makes every figure of the parts model into a folder."""

import logging
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from app.figures.components import draw_components
from app.figures.expression_sheet import draw_expressions
from app.figures.mixing import draw_blend, draw_swap
from app.figures.own_scan import draw_own_scan
from app.figures.people import Sitter, two_people
from app.pictures import save_picture

if TYPE_CHECKING:
    from core.inference.head import HeadModel

logger = logging.getLogger(__name__)

FIGURES = ("components", "swap", "blend", "own-scan", "expressions")
"""Names of the figures; their files are called ``parts-NAME.png``."""


def make_figures(
    model: "HeadModel", out: Path, data: Path | None = None, only: Collection[str] = FIGURES
) -> tuple[Path, ...]:
    """Draw figures and write them.

    Parameters
    ----------
    model : HeadModel
        Whose parts are shown.
    out : Path
        Folder of the pictures.
    data : Path, optional
        The shared data; without it the bundled sample and a drawn person serve.
    only : collection of str
        Of `FIGURES`.

    Returns
    -------
    tuple of Path
        The files, in the order of `FIGURES`; one that the model cannot fill is left out.
    """
    people = two_people(model, data) if {"swap", "blend", "expressions"} & set(only) else ()
    makers: dict[str, Callable[[], bytes | None]] = {
        "components": lambda: draw_components(model),
        "swap": lambda: draw_swap(model, *people),
        "blend": lambda: draw_blend(model, *people),
        "own-scan": lambda: draw_own_scan(model, data),
        "expressions": lambda: draw_expressions(model, _first(people)),
    }
    written = []
    for name in FIGURES:
        png = makers[name]() if name in only else None
        if png is not None:
            path = out / f"parts-{name}.png"
            save_picture(path, png)
            logger.info("%s", path)
            written.append(path)
    return tuple(written)


def _first(people: tuple[Sitter, ...]) -> Sitter:
    return people[0]
