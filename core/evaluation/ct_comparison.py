"""How far an inferred skull is from the real one of the same person's CT, by region.

Points of the inferred skull are measured to the real bone and back. A CT also shows inner tables,
sinuses and streaks that no inferred skull has; on both sides only bone that can be seen from in
front or from the sides counts.
"""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from core.arrays import BoolArray, FloatArray, IntArray
from core.document.real_skull import RealSkull
from core.evaluation.skull import in_region, visible_points
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.template import SKULL_LABELS
from core.geometry.topology import boundary_edges

CLOSE_MM = 2.0
"""Share within this distance is told: the clinical threshold of superimposition studies."""
NINETY = 1.645
"""Standard deviations on either side that hold 90 % of a normal distribution."""
REACH = 15.0
"""Inferred bone farther than this from all real bone has nothing to be compared with, mm: a CT that
ends above the chin shows no chin."""
AT_RIM = 1.0
"""Nearer to the border of the CT's bone than this, a point still has its bone there, mm."""
REGIONS = ("full", "face", "mouth", "vault", "mandible")
"""``full`` is all visible bone, ``vault`` what is not the face."""
_LOWER = tuple(SKULL_LABELS.index(name) for name in ("mandible", "lower_teeth"))


@dataclass(frozen=True)
class SkullDistance:
    """Distances in one region, mm.

    Attributes
    ----------
    region : str
        Of `REGIONS`.
    mean, sd, p95 : float
        Of the distances both ways, each way counting half.
    real_to_inferred, inferred_to_real : float
        The mean one way.
    share_under_2mm : float
        0 to 1, both ways.
    within_90 : float
        Share of the inferred points whose distance lies within the interval that should hold 90 %.
    points : int
        How many were measured.
    """

    region: str
    mean: float
    sd: float
    p95: float
    real_to_inferred: float
    inferred_to_real: float
    share_under_2mm: float
    within_90: float
    points: int


@dataclass(frozen=True, eq=False)
class SkullComparison:
    """An inferred skull against a real one.

    Attributes
    ----------
    regions : tuple of SkullDistance
        Those that hold points on both sides, ``full`` first.
    signed : (n,) float64
        Per vertex of the inferred skull how far it stands out of the real one, mm; negative where
        it lies too deep, NaN where the CT shows no bone near it.
    """

    regions: tuple[SkullDistance, ...]
    signed: FloatArray


def compare_with_ct(
    inferred: Mesh, labels: IntArray, std_mm: FloatArray, real: RealSkull
) -> SkullComparison:
    """Compare an inferred skull with the real one.

    Parameters
    ----------
    inferred : Mesh
        Head frame, mm, outward wound.
    labels : (n,) int64
        Per vertex the index into `core.geometry.template.SKULL_LABELS`.
    std_mm : (n,) float64
        Standard deviation per vertex, mm.
    real : RealSkull
        Head frame, mm.

    Returns
    -------
    SkullComparison
        Table and map.
    """
    to_real, to_inferred = SurfaceDistance(real.mesh), SurfaceDistance(inferred)
    distance, closest, face = to_real.unsigned(inferred.vertices)
    shown = (distance < REACH) & ~_beyond(real.mesh, distance, face)
    signed = _signed(inferred, distance, closest)
    signed[~shown] = np.nan
    here = _indices(inferred.vertices, visible_points(inferred))
    here = here[shown[here]]
    there_points = visible_points(real.mesh)
    there = _indices(real.mesh.vertices, there_points)
    back = to_inferred.unsigned(there_points)[0]
    lower_here = np.isin(labels[here], _LOWER)
    lower_there = np.isin(real.labels[there], _LOWER)
    rows = []
    for region in REGIONS:
        one = _in(inferred.vertices[here], lower_here, region)
        other = _in(there_points, lower_there, region)
        if one.any() and other.any():
            sd = std_mm[here][one]
            rows.append(_row(region, distance[here][one], back[other], sd))
    return SkullComparison(tuple(rows), signed)


def _signed(inferred: Mesh, distance: FloatArray, closest: FloatArray) -> FloatArray:
    normals = vertex_normals(inferred.vertices, inferred.faces)
    deeper = ((closest - inferred.vertices) * normals).sum(axis=1) > 0.0
    signed: FloatArray = np.where(deeper, -distance, distance)
    return signed


def _beyond(real: Mesh, distance: FloatArray, face: IntArray) -> BoolArray:
    """Return which points lie past the border where the CT ends: the rim is not their bone."""
    rim = np.zeros(real.vertex_count, dtype=np.bool_)
    rim[boundary_edges(real.faces).ravel()] = True
    return np.asarray(rim[real.faces[face]].any(axis=1) & (distance > AT_RIM))


def _indices(vertices: FloatArray, points: FloatArray) -> IntArray:
    """Return which vertices points are nearest to: they were picked from among them."""
    return np.asarray(cKDTree(vertices).query(points)[1], dtype=np.int64)


def region_vertices(points: FloatArray, labels: IntArray, region: str) -> BoolArray:
    """Return which vertices of a skull lie in a region.

    Parameters
    ----------
    points : (n, 3) float64
        Head frame, mm.
    labels : (n,) int64
        Per vertex the index into `core.geometry.template.SKULL_LABELS`.
    region : str
        Of `REGIONS`.

    Returns
    -------
    (n,) bool
        Hidden bone included.
    """
    return _in(points, np.asarray(np.isin(labels, _LOWER)), region)


def _in(points: FloatArray, lower: BoolArray, region: str) -> BoolArray:
    if region == "full":
        return np.ones(len(points), dtype=np.bool_)
    if region == "mandible":
        return lower
    if region == "vault":
        return ~in_region(points, "face") & ~lower
    return in_region(points, region)


def _row(region: str, here: FloatArray, there: FloatArray, sd: FloatArray) -> SkullDistance:
    distance = np.concatenate([here, there])
    weight = np.concatenate(
        [np.full(len(here), 0.5 / len(here)), np.full(len(there), 0.5 / len(there))]
    )
    mean = float(weight @ distance)
    order = np.argsort(distance)
    reached = int(np.searchsorted(np.cumsum(weight[order]), 0.95))
    return SkullDistance(
        region=region,
        mean=mean,
        sd=float(np.sqrt(weight @ (distance - mean) ** 2)),
        p95=float(distance[order[min(reached, len(order) - 1)]]),
        real_to_inferred=float(there.mean()),
        inferred_to_real=float(here.mean()),
        share_under_2mm=float(weight[distance < CLOSE_MM].sum()),
        within_90=float((here <= NINETY * sd).mean()),
        points=len(distance),
    )
