"""Large deformations: energy, forces and tangents of co-rotated and neo-Hookean tissue.

Shape changes cost by element, volume changes by node as in `core.simulation.elements`: the nodal
dilation is the mean of the elements' volume ratios around it.
"""

from dataclasses import dataclass

import numpy as np
import scipy.sparse

from core.arrays import FloatArray
from core.simulation.elements import Body, linear_blocks
from core.simulation.materials import Material

_SIGN = np.zeros((3, 3, 3))
_SIGN[0, 1, 2] = _SIGN[1, 2, 0] = _SIGN[2, 0, 1] = 1.0
_SIGN[0, 2, 1] = _SIGN[2, 1, 0] = _SIGN[1, 0, 2] = -1.0


@dataclass(frozen=True, eq=False)
class Strained:
    """Deformation of every tetrahedron.

    Attributes
    ----------
    gradient : (m, 3, 3) float64
        Deformation gradient F.
    ratio : (m,) float64
        Volume ratio J.
    """

    gradient: FloatArray
    ratio: FloatArray

    @classmethod
    def of(cls, body: Body, moved: FloatArray) -> "Strained":
        """Return the deformation of displaced nodes.

        Parameters
        ----------
        body : Body
            At rest.
        moved : (n, 3) float64
            Displacements, mm.

        Returns
        -------
        Strained
            The identity for a translation.
        """
        places = (body.mesh.nodes + moved)[body.mesh.tets]
        gradient = np.matmul(places.transpose(0, 2, 1), body.mesh.gradients)
        a, b, c = gradient[:, 0], gradient[:, 1], gradient[:, 2]
        return cls(gradient, np.einsum("ij,ij->i", a, np.cross(b, c)))

    def cofactor(self) -> FloatArray:
        """Return the derivative of the volume ratio by the gradient, (m, 3, 3)."""
        a, b, c = self.gradient[:, 0], self.gradient[:, 1], self.gradient[:, 2]
        return np.stack([np.cross(b, c), np.cross(c, a), np.cross(a, b)], axis=1)


