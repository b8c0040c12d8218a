"""The instant answer to a treatment, and the skull that is cut."""

import numpy as np
import pytest

from core.document.treatment_edits import KeepSimulation, SetSegment, TakePreset
from core.inference.head import HeadModel


@pytest.fixture(scope="module")
def landmarks(head_model: HeadModel) -> dict[str, int]:
    return dict(head_model.bundle.template.landmarks)


def test_the_chin_goes_with_the_mandible_and_the_forehead_stays(
    head_model: HeadModel, landmarks: dict[str, int]
) -> None:
    before = head_model.mean_state()
    after = TakePreset("mandibular-advancement").apply(before)
    moved = head_model.anatomy.moves(after)
    assert 4.5 < moved[landmarks["pogonion"], 2] <= 5.0
    assert np.abs(moved[landmarks["glabella"]]).max() < 0.02
    skull = head_model.skull(after).mesh.vertices - head_model.skull(before).mesh.vertices
    mandible = head_model.anatomy.segments.members["mandible"]
    np.testing.assert_allclose(skull[mandible], np.tile([0.0, 0.0, 5.0], (mandible.sum(), 1)))
    assert np.abs(skull[~mandible]).max() == 0.0


def test_teeth_turn_about_their_own_middle_and_go_with_their_jaw(head_model: HeadModel) -> None:
    segments = head_model.anatomy.segments
    state = SetSegment("mandible", (0.0, 0.0, 2.0, 0.0, 0.0, 0.0)).apply(head_model.mean_state())
    state = SetSegment("lower_incisors", (0.0, 0.0, 0.0, 10.0, 0.0, 0.0)).apply(state)
    before = head_model.skull(head_model.mean_state()).mesh.vertices
    moved = head_model.skull(state).mesh.vertices - before
    teeth = segments.members["lower_incisors"]
    np.testing.assert_allclose(moved[teeth].mean(axis=0), [0.0, 0.0, 2.0], atol=1e-9)
    assert np.ptp(moved[teeth], axis=0).max() > 0.5


def test_the_simulated_skin_takes_the_place_of_the_instant_answer(head_model: HeadModel) -> None:
    state = TakePreset("genioplasty").apply(head_model.mean_state())
    told = np.zeros((head_model.bundle.template.skin.vertex_count, 3))
    told[:100, 1] = 0.5
    kept = KeepSimulation(state.treatment, told).apply(state)
    np.testing.assert_array_equal(head_model.anatomy.moves(kept), told)


def test_segments_are_rigid_and_both_sides_alike(head_model: HeadModel) -> None:
    segments = head_model.anatomy.segments
    counts = {key: int(members.sum()) for key, members in segments.members.items()}
    for key in segments.keys:
        twin = segments.keys[segments.mirrored[segments.keys.index(key)]]
        assert 0.6 < counts[key] / counts[twin] < 1.7
    assert counts["chin"] < counts["mandible"]
