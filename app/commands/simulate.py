"""`nasion simulate`: move bone or teeth, and let the soft tissue follow."""

import time
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app import heads
from app.commands.output import JsonOption, emit_facts, emit_json, progress, say
from app.profile_lines import profile_values
from core.document.treatment import PRESETS, STILL, Move, move_words, preset_named, segment_named
from core.document.treatment_edits import (
    KeepSimulation,
    ResetTreatment,
    SetSegment,
    SetTissue,
    TakePreset,
)

if TYPE_CHECKING:
    from core.arrays import FloatArray
    from core.document.state import FaceState
    from core.inference.head import HeadModel
    from core.simulation.simulator import Simulation

NOTICE = "A simulation for communication and research, not a surgical plan."
_PLACES = ("pogonion", "labiale_inferius", "labiale_superius", "subnasale", "pronasale")


class TissueMaterial(StrEnum):
    """How tissue answers strain."""

    LINEAR = "linear"
    COROTATED = "corotated"
    NEO_HOOKEAN = "neo-hookean"


class Fineness(StrEnum):
    """Tetrahedra of the mesh."""

    COARSE = "20000"
    USUAL = "60000"
    FINE = "150000"


_MOVE = typer.Option(
    help="SEGMENT=x,y,z[,pitch,yaw,roll]: mm to the left, up, forward, degrees about these axes. "
    "Segments: mandible, maxilla, chin, zygoma_left, upper_incisors, tooth_11 ... Repeatable."
)
_PRESET = typer.Option(help=f"Begin with a usual treatment: {', '.join(PRESETS)}.")
_SPREAD = typer.Option("--spread", help="Also tell what unknown stiffness of tissue may change.")
_INFERRED = typer.Option(
    "--inferred", help="Treat the inferred skull although the project has the bone of a CT."
)
_UPPER = typer.Option(
    "--upper-teeth", help="Intraoral scans BEFORE AFTER in one frame: teeth move from one to other."
)
_LOWER = typer.Option("--lower-teeth", help="The same of the lower teeth.")
_MAP = typer.Option("--map", help="PLY of the new skin with its displacement at every vertex, mm.")


def simulate(
    project: Annotated[Path, typer.Argument(help="The .nasion project to start from.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The .nasion project to write.")],
    *,
    move: Annotated[list[str] | None, _MOVE] = None,
    preset: Annotated[str | None, _PRESET] = None,
    tets: Annotated[Fineness, typer.Option(help="How fine the mesh is.")] = Fineness.USUAL,
    material: Annotated[
        TissueMaterial, typer.Option(help="How tissue answers strain.")
    ] = TissueMaterial.LINEAR,
    spread: Annotated[bool, _SPREAD] = False,
    inferred: Annotated[bool, _INFERRED] = False,
    upper_teeth: Annotated[tuple[Path, Path] | None, _UPPER] = None,
    lower_teeth: Annotated[tuple[Path, Path] | None, _LOWER] = None,
    displacement: Annotated[Path | None, _MAP] = None,
    json_output: JsonOption = False,
) -> None:
    """Move cut bone or teeth and simulate how the face follows, by finite elements.

    A simulation for communication and research, not a surgical plan.
    """
    moves = [_parsed(text) for text in move or ()]
    arches = {"upper": upper_teeth, "lower": lower_teeth}
    if not moves and preset is None and not any(arches.values()):
        raise typer.BadParameter(
            "give a move, such as --move mandible=0,0,5, a preset, or scans of teeth"
        )
    from core.document.project_file import load_project, save_project
    from core.simulation.theatre import Theatre

    with progress("Loading the models") as monitor:
        loaded = load_project(project)
        model = heads.head_model(loaded.state)
        state = ResetTreatment().apply(loaded.state)
        if preset is not None:
            state = TakePreset(preset_named(preset).key).apply(state)
        for key, one in moves:
            state = SetSegment(key, one).apply(state)
        for key, one in _teeth_moves(model, state, arches).items():
            state = SetSegment(key, one).apply(state)
        state = SetTissue(material.value, int(tets.value)).apply(state)
        theatre, begun = Theatre(model), time.perf_counter()
        real = None if inferred else loaded.ct_skull
        theatre.use_ct(None if real is None else real.mesh)
        found = theatre.simulate(state, monitor.part(0.1, 0.8))
        seconds = time.perf_counter() - begun
        told = theatre.spread(state, monitor.part(0.8, 1.0)) if spread else None
        largest = 0.0 if told is None else told.largest
        on_ct = real is not None
        kept = KeepSimulation(state.treatment, found.skin, largest, on_ct=on_ct)
        after = kept.apply(state)
        save_project(output, heads.with_state(loaded, after))
        if displacement is not None:
            _write_map(model, after, found.skin, displacement)
        facts = _facts(model, loaded.state, after, found)
    facts = {"project": str(output), **facts, "seconds": seconds}
    if told is not None:
        facts |= {"spread_mm": told.largest, "spread_by_variant_mm": told.by_variant}
    if json_output:
        emit_json({**facts, "notice": NOTICE})
        return
    say(NOTICE)
    emit_facts(_lines(facts), title=f"Simulated {project.name}")


