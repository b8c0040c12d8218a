"""`nasion skull`: the bone that most likely lies beneath a face, and how sure that is."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import heads
from app.commands.output import JsonOption, emit_facts, emit_json, progress, say
from core.document.state import FaceState

if TYPE_CHECKING:
    from core.inference.head import HeadModel
    from core.inference.teeth_scan import TeethFound


class TeethFrame(StrEnum):
    """Where intraoral scans lie."""

    OWN = "own"
    SCAN = "scan"


def skull(
    head: Annotated[Path, typer.Argument(help="A .nasion project, or a scan to fit first.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="OBJ, STL or PLY to write.")],
    *,
    frame: Annotated[
        heads.Frame, typer.Option(help="head: head frame, mm; scan: where the scan lies.")
    ] = heads.Frame.HEAD,
    uncertainty: Annotated[
        Path | None, typer.Option(help="PLY with the standard deviation of every vertex, mm.")
    ] = None,
    known: Annotated[
        list[str] | None,
        typer.Option(help="A palpated point: LANDMARK=x,y,z[:sd], head frame, mm; repeatable."),
    ] = None,
    depth: Annotated[
        list[str] | None,
        typer.Option(help="Tissue over a landmark: LANDMARK=mm[:sd]; repeatable."),
    ] = None,
    upper: Annotated[Path | None, typer.Option(help="Intraoral scan of the upper teeth.")] = None,
    lower: Annotated[Path | None, typer.Option(help="Intraoral scan of the lower teeth.")] = None,
    teeth_frame: Annotated[
        TeethFrame,
        typer.Option(help="own: anywhere, aligned by the arch; scan: in the face scan's frame."),
    ] = TeethFrame.OWN,
    project: Annotated[
        Path | None, typer.Option(help="Project to write with what is known of the bone.")
    ] = None,
    units: Annotated[
        heads.ScanUnit, typer.Option(help="The scan's unit; auto guesses from a head's size.")
    ] = heads.ScanUnit.AUTO,
    json_output: JsonOption = False,
) -> None:
    """Infer the skull beneath a face and write it; known bone and teeth narrow it."""
    from app.known_words import teeth_words
    from core.document.project_file import save_project
    from core.geometry.mesh_io import write_mesh
    from core.geometry.ply_writer import PointScalar

    scans = {name: path for name, path in (("upper", upper), ("lower", lower)) if path is not None}
    with progress("Inferring the skull") as monitor:
        opened, model = heads.open_head(head, units, monitor)
        before = model.skull(opened.state)
        state, teeth = _narrowed(model, opened.state, known, depth, scans, teeth_frame)
        estimate = model.skull(state)
    mesh = heads.placed(estimate.mesh, state, frame, heads.LengthUnit.MM)
    write_mesh(mesh, output)
    written = [str(output)]
    if uncertainty is not None:
        write_mesh(mesh, uncertainty, point_scalar=PointScalar("std_mm", estimate.std_mm))
        written.append(str(uncertainty))
    if project is not None:
        save_project(project, heads.with_state(opened, state))
        written.append(str(project))
    facts = {
        "written": written,
        "frame": frame.value,
        "vertices": mesh.vertex_count,
        "std_mm_mean": float(estimate.std_mm.mean()),
        "std_mm_max": float(estimate.std_mm.max()),
        "std_mm_mean_before": float(before.std_mm.mean()),
        "known": [bone.title for bone in state.known_bone],
        "device": model.device_name,
    }
    if teeth is not None:
        facts |= {"teeth": dict(teeth.teeth), "teeth_confidence": teeth.confidence}
    if json_output:
        emit_json(facts)
        return
    if teeth is not None:
        say(teeth_words(teeth))
    told = ", ".join(facts["known"]) or "nothing but the skin"
    emit_facts(
        {
            "written": ", ".join(written),
            "frame": frame.value,
            "known": told,
            "uncertainty": f"{facts['std_mm_mean']:.2f} mm mean, {facts['std_mm_max']:.2f} mm at "
            "most (standard deviation)",
        },
        title=f"Skull of {head.name}",
    )


def _narrowed(
    model: "HeadModel",
    state: FaceState,
    known: list[str] | None,
    depth: list[str] | None,
    scans: dict[str, Path],
    teeth_frame: TeethFrame,
) -> tuple[FaceState, "TeethFound | None"]:
    from app.known_words import known_depth, known_place, teeth_of, with_known

    landmarks = model.bundle.template.skull_landmarks
    points = [known_place(text, landmarks) for text in known or ()]
    points += [known_depth(text, model, state) for text in depth or ()]
    teeth = None
    if scans:
        in_scan = teeth_frame is TeethFrame.SCAN
        teeth = teeth_of(scans, model, state, in_scan_frame=in_scan)
        points += teeth.known
    return with_known(state, tuple(points)), teeth
