"""`nasion train` and `nasion cohort`: how the shipped models were made, resumably."""

from pathlib import Path
from typing import Annotated

import typer

from app.commands.output import JsonOption, emit_facts, emit_json, progress

DataOption = Annotated[Path, typer.Option(help="The training data's folder.")]
WorkOption = Annotated[Path, typer.Option(help="Checkpoints; a killed run continues from them.")]
OutOption = Annotated[Path, typer.Option(help="Folder that receives the bundle's folder.")]
SeedOption = Annotated[int, typer.Option(min=0, help="Of every random draw.")]
_DATA = Path("../shared/data")
_WORK = Path("nasion-training")

verbs = typer.Typer(
    no_args_is_help=True, help="Make the models from the training data; hours on two cores."
)


@verbs.command("parts")
def train_parts(
    *,
    data: DataOption = _DATA,
    work: WorkOption = _WORK,
    seed: SeedOption = 1,
    json_output: JsonOption = False,
) -> None:
    """Train the signed-distance network and the parts' forward field."""
    _need(data)
    from core.training.bundle import BundleTraining
    from core.training.bundle import train_parts as run

    with progress("Training the parts") as monitor:
        work.mkdir(parents=True, exist_ok=True)
        run(data, work, BundleTraining(seed=seed), monitor)
    _tell({"trained": "parts", "checkpoints": str(work)}, json_output=json_output)


@verbs.command("bundle")
def train_bundle(
    *,
    data: DataOption = _DATA,
    work: WorkOption = _WORK,
    out: OutOption = Path("resources/bundles"),
    seed: SeedOption = 1,
    cohort_size: Annotated[int, typer.Option(min=2, help="Synthetic skin-skull pairs.")] = 400,
    json_output: JsonOption = False,
) -> None:
    """Train whatever is not trained yet and write the bundle."""
    _bundle(data, work, out, seed, cohort_size, json_output=json_output)


@verbs.command("skull")
def train_skull(
    *,
    data: DataOption = _DATA,
    work: WorkOption = _WORK,
    out: OutOption = Path("resources/bundles"),
    seed: SeedOption = 1,
    cohort_size: Annotated[int, typer.Option(min=2, help="Synthetic skin-skull pairs.")] = 400,
    pairs: Annotated[
        Path | None,
        typer.Option(help="Real pairs from 'nasion cohort add': learn from them, with the bundle."),
    ] = None,
    json_output: JsonOption = False,
) -> None:
    """Fit the skull template and its predictor to trained parts, and write the bundle.

    With --pairs the shipped bundle's skull learns from real pairs instead, few or many, and is
    written beside it with its error on people left out; nothing else is trained.
    """
    from core.errors import NasionError

    if pairs is not None:
        _pairs(pairs, out, json_output=json_output)
        return
    if not (work / "trunk.pt").is_file():
        raise NasionError(f"There are no trained parts in {work}; run 'nasion train parts' first.")
    _bundle(data, work, out, seed, cohort_size, json_output=json_output)


