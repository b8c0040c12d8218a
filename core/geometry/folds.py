"""Folds: triangles that a deformation turns over instead of along with their surroundings.

A triangle may turn by any angle if its neighbours turn with it. Where the angle between two
neighbours changes by more than 90 degrees there is a crease; what lies across an odd number of
creases from the rest of the surface is turned over.
"""

import numpy as np
import scipy.sparse as sparse
from scipy.sparse.csgraph import connected_components, dijkstra

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.geometry.normals import face_areas, face_normals
from core.geometry.topology import directed_edges, edge_keys

CREASE = 90.0
"""Change of the angle between neighbouring triangles that makes a crease, degrees."""
LEAST_HEIGHT = 0.01
"""mm; a thinner triangle (scans hold some of no height at all) has no direction of its own."""


def flipped_triangles(before: Mesh, after: Mesh) -> int:
    """Count the triangles that a deformation turns over.

    Parameters
    ----------
    before, after : Mesh
        The same triangles over the unmoved and the moved vertices, mm.

    Returns
    -------
    int
        See `flipped_mask`.
    """
    return int(flipped_mask(before, after).sum())


def flipped_mask(before: Mesh, after: Mesh) -> BoolArray:
    """Return which triangles a deformation turns over.

    Parameters
    ----------
    before, after : Mesh
        The same triangles over the unmoved and the moved vertices, mm.

    Returns
    -------
    (m,) bool
        True across an odd number of creases from the largest piece of a connected surface; a
        crease that ends without parting anything turns the smaller triangle on it. Never true for
        triangles thinner than `LEAST_HEIGHT` before.

    Raises
    ------
    ValueError
        When the triangles are not the same.
    """
    if before.faces.shape != after.faces.shape or not np.array_equal(before.faces, after.faces):
        raise ValueError("folds are counted between two positions of the same triangles")
    area = face_areas(before.vertices, before.faces)
    solid = 2.0 * area > LEAST_HEIGHT * _longest_edges(before)
    pairs, edges = _neighbours(before.faces)
    kept = solid[pairs].all(axis=1)
    pairs, edges = pairs[kept], edges[kept]
    bend = _bend(after, pairs, edges) - _bend(before, pairs, edges)
    creased = np.abs((bend + 180.0) % 360.0 - 180.0) > CREASE
    piece = _pieces(pairs[~creased], len(area))
    turned: BoolArray = _across(pairs, piece, pairs[creased], area)[piece]
    ends = pairs[creased & ~turned[pairs].any(axis=1)]
    turned[np.where(area[ends[:, 0]] <= area[ends[:, 1]], ends[:, 0], ends[:, 1])] = True
    return turned & solid


def _longest_edges(mesh: Mesh) -> FloatArray:
    """Return the length of each triangle's longest edge, (m,)."""
    corners = mesh.vertices[mesh.faces]
    longest: FloatArray = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2).max(axis=1)
    return longest


def _neighbours(faces: IntArray) -> tuple[IntArray, IntArray]:
    """Return pairs of triangles that share an edge, and that edge as the first one runs it."""
    edges = directed_edges(faces)
    keys = edge_keys(edges)
    order = np.argsort(keys, kind="stable")
    same = np.flatnonzero(keys[order][1:] == keys[order][:-1])
    first, second = order[same], order[same + 1]
    owner = np.tile(np.arange(len(faces)), 3)
    return np.stack([owner[first], owner[second]], axis=1), edges[first]


def _bend(mesh: Mesh, pairs: IntArray, edges: IntArray) -> FloatArray:
    """Return the signed angle between the normals of neighbours, degrees."""
    normals = face_normals(mesh.vertices, mesh.faces)
    one, other = normals[pairs[:, 0]], normals[pairs[:, 1]]
    along = mesh.vertices[edges[:, 1]] - mesh.vertices[edges[:, 0]]
    length = np.linalg.norm(along, axis=1, keepdims=True)
    along = along / np.where(length > 0.0, length, 1.0)
    sine = (np.cross(one, other) * along).sum(axis=1)
    degrees: FloatArray = np.degrees(np.arctan2(sine, (one * other).sum(axis=1)))
    return degrees


def _pieces(pairs: IntArray, count: int) -> IntArray:
    """Return the number of the connected piece of every triangle."""
    links = sparse.coo_array((np.ones(len(pairs)), tuple(pairs.T)), shape=(count, count))
    pieces: IntArray = connected_components(links, directed=False)[1].astype(np.int64)
    return pieces


def _across(pairs: IntArray, piece: IntArray, creases: IntArray, area: FloatArray) -> BoolArray:
    """Return which pieces an odd number of creases parts from the largest of their surface."""
    count = int(piece.max()) + 1
    sizes = np.bincount(piece, weights=area, minlength=count)
    surface = np.zeros(count, dtype=np.int64)
    surface[piece] = _pieces(pairs, len(piece))
    # The last of each surface in the order of sizes is its largest.
    order = np.lexsort((sizes, surface))
    largest = order[np.append(np.diff(surface[order]) > 0, True)]
    crossed = piece[creases]
    links = sparse.coo_array((np.ones(len(crossed)), tuple(crossed.T)), shape=(count, count))
    steps = dijkstra(links.tocsr(), directed=False, indices=largest, unweighted=True, min_only=True)
    return np.asarray(np.where(np.isfinite(steps), steps, 0.0) % 2 == 1, dtype=np.bool_)
