"""Edges, borders and connected pieces of triangle meshes."""

from typing import TYPE_CHECKING

import numpy as np

from core.arrays import IntArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def directed_edges(faces: IntArray) -> IntArray:
    """Return the three edges of every triangle, in its direction of winding.

    Parameters
    ----------
    faces : (m, 3) int64
        Triangles.

    Returns
    -------
    (3 m, 2) int64
        First all first edges, then all second, then all third ones.
    """
    return np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])


def edge_keys(edges: IntArray) -> IntArray:
    """Return one number per edge that does not depend on its direction.

    Parameters
    ----------
    edges : (k, 2) int64
        Vertex indices below 2**31.

    Returns
    -------
    (k,) int64
        Equal for edges between the same two vertices.
    """
    low, high = np.minimum(edges[:, 0], edges[:, 1]), np.maximum(edges[:, 0], edges[:, 1])
    return np.asarray((low << 32) | high, dtype=np.int64)


def boundary_edges(faces: IntArray) -> IntArray:
    """Return the edges that belong to a single triangle.

    Parameters
    ----------
    faces : (m, 3) int64
        Triangles.

    Returns
    -------
    (k, 2) int64
        In the direction of their triangle; none for a closed surface.
    """
    edges = directed_edges(faces)
    _, inverse, count = np.unique(edge_keys(edges), return_inverse=True, return_counts=True)
    border: IntArray = edges[count[inverse] == 1]
    return border


def is_watertight(faces: IntArray) -> bool:
    """Return whether the triangles form closed, consistently wound surfaces.

    Parameters
    ----------
    faces : (m, 3) int64
        Triangles over welded vertices.

    Returns
    -------
    bool
        Whether every edge belongs to exactly two triangles that pass it in opposite directions.
    """
    if not len(faces):
        return False
    edges = directed_edges(faces)
    direction = np.where(edges[:, 0] < edges[:, 1], 1, -1)
    _, inverse, count = np.unique(edge_keys(edges), return_inverse=True, return_counts=True)
    balance = np.bincount(inverse.ravel(), direction)
    return bool((count == 2).all() and (balance == 0).all())


def consistent_share(faces: IntArray) -> float:
    """Return the share of inner edges whose two triangles are wound alike.

    Parameters
    ----------
    faces : (m, 3) int64
        Triangles over welded vertices.

    Returns
    -------
    float
        1 when all agree, or when there is no edge between two triangles.
    """
    edges = directed_edges(faces)
    direction = np.where(edges[:, 0] < edges[:, 1], 1, -1)
    _, inverse, count = np.unique(edge_keys(edges), return_inverse=True, return_counts=True)
    balance = np.bincount(inverse.ravel(), direction, minlength=len(count))
    inner = count == 2
    return float((balance[inner] == 0).mean()) if inner.any() else 1.0


def face_components(faces: IntArray, vertex_count: int) -> IntArray:
    """Return which connected piece each triangle belongs to.

    Parameters
    ----------
    faces : (m, 3) int64
        Triangles over welded vertices.
    vertex_count : int
        Number of vertices.

    Returns
    -------
    (m,) int64
        Labels from 0 in the order of the pieces' first triangles; triangles that share a vertex
        are connected.
    """
    from scipy.sparse import coo_matrix  # the window starts without
    from scipy.sparse.csgraph import connected_components

    rows = np.concatenate([faces[:, 0], faces[:, 1]])
    columns = np.concatenate([faces[:, 1], faces[:, 2]])
    ones = np.ones(len(rows), dtype=np.int8)
    graph = coo_matrix((ones, (rows, columns)), shape=(vertex_count, vertex_count))
    _, vertex_label = connected_components(graph.tocsr(), directed=False)
    _, first, label = np.unique(vertex_label[faces[:, 0]], return_index=True, return_inverse=True)
    rank = np.argsort(np.argsort(first))
    return rank[label.ravel()].astype(np.int64)


def neighbour_means(faces: IntArray, vertex_count: int) -> "csr_array":
    """Return the matrix that averages vertex values over each vertex's neighbours.

    Parameters
    ----------
    faces : (m, 3) int64
        Triangles.
    vertex_count : int
        Number of vertices n.

    Returns
    -------
    (n, n) sparse float64
        Rows sum to one; those of vertices without triangles are empty.
    """
    from scipy.sparse import coo_array, diags_array

    edges = directed_edges(faces)
    both = np.vstack([edges, edges[:, ::-1]])
    ones = np.ones(len(both))
    joined = coo_array((ones, (both[:, 0], both[:, 1])), shape=(vertex_count,) * 2).tocsr()
    joined.data[:] = 1.0
    degree = np.maximum(np.asarray(joined.sum(axis=1)).ravel(), 1.0)
    return (diags_array(1.0 / degree) @ joined).tocsr()
