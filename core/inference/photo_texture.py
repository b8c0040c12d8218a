"""The colours of a head's vertices, read from the photographs that it was fitted to.

A vertex is read where the camera sees it, the straighter the more; what no photograph shows comes
from the mirrored side, and what that does not show either is spread from its surroundings.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.ndimage import map_coordinates
from scipy.sparse import diags_array
from scipy.sparse.linalg import spsolve

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.rays import SurfaceRays
from core.geometry.topology import neighbour_means
from core.inference.photo_fit import View

LIFT = 0.3
"""A vertex is seen when nothing lies before it from this far off the skin on, mm."""
GRAZING = 0.15
"""Cosine below which a vertex is seen too slantingly to be read."""
SHARPNESS = 3.0
"""Photographs are weighed by this power of the cosine: the straightest view tells most."""
ENOUGH = 0.02
"""Weight below which a vertex counts as not seen."""


@dataclass(frozen=True, eq=False)
class Texture:
    """Colours per vertex.

    Attributes
    ----------
    colours : (n, 3) float64
        sRGB, zero to one.
    filled : (n,) bool
        No photograph shows the vertex: its colour is that of the mirrored side, or of what lies
        around it.
    """

    colours: FloatArray
    filled: BoolArray


def facing(skin: Mesh, view: View) -> FloatArray:
    """Return how straight a camera sees the vertices.

    Parameters
    ----------
    skin : Mesh
        Head frame, mm.
    view : View
        Of a photograph.

    Returns
    -------
    (n,) float64
        Cosine between normal and line of sight; zero where something lies before the vertex.
    """
    rotation, shift = view.place.rotation, view.place.translation
    eye = -shift @ rotation
    normals = vertex_normals(skin.vertices, skin.faces)
    towards = eye - skin.vertices
    towards /= np.linalg.norm(towards, axis=1, keepdims=True)
    straight: FloatArray = np.maximum((normals * towards).sum(axis=1), 0.0)
    open_ = np.flatnonzero(straight > 0.0)
    blocked = SurfaceRays(skin).distance(
        skin.vertices[open_] + LIFT * (normals[open_] + towards[open_]), towards[open_]
    )
    straight[open_[np.isfinite(blocked)]] = 0.0
    return straight


def read_pixels(picture: npt.NDArray[np.uint8], places: FloatArray) -> tuple[FloatArray, BoolArray]:
    """Return a picture's colours at places.

    Parameters
    ----------
    picture : (h, w, 3) uint8
        sRGB.
    places : (n, 2) float64
        Pixels (x, y).

    Returns
    -------
    colours : (n, 3) float64
        sRGB, zero to one, between pixels linear.
    inside : (n,) bool
        Whether the place lies in the picture.
    """
    height, width = picture.shape[:2]
    x, y = places.T
    inside = (x >= 0.0) & (x <= width - 1.0) & (y >= 0.0) & (y <= height - 1.0)
    colours = np.stack(
        [
            map_coordinates(picture[..., c].astype(np.float32), [y, x], order=1, mode="nearest")
            for c in range(3)
        ],
        axis=1,
    )
    return colours.astype(np.float64) / 255.0, inside


def read_colours(
    skins: Sequence[Mesh],
    views: Sequence[View],
    pictures: Sequence[npt.NDArray[np.uint8]],
    partners: IntArray,
) -> Texture | None:
    """Return the colours of a head's vertices.

    Parameters
    ----------
    skins : sequence of Mesh
        The head as each photograph shows it, head frame, mm.
    views : sequence of View
        How each was taken.
    pictures : sequence of (h, w, 3) uint8
        The photographs, sRGB.
    partners : (n,) int64
        The vertex nearest to each one's mirror image.

    Returns
    -------
    Texture or None
        None when the photographs show no vertex.
    """
    total, weight = np.zeros((len(partners), 3)), np.zeros(len(partners))
    for skin, view, picture in zip(skins, views, pictures, strict=True):
        straight = facing(skin, view)
        colours, inside = read_pixels(picture, view.project(skin.vertices))
        share = np.where(inside & (straight > GRAZING), straight, 0.0) ** SHARPNESS
        total += share[:, None] * colours
        weight += share
    seen = weight > ENOUGH
    if not seen.any():
        return None
    colours = np.zeros_like(total)
    colours[seen] = total[seen] / weight[seen, None]
    mirrored = ~seen & seen[partners]
    colours[mirrored] = colours[partners[mirrored]]
    known = seen | mirrored
    if not known.all():
        colours = _spread(colours, known, skins[0].faces)
    return Texture(colours, ~seen)


def _spread(colours: FloatArray, known: BoolArray, faces: IntArray) -> FloatArray:
    """Return colours where the unknown ones are the mean of their neighbours."""
    means = neighbour_means(faces, len(colours))
    unknown = np.flatnonzero(~known)
    # A little of the mean keeps pieces solvable that touch nothing known.
    pull = 1e-4
    matrix = diags_array(np.full(len(unknown), 1.0 + pull)) - means[unknown][:, unknown]
    right = means[unknown][:, np.flatnonzero(known)] @ colours[known]
    right = right + pull * colours[known].mean(axis=0)
    found = colours.copy()
    found[unknown] = spsolve(matrix.tocsc(), right).reshape(-1, 3)
    return np.clip(found, 0.0, 1.0)
