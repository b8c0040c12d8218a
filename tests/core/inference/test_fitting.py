"""Codes from registered heads: found again where they are known, tame where there is no data."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from scipy.spatial.transform import Rotation

from core.geometry.template import PARTS
from core.inference.fitting import CodeFitter, smooth_residual
from core.inference.head import HeadModel


@pytest.fixture(scope="module")
def fitter(head_model: HeadModel) -> CodeFitter:
    return CodeFitter(head_model.bundle)


def test_a_drawn_person_is_found_again(head_model: HeadModel, fitter: CodeFitter) -> None:
    statistics = head_model.bundle.statistics
    codes, size = statistics.sample(5)
    head = fitter.surface(statistics.join(codes), size)
    moved = Rotation.from_euler("xyz", (3.0, -2.0, 1.0), degrees=True).apply(head) + [2, -3, 1]
    fit = fitter.fit(moved, np.ones(len(head)))
    error = np.linalg.norm(fit.vertices - fit.pose.apply(moved), axis=1)
    assert error.mean() < 0.4
    assert fit.size == pytest.approx(size, abs=0.012)


def test_half_a_face_gives_a_whole_head(head_model: HeadModel, fitter: CodeFitter) -> None:
    statistics = head_model.bundle.statistics
    codes, size = statistics.sample(6)
    head = fitter.surface(statistics.join(codes), size)
    template = head_model.bundle.template
    seen = (template.face_mask & (template.skin.vertices[:, 0] > -5)).astype(np.float64)
    fit = fitter.fit(head, seen)
    error = np.linalg.norm(fit.vertices - fit.pose.apply(head), axis=1)
    assert error[seen > 0].mean() < 0.5
    assert error[template.face_mask].mean() < 1.5
    assert np.abs(fit.codes).max() < 6.0


def test_the_preview_is_what_the_field_says(head_model: HeadModel) -> None:
    codes, size = head_model.bundle.statistics.sample(9)
    state = replace(head_model.mean_state(), codes=codes, size=size)
    vertices = head_model.skin_preview(state).vertices[head_model.bundle.template.face_mask]
    with torch.inference_mode():
        value = head_model.field(state)(torch.tensor(vertices, dtype=torch.float32)).abs()
    # Between the lips the way back has two answers; everywhere else it has one.
    assert float(value.quantile(0.98)) < 0.05


def test_an_edit_of_one_part_leaves_the_others(head_model: HeadModel) -> None:
    state = head_model.mean_state()
    before = head_model.skin_preview(state).vertices
    nose = (2.0, *state.codes["nose"][1:])
    after = head_model.skin_preview(replace(state, codes={**state.codes, "nose": nose})).vertices
    weight = head_model.bundle.template.part_weights[PARTS.index("nose")]
    moved = np.linalg.norm(after - before, axis=1)
    assert moved[weight == 0].max() < 1e-6
    assert moved.max() > 1.0


def test_thickness_moves_the_region_and_undoes(head_model: HeadModel) -> None:
    state = head_model.mean_state()
    before = head_model.skin_preview(state).vertices
    thick = head_model.skin_preview(replace(state, thickness={"chin": 3.0})).vertices
    moved = np.linalg.norm(thick - before, axis=1)
    weight = head_model.bundle.template.regions["chin"]
    assert moved.max() == pytest.approx(3.0, abs=0.4)
    assert moved[weight == 0].max() < 1.0
    again = head_model.skin_preview(state.without_anatomy_edits()).vertices
    np.testing.assert_array_equal(again, before)


def test_residuals_keep_data_and_fade_without(head_model: HeadModel) -> None:
    skin = head_model.bundle.template.skin
    trust = (skin.vertices[:, 2] > 40).astype(np.float64)
    smooth = smooth_residual(np.ones_like(skin.vertices), trust, skin.faces)
    inner = skin.vertices[:, 2] > 55
    np.testing.assert_allclose(smooth[inner], 1.0, atol=0.05)
    assert np.abs(smooth[skin.vertices[:, 2] < -60]).max() < 0.2
