"""The outline of what was painted on a surface, as points that a measure of area can keep."""

from collections.abc import Iterator

import numpy as np

from core.arrays import BoolArray, FloatArray, IntArray
from core.errors import EditError
from core.geometry.placed_measures import POINTS_OF_KIND
from core.geometry.surface_points import Body, SurfacePoint

_CORNERS = 28
"""Points of an outline at most: some are left to be added by hand."""
_FEWEST = 8
_EDGE = 1e-6
"""No point of an outline lies nearer to a vertex, as a share of the edge."""


def painted_outline(
    vertices: FloatArray, faces: IntArray, body: Body, dabs: FloatArray, radius: float
) -> tuple[SurfacePoint, ...]:
    """Return the outline of what a round brush covered.

    Parameters
    ----------
    vertices : (n, 3) float64
        Of the surface, mm.
    faces : (m, 3) int64
        Its triangles.
    body : str
        Which surface it is.
    dabs : (k, 3) float64
        Where the middle of the brush was, on the surface, mm; at least one.
    radius : float
        Of the brush, mm.

    Returns
    -------
    tuple of SurfacePoint
        Evenly spaced along the longest outline, in order; what the brush left out within it
        belongs to it.

    Raises
    ------
    EditError
        When the brush covered less than a triangle, or what it covered has no outline.

    Notes
    -----
    The distance to the nearest dab less the radius is taken at the vertices and its zero line
    followed through the triangles. Of what the brush reaches through thin air, such as the other
    side of an ear, only what hangs together with the first dab counts.
    """
    from scipy.spatial import cKDTree  # slow to load, and seldom needed

    reach = radius - cKDTree(dabs).query(vertices, distance_upper_bound=2.0 * radius)[0]
    reach = np.where(np.isfinite(reach), reach, -radius)
    inside = _together(reach > 0.0, faces, int(np.argmin(((vertices - dabs[0]) ** 2).sum(axis=1))))
    reach = np.where(inside, np.maximum(reach, 1e-9), np.minimum(reach, -1e-9))
    loops = list(_loops(inside, faces))
    if not loops:
        raise EditError("The brush covered no area with an outline; paint on, or make it wider.")
    outlines = [_points(loop, reach, vertices) for loop in loops]
    lengths = [np.linalg.norm(np.diff(place, axis=0), axis=1).sum() for _, place in outlines]
    corners, places = outlines[int(np.argmax(lengths))]
    gone = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(places, axis=0), axis=1))])
    count = min(_CORNERS, len(corners), POINTS_OF_KIND["area"][1])
    if count < _FEWEST:
        raise EditError("The brush covered less than the model can tell; make it wider.")
    wanted = np.linspace(0.0, gone[-1], count, endpoint=False)
    picked = dict.fromkeys(int(at) % len(corners) for at in np.searchsorted(gone, wanted))
    return tuple(
        SurfacePoint(body, (a, b, b), (1.0 - share, share, 0.0))
        for a, b, share in (corners[at] for at in picked)
    )


def _together(inside: BoolArray, faces: IntArray, start: int) -> BoolArray:
    """Return the part of what is covered that hangs together with a vertex."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    inside = inside.copy()
    inside[start] = True
    edges = faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2)
    edges = edges[inside[edges].all(axis=1)]
    count = len(inside)
    links = coo_array((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), (count, count))
    piece = connected_components(links, directed=False)[1]
    found: BoolArray = inside & (piece == piece[start])
    return found


def _loops(inside: BoolArray, faces: IntArray) -> Iterator[list[tuple[int, int]]]:
    """Yield closed rows of edges between a covered and a bare vertex, covered one first."""
    after: dict[tuple[int, int], tuple[int, int]] = {}
    mixed = faces[(inside[faces].sum(axis=1) % 3) != 0]
    for a, b, c in mixed.tolist():
        for one, other, third in ((a, b, c), (b, c, a), (c, a, b)):
            if inside[one] and not inside[other]:
                # The covered side lies to the left of the way from this edge to the next.
                end = (third, other) if inside[third] else (one, third)
                after[one, other] = end
                break
    while after:
        first, here = next(iter(after.items()))
        del after[first]
        loop = [first]
        while here != first and here in after:
            loop.append(here)
            here = after.pop(here)
        if here == first:
            yield loop


def _points(
    loop: list[tuple[int, int]], reach: FloatArray, vertices: FloatArray
) -> tuple[list[tuple[int, int, float]], FloatArray]:
    """Return where a loop crosses its edges: ends with share, and places with the first again."""
    ends = np.array(loop)
    here, there = reach[ends[:, 0]], reach[ends[:, 1]]
    share = np.clip(here / (here - there), _EDGE, 1.0 - _EDGE)
    places = vertices[ends[:, 0]] + share[:, None] * (vertices[ends[:, 1]] - vertices[ends[:, 0]])
    corners = [(a, b, float(at)) for (a, b), at in zip(loop, share, strict=True)]
    return corners, np.vstack([places, places[:1]])
