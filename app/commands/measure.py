"""`nasion measure`: the anthropometric table of a face."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app import heads
from app.commands.output import JsonOption, emit_json, emit_table, progress, say
from core.document.state import FaceState
from core.geometry.cephalometry import NOT_MEASURED

if TYPE_CHECKING:
    from core.arrays import FloatArray
    from core.geometry.norms import Norm
    from core.inference.head import HeadModel
    from core.inference.measure_control import MeasureControl

_SEXES = ("female", "male")


def measure(
    project: Annotated[Path, typer.Argument(help="The .nasion project.")],
    *,
    cephalometric: Annotated[
        bool, typer.Option("--cephalometric", help="Also the profile, on skin and bone.")
    ] = False,
    asymmetry: Annotated[
        bool,
        typer.Option("--asymmetry", help="Also against the mirror image, and edited volumes."),
    ] = False,
    csv: Annotated[
        Path | None, typer.Option("--csv", help="Write every measure as a table to this file.")
    ] = None,
    json_output: JsonOption = False,
) -> None:
    """List the face's measures, now and as fitted, beside the model's population and adult norms.

    z is how many standard deviations the value lies above the mean: of the population that the
    model learned, and of adult women and men as published. Measures that were placed and landmarks
    that were moved in the studio count as they are.
    """
    from core.document.project_file import load_project

    with progress("Measuring"):
        state = load_project(project).state
        model = heads.head_model(state)
        rows, notices = _rows(state, model)
        found: dict[str, Any] = {"rows": rows, "placed": placed_facts(model, state)}
        if cephalometric:
            found["profile"] = _profile(model, state)
            notices = [*notices, NOT_MEASURED]
        if asymmetry:
            found["asymmetry"], found["volume"] = _survey(model, state)
        if csv is not None:
            write_csv(csv, model, state, found.get("asymmetry"))
    if json_output:
        emit_json({"project": str(project), **found, "notices": notices})
        return
    _print(found, project.name, notices)


def _print(found: dict[str, Any], name: str, notices: list[str]) -> None:
    emit_table(
        ("measure", "", "value", "fitted", "unit", "mean", "sd", "z", "z women", "z men"),
        [_cells(row) for row in found["rows"]],
        title=name,
    )
    if "profile" in found:
        emit_table(
            ("measure", "", "value", "unit", "mean", "sd", "z", "source"),
            [_profile_cells(row) for row in found["profile"]],
            title="Profile",
        )
    if found["placed"]:
        rows = [(one["title"], one["kind"], _number(one["value"]), one["unit"])
                for one in found["placed"]]  # fmt: skip
        emit_table(("placed measure", "kind", "value", "unit"), rows, title="Placed")
    if "asymmetry" in found:
        facts = found["asymmetry"]
        rows = [(key, f"{value:.2f}", "mm") for key, value in facts["rms"].items()]
        rows.append(("norm", f"{facts['norm_mean']:.2f} ± {facts['norm_sd']:.2f}", "mm"))
        rows.append(("symmetry plane against median", f"{facts['tilt']:.1f}", "deg"))
        emit_table(("against the mirror image", "rms", "unit"), rows, title="Asymmetry")
        cells = [(key, f"{one['gained']:.0f}", f"{one['lost']:.0f}")
                 for key, one in found["volume"].items()]  # fmt: skip
        emit_table(("volume of the edits", "gained, mm³", "lost, mm³"), cells, title="Volume")
    for notice in notices:
        say(notice)


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
    fitted = {one.key: one.value for one in measure_all(_places(model, state.as_fitted(), state))}
    values = {one.key: one.value for one in measure_all(_places(model, state, state))}
    controls = [
        replace(one, value=values[one.key])
        for one in measure_targets(model, state, symmetric=False)
    ]
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
        "z": norm.z_score(value) if norm.standard_deviation else None,
        "population": norm.population,
        "source": norm.reference,
    }


def _score(facts: dict[str, Any] | None) -> str:
    return "-" if facts is None or not facts["sd"] else f"{facts['z']:+.1f}"


def _places(model: "HeadModel", state: FaceState, marked: FaceState) -> "dict[str, FloatArray]":
    """Return the landmarks of a face's skin, those moved that a document moved."""
    from core.geometry.cephalometry import profile_landmarks
    from core.geometry.measure_rows import landmark_places

    vertices = model.skin_preview(state).vertices
    return landmark_places(vertices, profile_landmarks(model.bundle.template), marked.landmarks)


