"""Fields of edits read again what was spread, part at the lips and nowhere else, and never fold."""

import numpy as np
import pytest
import torch
import trimesh

from core.arrays import FloatArray
from core.models.edit_offsets import SPACING, EditSpreader
from core.models.lips import LIP_LINE, lip_height, lip_window, own_side


@pytest.fixture(scope="module")
def vertices() -> FloatArray:
    """Return a ball in front of which the lips' sheet lies, about 4 mm between vertices."""
    ball = trimesh.creation.icosphere(subdivisions=4)
    found: FloatArray = 50.0 * np.asarray(ball.vertices) + np.array([0.0, LIP_LINE[0], 50.0])
    return found


@pytest.fixture(scope="module")
def spreader(vertices: FloatArray) -> EditSpreader:
    return EditSpreader.over(vertices)


def _read(spreader: EditSpreader, moves: FloatArray, points: FloatArray, side: float) -> FloatArray:
    grid = spreader.spread(moves, torch.device("cpu"))
    sides = torch.full((len(points),), side)
    return grid(torch.tensor(points, dtype=torch.float32), sides).double().numpy()


def test_nothing_is_nothing(spreader: EditSpreader, vertices: FloatArray) -> None:
    assert not spreader.shown(np.zeros_like(vertices)).any()
    assert not _read(spreader, np.zeros_like(vertices), vertices, 1.0).any()


def test_one_move_of_all_is_that_move_everywhere(
    spreader: EditSpreader, vertices: FloatArray
) -> None:
    """Also far from the skin, where a field that fades would fold."""
    moves = np.tile([1.0, -20.0, 3.0], (len(vertices), 1))
    places = np.random.default_rng(0).uniform(-90.0, 90.0, (400, 3)) + vertices.mean(axis=0)
    for side in (-1.0, 1.0):
        read = _read(spreader, moves, places, side)
        np.testing.assert_allclose(read, np.tile(moves[0], (400, 1)), atol=1e-4)


def test_a_wide_region_returns_to_a_hundredth(spreader: EditSpreader, vertices: FloatArray) -> None:
    top = vertices[np.argmax(vertices[:, 1])]
    share = np.clip(1.0 - np.linalg.norm(vertices - top, axis=1) / 32.0, 0.0, 1.0)
    weight = share**3 * (share * (share * 6.0 - 15.0) + 10.0)
    moves = 3.0 * weight[:, None] * np.array([0.0, 1.0, 0.0])
    shown = spreader.shown(moves)
    assert np.abs(shown - moves).max() < 0.06
    plain = spreader.at_vertices @ moves
    assert np.abs(shown - moves).max() < 0.5 * np.abs(plain - moves).max()
    assert np.linalg.norm(shown, axis=1)[weight == 0.0].max() < 0.05


def test_the_field_reads_what_the_preview_shows(
    spreader: EditSpreader, vertices: FloatArray
) -> None:
    moves = np.sin(vertices / 20.0)
    grid = spreader.spread(moves, torch.device("cpu"))
    read = grid(torch.tensor(vertices, dtype=torch.float32)).double().numpy()
    np.testing.assert_allclose(read, spreader.shown(moves), atol=1e-4)


def test_lips_are_pulled_apart_and_not_smeared(
    spreader: EditSpreader, vertices: FloatArray
) -> None:
    points = torch.tensor(vertices)
    lower = (own_side(points) < 0).numpy()
    window = lip_window(points).numpy()
    moves = np.where(lower[:, None], np.array([0.0, -20.0, 0.0]), 0.0)
    shown = spreader.shown(moves)
    lips = window > 0.99
    assert (lips & lower).sum() > 5
    assert (lips & ~lower).sum() > 5
    np.testing.assert_allclose(shown[lips & lower, 1], -20.0, atol=0.5)
    np.testing.assert_allclose(shown[lips & ~lower, 1], 0.0, atol=0.5)
    middle = np.array([[0.0, LIP_LINE[0], 98.0]])
    assert _read(spreader, moves, middle, -1.0)[0, 1] < -18.5
    assert abs(_read(spreader, moves, middle, 1.0)[0, 1]) < 1.5


def test_away_from_the_mouth_both_sides_are_one(
    spreader: EditSpreader, vertices: FloatArray
) -> None:
    moves = np.sin(vertices / 15.0)
    points = torch.tensor(vertices)
    away = (lip_window(points) == 0).numpy() & (lip_height(points).abs() > 30.0).numpy()
    upper = _read(spreader, moves, vertices[away], 1.0)
    np.testing.assert_allclose(upper, _read(spreader, moves, vertices[away], -1.0), atol=1e-5)


def test_the_field_has_no_facets(spreader: EditSpreader, vertices: FloatArray) -> None:
    """Second differences across a node are no larger than within a cell."""
    moves = np.zeros_like(vertices)
    moves[:, 1] = 5.0 * np.sin(vertices[:, 0] / 12.0)
    top = vertices[np.argmax(vertices[:, 1])]
    line = top + np.arange(-10.0, 10.0, 0.1)[:, None] * np.array([1.0, 0.0, 0.0])
    values = _read(spreader, moves, line, 1.0)[:, 1]
    slope = np.gradient(values, 0.1)
    assert np.abs(np.diff(slope)).max() < 0.02
    assert SPACING > 1.0
