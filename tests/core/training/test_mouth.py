"""The template's mouth: lips that a slit keeps apart, and a jaw that follows the teeth."""

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from core.evaluation.ict import load_population
from core.models.lips import LIP_LINE
from core.training.jaw_training import jaw_twists
from core.training.lip_slit import CURVE, DEPTH, FRONT, HALF_WIDTH, SlitSdf


class _Solid(nn.Module):
    """Everything is 5 mm inside."""

    def forward(self, points: Tensor) -> Tensor:
        return torch.full_like(points[:, :1], -5.0)


def _value(x: float, above: float, z: float) -> float:
    point = torch.tensor([[x, LIP_LINE[0] + above, z]])
    return float(SlitSdf(_Solid(), 0.5)(point))


def test_the_slit_is_air_as_far_as_it_goes() -> None:
    assert _value(0.0, 0.0, FRONT) == pytest.approx(0.5, abs=1e-5)
    assert _value(0.0, 0.4, FRONT) == pytest.approx(0.1, abs=1e-5)
    assert _value(0.0, 3.0, FRONT) == pytest.approx(-2.5, abs=1e-5)
    assert _value(0.0, 0.0, FRONT - DEPTH - 1.0) == pytest.approx(-1.0, abs=1e-5)
    assert _value(HALF_WIDTH + 6.0, 0.0, FRONT) == pytest.approx(-5.0)
    assert FRONT - CURVE * HALF_WIDTH**2 < FRONT - 9.0


def test_only_jaw_shapes_move_the_mandible(shared_data: Path) -> None:
    population = load_population(shared_data)
    names = ("jawOpen", "mouthSmile_L", "jawLeft", "jawRight")
    twists = jaw_twists(population, names)
    assert not twists[1].any()
    opening = np.degrees(twists[0, 0])
    assert 15.0 < opening < 35.0
    assert abs(twists[0, 1:4]).max() < 0.01
    np.testing.assert_allclose(twists[2] * [1, -1, -1, -1, 1, 1], twists[3], atol=0.05)
