"""`nasion evaluate` and `nasion bench`: the tables and timings in the README, measured anew.

Both print tidy rows, one value a row: ``method, set, region, metric, value, unit`` for accuracy and
``case, metric, value, unit`` for timings.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from app import heads
from app.commands.output import JsonOption, emit_json, emit_table, progress
from core.errors import NasionError
from core.monitor import Monitor

ACCURACY_KEYS = ("method", "set", "region", "metric", "value", "unit")
TIMING_KEYS = ("case", "metric", "value", "unit")

Rows = Sequence[Mapping[str, Any]]
DataOption = Annotated[Path, typer.Option(help="The folder with training and test data.")]
_DATA = Path("../shared/data")

verbs = typer.Typer(no_args_is_help=True, help="Measure the accuracy of the models.")
bench_verbs = typer.Typer(no_args_is_help=True, help="Measure speed, as ratios in one run.")


@verbs.command("parts")
def evaluate_parts(
    *,
    data: DataOption = _DATA,
    identities: Annotated[
        int, typer.Option(min=1, help="Held-out people, each neutral and with an expression.")
    ] = 30,
    compare: Annotated[
        bool, typer.Option(help="Also measure the cascade and the baselines.")
    ] = True,
    json_output: JsonOption = False,
) -> None:
    """Surface errors on held-out heads and real scans, ours beside the compared models."""
    _need(data)
    from core.evaluation.comparison import comparison_methods
    from core.evaluation.parts import evaluate_parts as run

    with progress("Evaluating the parts") as monitor:
        bundle = heads.head_model().bundle
        others = comparison_methods(bundle, data) if compare else {}
        rows = run(bundle, data, monitor, others=others, identities=identities)
    _tell(rows, ACCURACY_KEYS, json_output=json_output)


@verbs.command("skull")
def evaluate_skull(
    *,
    data: DataOption = _DATA,
    people: Annotated[
        int, typer.Option(min=20, help="Heads that synthetic people are drawn on, two each.")
    ] = 240,
    real_only: Annotated[
        bool, typer.Option("--real-only", help="The shipped model on the real pairs alone.")
    ] = False,
    json_output: JsonOption = False,
) -> None:
    """Every way to a skull on experiments A, B and C and on real pairs, and how sure ours is."""
    _need(data)
    with progress("Evaluating the skull") as monitor:
        if real_only:
            from core.evaluation.skull import evaluate_skull as run_real

            rows = run_real(heads.head_model(), data, monitor)
        else:
            from core.training.skull_experiments import evaluate_all

            rows = evaluate_all(heads.head_model(), data, monitor, heads=people)
    _tell(rows, ACCURACY_KEYS, json_output=json_output)


@verbs.command("aim")
def evaluate_aim(
    *,
    data: DataOption = _DATA,
    only: Annotated[
        str | None,
        typer.Option(
            help="Sections, comma-separated: fit, anatomy, scans, landmarks, retarget, edits, "
            "ablations."
        ),
    ] = None,
    frames: Annotated[int, typer.Option(min=1, help="Unseen frames of each person.")] = 17,
    people: Annotated[
        int | None, typer.Option(min=1, help="Only the first so many people, real ones first.")
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Two people, four frames each, 19 shapes, no ablations.")
    ] = False,
    json_output: JsonOption = False,
) -> None:
    """Unseen frames by AIM and other models, anatomy, captures, retargeting, edits, ablations."""
    _need(data)
    from core.evaluation.aim import SECTIONS, Extent
    from core.evaluation.aim import evaluate_aim as run
    from core.training.aim_ablations import ABLATIONS, ablation_rows

    every = SECTIONS if quick else (*SECTIONS, ABLATIONS)
    chosen = tuple(name.strip() for name in only.split(",")) if only else every
    if unknown := sorted(set(chosen) - {*SECTIONS, ABLATIONS}):
        known = ", ".join((*SECTIONS, ABLATIONS))
        raise NasionError(f"There is no section '{unknown[0]}'; choose of: {known}.")
    extent = Extent(4, 2, (19,)) if quick else Extent(frames, people)
    with progress("Evaluating AIM") as monitor:
        head = heads.head_model()
        rows = run(head, data, monitor.part(0.0, 0.7), only=chosen, extent=extent)
        if ABLATIONS in chosen:
            rows += ablation_rows(head, data, monitor.part(0.7, 1.0))
    _tell(rows, ACCURACY_KEYS, json_output=json_output)


@verbs.command("photo")
def evaluate_photo(
    *,
    data: DataOption = _DATA,
    people: Annotated[int, typer.Option(min=1, help="Held-out people, five portraits each.")] = 8,
    palsies: Annotated[
        int, typer.Option(min=0, help="People with a drawn palsy, two portraits each.")
    ] = 6,
    json_output: JsonOption = False,
) -> None:
    """Heads from drawn portraits and from pictures of a scan, by every method, and palsies."""
    _need(data)
    from core.bundles.photo_nets import load_photo_nets
    from core.evaluation.photo import evaluate_photo as run
    from core.inference.photo_head import PhotoReader

    with progress("Evaluating photographs") as monitor:
        model = heads.head_model()
        reader = PhotoReader(model.bundle, load_photo_nets(model.bundle))
        rows = run(model, reader, data, monitor, people=people, palsies=palsies)
    _tell(rows, ACCURACY_KEYS, json_output=json_output)


@verbs.command("photo-spread")
def evaluate_photo_spread(
    *,
    portraits: Annotated[int, typer.Option(min=4, help="Held-out portraits to draw.")] = 60,
    write: Annotated[
        bool, typer.Option("--write", help="Keep the figures beside the networks, for the fits.")
    ] = False,
    json_output: JsonOption = False,
) -> None:
    """How far the networks for photographs are to be believed, and the error to expect."""
    from core.bundles.photo_nets import load_photo_nets
    from core.evaluation.photo_spread import measure_belief
    from core.inference.photo_belief import belief_json, write_belief

    with progress("Measuring the networks for photographs") as monitor:
        bundle = heads.head_model().bundle
        belief = measure_belief(bundle, load_photo_nets(bundle), portraits, monitor)
    if write:
        write_belief(bundle.id, belief)
    if json_output:
        emit_json(belief_json(belief))
        return
    rows = [
        (name, error, belief.growth[name], _middle(belief.person.get(name, ())))
        for name, error in belief.error_mm.items()
    ]
    columns = ("method", "error mm", "true over expected", "spread of the encoder")
    emit_table(columns, rows, title=f"{belief.portraits} held-out portraits")


def _middle(values: Sequence[float]) -> float | None:
    """Return the mean of values, or None where there are none."""
    return float(sum(values) / len(values)) if len(values) else None


@verbs.command("soft-tissue")
def evaluate_soft_tissue(
    *,
    data: DataOption = _DATA,
    only: Annotated[
        str | None,
        typer.Option(help="Sections, comma-separated: verification, behaviour, real, held-out."),
    ] = None,
    people: Annotated[int, typer.Option(min=1, help="Held-out people operated on.")] = 10,
    shipped_only: Annotated[
        bool, typer.Option("--shipped-only", help="Held-out people without training the methods.")
    ] = False,
    json_output: JsonOption = False,
) -> None:
    """Finite elements on closed forms, on a scan, and on true against inferred skulls."""
    sections = ("verification", "behaviour", "real", "held-out")
    chosen = tuple(name.strip() for name in only.split(",")) if only else sections
    if unknown := sorted(set(chosen) - set(sections)):
        known = ", ".join(sections)
        raise NasionError(f"There is no section '{unknown[0]}'; choose of: {known}.")
    if set(chosen) - {"verification"}:
        _need(data)
    with progress("Evaluating soft tissue") as monitor:
        rows = soft_tissue_rows(chosen, data, people, monitor, train=not shipped_only)
    _tell(rows, ACCURACY_KEYS, json_output=json_output)


def soft_tissue_rows(
    sections: Sequence[str], data: Path, people: int, monitor: Monitor, *, train: bool
) -> list[Mapping[str, Any]]:
    """Return the rows of the sections that were asked for."""
    from core.evaluation import soft_tissue
    from core.geometry.scan import load_scan
    from core.training.skull_experiments import HEADS
    from core.training.soft_tissue_experiments import held_out_rows

    rows: list[Mapping[str, Any]] = []
    if "verification" in sections:
        rows += soft_tissue.verification_rows()
    if set(sections) == {"verification"}:
        return rows
    model = heads.head_model()
    if "behaviour" in sections:
        name = "lee_perry_smith"
        scan = load_scan(data / "scans" / name / "LeePerrySmith.obj")
        state = model.fit(scan, monitor.part(0.0, 0.1))
        rows += soft_tissue.behaviour_rows(model, state, name, monitor.part(0.1, 0.4))
    if "real" in sections:
        rows += soft_tissue.inferred_rows(model, data, monitor.part(0.4, 0.6))
    if "held-out" in sections:
        count = HEADS if train else 10 * people
        part = monitor.part(0.6, 1.0)
        rows += held_out_rows(model, data, part, heads=count, people=people, train=train)
    return rows


@bench_verbs.command("extraction")
def bench_extraction(
    *,
    resolution: Annotated[
        list[int] | None,
        typer.Option(min=32, max=512, help="Samples a side; again for more. 128, 256, 512 if none"),
    ] = None,
    dense_share: Annotated[
        float,
        typer.Option(min=0.001, max=1.0, help="Part of the dense samples timed and scaled up."),
    ] = 0.02,
    codes: Annotated[
        int,
        typer.Option(
            min=0, max=1000, help="Time nothing: compare so many random heads with the dense grid."
        ),
    ] = 0,
    json_output: JsonOption = False,
) -> None:
    """Time extraction beside a search and beside every node with scikit-image, same run."""
    from core.evaluation.bench_exact import exact_rows
    from core.evaluation.bench_head import bench_extraction as run

    with progress("Comparing surfaces" if codes else "Timing the extraction") as monitor:
        if codes:
            rows = exact_rows(heads.head_model(), codes, (resolution or [64])[0], monitor)
        else:
            rows = run(heads.head_model(), resolution or [128, 256, 512], monitor, dense_share)
    _tell(rows, TIMING_KEYS, json_output=json_output)


@bench_verbs.command("edit")
def bench_edit(
    *,
    edits: Annotated[
        int, typer.Option(min=5, max=100_000, help="Edits in all, or steps of each drag.")
    ] = 200,
    window: Annotated[
        bool, typer.Option("--window", help="Drag sliders of the real window; needs a screen.")
    ] = False,
    exact: Annotated[
        bool, typer.Option(help="Without a window: also the exact surfaces and cancellation.")
    ] = True,
    json_output: JsonOption = False,
) -> None:
    """Every kind of edit: to its preview, to the exact surface, to the drawn frame of a window."""
    from app.commands.timing import time_drags
    from app.commands.timing_edit import time_edits, time_exact, time_stops

    with progress("Timing edits") as monitor:
        if window:
            rows = time_drags(edits, lambda kind: monitor.report(0.0, f"Dragging: {kind}"))
        else:
            model = heads.head_model()
            rows = time_stops(model) if exact else []
            rows += time_edits(model, edits, monitor.part(0.3, 0.6 if exact else 1.0))
            rows += time_exact(model, monitor.part(0.6, 1.0)) if exact else []
    _tell(rows, TIMING_KEYS, json_output=json_output)


@bench_verbs.command("fit")
def bench_fit(
    scans: Annotated[
        list[Path] | None, typer.Argument(help="Scans; the bundled sample if none.")
    ] = None,
    *,
    json_output: JsonOption = False,
) -> None:
    """From a scan file to a fitted face, and the skull beneath it."""
    from app.commands.timing import time_fit
    from core.resources import resource_path

    paths = scans or [resource_path("sample", "sample_head.ply")]
    with progress("Timing the fit") as monitor:
        model = heads.head_model()
        rows = [
            row
            for number, path in enumerate(paths)
            for row in time_fit(
                model, path, monitor.part(number / len(paths), (number + 1) / len(paths))
            )
        ]
    _tell(rows, TIMING_KEYS, json_output=json_output)


@bench_verbs.command("startup")
def bench_startup(
    *,
    rest: Annotated[
        bool, typer.Option("--rest", help="Wait for everything that starts by itself.")
    ] = False,
    json_output: JsonOption = False,
) -> None:
    """To the help text; to a window, a head, an editable and an edited one, in own processes."""
    from app.commands.timing import time_startup

    with progress("Timing the start"):
        rows = time_startup("rest" if rest else "moved")
    _tell(rows, TIMING_KEYS, json_output=json_output)


def _need(data: Path) -> None:
    if not data.is_dir():
        raise NasionError(f"There is no folder {data} with test data; name it with --data.")


def _tell(rows: Rows, keys: Sequence[str], *, json_output: bool) -> None:
    tidy = [{key: row[key] for key in keys} for row in rows]
    if json_output:
        emit_json({"rows": tidy})
        return
    emit_table(keys, [[row[key] for key in keys] for row in tidy])