def _bone_places(model: "HeadModel", state: FaceState) -> "dict[str, FloatArray]":
    from core.geometry.measure_rows import landmark_places

    vertices = model.skull(state).mesh.vertices
    known = model.bundle.template.skull_landmarks
    return landmark_places(vertices, known, state.landmarks, bone=True)


def placed_facts(model: "HeadModel", state: FaceState) -> list[dict[str, Any]]:
    """Return the measures that were placed, with their values on the face as it is.

    Parameters
    ----------
    model : HeadModel
        Shapes the face.
    state : FaceState
        Holds the measures.

    Returns
    -------
    list of dict
        ``title``, ``kind``, ``value`` (None where it cannot be measured) and ``unit``.
    """
    import math

    from core.geometry.mark_meter import MarkMeter

    if not state.measures:
        return []
    template = model.bundle.template
    meter = MarkMeter({"skin": template.skin.faces, "skull": template.skull.faces})
    bodies = {"skin": model.skin_preview(state).vertices}
    if any(point.body == "skull" for one in state.measures for point in one.points):
        bodies["skull"] = model.skull(state).mesh.vertices
    meter.use(bodies)
    found = [meter.measure(one) for one in state.measures]
    return [
        {
            "title": mark.measure.title,
            "kind": mark.measure.kind,
            "value": mark.value if math.isfinite(mark.value) else None,
            "unit": mark.unit,
        }
        for mark in found
        if mark is not None
    ]


def _profile(model: "HeadModel", state: FaceState) -> list[dict[str, Any]]:
    from core.geometry.measure_rows import measure_rows
    from core.geometry.norms import load_norms

    rows = measure_rows(_places(model, state, state), _bone_places(model, state), load_norms())
    return [
        {
            "measure": row.measure.key,
            "name": row.measure.name,
            "tissue": row.group,
            "value": row.measure.value,
            "unit": row.measure.unit,
            "norms": {sex: _norm_facts(norm, row.measure.value) for sex, norm in row.norms.items()},
        }
        for row in rows
        if row.group != "face"
    ]


def _survey(model: "HeadModel", state: FaceState) -> tuple[dict[str, Any], dict[str, Any]]:
    from app.face_survey import survey
    from core.geometry.asymmetry import NORM_MM

    found = survey(model, state)
    facts = {
        "rms": dict(found.asymmetry.rms),
        "largest": found.asymmetry.largest,
        "tilt": found.asymmetry.tilt,
        "norm_mean": NORM_MM[0],
        "norm_sd": NORM_MM[1],
        "z": found.asymmetry.score,
    }
    volumes = {
        key or "All of the skin": {"gained": one.gained, "lost": one.lost, "net": one.net}
        for key, one in found.volumes.items()
    }
    return facts, volumes


def write_csv(
    path: Path, model: "HeadModel", state: FaceState, asymmetry: dict[str, Any] | None
) -> None:
    """Write every measure of a face as a table.

    Parameters
    ----------
    path : Path
        To write.
    model : HeadModel
        Shapes the face.
    state : FaceState
        The face.
    asymmetry : dict or None
        With ``rms``, to be written too.

    Raises
    ------
    ExportError
        When the file cannot be written.
    """
    from core.atomic import write_whole
    from core.geometry.measure_rows import measure_rows, rows_csv
    from core.geometry.norms import load_norms

    rows = measure_rows(_places(model, state, state), _bone_places(model, state), load_norms())
    placed = [
        (f"placed.{one['kind']}", one["title"], _value(one["value"]), one["unit"])
        for one in placed_facts(model, state)
    ]
    if asymmetry is not None:
        placed += [
            (f"asymmetry.{key}", f"{key} RMS", value, "mm")
            for key, value in asymmetry["rms"].items()
        ]
    text = rows_csv(rows, placed)
    write_whole(path, text.encode())


def _value(value: float | None) -> float:
    return float("nan") if value is None else value


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


def _profile_cells(row: dict[str, Any]) -> tuple[str, ...]:
    norm = row["norms"].get("female")
    spread = ("-", "-", "-", "") if norm is None else (
        f"{norm['mean']:.1f}",
        f"{norm['sd']:.1f}" if norm["sd"] else "-",
        _score(norm),
        norm["source"],
    )  # fmt: skip
    return (row["measure"], row["name"], f"{row['value']:.1f}", row["unit"], *spread)