class TissueEnergy:
    """Stored energy of a body for one material.

    Parameters
    ----------
    body : Body
        At rest.
    material : Material
        Co-rotated or neo-Hookean.
    """

    def __init__(self, body: Body, material: Material) -> None:
        self.body, self.material = body, material

    def value(self, strained: Strained) -> float:
        """Return the energy.

        Parameters
        ----------
        strained : Strained
            The deformation.

        Returns
        -------
        float
            kPa mm^3; infinite where neo-Hookean tissue is inside out.
        """
        volumes, ratio = self.body.mesh.volumes, strained.ratio
        if self.material is Material.NEO_HOOKEAN:
            if ratio.min() <= 0.0:
                return float("inf")
            square = (strained.gradient**2).sum(axis=(1, 2))
            shape = 0.5 * self.body.shear * (ratio ** (-2.0 / 3.0) * square - 3.0)
        else:
            strain = self._stretch(strained)[1]
            trace = np.trace(strain, axis1=1, axis2=2)
            shape = self.body.shear * ((strain**2).sum(axis=(1, 2)) - trace**2 / 3.0)
        single = 0.5 * self.body.single_bulk * (ratio - 1.0) ** 2
        mean = self._dilations(ratio)
        spread = 0.5 * float(self.body.nodal_bulk @ mean**2)
        return float((shape + single) @ volumes) + spread

    def forces(self, strained: Strained) -> FloatArray:
        """Return the derivative of the energy by the nodes' places.

        Parameters
        ----------
        strained : Strained
            The deformation.

        Returns
        -------
        (freedoms,) float64
            kPa mm^2.
        """
        body = self.body
        stress = self._shape_stress(strained)
        stress = stress + self._pressure(strained.ratio)[:, None, None] * strained.cofactor()
        parts = np.matmul(body.mesh.gradients, stress.transpose(0, 2, 1))
        parts = parts * body.mesh.volumes[:, None, None]
        at = body.freedoms_of.ravel()
        return np.bincount(at, parts.ravel(), body.freedoms).astype(np.float64)

    def tangent(self, strained: Strained) -> tuple[scipy.sparse.csr_array, scipy.sparse.csr_array]:
        """Return the second derivative in two parts.

        Parameters
        ----------
        strained : Strained
            The deformation.

        Returns
        -------
        matrix : (freedoms, freedoms) sparse
            What the elements add.
        spread : (n, freedoms) sparse
            Derivative D of the nodal dilations; ``matrix + D' diag(nodal_bulk) D`` is the tangent.
        """
        body, mesh = self.body, self.body.mesh
        gradients, volumes = mesh.gradients, mesh.volumes
        if self.material is Material.NEO_HOOKEAN:
            blocks = self._neo_hookean_blocks(strained)
        else:
            turn = self._stretch(strained)[0]
            zero = np.zeros(len(volumes))
            flat = linear_blocks(gradients, volumes, body.shear, zero)
            blocks = _turned(flat, turn)
        # The derivative of J by a corner's place; then what pressure adds.
        opening = np.matmul(gradients, strained.cofactor().transpose(0, 2, 1))
        outer = np.einsum("eik,ejl->eikjl", opening, opening)
        blocks = blocks.reshape(-1, 4, 3, 4, 3)
        blocks = blocks + (body.single_bulk * volumes)[:, None, None, None, None] * outer
        blocks += _pressure_blocks(gradients, strained, volumes * self._pressure(strained.ratio))
        matrix = body.assembled(blocks.reshape(-1, 12, 12))
        return matrix, body.dilation(opening, volumes)

    def _dilations(self, ratio: FloatArray) -> FloatArray:
        mesh = self.body.mesh
        share = np.repeat(mesh.volumes / 4.0 * (ratio - 1.0), 4)
        summed = np.bincount(mesh.tets.ravel(), share, len(mesh.nodes))
        return summed / mesh.node_volumes

    def _pressure(self, ratio: FloatArray) -> FloatArray:
        """Return bulk stress per element: the nodes' mean and the elements' own share, (m,) kPa."""
        nodal = self.body.shared_bulk * self._dilations(ratio)
        own = self.body.single_bulk * (ratio - 1.0)
        pressure: FloatArray = nodal[self.body.mesh.tets].mean(axis=1) + own
        return pressure

    def _shape_stress(self, strained: Strained) -> FloatArray:
        gradient, shear = strained.gradient, self.body.shear[:, None, None]
        if self.material is Material.NEO_HOOKEAN:
            inverse = strained.cofactor() / strained.ratio[:, None, None]
            square = (gradient**2).sum(axis=(1, 2))[:, None, None]
            scale = (strained.ratio ** (-2.0 / 3.0))[:, None, None]
            stress: FloatArray = shear * scale * (gradient - square / 3.0 * inverse)
            return stress
        turn, strain = self._stretch(strained)
        trace = np.trace(strain, axis1=1, axis2=2)[:, None, None]
        cornered: FloatArray = 2.0 * shear * (np.matmul(turn, strain) - trace / 3.0 * turn)
        return cornered

    def _stretch(self, strained: Strained) -> tuple[FloatArray, FloatArray]:
        """Return rotation and Biot strain of the polar decomposition, (m, 3, 3) each."""
        left, _, right = np.linalg.svd(strained.gradient)
        flip = np.sign(np.linalg.det(np.matmul(left, right)))
        left[:, :, 2] *= flip[:, None]
        turn = np.matmul(left, right)
        return turn, np.matmul(turn.transpose(0, 2, 1), strained.gradient) - np.eye(3)

    def _neo_hookean_blocks(self, strained: Strained) -> FloatArray:
        gradients = self.body.mesh.gradients
        inverse = strained.cofactor() / strained.ratio[:, None, None]
        along = np.matmul(gradients, inverse.transpose(0, 2, 1))
        pulled = np.matmul(gradients, strained.gradient.transpose(0, 2, 1))
        square = (strained.gradient**2).sum(axis=(1, 2))[:, None, None, None, None]
        products = np.einsum("eik,ejk->eij", gradients, gradients)
        outer = np.einsum("eik,ejl->eikjl", along, along)
        blocks = np.einsum("eij,kl->eikjl", products, np.eye(3))
        mixed = np.einsum("eik,ejl->eikjl", pulled, along)
        blocks -= 2.0 / 3.0 * (mixed + mixed.transpose(0, 3, 4, 1, 2))
        blocks += square * (2.0 / 9.0 * outer + outer.transpose(0, 1, 4, 3, 2) / 3.0)
        scale = self.body.shear * strained.ratio ** (-2.0 / 3.0) * self.body.mesh.volumes
        scaled: FloatArray = blocks * scale[:, None, None, None, None]
        return scaled


def _pressure_blocks(gradients: FloatArray, strained: Strained, pressure: FloatArray) -> FloatArray:
    """Return what bulk stress adds to the tangent, (m, 4, 3, 4, 3).

    The second derivative of the volume ratio along corners a and b is the cross product matrix of
    ``F (g_a x g_b)``.
    """
    cross = np.cross(gradients[:, :, None], gradients[:, None])
    turned = np.einsum("eij,eabj->eabi", strained.gradient, cross)
    blocks: FloatArray = np.einsum("ikm,eabm,e->eaibk", _SIGN, turned, pressure, optimize=True)
    return blocks


def _turned(blocks: FloatArray, turn: FloatArray) -> FloatArray:
    apart = blocks.reshape(-1, 4, 3, 4, 3).transpose(0, 1, 3, 2, 4)
    rotated = turn[:, None, None] @ apart @ turn.transpose(0, 2, 1)[:, None, None]
    return rotated.transpose(0, 1, 3, 2, 4)
