"""Fitting a field's code: what is found on fields in closed form, and the linear model on ICT."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
import torch
import trimesh
from scipy.spatial.transform import Rotation

from core.bundles.loader import load_bundle
from core.evaluation.comparison import code_sizes, head_vertices, pca_method
from core.evaluation.comparison_fit import (
    FieldFit,
    FieldFitting,
    fit_field,
    laid_on,
    onto_surface,
    surface_points,
)
from core.evaluation.held_out import visible_faces
from core.evaluation.ict import load_population
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.transforms import Similarity
from core.models.cascade import ChainConfig, DeformationChain
from core.models.global_code import GlobalCodeConfig, GlobalCodeModel

RADIUS = 80.0


class Egg:
    """A ball of 80 mm that one code stretches and one expression weight flattens, 6 mm each."""

    def bind(self, codes: Mapping[str, torch.Tensor]) -> Callable[[torch.Tensor], torch.Tensor]:
        shape, calm = codes["egg"]

        def field(points: torch.Tensor) -> torch.Tensor:
            length = points.norm(dim=1)
            up, side = points[:, 1] / length, points[:, 0] / length
            return length - RADIUS - 6.0 * shape * up**3 + 6.0 * calm * side**3

        return field


def egg_points(shape: float, calm: float) -> tuple[np.ndarray, np.ndarray]:
    """Return points and normals of an egg."""
    way = np.random.default_rng(0).normal(size=(1500, 3))
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    points = way * (RADIUS + 6 * shape * way[:, 1] ** 3 - 6 * calm * way[:, 0] ** 3)[:, None]
    given = torch.tensor(points, requires_grad=True)
    field = Egg().bind({"egg": torch.tensor([shape, calm], dtype=torch.float64)})
    (normal,) = torch.autograd.grad(field(given).sum(), given)
    return points, torch.nn.functional.normalize(normal, dim=1).numpy()


def ball() -> Mesh:
    shape = trimesh.creation.icosphere(subdivisions=4, radius=RADIUS)
    return Mesh(np.array(shape.vertices), np.array(shape.faces))


def test_the_code_of_a_field_is_found() -> None:
    points, normals = egg_points(1.2, 0.6)
    fit = fit_field(Egg(), {"egg": (1, 1)}, points, normals, FieldFitting(prior=0.01, calm=0.0))
    shape, calm = fit.codes["egg"].tolist()
    assert shape == pytest.approx(1.2, abs=0.1)
    assert calm == pytest.approx(0.6, abs=0.1)
    assert fit.losses[-1] < 0.1 * fit.losses[0]


def test_a_strong_prior_keeps_the_mean_and_weights_stay_weights() -> None:
    points, normals = egg_points(1.2, -0.6)
    fit = fit_field(Egg(), {"egg": (1, 1)}, points, normals, FieldFitting(prior=1e4, steps=60))
    shape, calm = fit.codes["egg"].tolist()
    assert abs(shape) < 0.3
    assert calm == 0.0


def test_what_is_far_has_no_say() -> None:
    points, normals = egg_points(1.0, 0.0)
    far = points.copy()
    far[:150] *= 1.3
    fit = fit_field(Egg(), {"egg": (1, 1)}, far, normals, FieldFitting(prior=0.01, calm=0.0))
    assert float(fit.codes["egg"][0]) == pytest.approx(1.0, abs=0.15)


def test_points_are_moved_onto_the_surface() -> None:
    field = Egg().bind({"egg": torch.tensor([1.0, 0.0])})
    near = torch.tensor(egg_points(1.0, 0.0)[0] * 1.02, dtype=torch.float32)
    there = onto_surface(field, near, steps=3)
    assert float(field(there).abs().max()) < 1e-2
    once = onto_surface(field, near, steps=1, most=0.5)
    assert float((once - near).norm(dim=1).max()) < 0.51


def test_the_mean_is_laid_onto_a_moved_copy_of_itself() -> None:
    egg = Mesh(egg_like(ball().vertices), ball().faces)
    turn = Rotation.from_euler("xyz", [3, -4, 2], degrees=True).as_matrix()
    moved = Similarity(1.04, turn, np.array([2.0, -3.0, 4.0]))
    fitting = FieldFitting(lowest=-500.0, tolerances=(15.0, *[6.0] * 40))
    placed = laid_on(egg, egg.with_vertices(moved.apply(egg.vertices)), fitting)
    there = SurfaceDistance(egg.with_vertices(moved.apply(egg.vertices)))
    before, after = there.unsigned(egg.vertices)[0], there.unsigned(placed.apply(egg.vertices))[0]
    assert after.mean() < 0.2 * before.mean()
    points, normals = surface_points(
        egg, egg.with_vertices(moved.apply(egg.vertices)), placed, fitting
    )
    assert SurfaceDistance(egg).unsigned(points)[0].mean() < 0.2 * before.mean()
    np.testing.assert_allclose(np.linalg.norm(normals, axis=1), 1.0)


def egg_like(vertices: np.ndarray) -> np.ndarray:
    """Return vertices without any symmetry that a turn could hide in."""
    stretched = vertices * [0.75, 1.25, 1.0]
    stretched[:, 2] += 12.0 * np.sin(vertices[:, 0] / 25.0) * np.cos(vertices[:, 1] / 30.0)
    return np.asarray(stretched)


class TestVertices:
    def test_vertices_follow_the_growing_code(self) -> None:
        codes = {"egg": torch.tensor([1.5, 0.5])}
        fit = FieldFit(codes, Similarity.identity(), [])
        found = head_vertices(Egg(), fit, ball().vertices)
        there = torch.tensor(found, dtype=torch.float32)
        assert float(Egg().bind(codes)(there).abs().max()) < 0.01
        assert np.linalg.norm(found - ball().vertices, axis=1).max() < 10.0

    def test_codes_end_in_their_expression_weights(self) -> None:
        sizes = {"expression": 2, "identity": 3}
        config = ChainConfig(code_sizes=sizes, hidden=4, width=4, sdf_width=4)
        chain = DeformationChain(config, {name: torch.zeros(5, 3) for name in sizes})
        assert code_sizes(chain) == {"expression": (0, 2), "identity": (3, 0)}
        model = GlobalCodeModel(GlobalCodeConfig(code_size=55, width=8, layers=2))
        assert code_sizes(model) == {"global": (2, 53)}


def test_the_linear_model_fits_a_head_of_its_population(shared_data: Path) -> None:
    bundle, population = load_bundle(), load_population(shared_data)
    code = np.random.default_rng(31).normal(size=(1, len(population.identity)))
    faces = visible_faces(bundle, population.mean, population.quads)
    target = Mesh(population.heads(code)[0], faces)
    found = pca_method(bundle, population)(target)
    used = np.unique(faces)
    head = used[target.vertices[used, 1] > -80.0]
    distance = SurfaceDistance(found).unsigned(target.vertices[head])[0]
    assert distance.mean() < 0.25
