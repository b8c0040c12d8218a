"""`nasion snapshot`: a picture of a project, without a window."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from app import heads
from app.commands.output import JsonOption, emit_facts, emit_json, progress


class View(StrEnum):
    """Where the picture is taken from."""

    FRONT = "front"
    PROFILE = "profile"
    THREE_QUARTER = "three-quarter"


class Background(StrEnum):
    """What is behind the head."""

    DARK = "dark"
    LIGHT = "light"


def snapshot(
    project: Annotated[Path, typer.Argument(help="The .nasion project.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The PNG to write.")],
    *,
    view: Annotated[View, typer.Option(help="Where it is taken from.")] = View.THREE_QUARTER,
    skin_opacity: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Below 1 the skull shows through.")
    ] = 0.3,
    background: Annotated[Background, typer.Option(help="Behind the head.")] = Background.DARK,
    width: Annotated[int, typer.Option(min=64, max=4096, help="Pixels.")] = 900,
    height: Annotated[int, typer.Option(min=64, max=4096, help="Pixels.")] = 1100,
    json_output: JsonOption = False,
) -> None:
    """Draw a face, its skin over its skull."""
    from app.picture_recipes import draw_snapshot, write_snapshot
    from core.document.project_file import load_project

    options = {
        "view": view.value,
        "skin_opacity": skin_opacity,
        "background": background.value,
        "width": width,
        "height": height,
    }
    with progress("Drawing"):
        state = load_project(project).state
        model = heads.head_model(state)
        png = draw_snapshot(state, model, options)
    write_snapshot(output, png, state, model, options)
    facts = {"picture": str(output), "view": view.value, "width": width, "height": height}
    if json_output:
        emit_json(facts)
        return
    emit_facts(facts)
