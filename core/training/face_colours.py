"""How the colours of faces vary: principal components of drawn paints at template vertices."""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.evaluation.face_map import FaceMap
from core.evaluation.photo_paint import Paint

COMPONENTS = 24
PEOPLE = 400
"""Paints to learn from."""


@dataclass(frozen=True, eq=False)
class FaceColours:
    """Mean and components.

    Attributes
    ----------
    mean : (n, 3) float32
        Linear RGB.
    components : (c, n, 3) float32
        Per standard deviation.
    """

    mean: FloatArray
    components: FloatArray


def face_colours(
    face: FaceMap, vertices: FloatArray, *, people: int = PEOPLE, seed: int = 11
) -> FaceColours:
    """Return how colours vary.

    Parameters
    ----------
    face : FaceMap
        Where lips, eyes and hair are.
    vertices : (n, 3) float64
        Template, mm.
    people : int
        Paints to draw.
    seed : int
        Of the first.

    Returns
    -------
    FaceColours
        Components in falling order.
    """
    paints = [Paint.draw(np.random.default_rng((seed, number))) for number in range(people)]
    drawn = np.stack([paint.colour(face, vertices) for paint in paints]).reshape(people, -1)
    mean = drawn.mean(axis=0)
    _, spread, modes = np.linalg.svd((drawn - mean) / np.sqrt(people - 1.0), full_matrices=False)
    components = (spread[:COMPONENTS, None] * modes[:COMPONENTS]).reshape(-1, len(vertices), 3)
    return FaceColours(mean.reshape(-1, 3).astype(np.float32), components.astype(np.float32))
