"""`nasion replay`: a result made again from its provenance."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.output import JsonOption, emit_facts, emit_json, progress

if TYPE_CHECKING:
    from app.exports import Made
    from core.document.project_file import Project
    from core.document.provenance import Recipe
    from core.inference.head import HeadModel
    from core.monitor import Monitor


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
    from app import replay as again
    from app.case_recipes import FACE_VERBS, face_again
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
        elif recipe.verb in FACE_VERBS:
            facts = face_again(recipe, old, output, model)
        else:
            target = output or (old.with_suffix(".ply") if old.suffix == ".png" else old)
            made = _surface(recipe, target, held, scan, model, monitor)
            verdict = again.judge(recipe, made, old)
            again.refuse_difference(verdict, old)
            facts = {
                "verb": recipe.verb,
                "same_bits": verdict.bits,
                "deviation_mm": verdict.deviation_mm,
                "written": [] if output is None else [str(path) for path in made.write()],
            }
    if json_output:
        emit_json(facts)
        return
    written = facts.pop("written")
    emit_facts({**facts, "written": ", ".join(written) or "nothing"}, title=f"Replayed {old.name}")


def _surface(
    recipe: "Recipe",
    target: Path,
    held: "Project | None",
    scan: Path | None,
    model: "HeadModel",
    monitor: "Monitor",
) -> "Made":
    """Return the surface of a recipe, made again."""
    from app import case_recipes as cases
    from app import replay as again

    if recipe.verb == cases.IMPORT_CT:
        return cases.import_again(recipe, target, scan, model, monitor)
    if recipe.verb == cases.COMPARE_SKULL:
        return cases.compare_again(recipe, target, held, model)
    known = again.with_scan(recipe, held, scan)
    return again.make_again(recipe, target, known, model, monitor)
