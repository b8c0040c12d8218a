"""With the shipped bundle: fast surfaces are the dense grid's, over people and edits."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
import trimesh

from core.arrays import BoolArray, FloatArray
from core.document.edits import SetComponent
from core.document.state import FaceState
from core.geometry.distance import hausdorff
from core.inference.band_file import band_key, read_record, shipped_file
from core.models.bound_head import BoundHead
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.inference.head import HeadModel

RESOLUTION = 160
EVERY_FOURTH = 4


@pytest.fixture(scope="module")
def model(head_model: "HeadModel") -> "HeadModel":
    head_model.surfaces.learn(Monitor())
    return head_model


def person(model: "HeadModel", seed: int) -> FaceState:
    codes, size = model.bundle.statistics.sample(seed)
    return replace(model.mean_state(), codes=codes, size=size)


def asked(head: BoundHead, points: FloatArray) -> FloatArray:
    with torch.inference_mode():
        pieces = torch.from_numpy(points.astype(np.float32)).split(1024)
        values: FloatArray = torch.cat([head(piece) for piece in pieces]).double().numpy()
    return values


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_surfaces_are_those_of_the_dense_grid(model: "HeadModel", seed: int) -> None:
    """Every vertex lies on the zero set; every fourth node's sign is the surface's."""
    state = person(model, seed)
    head = model.field(state)
    model.surfaces.forget()
    found = model.surfaces.extract(head, model.bounds(state), RESOLUTION, Monitor())
    last = model.surfaces._last
    assert last is not None
    random = np.random.default_rng(seed)
    nodes = random.choice(np.flatnonzero(last.exact), 2000, replace=False)
    dense = asked(head, last.grid.points(last.nodes[nodes]))
    apart = np.abs(dense - last.values[nodes])[np.abs(dense) < last.grid.spacing]
    assert np.quantile(apart, 0.998) < 0.012
    every = np.arange(last.grid.node_count)
    chosen: BoolArray = (last.grid.node_indices(every) % EVERY_FOURTH == 0).all(axis=1)
    signs = random.choice(every[chosen], 8000, replace=False)
    values = asked(head, last.grid.points(signs))
    differs = last.known.inside(signs) != (values < 0)
    assert (differs & (np.abs(values) > 0.05)).mean() < 0.001
    solid = trimesh.Trimesh(found.mesh.vertices, found.mesh.faces, process=False)
    assert solid.is_watertight
    assert solid.volume > 0


@pytest.mark.parametrize("part", ["nose", "eyes", "mouth"])
def test_a_parts_edit_is_the_surface_from_nothing(model: "HeadModel", part: str) -> None:
    before = person(model, 7)
    after = SetComponent(part, 0, 1.5).apply(before)
    model.surfaces.forget()
    first, again = (
        model.surfaces.extract(model.field(state), model.bounds(state), RESOLUTION, Monitor())
        for state in (before, after)
    )
    model.surfaces.forget()
    whole = model.surfaces.extract(model.field(after), model.bounds(after), RESOLUTION, Monitor())
    assert again.samples < 0.35 * first.samples
    assert hausdorff(again.mesh, whole.mesh, samples=8_000) < 0.005
    assert hausdorff(first.mesh, whole.mesh, samples=8_000) > 0.1


def test_the_survey_that_ships_is_this_bundles(head_model: "HeadModel") -> None:
    bundle = head_model.bundle
    path = shipped_file(bundle)
    if not path.is_file():
        pytest.skip("no survey lies beside the bundle; `nasion train surroundings` makes it")
    assert read_record(path, band_key(bundle)) is not None


def test_a_preview_is_made_once_and_belongs_to_its_state(head_model: "HeadModel") -> None:
    first, other = person(head_model, 21), person(head_model, 22)
    shown = head_model.skin_preview(first)
    assert head_model.skin_preview(first) is shown
    assert np.abs(head_model.skin_preview(other).vertices - shown.vertices).max() > 0.5
    again = head_model.skin_preview(first)
    assert np.array_equal(again.vertices, shown.vertices)
    still = replace(first, expression=(0.0,) * 5)
    assert np.array_equal(head_model.skin_preview(still).vertices, shown.vertices)


def test_the_tracked_motion_is_that_of_the_implicit_function_theorem(
    head_model: "HeadModel",
) -> None:
    """Along its normal a vertex moves by -(dPhi/dz) / |grad Phi|, for every component of a code."""
    state, step = person(head_model, 23), 0.02
    face = np.flatnonzero(head_model.bundle.template.face_mask)[::97]
    heads = [head_model.field(SetComponent("nose", 0, at).apply(state)) for at in (-step, step)]
    middle = head_model.field(SetComponent("nose", 0, 0.0).apply(state))
    base = head_model.skin_preview(SetComponent("nose", 0, 0.0).apply(state)).vertices[face]
    gradient = (
        np.stack(
            [
                asked(middle, base + 0.05 * axis) - asked(middle, base - 0.05 * axis)
                for axis in np.eye(3)
            ],
            axis=1,
        )
        / 0.1
    )
    length = np.linalg.norm(gradient, axis=1)
    ends = [
        head_model.skin_preview(SetComponent("nose", 0, at).apply(state)).vertices[face]
        for at in (-step, step)
    ]
    along = ((ends[1] - ends[0]) * gradient).sum(axis=1) / length
    told = -(asked(heads[1], base) - asked(heads[0], base)) / length
    usual = np.abs(length - 1.0) < 0.3  # not in folds, where the field has two answers
    assert usual.mean() > 0.8
    assert np.abs(along).max() > 0.02
    assert np.quantile(np.abs(along - told)[usual], 0.95) < 0.002
