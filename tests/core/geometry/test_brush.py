"""Strokes lay their amount once, on the side that faces the brush, alike on both sides if asked."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.arrays import FloatArray
from core.geometry.brush import Brush, Stroke, coverage
from core.geometry.brush_shaping import PullStroke, ShapingStroke
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.thickness import neighbour_average
from tests.app.analytic_head import sphere

DIRECTIONS, FACES = sphere(4)
SKIN = 60.0 * DIRECTIONS
NORMALS = vertex_normals(SKIN, FACES)
LIMIT = 10.0


def _stroke(brush: Brush, before: FloatArray | None = None, *, symmetric: bool = False) -> Stroke:
    return Stroke(SKIN, NORMALS, before, brush, LIMIT, symmetric=symmetric)


def _touch(stroke: Stroke, direction: tuple[float, float, float]) -> FloatArray:
    unit = np.array(direction) / np.linalg.norm(direction)
    stroke.move_to(60.0 * unit, unit)
    return stroke.paint


def test_the_middle_gets_the_amount_and_beyond_the_radius_nothing() -> None:
    paint = _touch(_stroke(Brush(2.0, 15.0)), (0.3, 0.2, 1.0))
    at = 60.0 * np.array([0.3, 0.2, 1.0]) / np.linalg.norm([0.3, 0.2, 1.0])
    distance = np.linalg.norm(SKIN - at, axis=1)
    assert paint[distance < 2.5].min() > 1.9
    assert not paint[distance > 15.0].any()
    assert paint.min() >= 0.0


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 12), st.floats(-3.0, 3.0))
def test_passing_a_place_often_paints_it_once(times: int, amount: float) -> None:
    once, often = _stroke(Brush(amount)), _stroke(Brush(amount))
    wanted = _touch(once, (0.0, 0.0, 1.0))
    for _ in range(times):
        found = _touch(often, (0.0, 0.0, 1.0))
    np.testing.assert_allclose(found, wanted)


def test_a_fast_hand_leaves_no_gaps() -> None:
    fast, slow = _stroke(Brush(1.0, 12.0)), _stroke(Brush(1.0, 12.0))
    _touch(fast, (-0.5, 0.0, 1.0))
    quick = _touch(fast, (0.5, 0.0, 1.0))
    for x in np.linspace(-0.5, 0.5, 40):
        careful = _touch(slow, (float(x), 0.0, 1.0))
    middle = (np.abs(SKIN[:, 1]) < 2.0) & (np.abs(SKIN[:, 0]) < 20.0) & (SKIN[:, 2] > 0)
    assert quick[middle].min() > 0.5
    assert careful[middle].min() > 0.9


def test_strokes_add_up_to_the_limit_and_shift_takes_them_away() -> None:
    paint: FloatArray | None = None
    for _ in range(30):
        paint = _touch(_stroke(Brush(0.5), paint), (0.0, 0.0, 1.0))
    assert paint is not None
    assert paint.max() == LIMIT
    less = _touch(_stroke(Brush(-0.5), paint), (0.0, 0.0, 1.0))
    assert less.max() < LIMIT


def test_both_sides_alike_and_the_midline_once() -> None:
    paint = _touch(_stroke(Brush(2.0, 15.0), symmetric=True), (0.6, 0.1, 0.8))
    mirror = np.array([int(np.argmin(np.linalg.norm(SKIN - p * [-1, 1, 1], axis=1))) for p in SKIN])
    np.testing.assert_allclose(paint[mirror], paint, atol=0.15)
    assert paint[SKIN[:, 0] > 10.0].max() > 1.9
    assert paint[SKIN[:, 0] < -10.0].max() > 1.9
    assert _touch(_stroke(Brush(2.0, 15.0), symmetric=True), (0.0, 0.0, 1.0)).max() <= 2.0


def test_skin_behind_is_not_reached() -> None:
    """Of two sheets four millimetres apart only the one that faces the brush is painted."""
    flat = np.stack(np.meshgrid(np.arange(-20.0, 21.0), np.arange(-20.0, 21.0)), -1).reshape(-1, 2)
    front = np.column_stack([flat, np.zeros(len(flat))])
    vertices = np.vstack([front, front - [0.0, 0.0, 4.0]])
    normals = np.vstack([np.tile([0.0, 0.0, 1.0], (len(flat), 1))] * 2)
    normals[len(flat) :] *= -1.0
    dab = coverage(vertices, normals, np.zeros(3), np.array([0.0, 0.0, 1.0]), Brush(1.0, 12.0))
    assert dab[: len(flat)].max() == pytest.approx(1.0)
    assert not dab[len(flat) :].any()


@pytest.mark.parametrize("softness", [0.1, 0.5, 1.0])
def test_softness_widens_the_falloff(softness: float) -> None:
    line = np.column_stack([np.linspace(0.0, 12.0, 200), np.zeros(200), np.zeros(200)])
    up = np.tile([0.0, 0.0, 1.0], (200, 1))
    dab = coverage(line, up, np.zeros(3), up[0], Brush(1.0, 12.0, softness))
    assert (np.diff(dab) <= 1e-12).all()
    assert (dab > 0.99).sum() == pytest.approx(200 * (1.0 - 0.82 * softness), abs=25)


@pytest.mark.parametrize("kind", ["smooth", "flatten"])
def test_shaping_evens_out_a_bump_and_leaves_the_rest(kind: str) -> None:
    top = np.array([0.0, 0.0, 1.0])
    bump = 3.0 * np.exp(-np.square(np.linalg.norm(SKIN - 60.0 * top, axis=1) / 6.0))
    skin = Mesh(SKIN + bump[:, None] * DIRECTIONS, FACES)
    brush = Brush(4.0, 20.0, kind=kind)
    normals = vertex_normals(skin.vertices, FACES)
    stroke = ShapingStroke(skin.vertices, normals, None, brush, LIMIT, neighbour_average(skin))
    for _ in range(6):
        stroke.move_to(63.0 * top, top)
    after = np.linalg.norm(skin.vertices + stroke.paint[:, None] * normals, axis=1)
    near = np.linalg.norm(SKIN - 60.0 * top, axis=1) < 6.0
    assert np.ptp(after[near]) < 0.6 * np.ptp(60.0 + bump[near])
    assert not stroke.paint[np.linalg.norm(skin.vertices - 63.0 * top, axis=1) > 20.0].any()


def test_a_pull_follows_the_hand_and_a_light_pen_lays_less() -> None:
    top = np.array([0.0, 0.0, 1.0])
    stroke = PullStroke(SKIN, NORMALS, None, Brush(1.0, 15.0, kind="pull"), LIMIT)
    stroke.move_to(60.0 * top, top)
    for by in (2.5, -1.5, 40.0):
        stroke.pull(by)
        assert stroke.paint[np.argmax(SKIN[:, 2])] == pytest.approx(np.clip(by, -LIMIT, LIMIT))
    light = _stroke(Brush(2.0, 15.0))
    light.pressure = 0.25
    assert _touch(light, (0.0, 0.0, 1.0)).max() == pytest.approx(0.5)
