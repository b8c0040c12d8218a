"""`nasion share`: a copy of a project without the scan and without what identifies a person."""

from pathlib import Path
from typing import Annotated

import typer

from app.commands.output import JsonOption, emit_json, say
from core.errors import ProjectError


def share(
    project: Annotated[Path, typer.Argument(help="The .nasion project.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The copy to write.")],
    *,
    json_output: JsonOption = False,
) -> None:
    """Write a copy to share: state and surfaces only, no scan, no names, no history.

    The copy gives the same skin and skull. A face can be recognised by its shape alone.
    """
    from core.document.project_file import load_project, save_project
    from core.document.sharing import shared

    if output.exists() and output.samefile(project):
        raise ProjectError(f"{output.name} is the project itself; choose another name.")
    copy, removed = shared(load_project(project))
    save_project(output, copy)
    if json_output:
        emit_json({"written": str(output), "removed": list(removed)})
        return
    say(f"Written {output.name} without:")
    for line in removed:
        say(f"  {line}")
