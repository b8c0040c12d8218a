"""`nasion perform` and `nasion blendshapes`: faces that move, for other programs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
import typer

from app import heads
from app.commands.output import JsonOption, emit_facts, emit_json, progress, say
from core.document.performance import FPS_LIMITS

if TYPE_CHECKING:
    from core.inference.performance_export import Written
    from core.inference.performance_player import Player

_OUTPUT = typer.Option(
    "--output", "-o", help="A name ending in .glb (metres), or a new folder for OBJ files (mm)."
)
_PROJECT = typer.Argument(help="The .nasion project of the person.")


def perform(
    project: Annotated[Path, _PROJECT],
    performance: Annotated[
        Path,
        typer.Argument(help="A CSV of ARKit coefficients, or a folder of the person's meshes."),
    ],
    output: Annotated[Path, _OUTPUT],
    *,
    onto: Annotated[
        Path | None, typer.Option(help="Another project: this person plays it instead.")
    ] = None,
    skull: Annotated[
        bool, typer.Option("--skull", help="Write the skull with its moving mandible too.")
    ] = False,
    fps: Annotated[
        float | None,
        typer.Option(
            min=FPS_LIMITS[0], max=FPS_LIMITS[1], help="Frames a second; by default as recorded."
        ),
    ] = None,
    units: Annotated[
        heads.ScanUnit, typer.Option(help="Unit of the meshes; auto guesses from a head's size.")
    ] = heads.ScanUnit.AUTO,
    json_output: JsonOption = False,
) -> None:
    """Play a recorded performance on a person and write every frame.

    From a folder, numbered meshes are taken in the order of their numbers, fitted frame by frame,
    and the error of every frame is told. The performing person is the one of the project; what was
    edited since its fit is played along.
    """
    from app.file_recipes import PERFORM, write_files_recipe
    from app.performing import cast, read_act
    from core.document.edit_checks import refuse_other_models
    from core.document.project_file import load_project
    from core.inference.performance_export import export_performance, is_glb, refuse_taken

    is_glb(output)
    refuse_taken(output)
    with progress("Loading the models") as monitor:
        state = load_project(project).state
        player_state = state if onto is None else load_project(onto).state
        model = heads.head_model(state)
        if onto is not None:
            refuse_other_models(state, player_state.bundle, onto.name)
        act = read_act(performance, state, model, monitor.part(0.0, 0.6), fps=fps, unit=units.value)
        played = cast(act, player_state, model, monitor.part(0.6, 0.8), other=onto is not None)
        written = export_performance(played, output, monitor.part(0.8, 1.0), skull=skull)
        told = act.told(skull=skull, other=onto is not None)
        write_files_recipe(output, PERFORM, told, player_state, model)
    facts = _facts(played, written, output, onto or project)
    if json_output:
        emit_json(facts)
        return
    for note in played.performance.notes:
        say(note)
    _tell(facts)


def _facts(player: "Player", written: "Written", output: Path, person: Path) -> dict[str, Any]:
    take = player.performance
    errors = None if take.errors is None else [float(error) for error in take.errors]
    return {
        "written": str(output),
        "files": written.files,
        "unit": "m" if output.suffix.lower() == ".glb" else "mm",
        "person": str(person),
        "source": take.source,
        "frames": take.frame_count,
        "fps": take.fps,
        "seconds": take.seconds,
        "targets": len(written.shapes),
        "farthest_mm": written.farthest_mm,
        "fit_error_mean": None if errors is None else float(np.nanmean(errors)),
        "fit_error_max": None if errors is None else float(np.nanmax(errors)),
        "fit_errors": errors,
        "notes": list(take.notes),
    }


def _tell(facts: dict[str, Any]) -> None:
    shown = {
        "written": f"{facts['written']} ({_count(facts['files'], 'file')}, {facts['unit']})",
        "performance": f"{facts['source']}, {_count(facts['frames'], 'frame')}, "
        f"{facts['seconds']:.2f} s at {facts['fps']:.4g} a second",
    }
    if facts["targets"]:
        exact = f"every vertex within {facts['farthest_mm']:.2g} mm"
        shown["morph targets"] = f"{facts['targets']}, {exact}"
    if facts["fit_errors"] is not None:
        shown["fit error"] = (
            f"{facts['fit_error_mean']:.2f} mm mean, {facts['fit_error_max']:.2f} mm in the worst "
            "frame"
        )
    emit_facts(shown, title=f"Performance of {Path(facts['person']).name}")


def blendshapes(
    project: Annotated[Path, _PROJECT],
    output: Annotated[Path, _OUTPUT],
    *,
    rig: Annotated[
        bool, typer.Option("--rig", help="Add a skeleton to the GLB: neck, head and jaw.")
    ] = False,
    skull: Annotated[
        bool, typer.Option("--skull", help="With --rig: hang cranium and mandible on it.")
    ] = False,
    json_output: JsonOption = False,
) -> None:
    """Write a person's blend shapes under ARKit's names.

    The models have ARKit's shapes but for tongueOut. They have browInnerUp and cheekPuff in
    halves: the whole shape is written under ARKit's name, and the halves beside it
    (browInnerUpLeft, ...). The skeleton's jaw turns about the condyles of the skull, with the skin
    weights of the jaw's edit: drive it, or the shape jawOpen, not both.
    """
    from app.file_recipes import BLENDSHAPES, RIG, SKULL, write_blendshapes, write_files_recipe
    from core.document.arkit import ARKIT_NAMES
    from core.document.project_file import load_project
    from core.inference.performance_export import is_glb, refuse_taken

    if rig and not is_glb(output):
        raise typer.BadParameter("a folder of OBJ files holds no skeleton; name a .glb")
    if skull and not rig:
        raise typer.BadParameter("--skull hangs the skull on a skeleton; give --rig too")
    is_glb(output)
    refuse_taken(output)
    options = {RIG: True, SKULL: skull} if rig else {}
    with progress("Loading the models") as monitor:
        state = load_project(project).state
        model = heads.head_model(state)
        written = write_blendshapes(model, state, output, options, monitor)
        write_files_recipe(output, BLENDSHAPES, options, state, model)
    standard = [name for name in written.shapes if name in ARKIT_NAMES]
    facts = {
        "written": str(output),
        "files": written.files,
        "unit": "m" if output.suffix.lower() == ".glb" else "mm",
        "shapes": list(written.shapes),
        "joints": list(written.joints),
        "arkit": len(standard),
        "missing": sorted(set(ARKIT_NAMES) - set(standard)),
    }
    if json_output:
        emit_json(facts)
        return
    halves = len(written.shapes) - len(standard)
    emit_facts(
        {
            "written": f"{output} ({_count(written.files, 'file')}, {facts['unit']})",
            "shapes": f"{len(standard)} of ARKit's {len(ARKIT_NAMES)}, and {halves} beside them",
            "missing": ", ".join(facts["missing"]),
            **({"joints": ", ".join(written.joints)} if written.joints else {}),
        },
        title=f"Blend shapes of {project.name}",
    )


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
