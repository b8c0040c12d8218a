"""Checks of single JSON values of the project file: type, range, finiteness. Nothing is trusted."""

import math
from collections.abc import Mapping
from typing import Any

_LONGEST_CODE = 4096


class DocumentError(ValueError):
    """A value of the document is not what it must be; the message names it."""


class NewerVersionError(DocumentError):
    """The document was written by a later program."""


def checked_mapping(value: Any, name: str) -> Mapping[str, Any]:
    """Return a value that must be an object.

    Parameters
    ----------
    value : Any
        What the document holds.
    name : str
        What it is, for the message.

    Returns
    -------
    mapping
        The value.

    Raises
    ------
    DocumentError
        When it is none.
    """
    if not isinstance(value, dict):
        raise DocumentError(f"{name} is not an object")
    return value


def checked_text(value: Any, name: str) -> str:
    """Return a value that must be a short printable text.

    Parameters
    ----------
    value : Any
        What the document holds.
    name : str
        What it is, for the message.

    Returns
    -------
    str
        The value.

    Raises
    ------
    DocumentError
        When it is none.
    """
    if not isinstance(value, str) or not value or len(value) > 255 or not value.isprintable():
        raise DocumentError(f"{name} is not a short text")
    return value


def checked_number(value: Any, name: str, low: float, high: float) -> float:
    """Return a value that must be a number in a range.

    Parameters
    ----------
    value : Any
        What the document holds.
    name : str
        What it is, for the message.
    low, high : float
        Range, both ends included.

    Returns
    -------
    float
        The value.

    Raises
    ------
    DocumentError
        When it is none.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise DocumentError(f"{name} is not a number")
    if not low <= value <= high or not math.isfinite(value):
        raise DocumentError(f"{name} is out of range")
    return float(value)


def checked_numbers(value: Any, name: str, low: float, high: float) -> tuple[float, ...]:
    """Return a value that must be a list of numbers in a range.

    Parameters
    ----------
    value : Any
        What the document holds.
    name : str
        What it is, for the message.
    low, high : float
        Range, both ends included.

    Returns
    -------
    tuple of float
        The values.

    Raises
    ------
    DocumentError
        When it is none.
    """
    if not isinstance(value, list) or len(value) > _LONGEST_CODE:
        raise DocumentError(f"{name} is not a list of numbers")
    return tuple(checked_number(item, name, low, high) for item in value)


def checked_triple(value: Any, name: str) -> tuple[float, ...]:
    """Return a value that must be a list of three numbers.

    Parameters
    ----------
    value : Any
        What the document holds.
    name : str
        What it is, for the message.

    Returns
    -------
    tuple of 3 float
        The values.

    Raises
    ------
    DocumentError
        When it is none.
    """
    numbers = checked_numbers(value, name, -1e9, 1e9)
    if len(numbers) != 3:
        raise DocumentError(f"{name} does not have three numbers")
    return numbers
