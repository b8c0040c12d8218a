"""Drawn portraits: one seed one picture, and what is said of them is true."""

from typing import TYPE_CHECKING

import numpy as np
import pytest

from core.evaluation.face_map import USUAL_BROW, FaceMap
from core.evaluation.photo_noise import Noise, step
from core.evaluation.photo_scene import Ranges, Studio, draw_pose
from core.evaluation.photo_sitters import SIZE, palsy_sitting, sittings
from core.geometry.mesh import Mesh
from core.geometry.mimic import excursions
from core.geometry.ray_image import cast_image, pixel_rays
from core.inference.morphable_head import morphable_model

if TYPE_CHECKING:
    from core.inference.head import HeadModel

PLAIN = Ranges(yaw=5.0, pitch=5.0, roll=5.0, mimic=0.0, props=0.0, spoil=0.0)


@pytest.fixture(scope="module")
def studio(head_model: "HeadModel") -> Studio:
    bundle = head_model.bundle
    skin = bundle.template.skin
    face = FaceMap(skin.vertices, bundle.manifest.landmarks)
    return Studio(morphable_model(bundle), skin.faces, face)


def test_one_seed_is_one_picture(studio: Studio) -> None:
    first, again, other = (studio.portrait(seed, 64) for seed in (3, 3, 4))
    np.testing.assert_array_equal(first.picture, again.picture)
    assert (first.picture != other.picture).mean() > 0.5


def test_eyes_are_dark_where_the_truth_says_they_are(
    studio: Studio, head_model: "HeadModel"
) -> None:
    marks = head_model.bundle.manifest.landmarks
    darker = 0
    for seed in range(6):
        portrait = studio.portrait(seed, 128, PLAIN)
        grey = portrait.picture.mean(axis=2)
        inner = portrait.project(np.array([marks["endocanthion_left"]]))[0]
        outer = portrait.project(np.array([marks["exocanthion_left"]]))[0]
        x, y = (0.5 * (inner + outer)).round().astype(int)
        cheek = (0.5 * (inner + outer) + [0.0, 0.9 * np.linalg.norm(outer - inner)]).round()
        u, v = cheek.astype(int)
        darker += grey[y - 1 : y + 2, x - 1 : x + 2].min() < grey[v, u]
    assert darker >= 5


def test_brows_are_marked_where_they_are_painted(studio: Studio) -> None:
    mean = studio.model.mean
    marks = studio.face.brow_marks(mean)
    assert len(set(marks.tolist())) == 10
    assert (studio.face.brow(mean[marks], USUAL_BROW, 4.0) > 0.0).sum() >= 8
    np.testing.assert_allclose(mean[marks[5:]][::-1] * [-1.0, 1.0, 1.0], mean[marks[:5]], atol=3.0)


def test_only_an_open_mouth_shows_what_lies_between_the_lips(studio: Studio) -> None:
    model = studio.model
    inside, height = studio.face.mouth(model.mean)
    rows = np.flatnonzero((inside[studio.faces] > 0.0).all(axis=1))
    up = height[studio.faces[rows]]
    assert (np.ptp(up, axis=1) > 0.5).any(), "some triangles reach from one lip to the other"
    pose = np.zeros(len(model.expression))
    pose[model.expression_names.index("jawOpen")] = 1.0
    wide = [
        np.ptp(skin[studio.faces[rows]][:, :, 1], axis=1).max()
        for skin in (model.mean, model.points(np.zeros(len(model.identity)), pose))
    ]
    assert wide[0] < 3.0
    assert wide[1] > 20.0


def test_a_portrait_projects_as_its_camera_says(studio: Studio) -> None:
    portrait = studio.portrait(7, 96)
    mesh = Mesh(portrait.placed(), studio.faces)
    rays = pixel_rays(96, 96, portrait.focal, portrait.centre)
    seen = cast_image(mesh, rays)
    corners = portrait.project()[studio.faces[seen.triangle]]
    places = (seen.shares[:, :, None] * corners).sum(axis=1)
    rows, columns = np.divmod(seen.pixels, 96)
    away = np.hypot(places[:, 0] - columns, places[:, 1] - rows)
    assert np.percentile(away, 99) < 0.3, "perspective within a triangle is next to nothing"


def test_poses_have_weights_between_zero_and_one_and_are_often_one_sided() -> None:
    names = ("mouthSmile_L", "mouthSmile_R", "jawOpen", "mouthClose")
    drawn = np.array([draw_pose(np.random.default_rng(seed), names, 1.0) for seed in range(200)])
    assert drawn.min() >= 0.0
    assert drawn.max() <= 1.0
    assert (drawn[:, 3] <= drawn[:, 2]).all(), "lips close only as far as the jaw is open"
    uneven = np.abs(drawn[:, 0] - drawn[:, 1]) > 0.1
    assert 0.05 < uneven.mean() < 0.6
    assert not draw_pose(np.random.default_rng(0), names, 0.0).any()


def test_noise_has_unit_deviation_and_its_own_slope() -> None:
    rng = np.random.default_rng(0)
    noise = Noise.draw(rng, 10.0, 32)
    points = rng.uniform(-200.0, 200.0, (4000, 3))
    assert noise(points).std() == pytest.approx(1.0, abs=0.15)
    nudge = 1e-5 * np.eye(3)
    ahead = np.stack([noise(points + one) - noise(points - one) for one in nudge], axis=1)
    np.testing.assert_allclose(noise.slope(points), ahead / 2e-5, atol=1e-5)
    np.testing.assert_allclose(step(np.array([-2.0, 0.0, 2.0]), 1.0), [0.0, 0.5, 1.0])


def test_held_out_people_sit_as_they_are_told(studio: Studio, head_model: "HeadModel") -> None:
    template = head_model.bundle.template
    taken = sittings(studio, template, 1)
    assert [one.yaw for one in taken] == [0, 0, 20, 40, 60]
    assert [one.mimic for one in taken] == [False, True, False, False, False]
    for one in taken:
        ahead = one.portrait.turn @ [0.0, 0.0, -1.0]
        told = np.degrees(np.arctan2(np.hypot(ahead[0], ahead[1]), ahead[2]))
        assert told == pytest.approx(one.yaw, abs=13.0)
        assert one.portrait.focal == pytest.approx(one.lens / 36.0 * SIZE)
    assert np.array_equal(taken[0].portrait.person, taken[4].portrait.person)


def test_a_drawn_palsy_lags_by_five_millimetres(studio: Studio, head_model: "HeadModel") -> None:
    template = head_model.bundle.template
    for person, weak in ((0, "right"), (1, "left")):
        made = palsy_sitting(studio, template, person)
        assert made.weak == weak
        corner = excursions(template, made.rest.skin, made.smile.skin)[0]
        lag = corner.difference if weak == "right" else -corner.difference
        assert lag == pytest.approx(5.0, abs=1e-3)
        assert not made.rest.pose.any()
