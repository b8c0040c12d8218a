"""The distances by which surfaces are judged, each with the one definition used in every table."""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.geometry.distance import SurfaceDistance, directed_distances, hausdorff, symmetric_chamfer
from core.geometry.mesh import Mesh

CLOSE_MM = 2.0
"""Clinical threshold: a reconstruction this close counts as good, mm."""
SAMPLES = 50_000
"""Points drawn from a surface: means of distances then vary by less than one per cent."""

__all__ = [
    "CLOSE_MM",
    "DistanceSummary",
    "f_score",
    "hausdorff",
    "point_to_surface",
    "summarise",
    "surface_to_surface",
    "symmetric_chamfer",
]


@dataclass(frozen=True)
class DistanceSummary:
    """What a set of unsigned distances says, in their unit.

    Attributes
    ----------
    mean, deviation, median, p95, largest : float
        Of the distances.
    share_close : float
        Share under the threshold, 0 to 1.
    count : int
        How many there were.
    """

    mean: float
    deviation: float
    median: float
    p95: float
    largest: float
    share_close: float
    count: int


def summarise(distances: FloatArray, threshold: float = CLOSE_MM) -> DistanceSummary:
    """Summarise distances.

    Parameters
    ----------
    distances : (n,) float64
        Unsigned; those that are not finite are left out.
    threshold : float
        Below it a distance counts as close.

    Returns
    -------
    DistanceSummary
        In the unit of the distances.

    Raises
    ------
    ValueError
        When no finite distance is left.
    """
    finite = distances[np.isfinite(distances)]
    if len(finite) == 0:
        raise ValueError("no finite distance to summarise")
    return DistanceSummary(
        mean=float(finite.mean()),
        deviation=float(finite.std()),
        median=float(np.median(finite)),
        p95=float(np.percentile(finite, 95)),
        largest=float(finite.max()),
        share_close=float((finite < threshold).mean()),
        count=len(finite),
    )


def point_to_surface(
    points: FloatArray, surface: Mesh, threshold: float = CLOSE_MM
) -> DistanceSummary:
    """Summarise how far points lie from a surface.

    Parameters
    ----------
    points : (n, 3) float64
        For example a scan's vertices, mm.
    surface : Mesh
        In the same frame, mm.
    threshold : float
        Below it a distance counts as close, mm.

    Returns
    -------
    DistanceSummary
        mm.
    """
    return summarise(SurfaceDistance(surface).unsigned(points)[0], threshold)


def surface_to_surface(
    source: Mesh, target: Mesh, threshold: float = CLOSE_MM, samples: int = SAMPLES, seed: int = 0
) -> DistanceSummary:
    """Summarise how far one surface lies from another, evenly by area, one way.

    Parameters
    ----------
    source, target : Mesh
        In one frame, mm.
    threshold : float
        Below it a distance counts as close, mm.
    samples : int
        Points drawn from the source.
    seed : int
        Same seed, same points.

    Returns
    -------
    DistanceSummary
        mm; with a scan as source this is the tables' ``scan_to_surface``.
    """
    return summarise(directed_distances(source, target, samples, seed), threshold)


def f_score(a: Mesh, b: Mesh, threshold: float, samples: int = SAMPLES, seed: int = 0) -> float:
    """Return the harmonic mean of the shares of either surface that lie near the other.

    Knapitsch et al., "Tanks and Temples", ACM TOG 2017, section 5.

    Parameters
    ----------
    a, b : Mesh
        In one frame, mm.
    threshold : float
        What counts as near, mm.
    samples : int
        Points drawn from each.
    seed : int
        Same seed, same points.

    Returns
    -------
    float
        Zero to one.
    """
    precision = float((directed_distances(a, b, samples, seed) < threshold).mean())
    recall = float((directed_distances(b, a, samples, seed + 1) < threshold).mean())
    total = precision + recall
    return 2.0 * precision * recall / total if total > 0 else 0.0
