"""`nasion compare-skull`: the inferred skull against the real one of an imported CT."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import heads
from app.commands.output import JsonOption, emit_json, emit_table, progress, say

if TYPE_CHECKING:
    from core.arrays import FloatArray
    from core.document.real_skull import RealSkull
    from core.geometry.mesh import Mesh

SHOWN_MM = 5.0
"""Distances from here on have the full colour."""


def compare_skull(
    project: Annotated[Path, typer.Argument(help="A .nasion project made by import-ct.")],
    *,
    picture: Annotated[
        Path | None, typer.Option(help="PNG: the real skull, and the inferred one coloured by it.")
    ] = None,
    colour_map: Annotated[
        Path | None,
        typer.Option("--map", help="PLY: the inferred skull with its distance per vertex, mm."),
    ] = None,
    json_output: JsonOption = False,
) -> None:
    """Compare the skull inferred from the skin with the real one of the CT: distances, mm.

    The skull is inferred from the face as it was fitted; edits do not count, known bone does. Only
    bone that can be seen from in front or from the sides is measured.
    """
    from app.case_recipes import distance_map
    from app.real_pairs import as_fitted
    from core.document.project_file import load_project
    from core.document.provenance import write_recipe
    from core.errors import ProjectError
    from core.evaluation.ct_comparison import compare_with_ct

    with progress("Comparing the skulls"):
        loaded = load_project(project)
        real = loaded.ct_skull
        if real is None:
            raise ProjectError(
                f"{project.name} holds no CT skull; make it from a CT by 'nasion import-ct'."
            )
        model, state = heads.head_model(loaded.state), as_fitted(loaded.state)
        estimate = model.skull(state)
        found = compare_with_ct(estimate.mesh, estimate.labels, estimate.std_mm, real)
        if colour_map is not None:
            distance_map(estimate.mesh, found.signed, colour_map, state, real, model).write()
        if picture is not None:
            _draw(real, estimate.mesh, found.signed, picture)
            # The mesh in the picture is that of the map.
            beside = picture.with_suffix(".ply")
            shown = distance_map(estimate.mesh, found.signed, beside, state, real, model)
            write_recipe(picture, shown.recipe)
    rows = [asdict(row) for row in found.regions]
    if json_output:
        emit_json({"project": str(project), "unit": "mm", "rows": rows})
        return
    emit_table(
        ("region", "mean", "sd", "95 %", "real to inferred", "inferred to real", "under 2 mm",
         "within 90 %", "points"),
        [
            (
                *list(row.values())[:6],
                f"{100 * row['share_under_2mm']:.1f} %",
                f"{100 * row['within_90']:.1f} %",
                row["points"],
            )
            for row in rows
        ],
        title=f"Inferred and real skull of {project.name}, mm",
    )  # fmt: skip
    if loaded.state.known_bone:
        known = ", ".join(bone.title for bone in loaded.state.known_bone)
        say(f"The inferred skull was narrowed by known bone ({known}): this is no test of it.")
    if not real.labels.any():
        say("The mandible could not be told from the cranium in this CT, so it has no row.")


def _draw(real: "RealSkull", inferred: "Mesh", signed: "FloatArray", path: Path) -> None:
    import numpy as np

    from app.off_screen import DARK, Panel
    from app.pictures import draw_panels, save_picture

    shown = np.clip(signed, -SHOWN_MM, SHOWN_MM)
    # The scale is that of the largest value drawn: it is pinned by one vertex of each end.
    shown[0], shown[-1] = SHOWN_MM, -SHOWN_MM
    views = ("front", "three-quarter", "profile")
    palette = replace(DARK, skin=DARK.bone)
    panels = [Panel(skin=None, skull=real.mesh, view=view) for view in views]
    panels += [Panel(skin=inferred, skull=None, view=view, skin_values=shown) for view in views]
    for index, view in enumerate(views):
        panels[index] = replace(panels[index], title="real", subtitle=view)
        panels[3 + index] = replace(panels[3 + index], title="inferred", subtitle=view)
    footer = (
        f"red: the inferred skull stands out of the real one, blue: it lies too deep; full colour "
        f"at {SHOWN_MM:.0f} mm"
    )
    save_picture(
        path,
        draw_panels(panels, panel_size=(420, 500), palette=palette, columns=3, footer=footer),
    )
