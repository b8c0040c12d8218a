"""Fitting scans without correspondence and landmarks through cameras: truth is found again."""

from dataclasses import replace

import numpy as np
import pytest
import trimesh
from scipy.spatial.transform import Rotation

from core.errors import EditError
from core.geometry.mesh import Mesh
from core.inference.aim_fit import fit_landmarks, fit_scans
from core.models.aim_camera import OrthographicCamera, PinholeCamera
from core.models.aim_person import PersonAim
from tests.core.inference.test_aim_fit import sphere_aim

WEIGHTS = np.array([0.6, 0.2, 0.5, 0.0])
TURN = Rotation.from_euler("xyz", [175.0, 12.0, -6.0], degrees=True).as_matrix()


@pytest.fixture(scope="module")
def aim() -> PersonAim:
    return sphere_aim()


@pytest.fixture(scope="module")
def seen(aim: PersonAim) -> np.ndarray:
    """Eighty vertices of the face."""
    front = np.flatnonzero(aim.anatomy.normal[:, 2] > 0.3)
    return np.random.default_rng(1).choice(front, 80, replace=False)


def test_a_scan_of_other_triangles_and_no_back(aim: PersonAim) -> None:
    """The head is longer than wide: a ball's own turn would not show."""
    stretched = replace(aim.anatomy, bone=aim.anatomy.bone * np.array([0.85, 1.25, 1.0]))
    aim = replace(aim, anatomy=stretched)
    target = aim.posed(WEIGHTS)
    front = target[aim.faces].mean(axis=1)[:, 2] > -20.0
    cut = trimesh.Trimesh(target, aim.faces[front], process=True).subdivide()
    scan = Mesh(np.asarray(cut.vertices), np.asarray(cut.faces))
    fitted = fit_scans(aim, [scan])
    missed = np.linalg.norm(fitted.skin[0] - target, axis=1)
    assert fitted.errors[0] < 0.1
    assert missed[aim.anatomy.normal[:, 2] > 0.2].mean() < 0.4
    assert fitted.jaw[0, 0] == pytest.approx(0.15, abs=0.03)


def test_a_scan_elsewhere_is_refused(aim: PersonAim) -> None:
    away = Mesh(aim.anatomy.skin() + 500.0, aim.faces)
    with pytest.raises(EditError, match="head frame"):
        fit_scans(aim, [away])


def test_landmarks_through_a_pinhole(aim: PersonAim, seen: np.ndarray) -> None:
    target = aim.posed(WEIGHTS)
    camera = PinholeCamera(1400.0, (320.0, 240.0))
    points = camera.project(target[seen] @ TURN.T + np.array([20.0, -10.0, 700.0]))
    fitted = fit_landmarks(aim, points[None], seen, camera, noise=0.1)
    turned = Rotation.from_matrix(fitted.poses[0].rotation @ TURN.T).magnitude()
    assert np.degrees(turned) < 0.5
    assert fitted.errors[0] < 0.3
    np.testing.assert_allclose(fitted.weights[0], WEIGHTS, atol=0.1)


def test_landmarks_without_perspective(aim: PersonAim, seen: np.ndarray) -> None:
    target = aim.posed(WEIGHTS)
    points = 2.5 * (target[seen] @ TURN.T)[:, :2] + np.array([100.0, 50.0])
    fitted = fit_landmarks(aim, points[None], seen, OrthographicCamera(), noise=0.1)
    assert fitted.poses[0].scale == pytest.approx(2.5, rel=0.01)
    np.testing.assert_allclose(fitted.weights[0], WEIGHTS, atol=0.1)


def test_landmarks_in_space_with_gaps(aim: PersonAim, seen: np.ndarray) -> None:
    points = aim.posed(WEIGHTS)[seen] @ TURN.T + np.array([5.0, 0.0, 30.0])
    points[::7] = np.nan
    fitted = fit_landmarks(aim, points[None], seen, noise=0.05)
    assert fitted.errors[0] < 0.1
    np.testing.assert_allclose(fitted.weights[0], WEIGHTS, atol=0.05)


def test_moving_the_camera_does_not_move_the_face(aim: PersonAim, seen: np.ndarray) -> None:
    """Rigid invariance: the same landmarks elsewhere give the same expression."""
    points = aim.posed(WEIGHTS)[seen]
    moved = points @ TURN.T + np.array([40.0, 9.0, -70.0])
    here, there = (fit_landmarks(aim, p[None], seen, noise=0.05) for p in (points, moved))
    np.testing.assert_allclose(here.weights, there.weights, atol=1e-3)
    np.testing.assert_allclose(here.skin, there.skin, atol=0.02)


def test_too_few_landmarks_and_wrong_shapes_are_refused(aim: PersonAim) -> None:
    few = np.arange(4)
    with pytest.raises(EditError, match="fewer than"):
        fit_landmarks(aim, np.zeros((1, 4, 3)), few)
    with pytest.raises(EditError, match="camera"):
        fit_landmarks(aim, np.zeros((1, 4, 2)), few)
    with pytest.raises(EditError, match="no triangles"):
        fit_scans(aim, [replace(Mesh(np.zeros((3, 3)), np.zeros((0, 3), dtype=np.int64)))])
