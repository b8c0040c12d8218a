"""Distances between skulls that are spheres are known."""

import numpy as np
import pytest

from core.document.real_skull import RealSkull
from core.evaluation.ct_comparison import compare_with_ct
from core.geometry.mesh import Mesh
from tests.core.geometry.shapes import sphere


def _shell(radius: float) -> Mesh:
    return sphere(radius, subdivisions=5)


def _labels(mesh: Mesh) -> np.ndarray:
    return (mesh.vertices[:, 1] < -40.0).astype(np.int64)


@pytest.mark.parametrize("off", [1.5, -3.0])
def test_a_skull_that_is_too_large_or_small_is_off_by_so_much(off: float) -> None:
    inferred, real = _shell(90.0 + off), _shell(90.0)
    std = np.full(inferred.vertex_count, 1.0)
    found = compare_with_ct(inferred, _labels(inferred), std, RealSkull(real, _labels(real)))
    rows = {row.region: row for row in found.regions}
    assert set(rows) == {"full", "face", "mouth", "vault", "mandible"}
    for row in rows.values():
        assert row.mean == pytest.approx(abs(off), abs=0.05)
        assert row.p95 == pytest.approx(abs(off), abs=0.1)
        assert row.share_under_2mm == pytest.approx(1.0 if abs(off) < 2.0 else 0.0)
        assert row.within_90 == (1.0 if abs(off) < 1.645 else 0.0)
    assert found.signed == pytest.approx(np.full(inferred.vertex_count, off), abs=0.1)


def test_bone_that_the_ct_does_not_show_is_not_held_against_the_skull() -> None:
    inferred, whole = _shell(90.0), _shell(90.0)
    shown = (whole.vertices[whole.faces][:, :, 1] > 0.0).all(axis=1)
    real = Mesh(whole.vertices, whole.faces[shown])
    found = compare_with_ct(
        inferred,
        _labels(inferred),
        np.ones(inferred.vertex_count),
        RealSkull(real, np.zeros(10242)),
    )
    full = found.regions[0]
    assert full.inferred_to_real < 0.3
    assert np.isnan(found.signed[inferred.vertices[:, 1] < -5.0]).all()
    assert "mandible" not in [row.region for row in found.regions]
