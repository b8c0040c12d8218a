"""How the landmarks of one face move with the code of one part, and measures with them.

Codes move landmarks linearly, so one evaluation of the head gives every other face that differs in
this part only; what little is not linear (soft-tissue edits) a second evaluation corrects.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from core.arrays import FloatArray
from core.document.sides import seen_from
from core.document.state import FaceState
from core.geometry.measure_groups import MeasureGroup
from core.geometry.sides import Side, side_weight

if TYPE_CHECKING:
    from core.inference.head import HeadModel
    from core.inference.skin_head import SkinHead

_STEP_MM = 1e-4
"""Shift of a landmark for the slope of a measure: central differences are exact to 1e-8."""


class PartMotion:
    """Landmarks as a function of one part's code.

    Parameters
    ----------
    head : HeadModel or SkinHead
        Whose bundle.
    state : FaceState
        The face; its other parts, size, expression and residual stay.
    part : str
        One of `core.geometry.template.PARTS`.
    side : {'left', 'right'}, optional
        Moves by the code of this side only; by that of both otherwise.
    """

    def __init__(
        self, head: "HeadModel | SkinHead", state: FaceState, part: str, side: Side | None = None
    ) -> None:
        self._head, self._state, self._part, self._side = head, state, part, side
        named = head.bundle.template.landmarks
        basis = head.fitter.part_basis(part, np.array(list(named.values())))
        if side is not None:
            places = head.bundle.template.skin.vertices[list(named.values())]
            basis = basis * side_weight(places, side)[:, None, None]
        self._basis = dict(zip(named, state.size * basis, strict=True))
        self.look_at(state)

    def look_at(self, state: FaceState) -> None:
        """Take the landmarks of a face as those from which codes move them.

        Parameters
        ----------
        state : FaceState
            Differs from the first one in the part's code only.
        """
        self._code = self.code_of(state)
        self._places = self._head.landmarks(state)

    def code_of(self, state: FaceState) -> FloatArray:
        """Return the part's code.

        Parameters
        ----------
        state : FaceState
            A face.

        Returns
        -------
        (k,) float64
            Standard deviations.
        """
        return np.array(seen_from(state, self._side).codes[self._part])

    def landmarks(self, code: FloatArray, names: Sequence[str]) -> dict[str, FloatArray]:
        """Return landmarks of the face with this code.

        Parameters
        ----------
        code : (k,) float64
            Standard deviations.
        names : sequence of str
            Which landmarks.

        Returns
        -------
        dict of str to (3,) float64
            mm, head frame.
        """
        step = code - self._code
        return {name: self._places[name] + step @ self._basis[name] for name in names}

    def value(self, group: MeasureGroup, code: FloatArray) -> float:
        """Return a measure of the face with this code.

        Parameters
        ----------
        group : MeasureGroup
            The measure.
        code : (k,) float64
            Standard deviations.

        Returns
        -------
        float
            In the measure's unit.
        """
        return group.value(self.landmarks(code, group.landmarks))

    def slope(self, group: MeasureGroup, code: FloatArray) -> FloatArray:
        """Return how a measure changes with every component.

        Parameters
        ----------
        group : MeasureGroup
            The measure.
        code : (k,) float64
            Where.

        Returns
        -------
        (k,) float64
            Unit of the measure per standard deviation.
        """
        return self.tangent(group, code)[1]

    def tangent(self, group: MeasureGroup, code: FloatArray) -> tuple[float, FloatArray]:
        """Return a measure of the face with this code, and how it changes with every component.

        Parameters
        ----------
        group : MeasureGroup
            The measure.
        code : (k,) float64
            Where.

        Returns
        -------
        value : float
            In the measure's unit.
        slope : (k,) float64
            Unit of the measure per standard deviation.
        """
        names = group.landmarks
        places = self.landmarks(code, names)
        count = 3 * len(names)
        shifts = np.vstack([np.eye(count), -np.eye(count), np.zeros((1, count))]) * _STEP_MM
        shifted = {
            name: places[name] + shifts[:, 3 * at : 3 * at + 3] for at, name in enumerate(names)
        }
        values = group.values(shifted)
        by_place = (values[:count] - values[count:-1]) / (2.0 * _STEP_MM)
        basis = np.concatenate([self._basis[name] for name in names], axis=1)
        return float(values[-1]), basis @ by_place

    def tangents(
        self, groups: Sequence[MeasureGroup], code: FloatArray
    ) -> tuple[FloatArray, FloatArray]:
        """Return several measures, and how they change with every component.

        Parameters
        ----------
        groups : sequence of MeasureGroup
            The measures.
        code : (k,) float64
            Where.

        Returns
        -------
        values : (m,) float64
            Each in its unit.
        slopes : (m, k) float64
            One `slope` a row.
        """
        found = [self.tangent(group, code) for group in groups]
        slopes = np.array([slope for _, slope in found]).reshape(-1, len(code))
        return np.array([value for value, _ in found]), slopes
