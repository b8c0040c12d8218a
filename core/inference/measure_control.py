"""Sliders that mean something: measures of a face in millimetres and degrees, read and set.

A measure is set by moving the code of the one part it belongs to, the most likely way: of all codes
that give the wanted value the one nearest to the present one in the part's own distribution, the
other measures of the part held as far as they can be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Literal

import numpy as np

from core.document.edits import Edit, SetPart
from core.document.side_edits import on_side
from core.document.state import FaceState
from core.errors import EditError
from core.geometry.measure_groups import MeasureGroup, find_group, measure_groups
from core.geometry.measures import values_of_all
from core.geometry.sides import Side
from core.inference.measure_population import Spread, measure_spreads
from core.inference.measure_search import MeasureSearch, unit_sign

if TYPE_CHECKING:
    from core.inference.head import HeadModel
    from core.inference.skin_head import SkinHead

RANGE = 3.0
"""Deviations of the population to either side that a slider reaches: 99.7 % of people."""
TOLD = 0.5
"""Changes of other measures that are worth telling, mm or degrees."""
TOLD_DEVIATIONS = 0.25
"""And how many deviations of the population they must be."""
MOST_TOLD = 3
"""How many of them a notice names, the largest first."""


@dataclass(frozen=True)
class MeasureControl:
    """One measure of a face with its range.

    Attributes
    ----------
    key : str
        Address, as the command line writes it: ``nose.width``.
    title : str
        What people read.
    part : str
        The part that it belongs to, which moves when it is set.
    unit : str
        ``mm`` or ``deg``.
    value : float
        Of this face.
    mean, deviation : float
        Of the population that the model learned.
    minimum, maximum : float
        `RANGE` deviations to either side of the mean, as far as such a value exists.
    """

    key: str
    title: str
    part: str
    unit: Literal["mm", "deg"]
    value: float
    mean: float
    deviation: float
    minimum: float
    maximum: float

    @property
    def within(self) -> bool:
        """Whether the value lies in the range."""
        return self.minimum <= self.value <= self.maximum

    @property
    def score(self) -> float:
        """How many deviations the value lies above the mean."""
        return (self.value - self.mean) / self.deviation


@dataclass(frozen=True)
class MeasureEdit:
    """The edit that sets a measure, and what to know of it.

    Attributes
    ----------
    edit : Edit
        Ready to apply.
    value : float
        The measure afterwards.
    notice : str
        One or two sentences when the value is unusual or other measures had to give way.
    moved : tuple of (str, float)
        Key and change of every other measure of the part.
    """

    edit: Edit
    value: float
    notice: str
    moved: tuple[tuple[str, float], ...] = ()


def measure_targets(
    head: "HeadModel | SkinHead", state: FaceState, *, symmetric: bool = True
) -> tuple[MeasureControl, ...]:
    """Return every measure that can be set.

    Parameters
    ----------
    head : HeadModel or SkinHead
        Measures.
    state : FaceState
        The face.
    symmetric : bool
        Whether the two sides of a bilateral measure are one (their mean); otherwise each has a
        control, with a key that ends in ``_left`` or ``_right``.

    Returns
    -------
    tuple of MeasureControl
        In the order of the table.
    """
    spreads, values = measure_spreads(head), values_of_all(head.landmarks(state))
    return tuple(
        _control(group, fmean(values[one.key] for one in group.definitions), spreads[group.key])
        for group in measure_groups(symmetric=symmetric)
        if group.key in spreads
    )


def set_measure(
    head: "HeadModel | SkinHead",
    state: FaceState,
    key: str,
    value: float,
    *,
    hold: bool = True,
    symmetric: bool = True,
    side: Side | None = None,
) -> MeasureEdit:
    """Return the edit that gives a measure a value.

    Parameters
    ----------
    head : HeadModel or SkinHead
        Measures.
    state : FaceState
        The face.
    key : str
        Such as ``nose.width``; a bilateral measure without its side means both.
    value : float
        Wanted, mm or degrees.
    hold : bool
        Whether the other measures of the part are held as far as they can be.
    symmetric : bool
        Whether both sides move alike, those of a one-sided measure too; otherwise only what must.
    side : {'left', 'right'}, optional
        Moves this side of the face only; the other stays as it is.

    Returns
    -------
    MeasureEdit
        Moves only the code of the measure's part.

    Raises
    ------
    EditError
        When there is no such measure, its part has no say in it, or the model cannot reach it.
    """
    group = find_group(key)
    if not np.isfinite(value):
        raise EditError(f"{group.title} cannot be {value:g}; choose a number.")
    both = symmetric and side is None
    search = MeasureSearch(head, state, group, value, symmetric=both, side=side)
    code = search.run(hold=hold)
    shown = f"{group.title} {value:.1f}{unit_sign(group)}"
    plain = SetPart(group.part, tuple(float(c) for c in code), shown, f"measure:{group.key}")
    edit = on_side(plain, side)
    after = head.landmarks(edit.apply(state))
    before = head.landmarks(state)
    moved = tuple((one.key, one.value(after) - one.value(before)) for one in search.others)
    spreads = measure_spreads(head)
    reached = _control(group, group.value(after), spreads[group.key])
    scores = [(key, by, by / spreads[key].deviation) for key, by in moved]
    return MeasureEdit(edit, reached.value, _notice(group, reached, scores if hold else ()), moved)


def _control(group: MeasureGroup, value: float, spread: Spread) -> MeasureControl:
    reach = RANGE * spread.deviation
    lowest, highest = group.limits
    return MeasureControl(
        key=group.key,
        title=group.title,
        part=group.part,
        unit=group.unit,
        value=value,
        mean=spread.mean,
        deviation=spread.deviation,
        minimum=max(spread.mean - reach, lowest),
        maximum=min(spread.mean + reach, highest),
    )


def _notice(
    group: MeasureGroup, reached: MeasureControl, moved: Sequence[tuple[str, float, float]]
) -> str:
    unit = unit_sign(group)
    sentences = []
    if not reached.within:
        sentences.append(
            f"{group.title} {reached.value:.1f}{unit} is outside what the population has: "
            f"{reached.minimum:.1f} to {reached.maximum:.1f}{unit}."
        )
    gave = [one for one in moved if abs(one[1]) > TOLD and abs(one[2]) > TOLD_DEVIATIONS]
    gave.sort(key=lambda one: -abs(one[2]))
    if gave:
        named = [(find_group(key), change) for key, change, _ in gave[:MOST_TOLD]]
        told = ", ".join(f"{one.title.lower()} {by:+.1f}{unit_sign(one)}" for one, by in named)
        more = f" and {len(gave) - MOST_TOLD} more" if len(gave) > MOST_TOLD else ""
        sentences.append(f"Could not be held: {told}{more}.")
    return " ".join(sentences)
