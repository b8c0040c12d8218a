"""The population as part codes: size taken out, then principal components per part.

Every identity mode is split into a similarity of the whole head (the pose is nobody's shape, the
size is one number of its own) and a change of shape; the shape modes are windowed by the part
weights and each part gets its own principal components. The parts' codes stay correlated as the
population's are, which is what lets one part be drawn to suit the others.
"""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse

from core.arrays import FloatArray, IntArray
from core.geometry.similarity import without_similarity
from core.geometry.template import PARTS
from core.geometry.topology import neighbour_means

BLEND = (1e-3, 0.999)
"""Part weights between which a point lies in a blend."""
SEAM_DISLIKE = {"nose": 100.0, "eyes": 100.0, "mouth": 100.0, "remainder": 1000.0}
"""Weight of a component's mean squared bending in the blends beside its mean square overall; a
shape that fills the head bends its blends with a smaller share of itself."""


@dataclass(frozen=True, eq=False)
class PartBasis:
    """Windowed principal components on a set of points.

    Attributes
    ----------
    modes : mapping of str to (k, n, 3) float64
        Displacement per standard deviation of each code, mm, not windowed.
    loadings : mapping of str to (k, m) float64
        Part codes of the population's m standard-normal coefficients: z = loadings @ c.
    size_loading : (m,) float64
        Relative size of the head per coefficient: size = 1 + size_loading @ c.
    """

    modes: dict[str, FloatArray]
    loadings: dict[str, FloatArray]
    size_loading: FloatArray


def build_part_basis(
    points: FloatArray,
    modes: FloatArray,
    part_weights: FloatArray,
    importance: FloatArray,
    faces: IntArray,
    code_sizes: dict[str, int],
) -> PartBasis:
    """Compute the components of every part.

    Parameters
    ----------
    points : (n, 3) float64
        Mean shape, mm.
    modes : (m, n, 3) float64
        Displacement of the points per standard-normal coefficient, mm.
    part_weights : (4, n) float64
        Rows in the order of `PARTS`.
    importance : (n,) float64
        Importance of each point, for instance its area.
    faces : (f, 3) int64
        Triangles, which say how much a displacement bends the skin.
    code_sizes : dict of str to int
        Number of components per part.

    Returns
    -------
    PartBasis
        Components in falling order of what they show less what they bend where parts blend, so
        that the first ones can be moved alone without a seam; their signs make their effect on
        protrusion positive so that retraining keeps what a slider means.
    """
    shape_modes, growth = without_similarity(points, modes, importance)
    blend = np.flatnonzero(((part_weights > BLEND[0]) & (part_weights < BLEND[1])).any(axis=0))
    umbrella = neighbour_means(faces, len(points))[blend]
    part_modes, loadings = {}, {}
    for part, weight in zip(PARTS, part_weights, strict=True):
        scale = (weight * np.sqrt(importance / importance.sum()))[:, None]
        matrix = (shape_modes * scale).reshape(len(modes), -1)
        left, deviation, _ = np.linalg.svd(matrix, full_matrices=False)
        count = min(code_sizes[part], int((deviation > 1e-6 * deviation[0]).sum()))
        # c is standard normal, so z = left.T @ c is too: every code has unit deviation.
        mixing = left[:, :count].T
        components = np.tensordot(mixing, shape_modes, axes=1)
        windowed, worth = components * weight[:, None], deviation[:count] ** 2
        turn = _without_seams_first(windowed, worth, blend, umbrella, SEAM_DISLIKE[part])
        mixing, components = turn.T @ mixing, np.tensordot(turn.T, components, axes=1)
        forward = (components[:, :, 2] * scale[:, 0] ** 2).sum(axis=1)
        sign = np.where(forward < 0, -1.0, 1.0)
        part_modes[part] = components * sign[:, None, None]
        loadings[part] = mixing * sign[:, None]
    return PartBasis(part_modes, loadings, growth)


def _without_seams_first(
    windowed: FloatArray,
    worth: FloatArray,
    blend: IntArray,
    umbrella: sparse.csr_array,
    dislike: float,
) -> FloatArray:
    """Return the rotation of the codes that puts components without a seam first, (k, k).

    Codes stay independent and of unit deviation: a rotation leaves a standard normal as it is.
    """
    bent = np.stack([(mode[blend] - umbrella @ mode).ravel() for mode in windowed])
    bending = bent @ bent.T / len(blend)
    _, vectors = np.linalg.eigh(np.diag(worth) - dislike * bending)
    rotation: FloatArray = vectors[:, ::-1]
    return rotation
