"""The timings of edits measure what they say, on the analytic head."""

import time

import pytest

from app.commands.timing_edit import edit_kinds, looking, time_edits, time_stops
from core.monitor import Monitor, stop_if_cancelled
from tests.app.fakes import FakeHeadModel


@pytest.fixture(scope="module")
def head() -> FakeHeadModel:
    return FakeHeadModel(3)


def test_every_kind_of_edit_changes_the_face(head: FakeHeadModel) -> None:
    mean = head.mean_state()
    kinds = edit_kinds(head)
    assert {"part code", "size", "typed measure", "thickness", "paint brush"} <= kinds.keys()
    for kind, make in kinds.items():
        assert make(mean, 0.9).apply(mean) != mean, kind


def test_every_kind_has_its_latency_and_memory_is_told(head: FakeHeadModel) -> None:
    rows = time_edits(head, 24, Monitor())
    cases = {row["case"] for row in rows}
    assert cases == {f"preview, {kind}" for kind in edit_kinds(head)} | {"edits"}
    told = {(row["case"], row["metric"]): row["value"] for row in rows}
    assert told["edits", "count"] == 24
    assert told["edits", "memory"] > 10.0
    for kind in edit_kinds(head):
        case = f"preview, {kind}"
        assert 0.0 < told[case, "latency_p50"] <= told[case, "latency_p95"]


def test_the_longest_stretch_without_a_look_is_found() -> None:
    with looking() as (monitor, looks):
        monitor.report(0.0, "long")
        spin(0.02)
        stop_if_cancelled()
        monitor.part(0.5, 1.0).report(0.0, "short")
        spin(0.004)
    assert looks.longest["long"] > 19.0
    assert 3.0 < looks.longest["short"] < looks.longest["long"]


def test_every_stage_of_an_exact_surface_is_looked_at(head: FakeHeadModel) -> None:
    cases = {row["case"] for row in time_stops(head)}
    assert any("Inferring the skull" in case for case in cases)
    assert all(case.startswith("cancel, ") for case in cases)


def spin(seconds: float) -> None:
    begun = time.thread_time()
    while time.thread_time() - begun < seconds:
        pass
