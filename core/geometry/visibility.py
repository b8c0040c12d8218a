"""Which points of a surface can be seen from the front and the sides."""

import numpy as np

from core.arrays import BoolArray, FloatArray
from core.geometry.mesh import Mesh
from core.geometry.rays import SurfaceRays

DIRECTIONS = 48
"""Views, spread evenly over the front half of the sphere."""
SEEN_SHARE = 0.1
"""A point seen from fewer of them lies inside mouth, nostril or eye socket."""
LIFT = 0.1
"""Rays start this far off the surface, mm."""


def visible_from_front(surface: Mesh, points: FloatArray) -> BoolArray:
    """Return which points of a head can be seen.

    Parameters
    ----------
    surface : Mesh
        A head in the head frame, mm.
    points : (n, 3) float64
        On it.

    Returns
    -------
    (n,) bool
        False inside mouth, nostrils, eye sockets, and at the back of the head.
    """
    rays = SurfaceRays(surface)
    seen = np.zeros(len(points))
    for direction in front_directions(DIRECTIONS):
        towards = np.broadcast_to(direction, points.shape)
        seen += ~np.isfinite(rays.distance(points + LIFT * direction, towards))
    result: BoolArray = seen > SEEN_SHARE * DIRECTIONS
    return result


def front_directions(count: int) -> FloatArray:
    """Return unit vectors spread evenly over the half sphere around +z (a Fibonacci lattice).

    Parameters
    ----------
    count : int
        How many.

    Returns
    -------
    (count, 3) float64
        Unit vectors.
    """
    step = np.arange(count) + 0.5
    height = step / count
    turn = np.pi * (1.0 + np.sqrt(5.0)) * step
    radius = np.sqrt(1.0 - height**2)
    return np.column_stack([radius * np.cos(turn), radius * np.sin(turn), height])
