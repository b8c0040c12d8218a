"""The nine harmonics are orthonormal over the sphere."""

import numpy as np

from core.geometry.harmonics import BANDS, harmonics


def test_harmonics_are_orthonormal() -> None:
    heights, weights = np.polynomial.legendre.leggauss(8)
    angles = np.arange(16) * 2.0 * np.pi / 16.0
    z, a = (grid.ravel() for grid in np.meshgrid(heights, angles, indexing="ij"))
    weight = np.repeat(weights, 16) * 2.0 * np.pi / 16.0
    flat = np.sqrt(1.0 - z**2)
    values = harmonics(np.stack([flat * np.cos(a), flat * np.sin(a), z], axis=1))
    np.testing.assert_allclose(values.T @ (values * weight[:, None]), np.eye(BANDS), atol=1e-12)
