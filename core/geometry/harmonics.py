"""Light from far away, as nine spherical harmonics of the surface's normal."""

from typing import Any

import numpy as np

from core.arrays import FloatArray

BANDS = 9
"""Functions of the first three bands: more hardly show on a matte surface."""


def harmonics(normals: FloatArray) -> FloatArray:
    """Return the first nine real spherical harmonics.

    Parameters
    ----------
    normals : (n, 3) float64
        Of unit length.

    Returns
    -------
    (n, 9) float64
        Constant, then y, z, x, then xy, yz, 3 z^2 - 1, xz, x^2 - y^2, each with the norm that makes
        them orthonormal over the sphere.
    """
    x, y, z = normals.T
    found: FloatArray = np.stack(bands(x, y, z), axis=1)
    return found


def bands(x: Any, y: Any, z: Any) -> list[Any]:
    """Return the nine functions of unit vectors, for arrays of any library.

    Parameters
    ----------
    x, y, z : array
        Components, of one shape.

    Returns
    -------
    list of array
        Of that shape, in the order of `harmonics`.
    """
    return [
        0.28209479177387814 + 0.0 * x,
        0.4886025119029199 * y,
        0.4886025119029199 * z,
        0.4886025119029199 * x,
        1.0925484305920792 * x * y,
        1.0925484305920792 * y * z,
        0.31539156525252005 * (3.0 * z**2 - 1.0),
        1.0925484305920792 * x * z,
        0.5462742152960396 * (x**2 - y**2),
    ]
