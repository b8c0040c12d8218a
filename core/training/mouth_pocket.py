"""Finds the pocket between the lips: skin surface that lies inside the mouth.

Teeth stand in that pocket, as they do in life. Whoever asks whether bone stays inside the skin
must therefore ask about `core.geometry.clearance.outer_skin`, without the pocket's walls.
"""

import numpy as np

from core.arrays import IntArray
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.rays import SurfaceRays
from core.geometry.visibility import front_directions
from core.training.face_points import FacePoints

DIRECTIONS = 96
"""Directions of view over the front half of the sphere."""
VISIBLE_SHARE = 0.12
"""A vertex seen from fewer of the directions lies in the pocket; lips and corners show more."""
HALF_HEIGHT = 13.0
DEPTH = 22.0
SIDE_MARGIN = 3.0
"""The pocket lies within this of the lip line: up and down, behind, and beyond the corners, mm."""
LIFT = 0.05
"""Rays start this far off the surface, mm."""


def mouth_pocket(skin: Mesh, points: FacePoints) -> IntArray:
    """Return the skin vertices inside the mouth.

    Parameters
    ----------
    skin : Mesh
        Template skin, head frame, mm.
    points : FacePoints
        Its landmarks.

    Returns
    -------
    (k,) int64
        Vertices near the lip line that are hidden from the front; none when the mouth is sealed.
    """
    face = points.multipie
    line = face[60:68].mean(axis=0)
    offset = skin.vertices - line
    near = np.abs(offset[:, 0]) < 0.5 * (face[54][0] - face[48][0]) + SIDE_MARGIN
    near &= (np.abs(offset[:, 1]) < HALF_HEIGHT) & (offset[:, 2] > -DEPTH)
    candidates = np.flatnonzero(near)
    normals = vertex_normals(skin.vertices, skin.faces)[candidates]
    origins = skin.vertices[candidates] + LIFT * normals
    directions = front_directions(DIRECTIONS)
    seen = np.zeros(len(candidates))
    rays = SurfaceRays(skin)
    for direction in directions:
        free = ~np.isfinite(rays.distance(origins, np.broadcast_to(direction, origins.shape)))
        seen += free & (normals @ direction > 0.0)
    return candidates[seen < VISIBLE_SHARE * len(directions)]
