"""`nasion export`: skin, skull and the edited scan as files for other programs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import heads
from app.commands.output import JsonOption, emit_json, emit_table, progress, say

if TYPE_CHECKING:
    from app.export_plan import ExportPlan
    from app.exports import Made

_FORMATS = "OBJ, STL, PLY, GLB or glTF"


_SKIN = typer.Option(help=f"Skin to write: {_FORMATS}.")
_SKULL = typer.Option(help=f"Skull to write: {_FORMATS}.")
_CRANIUM = typer.Option(help="Skull without the mandible, with the upper teeth.")
_MANDIBLE = typer.Option(help="Mandible alone, with the lower teeth.")
_BOTH = typer.Option(help="Skin and skull in one file.")
_RIG = typer.Option(
    help="A GLB with a skeleton (neck, head, jaw), the skull on it, and ARKit's shapes: nasion "
    "blendshapes --rig --skull."
)
_SCAN = typer.Option(help="The person's own scan with the edits: its vertices in their order.")
_CT_SKULL = typer.Option(help=f"The real skull of an imported CT: {_FORMATS}.")
_FRAME = typer.Option(help="head: head frame; scan: exactly where and in the unit it was loaded.")
_UNITS = typer.Option(help="Unit of the head frame; mm by default. glTF is always in metres.")
_DETAIL = typer.Option(min=32, max=1024, help="Samples along the head's longest side.")
_TEXT = typer.Option("--ascii", help="Write STL as text.")
_HOLLOW = typer.Option(help="For printing: take the inside out and leave a wall, mm.")
_SHELL = typer.Option(help="For printing: give the surface, open or closed, a thickness, mm.")
_DRAIN = typer.Option(help="With --hollow: diameter of a hole below, mm.")
_TRIANGLES = typer.Option(
    min=0, help="The most triangles in a file; 0 for all. The error is told in mm."
)
_SIDE = typer.Option("--provenance/--no-provenance", help="Write how each file was made.")

File = Path | None


def export(
    project: Annotated[Path, typer.Argument(help="The .nasion project.")],
    *,
    skin: Annotated[File, _SKIN] = None,
    skull: Annotated[File, _SKULL] = None,
    cranium: Annotated[File, _CRANIUM] = None,
    mandible: Annotated[File, _MANDIBLE] = None,
    both: Annotated[File, _BOTH] = None,
    scan: Annotated[File, _SCAN] = None,
    ct_skull: Annotated[File, _CT_SKULL] = None,
    rig: Annotated[File, _RIG] = None,
    frame: Annotated[heads.Frame, _FRAME] = heads.Frame.HEAD,
    units: Annotated[heads.LengthUnit | None, _UNITS] = None,
    resolution: Annotated[int, _DETAIL] = 256,
    ascii_stl: Annotated[bool, _TEXT] = False,
    hollow: Annotated[float, _HOLLOW] = 0.0,
    shell: Annotated[float, _SHELL] = 0.0,
    drain: Annotated[float, _DRAIN] = 0.0,
    triangles: Annotated[int, _TRIANGLES] = 0,
    side_files: Annotated[bool, _SIDE] = True,
    json_output: JsonOption = False,
) -> None:
    """Write skin, skull, their parts, the edited scan and a CT's skull.

    The name's extension chooses the format. Beside every file lies its provenance, from which
    `nasion replay` makes it again; it holds the face, not the scan.
    """
    wanted = {
        "skin": skin, "skull": skull, "cranium": cranium, "mandible": mandible, "both": both,
        "ct_skull": ct_skull, "scan": scan,
    }  # fmt: skip
    files = {kind: path for kind, path in wanted.items() if path is not None}
    if rig is not None:
        from app.commands.perform import blendshapes

        if files:
            raise typer.BadParameter("write the rig by itself")
        blendshapes(project, rig, rig=True, skull=True, json_output=json_output)
        return
    if not files:
        raise typer.BadParameter(
            "name at least one file with --skin, --skull, --cranium, --mandible, --both, --scan, "
            "--ct-skull or --rig"
        )
    if frame is heads.Frame.SCAN and units is not None:
        raise typer.BadParameter(
            "the scan's frame has the scan's own unit; leave out --units", param_hint="--units"
        )
    from app.export_plan import ExportPlan, Kind, Printing, Target

    plan = ExportPlan(
        targets=tuple(Target(Kind(kind), path) for kind, path in files.items()),
        frame=frame,
        unit=units or heads.LengthUnit.MM,
        resolution=resolution,
        text=ascii_stl,
        printing=Printing(hollow, shell, drain),
        side_files=side_files,
        triangles=triangles,
    )
    _run(project, plan, json_output=json_output)


def _run(project: Path, plan: "ExportPlan", *, json_output: bool) -> None:
    from app.exports import make
    from core.document.project_file import load_project

    with progress("Loading the models") as monitor:
        loaded = load_project(project)
        model = heads.head_model(loaded.state)
        # Everything is placed before anything is written: a refusal leaves no partial set of files.
        made = make(plan, loaded, model, monitor)
        files = [one.write(side_file=plan.side_files) for one in made]
    _tell(plan, made, files, json_output=json_output)


def _tell(
    plan: "ExportPlan",
    made: "tuple[Made, ...]",
    files: list[tuple[Path, ...]],
    *,
    json_output: bool,
) -> None:
    rows = [_row(one, written, plan) for one, written in zip(made, files, strict=True)]
    if json_output:
        emit_json({"files": rows, "frame": plan.frame.value, "unit": made[0].unit})
        return
    shown = ("kind", "path", "vertices", "faces", "texture")
    emit_table(
        ("what", "file", "vertices", "faces", "picture"),
        [[row[key] for key in shown] for row in rows],
        title=f"Exported in the {plan.frame.value} frame, unit {made[0].unit}",
    )
    for row in rows:
        lost = row["reduced"]
        if isinstance(lost, dict):
            closed = "closed" if lost["watertight"] else "open"
            say(
                f"{row['kind']}: {lost['after']:,} of {lost['before']:,} triangles, {closed}, "
                f"{lost['mean_mm']:.3f} mm from the full surface on average, at most "
                f"{lost['largest_mm']:.2f} mm."
            )
        check = row["print"]
        if isinstance(check, dict):
            closed = "closed" if check["watertight"] else "open"
            say(
                f"{row['kind']}: {closed}, {check['volume_ml']:.0f} ml of material, thinnest wall "
                f"{check['thinnest_mm']:.1f} mm."
            )


def _row(one: "Made", written: tuple[Path, ...], plan: "ExportPlan") -> dict[str, object]:
    from dataclasses import asdict

    picture = written[2] if len(written) > 3 or (len(written) > 2 and not plan.side_files) else None
    return {
        "kind": one.target.kind.value,
        "path": str(one.target.path),
        "vertices": one.mesh.vertex_count,
        "faces": one.mesh.face_count,
        "texture": None if picture is None else str(picture),
        "provenance": str(written[-1]) if plan.side_files else None,
        "reduced": None if one.reduction is None else asdict(one.reduction),
        "print": None if one.check is None else asdict(one.check),
    }
