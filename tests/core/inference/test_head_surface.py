"""Heads are extracted from the template's surroundings, and else by the search."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
import trimesh
from torch import Tensor

from core.arrays import FloatArray, IntArray
from core.bundles.bundle import HEAD_FILES
from core.errors import BundleError, CancelledError
from core.geometry.distance import hausdorff
from core.geometry.grid import RegularGrid
from core.geometry.slabs import unsampled
from core.inference import head_surface
from core.inference.extraction import extract_on
from core.inference.field_sampler import FieldSampler, Floats
from core.inference.head_surface import SEARCHED, HeadSurfaces
from core.inference.near_surface import shell_of
from core.inference.shell import Shell
from core.monitor import Monitor
from tests.core.inference.eggs import EggModel, egg_points

LIPSCHITZ = 1.5
BOX: FloatArray = np.array([[-45.0, -52.0, -50.0], [45.0, 52.0, 50.0]])


@pytest.fixture(scope="module")
def model() -> EggModel:
    return EggModel()


def surfaces_of(model: EggModel) -> HeadSurfaces:
    bundle: Any = SimpleNamespace(
        id="eggs",
        template=SimpleNamespace(skin=SimpleNamespace(vertices=egg_points())),
        statistics=SimpleNamespace(sample=lambda seed: ({"nose": (float(seed),)}, 1.0)),
        manifest=SimpleNamespace(
            expression_names=("a", "b"),
            lipschitz=LIPSCHITZ,
            files=dict.fromkeys(HEAD_FILES, "of eggs"),
        ),
    )
    parts: Any = model
    return HeadSurfaces(bundle, parts, torch.device("cpu"))


@pytest.fixture(scope="module")
def surfaces(model: EggModel) -> HeadSurfaces:
    made = surfaces_of(model)
    made.learn(Monitor())
    return made


def test_the_surface_is_that_of_the_search(model: EggModel, surfaces: HeadSurfaces) -> None:
    head = model.head(5)
    ours = surfaces.extract(head, BOX, 100, Monitor())
    searched = extract_on(head, RegularGrid.steady(BOX, 100), lipschitz=LIPSCHITZ)
    assert hausdorff(ours.mesh, searched.mesh, samples=20_000) < 0.01
    solid = trimesh.Trimesh(ours.mesh.vertices, ours.mesh.faces, process=False)
    assert solid.is_watertight
    assert solid.volume > 0
    assert len(np.unique(ours.mesh.vertices, axis=0)) == len(ours.mesh.vertices)
    assert ours.samples < searched.samples


def test_coarse_surfaces_do_not_wait_for_learning(
    model: EggModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(head_surface, "read_record", lambda *_: None)
    unlearnt = surfaces_of(model)
    seen: list[str] = []
    unlearnt.extract(model.head(5), BOX, 50, Monitor(lambda _, message: seen.append(message)))
    assert not any("Learning" in message for message in seen)
    unlearnt.extract(
        model.head(5), BOX, SEARCHED + 1, Monitor(lambda _, message: seen.append(message))
    )
    assert any("Learning" in message for message in seen)


def test_too_much_missing_leads_to_the_search(
    model: EggModel, surfaces: HeadSurfaces, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = surfaces_of(model)
    fresh.learn(Monitor())
    whole = fresh.extract(model.head(5), BOX, 60, Monitor())
    monkeypatch.setattr(head_surface, "further_nodes", lambda *_: None)
    searched = surfaces.extract(model.head(5), BOX, 60, Monitor())
    assert searched.samples > whole.samples
    assert hausdorff(searched.mesh, whole.mesh, samples=10_000) < 0.01


def test_the_surface_is_followed_where_a_guide_turns(
    model: EggModel, surfaces: HeadSurfaces, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A single sampled node may be outside where its whole row was taken to be inside."""
    hollow: list[int] = []

    def misled(*inputs: Any) -> Shell:
        shell = shell_of(*inputs)
        values = shell.values.copy()
        inner = shell.nodes[shell.guide & ~shell.exact & (values < 0)]
        above = inner + shell.grid.shape[0]
        hollow.extend(inner[np.isin(above, inner)][::60].tolist())
        values[np.searchsorted(shell.nodes, np.array(hollow) + shell.grid.shape[0])] = 1.0
        return replace(shell, values=values)

    class Hollow(FieldSampler):
        def __call__(
            self, level: int, grid: RegularGrid, nodes: IntArray, monitor: Monitor
        ) -> Floats:
            values = super().__call__(level, grid, nodes, monitor)
            return np.where(np.isin(nodes, hollow), np.float32(0.5), values)

    monkeypatch.setattr(head_surface, "shell_of", misled)
    monkeypatch.setattr(head_surface, "FieldSampler", Hollow)
    surfaces.forget()
    found = surfaces.extract(model.head(5), BOX, 60, Monitor())
    shell = surfaces._last
    surfaces.forget()
    assert shell is not None
    assert len(hollow) > 20
    assert len(unsampled(shell.known, shell.exact, Monitor())) == 0
    assert trimesh.Trimesh(found.mesh.vertices, found.mesh.faces, process=False).is_watertight


