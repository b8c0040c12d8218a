"""Units at the border: everything inside `core` is in millimetres and degrees.

A scan's unit is a guess from the size of what it shows, because no format but glTF states one and
few programs keep to it.
"""

from types import MappingProxyType
from typing import Literal

Unit = Literal["mm", "cm", "m"]
"""Units that a scan may be read in and a result written in."""

MILLIMETRES_PER_UNIT = MappingProxyType({"mm": 1.0, "cm": 10.0, "m": 1000.0})
"""Length of one unit, mm."""

ESTIMATED = "estimated"
"""Name of a scan's unit when it is none of the known ones and the alignment finds the scale."""

SMALLEST_HEAD_MM = 150.0
"""Bounding-box diagonal below which nothing that shows a whole adult face can lie."""

LARGEST_HEAD_MM = 900.0
"""Bounding-box diagonal of a broad person's head with shoulders; a larger scan is no bust."""

TYPICAL_HEAD_MM = 330.0
"""Bounding-box diagonal of an average adult head without shoulders."""


def is_head_sized(diagonal_mm: float) -> bool:
    """Return whether something of this size can be a face, a head or a head with shoulders.

    Parameters
    ----------
    diagonal_mm : float
        Diagonal of the bounding box, mm.

    Returns
    -------
    bool
        Whether it lies between `SMALLEST_HEAD_MM` and `LARGEST_HEAD_MM`.
    """
    return SMALLEST_HEAD_MM <= diagonal_mm <= LARGEST_HEAD_MM


def guess_unit(diagonal: float) -> tuple[str, float]:
    """Guess the unit in which a head scan was stored from its size.

    The plausible sizes in millimetres, centimetres and metres do not overlap, so the guess is
    unique; a size between them belongs to no unit and is left to the alignment.

    Parameters
    ----------
    diagonal : float
        Diagonal of the bounding box of the scan's largest component, in the file's unit.

    Returns
    -------
    unit : str
        ``mm``, ``cm``, ``m``, or ``estimated`` when no unit makes it the size of a head.
    millimetres_per_unit : float
        Millimetres in one unit; for ``estimated`` what would make it a typical head, to start from.
    """
    for unit, factor in MILLIMETRES_PER_UNIT.items():
        if is_head_sized(diagonal * factor):
            return unit, factor
    return ESTIMATED, TYPICAL_HEAD_MM / diagonal
