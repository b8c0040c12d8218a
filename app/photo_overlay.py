"""A head drawn as the camera of a photograph sees it, to be laid over that photograph.

By rays: any thread may draw, the 3D view is not asked, and it looks the same on every machine.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from core.arrays import FloatArray, IntArray
from core.atomic import write_atomically
from core.document.photo_source import PhotoRecord
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals

LARGEST_SIDE = 560
"""Pixels of a drawing: as large as it is looked at."""
FINEST = 4.0
"""Pixels of a drawing for one of the photograph: a small face is looked at enlarged."""
_TONE = np.array([0.86, 0.88, 0.90])
_LAMPS = (((-0.45, -0.60, -0.66), 0.62), ((0.75, 0.05, -0.66), 0.30), ((0.0, 0.0, -1.0), 0.18))
"""Direction in the camera frame and strength."""
_MARGIN = 0.04
_STRENGTH = 0.55
_MARK = (40, 220, 140, 255)


@dataclass(frozen=True, eq=False)
class FitPicture:
    """A drawing and where it belongs.

    Attributes
    ----------
    pixels : (h, w, 4) uint8
        Red, green, blue, opacity; not multiplied by it.
    place : tuple of 4 float
        Left, top, width and height in pixels of the photograph.
    outline : (m, 2) float64 or None
        Where the landmarks' vertices fall, pixels of the photograph; None where these are not
        known.
    """

    pixels: npt.NDArray[np.uint8]
    place: tuple[float, float, float, float]
    outline: FloatArray | None


def draw_fit(skin: Mesh, record: PhotoRecord, landmarks: IntArray | None = None) -> FitPicture:
    """Return a head as a photograph's camera sees it.

    Parameters
    ----------
    skin : Mesh
        Head frame, mm.
    record : PhotoRecord
        How the photograph was taken.
    landmarks : (m,) int64, optional
        Vertices of the skin whose places are told too.

    Returns
    -------
    FitPicture
        Only the part of the photograph that the head covers.
    """
    from core.geometry.ray_image import cast_image, pixel_rays  # a compiled library

    places = record.project(skin.vertices)
    low, high = places.min(axis=0), places.max(axis=0)
    room = _MARGIN * float((high - low).max())
    low = np.maximum(low - room, -0.5)
    high = np.minimum(high + room, np.array(record.size) - 0.5)
    extent = np.maximum(high - low, 1.0)
    fine = min(FINEST, LARGEST_SIDE / float(extent.max()))
    width, height = (max(2, round(float(one) * fine)) for one in extent)
    focal = record.fitted_focal * fine
    # The middle of the first pixel drawn lies half a pixel inside the part.
    centre = (np.array(record.centre) - low) * fine - 0.5
    placed = skin.with_vertices(record.place.apply(skin.vertices))
    rays = pixel_rays(height, width, focal, (float(centre[0]), float(centre[1])))
    seen = cast_image(placed, rays)
    pixels = np.zeros((height * width, 4), np.uint8)
    normals = seen.spread(skin.faces, vertex_normals(placed.vertices, skin.faces))
    pixels[seen.pixels, :3] = (255.0 * _lit(normals)).astype(np.uint8)
    pixels[seen.pixels, 3] = 255
    place = (float(low[0]) + 0.5, float(low[1]) + 0.5, width / fine, height / fine)
    outline = None if landmarks is None else places[landmarks]
    return FitPicture(pixels.reshape(height, width, 4), place, outline)


def write_overlay(
    path: Path,
    picture: npt.NDArray[np.uint8],
    skin: Mesh,
    record: PhotoRecord,
    places: FloatArray,
) -> None:
    """Write a photograph with the head laid over one half of its strength, and the landmarks.

    Parameters
    ----------
    path : Path
        A PNG to write.
    picture : (h, w, 3) uint8
        The photograph as it was fitted.
    skin : Mesh
        Head frame, mm.
    record : PhotoRecord
        How the photograph was taken.
    places : (m, 2) float64
        Landmarks, pixels.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    ground = Image.fromarray(picture).convert("RGBA")
    drawing = draw_fit(skin, record)
    left, top, width, height = drawing.place
    head = Image.fromarray(drawing.pixels).resize((max(1, round(width)), max(1, round(height))))
    head.putalpha(head.getchannel("A").point(lambda opacity: round(_STRENGTH * opacity)))
    ground.alpha_composite(head, (max(0, round(left)), max(0, round(top))))
    pen = ImageDraw.Draw(ground)
    size = max(1.0, 0.004 * float(np.nanmax(np.ptp(places, axis=0))))
    for x, y in places[np.isfinite(places).all(axis=1)]:
        pen.ellipse((x - size, y - size, x + size, y + size), fill=_MARK)
    write_atomically(path, lambda stream: ground.convert("RGB").save(stream, "PNG"))


def _lit(normals: FloatArray) -> FloatArray:
    """Return colours under lamps that stand still relative to the camera, (n, 3)."""
    unit = normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    light = np.full(len(unit), 0.12)
    # What turns its back, such as the inside of the nose, stays dark.
    front = unit[:, 2] < 0.0
    for way, strength in _LAMPS:
        light += front * strength * np.maximum(unit @ (np.array(way) / np.linalg.norm(way)), 0.0)
    lit: FloatArray = np.clip(_TONE * light[:, None], 0.0, 1.0)
    return lit
