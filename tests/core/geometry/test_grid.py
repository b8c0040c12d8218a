"""Regular grids and the families of nested ones."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.geometry.grid import RegularGrid

sides = st.tuples(*[st.floats(1.0, 300.0)] * 3)


@given(sides, st.integers(2, 60))
def test_a_grid_covers_its_bounds_with_no_layer_too_many(
    extent: tuple[float, float, float], resolution: int
) -> None:
    low = np.array([-3.0, 5.0, 100.0])
    grid = RegularGrid.over(np.stack([low, low + extent]), resolution)
    reach = grid.spacing * (np.array(grid.shape) - 1)
    assert max(grid.shape) == resolution
    assert (reach >= np.array(extent) * (1 - 1e-6)).all()
    thick = np.array(grid.shape) > 2
    assert (reach[thick] < np.array(extent)[thick] + grid.spacing).all()


def test_flat_indices_run_along_x_first() -> None:
    grid = RegularGrid((1.0, 2.0, 3.0), 0.5, (4, 3, 2))
    volume = np.arange(grid.node_count).reshape(grid.volume_shape)
    assert grid.points(volume[1, 2, 3:4]) == pytest.approx(np.array([[2.5, 3.0, 3.5]]))
    assert np.array_equal(grid.node_indices(volume[1, 2, 3:4]), [[3, 2, 1]])


def test_runs_are_all_nodes_once() -> None:
    grid = RegularGrid((0.0, 0.0, 0.0), 1.0, (5, 4, 3))
    runs = list(grid.runs(7))
    assert max(map(len, runs)) == 7
    assert np.array_equal(np.concatenate(runs), np.arange(60))


@given(st.tuples(*[st.integers(2, 200)] * 3), st.integers(0, 4))
def test_levels_are_nested_and_cover(shape: tuple[int, int, int], deepest: int) -> None:
    grid = RegularGrid((0.0, 0.0, 0.0), 1.0, shape)
    levels = [grid.level(number, deepest) for number in range(deepest + 1)]
    assert all(np.greater_equal(levels[0].shape, shape))
    for fine, coarse in pairwise(levels):
        assert coarse.spacing == 2 * fine.spacing
        assert fine.shape == tuple(2 * count - 1 for count in coarse.shape)


@pytest.mark.parametrize("bounds", [np.zeros((2, 3)), np.array([[0.0, 0, 0], [1, 1, -1]])])
def test_an_empty_box_is_refused(bounds: np.ndarray) -> None:
    with pytest.raises(ValueError, match="no grid"):
        RegularGrid.over(bounds, 10)
