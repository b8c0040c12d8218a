"""Tetrahedral meshes: prisms split into tetrahedra, volumes, angles, gradients."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.arrays import FloatArray, IntArray
from core.errors import SimulationError

_EDGES = ((0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3))
_OPPOSITE = ((2, 3), (1, 3), (1, 2), (0, 3), (0, 2), (0, 1))


@dataclass(frozen=True, eq=False)
class TetMesh:
    """Tetrahedra over nodes, all of them with positive volume.

    Attributes
    ----------
    nodes : (n, 3) float64
        At rest, mm.
    tets : (m, 4) int64
        Positively oriented.

    Raises
    ------
    SimulationError
        When a tetrahedron has no volume or is inside out.
    """

    nodes: FloatArray
    tets: IntArray

    def __post_init__(self) -> None:
        bad = int((self.volumes <= 0.0).sum())
        if bad:
            raise SimulationError(
                f"{bad} of {len(self.tets)} tetrahedra of the volume mesh are inside out; mend the "
                "scan's folds, or use a coarser mesh."
            )

    @cached_property
    def volumes(self) -> FloatArray:
        """Volume of each tetrahedron, (m,) mm^3."""
        return signed_volumes(self.nodes, self.tets)

    @cached_property
    def gradients(self) -> FloatArray:
        """Gradient of each corner's linear shape function, (m, 4, 3) 1/mm."""
        edges = self.nodes[self.tets[:, 1:]] - self.nodes[self.tets[:, :1]]
        inverse = np.linalg.inv(edges)
        gradient = np.empty((len(self.tets), 4, 3))
        gradient[:, 1:] = inverse.transpose(0, 2, 1)
        gradient[:, 0] = -gradient[:, 1:].sum(axis=1)
        return gradient

    @cached_property
    def node_volumes(self) -> FloatArray:
        """A quarter of the volumes around each node, (n,) mm^3."""
        share = np.repeat(self.volumes / 4.0, 4)
        return np.bincount(self.tets.ravel(), share, len(self.nodes)).astype(np.float64)


def signed_volumes(nodes: FloatArray, tets: IntArray) -> FloatArray:
    """Return the volume of every tetrahedron.

    Parameters
    ----------
    nodes : (n, 3) float64
        Places, mm.
    tets : (m, 4) int64
        Corners.

    Returns
    -------
    (m,) float64
        mm^3; negative where a tetrahedron is inside out.
    """
    a, b, c = (nodes[tets[:, at]] - nodes[tets[:, 0]] for at in (1, 2, 3))
    volumes: FloatArray = np.einsum("ij,ij->i", np.cross(a, b), c) / 6.0
    return volumes


def dihedral_angles(nodes: FloatArray, tets: IntArray) -> FloatArray:
    """Return the angles between the faces of every tetrahedron.

    Parameters
    ----------
    nodes : (n, 3) float64
        Places, mm.
    tets : (m, 4) int64
        Corners.

    Returns
    -------
    (m, 6) float64
        Degrees; a regular tetrahedron has 70.5 everywhere.
    """
    angles = np.empty((len(tets), 6))
    for at, ((a, b), (c, d)) in enumerate(zip(_EDGES, _OPPOSITE, strict=True)):
        origin = nodes[tets[:, a]]
        edge = nodes[tets[:, b]] - origin
        first = np.cross(edge, nodes[tets[:, c]] - origin)
        second = np.cross(edge, nodes[tets[:, d]] - origin)
        lengths = np.linalg.norm(first, axis=1) * np.linalg.norm(second, axis=1)
        cosine = (first * second).sum(axis=1) / np.maximum(lengths, np.finfo(np.float64).tiny)
        angles[:, at] = np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))
    return angles


def split_prisms(triangles: IntArray, rank: IntArray, layers: int) -> IntArray:
    """Return tetrahedra that fill layers of prisms over a surface.

    Parameters
    ----------
    triangles : (f, 3) int64
        Over `count = len(rank)` surface nodes, counter-clockwise seen from the last layer's side.
    rank : (count,) int64
        An order of the surface nodes without ties; it decides the diagonals, so that neighbouring
        prisms agree. An order that a mirror keeps gives a mirrored mesh.
    layers : int
        How many prisms lie over each triangle. Node ``i`` of level ``l`` is ``l * count + i``.

    Returns
    -------
    (3 * f * layers, 4) int64
        Layer by layer from the first level; positively oriented for prisms that are so.
    """
    count = len(rank)
    order = np.argsort(rank[triangles], axis=1)
    low = np.take_along_axis(triangles, order, axis=1)
    # Sorting three corners by an odd permutation turns the prism over.
    odd = _is_odd(order)
    pieces = []
    for layer in range(layers):
        a, b, c = (low[:, at] + layer * count for at in range(3))
        top_a, top_b, top_c = a + count, b + count, c + count
        for corners in ((a, b, c, top_c), (a, b, top_c, top_b), (a, top_b, top_c, top_a)):
            one = np.stack(corners, axis=1)
            one[odd] = one[odd][:, [0, 2, 1, 3]]
            pieces.append(one)
    return np.concatenate(pieces)


def _is_odd(order: IntArray) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Return which rows are odd permutations of three, (f,)."""
    swaps = (
        (order[:, 0] > order[:, 1]).astype(np.int64)
        + (order[:, 0] > order[:, 2])
        + (order[:, 1] > order[:, 2])
    )
    odd: np.ndarray[tuple[int], np.dtype[np.bool_]] = swaps % 2 == 1
    return odd
