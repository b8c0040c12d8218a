"""Linear tetrahedra for nearly incompressible tissue: stiffness without locking.

Shape changes cost by element. Volume changes cost by node: the pressure belongs to the mean
dilation around a node, so that there is one constraint for three freedoms and tissue can bend and
bulge; a small share stays with the elements, which keeps pressures from alternating.

Bonet and Burton, "A simple average nodal pressure tetrahedral element for incompressible and nearly
incompressible dynamic explicit applications", Communications in Numerical Methods in Engineering
1998; the stabilising share as in Gee, Dohrmann, Key and Wall, "A uniform nodal strain tetrahedron
with isochoric stabilization", International Journal for Numerical Methods in Engineering 2009.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy.sparse

from core.arrays import FloatArray, IntArray
from core.simulation.tetrahedra import TetMesh

SINGLE = 2.5
"""Of the mean shear modulus, as much bulk modulus stays with the single elements: what soft rubber
that is not incompressible has, so that nothing locks however large the bulk modulus is."""


@dataclass(frozen=True, eq=False)
class Body:
    """Tissue as a mesh with moduli.

    Attributes
    ----------
    mesh : TetMesh
        n nodes, m tetrahedra.
    shear : (m,) float64
        Shear modulus of each tetrahedron, kPa.
    bulk : float
        Bulk modulus of all, kPa.
    """

    mesh: TetMesh
    shear: FloatArray
    bulk: float

    @property
    def freedoms(self) -> int:
        """Number of freedoms, three per node."""
        return 3 * len(self.mesh.nodes)

    @cached_property
    def freedoms_of(self) -> IntArray:
        """Freedoms of each tetrahedron, (m, 12)."""
        at = 3 * self.mesh.tets[:, :, None] + np.arange(3)
        return at.reshape(len(at), 12).astype(np.int64)

    @cached_property
    def _pattern(self) -> tuple[scipy.sparse.csr_array, IntArray]:
        """Where each entry of the element matrices goes: the matrix's shape is always the same."""
        at = self.freedoms_of
        rows = np.repeat(at, 12, axis=1).ravel()
        columns = np.tile(at, (1, 12)).ravel()
        size = (self.freedoms, self.freedoms)
        ones = np.ones(len(rows), dtype=np.float64)
        shape = scipy.sparse.coo_array((ones, (rows, columns)), shape=size).tocsr()
        numbered = shape.copy()
        numbered.data = np.arange(shape.nnz, dtype=np.float64)
        return shape, np.asarray(numbered[rows, columns]).ravel().astype(np.int64)

    @cached_property
    def single_bulk(self) -> float:
        """Bulk modulus that acts on the dilation of single elements, kPa."""
        mean = float(self.shear @ self.mesh.volumes / self.mesh.volumes.sum())
        return min(SINGLE * mean, self.bulk)

    @property
    def shared_bulk(self) -> float:
        """Bulk modulus that acts on the mean dilation around nodes, kPa."""
        return self.bulk - self.single_bulk

    @cached_property
    def nodal_bulk(self) -> FloatArray:
        """The shared bulk modulus times the volume of each node, (n,) kPa mm^3."""
        return self.shared_bulk * self.mesh.node_volumes

    def assembled(self, blocks: FloatArray) -> scipy.sparse.csr_array:
        """Return the matrix of element matrices.

        Parameters
        ----------
        blocks : (m, 12, 12) float64
            Node by node, x, y, z within a node.

        Returns
        -------
        (3 n, 3 n) sparse float64
            Summed.
        """
        shape, slots = self._pattern
        summed = shape.copy()
        summed.data = np.bincount(slots, blocks.ravel(), shape.nnz)
        return summed

    def dilation(self, gradients: FloatArray, volumes: FloatArray) -> scipy.sparse.csr_array:
        """Return the matrix from displacements to mean dilations of nodes.

        Parameters
        ----------
        gradients : (m, 4, 3) float64
            What a corner's displacement adds to an element's dilation, 1/mm.
        volumes : (m,) float64
            mm^3.

        Returns
        -------
        (n, 3 n) sparse float64
            Row of a node: the mean over the elements around it, by volume.
        """
        tets, count = self.mesh.tets, len(self.mesh.nodes)
        shares = gradients.reshape(-1, 1, 12) * (volumes / 4.0)[:, None, None]
        values = shares / self.mesh.node_volumes[tets][:, :, None]
        rows = np.repeat(tets, 12, axis=1).ravel()
        columns = np.tile(self.freedoms_of, (1, 4)).ravel()
        joined = scipy.sparse.coo_array(
            (values.ravel(), (rows, columns)), shape=(count, self.freedoms)
        )
        return joined.tocsr()

    def stiffness(self) -> scipy.sparse.csr_array:
        """Return the stiffness for small displacements.

        Returns
        -------
        (3 n, 3 n) sparse float64
            Symmetric; kPa mm, forces per displacement.
        """
        volumes, gradients = self.mesh.volumes, self.mesh.gradients
        bulk = np.full(len(volumes), self.single_bulk)
        blocks = linear_blocks(gradients, volumes, self.shear, bulk)
        spread = self.dilation(gradients, volumes)
        mean = spread.T @ scipy.sparse.diags_array(self.nodal_bulk) @ spread
        return (self.assembled(blocks) + mean).tocsr()


def linear_blocks(
    gradients: FloatArray, volumes: FloatArray, shear: FloatArray, bulk: FloatArray
) -> FloatArray:
    """Return element matrices of isotropic linear elasticity.

    Parameters
    ----------
    gradients : (m, 4, 3) float64
        Of the shape functions, 1/mm.
    volumes, shear, bulk : (m,) float64
        mm^3 and kPa.

    Returns
    -------
    (m, 12, 12) float64
        Symmetric.
    """
    unit = np.eye(3)
    products = np.einsum("eik,ejk->eij", gradients, gradients)
    blocks = np.einsum("eij,kl->eikjl", products, unit)
    outer = np.einsum("eik,ejl->eikjl", gradients, gradients)
    blocks += outer.transpose(0, 1, 4, 3, 2)
    blocks *= (shear * volumes)[:, None, None, None, None]
    blocks += ((bulk - 2.0 / 3.0 * shear) * volumes)[:, None, None, None, None] * outer
    joined: FloatArray = blocks.reshape(-1, 12, 12)
    return joined
