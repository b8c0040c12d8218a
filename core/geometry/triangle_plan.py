"""How the triangles of one topology hang together: found once, asked for every head on it."""

from collections import deque
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from core.arrays import IntArray
from core.geometry.topology import directed_edges, edge_keys


@dataclass(frozen=True, eq=False)
class TrianglePlan:
    """How triangles hang together; people on one template share it.

    Attributes
    ----------
    mates : (m, 3) int64
        The triangle across the edge opposite to each corner; its own at a border.
    starts, listed : (n + 1,) and (3 m,) int64
        Triangles of each vertex, and where its own begin.
    """

    mates: IntArray
    starts: IntArray
    listed: IntArray

    def around(self, vertices: IntArray) -> IntArray:
        """Return the triangles at some vertices.

        Parameters
        ----------
        vertices : (k,) int64
            Which.

        Returns
        -------
        (j,) int64
            Ascending, each once.
        """
        first, count = self.starts[vertices], self.starts[vertices + 1] - self.starts[vertices]
        offset = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        chosen = np.zeros(len(self.mates), dtype=bool)
        chosen[self.listed[np.repeat(first, count) + offset]] = True
        return np.flatnonzero(chosen)


def plan_of(faces: IntArray) -> TrianglePlan:
    """Return how triangles hang together; kept for the last few topologies.

    Parameters
    ----------
    faces : (m, 3) int64
        Of a surface without edges of three triangles.

    Returns
    -------
    TrianglePlan
        The same object for the same triangles.
    """
    for known, plan in _LATELY:
        if known is faces:
            return plan
    plan = _plan(faces.tobytes())
    if not faces.flags.writeable:
        _LATELY.append((faces, plan))
    return plan


_LATELY: deque[tuple[IntArray, TrianglePlan]] = deque(maxlen=4)
"""Arrays that cannot change, asked about lately: reading them through takes longer than a look."""


@lru_cache(maxsize=4)
def _plan(faces: bytes) -> TrianglePlan:
    """Return how triangles (m, 3) hang together."""
    triangles = np.frombuffer(faces, dtype=np.int64).reshape(-1, 3)
    owner = np.tile(np.arange(len(triangles)), 3)
    keys = edge_keys(directed_edges(triangles[:, [1, 2, 0]]))
    order = np.argsort(keys, kind="stable")
    same = np.flatnonzero(keys[order[1:]] == keys[order[:-1]])
    mate = np.array(owner)
    mate[order[same]], mate[order[same + 1]] = owner[order[same + 1]], owner[order[same]]
    corners = triangles.ravel()
    listed = np.argsort(corners, kind="stable") // 3
    starts = np.concatenate([[0], np.cumsum(np.bincount(corners))])
    return TrianglePlan(np.ascontiguousarray(mate.reshape(3, -1).T), starts, listed)
