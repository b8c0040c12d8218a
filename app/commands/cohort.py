"""`nasion cohort`: synthetic pairs of skin and skull, and one's own real ones."""

from pathlib import Path
from typing import Annotated

import typer

from app import heads
from app.commands import train
from app.commands.output import JsonOption, emit_facts, emit_json, progress

verbs = typer.Typer(invoke_without_command=True)


@verbs.callback()
def cohort(
    context: typer.Context,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The .npz of synthetic pairs to write.")
    ] = None,
    *,
    data: train.DataOption = Path("../shared/data"),
    size: Annotated[int, typer.Option(min=2, help="People; each gets a pair of skulls.")] = 400,
    seed: train.SeedOption = 1,
    json_output: JsonOption = False,
) -> None:
    """Draw people and give each the skulls that fit measured soft-tissue depths.

    With the bundle's own size and seed these are the pairs that its skull predictor learned from.
    Real pairs from imported CTs are collected by 'nasion cohort add'.
    """
    if context.invoked_subcommand is not None:
        return
    if output is None:
        raise typer.BadParameter("name the file to write with -o", param_hint="--output")
    train.cohort(output, data=data, size=size, seed=seed, json_output=json_output)


@verbs.command("add")
def add(
    case: Annotated[Path, typer.Argument(help="A .nasion project made by import-ct.")],
    folder: Annotated[Path, typer.Argument(help="The local cohort; made where it is missing.")],
    *,
    json_output: JsonOption = False,
) -> None:
    """Add a person's skin and real skull to a local cohort, to train on by 'nasion train skull'.

    The pair holds shapes only: no name, path, date or scan. Adding it again changes nothing.
    """
    from app.real_pairs import make_pair
    from core.document.cohort_pair import write_pair
    from core.document.project_file import load_project

    with progress("Registering the pair") as monitor:
        loaded = load_project(case)
        model = heads.head_model(loaded.state)
        pair = make_pair(loaded, case.name, model, monitor)
        path = write_pair(folder, pair)
    facts = {
        "pair": str(path),
        "pairs_in_cohort": len(list(folder.glob("pair-*.npz"))),
        "skin_trusted": float((pair.skin_trust > 0.5).mean()),
        "skull_trusted": float((pair.skull_trust > 0.5).mean()),
    }
    if json_output:
        emit_json(facts)
    else:
        emit_facts(facts)
