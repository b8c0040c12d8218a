"""Tissue depth as a Gaussian process over the whole skin, and bone shape that no skin shows.

Known at the sites in mean, deviation and what body mass and sex do; between them by distance. Draws
are made in the leading modes of the process, which reach any point by regression.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.geometry.thickness import anatomy_normals
from core.training.face_points import MIRROR
from core.training.sampling_points import spread_points
from core.training.skull_source import MANDIBLE
from core.training.tissue_depth import LOCAL_LENGTH, TissueSite, local_correlation, site_by_key
from core.training.tissue_sites import PlacedSites

VAULT = TissueSite("vault", 5.5, 1.2, False, 0.25, 0.0)
"""The scalp, where no site is near. Assumed like the forehead."""
SITE_LENGTH = 25.0
"""What is known at a site holds over this distance, mm."""
VAULT_SAY = 0.15
"""Say of the scalp against a site at no distance."""
INDUCING_POINTS = 180
"""Points that carry a process: about one per 20 mm."""
MODE_SHARE = 0.97
"""Share of a process's variance that its modes keep."""
NUGGET = 1e-3
"""Keeps the regression's matrix invertible."""
BONE_LENGTH = 40.0
"""Length over which bone has a shape of its own, mm. Assumed."""
SHOWN_BONE_DEVIATION = 1.5
"""Deviation of bone shape that people of the population lack but skins show, mm. Assumed: about
what is left of scans that the population's components are fitted to."""
HIDDEN_DEVIATION = 1.0
"""Deviation along each axis of bone shape that the skin does not show, mm. Assumed: a third of the
3.5 mm error that mean depths make on individuals."""
HIDDEN_MANDIBLE, HIDDEN_ZYGOMA = 1.6, 1.3
"""How much larger it is on mandible (angle, ramus and symphysis vary by 3 to 6 mm in craniometry)
and zygoma. Assumed."""


@dataclass(frozen=True, eq=False)
class TissueField:
    """What is known of the tissue at n points of the skin.

    Attributes
    ----------
    mean, deviation : (n,) float64
        Depth, mm.
    body_mass, male : (n,) float64
        Depth per deviation of body mass; half the difference of men and women, mm.
    local : (n, p) float64
        Depth per unit code of the local modes, mm.
    """

    mean: FloatArray
    deviation: FloatArray
    body_mass: FloatArray
    male: FloatArray
    local: FloatArray

    def at(self, index: IntArray) -> "TissueField":
        """Return the field at some of its points.

        Parameters
        ----------
        index : (k,) int64
            Which.

        Returns
        -------
        TissueField
            Of k points.
        """
        return TissueField(
            self.mean[index],
            self.deviation[index],
            self.body_mass[index],
            self.male[index],
            self.local[index],
        )


def build_tissue_field(skin: Mesh, sites: PlacedSites, carriers: IntArray) -> TissueField:
    """Spread what is known at the sites over the skin.

    Parameters
    ----------
    skin : Mesh
        Template skin, n vertices.
    sites : PlacedSites
        On it.
    carriers : (c,) int64
        Skin vertices over bone, among which the process is anchored.

    Returns
    -------
    TissueField
        At every vertex.
    """
    known = [site_by_key(key) for key in sites.keys]
    rows = [[s.mean, s.deviation, s.body_mass, 0.5 * s.male] for s in [*known, VAULT]]
    squared = ((skin.vertices[:, None] - sites.positions[None]) ** 2).sum(axis=2)
    weight = np.exp(-0.5 * squared / SITE_LENGTH**2)
    weight = np.column_stack([weight, np.full(len(weight), VAULT_SAY)])
    mean, deviation, share, male = (weight @ np.array(rows) / weight.sum(1, keepdims=True)).T
    mass = deviation * np.sqrt(share)
    left = np.sqrt(np.maximum(deviation**2 - mass**2 - male**2, 0.1 * deviation**2))
    anchors = skin.vertices[spread_points(skin.vertices, carriers, INDUCING_POINTS)]
    modes = process_modes(skin.vertices, anchors, LOCAL_LENGTH)
    return TissueField(mean, deviation, mass, male, left[:, None] * modes)


