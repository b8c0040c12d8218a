"""Figure: one person with the expressions of the studio's presets."""

from typing import TYPE_CHECKING

from app.expressions import PRESETS, preset_edit
from app.figures.people import Sitter, without_scan
from app.figures.portrait import FACE_MIDDLE, Portrait
from app.figures.sheet import Titles, compose

if TYPE_CHECKING:
    from core.inference.head import HeadModel

_COLUMNS = 5


def draw_expressions(model: "HeadModel", sitter: Sitter) -> bytes | None:
    """Return a face with every preset, neutral first.

    Parameters
    ----------
    model : HeadModel
        Its expressions are used.
    sitter : Sitter
        Whose face.

    Returns
    -------
    bytes or None
        A PNG; None when the model has no expressions.
    """
    names = tuple(model.expression_names)
    if not names:
        return None
    portrait = Portrait("three-quarter", (236, 286), 100.0, FACE_MIDDLE)
    face = without_scan(sitter)
    states = {"Neutral": face} | {
        preset: preset_edit(preset, names).apply(face) for preset in PRESETS
    }
    drawn = [portrait.plain(model.skin_preview(state)) for state in states.values()]
    titles = list(states)
    return compose(
        [drawn[at : at + _COLUMNS] for at in range(0, len(drawn), _COLUMNS)],
        Titles(cells=tuple(titles)),
    )
