"""Figure: what the first components of every part do, from -3 to +3 standard deviations."""

from dataclasses import replace
from typing import TYPE_CHECKING

from app.figures.portrait import FACE_MIDDLE, Portrait
from app.figures.sheet import Titles, compose
from core.document.control_spec import COMPONENT_LIMIT, part_title
from core.geometry.template import PARTS

if TYPE_CHECKING:
    from core.inference.head import HeadModel

SHOWN = 3
"""Components of each part."""


def draw_components(model: "HeadModel") -> bytes:
    """Return a table: parts as rows, -3 sd, mean and +3 sd of the first components as columns.

    Parameters
    ----------
    model : HeadModel
        Whose components.

    Returns
    -------
    bytes
        A PNG.
    """
    portrait = Portrait("three-quarter", (136, 166), 94.0, FACE_MIDDLE)
    mean = model.mean_state()
    middle = portrait.plain(model.skin_preview(mean))
    rows = []
    for part in PARTS:
        row = []
        for index in range(SHOWN):
            for value in (-COMPONENT_LIMIT, 0.0, COMPONENT_LIMIT):
                code = [0.0] * len(mean.codes[part])
                code[index] = value
                state = replace(mean, codes={**mean.codes, part: tuple(code)})
                row.append(portrait.plain(model.skin_preview(state)) if value else middle)
        rows.append(row)
    titles = Titles(
        columns=("-3 sd", "mean", "+3 sd") * SHOWN,
        rows=tuple(part_title(part) for part in PARTS),
        groups=tuple((f"Component {index + 1}", 3) for index in range(SHOWN)),
    )
    return compose(rows, titles)
