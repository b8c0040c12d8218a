"""How open to the light each vertex of a surface is, so that hollows look hollow in still pictures.

Off-screen drawing has no ambient occlusion together with depth peeling; this computes it once.
"""

import numpy as np

from core.arrays import FloatArray
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.monitor import stop_if_cancelled

_RAYS = 24
_REACH_MM = 60.0
"""Bone further away than this does not darken."""
_LIFT_MM = 0.4
"""Rays start this far off the surface, so that they do not hit where they began."""


def openness(mesh: Mesh) -> FloatArray:
    """Return the cosine-weighted share of directions in which a vertex sees the outside.

    Parameters
    ----------
    mesh : Mesh
        Millimetres, wound outwards.

    Returns
    -------
    (n,) float64
        0 in the deepest hollow, 1 on an open plain.

    Notes
    -----
    Directions are uniform in the unit sphere shifted by the normal, which makes their density
    proportional to the cosine. The same directions serve every vertex: no noise between
    neighbours.
    """
    from embreex import rtcore_scene  # a compiled library: only when a picture is drawn
    from embreex.mesh_construction import TriangleMesh

    if not mesh.face_count:
        return np.ones(mesh.vertex_count)
    stop_if_cancelled()
    scene = rtcore_scene.EmbreeScene()
    TriangleMesh(scene, mesh.vertices[mesh.faces].astype(np.float32))
    stop_if_cancelled()
    normal = vertex_normals(mesh.vertices, mesh.faces)
    start = (mesh.vertices + _LIFT_MM * normal).astype(np.float32)
    index = np.arange(_RAYS) + 0.5
    polar = np.arccos(1.0 - 2.0 * index / _RAYS)
    azimuth = np.pi * (1.0 + 5.0**0.5) * index
    sphere = np.column_stack(
        [np.cos(azimuth) * np.sin(polar), np.sin(azimuth) * np.sin(polar), np.cos(polar)]
    )
    seen = np.zeros(mesh.vertex_count)
    for shift in sphere:
        stop_if_cancelled()
        direction = 1.0001 * normal + shift
        direction /= np.linalg.norm(direction, axis=1, keepdims=True)
        hit = scene.run(start, direction.astype(np.float32), query="DISTANCE")
        seen += np.minimum(np.asarray(hit, dtype=np.float64) / _REACH_MM, 1.0)
    return seen / _RAYS
