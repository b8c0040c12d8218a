"""Makes every figure of the parts model and of the anatomical model into a folder."""

import logging
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from app.figures.aim import (
    aim_sitters,
    draw_anatomy,
    draw_jaw,
    draw_retarget,
    draw_thickness,
)
from app.figures.components import draw_components
from app.figures.expression_sheet import draw_expressions
from app.figures.mixing import draw_blend, draw_swap
from app.figures.own_scan import draw_own_scan
from app.figures.people import Sitter, two_people
from app.figures.photographs import draw_photograph
from app.figures.real_skulls import draw_real_skulls
from app.figures.treatments import draw_treatments
from app.pictures import save_picture

if TYPE_CHECKING:
    from core.inference.head import HeadModel

logger = logging.getLogger(__name__)

FIGURES = ("components", "swap", "blend", "own-scan", "expressions")
"""Names of the parts model's figures; their files are called ``parts-NAME.png``."""
AIM_FIGURES = ("aim-anatomy", "aim-thickness", "aim-jaw", "aim-retarget")
"""Names of the anatomical model's; their files are called ``NAME.png``."""
SKULL_FIGURES = ("skull-real", "treatments")
"""Names of the skull's and the treatments'; called the same way, drawn only with shared data."""

PHOTO_FIGURES = ("photo-overlay",)
"""Names of the photographs'; drawn where networks for them are shipped."""


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
        Of `FIGURES`, `AIM_FIGURES`, `SKULL_FIGURES` and `PHOTO_FIGURES`.

    Returns
    -------
    tuple of Path
        The files, in the order of both; one that the model cannot fill is left out.
    """
    people = two_people(model, data) if {"swap", "blend", "expressions"} & set(only) else ()
    makers: dict[str, Callable[[], bytes | None]] = {
        "components": lambda: draw_components(model),
        "swap": lambda: draw_swap(model, *people),
        "blend": lambda: draw_blend(model, *people),
        "own-scan": lambda: draw_own_scan(model, data),
        "expressions": lambda: draw_expressions(model, _first(people)),
    }
    files = {f"parts-{name}": makers[name] for name in FIGURES if name in only}
    if set(AIM_FIGURES) & set(only):
        of_aim = _aim_makers(model, data)
        files |= {name: of_aim[name] for name in AIM_FIGURES if name in only}
    drawn = {
        "skull-real": lambda: draw_real_skulls(model, data),
        "treatments": lambda: draw_treatments(model, data),
    }
    files |= {name: drawn[name] for name in SKULL_FIGURES if name in only}
    if set(PHOTO_FIGURES) & set(only):
        files["photo-overlay"] = lambda: draw_photograph(model)
    written = []
    for name, make in files.items():
        png = make()
        if png is not None:
            path = out / f"{name}.png"
            save_picture(path, png)
            logger.info("%s", path)
            written.append(path)
    return tuple(written)


def _aim_makers(model: "HeadModel", data: Path | None) -> dict[str, Callable[[], bytes | None]]:
    first, second = aim_sitters(model, data)
    return {
        "aim-anatomy": lambda: draw_anatomy(model, first),
        "aim-thickness": lambda: draw_thickness(model, first),
        "aim-jaw": lambda: draw_jaw(model, first),
        "aim-retarget": lambda: draw_retarget(model, first, second),
    }


def _first(people: tuple[Sitter, ...]) -> Sitter:
    return people[0]
