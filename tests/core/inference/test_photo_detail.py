"""A bump is found from its shading."""

import numpy as np
import pytest

from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.transforms import Similarity
from core.inference.photo_detail import LARGEST, Shown, shaded_detail
from core.inference.photo_fit import View

STEP, COUNT = 2.0, 45
HEIGHT = 0.8


def _dome() -> np.ndarray:
    """Return heights of a part of a sphere: a plane would not tell where the light comes from."""
    axis = (np.arange(COUNT) - COUNT // 2) * STEP
    x, y = np.meshgrid(axis, axis)
    return np.sqrt(85.0**2 - x**2 - y**2)


def _grid(heights: np.ndarray) -> Mesh:
    axis = (np.arange(COUNT) - COUNT // 2) * STEP
    x, y = np.meshgrid(axis, axis)
    index = np.arange(COUNT * COUNT).reshape(COUNT, COUNT)
    a, b, c, d = (
        part.ravel() for part in (index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1])
    )
    faces = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    return Mesh(np.stack([x.ravel(), y.ravel(), heights.ravel()], axis=1), faces)


def _taken(bumpy: Mesh, flat: Mesh, *, contrast: float) -> Shown:
    """Photograph the bumpy surface, one pixel a vertex, lit from the side."""
    normals = vertex_normals(bumpy.vertices, bumpy.faces)
    level = 0.4 + contrast * (0.5 * normals[:, 0] + 0.3 * normals[:, 1])
    grey = (255.0 * np.clip(level, 0.0, 1.0) ** (1.0 / 2.2)).round().astype(np.uint8)
    picture = np.repeat(grey.reshape(COUNT, COUNT)[::-1, :, None], 3, axis=2)
    far, middle = 1e5, (COUNT - 1) / 2.0
    place = Similarity(1.0, np.diag([1.0, -1.0, -1.0]), np.array([0.0, 0.0, far]))
    return Shown(flat.vertices, View(np.zeros(0), place, far / STEP, (middle, middle)), picture)


@pytest.fixture(scope="module")
def bump() -> np.ndarray:
    axis = (np.arange(COUNT) - COUNT // 2) * STEP
    x, y = np.meshgrid(axis, axis)
    return HEIGHT * np.exp(-(x**2 + y**2) / (2.0 * 6.0**2))


def test_a_bump_is_found_where_it_is(bump: np.ndarray) -> None:
    flat, bumpy = _grid(_dome()), _grid(_dome() + bump)
    everywhere, self_ = np.ones(COUNT**2, dtype=bool), np.arange(COUNT**2)
    found = shaded_detail(flat, everywhere, [_taken(bumpy, flat, contrast=1.0)], self_)
    inner = np.abs(flat.vertices[:, :2]).max(axis=1) < 30.0
    assert np.corrcoef(found[inner], bump.ravel()[inner])[0, 1] > 0.7
    left = (found - bump.ravel())[inner]
    assert np.std(left) < 0.85 * np.std(bump.ravel()[inner])
    assert np.abs(found).max() <= LARGEST


def test_even_shading_and_hidden_skin_ask_for_nothing() -> None:
    flat = _grid(_dome())
    everywhere, self_ = np.ones(COUNT**2, dtype=bool), np.arange(COUNT**2)
    still = shaded_detail(flat, everywhere, [_taken(flat, flat, contrast=0.5)], self_)
    assert np.abs(still).max() < 0.05 * HEIGHT
    dark = _taken(flat, flat, contrast=1.0)
    unseen = Shown(dark.skin, dark.view, np.zeros_like(dark.picture))
    assert np.abs(shaded_detail(flat, everywhere, [unseen], self_)).max() == 0.0
