"""Extraction, edits, fit and start as cases whose times can be kept and compared.

The functions are those of `nasion bench`, which gives the ratios beside the times. Not collected by
`pytest` alone; run `pytest -o addopts= tests/benchmarks/bench_engine.py --benchmark-autosave`, and
with `--benchmark-compare` against the last run that was saved.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from app.commands.timing import time_fit, time_startup
from app.commands.timing_edit import edit_kinds
from app.heads import head_model
from app.surfaces import ColourBy
from app.workshop import Workshop
from core.document.edits import SetComponent
from core.document.state import FaceState
from core.evaluation.bench import PERSON
from core.geometry.template import PARTS
from core.inference.head import HeadModel
from core.monitor import Monitor
from core.resources import resource_path

ROUNDS = 5
KINDS = (
    "part code", "size", "whole-face blend", "typed measure", "expression", "thickness",
    "paint brush", "build", "bone", "jaw",
)  # fmt: skip


@pytest.fixture(scope="module")
def model() -> HeadModel:
    made = head_model()
    made.surfaces.learn(Monitor())
    made.anatomy.prepare(made.mean_state(), Monitor())
    return made


@pytest.fixture(scope="module")
def person(model: HeadModel) -> FaceState:
    codes, size = model.bundle.statistics.sample(PERSON)
    return replace(model.mean_state(), codes=codes, size=size)


def timed(benchmark: BenchmarkFixture, work: Callable[[], object]) -> None:
    benchmark.pedantic(work, rounds=ROUNDS, warmup_rounds=1)


@pytest.mark.parametrize("resolution", [128, 256, 512])
def test_surface_from_nothing(
    benchmark: BenchmarkFixture, model: HeadModel, person: FaceState, resolution: int
) -> None:
    def work() -> None:
        model.surfaces.forget()
        model.skin_full(person, resolution, Monitor())

    timed(benchmark, work)


@pytest.mark.parametrize("part", PARTS)
def test_surface_after_an_edit(
    benchmark: BenchmarkFixture, model: HeadModel, person: FaceState, part: str
) -> None:
    steps = count(1)

    def work() -> None:
        edited = SetComponent(part, 1, 0.4 * next(steps)).apply(person)
        model.skin_full(edited, 256, Monitor())

    model.skin_full(person, 256, Monitor())
    timed(benchmark, work)


@pytest.mark.parametrize("kind", KINDS)
def test_preview_of_an_edit(benchmark: BenchmarkFixture, model: HeadModel, kind: str) -> None:
    workshop, mean, steps = Workshop(lambda: model), model.mean_state(), count(1)
    make = edit_kinds(model)[kind]

    def work() -> None:
        step = next(steps)
        workshop.preview(step, make(mean, 0.9 / step).apply(mean), ColourBy.PLAIN)

    timed(benchmark, work)


def test_fit_of_the_sample(benchmark: BenchmarkFixture, model: HeadModel) -> None:
    path = resource_path("sample", "sample_head.ply")
    rows = benchmark.pedantic(time_fit, (model, path, Monitor()), rounds=1)
    benchmark.extra_info["rows"] = rows


def test_start(benchmark: BenchmarkFixture) -> None:
    benchmark.extra_info["rows"] = benchmark.pedantic(time_startup, rounds=1)
