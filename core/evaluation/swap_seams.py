"""Which way of swapping parts leaves the smaller seams: ours or the paper's.

Composites of two people each, {nose, eyes and mouth of one, the rest of the other}, made on the
population's own vertices by both swaps. The measure is the jump of the mean curvature across the
parts' borders, relative to that of the two people themselves.
"""

from pathlib import Path

import numpy as np

from core.arrays import FloatArray, IntArray
from core.evaluation.ict import HEAD_FACES, load_population, triangles
from core.evaluation.part_quality import curvature_jump, part_borders
from core.geometry.part_swap import affine_swap, smooth_swap
from core.geometry.template import PARTS
from core.geometry.transforms import fit_similarity
from core.models.windows import WINDOWS, part_weights_array

SMALL_PARTS = PARTS[:-1]
"""Those that are put in."""
PAIRS = 20
"""Composites."""
SEED = 660_001


def swap_seams(data: Path, pairs: int = PAIRS) -> dict[str, float]:
    """Measure the seams of both swaps.

    Parameters
    ----------
    data : Path
        The shared data folder.
    pairs : int
        Composites of two people.

    Returns
    -------
    dict of str to float
        ``smooth_swap`` and ``affine_swap``: the mean jump of the mean curvature across part
        borders, divided by that of the natural heads; one is as smooth as people are.
    """
    population = load_population(data)
    faces = triangles(population.quads[:HEAD_FACES])
    weights = part_weights_array(population.mean)
    codes = np.random.default_rng(SEED).normal(size=(2 * pairs, len(population.identity)))
    across, used = part_borders(weights, faces), np.unique(faces)
    jumps: dict[str, list[float]] = {"natural": [], "smooth_swap": [], "affine_swap": []}
    for receiver, donor in zip(codes[::2], codes[1::2], strict=True):
        one, other = population.heads(np.stack([receiver, donor]))
        # Size and pose are nobody's shape: as in training they are not swapped.
        donated = fit_similarity(other[used], one[used]).apply(other)
        made = composites(one, donated, weights, faces)
        for name, heads in {"natural": (one, other), **made}.items():
            jumps[name] += [curvature_jump(head, faces, across) for head in heads]
    natural = float(np.mean(jumps.pop("natural")))
    return {name: float(np.mean(values)) / natural for name, values in jumps.items()}


def composites(
    receiver: FloatArray, donor: FloatArray, weights: FloatArray, faces: IntArray
) -> dict[str, tuple[FloatArray]]:
    """Put the small parts of a donor on a receiver, in both ways.

    Parameters
    ----------
    receiver, donor : (n, 3) float64
        Vertices, mm.
    weights : (4, n) float64
        Part weights.
    faces : (m, 3) int64
        Triangles; vertices of no triangle stay the receiver's.

    Returns
    -------
    dict of str to tuple of (n, 3) float64
        One head per swap, mm.
    """
    owner = np.argmax(weights, axis=0)
    used = np.isin(np.arange(len(receiver)), faces)
    smooth, affine = receiver, receiver
    for number, part in enumerate(SMALL_PARTS):
        smooth = smooth_swap(smooth, donor, weights[number])
        left, inside = receiver[:, 0] > 0, (owner == number) & used
        # Each eye has a border, hence an affine map, of its own.
        pieces = [inside & left, inside & ~left] if WINDOWS[part].mirrored else [inside]
        for piece in pieces:
            affine = affine_swap(affine, donor, piece, faces)
    return {"smooth_swap": (smooth,), "affine_swap": (affine,)}
