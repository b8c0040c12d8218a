"""`nasion fit`: a scan becomes a project."""

from pathlib import Path
from typing import Annotated

import typer

from app import heads
from app.commands.output import JsonOption, emit_facts, emit_json, progress, say


def fit(
    scan: Annotated[Path, typer.Argument(help="OBJ, PLY, STL, GLB, glTF, VTK or VTP.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The .nasion project to write.")],
    *,
    units: Annotated[
        heads.ScanUnit, typer.Option(help="The scan's unit; auto guesses from a head's size.")
    ] = heads.ScanUnit.AUTO,
    json_output: JsonOption = False,
) -> None:
    """Load a scan, find its pose and unit, and fit the model to it.

    Prints the unit and scale found, the distance from the scan's face to the fitted surface (mean
    and 95th percentile, mm), the time, and how sure the alignment is.
    """
    from core.document.project_file import save_project

    with progress("Loading the models") as monitor:
        model = heads.head_model()
        project, notes = heads.fit_scan(scan, units, model, monitor)
    save_project(output, project)
    facts = {"project": str(output), **heads.fit_facts(project.state)}
    if json_output:
        emit_json({**facts, "notes": list(notes)})
        return
    for note in notes:
        say(note)
    emit_facts(
        {
            "project": facts["project"],
            "unit": f"{facts['unit']} ({facts['scale']:.6g} mm per unit)",
            "face error": f"{facts['face_error_mean']:.2f} mm mean, "
            f"{facts['face_error_p95']:.2f} mm 95th percentile",
            "confidence": f"{facts['confidence']:.2f}",
            "time": f"{facts['seconds']:.1f} s on {facts['device']}",
        },
        title=f"Fitted {scan.name}",
    )
