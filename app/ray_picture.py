"""Small pictures of faces by rays, without OpenGL: any thread may draw them, the view is not asked.

A drag is not disturbed by them, and they look the same on every machine.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.arrays import FloatArray
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals

Pixels = npt.NDArray[np.uint8]

_FINER = 2
"""Rays per pixel and direction."""
_DISTANCE = 1200.0
_LAMPS = (
    ((0.55, 0.60, 0.75), (1.0, 0.955, 0.90), 0.80),
    ((-0.80, 0.05, 0.60), (0.80, 0.88, 1.0), 0.34),
    ((0.0, -0.10, 1.0), (1.0, 1.0, 1.0), 0.18),
)
"""Direction (right, up, towards the camera), colour, strength; as the 3D view's."""
_AMBIENT = 0.10
_SKIN = (0.90, 0.715, 0.625)


@dataclass(frozen=True)
class Sight:
    """From where a face is seen, alike for all pictures of a sheet.

    Attributes
    ----------
    middle : (float, float, float)
        What the camera looks at, mm.
    towards : (float, float, float)
        Direction from there to the camera.
    reach : float
        Half the height that is seen, mm.
    """

    middle: tuple[float, float, float]
    towards: tuple[float, float, float]
    reach: float

    @classmethod
    def of_face(
        cls, vertices: FloatArray, towards: tuple[float, float, float] = (-0.42, 0.06, 0.9)
    ) -> "Sight":
        """Return a sight of a whole head: its own height, from a little aside.

        Parameters
        ----------
        vertices : (n, 3) float64
            Of the head, mm.
        towards : (float, float, float)
            Direction to the camera.
        """
        low, high = vertices.min(axis=0), vertices.max(axis=0)
        x, y, z = (low + high) / 2.0
        reach = 0.53 * float(high[1] - low[1])
        return cls((float(x), float(y), float(z)), towards, reach)


def draw_face(mesh: Mesh, sight: Sight, size: tuple[int, int]) -> Pixels:
    """Return a picture of a face on a transparent ground.

    Parameters
    ----------
    mesh : Mesh
        Head frame, mm, wound outward.
    sight : Sight
        From where.
    size : (int, int)
        Width and height, pixels.

    Returns
    -------
    (height, width, 4) uint8
        Red, green, blue, opacity; not multiplied by it.
    """
    from core.geometry.rays import SurfaceRays  # a compiled library: only when something is drawn

    width, height = size[0] * _FINER, size[1] * _FINER
    right, up, ahead = _axes(sight)
    across = (np.arange(width) + 0.5) / height * 2.0 - width / height
    down = 1.0 - (np.arange(height) + 0.5) / height * 2.0
    grid = np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2) * sight.reach
    origins = np.array(sight.middle) + _DISTANCE * ahead + grid[:, :1] * right + grid[:, 1:] * up
    distance, triangle = SurfaceRays(mesh).first_hits(
        origins, np.broadcast_to(-ahead, origins.shape)
    )
    hit = np.flatnonzero(triangle >= 0)
    colours = np.zeros((len(origins), 4))
    if len(hit):
        places = origins[hit] - distance[hit, None] * ahead
        normals = _normals_at(mesh, places, triangle[hit])
        colours[hit, :3] = _lit(normals, np.stack([right, up, ahead]))
        colours[hit, 3] = 1.0
    return _averaged(colours, size)


def _axes(sight: Sight) -> tuple[FloatArray, FloatArray, FloatArray]:
    ahead = np.array(sight.towards) / np.linalg.norm(sight.towards)
    right = np.cross([0.0, 1.0, 0.0], ahead)
    right /= np.linalg.norm(right)
    return right, np.cross(ahead, right), ahead


def _normals_at(mesh: Mesh, places: FloatArray, triangle: "npt.NDArray[np.int64]") -> FloatArray:
    """Return smooth unit normals at points of triangles."""
    corners = mesh.faces[triangle]
    a, b, c = (mesh.vertices[corners[:, at]] for at in range(3))
    flat = np.cross(b - a, c - a)
    area = np.maximum((flat * flat).sum(axis=1), 1e-12)
    second = (np.cross(places - a, c - a) * flat).sum(axis=1) / area
    third = (np.cross(b - a, places - a) * flat).sum(axis=1) / area
    shares = np.stack([1.0 - second - third, second, third], axis=1)
    smooth = vertex_normals(mesh.vertices, mesh.faces)[corners]
    normals: FloatArray = (shares[:, :, None] * smooth).sum(axis=1)
    length = np.linalg.norm(normals, axis=1, keepdims=True)
    return normals / np.maximum(length, 1e-12)


def _lit(normals: FloatArray, axes: FloatArray) -> FloatArray:
    """Return colours of skin under lamps that stand still relative to the camera, (n, 3)."""
    seen = normals @ axes.T
    light = np.full((len(normals), 3), _AMBIENT)
    for place, colour, strength in _LAMPS:
        way = np.array(place) / np.linalg.norm(place)
        light += strength * np.maximum(seen @ way, 0.0)[:, None] * np.array(colour)
    # Where skin turns away it darkens a little more: it reads as a rounder head.
    rim = 0.82 + 0.18 * np.clip(seen[:, 2:], 0.0, 1.0)
    lit: FloatArray = np.array(_SKIN) * light * rim
    return lit


def _averaged(colours: FloatArray, size: tuple[int, int]) -> Pixels:
    shape = (size[1], _FINER, size[0], _FINER, 4)
    total: FloatArray = colours.reshape(shape).mean(axis=(1, 3))
    share = total[..., 3:]
    total[..., :3] = np.divide(
        total[..., :3], share, out=np.zeros_like(total[..., :3]), where=share > 0
    )
    pixels: Pixels = (np.clip(total, 0.0, 1.0) * 255.0 + 0.5).astype(np.uint8)
    return pixels
