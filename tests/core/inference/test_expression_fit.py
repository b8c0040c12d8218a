"""What is believed of a scan's expression and lips before the scan is seen."""

import numpy as np
import pytest
import torch

from core.inference.expression_prior import RARITIES, ExpressionPrior
from core.inference.lip_contact import contact_precision
from core.inference.start_grid import StartGrids
from core.models.lips import LIP_LINE

NAMES = ("jawOpen", "mouthSmile_L", "mouthSmile_R", "mouthClose")


def _prior() -> ExpressionPrior:
    moves = np.zeros((10, 3, 4), dtype=np.float32)
    moves[:, 1, 0], moves[:5, 1, 1], moves[5:, 1, 2] = -20.0, 1.0, 1.0
    return ExpressionPrior.over(NAMES, moves, np.ones(10, dtype=bool))


def test_strong_movements_are_rarer_and_gazes_are_not_guessed() -> None:
    prior = _prior()
    assert prior.slope[0] == pytest.approx(1.0 / RARITIES[0])
    assert prior.slope[1] < prior.slope[0]
    assert prior.highest.tolist() == [1.0, 1.0, 1.0, 0.0]


def test_an_even_smile_is_likelier_than_half_of_one() -> None:
    precision = _prior().precision
    even, half = np.array([0, 0.5, 0.5, 0]), np.array([0, 1.0, 0.0, 0])
    assert even @ precision @ even < half @ precision @ half
    np.testing.assert_array_equal(precision, precision.T)


def test_only_what_opens_the_lips_is_held() -> None:
    x = np.linspace(-12.0, 12.0, 9)
    upper = np.stack([x, np.full(9, LIP_LINE[0] + 0.4), np.full(9, 98.0)], axis=1)
    lips = np.vstack([upper, upper - [0.0, 0.5, 0.0]])
    moves = np.zeros((18, 3, 2), dtype=np.float32)
    moves[:9, 1, 0], moves[9:, 1, 0] = 1.0, -1.0
    moves[:, 1, 1] = 1.0
    held = contact_precision(lips, moves, np.zeros(18, dtype=bool))
    assert held[0, 0] > 1.0
    assert held[1, 1] == pytest.approx(0.0, abs=1e-9)
    hidden = contact_precision(lips, moves, np.ones(18, dtype=bool))
    assert not hidden.any()


def test_the_way_back_starts_from_the_nearest_skin_of_either_lip() -> None:
    x = np.linspace(-12.0, 12.0, 9)
    upper = np.stack([x, np.full(9, LIP_LINE[0] + 1.0), np.full(9, 98.0)], axis=1)
    lower = upper - [0.0, 2.0, 0.0]
    far = np.array([[0.0, 80.0, 60.0], [0.0, -100.0, 60.0]])
    template = np.vstack([upper, lower, far])
    moved = template.copy()
    moved[9:18, 1] -= 20.0
    grid = StartGrids(template, torch.device("cpu")).over(moved)
    between = torch.tensor([[0.0, LIP_LINE[0] - 8.0, 98.0], [0.0, 80.0, 60.0]])
    nodes = grid.nodes(between)
    assert grid.mouth[nodes].tolist() == [True, False]
    assert grid.shifts[1, nodes[0]].tolist() == pytest.approx([0.0, 0.0, 0.0], abs=1e-5)
    assert grid.shifts[2, nodes[0]].tolist() == pytest.approx([0.0, 20.0, 0.0], abs=1e-5)
    assert grid.shifts[0, nodes[1]].tolist() == pytest.approx([0.0, 0.0, 0.0], abs=1e-5)
