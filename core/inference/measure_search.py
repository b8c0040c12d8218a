"""The search behind a measure that is set: the most likely code of its part that gives the value.

Sequential quadratic programming with an equality constraint (Nocedal and Wright, "Numerical
Optimization", 2006, section 18.1): the objective is the distance in the part's own distribution
plus the held measures, which are linearised anew each round (Gauss-Newton).
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from core.arrays import FloatArray
from core.document.control_spec import CODE_LIMIT, COMPONENT_LIMIT, part_title
from core.document.edits import SetPart
from core.document.side_edits import on_side
from core.document.state import FaceState
from core.errors import EditError
from core.geometry.measure_groups import MeasureGroup, measure_groups, other_side
from core.geometry.sides import Side
from core.geometry.template import PARTS
from core.inference.measure_population import Spread, measure_spreads
from core.inference.mirror import unevenness
from core.inference.part_motion import PartMotion

if TYPE_CHECKING:
    from core.inference.head import HeadModel
    from core.inference.skin_head import SkinHead

TOLERANCE = 0.01
"""How near a wanted value is reached on the head itself, mm or degrees."""
HOLDS = (30.0, 10.0, 3.0, 1.0, 0.3)
"""Weights of the other measures, tried in turn: a change of one deviation costs as much as so many
squared deviations of the code."""
COST = 2.0
"""Holding may make the change of the code this many times as long as the wanted value alone needs:
measures that share a landmark cannot all be held, and trying it would bend the face."""
SYMMETRY = 400.0
"""Weight of moving both sides alike, squared deviations of the code per mean square mm: a tenth of
a millimetre of difference costs as much as two deviations."""
_ROUNDS = 20
_LOOKS = 4
_LARGEST_MOVE = 2.0
"""Standard deviations a round, so that a bent measure is followed rather than overshot."""
_LEAST_SLOPE = 1e-3
"""mm or degrees per standard deviation; a part with less has no say in the measure."""
_DONE = 1e-4
_KEPT = 16


class MeasureSearch:
    """Finds the code of one part that gives a measure a value.

    Parameters
    ----------
    head : HeadModel or SkinHead
        Measures.
    state : FaceState
        The face.
    group : MeasureGroup
        The measure; its part's code is moved.
    value : float
        Wanted, mm or degrees.
    symmetric : bool
        Whether both sides move alike.
    side : {'left', 'right'}, optional
        Moves this side only; the other stays as it is.

    Raises
    ------
    EditError
        When a landmark is missing or the part has no say in the measure.
    """

    def __init__(
        self,
        head: "HeadModel | SkinHead",
        state: FaceState,
        group: MeasureGroup,
        value: float,
        *,
        symmetric: bool,
        side: Side | None = None,
    ) -> None:
        spreads = measure_spreads(head)
        if group.key not in spreads:
            group.value(head.landmarks(state))  # says which landmark is missing
            raise EditError(
                f"{group.title} is the same in all people here; choose another measure."
            )
        self._state, self._group, self._value, self._side = state, group, value, side
        self._motion = PartMotion(head, state, group.part, side)
        self._start = self._motion.code_of(state)
        slope = self._motion.slope(group, self._start)
        if float(np.linalg.norm(slope)) < _LEAST_SLOPE:
            raise EditError(
                f"{part_title(group.part)} does not change {group.title.lower()} here; "
                "choose another measure."
            )
        self.others = tuple(_others(group, spreads, symmetric=symmetric))
        self._held = np.array([self._motion.value(one, self._start) for one in self.others])
        self._scale = np.array([spreads[one.key].deviation for one in self.others])
        self._precision = _precision(head, group.part)
        self._prior = self._precision
        if symmetric:
            self._prior = self._precision + SYMMETRY * unevenness(head, group.part)

    def run(self, *, hold: bool) -> FloatArray:
        """Return the most likely code that gives the value.

        Parameters
        ----------
        hold : bool
            Whether the other measures are held; less, where the code would else be unlikely.

        Returns
        -------
        (k,) float64
            Standard deviations.

        Raises
        ------
        EditError
            When the value is beyond what the model knows.
        """
        free = self._descend(self._start, 0.0)
        chosen, weight = free, 0.0
        usual = max(COMPONENT_LIMIT, float(np.abs(free).max()))
        for held in HOLDS if hold and self._reached(free) else ():
            code = self._descend(self._start, held)
            likely = np.abs(code).max() <= usual and self._length(code) <= COST * self._length(free)
            if likely and self._reached(code):
                chosen, weight = code, held
                break
        code = self._looked_at(chosen, weight)
        if not self._reached(code):
            nearest = self._motion.value(self._group, np.clip(code, -CODE_LIMIT, CODE_LIMIT))
            raise EditError(
                f"{part_title(self._group.part)} cannot bring {self._group.title.lower()} to "
                f"{self._value:g}{unit_sign(self._group)}; the model reaches about {nearest:.1f}, "
                "choose a value nearer to that."
            )
        return code

    def _length(self, code: FloatArray) -> float:
        """Return how far a code is from the present one, standard deviations of the part."""
        change = code - self._start
        return float(np.sqrt(change @ self._precision @ change))

    def _reached(self, code: FloatArray) -> bool:
        """Return whether the measure of this code is the wanted value, and the code allowed."""
        miss = abs(self._motion.value(self._group, code) - self._value)
        return bool(np.abs(code).max() <= CODE_LIMIT and miss <= TOLERANCE)

    def _looked_at(self, code: FloatArray, weight: float) -> FloatArray:
        """Correct a code by looking at the head itself, until the value holds there."""
        for _ in range(_LOOKS):
            if not self._reached(code):
                break
            edit = on_side(SetPart(self._group.part, tuple(code)), self._side)
            self._motion.look_at(edit.apply(self._state))
            if self._reached(code):
                break
            code = self._descend(code, weight)
        return code

    def _descend(self, code: FloatArray, weight: float) -> FloatArray:
        root = np.sqrt(weight) / self._scale[:, None]
        for _ in range(_ROUNDS):
            value, slope = self._motion.tangent(self._group, code)
            constraint, missing = slope[None], np.array([self._value - value])
            matrix, right = self._prior, self._prior @ (self._start - code)
            if weight > 0.0 and len(self.others):
                values, slopes = self._motion.tangents(self.others, code)
                slopes = root * slopes
                matrix = matrix + slopes.T @ slopes
                right = right + slopes.T @ (root[:, 0] * (self._held - values))
            step = _constrained(matrix, right, constraint, missing)
            length = float(np.linalg.norm(step))
            code = code + step * min(1.0, _LARGEST_MOVE / max(length, _DONE))
            if length < _DONE:
                break
        return code


def _constrained(
    matrix: FloatArray, right: FloatArray, constraint: FloatArray, missing: FloatArray
) -> FloatArray:
    """Return the x that minimises x M x / 2 - r x subject to C x = m."""
    solved = np.linalg.solve(matrix, np.column_stack([right, constraint.T]))
    free, ways = solved[:, 0], solved[:, 1:]
    force = np.linalg.solve(constraint @ ways, missing - constraint @ free)
    return np.asarray(free + ways @ force, dtype=np.float64)


def unit_sign(group: MeasureGroup) -> str:
    """Return what follows a number of a measure.

    Parameters
    ----------
    group : MeasureGroup
        The measure.

    Returns
    -------
    str
        The degree sign, or a space and ``mm``.
    """
    return "°" if group.unit == "deg" else " mm"


@lru_cache(maxsize=_KEPT)
def _precision(head: "HeadModel | SkinHead", part: str) -> FloatArray:
    """Return the inverse covariance of a part's code in the population."""
    statistics = head.bundle.statistics
    sizes = statistics.code_sizes
    start = sum(sizes[name] for name in PARTS[: PARTS.index(part)])
    rows = slice(start, start + sizes[part])
    return np.asarray(np.linalg.inv(statistics.covariance()[rows, rows]), dtype=np.float64)


def _others(
    group: MeasureGroup, spreads: Mapping[str, Spread], *, symmetric: bool
) -> list[MeasureGroup]:
    """Return the measures to hold: those of the same part, but not the same one's other side."""
    mine = {group.key, *(one.key for one in group.definitions)}
    if symmetric:
        mine |= {other_side(key) or key for key in mine}
        mine |= {key.removesuffix("_left").removesuffix("_right") for key in mine}
    return [
        one
        for one in measure_groups(symmetric=symmetric)
        if one.part == group.part and one.key not in mine and one.key in spreads
    ]
