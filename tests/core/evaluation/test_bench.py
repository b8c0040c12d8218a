"""The benchmark measures what it says, on a field that is iterated as a head's is."""

import numpy as np
import pytest
import torch

from core.evaluation.bench import dense_volume, machine_rows, timed
from core.geometry.grid import RegularGrid
from core.inference.device import choose_device
from core.monitor import Monitor
from tests.core.inference.fields import BentSphere, box


def test_a_dense_volume_samples_every_node_or_an_even_share() -> None:
    field, grid, cpu = BentSphere(), RegularGrid.over(box(52, 52, 52), 49), torch.device("cpu")
    whole, samples = dense_volume(field, grid, cpu, Monitor())
    nodes = torch.from_numpy(grid.points(np.arange(grid.node_count)).astype(np.float32))
    assert samples == grid.node_count
    np.testing.assert_allclose(whole.ravel(), field(nodes).numpy(), atol=1e-5)
    part, samples = dense_volume(field, grid, cpu, Monitor(), share=0.25)
    assert 0.2 < samples / grid.node_count < 0.4
    assert np.count_nonzero(part != grid.spacing) <= samples
    taken = part != grid.spacing
    np.testing.assert_array_equal(part[taken], whole[taken])


def test_the_machine_is_named() -> None:
    rows = machine_rows(choose_device())
    assert rows[0]["metric"] == "device"
    assert rows[0]["value"]


def test_time_is_measured_by_clock_and_by_processor() -> None:
    result, spent = timed(lambda: sum(range(200_000)))
    assert result == sum(range(200_000))
    assert spent.seconds > 0
    assert (spent + spent).seconds == pytest.approx(spent.scaled(2.0).seconds)
