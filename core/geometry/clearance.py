"""Keeps bone inside the skin: a smooth push inward wherever it comes too near.

No skull that Nasion shows or writes may pierce the skin, whatever the predictor said; this file is
the guarantee. The push is spread over neighbouring bone, so that it leaves no dents.
"""

import igl
import numpy as np
from scipy.spatial import cKDTree

from core.arrays import FloatArray, IntArray
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals

SMALLEST_CLEARANCE = 2.0
"""Bone is nowhere nearer to the skin's surface than this, mm: skin alone is about as thick."""
SPREAD = 6.0
"""A push fades over this distance, mm."""
SMOOTH_ROUNDS = 3
"""Rounds of the spread push; what is left after them is pushed vertex by vertex."""
EXACT_ROUNDS = 5
"""A vertex pushed from one wall may come near another; it rarely takes more than two rounds."""
MARGIN = 0.05
"""Pushed this much farther than asked, mm, against rounding and faceting."""
TOLERATED = 0.1
"""Shortfall of the clearance that ends the rounds, mm; it never means outside."""
ROUGH_ROUNDS = 2
"""Of the rough push."""
SUSPECT_MARGIN = 6.0
"""Bone this much farther from every skin vertex than asked is clear for certain, mm: skin triangles
are smaller."""


def outer_skin(skin: Mesh, pocket: IntArray) -> Mesh:
    """Return the skin with the mouth sealed by a membrane between the lips.

    Parameters
    ----------
    skin : Mesh
        Any head on the template's topology.
    pocket : (k,) int64
        Vertices inside the mouth, between the lips.

    Returns
    -------
    Mesh
        The same triangles; the pocket's vertices drawn out to the harmonic surface that the lips
        hold (each at the mean of its neighbours).
    """
    if len(pocket) == 0:
        return skin
    place = np.full(skin.vertex_count, -1)
    place[pocket] = np.arange(len(pocket))
    edges = np.vstack([skin.faces[:, [0, 1]], skin.faces[:, [1, 2]], skin.faces[:, [2, 0]]])
    edges = np.unique(np.sort(edges, axis=1), axis=0)
    edges = np.vstack([edges, edges[:, ::-1]])
    edges = edges[place[edges[:, 0]] >= 0]
    row, other = place[edges[:, 0]], place[edges[:, 1]]
    system = np.diag(np.bincount(row, minlength=len(pocket)).astype(np.float64) + 1e-9)
    free = other >= 0
    np.add.at(system, (row[free], other[free]), -1.0)
    held = np.zeros((len(pocket), 3))
    np.add.at(held, row[~free], skin.vertices[edges[~free, 1]])
    vertices = np.array(skin.vertices)
    vertices[pocket] = np.linalg.solve(system, held)
    return skin.with_vertices(vertices)


def clear_skin(bone: Mesh, skin: Mesh, smallest: float = SMALLEST_CLEARANCE) -> Mesh:
    """Push bone inward until no vertex is outside the skin or too near to it.

    Parameters
    ----------
    bone : Mesh
        Same frame as the skin, mm.
    skin : Mesh
        Outward wound.
    smallest : float
        Clearance asked for, mm.

    Returns
    -------
    Mesh
        The same triangles; unchanged where the clearance held.
    """
    vertices = np.array(bone.vertices)
    normals = vertex_normals(skin.vertices, skin.faces)
    tree = cKDTree(skin.vertices[np.unique(skin.faces)])
    own = np.unique(skin.faces)
    surface = SurfaceDistance(skin)
    for number in range(SMOOTH_ROUNDS + EXACT_ROUNDS):
        far, nearest = tree.query(vertices)
        ahead = ((vertices - skin.vertices[own[nearest]]) * normals[own[nearest]]).sum(axis=1)
        near = np.flatnonzero((far < smallest + SUSPECT_MARGIN) | (ahead > 0.0))
        distance, closest = _distance_by_normals(vertices[near], surface, normals)
        short = distance + smallest > 0.0
        if float(distance.max(initial=-np.inf)) < TOLERATED - smallest:
            break
        push = _inward(vertices[near], closest, distance) * (distance + smallest + MARGIN)[:, None]
        if number < SMOOTH_ROUNDS:
            vertices += _spread(vertices, vertices[near[short]], push[short])
        else:
            vertices[near[short]] += push[short]
    return bone.with_vertices(vertices)


def clear_skin_roughly(
    bone: FloatArray, skin: Mesh, smallest: float = SMALLEST_CLEARANCE
) -> FloatArray:
    """Push bone inward from the planes of the nearest skin vertices: fast, not exact.

    Parameters
    ----------
    bone : (n, 3) float64
        Same frame as the skin, mm.
    skin : Mesh
        Outward wound.
    smallest : float
        Clearance asked for, mm.

    Returns
    -------
    (n, 3) float64
        Clear to within the skin's curvature between its vertices; good enough for statistics.
    """
    own = np.unique(skin.faces)
    places, normals = skin.vertices[own], vertex_normals(skin.vertices, skin.faces)[own]
    tree, vertices = cKDTree(places), np.array(bone)
    for _ in range(ROUGH_ROUNDS):
        far, nearest = tree.query(vertices)
        height = ((vertices - places[nearest]) * normals[nearest]).sum(axis=1)
        short = (height + smallest > 0.0) & ((far < smallest + SUSPECT_MARGIN) | (height > 0.0))
        if not short.any():
            break
        push = -(height[short] + smallest)[:, None] * normals[nearest[short]]
        vertices += _spread(vertices, vertices[short], push)
    return vertices


def _distance_by_normals(
    points: FloatArray, surface: SurfaceDistance, normals: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return signed distances and closest points, the sign from interpolated normals.

    Notes
    -----
    Ten times faster than winding numbers, and right wherever the skin is as smooth as skin is.
    """
    skin = surface.mesh
    distance, closest, triangle = surface.unsigned(points)
    corners = skin.faces[triangle]
    parts = [np.ascontiguousarray(skin.vertices[corners[:, k]]) for k in range(3)]
    weights = igl.barycentric_coordinates(closest, *parts)
    normal = (normals[corners] * weights[:, :, None]).sum(axis=1)
    sign = np.where(((points - closest) * normal).sum(axis=1) > 0.0, 1.0, -1.0)
    return sign * distance, closest


def _inward(points: FloatArray, closest: FloatArray, distance: FloatArray) -> FloatArray:
    """Return unit directions away from the skin, into the head."""
    across = points - closest
    length = np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9)
    direction: FloatArray = across / length * np.where(distance > 0.0, -1.0, 1.0)[:, None]
    return direction


def _spread(points: FloatArray, short: FloatArray, push: FloatArray) -> FloatArray:
    """Return the push of the short vertices, faded over their neighbours.

    Notes
    -----
    Every vertex takes the mean push of its nearest short vertices times a Gaussian of the distance
    to the nearest one.
    """
    count = min(8, len(short))
    distance, index = cKDTree(short).query(points, k=count, distance_upper_bound=3.0 * SPREAD)
    distance, index = distance.reshape(len(points), -1), index.reshape(len(points), -1)
    reached = np.isfinite(distance)
    weight = np.where(reached, np.exp(-0.5 * (np.where(reached, distance, 0.0) / SPREAD) ** 2), 0.0)
    source = np.vstack([push, np.zeros((1, 3))])
    total = np.maximum(weight.sum(axis=1, keepdims=True), 1e-12)
    mean = (weight[:, :, None] * source[index]).sum(axis=1) / total
    faded: FloatArray = mean * weight.max(axis=1, keepdims=True)
    return faded
