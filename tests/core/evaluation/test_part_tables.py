"""The measures of the parts table against shapes whose answer is known."""

import numpy as np
import pytest
import trimesh

from core.evaluation.held_out import closeness_by_region
from core.evaluation.part_quality import curvature_jump
from core.evaluation.real_scans import scan_to_surface
from core.geometry.mesh import Mesh


def _ball(radius: float) -> Mesh:
    ball = trimesh.creation.icosphere(5, radius)
    return Mesh(np.array(ball.vertices), np.array(ball.faces))


def test_concentric_spheres_are_half_a_millimetre_apart() -> None:
    inner, outer = _ball(60.0), _ball(60.5)
    upper = inner.vertices[:, 1] > 0.0
    masks = {"full": np.ones(inner.vertex_count, dtype=bool), "nose": upper}
    close = closeness_by_region(inner, outer, masks, threshold=0.4)
    assert close["full"].scd == pytest.approx(0.5, abs=0.02)
    assert close["nose"].scd == pytest.approx(0.5, abs=0.02)
    assert close["full"].f_paper == 0.0
    assert close["full"].f_1mm == 100.0


def test_the_farthest_points_of_a_scan_can_be_cut() -> None:
    ball = _ball(60.0)
    everywhere = np.ones(ball.vertex_count, dtype=bool)
    directions = ball.vertices[:1000] / 60.0
    height = np.where(np.arange(1000) < 50, 5.0, 1.0)
    points = directions * (60.0 + height)[:, None]
    assert scan_to_surface(points, ball, everywhere, 0.0) == pytest.approx(1.2, abs=0.02)
    assert scan_to_surface(points, ball, everywhere, 0.05) == pytest.approx(1.0, abs=0.02)
    far = directions * 90.0
    assert np.isnan(scan_to_surface(far, ball, everywhere, 0.0))


def test_a_crease_is_a_jump_and_a_sphere_is_not() -> None:
    side = np.arange(21.0)
    x, y = (grid.ravel() for grid in np.meshgrid(side, side, indexing="ij"))
    corner = (np.arange(20)[:, None] * 21 + np.arange(20)).ravel()
    faces = np.vstack(
        [
            np.stack([corner, corner + 21, corner + 1], 1),
            np.stack([corner + 21, corner + 22, corner + 1], 1),
        ]
    )
    middle = 10 * 21 + np.arange(3, 18)
    edges = np.stack([middle, middle - 21], axis=1)
    roof = np.stack([x, y, -np.abs(x - 10.0)], axis=1)
    flat = np.stack([x, y, np.zeros_like(x)], axis=1)
    assert curvature_jump(flat, faces, edges) == pytest.approx(0.0, abs=1e-12)
    assert curvature_jump(roof, faces, edges) > 0.2
