"""Pictures of a textured scan from several sides: a real person whose surface is known."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from scipy.ndimage import map_coordinates

from core.arrays import FloatArray, IntArray
from core.errors import ScanError
from core.evaluation.photo_backdrop import backdrop
from core.evaluation.photo_lens import GAMMA, develop
from core.evaluation.photo_scene import Camera
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.ray_image import cast_image, pixel_rays

LARGEST_PICTURE = 2048
"""Textures are read this small, pixels."""
VIEWS = ((0.0, 0.0), (15.0, 5.0), (-15.0, -5.0), (30.0, 0.0), (-30.0, 0.0), (45.0, 0.0))
"""Yaw and pitch, degrees."""
DISTANCE = 700.0
"""Of the camera, mm."""
LAMPS = ((0.0, -0.3, -1.0), (0.7, -0.4, -0.6), (-0.7, -0.4, -0.6))
"""Where light comes from, camera frame; one after the other."""


@dataclass(frozen=True, eq=False)
class ScanPicture:
    """A picture of a scan.

    Attributes
    ----------
    picture : (h, w, 3) uint8
        sRGB.
    focal : float
        Pixels.
    yaw : float
        How far the head is turned, degrees.
    """

    picture: IntArray
    focal: float
    yaw: float


def scan_pictures(mesh: Mesh, texture: Path, size: int) -> list[ScanPicture]:
    """Take pictures of a textured scan.

    Parameters
    ----------
    mesh : Mesh
        With texture coordinates, head frame, mm.
    texture : Path
        Its picture.
    size : int
        Height and width, pixels.

    Returns
    -------
    list of ScanPicture
        One for each of `VIEWS`, of one lamp each and a little noise.

    Raises
    ------
    ScanError
        When the scan has no texture coordinates or the picture cannot be read.
    """
    if mesh.uv is None or mesh.uv_faces is None:
        raise ScanError("The scan has no texture coordinates; choose a textured one.")
    try:
        with Image.open(texture) as image:
            image.thumbnail((LARGEST_PICTURE, LARGEST_PICTURE))
            colours = (np.asarray(image.convert("RGB"), dtype=np.float64) / 255.0) ** GAMMA
    except OSError as error:
        raise ScanError(f"The texture {texture.name} cannot be read; choose another.") from error
    return [_taken(mesh, colours, size, number) for number in range(len(VIEWS))]


def _taken(mesh: Mesh, colours: FloatArray, size: int, number: int) -> ScanPicture:
    assert mesh.uv is not None
    assert mesh.uv_faces is not None
    rng = np.random.default_rng(number)
    yaw, pitch = VIEWS[number]
    camera = Camera.facing((yaw, pitch, 0.0), DISTANCE, 0.6, size)
    placed = mesh.with_vertices(mesh.vertices @ camera.turn.T + camera.shift)
    middle = (size - 1) / 2.0
    seen = cast_image(placed, pixel_rays(size, size, camera.focal, (middle, middle)))
    uv = seen.spread(mesh.uv_faces, mesh.uv)
    rows = (1.0 - uv[:, 1]) * colours.shape[0] - 0.5
    columns = uv[:, 0] * colours.shape[1] - 0.5
    colour = np.stack(
        [map_coordinates(colours[..., c], (rows, columns), order=1, mode="nearest")
         for c in range(3)], axis=1,
    )  # fmt: skip
    normals = seen.spread(placed.faces, vertex_normals(placed.vertices, placed.faces))
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    lamp = np.array(LAMPS[number % len(LAMPS)])
    facing = np.maximum(normals @ (lamp / np.linalg.norm(lamp)), 0.0)
    linear = backdrop(rng, size)
    linear[seen.pixels] = colour * (0.7 + 0.6 * facing)[:, None]
    picture = develop(rng, linear.reshape(size, size, 3), 0.3)
    return ScanPicture(picture, camera.focal, abs(yaw))
