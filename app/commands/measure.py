"""`nasion measure`: the anthropometric table of a face."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.commands import heads
from app.commands.output import JsonOption, emit_json, emit_table, progress
from core.document.state import FaceState

if TYPE_CHECKING:
    from core.geometry.norms import Norm
    from core.inference.head import HeadModel

_SEXES = ("female", "male")


def measure(
    project: Annotated[Path, typer.Argument(help="The .nasion project.")],
    *,
    json_output: JsonOption = False,
) -> None:
    """List the face's measures, now and as fitted, beside adult norms of both sexes.

    z is how many standard deviations the value lies above the mean of adult women and men.
    """
    from core.document.project_file import load_project

    with progress("Measuring"):
        state = load_project(project).state
        rows = _rows(state, heads.head_model(state))
    if json_output:
        emit_json({"project": str(project), "rows": rows})
        return
    emit_table(
        ("measure", "", "value", "fitted", "unit", "z women", "z men"),
        [
            (
                row["measure"],
                row["name"],
                f"{row['value']:.1f}",
                f"{row['fitted']:.1f}",
                row["unit"],
                *(_score(row["norms"].get(sex)) for sex in _SEXES),
            )
            for row in rows
        ],
        title=project.name,
    )


def _rows(state: FaceState, model: "HeadModel") -> list[dict[str, Any]]:
    from core.geometry.measures import measure_all
    from core.geometry.norms import load_norms, norm_for

    norms = load_norms()
    fitted = {one.key: one.value for one in measure_all(model.landmarks(_as_fitted(state)))}
    return [
        {
            "measure": one.key,
            "name": one.name,
            "value": one.value,
            "fitted": fitted[one.key],
            "unit": one.unit,
            "norms": {
                sex: _norm_facts(norm, one.value)
                for sex in _SEXES
                if (norm := norm_for(norms, one.key, sex)) is not None
            },
        }
        for one in measure_all(model.landmarks(state))
    ]


def _norm_facts(norm: "Norm", value: float) -> dict[str, Any]:
    return {
        "mean": norm.mean,
        "sd": norm.standard_deviation,
        "z": norm.z_score(value),
        "population": norm.population,
        "source": norm.source,
    }


def _score(norm: dict[str, Any] | None) -> str:
    return "-" if norm is None else f"{norm['z']:+.1f}"


def _as_fitted(state: FaceState) -> FaceState:
    """Return the face before any edit; the face itself where there was no fit."""
    if state.scan is None or state.scan.fitted is None:
        return state
    fitted = state.scan.fitted
    return replace(state, codes=fitted.codes, size=fitted.size, thickness={})
