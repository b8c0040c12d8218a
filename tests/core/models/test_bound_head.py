"""The way back from a head to the template, also where the plain fixed point would circle."""

from collections.abc import Iterator

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from core.geometry.template import PARTS
from core.models.bound_head import BoundHead
from core.models.jaw import jaw_motion
from core.models.lattice import Lattice, StartGrid
from core.models.layers import SineNetwork
from core.models.lips import LIP_LINE, lip_window, own_side


@pytest.fixture(autouse=True)
def _no_gradients() -> Iterator[None]:
    with torch.no_grad():
        yield


class _Parting(nn.Module):
    """A model whose only movement is that the lower side of the lips drops by a fixed amount."""

    inverse_steps = 8
    parts_lips = True

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.trunk = SineNetwork(4, 4, 1, None, 0.1)
        with torch.no_grad():
            self.trunk.sines[0].weight.zero_()
            self.trunk.sines[0].weight[0, 3] = 1.0
            self.trunk.sines[0].bias.zero_()
        self.sdf = SineNetwork(3, 4, 1, 1, 0.1)
        self.drop = drop

    def trunk_inputs(self, points: Tensor, side: Tensor | None = None) -> Tensor:
        side = own_side(points) if side is None else side
        signed = side * lip_window(points)
        # asin undoes the layer's sine: the first feature is then the signed window itself.
        return torch.cat([points, torch.asin(signed.clamp(-1, 1))[:, None]], dim=1)

    def bound(self, start: StartGrid | None = None) -> BoundHead:
        weight = torch.zeros(4, 3 * (len(PARTS) + 1))
        weight[0, -2] = self.drop / 2.0
        bias = torch.zeros(3 * (len(PARTS) + 1))
        return BoundHead(self, weight, bias, 1.0, None, start)


def _lips(*heights: float) -> Tensor:
    return torch.tensor([[0.0, LIP_LINE[0] + height, 98.0] for height in heights])


def test_either_lip_comes_back_to_its_own_side() -> None:
    head = _Parting(drop=6.0).bound()
    template = _lips(2.0, 0.5, -0.5, -2.0)
    moved = head.forward_map(template)
    assert (moved - template)[:, 1].tolist() == pytest.approx([3.0, 3.0, -3.0, -3.0], abs=1e-4)
    torch.testing.assert_close(head.to_template(moved), template, atol=1e-3, rtol=0.0)


def test_the_opening_belongs_to_the_sheet() -> None:
    head = _Parting(drop=6.0).bound()
    back = head.to_template(_lips(1.5, 0.0, -1.5))
    assert back[:, 1].tolist() == pytest.approx([LIP_LINE[0]] * 3, abs=1e-2)


def test_overlapping_lips_choose_the_deeper() -> None:
    head = _Parting(drop=-2.0).bound()
    back = head.to_template(_lips(0.0))
    assert abs(float(back[0, 1]) - LIP_LINE[0]) == pytest.approx(1.0, abs=1e-3)


class _Stretch(nn.Module):
    """A model that moves every coordinate by 30 sin(0.06 t): steeper than the fixed point bears."""

    inverse_steps = 8
    parts_lips = False

    def __init__(self) -> None:
        super().__init__()
        self.trunk = SineNetwork(3, 3, 1, None, 0.1)
        with torch.no_grad():
            self.trunk.sines[0].weight.copy_(0.06 * torch.eye(3))
            self.trunk.sines[0].bias.zero_()
        self.sdf = SineNetwork(3, 4, 1, 1, 0.1)

    def trunk_inputs(self, points: Tensor, side: Tensor | None = None) -> Tensor:
        del side
        return points


def test_steps_learn_the_slope_where_the_fixed_point_circles() -> None:
    weight = torch.zeros(3, 3 * (len(PARTS) + 1))
    weight[:, -3:] = 30.0 * torch.eye(3)
    head = BoundHead(_Stretch(), weight, torch.zeros(weight.shape[1]), 1.0, None)
    template = torch.rand(400, 3, generator=torch.Generator().manual_seed(0)) * 40.0 - 20.0
    points = head.forward_map(template)
    plain = points
    for _ in range(30):
        plain = points - head.displacement(plain)
    assert float((plain - template).norm(dim=1).median()) > 5.0
    back = head.to_template(points, steps=30)
    # Farther out the map folds and some points have a second answer.
    assert float((back - template).norm(dim=1).quantile(0.8)) < 0.01


def test_a_start_grid_names_the_nearest_node_of_the_finest_lattice() -> None:
    grid = StartGrid(
        lattices=(
            Lattice((0.0, 0.0, 0.0), 2.0, (3, 4, 5)),
            Lattice((1.0, 1.0, 1.0), 0.5, (2, 2, 2)),
        ),
        shifts=torch.zeros(3, 68, 3),
        mouth=torch.zeros(68, dtype=torch.bool),
    )
    points = torch.tensor([[2.1, 3.9, 6.2], [-50.0, 0.0, 0.0], [90.0, 90.0, 90.0], [1.4, 1.1, 1.6]])
    assert grid.nodes(points).tolist() == [1 * 20 + 2 * 5 + 3, 0, 59, 60 + 4 + 1]


def test_the_jaw_turns_and_slides_with_its_shapes() -> None:
    twists = np.zeros((2, 6))
    twists[0, 0], twists[1, 3:] = np.pi / 2, (0.0, 0.0, 4.0)
    motion = jaw_motion(twists, np.array([1.0, 0.5]), 1.1)
    np.testing.assert_allclose(
        motion.apply(np.array([[0.0, 1.0, 0.0]])), [[0.0, 0.0, 3.2]], atol=1e-12
    )
    still = jaw_motion(twists, np.array([]), 1.0)
    np.testing.assert_allclose(still.apply(np.array([[3.0, 1.0, 2.0]])), [[3.0, 1.0, 2.0]])
