"""Finite elements against closed forms and against scikit-fem."""

import numpy as np
import pytest
from scipy.sparse.linalg import spsolve
from skfem import Basis, ElementTetP1, ElementVector, MeshTet
from skfem.models.elasticity import linear_elasticity

from core.simulation.elements import Body, linear_blocks
from core.simulation.hyperelastic import Strained, TissueEnergy
from core.simulation.materials import Material, TissueLayers
from core.simulation.solids import Solid, bent_beam, box, patch, thick_sphere
from core.simulation.tetrahedra import dihedral_angles, signed_volumes, split_prisms


def _plain_error(solid: Solid) -> float:
    """Return the same solid's error with all bulk stress in the elements: what locks."""
    mesh, body = solid.body.mesh, solid.body
    full = np.full(len(mesh.volumes), body.bulk)
    stiffness = body.assembled(linear_blocks(mesh.gradients, mesh.volumes, body.shear, full))
    free = np.repeat(~solid.fixed, 3)
    right = -stiffness[free][:, ~free] @ solid.exact.ravel()[~free]
    found = solid.exact.ravel().copy()
    found[free] = spsolve(stiffness[free][:, free].tocsc(), right)
    off = ((found.reshape(-1, 3) - solid.exact) ** 2).sum(axis=1)
    weight = mesh.node_volumes
    return float(np.sqrt((weight @ off) / (weight @ (solid.exact**2).sum(axis=1))))


def test_the_stiffness_is_that_of_scikit_fem() -> None:
    mesh = box((3.0, 2.0, 2.0), (3, 2, 2), jitter=0.2)
    shear, bulk = 5.0, 40.0
    other = MeshTet(mesh.nodes.T, mesh.tets.T)
    assembled = linear_elasticity(bulk - 2.0 / 3.0 * shear, shear).assemble(
        Basis(other, ElementVector(ElementTetP1()))
    )
    count = len(mesh.tets)
    body = Body(mesh, np.full(count, shear), bulk)
    ours = body.assembled(
        linear_blocks(mesh.gradients, mesh.volumes, body.shear, np.full(count, bulk))
    )
    np.testing.assert_allclose(ours.toarray(), assembled.toarray(), atol=1e-9)


@pytest.mark.parametrize("poisson", [0.3, 0.49, 0.4999])
def test_a_constant_strain_is_met_to_rounding(poisson: float) -> None:
    solid = patch(poisson)
    assert np.abs(solid.solved() - solid.exact).max() < 1e-10
    assert (~solid.fixed).sum() > 20


def test_a_beam_bends_and_gets_better_by_the_square_of_the_size() -> None:
    coarse, fine = bent_beam(2), bent_beam(4)
    first, second = coarse.error(), fine.error()
    assert second < 0.03
    assert np.log2(first / second) > 1.4


def test_a_thick_sphere_grows_as_lame_says() -> None:
    first, second = thick_sphere(2).error(), thick_sphere(3).error()
    assert second < 0.04
    assert np.log2(first / second) > 1.5


def test_nearly_incompressible_tissue_does_not_lock() -> None:
    solid = thick_sphere(3, 0.4999)
    assert solid.error() < 0.4 * _plain_error(solid)


@pytest.mark.parametrize("material", [Material.COROTATED, Material.NEO_HOOKEAN])
def test_forces_are_the_derivative_of_the_energy(material: Material) -> None:
    mesh = box((2.0, 2.0, 2.0), (2, 2, 2), jitter=0.2)
    body = Body(mesh, np.full(len(mesh.tets), 3.0), 30.0)
    energy = TissueEnergy(body, material)
    random = np.random.default_rng(1)
    moved, way = 0.12 * random.normal(size=(2, *mesh.nodes.shape))
    step = 1e-5

    def at(share: float) -> Strained:
        return Strained.of(body, moved + share * way)

    slope = (energy.value(at(step)) - energy.value(at(-step))) / (2.0 * step)
    assert energy.forces(at(0.0)) @ way.ravel() == pytest.approx(slope, rel=1e-6)


def test_the_neo_hookean_tangent_is_the_derivative_of_the_forces() -> None:
    mesh = box((2.0, 2.0, 2.0), (2, 2, 2), jitter=0.2)
    body = Body(mesh, np.full(len(mesh.tets), 3.0), 30.0)
    energy = TissueEnergy(body, Material.NEO_HOOKEAN)
    moved, way = 0.12 * np.random.default_rng(1).normal(size=(2, *mesh.nodes.shape))
    step = 1e-5
    ahead, behind = (Strained.of(body, moved + sign * step * way) for sign in (1.0, -1.0))
    change = (energy.forces(ahead) - energy.forces(behind)) / (2.0 * step)
    matrix, spread = energy.tangent(Strained.of(body, moved))
    told = matrix @ way.ravel() + spread.T @ (body.nodal_bulk * (spread @ way.ravel()))
    np.testing.assert_allclose(told, change, rtol=1e-5, atol=1e-5 * np.abs(change).max())


@pytest.mark.parametrize("material", [Material.COROTATED, Material.NEO_HOOKEAN])
def test_a_turned_body_stores_nothing(material: Material) -> None:
    mesh = box((2.0, 2.0, 2.0), (2, 2, 2))
    body = Body(mesh, np.full(len(mesh.tets), 3.0), 30.0)
    turned = mesh.nodes @ np.array([[0.0, 1.0, 0.0], [-1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    strained = Strained.of(body, turned - mesh.nodes)
    energy = TissueEnergy(body, material)
    assert energy.value(strained) == pytest.approx(0.0, abs=1e-9)
    assert np.abs(energy.forces(strained)).max() < 1e-9


def test_prisms_are_filled_without_gaps_whatever_the_order() -> None:
    triangles = np.array([[0, 1, 2], [2, 1, 3]])
    flat = np.array([[0.0, 0, 0], [1, 0, 0], [0, 1, 0], [1, 1, 0]])
    nodes = np.concatenate([flat, flat + [0, 0, 1], flat + [0, 0, 2]])
    for order in ([0, 1, 2, 3], [3, 1, 0, 2], [2, 3, 1, 0]):
        tets = split_prisms(triangles, np.array(order), 2)
        assert signed_volumes(nodes, tets).min() > 0.0
        assert signed_volumes(nodes, tets).sum() == pytest.approx(2.0)
        faces = np.sort(
            tets[:, [[1, 2, 3], [0, 2, 3], [0, 1, 3], [0, 1, 2]]].reshape(-1, 3), axis=1
        )
        _, count = np.unique(faces, axis=0, return_counts=True)
        # Two squares and four sides of two layers stay open, each of two triangles.
        assert (count == 1).sum() == 2 * 2 + 4 * 2 * 2


def test_angles_of_a_regular_tetrahedron() -> None:
    nodes = np.array([[1.0, 1, 1], [1, -1, -1], [-1, 1, -1], [-1, -1, 1]])
    np.testing.assert_allclose(
        dihedral_angles(nodes, np.array([[0, 1, 2, 3]])), np.degrees(np.arccos(1.0 / 3.0))
    )


def test_layers_tell_the_stiffness_between_two_depths() -> None:
    layers = TissueLayers(ends=(0.5, 1.0), young=(2.0, 6.0))
    assert layers.stiffness(0.0, 0.5) == pytest.approx(2.0)
    assert layers.stiffness(0.25, 0.75) == pytest.approx(4.0)
