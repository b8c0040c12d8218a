"""Array types and the one way to make an array immutable."""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

FloatArray: TypeAlias = npt.NDArray[np.float64]
SingleArray: TypeAlias = npt.NDArray[np.float32]
IntArray: TypeAlias = npt.NDArray[np.int64]
RealArray: TypeAlias = npt.NDArray[np.floating[Any]]
BoolArray: TypeAlias = npt.NDArray[np.bool_]


def frozen_floats(values: Any) -> FloatArray:
    """Return `values` as a read-only float64 array that nobody else holds.

    Parameters
    ----------
    values : array_like
        Any numeric array.

    Returns
    -------
    FloatArray
        A contiguous copy, or the same array when it is already read-only and float64.
    """
    if isinstance(values, np.ndarray) and values.dtype == np.float64 and not values.flags.writeable:
        return values
    array = np.array(values, dtype=np.float64, order="C")
    array.setflags(write=False)
    return array


def frozen_ints(values: Any) -> IntArray:
    """Return `values` as a read-only int64 array that nobody else holds.

    Parameters
    ----------
    values : array_like
        Any integer array.

    Returns
    -------
    IntArray
        A contiguous copy, or the same array when it is already read-only and int64.
    """
    if isinstance(values, np.ndarray) and values.dtype == np.int64 and not values.flags.writeable:
        return values
    array = np.array(values, dtype=np.int64, order="C")
    array.setflags(write=False)
    return array