@verbs.command("aim")
def train_aim(
    *,
    work: WorkOption = _WORK,
    bundle: Annotated[
        Path | None, typer.Option(help="Bundle to learn from; the shipped one by default.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="The new bundle's folder.")] = None,
    steps: Annotated[int | None, typer.Option(min=1, help="Optimisation steps.")] = None,
    seed: SeedOption = 1,
    json_output: JsonOption = False,
) -> None:
    """Train the template AIM on a bundle's population and write the bundle with it."""
    from core.bundles.manifest import SHIPPED_BUNDLE
    from core.resources import resource_path
    from core.training.aim_bundle import bundle_with_aim
    from core.training.aim_training import AimTraining

    source = bundle or resource_path("bundles", SHIPPED_BUNDLE)
    config = AimTraining(seed=seed) if steps is None else AimTraining(seed=seed, steps=steps)
    with progress("Training the template AIM") as monitor:
        work.mkdir(parents=True, exist_ok=True)
        folder = bundle_with_aim(source, work, out or work / source.name, config, monitor)
    _tell({"bundle": str(folder), "checkpoints": str(work)}, json_output=json_output)


@verbs.command("comparison")
def train_comparison(
    *,
    data: DataOption = _DATA,
    work: WorkOption = _WORK,
    out: OutOption = Path("resources/comparison"),
    minutes: Annotated[float, typer.Option(min=0.1, help="Processor time of each.")] = 8.0,
    only: Annotated[list[str] | None, typer.Option(help="Train this one; repeatable.")] = None,
    json_output: JsonOption = False,
) -> None:
    """Train the models that ours is compared with, each for the same time."""
    _need(data)
    from core.training.comparison import ComparisonTraining
    from core.training.comparison import train_comparison as run

    config = ComparisonTraining(minutes=minutes)
    with progress("Training the compared models") as monitor:
        files = run(data, work, out, config.only(tuple(only or ())), monitor)
    _tell({"models": [str(file) for file in files]}, json_output=json_output)


@verbs.command("sizes")
def train_sizes(
    *,
    data: DataOption = _DATA,
    work: WorkOption = _WORK,
    steps: Annotated[int, typer.Option(min=100, help="Optimisation steps of each.")] = 1500,
    seed: SeedOption = 1,
    json_output: JsonOption = False,
) -> None:
    """Train trunks of several sizes briefly; the next bundle's card shows error and speed."""
    _need(data)
    from dataclasses import asdict

    from core.training.size_trial import try_sizes

    with progress("Trying sizes") as monitor:
        work.mkdir(parents=True, exist_ok=True)
        results = try_sizes(data, work, steps, seed, monitor)
    _tell({"sizes": [asdict(result) for result in results]}, json_output=json_output)


@verbs.command("surroundings")
def find_surroundings(
    *,
    bundle: Annotated[
        Path | None, typer.Option(help="Bundle to survey; the shipped one by default.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; where it ships otherwise.")
    ] = None,
    json_output: JsonOption = False,
) -> None:
    """Survey the template's surroundings, which saves the first fine surface some ten seconds."""
    from core.bundles.loader import load_bundle
    from core.inference.band_file import band_key, shipped_file, write_record
    from core.inference.head import HeadModel

    model = HeadModel(load_bundle(bundle))
    path = output or shipped_file(model.bundle)
    with progress("Learning the template's surroundings") as monitor:
        record = model.surfaces.survey(monitor)
        write_record(path, record, band_key(model.bundle))
    facts = {"surroundings": str(path), "megabytes": round(path.stat().st_size / 1e6, 2)}
    _tell(facts, json_output=json_output)


@verbs.command("photo")
def train_photo(
    *,
    data: DataOption = _DATA,
    work: WorkOption = _WORK,
    bundle: Annotated[
        Path | None, typer.Option(help="Bundle whose faces are drawn; the shipped one by default.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; where it ships otherwise.")
    ] = None,
    seed: SeedOption = 1,
    json_output: JsonOption = False,
) -> None:
    """Draw portraits and teach the networks that read photographs."""
    _need(data)
    from core.bundles.loader import load_bundle
    from core.bundles.photo_nets import photo_file, write_photo_nets
    from core.training.loop import read_record
    from core.training.photo_card import photo_card
    from core.training.photo_nets import PHOTO_NETWORKS, PhotoTraining, train_photo_nets

    loaded = load_bundle(bundle)
    path = output or photo_file(loaded)
    with progress("Learning to read photographs") as monitor:
        work.mkdir(parents=True, exist_ok=True)
        nets = train_photo_nets(loaded, data, work, PhotoTraining(seed=seed), monitor)
        write_photo_nets(path, nets, loaded)
        records = {name: read_record(work / f"{name}.pt") for name in PHOTO_NETWORKS}
        card = photo_card(loaded, nets, records)
        path.with_suffix(".md").write_text(card, encoding="utf-8")
    facts = {"photo": str(path), "megabytes": round(path.stat().st_size / 1e6, 2)}
    _tell(facts, json_output=json_output)


@verbs.command("sample")
def make_sample(
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="PLY to write.")] = Path(
        "resources/sample/sample_head.ply"
    ),
    json_output: JsonOption = False,
) -> None:
    """Draw the sample scan of the demo from the shipped bundle."""
    from core.bundles.loader import load_bundle
    from core.training.sample_scan import make_sample_scan

    with progress("Drawing a person"):
        path = make_sample_scan(load_bundle(), output)
    _tell({"sample": str(path)}, json_output=json_output)


def _pairs(pairs: Path, out: Path, *, json_output: bool) -> None:
    from core.bundles.loader import read_manifest
    from core.bundles.manifest import SHIPPED_BUNDLE
    from core.resources import resource_path
    from core.training.pair_bundle import train_pair_bundle

    with progress("Learning from real pairs") as monitor:
        folder = train_pair_bundle(resource_path("bundles", SHIPPED_BUNDLE), pairs, out, monitor)
    figures = {k: v for k, v in read_manifest(folder).accuracy.items() if k.startswith("pairs")}
    _tell({"bundle": str(folder), **figures}, json_output=json_output)


def _bundle(
    data: Path, work: Path, out: Path, seed: int, cohort_size: int, *, json_output: bool
) -> None:
    _need(data)
    from core.training.bundle import BundleTraining
    from core.training.bundle import train_bundle as run

    with progress("Training the bundle") as monitor:
        work.mkdir(parents=True, exist_ok=True)
        config = BundleTraining(seed=seed, cohort=cohort_size)
        folder = run(data, work, out, config, monitor)
    _tell({"bundle": str(folder), "checkpoints": str(work)}, json_output=json_output)


def _need(data: Path) -> None:
    from core.errors import NasionError

    if not data.is_dir():
        raise NasionError(
            f"There is no folder {data} with training data; name it with --data (see README)."
        )


def _tell(facts: dict[str, object], *, json_output: bool) -> None:
    if json_output:
        emit_json(facts)
    else:
        emit_facts(facts)


def cohort(
    output: Annotated[Path, typer.Option("--output", "-o", help="The .npz to write.")],
    *,
    data: DataOption = _DATA,
    size: Annotated[int, typer.Option(min=2, help="People; each gets a pair of skulls.")] = 400,
    seed: SeedOption = 1,
    json_output: JsonOption = False,
) -> None:
    """Draw people and give each the skulls that fit measured soft-tissue depths.

    With the bundle's own size and seed these are the pairs that its skull predictor learned from.
    """
    _need(data)
    from core.bundles.loader import load_bundle
    from core.training.cohort_file import write_cohort

    with progress("Drawing people") as monitor:
        pairs = write_cohort(load_bundle(), data, output, size, seed, monitor)
    _tell(
        {"cohort": str(output), "pairs": len(pairs.skulls), "people": size},
        json_output=json_output,
    )
