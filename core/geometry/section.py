"""Where an upright plane of the head frame meets a surface, as segments."""

import numpy as np

from core.arrays import FloatArray, IntArray
from core.geometry.mesh import Mesh

_NUDGE = 1e-7
"""A vertex exactly in the plane counts as lying beyond it by this, mm: every triangle is then cut
in two points or in none."""

_FRAME_WIDTH, _LINE_WIDTH = 1.4, 0.7
"""Of the frames of planes and of the lines in which they meet, mm."""
_RING = np.array(
    [[0, 1, 5], [0, 5, 4], [1, 2, 6], [1, 6, 5], [2, 3, 7], [2, 7, 6], [3, 0, 4], [3, 4, 7]]
)
_QUAD = np.array([[0, 1, 2], [0, 2, 3]])


def plane_section(vertices: FloatArray, faces: IntArray, axis: int, at: float) -> FloatArray:
    """Return the segments in which a plane across an axis meets a surface.

    Parameters
    ----------
    vertices : (n, 3) float
        mm.
    faces : (m, 3) int64
        Triangles.
    axis : int
        0 to 2: to which the plane is square.
    at : float
        Where it stands, mm.

    Returns
    -------
    (k, 2, 3) float64
        Both ends of every segment, mm; one a triangle that is cut.
    """
    height = np.asarray(vertices[:, axis], dtype=np.float64) - at
    height = np.where(np.abs(height) < _NUDGE, _NUDGE, height)
    above = (height > 0.0)[faces]
    count = above.sum(axis=1)
    cut = np.flatnonzero((count == 1) | (count == 2))
    if not len(cut):
        return np.zeros((0, 2, 3))
    # The corner that lies alone on its side, and the two others in the order of the triangle.
    alone = np.argmax(above[cut] == (count[cut] == 1)[:, None], axis=1)
    corners = faces[cut]
    rows = np.arange(len(cut))
    tip = corners[rows, alone]
    ends = []
    for step in (1, 2):
        other = corners[rows, (alone + step) % 3]
        share = (height[tip] / (height[tip] - height[other]))[:, None]
        ends.append(vertices[tip] + share * (vertices[other] - vertices[tip]))
    segments: FloatArray = np.stack(ends, axis=1).astype(np.float64)
    segments[:, :, axis] = at
    return segments


def slice_frames(place: FloatArray, low: FloatArray, high: FloatArray) -> Mesh:
    """Return the frames of three upright planes through a point, and the lines where they meet.

    Parameters
    ----------
    place : (3,) float64
        Where all three meet, mm.
    low, high : (3,) float64
        Bounds of the planes, mm.

    Returns
    -------
    Mesh
        Thin strips: what lies behind a plane stays to be seen.
    """
    corners: list[FloatArray] = []
    faces: list[IntArray] = []
    for axis in range(3):
        first, second = (one for one in range(3) if one != axis)
        rectangle = np.tile(place, (8, 1))
        for inset, row in ((0.0, 0), (_FRAME_WIDTH, 4)):
            ends = ((low[first] + inset, high[first] - inset),) * 2
            rectangle[row : row + 4, first] = (*ends[0], *ends[1][::-1])
            rectangle[row : row + 4, second] = np.repeat(
                [low[second] + inset, high[second] - inset], 2
            )
        faces.append(_RING + sum(len(one) for one in corners))
        corners.append(rectangle)
        for side in (first, second):
            strip = np.tile(place, (4, 1))
            strip[:, axis] = (low[axis], high[axis], high[axis], low[axis])
            strip[:, side] += _LINE_WIDTH * np.array([-0.5, -0.5, 0.5, 0.5])
            faces.append(_QUAD + sum(len(one) for one in corners))
            corners.append(strip)
    return Mesh(np.concatenate(corners), np.concatenate(faces))
