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
        Path | None,
        typer.Option(help="For scan, real skull or performing person: a project that holds it."),
    ] = None,
    scan: Annotated[
        Path | None,
        typer.Option(help="For the scan itself: its file, without a picture; or the CT."),
    ] = None,
    performance: Annotated[
        Path | None, typer.Option(help="For a performance: the recording that was played.")
    ] = None,
    json_output: JsonOption = False,
) -> None:
    """Make a result again and say whether it is the same.

    Refused where the models or the scan are other ones than those it was made with, and where the
    vertices lie farther than 0.0001 mm from the old ones. Pictures may differ by their rendering.
    """
    from app import case_recipes as cases
    from app import replay as again
    from app.file_recipes import FILE_VERBS, make_files_again
    from app.picture_recipes import PICTURE_VERBS, draw_again
    from core.document.project_file import load_project
    from core.document.provenance import read_recipe

    recipe, old = read_recipe(result), again.source_of(result)
    held = None if project is None else load_project(project)
    with progress("Making it again") as monitor:
        model = again.model_for(recipe)
        if recipe.verb in PICTURE_VERBS:
            facts = draw_again(recipe, old, output, model)
        elif recipe.verb in FILE_VERBS:
            facts = make_files_again(
                recipe, old, output, model, monitor, recording=performance, project=held
            )
        elif recipe.verb in cases.FACE_VERBS:
            facts = cases.face_again(recipe, old, output, model)
        else:
            target = output or (old.with_suffix(".ply") if old.suffix == ".png" else old)
            if recipe.verb == cases.IMPORT_CT:
                made = cases.import_again(recipe, target, scan, model, monitor)
            elif recipe.verb == cases.COMPARE_SKULL:
                made = cases.compare_again(recipe, target, held, model)
            else:
                known = again.with_scan(recipe, held, scan)
                made = again.make_again(recipe, target, known, model, monitor)
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
