"""Figure: what is found in a real photograph, laid over it; looked at, since no truth is known."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from app.figures.portrait import Portrait
from app.figures.sheet import Titles, compose
from core.arrays import FloatArray
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.ray_image import cast_image, pixel_rays

if TYPE_CHECKING:
    from core.inference.head import HeadModel
    from core.inference.photo_fit import View

_SIZE = (300, 360)
_OPAQUE = 0.62
_CLASSIC = 68
_MARK = (255, 210, 40)
_FOOTER = (
    "Photograph: Eileen Collins, NASA, public domain (skimage.data.astronaut). Landmarks, head and "
    "depth from this one picture; its scale and its hidden side are only likely."
)


def draw_photograph(model: "HeadModel") -> bytes | None:
    """Return a photograph with landmarks and head over it, and the head by itself.

    Parameters
    ----------
    model : HeadModel
        Whose bundle.

    Returns
    -------
    bytes or None
        A PNG; None where no networks for photographs are shipped.
    """
    from skimage.data import astronaut

    from core.bundles.photo_nets import load_photo_nets, photo_file
    from core.imaging.photo_file import Photo
    from core.inference.photo_head import PhotoReader, PhotoShot

    if not photo_file(model.bundle).is_file():
        return None
    photo = Photo("astronaut.png", np.asarray(astronaut()), None)
    reader = PhotoReader(model.bundle, load_photo_nets(model.bundle))
    face = reader.faces(photo)[0]
    head = reader.fit([PhotoShot(photo, face)])
    skin = model.bundle.template.skin.with_vertices(head.skin)
    box = _around(face.places)
    pictures = [
        _cut(Image.fromarray(photo.picture), box),
        _cut(_marked(photo.picture, face.places), box),
        _cut(Image.fromarray(overlaid(photo.picture, skin, head.views[0])), box),
        Portrait("front", _SIZE).plain(skin),
        Portrait("profile", _SIZE).plain(skin),
    ]
    names = ("photograph", "landmarks", "head over it", "front", "profile")
    return compose([pictures], Titles(columns=names, footer=_FOOTER))


def overlaid(
    picture: npt.NDArray[np.uint8], skin: Mesh, view: "View", share: float = _OPAQUE
) -> npt.NDArray[np.uint8]:
    """Return a photograph with a shaded head over it, seen by the camera that was found.

    Parameters
    ----------
    picture : (h, w, 3) uint8
        sRGB.
    skin : Mesh
        Head frame, mm.
    view : View
        Of the fit.
    share : float
        Opacity of the head, 0 to 1.

    Returns
    -------
    (h, w, 3) uint8
        sRGB.
    """
    height, width = picture.shape[:2]
    placed = skin.with_vertices(view.place.apply(skin.vertices))
    seen = cast_image(placed, pixel_rays(height, width, view.focal, view.centre))
    normals = seen.spread(placed.faces, vertex_normals(placed.vertices, placed.faces))
    light = np.clip(-normals @ np.array([0.25, 0.35, 0.9]), 0.0, 1.0)[:, None]
    tone = np.array([120.0, 190.0, 255.0]) * (0.25 + 0.75 * light)
    out = picture.reshape(-1, 3).astype(np.float64)
    out[seen.pixels] = (1.0 - share) * out[seen.pixels] + share * tone
    return out.reshape(picture.shape).astype(np.uint8)


def _around(places: FloatArray) -> tuple[int, int, int, int]:
    """Return a box of the figure's shape around landmarks: left, top, right, bottom."""
    low, high = places.min(axis=0), places.max(axis=0)
    x, y = 0.5 * (low + high)
    half = 1.15 * float((high - low).max())
    wide = half * _SIZE[0] / _SIZE[1]
    y = max(y - 0.12 * half, half)
    return round(x - wide), round(y - half), round(x + wide), round(y + half)


def _marked(picture: npt.NDArray[np.uint8], places: FloatArray) -> Image.Image:
    image = Image.fromarray(picture).resize(
        (3 * picture.shape[1], 3 * picture.shape[0]), Image.Resampling.LANCZOS
    )
    draw = ImageDraw.Draw(image)
    for number, (x, y) in enumerate(3.0 * (places + 0.5)):
        size = 4 if number < _CLASSIC else 1.5
        draw.ellipse((x - size, y - size, x + size, y + size), fill=_MARK)
    return image.resize((picture.shape[1], picture.shape[0]), Image.Resampling.LANCZOS)


def _cut(image: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    return image.crop(box).resize(_SIZE, Image.Resampling.LANCZOS).convert("RGBA")
