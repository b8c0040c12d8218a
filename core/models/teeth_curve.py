"""The curve of the teeth: a centre per tooth at the gum line, a spline through them.

On the template skull the centres are means of the vertices around each tooth's neck, teeth lying
along the arch by their usual widths; on any person's skull they are the means of the same vertices.
"""

from dataclasses import dataclass

import numpy as np
from scipy.interpolate import make_interp_spline

from core.arrays import FloatArray, IntArray
from core.geometry.mesh import Mesh

WIDTHS = {
    "upper": (8.5, 6.5, 7.5, 7.0, 7.0, 10.0, 9.0),
    "lower": (5.0, 5.5, 7.0, 7.0, 7.0, 11.0, 10.5),
}
"""Widths along the arch from the central incisor to the second molar, mm (Wheeler's means)."""
SAMPLES = 3000
"""Points along one arch, as in the paper."""
TEETH = 14
"""Per arch: third molars are often missing."""
ARCH_DEGREE = 4
"""Of the arch's middle line, radius by angle."""


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


def _along_arch(places: FloatArray, arch: str) -> list[IntArray]:
    """Return which points belong to each tooth, by the length of the arch's middle line.

    The arch is walked by the angle about a point behind its front half, so that points on the lip
    side and on the tongue side of a tooth fall together.
    """
    flat = places[:, [0, 2]]
    middle = 0.5 * (flat[:, 0].min() + flat[:, 0].max())
    behind = flat[:, 1].min() + 0.3 * np.ptp(flat[:, 1])
    offset = flat - [middle, behind]
    angle, radius = np.arctan2(offset[:, 0], offset[:, 1]), np.hypot(*offset.T)
    line = np.polynomial.Polynomial.fit(angle, radius, ARCH_DEGREE)
    first, last = np.quantile(angle, [0.01, 0.99])
    fine = np.linspace(float(first), float(last), 400)
    walked = line(fine)[:, None] * np.column_stack([np.sin(fine), np.cos(fine)])
    steps = np.linalg.norm(np.diff(walked, axis=0), axis=1)
    length = np.concatenate([[0.0], np.cumsum(steps)])
    at = np.interp(angle, fine, length)
    widths = np.array(WIDTHS[arch])
    across = np.concatenate([widths[::-1], widths])
    # Third molars lengthen the arch; the teeth told of are then in its middle.
    across = across * min(1.0, length[-1] / across.sum())
    edges = 0.5 * (length[-1] - across.sum()) + np.concatenate([[0.0], np.cumsum(across)])
    teeth = []
    for tooth in range(TEETH):
        centre = 0.5 * (edges[tooth] + edges[tooth + 1])
        inside = np.flatnonzero(np.abs(at - centre) <= 0.5 * across[tooth])
        teeth.append(inside if len(inside) >= 3 else np.argsort(np.abs(at - centre))[:3])
    return teeth
