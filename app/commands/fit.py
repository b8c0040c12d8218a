"""`nasion fit`: a scan becomes a project."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import heads
from app.commands.output import JsonOption, emit_facts, emit_json, progress, say

if TYPE_CHECKING:
    from core.inference.guide import ScanGuide


def fit(
    scan: Annotated[Path, typer.Argument(help="OBJ, PLY, STL, GLB, glTF, VTK or VTP.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The .nasion project to write.")],
    *,
    units: Annotated[
        heads.ScanUnit, typer.Option(help="The scan's unit; auto guesses from a head's size.")
    ] = heads.ScanUnit.AUTO,
    turn: Annotated[
        list[str] | None,
        typer.Option(
            help="Turn that brings the scan roughly upright and facing +z, such as x90 or y-90; "
            "may be given several times."
        ),
    ] = None,
    landmarks: Annotated[
        Path | None,
        typer.Option(
            help="Text file of 'name, x, y, z' in the scan's coordinates: exocanthion_right, "
            "exocanthion_left, pronasale, cheilion_right, cheilion_left, gnathion."
        ),
    ] = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option(
            help="Ball 'x,y,z,radius' in the scan's coordinates that the fit leaves out; may be "
            "given several times."
        ),
    ] = None,
    mirror: Annotated[
        bool, typer.Option("--mirror", help="Swap left and right of the scan before it is fitted.")
    ] = False,
    json_output: JsonOption = False,
) -> None:
    """Load a scan, find its pose and unit, and fit the model to it.

    Where the pose is not found by itself, say it by --turn or --landmarks.

    Prints the unit and scale found, the distance from the scan's face to the fitted surface (mean
    and 95th percentile, mm), the time, and how sure the alignment is.
    """
    from core.document.project_file import save_project

    guide = _guide(turn or [], landmarks, leave_out or [])
    with progress("Loading the models") as monitor:
        model = heads.head_model()
        project, notes = heads.fit_scan(scan, units, model, monitor, guide, mirror=mirror)
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


def _guide(turn: list[str], landmarks: Path | None, leave_out: list[str]) -> "ScanGuide | None":
    """Return what was said of the scan, or None for nothing."""
    if not turn and landmarks is None and not leave_out:
        return None
    from core.geometry.landmark_file import read_landmarks
    from core.inference.guide import ScanGuide, turned

    places = {} if landmarks is None else read_landmarks(landmarks)
    return ScanGuide(turned(tuple(turn)), places, tuple(_ball(text) for text in leave_out))


def _ball(text: str) -> tuple[float, float, float, float]:
    try:
        x, y, z, radius = (float(one) for one in text.split(","))
    except ValueError as error:
        raise typer.BadParameter(
            f"{text!r} is no ball; write x,y,z,radius in the scan's coordinates.",
            param_hint="--leave-out",
        ) from error
    return x, y, z, radius
