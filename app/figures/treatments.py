"""Figure: the usual treatments on a real scan, before and after, and how far the skin moves."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from app.figures.portrait import Portrait
from app.figures.real_skulls import SCANS
from app.figures.sheet import Titles, compose
from app.viewport.colouring import Scale
from core.document.treatment import PRESETS
from core.document.treatment_edits import SetTissue, TakePreset
from core.geometry.scan import load_scan
from core.simulation.theatre import Theatre

if TYPE_CHECKING:
    from core.document.state import FaceState
    from core.inference.head import HeadModel

MOVE = Scale("Skin moves by [mm]", 0.0, 5.0)
_SITTER = "Lee Perry-Smith"
_SIZE = (250, 290)
_RADIUS, _MIDDLE = 78.0, (0.0, -42.0, 58.0)
_ROWS = ("before", "after", "bone moved", "three-quarter", "displacement")
_FOOTER = (
    "Neo-Hookean tissue, 60 000 tetrahedra, on the inferred skull. A simulation for communication "
    "and research, not a surgical plan. Scan: Lee Perry-Smith, CC BY 3.0"
)


def draw_treatments(model: "HeadModel", data: Path | None) -> bytes | None:
    """Return every preset on a real scan.

    Parameters
    ----------
    model : HeadModel
        Fits, infers and simulates.
    data : Path or None
        The shared data.

    Returns
    -------
    bytes or None
        A PNG; None without the data.
    """
    if data is None:
        return None
    state = model.fit(load_scan(data / SCANS[_SITTER]))
    theatre = Theatre(model)
    columns = [_column(model, theatre, state, key) for key in PRESETS]
    rows = [[column[index] for column in columns] for index in range(len(_ROWS))]
    titles = Titles(
        columns=tuple(one.title for one in PRESETS.values()), rows=_ROWS, footer=_FOOTER
    )
    return compose(rows, titles, scales=(MOVE,))


def _column(
    model: "HeadModel", theatre: Theatre, state: "FaceState", key: str
) -> list[Image.Image | None]:
    treated = TakePreset(key).apply(SetTissue("neo-hookean", 60_000).apply(state))
    edit = theatre.kept(treated)
    after = edit.apply(treated)
    before, skin = model.skin_preview(state), model.skin_preview(after)
    profile = Portrait("profile", _SIZE, _RADIUS, _MIDDLE)
    aside = Portrait("three-quarter", _SIZE, _RADIUS, _MIDDLE)
    front = Portrait("front", _SIZE, _RADIUS, _MIDDLE)
    length = np.linalg.norm(edit.skin, axis=1)
    return [
        profile.plain(before),
        profile.plain(skin),
        profile.through(skin, model.skull(after).mesh),
        aside.plain(skin),
        front.mapped(skin, length, MOVE),
    ]
