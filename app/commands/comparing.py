"""How far two surfaces are apart, by region: the figures behind `nasion compare`.

Distances are measured at the vertices of each surface to the nearest point of the other, both ways,
each vertex weighted by the area around it, so that dense triangles do not count more.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.normals import face_areas
from core.geometry.template import PARTS, Template

CLOSE_MM = 2.0
"""Clinical threshold: below it, skull reconstructions count as good."""
_MOST_POINTS = 200_000
"""Vertices measured of each surface; more change no figure shown."""

BoolArray = np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True)
class Comparison:
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
    from scipy.spatial import cKDTree

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
) -> list[Comparison]:
    """Compare two surfaces.

    Parameters
    ----------
    first, second : Mesh
        mm, in one frame.
    first_regions, second_regions : mapping of str to (n,) bool
        The same names; which vertices of each belong to the region. ``full`` is added.

    Returns
    -------
    list of Comparison
        ``full`` first; regions without a vertex are left out.
    """
    there, there_weight, there_kept = _measured(first, second)
    back, back_weight, back_kept = _measured(second, first)
    distance = np.concatenate([there, back])
    # Either direction counts half, however different the areas of the two surfaces are.
    weight = np.concatenate([there_weight / there_weight.sum(), back_weight / back_weight.sum()])
    forward = np.arange(len(distance)) < len(there)
    rows = [_summary("full", distance, weight, forward)]
    for region, mask in first_regions.items():
        inside = np.concatenate([mask[there_kept], second_regions[region][back_kept]])
        if inside.any():
            rows.append(_summary(region, distance[inside], weight[inside], forward[inside]))
    return rows


def _measured(source: Mesh, target: Mesh) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return distances, area weights and indices of the vertices that were measured."""
    kept = np.arange(source.vertex_count)
    if len(kept) > _MOST_POINTS:
        kept = np.random.default_rng(0).choice(kept, _MOST_POINTS, replace=False)
    third = np.repeat(face_areas(source.vertices, source.faces) / 3.0, 3)
    area = np.bincount(source.faces.ravel(), third, minlength=source.vertex_count)
    kept = kept[area[kept] > 0]
    distance, _, _ = SurfaceDistance(target).unsigned(source.vertices[kept])
    return distance, area[kept], kept


def _summary(
    region: str, distance: FloatArray, weight: FloatArray, forward: BoolArray
) -> Comparison:
    share = weight / weight.sum()
    mean = float(share @ distance)
    order = np.argsort(distance)
    reached = np.searchsorted(np.cumsum(share[order]), 0.95)
    return Comparison(
        region=region,
        mean=mean,
        sd=float(np.sqrt(share @ (distance - mean) ** 2)),
        p95=float(distance[order[min(reached, len(order) - 1)]]),
        hausdorff=float(distance.max()),
        share_under_2mm=float(share[distance < CLOSE_MM].sum()),
        first_to_second=_mean(distance[forward], weight[forward]),
        second_to_first=_mean(distance[~forward], weight[~forward]),
        points=len(distance),
    )


def _mean(distance: FloatArray, weight: FloatArray) -> float:
    return float(np.average(distance, weights=weight)) if len(distance) else float("nan")
