"""The analytic head must itself be right, or the tests that lean on it prove nothing."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import trimesh

from core.document.state import FaceState
from core.geometry.mesh import Mesh
from core.geometry.template import PARTS
from tests.app.analytic_head import component_fields, part_weights
from tests.app.fakes import FakeHeadModel, sample_scan


def _scan(path: Path) -> SimpleNamespace:
    loaded = trimesh.load(path, process=False)
    return SimpleNamespace(
        mesh=Mesh(loaded.vertices, loaded.faces),
        millimetres_per_unit=1.0,
        path=path,
        sha256="0" * 64,
        unit="mm",
    )


@pytest.fixture(scope="module")
def model() -> FakeHeadModel:
    return FakeHeadModel()


@pytest.fixture(scope="module")
def fitted(model: FakeHeadModel, tmp_path_factory: pytest.TempPathFactory) -> FaceState:
    path = tmp_path_factory.mktemp("scan") / "head.obj"
    sample_scan(path)
    return model.fit(_scan(path))


def test_part_weights_sum_to_one(model: FakeHeadModel) -> None:
    template = model.bundle.template
    np.testing.assert_allclose(template.part_weights.sum(axis=0), 1.0)


def test_mean_state_gives_the_template(model: FakeHeadModel) -> None:
    skin = model.skin_preview(model.mean_state())
    np.testing.assert_allclose(skin.vertices, model.bundle.template.skin.vertices)


def test_surfaces_are_watertight_and_wound_outwards(model: FakeHeadModel) -> None:
    for mesh in (model.skin_preview(model.mean_state()), model.skin_full(model.mean_state())):
        body = trimesh.Trimesh(mesh.vertices, mesh.faces, process=False)
        assert body.is_watertight
        assert body.volume > 0


def test_thickness_moves_the_skin_and_leaves_the_skull(model: FakeHeadModel) -> None:
    before = model.mean_state()
    after = replace(before, thickness={"cheek_left": 3.0})
    moved = np.linalg.norm(
        model.skin_preview(after).vertices - model.skin_preview(before).vertices, axis=1
    )
    assert moved.max() == pytest.approx(3.0, abs=0.1)
    np.testing.assert_array_equal(
        model.skull(after).mesh.vertices, model.skull(before).mesh.vertices
    )
    assert np.nanmax(model.thickness(after) - model.thickness(before)) == pytest.approx(
        3.0, abs=0.1
    )


def test_skull_lies_inside(model: FakeHeadModel) -> None:
    skin = model.skin_preview(model.mean_state())
    body = trimesh.Trimesh(skin.vertices, skin.faces, process=False)
    assert body.contains(model.skull(model.mean_state()).mesh.vertices).all()


def test_fit_passes_through_the_scan(model: FakeHeadModel, fitted: FaceState) -> None:
    assert fitted.scan is not None
    assert fitted.scan.report.face_error_mean < 2.0
    assert np.linalg.norm(fitted.scan.residual, axis=1).mean() < 2.0


def test_scan_follows_edits_made_since_the_fit(model: FakeHeadModel, fitted: FaceState) -> None:
    points = model.skin_preview(fitted).vertices
    np.testing.assert_allclose(model.edit_scan(points, fitted), points, atol=1e-9)
    codes = dict(fitted.codes)
    codes["nose"] = (codes["nose"][0] + 1.0, *codes["nose"][1:])
    moved = model.edit_scan(points, replace(fitted, codes=codes)) - points
    directions = (points - [0.0, 2.0, 4.0]) / np.linalg.norm(
        points - [0.0, 2.0, 4.0], axis=1, keepdims=True
    )
    expected = fitted.size * component_fields(directions)[PARTS.index("nose"), 0]
    np.testing.assert_allclose(moved, expected, atol=1e-9)
    assert part_weights(directions)[0, np.argmax(np.linalg.norm(moved, axis=1))] > 0.5
