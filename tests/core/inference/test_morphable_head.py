"""The linear face says what the parts model says, to first order."""

from typing import TYPE_CHECKING

import numpy as np
import pytest

from core.inference.head_basis import HeadBasis
from core.inference.morphable_head import morphable_model, part_codes
from core.models.morphable import MorphableModel

if TYPE_CHECKING:
    from core.inference.head import HeadModel


@pytest.fixture(scope="module")
def basis(head_model: "HeadModel") -> HeadBasis:
    return HeadBasis(head_model.bundle)


@pytest.fixture(scope="module")
def model(head_model: "HeadModel", basis: HeadBasis) -> MorphableModel:
    return morphable_model(head_model.bundle, basis)


def test_a_person_of_the_linear_face_is_the_head_of_its_part_codes(
    head_model: "HeadModel", basis: HeadBasis, model: MorphableModel
) -> None:
    person = np.random.default_rng(4).normal(size=len(model.identity))
    codes, size = part_codes(head_model.bundle, person)
    joined = head_model.bundle.statistics.join(codes)
    away = np.linalg.norm(basis.surface(joined, size) - model.points(person), axis=1)
    moved = np.linalg.norm(model.points(person) - model.mean, axis=1)
    assert away.max() < 2.0 * abs(size - 1.0) * moved.max(), "only size times shape is left out"
    assert moved.mean() > 1.0


def test_fewer_coefficients_and_fewer_vertices_are_the_same_face(model: MorphableModel) -> None:
    person = np.random.default_rng(5).normal(size=10)
    vertices = np.array([5, 900, 14000])
    whole = np.concatenate([person, np.zeros(len(model.identity) - 10)])
    np.testing.assert_allclose(
        model.at(vertices).points(person), model.points(whole)[vertices], atol=1e-5
    )


def test_an_expression_adds_its_own_displacement(model: MorphableModel) -> None:
    number = model.expression_names.index("jawOpen")
    pose = np.zeros(len(model.expression))
    pose[number] = 0.5
    np.testing.assert_allclose(
        model.points([], pose), model.mean + 0.5 * model.expression[number], atol=1e-5
    )
