"""The analytic head as a CT would show it."""

import numpy as np

from core.arrays import FloatArray
from tests.app.analytic_head import CENTRE, base_radius
from tests.core.imaging.phantom import Series

DEPTH, WALL = 9.0, 7.0
"""Of the bone beneath the skin, and its thickness, mm."""


def analytic_values(points: FloatArray) -> FloatArray:
    """Return the analytic head as a CT would show it, at places in the patient's axes."""
    places = points @ np.array([[1.0, 0.0, 0.0], [0.0, 0.0, -1.0], [0.0, 1.0, 0.0]]) - CENTRE
    distance = np.linalg.norm(places, axis=-1)
    directions = places / np.maximum(distance, 1e-9)[..., None]
    skin = base_radius(directions.reshape(-1, 3)).reshape(distance.shape)

    def inside(limit: FloatArray) -> FloatArray:
        return np.clip(limit - distance + 0.5, 0.0, 1.0)

    bone = inside(skin - DEPTH) - inside(skin - DEPTH - WALL)
    return -1000.0 + 1040.0 * inside(skin) + 960.0 * bone


def analytic_series(number: int = 1, gap: float = 4.0) -> Series:
    """Return a series of it."""
    heights = tuple(np.arange(-152.0, 132.1, gap))
    return Series(heights, pixel=2.0, size=144, number=number, values=analytic_values)
