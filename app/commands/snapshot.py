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
    from app.off_screen import DARK, LIGHT, Panel
    from app.pictures import draw_panels, save_picture
    from core.document.project_file import load_project

    with progress("Drawing"):
        loaded = load_project(project)
        model = heads.head_model(loaded.state)
        see_through = skin_opacity < 1.0
        panel = Panel(
            skin=model.skin_preview(loaded.state),
            skull=model.skull(loaded.state).mesh if see_through else None,
            view=view.value,
            skin_opacity=skin_opacity,
        )
        palette = DARK if background is Background.DARK else LIGHT
        png = draw_panels([panel], panel_size=(width, height), palette=palette)
    save_picture(output, png)
    facts = {"picture": str(output), "view": view.value, "width": width, "height": height}
    if json_output:
        emit_json(facts)
        return
    emit_facts(facts)
