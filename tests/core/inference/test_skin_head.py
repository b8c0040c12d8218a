"""The head before torch is there moves exactly as the whole one does."""

import subprocess
import sys

import numpy as np
import pytest
import torch

from core.bundles.skin_loader import load_skin
from core.document.state import FaceState
from core.geometry.template import PARTS
from core.inference.head import HeadModel
from core.inference.measure_control import measure_targets, set_measure
from core.inference.skin_head import SkinHead
from core.models.parts import PartsModel
from core.models.trunk_arrays import TrunkArrays


@pytest.fixture(scope="module")
def skin() -> SkinHead:
    return SkinHead(load_skin())


def _drawn(skin: SkinHead) -> FaceState:
    codes, size = skin.bundle.statistics.sample(5)
    weights = np.random.default_rng(1).random(len(skin.expression_names))
    mean = skin.mean_state()
    given = {part: tuple(map(float, codes[part])) for part in PARTS}
    return FaceState(bundle=mean.bundle, codes=given, size=size, expression=tuple(weights))


def test_the_trunk_says_in_numpy_what_it_says_in_torch(head_model: HeadModel) -> None:
    parts = head_model.bundle.parts
    assert isinstance(parts, PartsModel)
    chosen = head_model.bundle.template.skin.vertices[::97]  # lips and eyes among them
    with torch.inference_mode():
        points = torch.tensor(chosen, dtype=torch.float32, device=head_model.device)
        named, expressions = parts.components(points)
    expected = torch.cat([*named.values(), expressions], dim=1).transpose(1, 2).cpu().numpy()
    assert parts.template_moves(chosen) == pytest.approx(expected, abs=1e-4)


def test_it_shows_what_the_whole_head_shows(head_model: HeadModel, skin: SkinHead) -> None:
    assert skin.mean_state() == head_model.mean_state()
    assert skin.bones == head_model.anatomy.bones
    assert skin.builds == head_model.anatomy.builds
    state = _drawn(skin)
    assert skin.shows(state)
    shown = skin.skin_preview(state).vertices
    assert abs(shown - skin.bundle.template.skin.vertices).max() > 1.0
    assert (shown == head_model.skin_preview(state).vertices).all()


def test_it_measures_and_sets_measures_alike(head_model: HeadModel, skin: SkinHead) -> None:
    state = _drawn(skin)
    assert set(skin.landmarks(state)) == set(head_model.landmarks(state))
    alone, whole = (measure_targets(head, state) for head in (skin, head_model))
    assert [one.key for one in alone] == [one.key for one in whole]
    for here, there in zip(alone, whole, strict=True):
        assert here.value == pytest.approx(there.value, abs=1e-6)
        assert here.minimum == pytest.approx(there.minimum, abs=1e-3)
        assert here.maximum == pytest.approx(there.maximum, abs=1e-3)
    wider = alone[0].value + 1.0
    edits = [set_measure(head, state, alone[0].key, wider).edit for head in (skin, head_model)]
    moved = [edit.apply(state).codes for edit in edits]
    assert moved[0] != state.codes
    for part in PARTS:
        assert moved[0][part] == pytest.approx(moved[1][part], abs=1e-6)


def test_the_mean_head_waits_for_no_moves_of_all_vertices(skin: SkinHead) -> None:
    fresh = SkinHead(skin.bundle)
    mean = fresh.skin_preview(fresh.mean_state())
    assert (mean.vertices == skin.bundle.template.skin.vertices).all()
    few = np.array([3, 70])
    part = fresh.fitter.part_basis("mouth", few)
    assert "moves" not in vars(fresh.fitter)
    fresh.prepare()
    assert "moves" in vars(fresh.fitter)
    assert part == pytest.approx(fresh.fitter.part_basis("mouth", few), abs=1e-5)


def test_a_trunk_without_its_arrays_is_no_trunk() -> None:
    with pytest.raises(KeyError, match=r"trunk\.sines\.0"):
        TrunkArrays.of({}, lip_sides=True)


_BEFORE = """
import sys
from core.inference.torch_libraries import load_libraries
assert load_libraries() == (() if sys.platform == "win32" else ("torch_cpu", "torch_python"))
assert "torch" not in sys.modules
import torch
assert float(torch.ones(3).sum()) == 3.0
"""


def test_torch_finds_libraries_that_were_loaded_before_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _BEFORE], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
