"""`nasion replay`: a result made again from its provenance."""

from pathlib import Path
from typing import Annotated

import typer

from app.commands.output import JsonOption, emit_facts, emit_json, progress


def replay(
    result: Annotated[Path, typer.Argument(help="A result of Nasion, or its .provenance.json.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where to write it again; by default only compared."),
    ] = None,
    *,
    project: Annotated[
        Path | None, typer.Option(help="For the scan itself: a project that holds it.")
    ] = None,
    scan: Annotated[
        Path | None, typer.Option(help="For the scan itself: its file, without a picture.")
    ] = None,
    json_output: JsonOption = False,
) -> None:
    """Make a result again and say whether it is the same.

    Refused where the models or the scan are other ones than those it was made with, and where the
    vertices lie farther than 0.0001 mm from the old ones. Pictures may differ by their rendering.
    """
    from app import replay as again
    from app.picture_recipes import PICTURE_VERBS, draw_again
    from core.document.project_file import load_project
    from core.document.provenance import read_recipe

    recipe, old = read_recipe(result), again.source_of(result)
    with progress("Making it again") as monitor:
        model = again.model_for(recipe)
        if recipe.verb in PICTURE_VERBS:
            facts = draw_again(recipe, old, output, model)
        else:
            held = None if project is None else load_project(project)
            known = again.with_scan(recipe, held, scan)
            made = again.make_again(recipe, output or old, known, model, monitor)
            verdict = again.judge(recipe, made, old)
            again.refuse_difference(verdict, old)
            written = [] if output is None else [str(path) for path in made.write()]
            facts = {
                "verb": recipe.verb,
                "same_bits": verdict.bits,
                "deviation_mm": verdict.deviation_mm,
                "written": written,
            }
    if json_output:
        emit_json(facts)
        return
    written = facts.pop("written")
    emit_facts({**facts, "written": ", ".join(written) or "nothing"}, title=f"Replayed {old.name}")
