"""What a camera sees of meshes, pixel by pixel: no window, no graphics card, the same everywhere.

Camera frame as in `core.models.aim_camera`: +x right, +y down in the picture, +z away, mm.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.geometry.rays import SurfaceRays


@dataclass(frozen=True, eq=False)
class RayImage:
    """The hits of one ray per pixel, only of those pixels that show the mesh.

    Attributes
    ----------
    pixels : (n,) int64
        Row times width plus column.
    triangle : (n,) int64
        What each shows.
    shares : (n, 3) float64
        Barycentric coordinates in it.
    points : (n, 3) float64
        Camera frame, mm.
    """

    pixels: IntArray
    triangle: IntArray
    shares: FloatArray
    points: FloatArray

    def spread(self, faces: IntArray, values: FloatArray) -> FloatArray:
        """Return values of vertices at the pixels.

        Parameters
        ----------
        faces : (m, 3) int64
            Of the mesh.
        values : (v, k) float64
            At its vertices.

        Returns
        -------
        (n, k) float64
            Interpolated within the triangles.
        """
        corners = faces[self.triangle]
        spread = self.shares[:, :1] * values[corners[:, 0]]
        for corner in (1, 2):
            spread += self.shares[:, corner, None] * values[corners[:, corner]]
        return spread


def pixel_rays(height: int, width: int, focal: float, centre: tuple[float, float]) -> FloatArray:
    """Return the directions in which pixels look.

    Parameters
    ----------
    height, width : int
        Of the picture, pixels.
    focal : float
        Focal length, pixels.
    centre : tuple of 2 float
        Principal point (x, y), pixels; the middle of the first pixel is (0, 0).

    Returns
    -------
    (height * width, 3) float64
        Of unit length, row by row.
    """
    x = (np.arange(width) - centre[0]) / focal
    y = (np.arange(height) - centre[1]) / focal
    rays = np.stack([np.tile(x, height), np.repeat(y, width), np.ones(height * width)], axis=1)
    unit: FloatArray = rays / np.linalg.norm(rays, axis=1, keepdims=True)
    return unit


def cast_image(mesh: Mesh, rays: FloatArray) -> RayImage:
    """Return what a camera at the origin sees.

    Parameters
    ----------
    mesh : Mesh
        Camera frame, mm.
    rays : (p, 3) float64
        From `pixel_rays`.

    Returns
    -------
    RayImage
        Of the pixels that show the mesh.
    """
    distance, triangle, shares = SurfaceRays(mesh).hits(np.zeros_like(rays), rays)
    pixels = np.flatnonzero(triangle >= 0)
    return RayImage(pixels, triangle[pixels], shares[pixels], rays[pixels] * distance[pixels, None])
