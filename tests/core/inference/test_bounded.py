"""Quadratics under bounds, against what a general solver finds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import lsq_linear

from core.inference.bounded import minimise_bounded


@given(st.integers(0, 10_000), st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_agrees_with_a_general_solver(seed: int, size: int) -> None:
    generator = np.random.default_rng(seed)
    root = generator.normal(size=(size + 3, size))
    matrix = root.T @ root + 0.05 * np.eye(size)
    right = 3.0 * generator.normal(size=size)
    low, high = np.where(generator.random(size) < 0.5, 0.0, -np.inf), np.full(size, 0.7)
    found = minimise_bounded(matrix, right, low, high)
    lower = np.linalg.cholesky(matrix)
    reference = lsq_linear(lower.T, np.linalg.solve(lower, right), (low, high), tol=1e-12).x

    def value(x: np.ndarray) -> float:
        return float(0.5 * x @ matrix @ x - right @ x)

    assert (found >= low).all()
    assert (found <= high).all()
    assert value(found) <= value(reference) + 1e-6


def test_without_bounds_it_is_the_linear_solution() -> None:
    matrix, free = np.array([[3.0, 1.0], [1.0, 2.0]]), np.full(2, np.inf)
    found = minimise_bounded(matrix, np.array([1.0, 4.0]), -free, free)
    assert found == pytest.approx(np.linalg.solve(matrix, [1.0, 4.0]))