def _parsed(text: str) -> tuple[str, Move]:
    key, _, numbers = text.partition("=")
    try:
        values = [float(one) for one in numbers.split(",")]
    except ValueError:
        values = []
    if len(values) not in (3, 6):
        raise typer.BadParameter(
            f"{text!r} is no move; write SEGMENT=x,y,z or SEGMENT=x,y,z,pitch,yaw,roll in mm and "
            "degrees, such as mandible=0,0,5.",
            param_hint="--move",
        )
    a, b, c, d, e, f = (*values, *STILL)[:6]
    return segment_named(key).key, (a, b, c, d, e, f)


def _teeth_moves(
    model: "HeadModel", state: "FaceState", arches: dict[str, tuple[Path, Path] | None]
) -> dict[str, Move]:
    """Return how teeth move between pairs of scans."""
    from core.geometry.mesh_io import read_mesh
    from core.inference.teeth_moves import read_teeth_moves

    found: dict[str, Move] = {}
    for arch, pair in arches.items():
        if pair is None:
            continue
        estimate = model.skull(replace(state, treatment=type(state.treatment)(), expression=()))
        before, after = (read_mesh(path) for path in pair)
        segments, template = model.anatomy.segments, model.bundle.template.skull
        moved = read_teeth_moves(segments, estimate, template, arch, before, after)
        if not moved:
            say(f"The {arch} teeth lie alike in both scans.")
        found |= moved
    return found


def _write_map(model: "HeadModel", state: "FaceState", moved: "FloatArray", output: Path) -> None:
    import numpy as np

    from core.geometry.mesh_io import write_mesh
    from core.geometry.ply_writer import PointScalar

    length = np.linalg.norm(moved, axis=1)
    skin = model.skin_preview(state)
    write_mesh(skin, output, point_scalar=PointScalar("displacement_mm", length))


def _facts(
    model: "HeadModel", before: "FaceState", after: "FaceState", found: "Simulation"
) -> dict[str, Any]:
    import numpy as np

    treatment = after.treatment
    places = model.bundle.template.landmarks
    bare = replace(before, treatment=type(treatment)())
    then, now = ({one.key: one.value for one in profile_values(model, s)} for s in (bare, after))
    return {
        "moves": {key: list(move) for key, move in treatment.moves.items()},
        "skull": "ct" if treatment.on_ct else "inferred",
        "material": treatment.material,
        "tetrahedra": treatment.tets,
        "volume_change": found.volume_change,
        "inverted": found.inverted,
        "newton_steps": found.steps,
        "largest_mm": float(np.linalg.norm(found.skin, axis=1).max()),
        "skin_mm": {
            name: [round(float(one), 3) for one in found.skin[places[name]]]
            for name in _PLACES
            if name in places
        },
        "profile": {key: {"before": value, "after": now[key]} for key, value in then.items()},
    }


def _lines(facts: dict[str, Any]) -> dict[str, object]:
    """Return the facts for people."""
    lines: dict[str, object] = {"project": facts["project"]}
    for key, move in facts["moves"].items():
        lines[key] = move_words(tuple(move))
    lines["tissue"] = f"{facts['material']}, {facts['tetrahedra']} tetrahedra"
    lines["bone"] = "of the CT" if facts["skull"] == "ct" else "inferred"
    lines["time"] = f"{facts['seconds']:.1f} s"
    lines["volume"] = f"{100.0 * facts['volume_change']:+.3f} %"
    if "spread_mm" in facts:
        lines["unknown stiffness"] = f"changes the skin by up to {facts['spread_mm']:.2f} mm"
    for name, moved in facts["skin_mm"].items():
        left, up, forward = moved
        lines[name] = f"{left:+.2f} left, {up:+.2f} up, {forward:+.2f} forward, mm"
    for key, values in facts["profile"].items():
        lines[key] = f"{values['before']:.1f} before, {values['after']:.1f} after"
    return lines
