"""`nasion skull`: the bone that most likely lies beneath a face, and how sure that is."""

from pathlib import Path
from typing import Annotated

import typer

from app import heads
from app.commands.output import JsonOption, emit_facts, emit_json, progress


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
    units: Annotated[
        heads.ScanUnit, typer.Option(help="The scan's unit; auto guesses from a head's size.")
    ] = heads.ScanUnit.AUTO,
    json_output: JsonOption = False,
) -> None:
    """Infer the skull beneath a face and write it."""
    from core.geometry.mesh_io import write_mesh
    from core.geometry.ply_writer import PointScalar

    with progress("Inferring the skull") as monitor:
        project, model = heads.open_head(head, units, monitor)
        estimate = model.skull(project.state)
    mesh = heads.placed(estimate.mesh, project.state, frame, heads.LengthUnit.MM)
    write_mesh(mesh, output)
    written = [str(output)]
    if uncertainty is not None:
        write_mesh(mesh, uncertainty, point_scalar=PointScalar("std_mm", estimate.std_mm))
        written.append(str(uncertainty))
    facts = {
        "written": written,
        "frame": frame.value,
        "vertices": mesh.vertex_count,
        "std_mm_mean": float(estimate.std_mm.mean()),
        "std_mm_max": float(estimate.std_mm.max()),
        "device": model.device_name,
    }
    if json_output:
        emit_json(facts)
        return
    emit_facts(
        {
            "written": ", ".join(written),
            "frame": frame.value,
            "uncertainty": f"{facts['std_mm_mean']:.2f} mm mean, {facts['std_mm_max']:.2f} mm at "
            "most (standard deviation)",
        },
        title=f"Skull of {head.name}",
    )
