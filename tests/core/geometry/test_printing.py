"""Walls have the thickness asked for, prints are closed, and open surfaces are told apart."""

import numpy as np
import pytest

from core.errors import ExportError
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.printing import (
    check_print,
    enclosed_volume,
    hollowed,
    shelled,
    thinnest_wall,
)
from tests.core.geometry.shapes import cap, sphere

BALL = sphere(40.0, 4)


def test_a_ball_is_closed_and_as_thick_as_it_is_wide() -> None:
    found = check_print(BALL)
    assert found.watertight
    assert (found.open_edges, found.pieces) == (0, 1)
    assert found.size_mm == pytest.approx((80.0, 80.0, 80.0), abs=0.2)
    assert found.volume_ml == pytest.approx(4.0 / 3.0 * np.pi * 4.0**3, rel=0.01)
    assert found.thinnest_mm == pytest.approx(80.0, abs=1.0)


def test_an_open_surface_has_no_volume() -> None:
    found = check_print(cap(40.0))
    assert not found.watertight
    assert found.open_edges > 10
    assert np.isnan(found.volume_ml)
    assert np.isnan(found.thinnest_mm)


def test_vertices_at_one_place_count_as_one() -> None:
    loose = Mesh(
        BALL.vertices[BALL.faces].reshape(-1, 3), np.arange(3 * BALL.face_count).reshape(-1, 3)
    )
    assert check_print(loose).watertight


@pytest.mark.parametrize("wall", [2.0, 5.0])
def test_a_hollow_ball_has_the_wall_asked_for(wall: float) -> None:
    made = hollowed(BALL, wall)
    found = check_print(made)
    assert found.watertight
    assert found.pieces == 2
    assert found.thinnest_mm == pytest.approx(wall, abs=0.06)
    shell = 4.0 / 3.0 * np.pi * (4.0**3 - (4.0 - wall / 10.0) ** 3)
    assert found.volume_ml == pytest.approx(shell, rel=0.03)
    # outside it is the same surface
    np.testing.assert_array_equal(made.vertices[: BALL.vertex_count], BALL.vertices)
    inner = made.vertices[BALL.vertex_count :]
    assert SurfaceDistance(BALL).unsigned(inner)[0].min() >= wall - 1e-6


def test_a_drain_opens_the_hollow_at_the_bottom() -> None:
    made = hollowed(BALL, 3.0, 8.0)
    found = check_print(made)
    assert found.watertight
    assert found.pieces == 1
    hole = enclosed_volume(hollowed(BALL, 3.0)) - enclosed_volume(made)
    assert hole == pytest.approx(np.pi * 4.0**2 * 3.0, rel=0.15)


def test_a_shell_closes_an_open_surface() -> None:
    made = shelled(cap(40.0), 2.0)
    found = check_print(made)
    assert found.watertight
    assert thinnest_wall(made) == pytest.approx(2.0, abs=0.35)
    away = SurfaceDistance(cap(40.0)).unsigned(made.vertices)[0]
    np.testing.assert_allclose(away, 1.0, atol=0.12)


def test_a_shell_reaches_across_triangles_larger_than_its_cells() -> None:
    sheet = Mesh([[0, 0, 0], [60, 0, 0], [60, 60, 0], [0, 60, 0]], [[0, 1, 2], [0, 2, 3]])
    found = check_print(shelled(sheet, 3.0))
    assert (found.watertight, found.pieces) == (True, 1)
    assert found.volume_ml == pytest.approx(6.0 * 6.0 * 0.3, rel=0.12)


def test_what_cannot_be_printed_is_refused_in_one_sentence() -> None:
    for wish, words in (
        (lambda: hollowed(cap(40.0), 2.0), "open surface"),
        (lambda: hollowed(sphere(10.0, 3), 15.0), "no room"),
        (lambda: hollowed(BALL, 0.2), "cannot be made"),
        (lambda: hollowed(BALL, 2.0, 90.0), "drain hole"),
        (lambda: shelled(BALL, 50.0), "cannot be made"),
        (lambda: check_print(Mesh(np.zeros((0, 3)), np.zeros((0, 3)))), "no surface"),
    ):
        with pytest.raises(ExportError, match=words) as refused:
            wish()
        assert "\n" not in str(refused.value)
