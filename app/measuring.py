"""How the studio reads and sets measures of a head. Worker thread only."""

from typing import TYPE_CHECKING

from core.document.state import FaceState
from core.geometry.sides import Side

if TYPE_CHECKING:
    from core.inference.head import HeadModel
    from core.inference.measure_control import MeasureControl, MeasureEdit
    from core.inference.skin_head import SkinHead

SIDES = ("_left", "_right")
"""How keys of one side of a bilateral measure end."""


def read_measures(model: "HeadModel | SkinHead", state: FaceState) -> "tuple[MeasureControl, ...]":
    """Return every measure that can be set.

    Parameters
    ----------
    model : HeadModel or SkinHead
        Measures.
    state : FaceState
        The face.

    Returns
    -------
    tuple of MeasureControl
        A bilateral measure is there three times: both sides as one, left, and right. What is the
        same in all people is left out.
    """
    from core.inference.measure_control import measure_targets

    found = {
        control.key: control
        for symmetric in (True, False)
        for control in measure_targets(model, state, symmetric=symmetric)
    }
    return tuple(control for control in found.values() if control.deviation > 0.0)


def solve_measure(
    model: "HeadModel | SkinHead",
    state: FaceState,
    key: str,
    value: float,
    side: Side | None = None,
) -> "MeasureEdit":
    """Return the edit that brings a measure to a value.

    Parameters
    ----------
    model : HeadModel or SkinHead
        Measures.
    state : FaceState
        The face.
    key : str
        A key of one side moves that side; any other moves both alike.
    value : float
        mm or degrees.
    side : {'left', 'right'}, optional
        Moves this side of the face only.

    Returns
    -------
    MeasureEdit
        With what is to be said of it.

    Raises
    ------
    EditError
        When the model cannot do it.
    """
    from core.inference.measure_control import set_measure

    symmetric = not key.endswith(SIDES)
    return set_measure(model, state, key, value, symmetric=symmetric, side=side)
