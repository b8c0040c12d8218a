"""Smooth steps from zero to one: how everything that fades fades."""

from typing import Any, TypeVar

Values = TypeVar("Values")


def cubic_step(values: Values) -> Values:
    """Return the cubic step from zero to one.

    Parameters
    ----------
    values : array or Tensor
        Any shape; the step lies between zero and one.

    Returns
    -------
    array or Tensor
        Same shape, once continuously differentiable.
    """
    ramp = _ramp(values)
    step: Values = ramp * ramp * (3.0 - 2.0 * ramp)
    return step


def quintic_step(values: Values) -> Values:
    """Return the quintic step from zero to one.

    Parameters
    ----------
    values : array or Tensor
        Any shape; the step lies between zero and one.

    Returns
    -------
    array or Tensor
        Same shape, twice continuously differentiable.
    """
    ramp = _ramp(values)
    step: Values = ramp * ramp * ramp * (ramp * (ramp * 6.0 - 15.0) + 10.0)
    return step


def _ramp(values: Any) -> Any:
    return values.clip(0.0, 1.0)
