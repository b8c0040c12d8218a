"""Edits as frozen values: what changed, what to call it, and which edits belong to one gesture.

Panels, command line, batch and replay all use these. An edit refuses what is out of range with an
`EditError`; it never clips silently, and it never changes the state that it was given.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from core.document.anatomy_edits import (
    PaintThickness,
    ResetAnatomy,
    ResetBone,
    ResetPaint,
    SetBone,
    SetBuild,
)
from core.document.average_edits import AverageAxis, SetAverage
from core.document.control_spec import (
    CODE_LIMIT,
    COMPONENT_LIMIT,
    SIZE_LIMITS,
    THICKNESS_LIMIT_MM,
    neutral_code,
    part_title,
    region_title,
)
from core.document.edit_checks import in_range, part_code, refuse_locked, with_code
from core.document.expression_edits import ResetExpression, SetExpression, SwapSides
from core.document.person_edits import BlendParts, CopyPart, Person
from core.document.side_edits import OnSide
from core.document.sides import without_sides
from core.document.state import FaceState
from core.errors import EditError

__all__ = [
    "AverageAxis",
    "BlendParts",
    "CopyPart",
    "Edit",
    "LockPart",
    "OnSide",
    "PaintThickness",
    "Person",
    "RandomisePart",
    "ReplaceState",
    "ResetAnatomy",
    "ResetBone",
    "ResetExpression",
    "ResetPaint",
    "ResetPart",
    "ResetThickness",
    "SetAverage",
    "SetBone",
    "SetBuild",
    "SetComponent",
    "SetExpression",
    "SetPart",
    "SetSize",
    "SetThickness",
    "Several",
    "SwapSides",
]
"""Every edit there is; those of anatomy, other people and expressions have files of their own."""


class Edit(Protocol):
    """What every edit offers."""

    @property
    def label(self) -> str:
        """What the undo menu shows."""

    @property
    def merge_key(self) -> str | None:
        """Edits with the same key within one gesture are one undo step; None never merges."""

    def apply(self, state: FaceState) -> FaceState:
        """Return the edited state.

        Raises
        ------
        EditError
            When the edit names something unknown or out of range.
        """


@dataclass(frozen=True)
class SetComponent:
    """Set one component of a part's code.

    Attributes
    ----------
    part : str
        One of `core.geometry.template.PARTS`.
    index : int
        From zero; people see it counted from one.
    value : float
        Standard deviations, within `COMPONENT_LIMIT`.
    """

    part: str
    index: int
    value: float

    @property
    def label(self) -> str:
        """Such as ``Nose 1 to +1.5``."""
        return f"{part_title(self.part)} {self.index + 1} to {self.value:+.4g}"

    @property
    def merge_key(self) -> str | None:
        """One key per slider."""
        return f"component:{self.part}:{self.index}"

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the component set."""
        code = list(part_code(state, self.part))
        if not 0 <= self.index < len(code):
            raise EditError(
                f"{part_title(self.part)} has no component {self.index + 1}; "
                f"choose 1 to {len(code)}."
            )
        name = f"{part_title(self.part)} {self.index + 1}"
        code[self.index] = in_range(self.value, name, -COMPONENT_LIMIT, COMPONENT_LIMIT, " sd")
        return with_code(state, self.part, tuple(code))


@dataclass(frozen=True)
class SetPart:
    """Set the whole code of a part: a pasted part, a solved measure.

    Attributes
    ----------
    part : str
        One of `core.geometry.template.PARTS`.
    code : tuple of float
        As many components as the part has, within `CODE_LIMIT`.
    title : str
        What the undo menu shows; empty for a general label.
    key : str or None
        Merge key, for a slider that sets a measure.
    """

    part: str
    code: tuple[float, ...]
    title: str = ""
    key: str | None = None

    @property
    def label(self) -> str:
        """The title given, or ``Set nose``."""
        return self.title or f"Set {part_title(self.part).lower()}"

    @property
    def merge_key(self) -> str | None:
        """The key given."""
        return self.key

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the part's code replaced."""
        length = len(part_code(state, self.part))
        if len(self.code) != length:
            raise EditError(
                f"{part_title(self.part)} has {length} components, not {len(self.code)}; "
                "give a code of the same bundle."
            )
        name = part_title(self.part)
        checked = [in_range(c, name, -CODE_LIMIT, CODE_LIMIT, " sd") for c in self.code]
        return with_code(state, self.part, tuple(checked))


@dataclass(frozen=True)
class ResetPart:
    """Put a part back to what was fitted, or to the mean where there was no fit."""

    part: str

    @property
    def label(self) -> str:
        """Such as ``Reset nose``."""
        return f"Reset {part_title(self.part).lower()}"

    @property
    def merge_key(self) -> str | None:
        """Never merges."""
        return None

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the part's neutral code; a locked part refuses."""
        part_code(state, self.part)
        refuse_locked(state, self.part)
        even = without_sides(state, self.part)
        return with_code(even, self.part, neutral_code(state, self.part))


