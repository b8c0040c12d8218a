"""The model card beside a bundle's manifest: what it was made of, what it can and cannot do."""

from core.bundles.manifest import Manifest

_TEXT = """# Model card: {id}

## What it is

A forward field over one canonical head: {layers} sine layers of width {width} map a template point
to the displacements of all part components; codes for nose ({nose}), eyes ({eyes}), mouth ({mouth})
and remainder ({remainder}) mix them within smooth part windows; a second network ({sdf_layers} sine
layers of width {sdf_width}) holds the mean head's signed distance. A normal model of skin and skull
together predicts the skull and how sure that is.

## What it was made of

{training}

{sources}

## Assumptions

- Faces are adults without expression, eyes open, mouth closed; the population is that of the light
  stage scans behind the ICT Face Model.
- Tissue depths at 22 sites come from the published tables named in `core/training/tissue_depth.py`;
  standard deviations marked as assumptions there, and the correlation between sites, are ours.
- The skull of every synthetic person is one template skull, warped: true variation of bone that
  the skin does not show is larger. The stated uncertainty was widened to what left-out synthetic
  heads show; it has not been calibrated on patients.

## Measured while it was made

{accuracy}

Tables for held-out heads and real scans are in the project's README with the commands behind them.

## Limits

Research use only, not for diagnosis, treatment planning or identification.
"""


def model_card(manifest: Manifest) -> str:
    """Return the card of a bundle.

    Parameters
    ----------
    manifest : Manifest
        Its manifest.

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
        sdf_layers=parts.sdf_layers,
        sdf_width=parts.sdf_width,
        training=manifest.training,
        sources="\n".join(f"- {source}" for source in manifest.sources),
        accuracy=figures,
        **parts.code_sizes,
    )
