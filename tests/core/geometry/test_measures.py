"""Measures against closed forms, and norms against their table."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import EditError
from core.geometry.measure_table import LANDMARKS_OF_KIND, STANDARD_MEASURES
from core.geometry.measures import (
    angle,
    find_measure,
    inclination,
    line_distance,
    measure,
    measure_all,
    measure_values,
    projection,
    slope,
)
from core.geometry.norms import NORMS_FILE, load_norms, norm_for
from core.geometry.template import PARTS
from core.geometry.transforms import Similarity
from core.resources import resource_path

COORDINATE = st.floats(-200, 200)
POINT = st.tuples(COORDINATE, COORDINATE, COORDINATE).map(np.array)


@given(st.floats(0, 180))
def test_angle_between_known_directions(degrees: float) -> None:
    radians = np.radians(degrees)
    other = 3.0 * np.array([np.cos(radians), np.sin(radians), 0.0])
    found = angle(np.array([7.0, 0, 0]), np.zeros(3), other)
    assert found == pytest.approx(degrees, abs=1e-9)


def test_a_triangle_has_180_degrees() -> None:
    a, b, c = np.random.default_rng(0).normal(size=(3, 3))
    assert angle(a, b, c) + angle(b, c, a) + angle(c, a, b) == pytest.approx(180.0)


@pytest.mark.parametrize("side", [-1.0, 1.0])
def test_inclination_is_the_same_on_both_sides(side: float) -> None:
    inner, outer = np.array([side * 16.0, 0, 0]), np.array([side * 46.0, 30.0, -10.0])
    assert inclination(inner, outer) == pytest.approx(45.0)
    assert inclination(outer, inner) == pytest.approx(-45.0)


@pytest.mark.parametrize(("back", "expected"), [(0.0, 0.0), (34.0, 45.0), (-34.0, -45.0)])
def test_a_forehead_leans_back_by_the_slope(back: float, expected: float) -> None:
    low, high = np.array([1.0, 40.0, 99.0]), np.array([-2.0, 74.0, 99.0 - back])
    assert slope(low, high) == pytest.approx(expected)


@given(POINT, st.floats(-50.0, 50.0))
def test_projection_counts_only_forwards(point: np.ndarray, forward: float) -> None:
    moved = point + np.array([3.0, -90.0, forward])
    assert projection(point, moved) == pytest.approx(forward, abs=1e-9)


@given(st.floats(0.0, 80.0), st.floats(-3.0, 3.0), st.floats(0.0, 6.3))
def test_line_distance_is_the_radius_of_a_turn_about_the_line(
    radius: float, along: float, turn: float
) -> None:
    a, b = np.array([-16.0, 2.0, 5.0]), np.array([16.0, 2.0, 5.0])
    point = a + along * (b - a) + radius * np.array([0.0, np.cos(turn), np.sin(turn)])
    assert line_distance(point, a, b) == pytest.approx(radius, abs=1e-9)
    assert line_distance(point, a, a) == pytest.approx(np.linalg.norm(point - a))


def test_many_faces_are_measured_as_one_by_one() -> None:
    random = np.random.default_rng(2)
    for definition in STANDARD_MEASURES:
        many = {name: random.normal(0, 50, (6, 3)) for name in definition.landmarks}
        one = [
            measure(definition, {name: places[k] for name, places in many.items()}).value
            for k in range(6)
        ]
        np.testing.assert_allclose(measure_values(definition, many), one, rtol=1e-12)


@given(st.lists(POINT, min_size=3, max_size=3), st.floats(0.5, 2.0), st.floats(0, 6))
def test_lengths_scale_and_angles_do_not(
    points: list[np.ndarray], scale: float, turn: float
) -> None:
    turned = np.array(
        [[np.cos(turn), 0, np.sin(turn)], [0, 1, 0], [-np.sin(turn), 0, np.cos(turn)]]
    )
    move = Similarity(scale, turned, np.array([3.0, -4.0, 5.0]))
    lengths = [np.linalg.norm(points[k] - points[k - 1]) for k in range(3)]
    before = dict(zip(("nasion", "pronasale", "subnasale"), points, strict=True))
    after = {name: move.apply(place) for name, place in before.items()}
    length = find_measure("nose.bridge_length")
    assert measure(length, after).value == pytest.approx(
        scale * measure(length, before).value, rel=1e-9, abs=1e-9
    )
    if min(lengths) > 1.0:
        tip = find_measure("nose.tip_angle")
        assert measure(tip, after).value == pytest.approx(measure(tip, before).value, abs=1e-6)


def test_a_measure_says_what_it_is() -> None:
    places = {"alare_left": np.array([19.0, 0, 0]), "alare_right": np.array([-19.0, 0, 0])}
    found = measure(find_measure("nose.width"), places)
    assert (found.key, found.name, found.value, found.unit) == (
        "nose.width",
        "Nose width",
        38.0,
        "mm",
    )
    assert set(found.landmarks) == set(places)


def test_only_what_has_landmarks_is_measured() -> None:
    places = {"nasion": np.zeros(3), "gnathion": np.array([0.0, -120.0, 0])}
    assert [one.key for one in measure_all(places)] == ["face.height"]


def test_the_table_is_consistent() -> None:
    keys = [definition.key for definition in STANDARD_MEASURES]
    assert len(set(keys)) == len(keys)
    assert {definition.part for definition in STANDARD_MEASURES} == set(PARTS)
    for definition in STANDARD_MEASURES:
        assert len(definition.landmarks) == LANDMARKS_OF_KIND[definition.kind]
        places = dict.fromkeys(definition.landmarks, np.zeros((4, 3)))
        assert measure_values(definition, places).shape == (4,)


def test_an_unknown_measure_lists_its_neighbours() -> None:
    with pytest.raises(EditError, match=r"nose\.width"):
        find_measure("nose.wdth")
    with pytest.raises(EditError, match=r"no measure 'ear\.width'"):
        find_measure("ear.width")


def test_a_missing_landmark_is_named() -> None:
    with pytest.raises(EditError, match="alare_right"):
        measure(find_measure("nose.width"), {"alare_left": np.zeros(3)})


def test_norms_belong_to_measures() -> None:
    bases = {one.key.removesuffix("_left").removesuffix("_right") for one in STANDARD_MEASURES}
    norms = load_norms(resource_path(*NORMS_FILE))
    assert {norm.key for norm in norms} <= bases
    assert all(norm.standard_deviation > 0 and norm.source for norm in norms)


def test_z_score_by_sex() -> None:
    norms = load_norms()
    female = norm_for(norms, "nose.width", "female")
    male = norm_for(norms, "nose.width", "male")
    assert female is not None
    assert male is not None
    assert (female.mean, male.mean) == (33.99, 38.17)
    assert female.z_score(33.99 + 2 * 2.5) == pytest.approx(2.0)


def test_both_sides_share_a_norm_and_the_largest_study_counts() -> None:
    norm = norm_for(load_norms(), "eyes.fissure_length_left", "female")
    assert norm is not None
    assert norm.count == 1480


def test_norms_of_both_sexes_serve_where_there_is_nothing_better() -> None:
    norm = norm_for(load_norms(), "eyes.fissure_height_right", "male")
    assert norm is not None
    assert norm.sex == "both"


def test_no_norm_and_no_such_sex() -> None:
    assert norm_for(load_norms(), "face.convexity", "female") is None
    with pytest.raises(EditError, match="female or male"):
        norm_for(load_norms(), "nose.width", "x")
