"""The comparison with the dense grid says how far surfaces are apart, and what was left out."""

from typing import TYPE_CHECKING, cast

import numpy as np
import pytest

from core.arrays import BoolArray
from core.evaluation import bench_exact
from core.evaluation.bench_exact import exact_rows
from core.geometry.grid import RegularGrid
from core.geometry.mesh import Mesh
from core.inference.extraction import extract_on
from core.monitor import Monitor
from tests.core.inference.fields import box, sphere

if TYPE_CHECKING:
    from core.inference.head import HeadModel

GRID = RegularGrid.over(box(50, 50, 50), 40)
NOTHING: BoolArray = np.zeros(GRID.volume_shape, dtype=np.bool_)


@pytest.fixture(scope="module")
def ball() -> Mesh:
    return extract_on(sphere, GRID, lipschitz=1.0).mesh


def test_the_same_surface_agrees(ball: Mesh) -> None:
    found = bench_exact._compared(ball, ball, NOTHING, GRID)
    assert found.apart == pytest.approx(0.0, abs=1e-9)
    assert found.left_out == 0.0
    assert found.watertight
    assert found.outward
    assert found.distinct


def test_a_surface_elsewhere_does_not(ball: Mesh) -> None:
    moved = ball.with_vertices(ball.vertices * 1.002)
    assert bench_exact._compared(ball, moved, NOTHING, GRID).apart == pytest.approx(0.08, abs=0.01)


def test_what_is_left_out_counts_only_in_the_whole(ball: Mesh) -> None:
    dented = np.array(ball.vertices)
    top = np.argmax(dented[:, 2])
    dented[top, 2] += 1.0
    x, y, z = np.rint((dented[top] - np.asarray(GRID.origin)) / GRID.spacing).astype(int)
    flags = NOTHING.copy()
    flags[z - 1 : z + 2, y - 1 : y + 2, x - 1 : x + 2] = True
    found = bench_exact._compared(ball, ball.with_vertices(dented), flags, GRID)
    assert found.everywhere > 0.8
    assert found.apart < 0.3
    assert 0.0 < found.left_out < 0.05


def test_inward_open_and_doubled_surfaces_are_found(ball: Mesh) -> None:
    inward = bench_exact._compared(ball.flipped(), ball, NOTHING, GRID)
    assert inward.watertight
    assert not inward.outward
    assert not bench_exact._compared(
        Mesh(ball.vertices, ball.faces[1:]), ball, NOTHING, GRID
    ).watertight
    twice = np.vstack([ball.vertices, ball.vertices[:1]])
    assert not bench_exact._compared(Mesh(twice, ball.faces), ball, NOTHING, GRID).distinct


def test_nodes_that_do_not_rest_are_left_out_with_their_neighbours() -> None:
    volume = sphere_volume()
    resting = np.ones(volume.shape, dtype=np.bool_)
    assert not bench_exact._left_out(volume, resting).any()
    resting[0, 0, 0] = False  # far from the surface: decides nothing
    assert not bench_exact._left_out(volume, resting).any()
    z, y, x = np.argwhere(np.abs(volume) < 0.3 * GRID.spacing)[0]
    resting[z, y, x] = False
    assert bench_exact._left_out(volume, resting).sum() == 27


def sphere_volume() -> bench_exact.Volume:
    places = GRID.points(np.arange(GRID.node_count))
    values = (np.linalg.norm(places, axis=1) - 40.0).astype(np.float32)
    return cast("bench_exact.Volume", values.reshape(GRID.volume_shape))


def test_the_shipped_heads_are_exact(head_model: "HeadModel") -> None:
    """A hundredth of a millimetre; `nasion bench extraction --codes 100` takes more heads."""
    rows = exact_rows(head_model, 1, 48, Monitor(), fine=96)
    told = {(row["case"].partition(",")[0], row["metric"]): row["value"] for row in rows}
    assert told["exact 48", "hausdorff_p50"] < 0.05  # cells of 6 mm bend the ears otherwise
    assert told["exact 48", "left_out"] < 5.0
    assert told["exact 96", "residual_max"] < 0.01
    assert told["exact 96", "left_out"] < 1.0
    assert told["exact 96", "sound"] == told["exact 48", "no_duplicate_vertices"] == 1
