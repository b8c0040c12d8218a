"""`nasion compare`: how far two faces or surfaces are apart."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import heads
from app.commands.output import JsonOption, emit_json, emit_table, progress
from core.document.project_file import Project
from core.geometry.mesh import Mesh

if TYPE_CHECKING:
    from core.inference.head import HeadModel


def compare(
    first: Annotated[Path, typer.Argument(help="A .nasion project or a mesh.")],
    second: Annotated[Path, typer.Argument(help="A .nasion project or a mesh.")],
    *,
    of: Annotated[
        Path | None,
        typer.Option(help="A project whose scan frame two meshes lie in: gives unit and regions."),
    ] = None,
    units: Annotated[
        heads.LengthUnit, typer.Option(help="Unit of meshes, where no project tells it.")
    ] = heads.LengthUnit.MM,
    json_output: JsonOption = False,
) -> None:
    """Compare two faces: distances per region, mm.

    Two projects are compared skin to skin in the head frame. A mesh beside a project is taken to
    lie where the project's scan lay. Two meshes are compared where they lie. Distances run both
    ways and are weighted by area.
    """
    with progress("Comparing"):
        rows = [asdict(row) for row in _compared(first, second, of, units)]
    if json_output:
        emit_json({"first": str(first), "second": str(second), "unit": "mm", "rows": rows})
        return
    emit_table(
        ("region", "mean", "sd", "95 %", "Hausdorff", "under 2 mm", "there", "back", "points"),
        [
            (
                *list(row.values())[:5],
                f"{100 * row['share_under_2mm']:.1f} %",
                row["first_to_second"],
                row["second_to_first"],
                row["points"],
            )
            for row in rows
        ],
        title=f"{first.name} and {second.name}, mm",
    )


def _compared(first: Path, second: Path, of: Path | None, units: heads.LengthUnit) -> list:
    from core.document.project_file import load_project
    from core.evaluation.surface_comparison import compare_surfaces, region_masks
    from core.geometry.mesh_io import read_mesh

    known = next((path for path in (of, first, second) if path and heads.is_project(path)), None)
    if known is None:
        ends = [_scaled(read_mesh(path), units) for path in (first, second)]
        return compare_surfaces(*ends, {}, {})
    anchor = load_project(known)
    model = heads.head_model(anchor.state)
    surfaces = [_in_head_frame(path, anchor, model, units) for path in (first, second)]
    skin = model.skin_preview(anchor.state)
    regions = [region_masks(model.bundle.template, skin, surface.vertices) for surface in surfaces]
    return compare_surfaces(*surfaces, *regions)


def _in_head_frame(
    path: Path, anchor: Project, model: "HeadModel", units: heads.LengthUnit
) -> Mesh:
    """Return a project's skin, or a mesh moved as the anchor's scan was moved."""
    from core.document.project_file import load_project
    from core.errors import ProjectError
    from core.geometry.mesh_io import read_mesh

    if heads.is_project(path):
        state = load_project(path).state
        if state.bundle != anchor.state.bundle:
            raise ProjectError(
                f"{path.name} was made with other models; fit its scan again to compare them."
            )
        return model.skin_preview(state)
    mesh = read_mesh(path)
    if anchor.state.scan is None:
        return _scaled(mesh, units)
    return mesh.with_vertices(anchor.state.scan.to_head.apply(mesh.vertices))


def _scaled(mesh: Mesh, units: heads.LengthUnit) -> Mesh:
    from core.units import MILLIMETRES_PER_UNIT

    return mesh.with_vertices(mesh.vertices * MILLIMETRES_PER_UNIT[units.value])
