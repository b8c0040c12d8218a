"""`nasion edit`: change a face by measure, by component, by soft-tissue thickness, by size."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands import heads
from app.commands.output import JsonOption, emit_facts, emit_json, progress
from app.commands.targets import Target, parse_target
from core.document.edits import Edit, ResetPart, SetComponent, SetPart, SetSize, SetThickness
from core.document.state import FaceState

if TYPE_CHECKING:
    from core.inference.head import HeadModel

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)"
_COMPONENT = re.compile(rf"([a-z_]+)\.(\d+)=({_NUMBER})", re.IGNORECASE)
_THICKNESS = re.compile(rf"([a-z_ -]+)=({_NUMBER})\s*(?:mm)?", re.IGNORECASE)


def edit(
    project: Annotated[Path, typer.Argument(help="The .nasion project to start from.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The .nasion project to write.")],
    *,
    set_measure: Annotated[
        list[str] | None,
        typer.Option("--set", help="Reach a measure: nose.width=38mm. May be repeated."),
    ] = None,
    part: Annotated[
        list[str] | None,
        typer.Option(help="Set a component, in standard deviations: nose.1=+1.5."),
    ] = None,
    thickness: Annotated[
        list[str] | None,
        typer.Option(help="Set soft tissue thicker or thinner than it is, mm: cheeks=+2."),
    ] = None,
    size: Annotated[
        float | None, typer.Option(help="Set the head's size; 1 is the population's mean.")
    ] = None,
    reset: Annotated[
        list[str] | None, typer.Option(help="Put a part back to the fit: nose.")
    ] = None,
    json_output: JsonOption = False,
) -> None:
    """Edit a face and write the result as a project.

    Values are the slider's new position, not a step from where it is. Edits are made in the order
    reset, part, thickness, size, set, so that measures hold at the end.
    """
    from core.document.project_file import load_project, save_project

    components = [_component(text) for text in part or []]
    tissue = [_thickness(text) for text in thickness or []]
    if not any((set_measure, components, tissue, size is not None, reset)):
        raise typer.BadParameter("give at least one of --set, --part, --thickness, --size, --reset")
    targets = [parse_target(text) for text in set_measure or []]
    with progress("Editing"):
        loaded = load_project(project)
        model = heads.head_model(loaded.state)
        edits: list[Edit] = [*(ResetPart(name) for name in reset or []), *components]
        edits += _tissue_edits(tissue, model)
        if size is not None:
            edits.append(SetSize(size))
        state, labels = loaded.state, []
        for item in edits:
            state = item.apply(state)
            labels.append(item.label)
        for target in targets:
            solved = _solve(state, target, model)
            state = solved.apply(state)
            labels.append(solved.label)
        reached = {one.key: one.measured(model.landmarks(state)) for one in targets}
    save_project(output, heads.with_state(loaded, state))
    if json_output:
        emit_json({"project": str(output), "edits": labels, "measures": reached})
        return
    measures = {key: f"{value:.2f}" for key, value in reached.items()}
    emit_facts(
        {"project": str(output), "edits": "; ".join(labels), **measures},
        title=f"Edited {project.name}",
    )


def _component(text: str) -> SetComponent:
    match = _COMPONENT.fullmatch(text.strip())
    if match is None:
        raise typer.BadParameter(f"{text!r} is not like nose.1=+1.5", param_hint="--part")
    return SetComponent(match[1].lower(), int(match[2]) - 1, float(match[3]))


def _thickness(text: str) -> tuple[str, float]:
    match = _THICKNESS.fullmatch(text.strip())
    if match is None:
        raise typer.BadParameter(f"{text!r} is not like cheeks=+2", param_hint="--thickness")
    return match[1], float(match[2])


def _tissue_edits(wanted: list[tuple[str, float]], model: "HeadModel") -> list[Edit]:
    from core.document.control_spec import regions_named

    regions = model.bundle.template.regions
    return [
        SetThickness(region, mm) for name, mm in wanted for region in regions_named(name, regions)
    ]


def _solve(state: FaceState, target: Target, model: "HeadModel") -> SetPart:
    """Return the smallest change of the target's part that reaches it."""
    from core.document.measure_solver import solve_part

    def value(candidate: FaceState) -> float:
        return target.measured(model.landmarks(candidate))

    title = f"{target.key} to {target.value:g} {target.unit}"
    return solve_part(state, target.part, value, target.value, title=title)
