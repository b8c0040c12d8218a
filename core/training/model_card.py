"""The model card beside a bundle's manifest: what it was made of, what it can and cannot do."""

from collections.abc import Mapping, Sequence

from core.bundles.manifest import Manifest
from core.training.loop import TrainingRecord
from core.training.skull_assumptions import skull_assumptions

CURVE_POINTS = 10
"""Points of a loss curve that the card shows."""

_TEXT = """# Model card: {id}

## What it is

A forward field over one canonical head: {layers} sine layers of width {width} ({features} in the
last) map a template point to the displacements of all part components; codes for nose ({nose}),
eyes ({eyes}), mouth ({mouth}) and remainder ({remainder}) mix them within smooth part windows,
{expressions} expression weights add ARKit's shapes, and the lips part along a sheet through the lip
line. A second network ({sdf_layers} sine layers of width {sdf_width}) holds the mean head's signed
distance.

## Why this size

{sizes}

## What it was made of

{training}

{sources}

## How it was trained

`nasion train bundle`, on two CPU cores without a GPU.

{trainings}

## Assumptions

- Faces are adults; the population is that of the light stage scans behind the ICT Face Model, its
  expressions move everybody alike.
{assumptions}
## Measured while it was made

{accuracy}

Tables for held-out heads and real scans are in the project's README with the commands behind them.

## Limits

Research use only, not for diagnosis, treatment planning or identification.
"""


def model_card(
    manifest: Manifest,
    sizes: Sequence[Mapping[str, float]] = (),
    trainings: Mapping[str, TrainingRecord | None] | None = None,
) -> str:
    """Return the card of a bundle.

    Parameters
    ----------
    manifest : Manifest
        Its manifest.
    sizes : sequence of mapping, optional
        Results of `core.training.size_trial`.
    trainings : mapping of str to TrainingRecord, optional
        What is remembered of each network's training; None where nothing is.

    Returns
    -------
    str
        Markdown.
    """
    parts = manifest.parts
    figures = "\n".join(f"- `{name}`: {value:.4g}" for name, value in manifest.accuracy.items())
    return _TEXT.format(
        id=manifest.id,
        layers=parts.trunk_layers,
        width=parts.trunk_width,
        features=parts.trunk_features or parts.trunk_width,
        expressions=parts.expressions,
        sizes=_size_table(sizes),
        trainings=training_lines(trainings or {}),
        sdf_layers=parts.sdf_layers,
        sdf_width=parts.sdf_width,
        training=manifest.training,
        sources="\n".join(f"- {source}" for source in manifest.sources),
        accuracy=figures,
        assumptions=skull_assumptions(),
        **parts.code_sizes,
    )


def _size_table(sizes: Sequence[Mapping[str, float]]) -> str:
    if not sizes:
        return "No sizes were compared for this bundle (`nasion train sizes`)."
    how = (
        f"Trained alike for {sizes[0]['steps']:.0f} steps (`nasion train sizes`); speed on one "
        "thread of the machine that trained them. bfloat16 is not used: see what it would add."
    )
    lines = [
        how,
        "",
        "| width, features | error of the skin, mm | thousand points/s | added by bfloat16, mm |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {size['width']}, {size['features']} | {size['error_mm']:.3f} "
        f"| {size['thousand_points_per_second']:.0f} | {size['bfloat16_error_mm']:.3f} |"
        for size in sizes
    ]
    return "\n".join(lines)


def training_lines(trainings: Mapping[str, TrainingRecord | None]) -> str:
    """Return what is remembered of trainings, by name, a line each."""
    lines = []
    for name, record in trainings.items():
        if record is None:
            lines.append(f"- {name}: trained earlier; no record was kept.")
            continue
        thin = record.curve[:: max(1, len(record.curve) // CURVE_POINTS)]
        curve = ", ".join(f"{loss:.3g} ({step})" for step, loss in thin)
        lines.append(
            f"- {name}: seed {record.seed}, {record.steps} steps, first step size "
            f"{record.learning_rate:g}, {record.seconds / 60.0:.0f} minutes; loss (step): {curve}."
        )
    return "\n".join(lines) or "No record was kept."
