"""`nasion compare`: how far two faces or surfaces are apart."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import heads
from app.commands.output import JsonOption, emit_json, emit_table, progress
from core.document.project_file import Project
from core.geometry.mesh import Mesh

if TYPE_CHECKING:
    from core.evaluation.face_comparison import FaceComparison
    from core.inference.head import HeadModel

_COLUMNS = (
    "region", "mean", "sd", "95 %", "Hausdorff", "under 2 mm", "there", "back", "points",
    "more, less cm3",
)  # fmt: skip


def compare(
    first: Annotated[Path, typer.Argument(help="A .nasion project or a mesh.")],
    second: Annotated[
        Path | None,
        typer.Argument(help="A .nasion project or a mesh; without it the first before its edits."),
    ] = None,
    *,
    step: Annotated[
        int | None,
        typer.Option(help="Without a second: compare with this step of its history, from 0."),
    ] = None,
    best_fit: Annotated[
        bool, typer.Option(help="Lay the second onto the first before, so that only shape counts.")
    ] = False,
    csv: Annotated[Path | None, typer.Option(help="Write the figures to this table too.")] = None,
    of: Annotated[
        Path | None,
        typer.Option(help="A project whose scan frame two meshes lie in: gives unit and regions."),
    ] = None,
    units: Annotated[
        heads.LengthUnit, typer.Option(help="Unit of meshes, where no project tells it.")
    ] = heads.LengthUnit.MM,
    register: Annotated[
        bool,
        typer.Option(
            "--register",
            help="The first is a raw scan of the second (Kinect, MRI, ...) in any pose: find its "
            "face and lay it on; where it ends nothing is measured.",
        ),
    ] = False,
    json_output: JsonOption = False,
) -> None:
    """Compare two faces: distances per region, mm.

    Two projects are compared skin to skin in the head frame. A mesh beside a project is taken to
    lie where the project's scan lay. Two meshes are compared where they lie. Distances run both
    ways and are weighted by area. One project alone is compared with itself before its edits, or
    with a step of its history; the edited face is the second then.
    """
    from core.evaluation.face_comparison import comparison_rows

    with progress("Comparing"):
        if register:
            found = _with_reference(first, second, units)
        elif second is None:
            found = _with_itself(first, step, best_fit=best_fit)
        else:
            found = _compared(first, second, of, units, best_fit=best_fit)
    rows = comparison_rows(found)
    if csv is not None:
        _write(found, csv)
    if json_output:
        names = {"first": found.first.name, "second": found.second.name}
        emit_json({**names, "unit": "mm", "rows": rows})
        return
    title = f"{found.first.name} and {found.second.name}, mm"
    emit_table(_COLUMNS, [_cells(row) for row in rows], title=title)


def _cells(row: dict[str, str | float]) -> tuple[str | float, ...]:
    """Return what the table shows of a region."""
    return (
        *list(row.values())[:5],
        f"{100 * float(row['share_under_2mm']):.1f} %",
        row["first_to_second"],
        row["second_to_first"],
        row["points"],
        f"{float(row['gained_mm3']) / 1000:.2f}, {float(row['lost_mm3']) / 1000:.2f}",
    )


def _compared(
    first: Path, second: Path, of: Path | None, units: heads.LengthUnit, *, best_fit: bool
) -> "FaceComparison":
    from core.document.project_file import load_project
    from core.evaluation.face_comparison import NamedSurface, compare_faces
    from core.geometry.mesh_io import read_mesh

    known = next((path for path in (of, first, second) if path and heads.is_project(path)), None)
    if known is None:
        ends = [NamedSurface(str(p), _scaled(read_mesh(p), units)) for p in (first, second)]
        return compare_faces(*ends, best_fit=best_fit)
    anchor = load_project(known)
    model = heads.head_model(anchor.state)
    surfaces = [
        NamedSurface(str(path), _in_head_frame(path, anchor, model, units))
        for path in (first, second)
    ]
    skin = model.skin_preview(anchor.state)
    return compare_faces(*surfaces, model.bundle.template, skin, best_fit=best_fit)


def _with_reference(first: Path, second: Path | None, units: heads.LengthUnit) -> "FaceComparison":
    """Compare a project with a raw scan that lies anywhere."""
    from core.document.project_file import load_project
    from core.evaluation.face_comparison import NamedSurface, compare_faces
    from core.evaluation.reference import lay_reference
    from core.geometry.scan import load_scan

    if second is None or heads.is_project(first) or not heads.is_project(second):
        raise typer.BadParameter("--register wants a raw scan, then a .nasion project")
    state = load_project(second).state
    model = heads.head_model(state)
    skin, template = model.skin_preview(state), model.bundle.template
    # Millimetres are what is taken where nothing is said: then the size tells the unit.
    unit = "auto" if units is heads.LengthUnit.MM else units.value
    reference = lay_reference(load_scan(first, unit), template, skin)
    surfaces = (NamedSurface(str(first), reference.mesh), NamedSurface(str(second), skin))
    return compare_faces(*surfaces, template, skin, partial=True)


def _with_itself(path: Path, step: int | None, *, best_fit: bool) -> "FaceComparison":
    """Compare a project with its own past."""
    from core.document.project_file import load_project
    from core.errors import ProjectError
    from core.evaluation.face_comparison import NamedSurface, compare_faces

    if not heads.is_project(path):
        raise typer.BadParameter("give a second face, or a .nasion project alone")
    project = load_project(path)
    before, name = project.state.as_fitted(), "before the edits"
    if step is not None:
        steps = () if project.past is None else project.past.steps
        if not 0 <= step < len(steps):
            choice = f"choose 0 to {len(steps) - 1}." if steps else "it keeps no history."
            raise ProjectError(f"{path.name} has no step {step}; {choice}")
        before, name = steps[step].state, f"step {step}: {steps[step].label}"
    model = heads.head_model(project.state)
    skin = model.skin_preview(project.state)
    return compare_faces(
        NamedSurface(name, model.skin_preview(before)),
        NamedSurface(str(path), skin),
        model.bundle.template,
        skin,
        best_fit=best_fit,
    )


def _write(found: "FaceComparison", path: Path) -> None:
    from core.atomic import write_whole
    from core.evaluation.face_comparison import comparison_csv

    content = comparison_csv(found).encode()
    write_whole(path, content)


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
