"""The treatment in the project file: moves as JSON, the simulated skin as an array."""

from typing import Any

import numpy as np

from core.arrays import FloatArray
from core.document.json_values import DocumentError, checked_mapping, checked_number
from core.document.state import FaceState
from core.document.treatment import (
    AXES,
    LIMIT_DEGREES,
    LIMIT_MM,
    MATERIALS,
    SEGMENTS,
    TETS,
    Move,
    Treatment,
)
from core.document.treatment_edits import FARTHEST

TREATMENT_VERSION = 6
"""Format of documents with a treatment: an older program would leave it out unsaid."""


def treatment_to_json(state: FaceState) -> dict[str, Any]:
    """Return the treatment as JSON values, without the simulated skin.

    Parameters
    ----------
    state : FaceState
        Any state.

    Returns
    -------
    dict
        Empty where nothing was chosen; `simulated` says whether an array must be there.
    """
    treatment = state.treatment
    if treatment == Treatment():
        return {}
    return {
        "treatment": {
            "moves": {
                key: dict(zip(AXES, move, strict=True)) for key, move in treatment.moves.items()
            },
            "units": {axis: "mm" if at < 3 else "degrees" for at, axis in enumerate(AXES)},
            "material": treatment.material,
            "tetrahedra": treatment.tets,
            "simulated": treatment.simulated,
            "spread_mm": treatment.spread,
            **({"on_ct": True} if treatment.on_ct else {}),
        }
    }


def treatment_from_json(value: Any, skin: FloatArray | None) -> Treatment:
    """Return the treatment that JSON values describe.

    Parameters
    ----------
    value : Any
        What the document holds; None for no treatment.
    skin : (n, 3) float64 or None
        The simulated displacement beside it, mm.

    Returns
    -------
    Treatment
        Fully checked.

    Raises
    ------
    DocumentError
        When anything is not what it must be, or document and array do not agree.
    """
    if value is None:
        if skin is not None:
            raise DocumentError("its simulated skin belongs to no treatment")
        return Treatment()
    top = checked_mapping(value, "treatment")
    simulated = top.get("simulated")
    if not isinstance(simulated, bool) or simulated != (skin is not None):
        raise DocumentError("its simulated skin is missing or unannounced")
    if skin is not None and np.abs(skin).max(initial=0.0) > FARTHEST:
        raise DocumentError("its simulated skin is out of range")
    material, tets = top.get("material"), top.get("tetrahedra")
    if material not in MATERIALS:
        raise DocumentError("treatment.material is none")
    if isinstance(tets, bool) or tets not in TETS:
        raise DocumentError("treatment.tetrahedra is none of the choices")
    moves = checked_mapping(top.get("moves"), "treatment.moves")
    unknown = [str(key)[:40] for key in moves if key not in SEGMENTS]
    if unknown:
        raise DocumentError(f"treatment names {unknown[0]!r}, which is no segment")
    return Treatment(
        {key: _move(one, f"treatment.{key}") for key, one in moves.items()},
        str(material),
        int(tets),
        skin,
        checked_number(top.get("spread_mm", 0.0), "treatment.spread_mm", 0.0, FARTHEST),
        top.get("on_ct") is True,
    )


def _move(value: Any, name: str) -> Move:
    numbers = checked_mapping(value, name)
    if set(numbers) != set(AXES):
        raise DocumentError(f"{name} does not name {', '.join(AXES)}")
    limits = (LIMIT_MM, LIMIT_MM, LIMIT_MM, LIMIT_DEGREES, LIMIT_DEGREES, LIMIT_DEGREES)
    a, b, c, d, e, f = (
        checked_number(numbers[axis], f"{name}.{axis}", -limit, limit)
        for axis, limit in zip(AXES, limits, strict=True)
    )
    return (a, b, c, d, e, f)
