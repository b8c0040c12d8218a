"""How unevenly a part's code moves the two sides of the face.

The population is not mirror-symmetric to the last component, so an edit that shall be the same on
both sides has to say so. Measured on the whole skin of the part, not at landmarks: those of the
left and the right are vertices that lie up to a millimetre apart from each other's mirror image.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from core.arrays import FloatArray, IntArray
from core.geometry.asymmetry import mirror_places
from core.geometry.template import PARTS

if TYPE_CHECKING:
    from core.inference.head import HeadModel
    from core.inference.skin_head import SkinHead

SAMPLES = 1200
"""Vertices at which both sides are compared: one every few millimetres of the largest part."""
_KEPT = 16
_MIRROR = np.array([-1.0, 1.0, 1.0])
_LEAST_WEIGHT = 0.02


@lru_cache(maxsize=_KEPT)
def unevenness(head: "HeadModel | SkinHead", part: str) -> FloatArray:
    """Return the quadratic form of how differently a part's code moves the two sides.

    Parameters
    ----------
    head : HeadModel or SkinHead
        Whose bundle; the answer is kept per model and part.
    part : str
        Of `PARTS`.

    Returns
    -------
    (k, k) float64
        U, such that c U c is the mean square difference between the movement of a point and the
        mirrored movement of its mirror point, mm^2, for a change c of the code.
    """
    template = head.bundle.template
    acting = np.flatnonzero(template.part_weights[PARTS.index(part)] > _LEAST_WEIGHT)
    chosen = acting[:: max(1, len(acting) // SAMPLES)]
    corners, shares = mirror_places(template.skin, chosen)
    size = len(head.fitter.part_basis(part, chosen[:1])[0])
    form = np.zeros((size, size))
    # In pieces: the remainder's basis at all corners at once would take 100 MB.
    for piece in np.array_split(np.arange(len(chosen)), max(1, len(chosen) // 200)):
        here = head.fitter.part_basis(part, chosen[piece])
        there = head.fitter.part_basis(part, corners[piece].ravel())
        there = there.reshape(len(piece), 3, size, 3)
        mirrored = np.einsum("nt,ntkd->nkd", shares[piece], there) * _MIRROR
        difference = (here - mirrored).transpose(0, 2, 1).reshape(-1, size)
        form += difference.T @ difference
    return form / len(chosen)


def mirror_vertices(vertices: FloatArray) -> IntArray:
    """Return the vertex that is nearest to each vertex's mirror image.

    Parameters
    ----------
    vertices : (n, 3) float64
        The template's skin, mm.

    Returns
    -------
    (n,) int64
        Values taken from there are mirrored, to the distance of vertices.
    """
    from scipy.spatial import cKDTree  # slow to load, and not needed for measures

    _, nearest = cKDTree(vertices).query(vertices * _MIRROR)
    return np.asarray(nearest, dtype=np.int64)
