"""Excursions of a face between two poses, against moves that are known."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from core.geometry.asymmetry import face_asymmetry
from core.geometry.mimic import (
    BothSides,
    change_map,
    excursions,
    healthy_target,
    laid_on_rest,
    positions,
    region_rms,
    still_vertices,
)
from core.geometry.template import Template
from tests.app.analytic_head import CENTRE
from tests.app.fakes import FakeHeadModel


@pytest.fixture(scope="module")
def template() -> Template:
    made = FakeHeadModel(4).bundle.template
    skin = made.skin.vertices

    def nearest(x: float, y: float) -> int:
        front = np.where(skin[:, 2] > 40.0, np.hypot(skin[:, 0] - x, skin[:, 1] - y), np.inf)
        return int(np.argmin(front))

    lids = {
        f"palpebrale_{edge}_{side}": nearest(sign * 31.0, height)
        for side, sign in (("left", 1.0), ("right", -1.0))
        for edge, height in (("superius", 21.0), ("inferius", 9.0))
    }
    return replace(made, landmarks={**made.landmarks, **lids})


def pulled(template: Template, name: str, move: tuple[float, float, float], width: float):
    """Return the template's vertices with a hill of motion around a landmark."""
    skin = template.skin.vertices
    away = np.linalg.norm(skin - skin[template.landmarks[name]], axis=1)
    return skin + np.clip(1.0 - (away / width) ** 2, 0.0, None)[:, None] ** 2 * np.array(move)


def named(rows: tuple[BothSides, ...]) -> dict[str, BothSides]:
    return {row.name: row for row in rows}


def test_a_known_smile_is_told_wherever_the_head_looks(template: Template) -> None:
    rest = template.skin.vertices
    smile = pulled(template, "cheilion_left", (4.0, 3.0, 0.0), 20.0)
    smile = smile + pulled(template, "cheilion_right", (0.0, 2.0, 0.0), 20.0) - rest
    turn = Rotation.from_euler("yxz", [14.0, -6.0, 5.0], degrees=True)
    other = Rotation.from_euler("yxz", [-9.0, 3.0, 2.0], degrees=True)
    found = named(
        excursions(template, other.apply(rest.copy()), turn.apply(smile.copy()) + [9.0, -40.0, 3.0])
    )
    corner = found["mouth_corner"]
    assert (corner.left, corner.right) == pytest.approx((5.0, 2.0), abs=1e-6)
    assert corner.difference == pytest.approx(3.0, abs=1e-6)
    assert corner.index == pytest.approx(40.0, abs=1e-4)
    up, out = found["mouth_corner_up"], found["mouth_corner_out"]
    assert (up.left, up.right) == pytest.approx((3.0, 2.0), abs=1e-6)
    assert (out.left, out.right) == pytest.approx((4.0, 0.0), abs=1e-6)
    assert found["upper_lid"].left == pytest.approx(0.0, abs=1e-6)


def test_one_lid_that_closes_and_one_brow_that_rises(template: Template) -> None:
    rest = template.skin.vertices
    blink = pulled(template, "palpebrale_superius_right", (0.0, -6.0, 0.0), 9.0)
    lid = named(excursions(template, rest, blink))["upper_lid"]
    assert (lid.left, lid.right) == pytest.approx((0.0, 6.0), abs=1e-6)
    assert lid.index == pytest.approx(0.0)
    before, after = named(positions(template, rest)), named(positions(template, blink))
    gap = before["eye_opening"].right - after["eye_opening"].right
    assert gap == pytest.approx(6.0, abs=0.05)
    assert before["eye_opening"].difference == pytest.approx(0.0, abs=0.2)
    above = template.skin.vertices[template.landmarks["palpebrale_superius_left"]] + [0, 12, 0]
    rise = np.linalg.norm(rest - above, axis=1) < 25.0
    raised = named(excursions(template, rest, rest + rise[:, None] * np.array([0.0, 4.0, 0.0])))
    assert raised["brow"].left == pytest.approx(4.0, abs=0.1)
    assert raised["brow"].right == pytest.approx(0.0, abs=1e-6)


def test_what_moves_beside_the_mouth_does_not_shift_the_head(template: Template) -> None:
    rest = template.skin.vertices
    still = still_vertices(template)
    assert still.sum() < template.face_mask.sum()
    # A third of what should hold still is swollen.
    swollen = rest.copy()
    some = np.flatnonzero(still)[::3]
    swollen[some] += 3.0 * (rest[some] - CENTRE) / 100.0
    laid = laid_on_rest(template, rest, swollen + [5.0, 0.0, 0.0])
    kept = np.setdiff1d(np.arange(len(rest)), some)
    np.testing.assert_allclose(laid[kept], rest[kept], atol=1e-6)


def test_the_target_is_the_healthy_side_on_both(template: Template) -> None:
    rest = template.skin.vertices
    droop = pulled(template, "cheilion_right", (0.0, -6.0, 0.0), 18.0)
    target = healthy_target(template, droop, "left")
    left = rest[:, 0] > 0.0
    np.testing.assert_array_equal(target[left], droop[left])
    assert np.linalg.norm(target - rest, axis=1)[template.face_mask].max() < 0.6
    places = {name: target[at] for name, at in template.landmarks.items()}
    assert face_asymmetry(template, target, places).rms["face"] < 0.1
    wrong = healthy_target(template, droop, "right")
    corner = template.landmarks["cheilion_left"]
    assert wrong[corner][1] - rest[corner][1] == pytest.approx(-6.0, abs=0.8)


def test_asymmetry_is_told_where_it_is(template: Template) -> None:
    droop = pulled(template, "cheilion_right", (0.0, -6.0, 4.0), 18.0)
    places = {name: droop[at] for name, at in template.landmarks.items()}
    found = region_rms(template, face_asymmetry(template, droop, places).signed)
    assert found["mouth"] > 3.0 * found["forehead"]
    assert {"eyes", "nose", "cheeks", "chin"} - set(found) <= {"eyes"}


def test_a_change_between_visits_has_a_sign(template: Template) -> None:
    rest = template.skin.vertices
    normal = (rest - CENTRE) / np.linalg.norm(rest - CENTRE, axis=1, keepdims=True)
    away = np.linalg.norm(rest - rest[template.landmarks["pogonion"]], axis=1)
    swollen = rest + (2.0 * np.exp(-((away / 15.0) ** 2)))[:, None] * normal
    found = change_map(template, rest, swollen + [0.0, 8.0, 0.0])
    assert found[template.landmarks["pogonion"]] == pytest.approx(2.0, abs=0.3)
    assert np.isnan(found[~template.face_mask]).all()


def test_a_face_at_rest_has_no_index() -> None:
    assert np.isnan(BothSides("brow", 0.3, -0.4).index)
    assert BothSides("brow", 4.0, -1.0).index == 0.0
