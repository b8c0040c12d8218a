"""The pose of a known shape from a few places in a picture: scaled orthographic, then perspective.

DeMenthon and Davis, Model-based object pose in 25 lines of code, IJCV 1995; the first step is the
camera of Nguyen et al., Bioengineering 2022, 9, 619, eq. 2. Camera frame: +x right, +y down, +z
away, mm.
"""

import numpy as np

from core.arrays import FloatArray
from core.errors import EditError
from core.geometry.transforms import Similarity

ROUNDS = 20
"""Corrections for perspective; a handful is usual."""
STILL = 1e-6
"""Corrections below this change nothing any more."""
LEAST = 4
"""Points that do not lie in a plane."""


def scaled_orthographic(points: FloatArray, places: FloatArray) -> Similarity:
    """Return the pose under a camera without perspective that fits best.

    Parameters
    ----------
    points : (n, 3) float64
        Known shape, mm.
    places : (n, 2) float64
        Where they are seen, pixels.

    Returns
    -------
    Similarity
        ``place = (scale R point + translation)`` without its third coordinate; scale in pixels per
        mm; the third coordinate of the translation is zero.

    Raises
    ------
    EditError
        When the points are too few or lie in a plane.
    """
    _refuse_flat(points)
    middle, seen = points.mean(axis=0), places.mean(axis=0)
    affine, *_ = np.linalg.lstsq(points - middle, places - seen, rcond=None)
    scale, rotation = _nearest_rotation(affine.T)
    offset = seen - scale * (rotation @ middle)[:2]
    return Similarity(scale, rotation, np.append(offset, 0.0))


def posit(
    points: FloatArray, places: FloatArray, focal: float, centre: tuple[float, float]
) -> Similarity:
    """Return the pose before a pinhole camera.

    Parameters
    ----------
    points : (n, 3) float64
        Known shape, mm.
    places : (n, 2) float64
        Where they are seen, pixels.
    focal : float
        Focal length, pixels.
    centre : tuple of 2 float
        Principal point, pixels.

    Returns
    -------
    Similarity
        From the shape's frame to the camera's, of scale one.

    Raises
    ------
    EditError
        When the points are too few or lie in a plane.
    """
    _refuse_flat(points)
    middle = points.mean(axis=0)
    rest, seen = points - middle, places - np.array(centre)
    depth = np.ones(len(points))
    rotation, distance, shift = np.eye(3), 1.0, np.zeros(2)
    for _ in range(ROUNDS):
        wanted = seen * depth[:, None]
        shift = wanted.mean(axis=0)
        affine, *_ = np.linalg.lstsq(rest, wanted - shift, rcond=None)
        scale, rotation = _nearest_rotation(affine.T)
        distance = focal / scale
        before, depth = depth, 1.0 + rest @ rotation[2] / distance
        if float(np.abs(depth - before).max()) < STILL:
            break
    place = np.append(shift * distance / focal, distance)
    return Similarity(1.0, rotation, place - rotation @ middle)


def _refuse_flat(points: FloatArray) -> None:
    if len(points) < LEAST or np.linalg.matrix_rank(points - points.mean(axis=0), tol=1e-6) < 3:
        raise EditError(
            f"A pose needs {LEAST} points that do not lie in a plane; {len(points)} were given."
        )


def _nearest_rotation(affine: FloatArray) -> tuple[float, FloatArray]:
    """Return the scale and the rotation nearest to the two rows of an affine camera."""
    left, level, right = np.linalg.svd(affine, full_matrices=False)
    rows = left @ right
    rotation: FloatArray = np.vstack([rows, np.cross(rows[0], rows[1])])
    return max(float(level.mean()), 1e-12), rotation
