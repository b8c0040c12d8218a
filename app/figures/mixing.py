"""Figures: parts of one person on another's face, and the way from one person to another."""

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from app.figures.people import Sitter, without_scan
from app.figures.portrait import Portrait
from app.figures.sheet import Titles, compose
from app.viewport.colouring import Scale
from core.document.edits import BlendParts, Person
from core.geometry.distance import SurfaceDistance
from core.geometry.template import PARTS

if TYPE_CHECKING:
    from core.inference.head import HeadModel

ERROR = Scale("Distance from fit to scan [mm]", 0.0, 2.0)
CHANGE = Scale("Skin moved by this step [mm]", 0.0, 8.0)
_OF_B = {"nose": "B's nose", "eyes": "B's eyes", "mouth": "B's mouth", "remainder": "B's rest"}


def draw_swap(model: "HeadModel", first: Sitter, second: Sitter) -> bytes:
    """Return two people and the first with each part of the second.

    Parameters
    ----------
    model : HeadModel
        Draws them.
    first, second : Sitter
        Who.

    Returns
    -------
    bytes
        A PNG.
    """
    one, two = without_scan(first), without_scan(second)
    person = Person.of(two, second.name)
    faces = [one, two, *(model.copy_part(one, part, person).apply(one) for part in PARTS)]
    views = (Portrait("front", (196, 240)), Portrait("three-quarter", (196, 240)))
    rows = [[view.plain(model.skin_preview(face)) for face in faces] for view in views]
    columns = (first.name, second.name, *(f"A with {_OF_B[part]}" for part in PARTS))
    return compose(rows, Titles(columns=columns))


def draw_blend(model: "HeadModel", first: Sitter, second: Sitter) -> bytes:
    """Return the way from one person to another, at once and part by part.

    Parameters
    ----------
    model : HeadModel
        Draws them.
    first, second : Sitter
        Who; the distance to their scans is shown at both ends.

    Returns
    -------
    bytes
        A PNG.
    """
    portrait = Portrait("front", (176, 214))
    one, two = without_scan(first), without_scan(second)
    ends = Person.of(one, first.name), Person.of(two, second.name)
    shares = (0.0, 0.25, 0.5, 0.75, 1.0)
    way = [BlendParts.whole(*ends, share).apply(one) for share in shares]
    steps = [one]
    # The rest first: the small parts that follow are then at home, and the last step is B.
    for part in (PARTS[-1], *PARTS[:-1]):
        steps.append(model.copy_part(steps[-1], part, ends[1]).apply(steps[-1]))
        if part == PARTS[-1]:
            steps[-1] = replace(steps[-1], size=two.size)
    skins = [model.skin_preview(state) for state in steps]
    moved = [
        portrait.mapped(after, np.linalg.norm(after.vertices - before.vertices, axis=1), CHANGE)
        for before, after in itertools.pairwise(skins)
    ]
    drawn = [portrait.plain(model.skin_preview(state)) for state in way]
    scans = [portrait.plain(one.scan) if one.scan else None for one in (first, second)]
    errors = [_error(model, portrait, one) for one in (first, second)]
    rows = [
        [scans[0], *drawn, scans[1]],
        [errors[0], *map(portrait.plain, skins), errors[1]],
        [None, None, *moved, None],
    ]
    titles = Titles(
        rows=("All parts\nat once", "Part\nby part", "What each\nstep moves"),
        cells=(
            *("scan of A" for one in scans[:1] if one),
            *("A", "25 %", "50 %", "75 %", "B"),
            *("scan of B" for one in scans[1:] if one),
            *("fit to scan of A" for one in errors[:1] if one),
            *("A", "rest of B", "+ nose of B", "+ eyes of B", "+ mouth of B"),
            *("fit to scan of B" for one in errors[1:] if one),
        ),
    )
    return compose(rows, titles, scales=(ERROR, CHANGE))


def _error(model: "HeadModel", portrait: Portrait, sitter: Sitter) -> Image.Image | None:
    """Return how far the codes alone are from the scan; None for a person without one."""
    if sitter.scan is None:
        return None
    skin = model.skin_preview(replace(sitter.state, scan=None))
    distance = SurfaceDistance(sitter.scan).unsigned(skin.vertices)[0]
    return portrait.mapped(skin, distance, ERROR)
