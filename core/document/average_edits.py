"""Move a face by the difference of published averages: the proportions of groups, not of people.

An axis is made from published means of measures by `core.inference.average_axis`; here it is a
plain value, so that the edit can be made, undone and saved without any model.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from core.document.control_spec import CODE_LIMIT, SIZE_LIMITS, neutral_code
from core.document.edit_checks import in_range, part_code, with_code
from core.document.state import FaceState
from core.errors import EditError

AVERAGE_LIMIT = 2.0
"""Differences of the averages to either side that the edit takes."""
_LEAST_SAY = 1e-6
"""Share of an axis below which the parts that are free do not move along it."""

Codes = Mapping[str, tuple[float, ...]]


@dataclass(frozen=True)
class AverageAxis:
    """The way from the averages of one group to those of another.

    Attributes
    ----------
    low, high : str
        The groups: ``female``, ``male``.
    codes : mapping of str to tuple of float
        Change of every part's code for one whole difference of the averages, standard deviations.
    size : float
        Change of the head's relative size for it.
    reading : mapping of str to tuple of float
        How far a change of a code moves a face along the axis, in differences of the averages
        per standard deviation.
    size_reading : float
        The same for the relative size. Readings times changes sum to one along the axis.
    measures : tuple of str
        Keys of the measures whose averages it was made from.
    source : str
        The publication of the averages, and whom it measured.
    """

    low: str
    high: str
    codes: Codes
    size: float
    reading: Codes
    size_reading: float
    measures: tuple[str, ...] = field(default=())
    source: str = ""

    def __hash__(self) -> int:
        return hash((self.low, self.high, self.size, self.measures, self.source))

    def value_of(self, state: FaceState) -> float:
        """Return how far a face has gone along the axis since it was fitted.

        Parameters
        ----------
        state : FaceState
            Locked parts have no say.

        Returns
        -------
        float
            In differences of the averages; positive towards `high`; zero where every part is
            locked.
        """
        gone = self.size_reading * (state.size - state.as_fitted().size)
        for part in self._free(state):
            change = np.subtract(state.codes[part], neutral_code(state, part))
            gone += float(np.dot(self.reading[part], change))
        say = self._say(state)
        return gone / say if say > _LEAST_SAY else 0.0

    def _free(self, state: FaceState) -> list[str]:
        return [part for part in self.codes if part in state.codes and part not in state.locked]

    def _say(self, state: FaceState) -> float:
        """Return how far the axis itself goes with the parts that are free; one with all."""
        parts = (np.dot(self.reading[part], self.codes[part]) for part in self._free(state))
        return float(sum(parts)) + self.size_reading * self.size


@dataclass(frozen=True)
class SetAverage:
    """Bring a face to a place along an axis of averages, counted from the face as fitted.

    Attributes
    ----------
    axis : AverageAxis
        Of the face's own bundle.
    value : float
        Differences of the averages, within `AVERAGE_LIMIT`; positive towards the axis's `high`.
    """

    axis: AverageAxis
    value: float

    @property
    def label(self) -> str:
        """Such as ``Averages: male 0.5``."""
        towards = self.axis.high if self.value >= 0.0 else self.axis.low
        return f"Averages: {towards} {abs(self.value):.3g}"

    @property
    def merge_key(self) -> str | None:
        """One key per axis."""
        return f"average:{self.axis.low}:{self.axis.high}"

    def apply(self, state: FaceState) -> FaceState:
        """Return the moved state; locked parts stay, and what is beyond the model refuses."""
        axis = self.axis
        value = in_range(self.value, "Averages", -AVERAGE_LIMIT, AVERAGE_LIMIT, "")
        free = axis._free(state)
        if not free:
            raise EditError("Every part is locked; unlock one to move the face towards averages.")
        by = value - axis.value_of(state)
        size = in_range(state.size + by * axis.size, "Size", *SIZE_LIMITS, "")
        for part in free:
            code = part_code(state, part)
            if len(code) != len(axis.codes[part]):
                raise EditError("The averages are of other models; open the face with these.")
            moved = np.add(code, by * np.array(axis.codes[part]))
            limited = np.clip(moved, -CODE_LIMIT, CODE_LIMIT)
            state = with_code(state, part, tuple(float(c) for c in limited))
        return replace(state, size=size)