@dataclass(frozen=True)
class RandomisePart:
    """Draw a part's code from the population.

    Attributes
    ----------
    part : str
        One of `core.geometry.template.PARTS`.
    seed : int
        The same seed gives the same face, so that an edit can be replayed.
    strength : float
        Standard deviation of the draw, 0 to 2; 1 is the population's own spread.
    code : tuple of float or None
        A draw made elsewhere, such as one that suits the rest of the face; None draws each
        component on its own.
    """

    part: str
    seed: int
    strength: float = 1.0
    code: tuple[float, ...] | None = None

    @property
    def label(self) -> str:
        """Such as ``Randomise nose``."""
        return f"Randomise {part_title(self.part).lower()}"

    @property
    def merge_key(self) -> str | None:
        """Never merges."""
        return None

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the drawn code; a locked part refuses."""
        length = len(part_code(state, self.part))
        refuse_locked(state, self.part)
        strength = in_range(self.strength, "Strength", 0.0, 2.0, "")
        if self.code is not None:
            return SetPart(self.part, self.code).apply(state)
        # The part's name enters the seed, so that one seed for all parts does not correlate them.
        entropy = [self.seed, *self.part.encode()]
        drawn = strength * np.random.default_rng(entropy).standard_normal(length)
        code = np.clip(drawn, -COMPONENT_LIMIT, COMPONENT_LIMIT)
        return with_code(state, self.part, tuple(float(c) for c in code))


@dataclass(frozen=True)
class SetThickness:
    """Set the soft-tissue thickness offset of a region, mm within `THICKNESS_LIMIT_MM`."""

    region: str
    mm: float

    @property
    def label(self) -> str:
        """Such as ``Cheek, left +2 mm``."""
        return f"{region_title(self.region)} {self.mm:+.4g} mm"

    @property
    def merge_key(self) -> str | None:
        """One key per slider."""
        return f"thickness:{self.region}"

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the region's offset set."""
        limit = THICKNESS_LIMIT_MM
        value = in_range(self.mm, region_title(self.region), -limit, limit, " mm")
        return replace(state, thickness={**state.thickness, self.region: value})


@dataclass(frozen=True)
class ResetThickness:
    """Set one region's thickness offset to zero, or every region's.

    Attributes
    ----------
    region : str or None
        None for all regions.
    """

    region: str | None = None

    @property
    def label(self) -> str:
        """Such as ``Reset thickness``."""
        where = "" if self.region is None else f": {region_title(self.region).lower()}"
        return f"Reset thickness{where}"

    @property
    def merge_key(self) -> str | None:
        """Never merges."""
        return None

    def apply(self, state: FaceState) -> FaceState:
        """Return the state without the offset."""
        kept: Mapping[str, float] = {}
        if self.region is not None:
            kept = {name: mm for name, mm in state.thickness.items() if name != self.region}
        return replace(state, thickness=kept)


@dataclass(frozen=True)
class LockPart:
    """Protect a part from randomise and reset, or free it again."""

    part: str
    locked: bool

    @property
    def label(self) -> str:
        """Such as ``Lock nose``."""
        return f"{'Lock' if self.locked else 'Unlock'} {part_title(self.part).lower()}"

    @property
    def merge_key(self) -> str | None:
        """Never merges."""
        return None

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the part locked or free."""
        part_code(state, self.part)
        locked = state.locked | {self.part} if self.locked else state.locked - {self.part}
        return replace(state, locked=locked)


@dataclass(frozen=True)
class SetSize:
    """Set the head's size relative to the mean, within `SIZE_LIMITS`."""

    size: float

    @property
    def label(self) -> str:
        """Such as ``Size 1.05``."""
        return f"Size {self.size:.4g}"

    @property
    def merge_key(self) -> str | None:
        """One key: there is one size slider."""
        return "size"

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the size set."""
        return replace(state, size=in_range(self.size, "Size", *SIZE_LIMITS, ""))


@dataclass(frozen=True)
class ReplaceState:
    """Put a whole new state in place: a fresh fit, an opened head."""

    state: FaceState
    title: str = "New head"

    @property
    def label(self) -> str:
        """The title given."""
        return self.title

    @property
    def merge_key(self) -> str | None:
        """Never merges."""
        return None

    def apply(self, state: FaceState) -> FaceState:  # noqa: ARG002
        """Return the new state whatever the old one was."""
        return self.state


@dataclass(frozen=True)
class Several:
    """Apply edits in order as one undo step, such as both sides of a symmetric change.

    Attributes
    ----------
    edits : tuple of Edit
        Applied left to right; if one refuses, none has happened.
    title : str
        What the undo menu shows.
    key : str or None
        Merge key, for a slider that drives several values.
    """

    edits: tuple[Edit, ...]
    title: str
    key: str | None = None

    @property
    def label(self) -> str:
        """The title given."""
        return self.title

    @property
    def merge_key(self) -> str | None:
        """The key given."""
        return self.key

    def apply(self, state: FaceState) -> FaceState:
        """Return the state after all edits."""
        for edit in self.edits:
            state = edit.apply(state)
        return state
