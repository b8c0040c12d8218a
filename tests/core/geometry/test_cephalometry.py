"""Profile measures on profiles whose answers are known by construction."""

import math

import numpy as np
import pytest

from core.geometry.cephalometry import (
    PROFILE_MEASURES,
    line_offset,
    measure_profile,
    profile_landmarks,
)
from core.geometry.norms import load_norms, norm_for
from tests.app.fakes import FakeHeadModel


def at(forward: float, up: float, side: float = 0.0) -> np.ndarray:
    return np.array([side, up, forward])


def one(key: str, skin: dict[str, np.ndarray], bone: dict[str, np.ndarray] | None = None) -> float:
    (found,) = [m for m in measure_profile(skin, bone) if m.key == key]
    return found.value


def test_a_lip_behind_the_esthetic_line_is_negative() -> None:
    skin = {"pronasale": at(10, 10), "pogonion": at(0, 0), "labiale_inferius": at(0, 2)}
    assert one("profile.e_line_lower", skin) == pytest.approx(-math.sqrt(2.0))
    skin["labiale_inferius"] = at(4, 2)
    assert one("profile.e_line_lower", skin) == pytest.approx(math.sqrt(2.0))


def test_where_a_point_lies_sideways_does_not_matter() -> None:
    there = line_offset(at(3, 5, 20.0), at(0, 10), at(0, 0))
    assert there == pytest.approx(3.0)


@pytest.mark.parametrize("degrees", [-20.0, 0.0, 12.0])
def test_convexity_is_how_far_the_profile_turns(degrees: float) -> None:
    half = math.radians(degrees / 2.0)
    skin = {
        "glabella": at(-50.0 * math.sin(half), 50.0 * math.cos(half)),
        "subnasale": at(0, 0),
        "pogonion": at(-50.0 * math.sin(half), -50.0 * math.cos(half)),
    }
    assert one("profile.convexity", skin) == pytest.approx(degrees)


def test_anb_is_positive_when_the_upper_jaw_is_ahead() -> None:
    down = -50.0
    ahead = -down * math.tan(math.radians(5.0))
    bone = {"nasion": at(0, 0), "a_point": at(ahead, down), "b_point": at(0, 2 * down)}
    assert one("bone.anb", {}, bone) == pytest.approx(5.0)
    swapped = bone | {"a_point": bone["b_point"], "b_point": bone["a_point"]}
    assert one("bone.anb", {}, swapped) == pytest.approx(-5.0)


def test_angles_to_the_frankfurt_horizontal() -> None:
    upright = {"nasion": at(0, 100), "pogonion": at(0, 0)}
    assert one("profile.facial_angle", upright) == pytest.approx(90.0)
    ahead = {"nasion": at(0, 100), "pogonion": at(100 * math.tan(math.radians(3)), 0)}
    assert one("profile.facial_angle", ahead) == pytest.approx(93.0)
    bone = {
        "gonion_left": at(0, 30, 45),
        "gonion_right": at(0, 10, -45),
        "menton": at(20 / math.tan(math.radians(25)), 0),
    }
    assert one("bone.mandibular_plane", {}, bone) == pytest.approx(25.0)


def test_the_lip_that_stands_out_makes_the_z_angle() -> None:
    skin = {"labiale_superius": at(5, 20), "labiale_inferius": at(6, 12), "pogonion": at(0, 0)}
    expected = 90.0 - math.degrees(math.atan2(6, 12))
    assert one("profile.z_angle", skin) == pytest.approx(expected)


def test_what_is_not_there_is_left_out() -> None:
    assert measure_profile({"nasion": at(0, 0)}) == ()
    skin = {"glabella": at(0, 10), "subnasale": at(0, -50)}
    assert [found.key for found in measure_profile(skin)] == ["profile.middle_third"]


def test_the_columella_lies_between_tip_and_base_on_the_midline() -> None:
    template = FakeHeadModel(5).bundle.template
    found = profile_landmarks(template)
    assert set(found) >= set(template.landmarks)
    place = template.skin.vertices[found["columella"]]
    low = template.skin.vertices[template.landmarks["subnasale"]][1]
    high = template.skin.vertices[template.landmarks["pronasale"]][1]
    assert low < place[1] < high
    assert abs(place[0]) < 2.0


def test_norms_of_the_profile_belong_to_measures() -> None:
    keys = {definition.key for definition in PROFILE_MEASURES}
    norms = [norm for norm in load_norms() if norm.key.startswith(("profile.", "bone."))]
    assert len(norms) > 8
    assert {norm.key for norm in norms} <= keys
    convexity = norm_for(load_norms(), "profile.convexity", "female")
    assert convexity is not None
    assert convexity.z_score(20.0) == pytest.approx(2.0)
    guide = norm_for(load_norms(), "profile.e_line_upper", "male")
    assert guide is not None
    assert math.isnan(guide.z_score(0.0))
