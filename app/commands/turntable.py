"""`nasion turntable`: a head that turns once around, as moving picture, without a window."""

from pathlib import Path
from typing import Annotated

import typer

from app import heads
from app.commands.output import JsonOption, emit_facts, emit_json, progress
from app.commands.snapshot import Background


def turntable(
    project: Annotated[Path, typer.Argument(help="The .nasion project.")],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", help="Ends in .webp, .gif, .png or .ogv; else a folder of pictures."
        ),
    ],
    *,
    seconds: Annotated[int, typer.Option(min=1, max=60, help="How long one turn takes.")] = 8,
    rate: Annotated[int, typer.Option(min=1, max=60, help="Pictures a second.")] = 15,
    skin_opacity: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Below 1 the skull shows through.")
    ] = 1.0,
    background: Annotated[Background, typer.Option(help="Behind the head.")] = Background.DARK,
    transparent: Annotated[
        bool, typer.Option("--transparent", help="No background: .webp, .png or a folder.")
    ] = False,
    width: Annotated[int, typer.Option(min=64, max=4096, help="Pixels.")] = 540,
    height: Annotated[int, typer.Option(min=64, max=4096, help="Pixels.")] = 660,
    json_output: JsonOption = False,
) -> None:
    """Turn a face once around and save what is seen; beside it lies how it was made."""
    from app.case_recipes import TURNTABLE, face_recipe
    from app.moving_pictures import TurntableWish, kind_of, write_moving
    from app.off_screen import DARK, LIGHT, Panel
    from app.turning_head import draw_turning
    from core.document.project_file import load_project
    from core.document.provenance import write_recipe
    from core.errors import ExportError

    wish = TurntableWish(kind_of(output), seconds, rate, transparent=transparent)
    if transparent and not wish.kind.transparent:
        raise ExportError(
            f"{output.name} cannot be without a background; end it in .webp or .png, or name a "
            "folder."
        )
    with progress("Loading the models") as monitor:
        state = load_project(project).state
        model = heads.head_model(state)
        skin = model.skin_preview(state)
        skull = model.skull(state).mesh if skin_opacity < 1.0 else None
        palette = LIGHT if background is Background.LIGHT else DARK
        pictures = draw_turning(
            Panel(skin, skull, skin_opacity=skin_opacity), wish.frames, (width, height), palette,
            monitor.part(0.0, 0.95), transparent=transparent,
        )  # fmt: skip
        write_moving(output, pictures, rate, wish.kind)
        told = {
            "seconds": seconds, "rate": rate, "width": width, "height": height,
            "skin_opacity": skin_opacity, "background": background.value,
            "transparent": transparent,
        }  # fmt: skip
        write_recipe(output, face_recipe(TURNTABLE, state, skin, model, told))
    facts = {"written": str(output), "kind": wish.kind.title, "pictures": wish.frames, **told}
    if json_output:
        emit_json(facts)
        return
    emit_facts(facts)
