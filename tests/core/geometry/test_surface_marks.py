"""Paths, areas and volumes on surfaces whose answers are known."""

import numpy as np
import pytest
import trimesh

from core.arrays import FloatArray
from core.errors import EditError
from core.geometry.areas import outlined_area, volume_between
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.surface_path import PathFinder
from core.geometry.surface_points import (
    SurfacePoint,
    barycentric,
    places,
    point_in_face,
)

RADIUS = 100.0


@pytest.fixture(scope="module")
def ball() -> Mesh:
    sphere = trimesh.creation.icosphere(4, radius=RADIUS)
    return Mesh(np.array(sphere.vertices), np.array(sphere.faces))


@pytest.fixture(scope="module")
def box() -> Mesh:
    block = trimesh.creation.box((40.0, 40.0, 40.0)).subdivide().subdivide().subdivide()
    return Mesh(np.array(block.vertices), np.array(block.faces))


def nearest_points(mesh: Mesh, targets: FloatArray) -> tuple[SurfacePoint, ...]:
    _, closest, faces = SurfaceDistance(mesh).unsigned(targets)
    return tuple(
        point_in_face(mesh.faces, mesh.vertices, int(face), place)
        for face, place in zip(faces, closest, strict=True)
    )


def on_ball(ball: Mesh, *directions: tuple[float, float, float]) -> tuple[SurfacePoint, ...]:
    unit = np.array(directions) / np.linalg.norm(directions, axis=1, keepdims=True)
    return nearest_points(ball, RADIUS * unit)


def test_a_point_follows_its_triangle(ball: Mesh) -> None:
    point = point_in_face(ball.faces, ball.vertices, 7, ball.vertices[ball.faces[7]].mean(axis=0))
    assert point.weights == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    moved = ball.vertices * [2.0, 1.0, 1.0] + 5.0
    assert point.place(moved) == pytest.approx(moved[ball.faces[7]].mean(axis=0))
    assert SurfacePoint.at_vertex(3).place(moved) == pytest.approx(moved[3])
    assert places((), {"skin": moved}).shape == (0, 3)


def test_a_place_beside_a_triangle_is_clamped_to_it() -> None:
    faces = np.array([[0, 1, 2]])
    corners = np.array([[0.0, 0, 0], [1, 0, 0], [0, 1, 0]])
    point = point_in_face(faces, corners, 0, np.array([2.0, -1.0, 0.3]))
    assert min(point.weights) >= 0.0
    assert sum(point.weights) == pytest.approx(1.0)
    weights = barycentric(np.array([[0.25, 0.5, 0.0]]), *(corners[[at]] for at in range(3)))
    assert weights[0] == pytest.approx([0.25, 0.25, 0.5])


@pytest.mark.parametrize("angle", [0.05, 0.6, 1.7])
def test_a_path_on_a_ball_is_its_great_circle(ball: Mesh, angle: float) -> None:
    start, end = on_ball(ball, (1.0, 0.2, 0.3), (np.cos(angle), np.sin(angle), 0.4))
    path = PathFinder(ball.vertices, ball.faces).path(start, end)
    a, b = start.place(ball.vertices), end.place(ball.vertices)
    true = RADIUS * np.arccos(a @ b / np.linalg.norm(a) / np.linalg.norm(b))
    assert path.length == pytest.approx(true, rel=2e-3)
    line = places(path.points, {"skin": ball.vertices})
    assert np.linalg.norm(np.diff(line, axis=0), axis=1).sum() == pytest.approx(path.length)
    assert path.points[0] == start
    assert path.points[-1] == end


def test_a_path_over_a_boxs_edge_is_straight_when_unfolded(box: Mesh) -> None:
    (start, end) = nearest_points(box, np.array([[3.0, -11.0, 20.0], [20.0, 9.0, -4.0]]))
    path = PathFinder(box.vertices, box.faces).path(start, end)
    # Unfolded about the edge x = z = 20: 17 + 24 across, 20 along.
    assert path.length == pytest.approx(np.hypot(17.0 + 24.0, 20.0), rel=1e-5)


def test_pieces_that_are_not_joined_have_no_path(ball: Mesh) -> None:
    two = Mesh(
        np.concatenate([ball.vertices, ball.vertices + 500.0]),
        np.concatenate([ball.faces, ball.faces + len(ball.vertices)]),
    )
    finder = PathFinder(two.vertices, two.faces)
    with pytest.raises(EditError, match="not joined"):
        finder.path(SurfacePoint.at_vertex(0), SurfacePoint.at_vertex(len(ball.vertices)))


@pytest.mark.parametrize("turn", [1.0, -1.0])
def test_an_outline_on_a_flat_side_has_its_area(box: Mesh, turn: float) -> None:
    corners = np.array([[-7.0, -3.0, 20.0], [12.0, -3.0, 20.0], [12.0, 11.0, 20.0],
                        [-7.0, 11.0, 20.0]])  # fmt: skip
    points = nearest_points(box, corners[:: int(turn)])
    line = PathFinder(box.vertices, box.faces).through(points, closed=True)
    assert line.length == pytest.approx(2 * (19.0 + 14.0), rel=1e-4)
    assert outlined_area(box.vertices, box.faces, line) == pytest.approx(19.0 * 14.0, rel=1e-3)


def test_an_outline_within_one_triangle_and_around_a_corner(box: Mesh) -> None:
    finder = PathFinder(box.vertices, box.faces)
    face = int(np.argmax(box.vertices[box.faces].mean(axis=1) @ [0.01, 0.02, 1.0]))
    corners = box.vertices[box.faces[face]]
    inner = corners.mean(axis=0) + 0.5 * (corners - corners.mean(axis=0))
    points = [point_in_face(box.faces, box.vertices, face, place) for place in inner]
    full = 0.5 * np.linalg.norm(np.cross(corners[1] - corners[0], corners[2] - corners[0]))
    line = finder.through(points, closed=True)
    assert outlined_area(box.vertices, box.faces, line) == pytest.approx(full / 4.0)
    ring = nearest_points(box, np.array([[20.0, 20.0, 8.0], [8.0, 20.0, 20.0], [20.0, 8.0, 20.0]]))
    around = finder.through(ring, closed=True)
    assert outlined_area(box.vertices, box.faces, around) == pytest.approx(3 * 72.0, rel=1e-3)


def test_an_outline_of_one_place_encloses_nothing(box: Mesh) -> None:
    point = SurfacePoint.at_vertex(0)
    line = PathFinder(box.vertices, box.faces).through([point, point, point], closed=True)
    with pytest.raises(EditError, match="encloses nothing"):
        outlined_area(box.vertices, box.faces, line)


def test_volume_between_two_shapes_is_the_difference_of_their_volumes(ball: Mesh) -> None:
    after = ball.vertices * (1.0 + 0.1 * np.sin(ball.vertices[:, :1] / 20.0))
    change = volume_between(ball.vertices, after, ball.faces)
    solid = [trimesh.Trimesh(v, ball.faces, process=False).volume for v in (ball.vertices, after)]
    assert change.net == pytest.approx(solid[1] - solid[0])
    assert change.gained > 0.0
    assert change.lost > 0.0
    halves = [(ball.vertices[:, 0] > 0).astype(float), (ball.vertices[:, 0] <= 0).astype(float)]
    parts = [volume_between(ball.vertices, after, ball.faces, half).net for half in halves]
    assert sum(parts) == pytest.approx(change.net)
