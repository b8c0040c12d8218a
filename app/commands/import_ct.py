"""`nasion import-ct`: a CT or CBCT becomes a project with skin, fit and the real skull."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import heads
from app.commands.output import JsonOption, emit_facts, emit_json, emit_table, progress, say
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.imaging.ct_head import CtHead, CtSkull
    from core.imaging.reading import CtSource


def import_ct(
    source: Annotated[
        Path, typer.Argument(help="Folder of a DICOM series, or a NIfTI, NRRD or MetaImage file.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The .nasion project to write.")
    ] = None,
    *,
    series: Annotated[
        int | None,
        typer.Option(min=1, help="Number of the series in --list; default: most axial slices."),
    ] = None,
    list_only: Annotated[bool, typer.Option("--list", help="List the series and leave.")] = False,
    skin: Annotated[
        Path | None, typer.Option(help="Skin to write: OBJ, STL or PLY, scanner's frame, mm.")
    ] = None,
    skull: Annotated[
        Path | None, typer.Option(help="Skull to write: OBJ, STL or PLY, scanner's frame, mm.")
    ] = None,
    skin_hu: Annotated[
        float | None, typer.Option(help="Where skin begins; by default found in the volume.")
    ] = None,
    bone_hu: Annotated[
        float | None, typer.Option(help="Where bone begins; by default found in the volume.")
    ] = None,
    json_output: JsonOption = False,
) -> None:
    """Read a CT or CBCT of a head: its skin is fitted, its skull kept to compare with.

    Slices are put where their positions say: gantry tilt and uneven distances are honoured, missing
    or contradictory slices refused. Nothing that identifies the patient is read, kept or shown.
    """
    if not list_only and output is None and skin is None and skull is None:
        raise typer.BadParameter("name a project with -o, or a file with --skin or --skull")
    from core.imaging.reading import open_ct

    with progress("Looking for series") as monitor:
        found = open_ct(source, monitor)
    if list_only:
        _tell_series(found, json_output=json_output)
        return
    start = time.perf_counter()
    with progress("Reading the CT") as monitor:
        wanted = _Wanted(series, output, skin, skull, skin_hu, bone_hu)
        facts, notes = _imported(found, wanted, monitor)
    facts["total_seconds"] = time.perf_counter() - start
    if json_output:
        emit_json({**facts, "notes": list(notes)})
        return
    for note in notes:
        say(note)
    emit_facts(facts, title="Imported the CT")


@dataclass(frozen=True)
class _Wanted:
    """What was asked for on the command line."""

    series: int | None
    output: Path | None
    skin: Path | None
    skull: Path | None
    skin_hu: float | None
    bone_hu: float | None


def _imported(
    found: "CtSource", wanted: _Wanted, monitor: Monitor
) -> tuple[dict[str, object], tuple[str, ...]]:
    """Return facts and notes; files are written when everything is known to be well."""
    from app.case_recipes import ct_surface
    from app.export_plan import Kind, Target
    from core.document.project_file import save_project
    from core.imaging.ct_head import ct_skull, find_ct_head
    from core.imaging.reading import read_ct

    volume = read_ct(found, wanted.series, monitor.part(0.0, 0.15))
    head = find_ct_head(
        volume, monitor.part(0.15, 0.5), skin_from=wanted.skin_hu, bone_from=wanted.bone_hu
    )
    facts: dict[str, object] = {}
    model = heads.head_model()
    state = model.mean_state()
    if wanted.output is None:
        bone = ct_skull(head, None, monitor.part(0.5, 1.0))
        notes = (*head.notes, *bone.notes)
    else:
        from app.ct_import import make_case

        project, bone, notes = make_case(head, model, monitor.part(0.5, 1.0))
        state = project.state
        facts = {"project": str(wanted.output), **heads.fit_facts(project.state)}
        save_project(wanted.output, project)
    asked = {"series": wanted.series, "skin_hu": wanted.skin_hu, "bone_hu": wanted.bone_hu}
    surfaces = ((head.skin, Kind.SCAN, wanted.skin), (bone.mesh, Kind.CT_SKULL, wanted.skull))
    for mesh, kind, path in surfaces:
        if path is not None:
            ct_surface(mesh, Target(kind, path), head, state, model, asked).write()
    written = [str(path) for path in (wanted.skin, wanted.skull) if path is not None]
    return {**facts, **_facts(head, bone), "written": written}, notes


def _facts(head: "CtHead", bone: "CtSkull") -> dict[str, object]:
    volume, thresholds = head.volume, head.thresholds
    return {
        "voxels": " x ".join(str(count) for count in reversed(volume.hounsfield.shape)),
        "voxel_mm": " x ".join(f"{step:.3f}" for step in volume.spacing),
        "skin_from_hu": thresholds.skin,
        "bone_from_hu": thresholds.bone,
        "skin_vertices": head.skin.vertex_count,
        "skull_vertices": bone.mesh.vertex_count,
        "mandible_separate": bone.parted,
        "jaw_contact_mm2": bone.contact,
        "metal_mm3": head.bone.metal,
        "headrest_removed_cm3": head.mask.removed,
    }


def _tell_series(found: "CtSource", *, json_output: bool) -> None:
    rows = [one.facts() for one in found.series]
    if json_output:
        emit_json({"series": rows, "left_out": found.skipped})
        return
    if not rows:
        say("There is no DICOM series to choose from.")
    else:
        emit_table(tuple(rows[0]), [tuple(row.values()) for row in rows], title="CT series")
    for reason, count in sorted(found.skipped.items()):
        say(f"{count} files left out: {reason}.")
