"""A head follows from photographs whose truth is known."""

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from scipy.spatial.transform import Rotation
from torch import nn

from core.errors import BundleError, PhotoError
from core.geometry.mesh import Mesh
from core.geometry.transforms import Similarity, fit_similarity
from core.inference.photo_belief import Belief, belief_json, read_belief
from core.inference.photo_error import vertex_deviation
from core.inference.photo_fit import View
from core.inference.photo_head import BEST, PhotoHead, PhotoMethod, PhotoReader, PhotoShot
from core.inference.photo_landmarks import Face
from core.inference.photo_notes import face_doubts, face_height
from core.inference.photo_texture import facing, read_colours
from core.models.landmark_net import CLOSE, WIDE, LandmarkNet, Sighting
from core.models.morphable import MorphableModel

if TYPE_CHECKING:
    from core.inference.head import HeadModel

CORNERS = ("exocanthion_right", "endocanthion_right", "endocanthion_left", "exocanthion_left")
SIDE = 480
FOCAL = 1500.0


@pytest.fixture(scope="module")
def reader(head_model: "HeadModel") -> PhotoReader:
    """Return a reader whose first landmarks are evenly spread but for the corners of the eyes."""
    template = head_model.bundle.template
    face = np.flatnonzero(template.face_mask)
    vertices = face[:: len(face) // 240]
    for place, name in zip((36, 39, 42, 45), CORNERS, strict=True):
        vertices[place] = template.landmarks[name]
    return PhotoReader(head_model.bundle, _nets(vertices, len(template.skin.vertices)))


def _nets(vertices: np.ndarray, points: int, hybrid: nn.Module | None = None) -> SimpleNamespace:
    """Return networks that were not taught, an encoder, and one colour for all template points."""
    torch.manual_seed(0)
    wide, close = (LandmarkNet(len(vertices), framing, width=2) for framing in (WIDE, CLOSE))
    return SimpleNamespace(
        vertices=vertices, wide=wide, close=close, coarse=None, hybrid=hybrid,
        colour_mean=np.full((points, 3), 0.3), colour_modes=np.zeros((1, points, 3)),
    )  # fmt: skip


def _shot(
    reader: PhotoReader, person: np.ndarray, yaw: float, noise: float = 0.0, **said: object
) -> PhotoShot:
    """Return a photograph of a person whose left half of the picture is red, the other blue."""
    skin = reader.model.points(person)
    turn = Rotation.from_euler("y", yaw, degrees=True).as_matrix()
    rotation = np.diag([1.0, -1.0, -1.0]) @ turn
    middle = rotation @ [0.0, -10.0, 60.0]
    place = Similarity(1.0, rotation, np.array([0.0, 0.0, 900.0]) - middle)
    view = View(np.zeros(0), place, FOCAL, ((SIDE - 1) / 2, (SIDE - 1) / 2))
    places = view.project(skin[reader.vertices])
    places += np.random.default_rng(3).normal(0.0, noise, places.shape)
    picture = np.zeros((SIDE, SIDE, 3), np.uint8)
    picture[:, : SIDE // 2, 0], picture[:, SIDE // 2 :, 2] = 200, 200
    photo = SimpleNamespace(
        name="face.png", picture=picture, focal=FOCAL, notes=(), centre=view.centre
    )
    face = Face(places, np.full(len(places), max(noise, 0.05)), 9.0)
    return PhotoShot(photo, face, neutral=True, **said)


@pytest.fixture(scope="module")
def person(reader: PhotoReader) -> np.ndarray:
    return np.random.default_rng(8).normal(size=len(reader.model.identity))


@pytest.fixture(scope="module")
def head(reader: PhotoReader, person: np.ndarray) -> PhotoHead:
    return reader.fit([_shot(reader, person, 20.0)], PhotoMethod.DETAIL)


def _off(found: np.ndarray, true: np.ndarray, mask: np.ndarray) -> float:
    move = fit_similarity(found[mask], true[mask], with_scale=False)
    return float(np.linalg.norm(move.apply(found[mask]) - true[mask], axis=1).mean())


def test_exact_landmarks_give_the_head_back(
    head_model: "HeadModel", reader: PhotoReader, person: np.ndarray, head: PhotoHead
) -> None:
    mask, true = head_model.bundle.template.face_mask, reader.model.points(person)
    assert _off(head.skin, true, mask) < 0.3
    assert _off(reader.model.mean, true, mask) > 2.0
    plain = reader.fit([_shot(reader, person, 20.0)], PhotoMethod.MORPHABLE)
    assert _off(plain.skin, true, mask) < _off(reader.model.mean, true, mask)


def test_a_document_follows_with_the_same_shape(
    head_model: "HeadModel", reader: PhotoReader, head: PhotoHead
) -> None:
    statistics = head_model.bundle.statistics
    assert {part: len(code) for part, code in head.codes.items()} == statistics.code_sizes
    assert len(head.expression) == len(reader.model.expression_names)
    assert max(head.expression) == 0.0, "the face was said to be at rest"
    np.testing.assert_allclose(head.neutral_skin, head.skin, atol=0.05)


def test_the_expected_error_falls_with_better_landmarks(
    reader: PhotoReader, person: np.ndarray, head: PhotoHead
) -> None:
    worse = reader.fit([_shot(reader, person, 20.0, noise=4.0)], PhotoMethod.DETAIL)
    assert (worse.deviation > 0.0).all()
    assert worse.deviation.mean() > 2.0 * head.deviation.mean()


def test_a_rigid_motion_is_no_error() -> None:
    mean = np.random.default_rng(0).normal(size=(50, 3)) * 40.0
    shift = np.ones((1, 50, 3), np.float32)
    stretch = (mean * [1.0, 0.0, 0.0]).astype(np.float32)[None] / 40.0
    model = MorphableModel(mean, np.vstack([shift, stretch]), np.zeros((0, 50, 3), np.float32), ())
    face = np.ones(50, dtype=bool)
    assert vertex_deviation(model, np.diag([4.0, 1e-9]), face).max() < 1e-3
    assert vertex_deviation(model, np.diag([1e-9, 4.0]), face).mean() > 0.5


def test_a_known_distance_makes_the_head_as_large(
    reader: PhotoReader, person: np.ndarray, head: PhotoHead
) -> None:
    def pupils(skin: np.ndarray) -> float:
        corners = skin[reader.vertices[[36, 39, 42, 45]]]
        return float(np.linalg.norm(corners[:2].mean(axis=0) - corners[2:].mean(axis=0)))

    wanted = 1.06 * pupils(head.neutral_skin)
    shot = _shot(reader, person, 20.0, noise=1.0)
    for method in (PhotoMethod.MORPHABLE, PhotoMethod.DETAIL):
        told = reader.fit([shot], method, distance=wanted)
        assert told.scale_known
        assert not head.scale_known
        assert pupils(told.neutral_skin) == pytest.approx(wanted, abs=0.6)


def test_a_place_put_by_hand_counts_more(reader: PhotoReader, person: np.ndarray) -> None:
    shot = _shot(reader, person, 0.0, noise=4.0)
    moved = shot.face.places.copy()
    moved[100] += [9.0, 0.0]
    face = Face(moved, shot.face.deviations, 9.0)
    off = []
    for known in (np.array([], dtype=int), np.array([100])):
        fit = reader.fit([PhotoShot(shot.photo, face, neutral=True, known=known)], BEST)
        seen = fit.views[0].project(fit.skin[reader.vertices[[100]]])
        off.append(float(np.linalg.norm(seen - moved[100])))
    assert off[1] < 0.7 * off[0]


def test_one_photograph_leaves_the_hidden_side_to_the_mirror(
    head_model: "HeadModel", reader: PhotoReader, head: PhotoHead
) -> None:
    skin = head_model.bundle.template.skin.with_vertices(head.skin)
    landmarks = head_model.bundle.template.landmarks
    # The head is turned to its left: its right side is seen, in the left half of the picture.
    seen, hidden = landmarks["tragion_right"], landmarks["tragion_left"]
    straight = facing(skin, head.views[0])
    assert straight[seen] > 0.3
    assert straight[hidden] == 0.0
    assert head.colours is not None
    assert head.filled[hidden]
    assert not head.filled[seen]
    assert head.colours[hidden] == pytest.approx(head.colours[seen], abs=0.05)
    both = reader.fit(
        [_shot(reader, head.person, yaw) for yaw in (45.0, -45.0)], PhotoMethod.DETAIL
    )
    assert both.filled.sum() < 0.7 * head.filled.sum()


def test_colours_come_from_where_the_camera_sees_the_skin(reader: PhotoReader) -> None:
    corners = [[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]]
    behind = [[-1, -1, -1], [1, 1, -1], [-1, 1, -1]]
    square = Mesh(
        np.array(corners + behind, dtype=float) * 10.0,
        np.array([[0, 1, 2], [0, 2, 3], [4, 6, 5]]),
    )
    place = Similarity(1.0, np.diag([1.0, -1.0, -1.0]), np.array([0.0, 0.0, 100.0]))
    view = View(np.zeros(0), place, 100.0, (20.0, 20.0))
    picture = np.zeros((41, 41, 3), np.uint8)
    picture[:20, :, 1] = 255  # the upper half is green
    found = read_colours([square], [view], [picture], np.array([1, 0, 3, 2, 4, 5, 6]))
    assert found is not None
    assert list(found.filled) == 4 * [False] + 3 * [True]
    np.testing.assert_allclose(found.colours[2:4, 1], 1.0)
    np.testing.assert_allclose(found.colours[:2, 1], 0.0)
    np.testing.assert_allclose(found.colours[4:, 1], 0.5, err_msg="what touches nothing known")


def test_only_profiles_are_refused(reader: PhotoReader, person: np.ndarray) -> None:
    with pytest.raises(PhotoError, match="from the side only"):
        reader.fit([_shot(reader, person, 80.0)], BEST)
    with pytest.raises(PhotoError, match="no photograph"):
        reader.fit([], BEST)
    few = _shot(reader, person, 0.0)
    few.face.places[5:] = np.nan
    with pytest.raises(PhotoError, match="landmarks"):
        reader.fit([few], BEST)


def test_what_was_measured_is_read_again(tmp_path: Path) -> None:
    belief = Belief(7, {"hybrid": np.array([0.5, 0.8])}, {}, {"hybrid": 1.25}, {"hybrid": 1.5})
    path = tmp_path / "belief.json"
    path.write_text(json.dumps(belief_json(belief)))
    again = read_belief(path)
    assert belief_json(again) == belief_json(belief)
    assert again.of_person("hybrid", np.zeros(2)).spread == pytest.approx([0.5, 0.8])
    assert again.of_person("detail", np.zeros(2)).spread.min() > 0.8, (
        "unmeasured is little believed"
    )
    assert read_belief(tmp_path / "none.json").portraits == 0
    (tmp_path / "bad.json").write_text("{}")
    with pytest.raises(BundleError, match="damaged"):
        read_belief(tmp_path / "bad.json")


def test_an_encoder_helps_as_far_as_it_is_believed(
    head_model: "HeadModel", reader: PhotoReader, person: np.ndarray
) -> None:
    class Knows(nn.Module):
        def forward(self, seen: Sighting) -> SimpleNamespace:
            assert seen.places.shape == (1, len(reader.vertices), 2)
            assert float(seen.places.abs().max()) < 1.0, "the face fills the crop"
            pose = torch.zeros(1, len(reader.model.expression))
            return SimpleNamespace(person=torch.tensor(person)[None], pose=pose)

    nets = _nets(reader.vertices, len(reader.model.mean), Knows())
    shot = _shot(reader, person, 0.0, noise=6.0)
    off = []
    for spread in (1.0, 0.3):
        belief = Belief(1, {"hybrid": np.full(len(person), spread)}, {}, {"hybrid": 2.0})
        told = PhotoReader(head_model.bundle, nets, belief).fit([shot], PhotoMethod.HYBRID)
        off.append(float(np.linalg.norm(told.person - person)))
    blind = reader.fit([shot], PhotoMethod.HYBRID)
    assert off[1] < 0.8 * off[0]
    assert off[0] < float(np.linalg.norm(blind.person - person))


def test_doubts_about_a_face_are_told(reader: PhotoReader, person: np.ndarray) -> None:
    shot = _shot(reader, person, 0.0)
    assert face_doubts(shot.photo, shot.face) == ()
    bright = SimpleNamespace(
        **{**vars(shot.photo), "picture": np.full_like(shot.photo.picture, 250)}
    )
    dark = SimpleNamespace(**{**vars(shot.photo), "picture": shot.photo.picture // 20})
    vague = replace(shot.face, deviations=0.1 * face_height(shot.face) + 0 * shot.face.deviations)
    small = replace(shot.face, places=0.3 * shot.face.places + 150.0)
    for photo, face, words in [
        (dark, shot.face, "very dark"), (bright, shot.face, "overexposed"),
        (shot.photo, vague, "unsure"),
        (shot.photo, small, "small"),
    ]:  # fmt: skip
        (told,) = face_doubts(photo, face)
        assert words in told
        assert "face.png" in told
