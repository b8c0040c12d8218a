"""`nasion measure`: the anthropometric table of a face."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app import heads
from app.commands.output import JsonOption, emit_json, emit_table, progress
from core.document.state import FaceState

if TYPE_CHECKING:
    from core.geometry.norms import Norm
    from core.inference.head import HeadModel
    from core.inference.measure_control import MeasureControl

_SEXES = ("female", "male")


def measure(
    project: Annotated[Path, typer.Argument(help="The .nasion project.")],
    *,
    json_output: JsonOption = False,
) -> None:
    """List the face's measures, now and as fitted, beside the model's population and adult norms.

    z is how many standard deviations the value lies above the mean: of the population that the
    model learned, and of adult women and men as published.
    """
    from core.document.project_file import load_project

    with progress("Measuring"):
        state = load_project(project).state
        rows, notices = _rows(state, heads.head_model(state))
    if json_output:
        emit_json({"project": str(project), "rows": rows, "notices": notices})
        return
    emit_table(
        ("measure", "", "value", "fitted", "unit", "mean", "sd", "z", "z women", "z men"),
        [_cells(row) for row in rows],
        title=project.name,
    )


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    population = row["population"]
    return (
        row["measure"],
        row["name"],
        f"{row['value']:.1f}",
        f"{row['fitted']:.1f}",
        row["unit"],
        f"{population['mean']:.1f}",
        f"{population['sd']:.1f}",
        _score(population),
        *(_score(row["norms"].get(sex)) for sex in _SEXES),
    )


def _rows(state: FaceState, model: "HeadModel") -> tuple[list[dict[str, Any]], list[str]]:
    from core.geometry.measures import measure_all
    from core.geometry.norms import load_norms, norm_for
    from core.inference.measure_control import measure_targets

    norms = load_norms()
    fitted = {one.key: one.value for one in measure_all(model.landmarks(_as_fitted(state)))}
    controls = measure_targets(model, state, symmetric=False)
    rows = [
        {
            "measure": one.key,
            "name": one.title,
            "part": one.part,
            "value": one.value,
            "fitted": fitted[one.key],
            "unit": one.unit,
            "population": {"mean": one.mean, "sd": one.deviation, "z": one.score},
            "norms": {
                sex: _norm_facts(norm, one.value)
                for sex in _SEXES
                if (norm := norm_for(norms, one.key, sex)) is not None
            },
        }
        for one in controls
    ]
    return rows, [_unusual(one) for one in controls if not one.within]


def _unusual(control: "MeasureControl") -> str:
    """Return a sentence on a value outside the population."""
    return (
        f"{control.title} {control.value:.1f} {control.unit} is outside what the population has: "
        f"{control.minimum:.1f} to {control.maximum:.1f} {control.unit}."
    )


def _norm_facts(norm: "Norm", value: float) -> dict[str, Any]:
    return {
        "mean": norm.mean,
        "sd": norm.standard_deviation,
        "z": norm.z_score(value),
        "population": norm.population,
        "source": norm.source,
    }


def _score(facts: dict[str, Any] | None) -> str:
    return "-" if facts is None or not facts["sd"] else f"{facts['z']:+.1f}"


def _as_fitted(state: FaceState) -> FaceState:
    """Return the face before any edit; the face itself where there was no fit."""
    if state.scan is None or state.scan.fitted is None:
        return state
    fitted = state.scan.fitted
    return replace(
        state.without_anatomy_edits(),
        codes=fitted.codes,
        size=fitted.size,
        expression=fitted.expression,
    )
