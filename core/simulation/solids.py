"""Solids with closed-form answers: what the finite elements are verified on."""

from dataclasses import dataclass

import numpy as np

from core.arrays import BoolArray, FloatArray, IntArray
from core.monitor import Monitor
from core.simulation.elements import Body
from core.simulation.linear import LinearSolver, Springs
from core.simulation.materials import shear_modulus
from core.simulation.tetrahedra import TetMesh, split_prisms


@dataclass(frozen=True, eq=False)
class Solid:
    """A solid of one tissue whose displacement is known everywhere.

    Attributes
    ----------
    body : Body
        Mesh and moduli.
    fixed : (n,) bool
        Nodes at which the displacement is prescribed.
    exact : (n, 3) float64
        The closed form at the nodes, mm.
    """

    body: Body
    fixed: BoolArray
    exact: FloatArray

    def solved(self) -> FloatArray:
        """Return the displacement by finite elements, (n, 3) mm."""
        nothing = Springs(np.zeros(0, dtype=np.int64), np.zeros((0, 3, 3)))
        solver = LinearSolver(self.body, nothing, self.fixed)
        solver.prepare(Monitor())
        return solver.solve(self.exact, np.zeros((0, 3)))

    def error(self) -> float:
        """Return the root mean square error over the volume, relative to the exact field's."""
        weight = self.body.mesh.node_volumes
        off = ((self.solved() - self.exact) ** 2).sum(axis=1)
        return float(np.sqrt((weight @ off) / (weight @ (self.exact**2).sum(axis=1))))


def box(
    size: tuple[float, float, float], cells: tuple[int, int, int], *, jitter: float = 0.0
) -> TetMesh:
    """Return a box of tetrahedra with one corner at the origin.

    Parameters
    ----------
    size : (float, float, float)
        Sides, mm.
    cells : (int, int, int)
        Cells along them, six tetrahedra each.
    jitter : float
        Inner nodes are shifted by up to this share of a cell, always alike.

    Returns
    -------
    TetMesh
        Positive volumes.
    """
    counts = [cell + 1 for cell in cells]
    grid = np.arange(counts[0] * counts[1], dtype=np.int64).reshape(counts[0], counts[1])
    a, b, c, d = (
        one.ravel() for one in (grid[:-1, :-1], grid[1:, :-1], grid[1:, 1:], grid[:-1, 1:])
    )
    triangles = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    tets = split_prisms(triangles, np.arange(grid.size, dtype=np.int64), cells[2])
    z, x, y = np.meshgrid(*(np.arange(counts[at]) for at in (2, 0, 1)), indexing="ij")
    at = np.stack([x.ravel(), y.ravel(), z.ravel()], axis=1).astype(np.float64)
    margin = np.minimum(at, np.array(cells) - at).min(axis=1, keepdims=True)
    shift = np.random.default_rng(0).uniform(-jitter, jitter, at.shape)
    nodes = (at + np.where(margin > 0.0, shift, 0.0)) * (np.array(size) / np.array(cells))
    return TetMesh(nodes, tets)


def patch(poisson: float = 0.49) -> Solid:
    """Return a cube of uneven tetrahedra under a constant strain.

    Parameters
    ----------
    poisson : float
        Poisson's ratio.

    Returns
    -------
    Solid
        Its closed form is linear, which linear elements must meet to rounding.
    """
    mesh = box((10.0, 10.0, 10.0), (4, 4, 4), jitter=0.25)
    strain = np.array([[0.02, 0.01, -0.005], [0.004, -0.01, 0.003], [0.0, 0.006, -0.008]])
    reach: FloatArray = np.abs(mesh.nodes - 5.0).max(axis=1)
    outer: BoolArray = np.greater(reach, 5.0 - 1e-9)
    return Solid(_uniform(mesh, poisson), outer, mesh.nodes @ strain.T)


def bent_beam(cells: int, poisson: float = 0.49) -> Solid:
    """Return a square beam in pure bending, both ends prescribed.

    Parameters
    ----------
    cells : int
        Across the beam; four times as many along it.
    poisson : float
        Poisson's ratio.

    Returns
    -------
    Solid
        Saint-Venant's solution, quadratic in space; elements that lock stay straight.
    """
    mesh = box((40.0, 10.0, 10.0), (4 * cells, cells, cells))
    x, y, z = mesh.nodes.T - np.array([[20.0], [5.0], [5.0]])
    curve = 0.002
    exact = curve * np.stack(
        [-x * y, 0.5 * (x * x + poisson * (y * y - z * z)), poisson * y * z], axis=1
    )
    return Solid(_uniform(mesh, poisson), np.abs(x) > 20.0 - 1e-9, exact)


def thick_sphere(rounds: int, poisson: float = 0.49) -> Solid:
    """Return a thick sphere whose cavity grows.

    Parameters
    ----------
    rounds : int
        Subdivisions of an octahedron; its layers follow.
    poisson : float
        Poisson's ratio.

    Returns
    -------
    Solid
        Lame's solution for an outer surface without load.
    """
    points, triangles = sphere_surface(rounds)
    layers = 2 ** (rounds - 1)
    radii = np.linspace(20.0, 30.0, layers + 1)
    nodes = np.concatenate([radius * points for radius in radii])
    tets = split_prisms(triangles, np.arange(len(points), dtype=np.int64), layers)
    body = _uniform(TetMesh(nodes, tets), poisson)
    inner, outer, grown = 20.0, 30.0, 0.5
    share = 4.0 * float(body.shear[0]) / (3.0 * body.bulk * outer**3)
    scale = grown / (share * inner + 1.0 / inner**2)
    radius = np.linalg.norm(nodes, axis=1, keepdims=True)
    exact = scale * (share * nodes + nodes / radius**3)
    return Solid(body, radius[:, 0] < inner + 1e-9, exact)


def _uniform(mesh: TetMesh, poisson: float) -> Body:
    young = 15.0
    shear = shear_modulus(np.full(len(mesh.tets), young), poisson)
    return Body(mesh, shear, young / (3.0 * (1.0 - 2.0 * poisson)))


def sphere_surface(rounds: int) -> tuple[FloatArray, IntArray]:
    """Return a unit octahedron, subdivided and rounded.

    Parameters
    ----------
    rounds : int
        Subdivisions.

    Returns
    -------
    points : (n, 3) float64
        Of unit length.
    faces : (f, 3) int64
        Outward wound.
    """
    points = np.array([[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]])
    points = points.astype(np.float64)
    faces = np.array([[0, 2, 4], [2, 1, 4], [1, 3, 4], [3, 0, 4],
                      [2, 0, 5], [1, 2, 5], [3, 1, 5], [0, 3, 5]], dtype=np.int64)  # fmt: skip
    for _ in range(rounds):
        edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
        unique, at = np.unique(np.sort(edges, axis=1), axis=0, return_inverse=True)
        middle = points[unique].mean(axis=1)
        middle /= np.linalg.norm(middle, axis=1, keepdims=True)
        ab, bc, ca = (len(points) + part for part in np.split(at.ravel(), 3))
        a, b, c = faces.T
        corners = ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))
        faces = np.concatenate([np.stack(one, axis=1) for one in corners])
        points = np.concatenate([points, middle])
    return points, faces
