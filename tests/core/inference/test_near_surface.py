"""A head from the template's surroundings is the head of the dense grid."""

from typing import cast

import numpy as np
import pytest
import torch
from torch import Tensor

from core.errors import CancelledError
from core.geometry.grid import RegularGrid
from core.inference import device
from core.inference.band_learner import BandLearner
from core.inference.fast_head import FastHead, inverted
from core.inference.near_surface import shell_of
from core.inference.shell import Shell
from core.inference.template_band import TemplateBand
from core.monitor import Monitor
from tests.core.inference.eggs import EggModel, egg_points


class _Bump:
    """A further displacement of some millimetres."""

    def __call__(self, points: Tensor, side: Tensor | None = None) -> Tensor:
        del side
        near = torch.exp(-(points - points.new_tensor([0.0, 20.0, 28.0])).square().sum(1) / 150.0)
        return near[:, None] * points.new_tensor([0.0, 2.0, 5.0])


@pytest.fixture(scope="module")
def model() -> EggModel:
    return EggModel()


@pytest.fixture(scope="module")
def band(model: EggModel) -> TemplateBand:
    learner = BandLearner(model, egg_points(), torch.device("cpu"))
    record = learner.survey([model.head(100), model.head(101)], Monitor())
    return learner.learn(record, Monitor())


@pytest.mark.parametrize("resolution", [40, 90, 150])
@pytest.mark.parametrize("further", [False, True])
def test_values_are_those_of_the_dense_grid(
    model: EggModel, band: TemplateBand, resolution: int, further: bool
) -> None:
    head = model.head(7, _Bump() if further else None)
    with torch.inference_mode():
        bounds = head.forward_map(band.skin)
        box = torch.stack([bounds.amin(dim=0) - 3.0, bounds.amax(dim=0) + 3.0]).double().numpy()
        grid = RegularGrid.over(box, resolution)
        shell = shell_of(head, band, grid, Monitor())
        exact = shell.nodes[shell.exact]
        points = torch.from_numpy(grid.points(exact).astype(np.float32))
        dense = head(points).numpy()
    assert np.abs(shell.values[shell.exact] - dense).max() < 0.01
    assert shell.samples == len(exact)
    close = int((np.abs(dense) < grid.spacing).sum())
    assert shell.samples < 1.6 * close
    assert shell.asked < 0.3 * len(exact)


def test_every_node_beside_the_surface_is_covered(model: EggModel, band: TemplateBand) -> None:
    head = model.head(7)
    grid = RegularGrid.over(np.array([[-45.0, -52.0, -50.0], [45.0, 52.0, 50.0]]), 60)
    with torch.inference_mode():
        every = torch.from_numpy(grid.points(np.arange(grid.node_count)).astype(np.float32))
        dense = head(every).numpy().reshape(grid.volume_shape)
        shell = shell_of(head, band, grid, Monitor())
    inside = dense < 0
    beside = np.zeros_like(inside)
    for axis in range(3):
        across = np.diff(inside, axis=axis)
        first = tuple(slice(None, -1) if a == axis else slice(None) for a in range(3))
        last = tuple(slice(1, None) if a == axis else slice(None) for a in range(3))
        beside[first] |= across
        beside[last] |= across
    missing = np.setdiff1d(np.flatnonzero(beside), shell.nodes[shell.exact])
    assert len(missing) < 0.002 * beside.sum()


def test_learning_goes_on_where_it_was_stopped(model: EggModel) -> None:
    trials = [model.head(100)]

    def learnt(learner: BandLearner, monitor: Monitor) -> TemplateBand:
        record = learner.survey(trials, monitor.part(0.0, 0.8))
        return learner.learn(record, monitor.part(0.8, 1.0))

    before = model.sdf.asked
    whole = learnt(BandLearner(model, egg_points(), torch.device("cpu")), Monitor())
    needed = model.sdf.asked - before
    watched: list[Monitor] = []

    def stop_late(fraction: float, _: str) -> None:
        if fraction > 0.3:
            watched[0].cancel()

    watched.append(Monitor(stop_late))
    learner = BandLearner(model, egg_points(), torch.device("cpu"))
    before = model.sdf.asked
    with pytest.raises(CancelledError):
        learnt(learner, watched[0])
    stopped = model.sdf.asked - before
    assert stopped > 0
    again = learnt(learner, Monitor())
    assert model.sdf.asked - before <= needed + 2048
    assert torch.equal(again.skin, whole.skin)


def test_inverse_slopes_and_folds() -> None:
    random = torch.Generator().manual_seed(1)
    slopes = torch.eye(3) + 0.2 * torch.randn(20, 3, 3, generator=random)
    slopes[0] = torch.diag(torch.tensor([1.0, 1.0, -1.0]))
    slopes[1] = torch.nan
    columns, good = inverted(slopes.permute(1, 2, 0).contiguous())
    inverse = columns.permute(2, 0, 1)
    assert good.tolist() == [False, False] + [True] * 18
    assert torch.allclose(inverse[2:] @ slopes[2:], torch.eye(3).expand(18, 3, 3), atol=1e-4)
    assert torch.equal(inverse[:2], torch.eye(3).expand(2, 3, 3))


def test_pieces_as_large_as_a_graphics_processors_give_the_same(
    model: EggModel, band: TemplateBand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What runs on CUDA is this code in larger pieces."""
    head = model.head(7, _Bump())
    grid = RegularGrid.over(np.array([[-45.0, -52.0, -50.0], [45.0, 52.0, 50.0]]), 60)
    small = shell_of(head, band, grid, Monitor())
    monkeypatch.setattr(device, "CPU_CHUNK", device.GRAPHICS_CHUNK)
    large = shell_of(head, band, grid, Monitor())
    assert np.array_equal(small.nodes, large.nodes)
    assert np.array_equal(small.exact, large.exact)
    assert np.abs(small.values - large.values).max() < 1e-4


def test_nodes_that_hang_on_the_shell_by_others_are_kept() -> None:
    grid = RegularGrid.steady(np.array([[0.0, 0, 0], [9, 9, 9]]), 10)
    wide = grid.shape[0]
    first = (5 * grid.shape[1] + 5) * wide + 2
    one, yes = np.array([first]), np.ones(1, dtype=np.bool_)
    shell = Shell(
        grid, one, np.array([7], np.int32), np.zeros(1, np.float32), yes, yes,
        cast("FastHead", None), 1, 0,
    )  # fmt: skip
    chain, alone = first + np.array([1, 2, 3]), first + 6
    nodes = np.append(chain, alone)
    values = np.linspace(0.1, 0.4, 4, dtype=np.float32)
    found = shell.with_sampled(nodes, values)
    assert found.nodes.tolist() == [first, *nodes]
    assert found.owner.tolist() == [7, 7, 7, 7, -1]
    assert np.array_equal(found.values[1:], values)
    assert found.exact.all()
    assert found.guide.tolist() == [True, False, False, False, False]
    # After an edit nobody knows whether the one that no skin speaks for still holds.
    assert found.kept(np.zeros(8, dtype=np.bool_)).nodes.tolist() == [first, *chain]
    assert len(found.kept(np.ones(8, dtype=np.bool_)).nodes) == 0
