"""The card beside the networks that read photographs: what they saw, what they cannot know."""

from collections.abc import Mapping

from core.bundles.bundle import Bundle
from core.bundles.photo_nets import PhotoNets
from core.training.loop import TrainingRecord
from core.training.model_card import training_lines

_TEXT = """# Model card: networks for photographs, {bundle}

## What they are

Two convolutional networks that find {landmarks} template landmarks in a crop (the first 68 in the
order of Multi-PIE), each with a deviation: one in crops of 128 x 128 pixels that lie anyhow, which
also says whether there is a face, and one that looks closely, at 160 x 160 pixels set upright. Two
encoders from what the second sees to {people} coefficients of identity, {poses} of expression,
colour, camera and light. Weights are kept in half precision.

## What they were made of

Drawn portraits only; no photograph of a person was seen. Heads: the linear face of {bundle}, which
stems from the sources below. Skin, hair, eyes, light, lenses, backgrounds and what stands in the
way are drawn by Nasion's own code (`core/evaluation/photo_*.py`).

{sources}

## How they were trained

`nasion train photo`, on two CPU cores without a GPU.

{trainings}

## Limits

One photograph does not tell the size of a head unless a distance is given, little about its depth,
and nothing about a hidden side. Drawn people have painted teeth, few hairstyles and adult faces;
real photographs differ. Research use only, not for diagnosis, treatment planning or identification.
"""


def photo_card(
    bundle: Bundle, nets: PhotoNets, trainings: Mapping[str, TrainingRecord | None]
) -> str:
    """Return the card.

    Parameters
    ----------
    bundle : Bundle
        Whose faces were drawn.
    nets : PhotoNets
        Taught.
    trainings : mapping of str to TrainingRecord
        What is remembered of each network's training; None where nothing is.

    Returns
    -------
    str
        Markdown.
    """
    people, poses = nets.coarse.sizes[:2] if nets.coarse else (0, 0)
    return _TEXT.format(
        bundle=bundle.id,
        landmarks=len(nets.vertices),
        people=people,
        poses=poses,
        sources="\n".join(f"- {source}" for source in bundle.manifest.sources),
        trainings=training_lines(trainings),
    )
