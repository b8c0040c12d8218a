"""`nasion palsy`: visits of a facial palsy, kept in a project, measured and compared."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app import heads
from app.commands.output import JsonOption, emit_json, emit_table, progress, say
from core.document.project_file import Project
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.document.palsy import PalsyStudy
    from core.inference.head import HeadModel


def palsy(
    project: Annotated[Path, typer.Argument(help="The .nasion project that keeps the visits.")],
    *,
    add: Annotated[
        list[str] | None,
        typer.Option(
            help="POSE=FILE, such as smile=smile.jpg: neutral, smile, e, u, eyes_closed or "
            "brows_up, from a project, a scan or a photograph; may be given several times."
        ),
    ] = None,
    day: Annotated[
        str | None, typer.Option(help="Of the visit that is added to, such as 2026-03-01.")
    ] = None,
    weak: Annotated[
        str | None, typer.Option(help="The patient's side that moves less: left or right.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The .nasion project to write.")
    ] = None,
    csv: Annotated[Path | None, typer.Option(help="Write every figure to this table.")] = None,
    target: Annotated[
        Path | None,
        typer.Option(
            help="Write the newest pose of --pose with its healthy side mirrored onto the other, "
            "as OBJ, PLY or STL in mm."
        ),
    ] = None,
    pose: Annotated[str, typer.Option(help="Whose target is written.")] = "smile",
    json_output: JsonOption = False,
) -> None:
    """Measure a facial palsy: every pose left against right, against its mirror image, by visit.

    Excursions are those of a pose against the neutral face of the same visit, after both were laid
    onto each other by what holds still. The norm of the whole face's asymmetry is 0.63 mm, sd 0.16.
    """
    if (add or weak) and output is None:
        raise typer.BadParameter("name the project to write with -o")
    if add and day is None:
        raise typer.BadParameter("say the visit's day with --day, such as 2026-03-01")
    with progress("Measuring") as monitor:
        kept, model = _changed(project, add or [], day, weak, monitor)
        found = _figures(model, kept.state.palsy)
        if output is not None:
            from core.document.project_file import save_project

            save_project(output, kept)
        if csv is not None:
            _write(csv, model, kept.state.palsy)
        if target is not None:
            _write_target(target, model, kept.state.palsy, pose)
    if json_output:
        emit_json({"project": str(output or project), **found})
        return
    _print(found, project.name)


def _changed(
    path: Path, add: list[str], day: str | None, weak: str | None, monitor: Monitor
) -> "tuple[Project, HeadModel]":
    """Return the project with what was added, and its models."""
    from app.palsy_sources import poses_from_files
    from core.document.history import History
    from core.document.palsy import PalsyVisit, checked_day, pose_title
    from core.document.palsy_edits import KeepPose, SetWeakSide
    from core.document.project_file import load_project

    files = dict(_pair(text) for text in add)
    for name in files:
        pose_title(name)
    kept = load_project(path)
    model = heads.head_model(kept.state)
    edits: list[Any] = []
    if day is not None and files:
        visit = kept.state.palsy.visit(checked_day(day)) or PalsyVisit(day)
        made = poses_from_files(model, files, visit, monitor)
        edits += [KeepPose(visit.day, one) for one in made]
    if weak is not None:
        edits.append(SetWeakSide("left" if weak == "left" else _right(weak)))
    if not edits:
        return kept, model
    history = History(kept.state) if kept.past is None else History.of(kept.past)
    for edit in edits:
        history.apply(edit)
    return replace(kept, state=history.state, past=history.past), model


def _right(weak: str) -> Any:
    if weak != "right":
        raise typer.BadParameter("the weak side is left or right", param_hint="--weak")
    return weak


def _pair(text: str) -> tuple[str, Path]:
    name, mark, path = text.partition("=")
    if not mark or not path:
        raise typer.BadParameter(f"{text!r} is no POSE=FILE", param_hint="--add")
    return name, Path(path)


def _figures(model: "HeadModel", study: "PalsyStudy") -> dict[str, Any]:
    from core.evaluation.palsy import study_rows
    from core.geometry.asymmetry import NORM_MM

    visits = [
        {"day": visit.day, "poses": {one.name: one.source for one in visit.poses}}
        for visit in study.visits
    ]
    return {
        "weak": study.weak,
        "norm_mm": dict(zip(("mean", "sd"), NORM_MM, strict=True)),
        "visits": visits,
        "rows": study_rows(model.bundle.template, study),
    }


def _write(path: Path, model: "HeadModel", study: "PalsyStudy") -> None:
    from core.atomic import write_whole
    from core.evaluation.palsy import study_csv

    content = study_csv(model.bundle.template, study).encode()
    write_whole(path, content)


def _write_target(path: Path, model: "HeadModel", study: "PalsyStudy", name: str) -> None:
    from core.document.palsy import pose_title
    from core.errors import EditError
    from core.evaluation.palsy import target_of
    from core.geometry.mesh_io import write_mesh

    title = pose_title(name)
    if study.healthy is None:
        raise EditError("Nobody has said which side is weak; say --weak left or --weak right.")
    taken = [one for visit in study.visits if (one := visit.pose(name)) is not None]
    if not taken:
        raise EditError(f"No visit has the pose {title}; add one with --add {name}=FILE.")
    template = model.bundle.template
    goal = target_of(template, taken[-1], study.healthy)
    write_mesh(template.skin.with_vertices(goal), path)


def _print(found: dict[str, Any], name: str) -> None:
    if not found["visits"]:
        say(f"{name} keeps no visit; add a pose with --add smile=FILE --day 2026-03-01 -o OUT.")
        return
    pairs = [row for row in found["rows"] if row["left_mm"] is not None]
    emit_table(
        ("day", "pose", "measure", "left, mm", "right, mm", "difference, mm", "weaker, %"),
        [
            (
                row["day"], row["pose"], row["measure"].replace("_", " "),
                f"{row['left_mm']:.1f}", f"{row['right_mm']:.1f}", f"{row['difference_mm']:+.1f}",
                "-" if row["weaker_percent"] is None else f"{row['weaker_percent']:.0f}",
            )
            for row in pairs
        ],
        title=f"{name}: weak side {found['weak'] or 'not said'}",
    )  # fmt: skip
    single = [row for row in found["rows"] if row["value_mm"] is not None]
    emit_table(
        ("day", "pose", "against the mirror image", "rms, mm", "deviations above the norm"),
        [
            (
                row["day"], row["pose"],
                row["measure"].removeprefix("asymmetry_").replace("_", " "),
                f"{row['value_mm']:.2f}",
                "" if row["score"] is None else f"{row['score']:+.1f}",
            )
            for row in single
        ],
        title="Asymmetry; the whole face of healthy adults has 0.63 mm, sd 0.16",
    )  # fmt: skip
