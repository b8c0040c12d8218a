"""A face against its mirror image, and the table of every measure."""

import csv
import io
import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from core.geometry.asymmetry import Asymmetry, face_asymmetry
from core.geometry.measure_rows import landmark_places, measure_rows, rows_csv
from core.geometry.norms import load_norms
from core.geometry.surface_points import SurfacePoint
from core.geometry.template import Template
from tests.app.analytic_head import CENTRE
from tests.app.fakes import FakeHeadModel


@pytest.fixture(scope="module")
def template() -> Template:
    return FakeHeadModel(4).bundle.template


def measured(template: Template, vertices: np.ndarray) -> Asymmetry:
    places = {name: vertices[at] for name, at in template.landmarks.items()}
    return face_asymmetry(template, vertices, places)


def test_an_even_face_has_none_wherever_it_looks(template: Template) -> None:
    found = measured(template, template.skin.vertices)
    assert found.rms["face"] < 0.05
    turned = Rotation.from_euler("yz", [12.0, 5.0], degrees=True).apply(
        np.array(template.skin.vertices)
    )
    moved = measured(template, turned + [7.0, 1.0, -3.0])
    assert moved.rms["face"] < 0.05
    expected = Rotation.from_euler("yz", [12.0, 5.0], degrees=True).apply([1.0, 0.0, 0.0])
    assert abs(moved.normal @ expected) == pytest.approx(1.0, abs=1e-3)
    assert moved.tilt == pytest.approx(math.degrees(math.acos(expected[0])), abs=1.0)


def test_a_swollen_cheek_shows_where_and_how_much(template: Template) -> None:
    vertices = template.skin.vertices
    cheek = np.array([48.0, -25.0, 72.0])
    weight = np.exp(-(np.linalg.norm(vertices - cheek, axis=1) ** 2) / (2 * 15.0**2))
    outward = (vertices - CENTRE) / np.linalg.norm(vertices - CENTRE, axis=1, keepdims=True)
    found = measured(template, vertices + 4.0 * weight[:, None] * outward)
    at = int(np.argmin(np.linalg.norm(vertices - cheek, axis=1)))
    across = int(np.argmin(np.linalg.norm(vertices - cheek * [-1, 1, 1], axis=1)))
    assert found.signed[at] == pytest.approx(4.0, abs=0.6)
    # The nearest point of a hill is nearer than the one straight above.
    assert found.signed[across] == pytest.approx(-3.5, abs=0.5)
    assert found.largest < 4.5
    assert found.rms["middle"] > found.rms["upper"]
    assert np.isnan(found.signed[~template.face_mask]).all()
    assert found.score > 0.0


def test_thirds_need_their_landmarks(template: Template) -> None:
    found = face_asymmetry(template, template.skin.vertices, {})
    assert set(found.rms) == {"face"}


def test_moved_landmarks_are_measured_where_they_are(template: Template) -> None:
    vertices = template.skin.vertices
    there = SurfacePoint.at_vertex(template.landmarks["pronasale"])
    bone = SurfacePoint("skull", (1, 2, 3), (0.5, 0.25, 0.25))
    moved = {"nasion": there, "bone:nasion": bone, "unknown": there}
    skin = landmark_places(vertices, template.landmarks, moved)
    assert skin["nasion"] == pytest.approx(vertices[template.landmarks["pronasale"]])
    assert "unknown" not in skin
    skull = landmark_places(template.skull.vertices, {"nasion": 0}, moved, bone=True)
    assert skull["nasion"] == pytest.approx(bone.place(template.skull.vertices))


def test_the_table_holds_face_and_profile_with_norms_by_sex(template: Template) -> None:
    skin = landmark_places(template.skin.vertices, template.landmarks, {})
    bone = {"nasion": np.array([0.0, 26, 90]), "a_point": np.array([0.0, -34, 88]),
            "b_point": np.array([0.0, -70, 82])}  # fmt: skip
    rows = {row.measure.key: row for row in measure_rows(skin, bone, load_norms())}
    width = rows["nose.width"]
    norm = width.norms["female"]
    assert width.score("female") == pytest.approx(
        (width.measure.value - norm.mean) / norm.standard_deviation
    )
    assert width.score("male") < width.score("female")
    assert rows["bone.anb"].group == "bone"
    assert rows["profile.e_line_upper"].group == "skin"
    assert math.isnan(rows["profile.e_line_upper"].score("male"))
    assert not rows["profile.e_line_upper"].unusual("male")
    far = replace(width, measure=replace(width.measure, value=norm.mean + 2.1 * 2.5))
    assert far.unusual("female")
    without = {row.group for row in measure_rows(skin, None, ())}
    assert without == {"face", "skin"}


def test_the_csv_has_one_line_a_measure_and_no_invented_numbers(template: Template) -> None:
    skin = landmark_places(template.skin.vertices, template.landmarks, {})
    rows = measure_rows(skin, None, load_norms())
    text = rows_csv(rows, [("placed", "Scar, long", 12.3456, "mm"), ("x", "y", math.nan, "mm²")])
    lines = list(csv.DictReader(io.StringIO(text)))
    assert len(lines) == len(rows) + 2
    by_key = {line["measure"]: line for line in lines}
    assert float(by_key["nose.width"]["female_mean"]) == 33.99
    assert by_key["nose.width"]["female_source"] == "Weinberg et al. (2016), read in Cliniface"
    assert by_key["profile.e_line_upper"]["male_z"] == ""
    assert by_key["placed"]["value"] == "12.346"
    assert by_key["placed"]["name"] == "Scar, long"
    assert by_key["x"]["value"] == ""
