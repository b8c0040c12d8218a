"""What stands out of a scan like a nose, and where its surroundings look."""

import numpy as np
from scipy import ndimage

from core.arrays import FloatArray
from core.geometry.rays import SurfaceRays

NOSE_REACH = 11.0
"""Blur over which a nose tip stands out of its surroundings, mm on a head of mean size."""
FACE_REACH = 24.0
"""Blur over which normals are averaged to say where a face looks, mm."""
SPOTS = 320
"""Spots tried per scale: on a blocky CT with a tube at its lips the nose came 167th."""
JUDGED = 12_000
"""Points of the scan that are judged."""
SPACING = 8.0
"""Edge of the cells that have one spot each, mm."""
FREE_SIGHT = 70.0
"""Length over which nothing may lie before a nose, mm: sinuses and throats are no faces."""


class _Relief:
    """Blurred sums over a scan's points: what stands out, and where its surroundings look."""

    def __init__(self, points: FloatArray, normals: FloatArray, voxel: float) -> None:
        self._low = points.min(axis=0) - 3.0 * voxel
        self._voxel = voxel
        shape = ((points.max(axis=0) - self._low) / voxel).astype(int) + 5
        cell = np.ravel_multi_index(
            tuple(((points - self._low) / voxel).astype(int).T), tuple(shape)
        )
        self._sums = [
            np.bincount(cell, weight, minlength=int(np.prod(shape))).reshape(shape)
            for weight in (np.ones(len(points)), *points.T, *normals.T)
        ]

    def mean(self, columns: slice, reach: float, places: FloatArray) -> FloatArray:
        """Return the mean of some columns around places, (n, columns)."""
        index = ((places - self._low) / self._voxel - 0.5).T
        blurred = [
            ndimage.map_coordinates(
                ndimage.gaussian_filter(values, reach / self._voxel, mode="constant", truncate=2.5),
                index,
                order=1,
                mode="nearest",
            )
            for values in [self._sums[0], *self._sums[columns]]
        ]
        mean: FloatArray = np.stack(blurred[1:], axis=1) / np.maximum(blurred[0], 1e-9)[:, None]
        return mean

    def positions(self, reach: float, places: FloatArray) -> FloatArray:
        """Return the mean position around places, mm."""
        return self.mean(slice(1, 4), reach, places)

    def directions(self, reach: float, places: FloatArray) -> FloatArray:
        """Return the unit mean normal around places."""
        mean = self.mean(slice(4, 7), reach, places)
        unit: FloatArray = mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9)
        return unit


def _relief(points: FloatArray, normals: FloatArray, scale: float) -> _Relief:
    extent = float(np.ptp(points, axis=0).max())
    return _Relief(points, normals, max(0.45 * NOSE_REACH * scale, extent / 90.0))


def looks_of(points: FloatArray, normals: FloatArray, places: FloatArray) -> FloatArray:
    """Return where the surroundings of places on a head of mean size look.

    Parameters
    ----------
    points, normals : (n, 3) float64
        Drawn evenly from the surface, mm.
    places : (k, 3) float64
        mm.

    Returns
    -------
    (k, 3) float64
        Unit vectors.
    """
    return _relief(points, normals, 1.0).directions(FACE_REACH, places)


def nose_spots(
    points: FloatArray, normals: FloatArray, rays: SurfaceRays, scale: float
) -> tuple[FloatArray, FloatArray]:
    """Return the places that stand out most, one per few millimetres, and where they look.

    Parameters
    ----------
    points, normals : (n, 3) float64
        Drawn evenly from the scan, mm.
    rays : SurfaceRays
        The scan.
    scale : float
        Presumed size of the head relative to a mean one.

    Returns
    -------
    spots : (k, 3) float64
        At most `SPOTS`, mm; nothing lies before them.
    looks : (k, 3) float64
        Unit vectors: the mean normal around each.
    """
    relief = _relief(points, normals, scale)
    some = points[:: max(1, len(points) // JUDGED)]
    direction = relief.directions(NOSE_REACH * scale, some)
    away = some - relief.positions(NOSE_REACH * scale, some)
    order = np.argsort(-np.einsum("nd,nd->n", away, direction))
    cell = np.floor(some[order] / (SPACING * scale)).astype(int)
    _, first = np.unique(cell, axis=0, return_index=True)
    best = order[np.sort(first)[: 2 * SPOTS]]
    spots, outward = some[best], direction[best]
    free = rays.distance(spots + 2.0 * scale * outward, outward) > FREE_SIGHT * scale
    spots = spots[free][:SPOTS]
    return spots, relief.directions(FACE_REACH * scale, spots)
