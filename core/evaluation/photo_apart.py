"""How far one head lies from another in the face, and such distances as rows of a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from core.arrays import FloatArray
from core.evaluation.real_scans import FARTHEST, RealScan
from core.geometry.distance import SurfaceDistance
from core.geometry.normals import vertex_areas
from core.geometry.template import Template
from core.geometry.transforms import fit_similarity

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Apart:
    """How far one head lies from the truth.

    Attributes
    ----------
    mean, square : float
        Of the distances and of their squares, weighed by area, mm and mm^2.
    shape : float
        The mean distance with the scale fitted too, mm.
    """

    mean: float
    square: float
    shape: float


def tidy_row(
    method: str, group: str, metric: str, value: float, unit: str = "mm", region: str = "face"
) -> Row:
    """Return one value as a tidy row of `nasion evaluate`.

    Parameters
    ----------
    method, group, metric, value, unit, region
        Its cells; `group` is the set.
    """
    return {
        "method": method, "set": group, "region": region, "metric": metric, "value": value,
        "unit": unit,
    }  # fmt: skip


@dataclass
class Tally:
    """Distances of one method in one set.

    Attributes
    ----------
    means, squares, shapes : list of float
        Of each head, as in `Apart`.
    """

    means: list[float] = field(default_factory=list)
    squares: list[float] = field(default_factory=list)
    shapes: list[float] = field(default_factory=list)

    def add(self, apart: Apart) -> None:
        """Keep one head.

        Parameters
        ----------
        apart : Apart
            How far it lies from the truth.
        """
        self.means.append(apart.mean)
        self.squares.append(apart.square)
        self.shapes.append(apart.shape)

    def rows(self, method: str, group: str) -> list[Row]:
        """Return tidy rows.

        Parameters
        ----------
        method, group : str
            Whose, and of which set.
        """
        mean = float(np.mean(self.means))
        # Over the points of all faces, each face counting the same.
        sd = max(float(np.mean(self.squares)) - mean**2, 0.0) ** 0.5
        shape = float(np.mean(self.shapes))
        values = {"surface_error": mean, "surface_error_sd": sd, "shape_error": shape}
        count = float(len(self.means))
        return [
            *(tidy_row(method, group, name, value) for name, value in values.items()),
            tidy_row(method, group, "pictures", count, unit="", region="full"),
        ]


def head_apart(template: Template, truth: FloatArray, found: FloatArray) -> Apart:
    """Return how far a head lies from the true one in the face.

    Parameters
    ----------
    template : Template
        Says what the face is.
    truth, found : (N_skin, 3) float64
        The template's vertices, mm.

    Returns
    -------
    Apart
        After the best turn and shift.
    """
    face = np.asarray(template.face_mask)
    weights = vertex_areas(truth, template.skin.faces)[face]

    def distances(*, scaled: bool) -> FloatArray:
        place = fit_similarity(found[face], truth[face], with_scale=scaled)
        surface = template.skin.with_vertices(place.apply(found))
        return SurfaceDistance(surface).unsigned(truth[face])[0]

    plain, shape = distances(scaled=False), distances(scaled=True)
    return Apart(
        float(np.average(plain, weights=weights)),
        float(np.average(plain**2, weights=weights)),
        float(np.average(shape, weights=weights)),
    )


def scan_apart(template: Template, scan: RealScan, truth: FloatArray, found: FloatArray) -> Apart:
    """Return how far a head lies from a scan's own points in the face.

    Parameters
    ----------
    template : Template
        Says what the face is.
    scan : RealScan
        Its points are measured.
    truth : (N_skin, 3) float64
        The template's vertices on the scan: correspondence for turn and shift alone, mm.
    found : (N_skin, 3) float64
        The head, mm.

    Returns
    -------
    Apart
        Points whose nearest true vertices lie in the face.
    """
    face = np.asarray(template.face_mask)
    gap, _, triangle = SurfaceDistance(template.skin.with_vertices(truth)).unsigned(scan.points)
    inside = face[template.skin.faces[triangle]].all(axis=1) & (gap < FARTHEST)
    points = scan.points[inside]

    def distances(*, scaled: bool) -> FloatArray:
        place = fit_similarity(found[face], truth[face], with_scale=scaled)
        surface = template.skin.with_vertices(place.apply(found))
        return SurfaceDistance(surface).unsigned(points)[0]

    plain = distances(scaled=False)
    shape = float(distances(scaled=True).mean())
    return Apart(float(plain.mean()), float((plain**2).mean()), shape)
