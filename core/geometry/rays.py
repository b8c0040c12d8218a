"""Rays cast at a mesh: how far the surface is along a direction.

Embree does the work (100 000 rays take about 23 ms); this file only hides its quirks: single
precision, and hits that must be asked for as a dictionary.
"""

import numpy as np
from embreex.mesh_construction import TriangleMesh
from embreex.rtcore_scene import EmbreeScene

from core.arrays import FloatArray, IntArray
from core.geometry.mesh import Mesh

FAR = 1000.0
"""Lines that come from outside start this far away, mm: farther than any head is wide."""


class SurfaceRays:
    """First hits of rays with one mesh.

    Parameters
    ----------
    mesh : Mesh
        Any triangles.
    """

    def __init__(self, mesh: Mesh) -> None:
        self._scene = EmbreeScene()
        self._mesh = TriangleMesh(
            self._scene, mesh.vertices.astype(np.float32), mesh.faces.astype(np.int32)
        )

    def distance(self, origins: FloatArray, directions: FloatArray) -> FloatArray:
        """Return how far each ray runs before it meets the mesh.

        Parameters
        ----------
        origins, directions : (n, 3) float64
            Rays; directions of unit length.

        Returns
        -------
        (n,) float64
            Infinite where a ray misses.
        """
        return self.first_hits(origins, directions)[0]

    def first_hits(
        self, origins: FloatArray, directions: FloatArray
    ) -> tuple[FloatArray, IntArray]:
        """Return how far each ray runs and which triangle it meets.

        Parameters
        ----------
        origins, directions : (n, 3) float64
            Rays; directions of unit length.

        Returns
        -------
        distance : (n,) float64
            Infinite where a ray misses.
        triangle : (n,) int64
            -1 where a ray misses.
        """
        distance, triangle, _ = self.hits(origins, directions)
        return distance, triangle

    def hits(
        self, origins: FloatArray, directions: FloatArray
    ) -> tuple[FloatArray, IntArray, FloatArray]:
        """Return how far each ray runs, which triangle it meets and where in it.

        Parameters
        ----------
        origins, directions : (n, 3) float64
            Rays; directions of unit length.

        Returns
        -------
        distance : (n,) float64
            Infinite where a ray misses.
        triangle : (n,) int64
            -1 where a ray misses.
        shares : (n, 3) float64
            Barycentric coordinates of the hit; meaningless where a ray misses.
        """
        hit = self._scene.run(
            np.ascontiguousarray(origins, dtype=np.float32),
            np.ascontiguousarray(directions, dtype=np.float32),
            output=True,
        )
        distance = np.asarray(hit["tfar"], dtype=np.float64).copy()
        triangle = np.asarray(hit["primID"]).astype(np.int64)
        distance[triangle < 0] = np.inf
        second, third = (np.asarray(hit[key], dtype=np.float64) for key in ("u", "v"))
        shares: FloatArray = np.stack([1.0 - second - third, second, third], axis=1)
        return distance, triangle, shares

    def onto(self, points: FloatArray, direction: FloatArray) -> FloatArray:
        """Return where lines through `points`, coming from outside, first meet the mesh.

        Parameters
        ----------
        points : (n, 3) float64
            Any point of each line.
        direction : (3,) or (n, 3) float64
            Outward direction; rays run against it.

        Returns
        -------
        (n, 3) float64
            Hits; not finite where a line misses.
        """
        points = np.atleast_2d(points)
        outward = np.broadcast_to(direction, points.shape)
        outward = outward / np.linalg.norm(outward, axis=1, keepdims=True)
        origins = points + FAR * outward
        hits: FloatArray = origins - self.distance(origins, -outward)[:, None] * outward
        return hits
