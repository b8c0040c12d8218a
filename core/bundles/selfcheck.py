"""Proves that a loaded bundle computes what it computed when it was made."""

import torch

from core.bundles.aim_file import aim_values
from core.bundles.bundle import Bundle
from core.errors import BundleError
from core.geometry.template import PARTS


def field_values(
    bundle: Bundle, seed: int, points: list[tuple[float, float, float]]
) -> list[float]:
    """Return the field of a seeded person at points.

    Parameters
    ----------
    bundle : Bundle
        To evaluate.
    seed : int
        Draws the person.
    points : list of 3 floats
        Head frame, mm.

    Returns
    -------
    list of float
        Signed distances, mm.
    """
    codes, size = bundle.statistics.sample(seed)
    tensors = {part: torch.tensor(codes[part]) for part in PARTS}
    with torch.inference_mode():
        field = bundle.parts.bind(tensors, size)
        values = field(torch.tensor(points, dtype=torch.float32))
    return [float(value) for value in values]


def check_bundle(bundle: Bundle) -> float:
    """Evaluate the manifest's check points.

    Parameters
    ----------
    bundle : Bundle
        To check.

    Returns
    -------
    float
        Largest deviation, mm.

    Raises
    ------
    BundleError
        When it exceeds the manifest's tolerance.
    """
    check = bundle.manifest.self_check
    values = field_values(bundle, check.seed, check.points)
    worst = max(abs(a - b) for a, b in zip(values, check.values, strict=True))
    if bundle.aim is not None and bundle.manifest.aim is not None:
        now = aim_values(bundle.aim, bundle.template.skin.vertices)
        then = bundle.manifest.aim.check
        worst = max(worst, *(abs(a - b) for a, b in zip(now, then, strict=True)))
    if not worst <= check.tolerance:
        raise BundleError(
            f"The bundle {bundle.id} computes wrong values here (off by {worst:.3f} mm); "
            "reinstall Nasion or report the processor it runs on."
        )
    return worst
