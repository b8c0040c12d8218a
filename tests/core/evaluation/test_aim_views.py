"""Captures of frames are what they claim: another mesh near the skin, points in the picture."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from core.document.state import FaceState
from core.evaluation.aim_edits import incisor_gap, opened_jaw, outside_skin, upper_face
from core.evaluation.aim_session import Session, make_session
from core.evaluation.aim_views import (
    CAMERA,
    LANDMARKS,
    drawn_poses,
    landmark_vertices,
    scan_of,
)
from core.geometry.distance import SurfaceDistance
from core.geometry.topology import is_watertight
from core.geometry.transforms import Similarity
from tests.core.evaluation.aim_heads import ball, small_actor, small_anatomy, small_bundle

BUNDLE = small_bundle()
BUNDLE.template.landmarks = {"nasion": 0, "menton": 1, "glabella": 1200}


@pytest.fixture(scope="module")
def session() -> Session:
    actor = small_actor(BUNDLE)
    return make_session(BUNDLE, actor, small_anatomy(actor), 6)


def test_a_scan_is_open_near_the_skin_and_has_other_vertices(session: Session) -> None:
    skin = session.resting.vertices
    scan = scan_of(session, skin, 1)
    assert not is_watertight(scan.faces)
    distance, _, _ = SurfaceDistance(session.resting).unsigned(scan.vertices)
    assert 0.02 < distance.mean() < 0.3
    assert np.array_equal(scan.vertices, scan_of(session, skin, 1).vertices)
    assert not np.array_equal(scan.vertices, scan_of(session, skin, 2).vertices)


def test_landmarks_are_different_vertices_of_the_face(session: Session) -> None:
    vertices = landmark_vertices(session)
    assert len(set(vertices.tolist())) == LANDMARKS
    assert BUNDLE.template.face_mask[vertices].all()
    nasion = BUNDLE.template.landmarks["nasion"]
    assert (nasion in vertices) == bool(BUNDLE.template.face_mask[nasion])


def test_heads_stand_upright_before_the_camera() -> None:
    for pose in drawn_poses(12):
        head = np.array([[0.0, 100.0, 90.0], [0.0, -90.0, 90.0], [0.0, 0.0, 110.0]])
        places = CAMERA.project(pose.apply(head))
        assert (places > 0.0).all()
        assert (places < [1280.0, 960.0]).all()
        assert places[0, 1] < places[1, 1], "the brow is above the chin"
        assert np.linalg.det(pose.rotation) == pytest.approx(1.0)


class _Jaw:
    """A head whose jaw opens by a known law: the square of the angle."""

    def __init__(self) -> None:
        self.bundle = SimpleNamespace(template=BUNDLE.template, skull=BUNDLE.skull)
        self.bundle.template.skull_landmarks |= {"upper_incisal_edge": 5}

    def skull(self, state: Any) -> Any:
        vertices = np.array(BUNDLE.template.skull.vertices)
        lower = BUNDLE.template.skull_landmarks["lower_incisal_edge"]
        vertices[lower] = vertices[5] + [
            0.0,
            -1.0 - 0.2 * state.bone.get("mandible.open", 0) ** 2,
            0,
        ]
        return SimpleNamespace(mesh=SimpleNamespace(vertices=vertices))


def test_the_jaw_is_opened_to_the_gap_that_is_asked() -> None:
    head: Any = _Jaw()
    opened = opened_jaw(head, _state(), 20.0)
    assert opened.bone["mandible.open"] == pytest.approx(10.0, abs=0.01)
    assert incisor_gap(head, head.skull(opened).mesh.vertices) == pytest.approx(21.0, abs=0.05)


def _state() -> FaceState:
    from tests.app.fakes import FakeHeadModel

    return FakeHeadModel(2).mean_state()


def test_bone_outside_the_skin_is_found() -> None:
    head: Any = SimpleNamespace(bundle=BUNDLE)
    skin = ball((75.0, 120.0, 98.0))
    moved = Similarity(1.0, np.eye(3), np.array([15.0, 0.0, 0.0]))
    bone = ball((65.0, 108.0, 86.0), 3).vertices
    assert not outside_skin(head, skin, bone).any()
    out = outside_skin(head, skin, moved.apply(bone))
    assert out.any()
    assert (bone[out, 0] > 0.0).all()


def test_the_upper_face_is_above_its_landmark() -> None:
    head: Any = SimpleNamespace(bundle=BUNDLE)
    above = upper_face(head, "glabella")
    height = BUNDLE.template.skin.vertices[:, 1]
    assert above.any()
    assert height[above].min() > height[1200]
