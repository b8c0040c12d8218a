"""Standard views in the head frame, and where the camera stands for them. No VTK here."""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray

VIEW_ANGLE_DEGREES = 20.0
"""Narrow, as a portrait lens from some metres: the nose does not swell."""

MARGIN = 1.08
"""Room around the head, as a factor of what it needs."""


@dataclass(frozen=True)
class View:
    """One direction to look from.

    Attributes
    ----------
    key : str
        Address.
    title : str
        What people read.
    towards : (float, float, float)
        From the head's middle to the camera, head frame.
    up : (float, float, float)
        What is up in the picture, head frame.
    """

    key: str
    title: str
    towards: tuple[float, float, float]
    up: tuple[float, float, float] = (0.0, 1.0, 0.0)


VIEWS = (
    View("front", "Front", (0.0, 0.02, 1.0)),
    View("three-quarter", "Three-quarter", (0.60, 0.06, 0.80)),
    View("left", "Left profile", (1.0, 0.0, 0.0)),
    View("right", "Right profile", (-1.0, 0.0, 0.0)),
    View("top", "Top", (0.0, 1.0, 0.02), (0.0, 0.0, -1.0)),
    View("below", "From below", (0.0, -1.0, 0.20), (0.0, 0.0, 1.0)),
    View("three-quarter-right", "Three-quarter, right", (-0.60, 0.06, 0.80)),
    View("back", "Back", (0.0, 0.02, -1.0)),
)
"""The standard views; left and right are the subject's own."""


def find_view(key: str) -> View:
    """Return the view of that key.

    Parameters
    ----------
    key : str
        Of `VIEWS`.

    Returns
    -------
    View
        The view.
    """
    return next(view for view in VIEWS if view.key == key)


@dataclass(frozen=True, eq=False)
class Placement:
    """Where a camera stands.

    Attributes
    ----------
    position, middle, up : (3,) float64
        Head frame, mm.
    """

    position: FloatArray
    middle: FloatArray
    up: FloatArray


def axes(view: View) -> FloatArray:
    """Return unit vectors (3, 3): to the right in the picture, up in it, towards the camera."""
    forward = np.array(view.towards) / np.linalg.norm(view.towards)
    right = np.cross(view.up, forward)
    right = right / np.linalg.norm(right)
    return np.stack([right, np.cross(forward, right), forward])


def place_camera(view: View, points: FloatArray, aspect: float) -> Placement:
    """Return where the camera stands so that everything is seen.

    Parameters
    ----------
    view : View
        From where.
    points : (n, 3) float64
        What must be seen, mm.
    aspect : float
        Width of the picture over its height.

    Returns
    -------
    Placement
        Looks at the middle of what is seen.
    """
    base = axes(view)
    seen = points @ base.T
    low, high = seen.min(axis=0), seen.max(axis=0)
    middle = base.T @ ((low + high) / 2.0)
    half = max((high[1] - low[1]) / 2.0, (high[0] - low[0]) / 2.0 / aspect) * MARGIN
    distance = half / np.tan(np.radians(VIEW_ANGLE_DEGREES / 2.0)) + (high[2] - low[2]) / 4.0
    return Placement(middle + base[2] * distance, middle, base[1])