def test_progress_grows_and_cancelling_stops(model: EggModel, surfaces: HeadSurfaces) -> None:
    seen: list[float] = []
    surfaces.extract(model.head(5), BOX, 60, Monitor(lambda fraction, _: seen.append(fraction)))
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(CancelledError):
        surfaces.extract(model.head(5), BOX, 60, monitor)


def test_a_head_without_numbers_is_refused(model: EggModel, surfaces: HeadSurfaces) -> None:
    head = model.head(5)
    for name in ("_bias", "_alone_bias"):
        setattr(head, name, torch.full_like(getattr(head, name), torch.nan))
    with pytest.raises(BundleError, match="not a number"):
        surfaces.extract(head, BOX, 60, Monitor())


class _Bump:
    """A further displacement of some millimetres in one place."""

    def __call__(self, points: Tensor, side: Tensor | None = None) -> Tensor:
        del side
        square = (points - points.new_tensor([0.0, 20.0, 28.0])).square().sum(dim=1) / 225.0
        return (1.0 - square).clamp(min=0.0)[:, None] ** 2 * points.new_tensor([0.0, 1.0, 3.0])


class _Still:
    """A further displacement of nothing."""

    def __call__(self, points: Tensor, side: Tensor | None = None) -> Tensor:
        del side
        return torch.zeros_like(points)


def test_an_edit_is_the_surface_from_nothing(model: EggModel) -> None:
    """Where an edit cannot reach nothing is sampled again; the result is the same."""
    surfaces = surfaces_of(model)
    surfaces.learn(Monitor())
    head, edited = model.head(5, _Still()), model.head(5, _Bump())
    first = surfaces.extract(head, BOX, 100, Monitor())
    again = surfaces.extract(edited, BOX, 100, Monitor())
    surfaces.forget()
    whole = surfaces.extract(edited, BOX, 100, Monitor())
    assert 0 < again.samples < 0.7 * whole.samples
    assert hausdorff(again.mesh, whole.mesh, samples=20_000) < 1e-3
    assert hausdorff(first.mesh, whole.mesh, samples=20_000) > 0.1
    unchanged = surfaces.extract(edited, BOX, 100, Monitor())
    assert unchanged.samples < 0.01 * whole.samples
    assert np.array_equal(unchanged.mesh.vertices, whole.mesh.vertices)


def test_a_survey_is_kept_for_the_next_start(
    model: EggModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    surfaces_of(model).learn(Monitor())
    monkeypatch.setattr(HeadSurfaces, "survey", lambda *_: pytest.fail("searched again"))
    assert len(surfaces_of(model).learn(Monitor()).skin)
