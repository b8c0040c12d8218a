"""Pictures with their provenance: what `nasion snapshot` draws, and `nasion replay` draws again."""

import hashlib
import io
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from app.exports import machine_of
from app.off_screen import DARK, LIGHT, VIEWS, Panel
from app.pictures import draw_panels, save_picture
from core.document.provenance import Fingerprint, Recipe, nameless, write_recipe
from core.document.state import FaceState
from core.errors import ExportError

if TYPE_CHECKING:
    from core.inference.head import HeadModel

SNAPSHOT = "snapshot"
PICTURE_VERBS = (SNAPSHOT,)
"""Verbs whose result is a picture."""
_PALETTES = {"dark": DARK, "light": LIGHT}
_LARGEST_SIDE = 4096
_NEAR_LEVELS = 2.0
"""Mean difference of two pictures that counts as rendering on another machine, of 255."""


def draw_snapshot(state: FaceState, model: "HeadModel", options: Mapping[str, Any]) -> bytes:
    """Draw a face, its skin over its skull.

    Parameters
    ----------
    state : FaceState
        The face.
    model : HeadModel
        Computes it.
    options : mapping of str to JSON values
        ``view``, ``skin_opacity``, ``background``, ``width``, ``height``.

    Returns
    -------
    bytes
        A PNG.

    Raises
    ------
    ExportError
        When an option is not what it must be.
    """
    try:
        opacity = float(options["skin_opacity"])
        size = (int(options["width"]), int(options["height"]))
        palette, view = _PALETTES[options["background"]], str(options["view"])
        if view not in VIEWS or not 0 < min(size) <= max(size) <= _LARGEST_SIDE:
            raise ValueError(view)
    except (KeyError, TypeError, ValueError) as error:
        raise ExportError(
            f"The provenance asks for an unknown picture ({error}); it was changed."
        ) from None
    panel = Panel(
        skin=model.skin_preview(state),
        skull=model.skull(state).mesh if opacity < 1.0 else None,
        view=view,
        skin_opacity=opacity,
    )
    return draw_panels([panel], panel_size=size, palette=palette)


def write_snapshot(
    path: Path, png: bytes, state: FaceState, model: "HeadModel", options: Mapping[str, Any]
) -> Path:
    """Write a picture and beside it how it was made.

    Parameters
    ----------
    path : Path
        Ends in ``.png``.
    png : bytes
        From `draw_snapshot`.
    state : FaceState
        The face.
    model : HeadModel
        What drew it.
    options : mapping of str to JSON values
        Those of `draw_snapshot`.

    Returns
    -------
    Path
        The side file.

    Raises
    ------
    ExportError
        When a file cannot be written.
    """
    save_picture(path, png)
    recipe = Recipe(
        verb=SNAPSHOT,
        options=dict(options),
        state=nameless(state),
        made=(_fingerprint(png),),
        program=metadata.version("nasion"),
        machine=machine_of(model),
    )
    return write_recipe(path, recipe)


def draw_again(
    recipe: Recipe, old: Path, output: Path | None, model: "HeadModel"
) -> dict[str, Any]:
    """Draw a picture from its recipe and say whether it is the same.

    Parameters
    ----------
    recipe : Recipe
        Of a snapshot.
    old : Path
        The old picture; need not exist any more.
    output : Path or None
        Where the new one goes; None only compares.
    model : HeadModel
        Of the recipe's bundle.

    Returns
    -------
    dict
        What the command tells.

    Raises
    ------
    ExportError
        When the picture shows something else.
    """
    png = draw_snapshot(recipe.state, model, recipe.options)
    same = recipe.made == (_fingerprint(png),)
    levels = 0.0 if same else _difference(png, old)
    if levels is not None and levels > _NEAR_LEVELS:
        raise ExportError(
            f"The picture differs from {old.name} by {levels:.0f} grey levels on average: that "
            "file was changed since. Nothing was written."
        )
    written = []
    if output is not None:
        side = write_snapshot(output, png, recipe.state, model, recipe.options)
        written = [str(output), str(side)]
    return {"verb": recipe.verb, "same_bits": same, "grey_levels": levels, "written": written}


def _fingerprint(png: bytes) -> Fingerprint:
    with Image.open(io.BytesIO(png)) as picture:
        width, height = picture.size
        digest = hashlib.sha256(picture.convert("RGBA").tobytes()).hexdigest()
    return Fingerprint("picture", width * height, 0, digest)


def _difference(png: bytes, old: Path) -> float | None:
    """Return the mean difference of two pictures in grey levels; None without the old one."""
    try:
        with Image.open(old) as there, Image.open(io.BytesIO(png)) as here:
            if there.size != here.size:
                return float("inf")
            levels = [np.asarray(one.convert("RGB"), dtype=np.float64) for one in (there, here)]
    except OSError:
        return None
    return float(np.abs(levels[0] - levels[1]).mean())
