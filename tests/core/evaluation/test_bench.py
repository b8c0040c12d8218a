"""The benchmark measures what it says, on a field that is iterated as a head's is."""

import pytest

from core.evaluation.bench import bench_field, machine_rows, timed
from core.geometry.grid import RegularGrid
from core.inference.device import choose_device
from core.monitor import Monitor
from tests.core.inference.fields import BentSphere, box


def rows_by_name(share: float) -> dict[tuple[str, str], object]:
    field = BentSphere()
    rows = bench_field(
        field,
        box(52, 52, 52),
        97,
        Monitor(),
        lipschitz=field.lipschitz,
        warm=field.with_guess,
        dense_share=share,
    )
    assert all(set(row) == {"case", "metric", "value", "unit"} for row in rows)
    return {(row["case"], row["metric"]): row["value"] for row in rows}


def test_whole_dense_run() -> None:
    rows = rows_by_name(1.0)
    nodes = RegularGrid.over(box(52, 52, 52), 97).node_count
    ours = rows["extraction 97, sparse + flying edges", "samples"]
    cubes = "dense + marching cubes (scikit-image)"
    dense = rows[f"extraction 97, {cubes}", "samples"]
    assert dense == nodes
    assert isinstance(ours, int)
    assert ours < nodes / 8
    apart = rows["extraction 97, against dense", "hausdorff"]
    assert isinstance(apart, float)
    assert apart < 0.05
    assert isinstance(rows[f"extraction 97, against {cubes}", "speedup"], float)


def test_a_dense_run_in_part_says_so() -> None:
    cases = {case for case, _ in rows_by_name(0.25)}
    assert any("estimated from" in case for case in cases)
    assert not any("marching cubes" in case for case in cases)


def test_the_machine_is_named() -> None:
    rows = machine_rows(choose_device())
    assert rows[0]["metric"] == "device"
    assert rows[0]["value"]


def test_time_is_measured_by_clock_and_by_processor() -> None:
    result, spent = timed(lambda: sum(range(200_000)))
    assert result == sum(range(200_000))
    assert spent.seconds > 0
    assert (spent + spent).seconds == pytest.approx(spent.scaled(2.0).seconds)
