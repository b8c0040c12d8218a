"""Measures are set to the point, the likely way, and say when they are not likely."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from core.document.control_spec import COMPONENT_LIMIT
from core.document.state import FaceState
from core.errors import EditError
from core.geometry.measure_groups import find_group, measure_groups
from core.geometry.template import PARTS
from core.inference.measure_control import measure_targets, set_measure
from core.inference.measure_population import drawn_landmarks, measure_spreads
from core.inference.mirror import unevenness
from core.inference.part_motion import PartMotion
from tests.app.analytic_head import COMPONENTS
from tests.app.fakes import FakeHeadModel

HEAD = FakeHeadModel()
KEYS = [one.key for one in measure_targets(HEAD, HEAD.mean_state())]


def _drawn(seed: int) -> FaceState:
    random = np.random.default_rng(seed)
    codes = {part: tuple(0.7 * random.normal(size=COMPONENTS)) for part in PARTS}
    return replace(HEAD.mean_state(), codes=codes, size=1.0 + 0.03 * random.normal())


def _value(state: FaceState, key: str) -> float:
    return find_group(key).value(HEAD.landmarks(state))


@settings(max_examples=40, deadline=None)
@given(
    key=st.sampled_from(KEYS),
    seed=st.integers(0, 99),
    away=st.floats(-1.0, 1.0),
    hold=st.booleans(),
    symmetric=st.booleans(),
)
def test_a_measure_is_reached_by_its_part_alone(
    key: str, seed: int, away: float, hold: bool, symmetric: bool
) -> None:
    state = _drawn(seed)
    wanted = _value(state, key) + away * 0.5 * measure_spreads(HEAD)[key].deviation
    try:
        found = set_measure(HEAD, state, key, wanted, hold=hold, symmetric=symmetric)
    except EditError:
        reject()  # eight components do not reach everything
    edited = found.edit.apply(state)
    assert _value(edited, key) == pytest.approx(wanted, abs=0.011)
    assert found.value == pytest.approx(wanted, abs=0.011)
    part = find_group(key).part
    assert {p for p in PARTS if edited.codes[p] != state.codes[p]} <= {part}


@pytest.mark.parametrize("key", KEYS)
def test_the_value_that_is_there_changes_nothing(key: str) -> None:
    state = _drawn(4)
    found = set_measure(HEAD, state, key, _value(state, key))
    part = find_group(key).part
    np.testing.assert_allclose(found.edit.code, state.codes[part], atol=1e-6)


def test_slopes_are_those_of_the_head_itself() -> None:
    state = _drawn(7)
    motion = PartMotion(HEAD, state, "nose")
    code = np.array(state.codes["nose"])
    for key in ("nose.width", "nose.protrusion", "nose.tip_angle"):
        group = find_group(key)
        expected = []
        for shift in 1e-5 * np.eye(COMPONENTS):
            ends = [
                replace(state, codes={**state.codes, "nose": code + s}) for s in (shift, -shift)
            ]
            expected.append((_value(ends[0], key) - _value(ends[1], key)) / 2e-5)
        np.testing.assert_allclose(motion.slope(group, code), expected, atol=1e-5)


def test_without_holds_the_change_is_the_least_likely_cost() -> None:
    """Independent codes: the change of least norm lies along the slope."""
    state = HEAD.mean_state()
    now = _value(state, "nose.width")
    found = set_measure(HEAD, state, "nose.width", now + 0.2, hold=False, symmetric=False)
    slope = PartMotion(HEAD, state, "nose").slope(find_group("nose.width"), np.zeros(COMPONENTS))
    expected = 0.2 * slope / (slope @ slope)
    np.testing.assert_allclose(found.edit.code, expected, atol=2e-3)


def test_holding_moves_the_others_less() -> None:
    state = HEAD.mean_state()
    now = _value(state, "nose.width")

    def drift(*, hold: bool) -> float:
        moved = dict(set_measure(HEAD, state, "nose.width", now + 1.5, hold=hold).moved)
        spreads = measure_spreads(HEAD)
        return sum((change / spreads[key].deviation) ** 2 for key, change in moved.items())

    assert drift(hold=True) < 0.5 * drift(hold=False)


@pytest.mark.parametrize("key", ["eyes.fissure_length", "eyes.fissure_length_left"])
def test_both_sides_move_alike_by_default(key: str) -> None:
    state = HEAD.mean_state()
    found = set_measure(HEAD, state, key, _value(state, key) + 0.5)
    after = found.edit.apply(state)
    left, right = (
        _value(after, f"eyes.fissure_length_{side}") - _value(state, f"eyes.fissure_length_{side}")
        for side in ("left", "right")
    )
    assert left == pytest.approx(0.5, abs=0.15)
    assert right == pytest.approx(left, abs=0.3)


def test_the_switch_leaves_the_other_side_more_alone() -> None:
    state, key = HEAD.mean_state(), "eyes.fissure_length_left"
    wanted = _value(state, key) + 0.4

    def other(*, symmetric: bool) -> float:
        after = set_measure(HEAD, state, key, wanted, symmetric=symmetric).edit.apply(state)
        twin = "eyes.fissure_length_right"
        return abs(_value(after, twin) - _value(state, twin))

    assert other(symmetric=False) < 0.5 * other(symmetric=True)


def test_a_value_outside_the_population_is_told() -> None:
    state = HEAD.mean_state()
    control = {one.key: one for one in measure_targets(HEAD, state)}["face.width"]
    assert control.within
    usual = set_measure(HEAD, state, control.key, control.mean + 0.3 * control.deviation)
    assert "outside" not in usual.notice
    wide = set_measure(HEAD, state, control.key, control.maximum + 0.5)
    assert "Face width" in wide.notice
    assert "outside what the population has" in wide.notice
    assert "\n" not in wide.notice


def test_what_the_model_cannot_do_is_refused() -> None:
    state = HEAD.mean_state()
    with pytest.raises(EditError, match="cannot bring nose width to 400 mm"):
        set_measure(HEAD, state, "nose.width", 400.0)
    with pytest.raises(EditError, match="choose a number"):
        set_measure(HEAD, state, "nose.width", float("nan"))
    with pytest.raises(EditError, match="no measure"):
        set_measure(HEAD, state, "nose.wdth", 30.0)


def test_the_edit_is_one_slider_in_the_history() -> None:
    state = HEAD.mean_state()
    edit = set_measure(HEAD, state, "nose.width", _value(state, "nose.width") + 0.5).edit
    assert edit.merge_key == "measure:nose.width"
    assert edit.label == f"Nose width {_value(state, 'nose.width') + 0.5:.1f} mm"
    assert max(map(abs, edit.code)) <= COMPONENT_LIMIT


def test_controls_cover_the_table_with_ranges() -> None:
    state = _drawn(1)
    together = measure_targets(HEAD, state)
    apart = measure_targets(HEAD, state, symmetric=False)
    assert len({one.key for one in together}) == len(together)
    assert len(apart) > len(together)
    for one in (*together, *apart):
        assert one.minimum < one.mean < one.maximum
        assert one.value == pytest.approx(_value(state, one.key))
        lowest, highest = find_group(one.key).limits
        assert one.minimum == pytest.approx(max(one.mean - 3.0 * one.deviation, lowest))
        assert one.maximum == pytest.approx(min(one.mean + 3.0 * one.deviation, highest))
        assert one.score == pytest.approx((one.value - one.mean) / one.deviation)
    lengths = {one.key: one.value for one in apart}
    both = {one.key: one.value for one in together}["eyes.fissure_length"]
    sides = [lengths[f"eyes.fissure_length_{side}"] for side in ("left", "right")]
    assert both == pytest.approx(np.mean(sides))


def test_every_group_is_found_by_its_key() -> None:
    for symmetric in (True, False):
        for group in measure_groups(symmetric=symmetric):
            assert find_group(group.key) == group


def test_the_population_is_that_of_its_statistics() -> None:
    landmarks = drawn_landmarks(HEAD, 2000)
    mean = HEAD.landmarks(HEAD.mean_state())
    for name, places in landmarks.items():
        assert places.shape == (2000, 3)
        np.testing.assert_allclose(places.mean(axis=0), mean[name], atol=0.02)
    growth = HEAD.bundle.statistics.growth[-1]
    tragion = np.abs(landmarks["tragion_left"][:, 0])
    assert tragion.std() >= growth * abs(mean["tragion_left"][0]) * 0.9


def test_unevenness_knows_what_is_symmetric() -> None:
    form = unevenness(HEAD, "mouth")
    np.testing.assert_allclose(form, form.T)
    weight = HEAD.bundle.template.part_weights[PARTS.index("mouth")]
    acting = np.flatnonzero(weight > 0.02)
    move = HEAD.fitter.part_basis("mouth", acting)
    square = (move**2).sum(axis=2).mean(axis=0)
    forward, odd = 3, 5
    assert form[forward, forward] < 0.002 * square[forward]
    assert form[odd, odd] == pytest.approx(4.0 * square[odd], rel=0.05)
