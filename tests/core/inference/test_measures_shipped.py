"""Measures of the shipped model: typed values are reached on the surface that is shown."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from core.document.state import FaceState
from core.geometry.measure_groups import find_group
from core.geometry.template import PARTS
from core.inference.measure_control import measure_targets, set_measure

if TYPE_CHECKING:
    from core.inference.head import HeadModel

ACCURACY = 0.2
"""What is promised, mm or degrees."""
LEAST_MEASURES = 18


def _drawn(head: "HeadModel", seed: int) -> FaceState:
    codes, size = head.bundle.statistics.sample(seed)
    return replace(head.mean_state(), codes=codes, size=size)


@pytest.mark.parametrize("away", [-1.0, 1.0])
def test_every_typed_measure_is_reached_by_its_part_alone(
    head_model: "HeadModel", away: float
) -> None:
    state = _drawn(head_model, 5)
    controls = measure_targets(head_model, state)
    assert len(controls) >= LEAST_MEASURES
    assert {one.part for one in controls} == set(PARTS)
    for one in controls:
        lowest, highest = find_group(one.key).limits
        wanted = min(max(one.value + away * one.deviation, lowest + 1.0), highest - 3.0)
        edited = set_measure(head_model, state, one.key, wanted).edit.apply(state)
        measured = find_group(one.key).value(head_model.landmarks(edited))
        assert measured == pytest.approx(wanted, abs=0.1 * ACCURACY), one.key
        assert all(edited.codes[part] == state.codes[part] for part in PARTS if part != one.part)


@pytest.mark.parametrize("key", ["nose.width", "mouth.width", "face.width", "eyes.fissure_length"])
def test_landmarks_lie_on_the_exact_surface_after_an_edit(
    head_model: "HeadModel", key: str
) -> None:
    """Two landmarks within 0.05 mm of the surface tell a distance to 0.1 mm."""
    state = head_model.mean_state()
    control = {one.key: one for one in measure_targets(head_model, state)}[key]
    found = set_measure(head_model, state, key, control.mean + 2.0 * control.deviation)
    edited = found.edit.apply(state)
    places = head_model.landmarks(edited)
    points = np.array([places[name] for name in find_group(key).landmarks], dtype=np.float32)
    with torch.inference_mode():
        distance = head_model.field(edited)(torch.tensor(points))
    assert distance.abs().max().item() < 0.05


def test_an_edit_of_both_sides_is_mirrored_on_the_whole_skin(head_model: "HeadModel") -> None:
    """At the template's points and their mirror images, where left and right can be compared."""
    state = head_model.mean_state()
    control = {one.key: one for one in measure_targets(head_model, state)}["mouth.width"]
    wanted = control.mean + 1.5 * control.deviation
    skin = torch.tensor(head_model.bundle.template.skin.vertices, dtype=torch.float32)
    mirror = torch.tensor([-1.0, 1.0, 1.0])

    def unevenness(*, symmetric: bool) -> float:
        found = set_measure(head_model, state, control.key, wanted, symmetric=symmetric)
        before, after = head_model.field(state), head_model.field(found.edit.apply(state))
        with torch.inference_mode():
            here = after.forward_map(skin) - before.forward_map(skin)
            there = after.forward_map(skin * mirror) - before.forward_map(skin * mirror)
        moving = here.norm(dim=1) > 0.2
        return float((here - there * mirror).norm(dim=1)[moving].quantile(0.95))

    even = unevenness(symmetric=True)
    assert even < 0.15
    assert even < unevenness(symmetric=False)
