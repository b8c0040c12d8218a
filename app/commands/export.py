"""`nasion export`: skin, skull and the edited scan as files for other programs."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from app import heads
from app.commands.output import JsonOption, emit_json, emit_table, progress
from core.document.state import FaceState
from core.geometry.mesh import Mesh


def export(
    project: Annotated[Path, typer.Argument(help="The .nasion project.")],
    *,
    skin: Annotated[Path | None, typer.Option(help="Skin to write: OBJ, STL or PLY.")] = None,
    skull: Annotated[Path | None, typer.Option(help="Skull to write: OBJ, STL or PLY.")] = None,
    scan: Annotated[
        Path | None,
        typer.Option(help="The person's own scan with the edits: its vertices in their order."),
    ] = None,
    ct_skull: Annotated[
        Path | None, typer.Option(help="The real skull of an imported CT: OBJ, STL or PLY.")
    ] = None,
    frame: Annotated[
        heads.Frame,
        typer.Option(help="head: head frame; scan: exactly where and in the unit it was loaded."),
    ] = heads.Frame.HEAD,
    units: Annotated[
        heads.LengthUnit | None, typer.Option(help="Unit of the head frame; mm by default.")
    ] = None,
    resolution: Annotated[
        int, typer.Option(min=32, max=1024, help="Samples along the head's longest side.")
    ] = 256,
    json_output: JsonOption = False,
) -> None:
    """Write skin, skull, edited scan and a CT's skull; the name's extension chooses the format."""
    if skin is None and skull is None and scan is None and ct_skull is None:
        raise typer.BadParameter(
            "name at least one file with --skin, --skull, --scan or --ct-skull"
        )
    if frame is heads.Frame.SCAN and units is not None:
        raise typer.BadParameter(
            "the scan's frame has the scan's own unit; leave out --units", param_hint="--units"
        )
    from core.document.project_file import load_project

    made: list[_Part] = []
    with progress("Loading the models") as monitor:
        loaded = load_project(project)
        real = None if ct_skull is None else heads.real_skull_of(loaded, ct_skull)
        model = heads.head_model(loaded.state)
        if skin is not None:
            made.append(_Part("skin", skin, model.skin_full(loaded.state, resolution, monitor)))
        if skull is not None:
            made.append(_Part("skull", skull, model.skull(loaded.state).mesh))
        if ct_skull is not None and real is not None:
            made.append(_Part("ct_skull", ct_skull, real.mesh))
        if scan is not None:
            made.append(_Part("scan", scan, heads.edited_scan(loaded, project, model)))
    unit = units or heads.LengthUnit.MM
    # Everything is placed before anything is written: a refusal leaves no partial set of files.
    ready = [one.placed(loaded.state, frame, unit) for one in made]
    files = [
        heads.write_scan(one.mesh, one.path, loaded) if one.kind == "scan" else _write(one)
        for one in ready
    ]
    written = unit.value
    if frame is heads.Frame.SCAN and loaded.state.scan is not None:
        written = loaded.state.scan.unit
    _tell(ready, files, frame, written, json_output=json_output)


@dataclass(frozen=True, eq=False)
class _Part:
    """One surface and the file that it goes to."""

    kind: str
    path: Path
    mesh: Mesh

    def placed(self, state: FaceState, frame: heads.Frame, unit: heads.LengthUnit) -> "_Part":
        """Return the surface where and in the unit in which it is wanted."""
        return replace(self, mesh=heads.placed(self.mesh, state, frame, unit))


def _write(part: _Part) -> tuple[Path, ...]:
    from core.geometry.mesh_io import write_mesh

    write_mesh(part.mesh, part.path)
    return (part.path,)


def _tell(
    parts: list[_Part],
    files: list[tuple[Path, ...]],
    frame: heads.Frame,
    unit: str,
    *,
    json_output: bool,
) -> None:
    rows = [
        {
            "kind": one.kind,
            "path": str(one.path),
            "vertices": one.mesh.vertex_count,
            "faces": one.mesh.face_count,
            "texture": str(written[0]) if len(written) > 1 else None,
        }
        for one, written in zip(parts, files, strict=True)
    ]
    if json_output:
        emit_json({"files": rows, "frame": frame.value, "unit": unit})
        return
    emit_table(
        ("what", "file", "vertices", "faces", "picture"),
        [list(row.values()) for row in rows],
        title=f"Exported in the {frame.value} frame, unit {unit}",
    )