def process_modes(points: FloatArray, anchors: FloatArray, length: float) -> FloatArray:
    """Return the leading modes of the process of `local_correlation` at points.

    Parameters
    ----------
    points : (n, 3) float64
        Where, mm.
    anchors : (a, 3) float64
        Where the process is anchored, mm.
    length : float
        Correlation length, mm.

    Returns
    -------
    (n, p) float64
        Per unit code; squares of a row sum to nearly one near the anchors.
    """
    return _modes(
        local_correlation(anchors, anchors, length), local_correlation(points, anchors, length)
    )


def shown_bone_modes(skin: Mesh, carriers: IntArray) -> FloatArray:
    """Return moves along the skin's normal by bone shape that the population lacks.

    Parameters
    ----------
    skin : Mesh
        Template skin, n vertices.
    carriers : (c,) int64
        Skin vertices over bone.

    Returns
    -------
    (n, 3, p) float64
        Per unit code, mm.
    """
    anchors = skin.vertices[spread_points(skin.vertices, carriers, INDUCING_POINTS)]
    along = SHOWN_BONE_DEVIATION * process_modes(skin.vertices, anchors, BONE_LENGTH)
    modes: FloatArray = anatomy_normals(skin)[:, :, None] * along[:, None, :]
    return modes


def hidden_bone_modes(skull: Mesh, labels: IntArray) -> FloatArray:
    """Return moves of the bone that no skin shows.

    Parameters
    ----------
    skull : Mesh
        Template skull, n vertices.
    labels : (n,) int64
        Cranium or mandible.

    Returns
    -------
    (n, 3, p) float64
        Per unit code, mm; mostly alike on both sides.
    """
    vertices = skull.vertices
    anchors = vertices[spread_points(vertices, np.arange(len(vertices)), INDUCING_POINTS)]
    even = process_modes(vertices, anchors, BONE_LENGTH)
    odd = _modes(_odd(anchors, anchors), _odd(vertices, anchors))
    arch = np.exp(-0.5 * ((np.abs(vertices[:, 0]) - 62.0) / 14.0) ** 2)
    arch *= np.exp(-0.5 * ((vertices[:, 1] + 4.0) / 14.0) ** 2) * (vertices[:, 2] > 10.0)
    deviation = np.where(labels % 2 == MANDIBLE, HIDDEN_MANDIBLE, 1.0 + (HIDDEN_ZYGOMA - 1) * arch)
    deviation = HIDDEN_DEVIATION * deviation
    modes = np.zeros((len(vertices), 3, odd.shape[1] + 2 * even.shape[1]))
    columns = np.cumsum([0, odd.shape[1], even.shape[1], even.shape[1]])
    for axis, part in enumerate((odd, even, even)):
        modes[:, axis, columns[axis] : columns[axis + 1]] = deviation[:, None] * part
    return modes


def _odd(first: FloatArray, second: FloatArray) -> FloatArray:
    """Return the correlation of moves to the side, which mirror images make opposite."""
    plain = local_correlation(first, second, BONE_LENGTH)
    sided = np.sign(first[:, :1]) * np.sign(second[:, 0])
    towards = np.tanh(np.abs(first[:, :1]) / 15.0) * np.tanh(np.abs(second[:, 0]) / 15.0)
    mirrored = local_correlation(first, second * MIRROR, BONE_LENGTH)
    correlation: FloatArray = towards * np.where(sided < 0, -mirrored, plain)
    return correlation


def _modes(correlation: FloatArray, across: FloatArray) -> FloatArray:
    values, vectors = np.linalg.eigh(correlation + NUGGET * np.eye(len(correlation)))
    order = np.argsort(-values)
    share = np.cumsum(values[order]) / values.sum()
    kept = order[: int((share < MODE_SHARE).sum()) + 1]
    modes: FloatArray = across @ (vectors[:, kept] / np.sqrt(values[kept]))
    return modes
