"""The curve of the teeth: a centre per tooth at the gum line, a spline through them.

On the template skull the centres are means of fixed vertices; on a dental scan they are found: the
gum line is the crease around the crowns, teeth lie along it by their usual widths.
"""

from dataclasses import dataclass

import numpy as np
from scipy.interpolate import make_interp_spline

from core.arrays import FloatArray, IntArray
from core.errors import ScanError
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.topology import neighbour_means

WIDTHS = {
    "upper": (8.5, 6.5, 7.5, 7.0, 7.0, 10.0, 9.0),
    "lower": (5.0, 5.5, 7.0, 7.0, 7.0, 11.0, 10.5),
}
"""Widths along the arch from the central incisor to the second molar, mm (Wheeler's means)."""
SAMPLES = 3000
"""Points along one arch, as in the paper."""
TEETH = 14
"""Per arch: third molars are often missing."""
CREASE_SMOOTHING = 3
"""Rounds of averaging before a crease is told from noise."""
CREASE_SHARE = 0.85
"""Vertices more concave than this share of all lie in a crease."""
LEVEL = 0.7
"""A crease that faces the biting plane more than this is a fissure of a crown, not the gum line."""
BAND = 1.5
"""Points within this height of the gum line make a tooth's centre, mm."""
LEAST_POINTS = 60
"""A dental scan's crease holds more points than this."""


@dataclass(frozen=True, eq=False)
class TeethRows:
    """The teeth of the template skull.

    Attributes
    ----------
    upper, lower : tuple of (k,) int64
        Skull vertices around the neck of each tooth, from the right second molar to the left.
    """

    upper: tuple[IntArray, ...]
    lower: tuple[IntArray, ...]

    def centres(self, skull: FloatArray, arch: str) -> FloatArray:
        """Return the tooth centres of one arch.

        Parameters
        ----------
        skull : (N_skull, 3) float64
            A skull on the template's topology, mm.
        arch : str
            ``upper`` or ``lower``.

        Returns
        -------
        (TEETH, 3) float64
            mm.
        """
        teeth = self.upper if arch == "upper" else self.lower
        return np.array([skull[tooth].mean(axis=0) for tooth in teeth])

    def curves(self, skull: FloatArray, samples: int = SAMPLES) -> FloatArray:
        """Return both curves of a skull, upper then lower, (2 * samples, 3) mm."""
        return np.vstack([spline(self.centres(skull, arch), samples) for arch in WIDTHS])


def spline(centres: FloatArray, samples: int = SAMPLES) -> FloatArray:
    """Return points along the cubic spline through tooth centres.

    Parameters
    ----------
    centres : (m, 3) float64
        In their order, mm.
    samples : int
        Points wanted.

    Returns
    -------
    (samples, 3) float64
        The ends are the first and last centre; linear in the centres.
    """
    place = np.arange(len(centres), dtype=np.float64)
    curve = make_interp_spline(place, centres, k=3)
    points: FloatArray = np.asarray(curve(np.linspace(0.0, place[-1], samples)), dtype=np.float64)
    return points


def template_teeth(skull: Mesh, labels: IntArray) -> TeethRows:
    """Find the teeth of the template skull.

    Parameters
    ----------
    skull : Mesh
        Template skull, head frame, mm.
    labels : (N_skull,) int64
        Index into `core.geometry.template.SKULL_LABELS`.

    Returns
    -------
    TeethRows
        Fourteen teeth per arch.
    """
    rows = {}
    for arch, tooth in (("upper", 2), ("lower", 3)):
        crown = labels == tooth
        edge = skull.faces[crown[skull.faces].any(axis=1) & ~crown[skull.faces].all(axis=1)]
        neck = np.unique(edge)
        places = skull.vertices[neck]
        rows[arch] = tuple(neck[chosen] for chosen in _along_arch(places, arch))
    return TeethRows(rows["upper"], rows["lower"])


def find_tooth_centres(scan: Mesh, arch: str) -> FloatArray:
    """Find the gum line of a dental scan and a centre per tooth at its level.

    Parameters
    ----------
    scan : Mesh
        Teeth and gums of one arch, head frame, mm: +y up, +z to the front.
    arch : str
        ``upper`` or ``lower``.

    Returns
    -------
    (TEETH, 3) float64
        From the right second molar to the left, mm.

    Raises
    ------
    ScanError
        When no gum line is found.
    """
    normals = vertex_normals(scan.vertices, scan.faces)
    means = neighbour_means(scan.faces, scan.vertex_count)
    concave = ((means @ scan.vertices - scan.vertices) * normals).sum(axis=1)
    for _ in range(CREASE_SMOOTHING):
        concave = 0.5 * concave + 0.5 * (means @ concave)
    crease = concave > max(float(np.quantile(concave, CREASE_SHARE)), 0.0)
    crease &= np.abs(normals[:, 1]) < LEVEL
    places = scan.vertices[crease]
    if len(places) < LEAST_POINTS:
        raise ScanError(f"No gum line was found on the {arch} dental scan; scan teeth and gums.")
    centres = []
    for near in _along_arch(places, arch):
        level = float(np.median(places[near, 1]))
        middle = places[near].mean(axis=0)
        around = np.hypot(*(scan.vertices[:, [0, 2]] - middle[[0, 2]]).T) < 6.0
        band = around & (np.abs(scan.vertices[:, 1] - level) < BAND)
        centre = scan.vertices[band].mean(axis=0) if band.any() else middle
        centres.append([centre[0], level, centre[2]])
    return np.array(centres)


def _along_arch(places: FloatArray, arch: str) -> list[IntArray]:
    """Return which points belong to each tooth, by the length of the arch's middle line.

    The arch is walked by the angle about a point behind its front half, so that points on the lip
    side and on the tongue side of a tooth fall together.
    """
    flat = places[:, [0, 2]]
    middle = 0.5 * (flat[:, 0].min() + flat[:, 0].max())
    behind = flat[:, 1].min() + 0.3 * np.ptp(flat[:, 1])
    angle = np.arctan2(flat[:, 0] - middle, flat[:, 1] - behind)
    bins = np.linspace(angle.min(), angle.max(), 61)
    which = np.clip(np.digitize(angle, bins) - 1, 0, 59)
    filled = np.unique(which)
    line = np.array([flat[which == k].mean(axis=0) for k in filled])
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    at = np.interp(angle, 0.5 * (bins[filled] + bins[filled + 1]), length)
    widths = np.array(WIDTHS[arch])
    across = np.concatenate([widths[::-1], widths])
    edges = np.concatenate([[0.0], np.cumsum(across)]) * length[-1] / across.sum()
    teeth = []
    for tooth in range(TEETH):
        inside = np.flatnonzero((at >= edges[tooth]) & (at <= edges[tooth + 1]))
        centre = 0.5 * (edges[tooth] + edges[tooth + 1])
        teeth.append(inside if len(inside) >= 3 else np.argsort(np.abs(at - centre))[:3])
    return teeth
