"""Polygons of any number of corners cut into triangles, in the file's order."""

import numpy as np

from core.arrays import IntArray


def fan_corners(corner_counts: IntArray) -> IntArray:
    """Return which corners form the triangles of polygons that are cut into fans.

    Parameters
    ----------
    corner_counts : (p,) int64
        Number of corners of each polygon; those with fewer than three give no triangle.

    Returns
    -------
    (m, 3) int64
        Positions in the concatenated list of all corners; the triangles of a polygon follow each
        other, and polygons keep their order.
    """
    counts = np.asarray(corner_counts, dtype=np.int64)
    start, step = _triangles(counts)
    return np.stack([start, start + step + 1, start + step + 2], axis=1)


def strip_corners(corner_counts: IntArray) -> IntArray:
    """Return which corners form the triangles of strips.

    Parameters
    ----------
    corner_counts : (p,) int64
        Number of corners of each strip; those with fewer than three give no triangle.

    Returns
    -------
    (m, 3) int64
        Positions in the concatenated list of all corners; every second triangle of a strip is
        turned, so that all are wound alike.
    """
    start, step = _triangles(np.asarray(corner_counts, dtype=np.int64))
    odd = step % 2
    first = start + step
    return np.stack([first + odd, first + 1 - odd, first + 2], axis=1)


def _triangles(counts: IntArray) -> tuple[IntArray, IntArray]:
    """Return for each triangle where its polygon starts and which of its triangles it is."""
    first_corner = np.cumsum(counts) - counts
    triangle_counts = np.maximum(counts - 2, 0)
    first_triangle = np.cumsum(triangle_counts) - triangle_counts
    step = np.arange(triangle_counts.sum()) - np.repeat(first_triangle, triangle_counts)
    return np.repeat(first_corner, triangle_counts), step
