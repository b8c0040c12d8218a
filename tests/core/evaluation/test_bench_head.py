"""What the benchmark of heads counts is what is there."""

import numpy as np
import pytest
import torch
from torch import nn

from core.evaluation.bench_head import close_nodes, matmul_rate, network_operations
from core.geometry.grid import RegularGrid
from core.inference.extraction import extract_counted
from tests.core.inference.fields import box, sphere


def test_close_nodes_are_those_within_a_cell_of_the_surface() -> None:
    grid = RegularGrid.over(box(50, 50, 50), 60)
    found = extract_counted(sphere, box(50, 50, 50), 60, lipschitz=1.0)
    distance = np.abs(np.linalg.norm(grid.points(np.arange(grid.node_count)), axis=1) - 40.0)
    assert close_nodes(found, grid) == pytest.approx((distance < grid.spacing).sum(), rel=0.03)


def test_operations_of_layers() -> None:
    layers = nn.Sequential(nn.Linear(3, 5), nn.ReLU(), nn.Linear(5, 7))
    assert network_operations(layers, nn.Linear(2, 2)) == 2 * (3 * 5 + 5 * 7 + 2 * 2)


def test_the_rate_is_one_of_this_century() -> None:
    assert 1e8 < matmul_rate(torch.device("cpu")) < 1e14
