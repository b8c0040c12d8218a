"""How far two surfaces are apart, by region: the figures behind `nasion compare` and the studio's.

Distances are measured at the vertices of each surface to the nearest point of the other, both ways,
each vertex weighted by the area around it, so that dense triangles do not count more.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_areas, vertex_normals
from core.geometry.template import PARTS, Template
from core.geometry.topology import boundary_edges

CLOSE_MM = 2.0
"""Clinical threshold: below it, skull reconstructions count as good."""
AT_RIM = 1.0
"""Nearer to the border of an open surface than this, a point still lies on it, mm."""
_MOST_POINTS = 200_000
"""Vertices measured of each surface; more change no figure shown."""


@dataclass(frozen=True)
class RegionDistances:
    """Distances in one region, mm.

    Attributes
    ----------
    region : str
        ``full`` or the name of a region.
    mean, sd, p95 : float
        Of the distances both ways.
    hausdorff : float
        The largest of them.
    share_under_2mm : float
        Share of the area closer than `CLOSE_MM`, 0 to 1.
    first_to_second, second_to_first : float
        The mean one way: a partial surface is near a whole one, not the other way round.
    points : int
        How many vertices were measured.
    bias : float
        Mean signed distance of the second from the first; positive where the second stands out.
        NaN where none of its vertices lies in the region.
    """

    region: str
    mean: float
    sd: float
    p95: float
    hausdorff: float
    share_under_2mm: float
    first_to_second: float
    second_to_first: float
    points: int
    bias: float


def region_masks(template: Template, skin: Mesh, points: FloatArray) -> dict[str, BoolArray]:
    """Return which points belong to which region of the face.

    Parameters
    ----------
    template : Template
        Names the regions on its vertices.
    skin : Mesh
        A head in the template's topology, in the frame of `points`.
    points : (n, 3) float64
        Points near that head, mm.

    Returns
    -------
    dict of str to (n,) bool
        ``face`` and every part; a point belongs to what its nearest skin vertex belongs to. Parts
        are cut to the face, so that the remainder is the remainder of the face.
    """
    _, nearest = cKDTree(skin.vertices).query(points)
    face = np.asarray(template.face_mask)[nearest]
    strongest = np.argmax(template.part_weights, axis=0)[nearest]
    parts = {part: face & (strongest == index) for index, part in enumerate(PARTS)}
    return {"face": face, **parts}


def compare_surfaces(
    first: Mesh,
    second: Mesh,
    first_regions: Mapping[str, BoolArray],
    second_regions: Mapping[str, BoolArray],
) -> list[RegionDistances]:
    """Compare two surfaces.

    Parameters
    ----------
    first, second : Mesh
        mm, in one frame.
    first_regions, second_regions : mapping of str to (n,) bool
        The same names; which vertices of each belong to the region. ``full`` is added.

    Returns
    -------
    list of RegionDistances
        ``full`` first; regions without a vertex are left out.
    """
    there, back = _measured(first, second), _measured(second, first)
    distance = np.concatenate([there.distance, back.distance])
    # Either direction counts half, however different the areas of the two surfaces are.
    weight = np.concatenate([one.weight / one.weight.sum() for one in (there, back)])
    signed = np.concatenate([np.full(len(there.distance), np.nan), back.signed])
    masks = {"full": np.ones(len(distance), dtype=np.bool_)}
    for region, mask in first_regions.items():
        masks[region] = np.concatenate([mask[there.kept], second_regions[region][back.kept]])
    return [
        _summary(region, distance[inside], weight[inside], signed[inside])
        for region, inside in masks.items()
        if inside.any()
    ]


def signed_distances(first: Mesh, second: Mesh) -> FloatArray:
    """Return how far every vertex of the second surface stands out of the first.

    Parameters
    ----------
    first, second : Mesh
        mm, in one frame, wound outward.

    Returns
    -------
    (n,) float64
        mm, positive outside the first; NaN past the border where an open first surface ends.
    """
    distance, closest, face = SurfaceDistance(first).unsigned(second.vertices)
    signed = _with_sign(first, second.vertices, distance, closest, face)
    signed[_beyond(first, distance, face)] = np.nan
    return signed


@dataclass(frozen=True, eq=False)
class _Measured:
    """Distances at some vertices of a surface to another; indices of those vertices."""

    distance: FloatArray
    signed: FloatArray
    weight: FloatArray
    kept: IntArray


def _measured(source: Mesh, target: Mesh) -> _Measured:
    kept = np.arange(source.vertex_count)
    if len(kept) > _MOST_POINTS:
        kept = np.random.default_rng(0).choice(kept, _MOST_POINTS, replace=False)
    area = vertex_areas(source.vertices, source.faces)
    kept = kept[area[kept] > 0]
    points = source.vertices[kept]
    distance, closest, face = SurfaceDistance(target).unsigned(points)
    signed = _with_sign(target, points, distance, closest, face)
    return _Measured(distance, signed, area[kept], kept)


def _with_sign(
    target: Mesh, points: FloatArray, distance: FloatArray, closest: FloatArray, face: IntArray
) -> FloatArray:
    """Return distances, negative behind the target; smooth normals make no cut at an edge."""
    normals = vertex_normals(target.vertices, target.faces)[target.faces[face]].sum(axis=1)
    behind = ((points - closest) * normals).sum(axis=1) < 0.0
    signed: FloatArray = np.where(behind, -distance, distance)
    return signed


def _beyond(target: Mesh, distance: FloatArray, face: IntArray) -> BoolArray:
    """Return which points lie past the border where an open surface ends."""
    rim = np.zeros(target.vertex_count, dtype=np.bool_)
    rim[boundary_edges(target.faces).ravel()] = True
    return np.asarray(rim[target.faces[face]].any(axis=1) & (distance > AT_RIM))


def _summary(
    region: str, distance: FloatArray, weight: FloatArray, signed: FloatArray
) -> RegionDistances:
    share = weight / weight.sum()
    mean = float(share @ distance)
    order = np.argsort(distance)
    reached = int(np.searchsorted(np.cumsum(share[order]), 0.95))
    forward = np.isnan(signed)
    return RegionDistances(
        region=region,
        mean=mean,
        sd=float(np.sqrt(share @ (distance - mean) ** 2)),
        p95=float(distance[order[min(reached, len(order) - 1)]]),
        hausdorff=float(distance.max()),
        share_under_2mm=float(share[distance < CLOSE_MM].sum()),
        first_to_second=_mean(distance[forward], weight[forward]),
        second_to_first=_mean(distance[~forward], weight[~forward]),
        points=len(distance),
        bias=_mean(signed[~forward], weight[~forward]),
    )


def _mean(distance: FloatArray, weight: FloatArray) -> float:
    return float(np.average(distance, weights=weight)) if len(distance) else float("nan")
