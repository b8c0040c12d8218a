"""Fewer triangles: no more than asked for, closed stays closed, and the error told is the error."""

import numpy as np
import pytest

from core.arrays import FloatArray, IntArray
from core.errors import ExportError
from core.geometry import decimation
from core.geometry.decimation import reduced
from core.geometry.distance import hausdorff
from core.geometry.mesh import Mesh
from core.geometry.printing import enclosed_volume, hollowed
from core.geometry.topology import is_watertight
from tests.core.geometry.shapes import sphere


@pytest.fixture(scope="module")
def ball() -> Mesh:
    return sphere(80.0, 5)


@pytest.mark.parametrize("budget", [200, 1000, 5001])
def test_a_closed_surface_stays_closed_within_its_budget(ball: Mesh, budget: int) -> None:
    made, told = reduced(ball, budget)
    assert budget * 0.9 < made.face_count <= budget
    assert (told.before, told.after) == (ball.face_count, made.face_count)
    assert told.watertight
    assert is_watertight(made.faces)
    assert 0.0 < told.mean_mm < told.largest_mm
    assert told.largest_mm == pytest.approx(hausdorff(ball, made, 20_000), rel=0.25)
    assert enclosed_volume(made) == pytest.approx(enclosed_volume(ball), rel=0.05)


def test_more_triangles_err_less(ball: Mesh) -> None:
    errors = [reduced(ball, budget)[1].mean_mm for budget in (300, 1200, 4800)]
    assert errors[0] > 3.0 * errors[1] > 9.0 * errors[2]


def test_a_hollow_keeps_both_its_sides(ball: Mesh) -> None:
    hollow = hollowed(ball, 10.0)
    made, told = reduced(hollow, 6000)
    assert made.face_count <= 6000
    assert told.watertight
    assert enclosed_volume(made) == pytest.approx(enclosed_volume(hollow), rel=0.03)


def test_what_has_few_enough_is_left_alone_and_too_few_are_refused(ball: Mesh) -> None:
    made, told = reduced(ball, ball.face_count)
    assert made is ball
    assert told.largest_mm == 0.0
    with pytest.raises(ExportError, match="at least 100"):
        reduced(ball, 20)


def test_an_open_surface_stays_where_it_was(ball: Mesh) -> None:
    upper = ball.faces[(ball.vertices[ball.faces][:, :, 1] > 0.0).all(axis=1)]
    used, faces = np.unique(upper, return_inverse=True)
    made, told = reduced(Mesh(ball.vertices[used], faces.reshape(-1, 3)), 900)
    assert made.face_count <= 900
    assert not told.watertight
    assert told.largest_mm < 4.0


@pytest.mark.parametrize("budget", [300, 4000])
def test_what_the_quadrics_would_open_is_kept_closed(
    ball: Mesh, budget: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened(*_: object) -> tuple[FloatArray, IntArray]:
        return ball.vertices, ball.faces[: budget - 1]

    monkeypatch.setattr(decimation, "simplified", opened)
    made, told = reduced(ball, budget)
    assert 0.6 * budget < made.face_count <= budget
    assert told.watertight
    assert is_watertight(made.faces)
    assert told.largest_mm < 8.0
