"""How the studio reads and sets measures of a head: by the model, or in tests by a stand-in."""

from typing import TYPE_CHECKING, Protocol

from core.document.state import FaceState

SIDES = ("_left", "_right")
"""How keys of one side of a bilateral measure end."""

if TYPE_CHECKING:
    from core.inference.head import HeadModel
    from core.inference.measure_control import MeasureControl, MeasureEdit


class Measuring(Protocol):
    """What the worker asks; used on its thread only."""

    def targets(self, model: "HeadModel", state: FaceState) -> "tuple[MeasureControl, ...]":
        """Return every measure that can be set, with its value and range.

        A bilateral measure is there three times: both sides as one, left, and right.
        """

    def solve(self, model: "HeadModel", state: FaceState, key: str, value: float) -> "MeasureEdit":
        """Return the edit that brings a measure to a value, mm or degrees."""


class ModelMeasuring:
    """Measures by the model's own statistics; see `core.inference.measure_control`."""

    def targets(self, model: "HeadModel", state: FaceState) -> "tuple[MeasureControl, ...]":
        """Return every measure that can be set, with its value and range."""
        from core.inference.measure_control import measure_targets

        together = measure_targets(model, state)
        known = {control.key for control in together}
        each = measure_targets(model, state, symmetric=False)
        return (*together, *(control for control in each if control.key not in known))

    def solve(self, model: "HeadModel", state: FaceState, key: str, value: float) -> "MeasureEdit":
        """Return the edit that brings a measure to a value, mm or degrees."""
        from core.inference.measure_control import set_measure

        return set_measure(model, state, key, value, symmetric=not key.endswith(SIDES))
