"""Finding equal vertices, fast enough for the loose triangles of a scan of millions."""

import numpy as np

from core.arrays import FloatArray, IntArray

_MULTIPLIERS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64
)
"""Odd constants with well-mixed bits, one per column."""


def equal_rows(points: FloatArray) -> tuple[IntArray, IntArray]:
    """Return which rows are exactly equal.

    Parameters
    ----------
    points : (n, 3) float64
        Positions; zero and minus zero are equal.

    Returns
    -------
    first : (k,) int64
        The first row of each distinct position, ascending.
    inverse : (n,) int64
        Index into `first` for every row.

    Notes
    -----
    Rows are compared by a 64-bit hash of their bits, because sorting whole rows takes ten times as
    long; should two different rows ever share a hash, whole rows are sorted.
    """
    clean = np.ascontiguousarray(points, dtype=np.float64) + 0.0
    bits = clean.view(np.uint64)
    mixed = bits * _MULTIPLIERS
    mixed ^= mixed >> np.uint64(29)
    key = np.bitwise_xor.reduce(mixed * _MULTIPLIERS[::-1], axis=1)
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    if not np.array_equal(bits[first[inverse]], bits):
        _, first, inverse = np.unique(clean, axis=0, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.zeros_like(order)
    rank[order] = np.arange(len(order))
    return first[order].astype(np.int64), rank[inverse.ravel()].astype(np.int64)
