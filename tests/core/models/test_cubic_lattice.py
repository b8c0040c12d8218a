"""Reading between the nodes of a lattice: exact for cubics, honest about what is too fine."""

import numpy as np
import torch

from core.models.cubic_lattice import CubicLattice, KnownNodes
from core.models.lattice import lattice_over, node_places

LOW, HIGH = np.full(3, -8.0), np.full(3, 8.0)


def known_near_a_sphere(spacing: float) -> tuple[KnownNodes, torch.Tensor]:
    lattice = lattice_over(LOW, HIGH, spacing)
    every = np.arange(int(np.prod(lattice.shape)))
    places = node_places(lattice, every)
    nodes = every[np.abs(np.linalg.norm(places, axis=1) - 5.0) < 3.0 * spacing]
    known = KnownNodes.of(lattice, nodes, torch.device("cpu"))
    return known, torch.tensor(node_places(lattice, nodes))


def on_the_sphere(count: int) -> torch.Tensor:
    random = torch.Generator().manual_seed(0)
    points = torch.randn(count, 3, generator=random, dtype=torch.float64)
    return 5.0 * points / points.norm(dim=1, keepdim=True)


def cubic(points: torch.Tensor) -> torch.Tensor:
    x, y, z = points.T
    return torch.stack([x**3 - 2 * x * y * z + 4, y**3 + z * z - x], dim=1)


def test_cubics_are_read_exactly() -> None:
    known, places = known_near_a_sphere(1.0)
    lattice = CubicLattice(known, cubic(places), tolerance=1e-6)
    points = on_the_sphere(500)
    cells, part = lattice.cells(points.T)
    inside = cells >= 0
    assert inside.float().mean() > 0.95
    found = lattice.at(cells[inside], part[:, inside])
    assert torch.allclose(found.T, cubic(points[inside]), atol=1e-9)


def test_what_is_trusted_is_within_the_tolerance() -> None:
    def ripples(points: torch.Tensor) -> torch.Tensor:
        # Finer and finer to one side.
        return torch.sin(0.08 * (points[:, :1] + 9.0) ** 2)

    known, places = known_near_a_sphere(0.8)
    lattice = CubicLattice(known, ripples(places), tolerance=0.01)
    points = on_the_sphere(4000)
    cells, part = lattice.cells(points.T)
    trusted = cells >= 0
    assert 0.1 < trusted.float().mean() < 0.9
    error = (lattice.at(cells[trusted], part[:, trusted]).T - ripples(points[trusted])).abs()
    assert error.max() < 0.015


def test_nothing_is_trusted_away_from_the_known_nodes() -> None:
    known, places = known_near_a_sphere(0.5)
    lattice = CubicLattice(known, cubic(places), tolerance=1.0)
    points = torch.tensor([[0.0, 0.0, 0.0], [7.9, 7.9, 7.9], [90.0, 0.0, 0.0], [-90.0, 0.0, 5.0]])
    assert (lattice.cells(points.double().T)[0] == -1).all()


def test_slopes_are_those_of_the_nodes_nearby() -> None:
    known, places = known_near_a_sphere(1.0)
    turn = torch.tensor([[1.0, 2.0, 0.0], [0.0, -1.0, 0.5], [3.0, 0.0, 1.0]], dtype=torch.float64)
    lattice = CubicLattice(known, places @ turn.T, tolerance=1.0)
    cells, _ = lattice.cells(on_the_sphere(50).T)
    beside = known.beside[known.corners[cells[cells >= 0], 0].long()]
    slopes = lattice.rises(beside[:, :, 3].T, beside[:, :, 1].T).permute(2, 0, 1)
    known_there = torch.isfinite(slopes).all(dim=(1, 2))
    assert known_there.float().mean() > 0.9
    assert torch.allclose(slopes[known_there], turn.expand(int(known_there.sum()), 3, 3))
