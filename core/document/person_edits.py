"""Edits that take shape from another person: copy a part, or blend two people part by part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from core.document.control_spec import part_title
from core.document.edit_checks import (
    in_range,
    part_code,
    refuse_locked,
    refuse_other_models,
    with_code,
)
from core.document.sides import side_key
from core.document.state import BundleReference, FaceState
from core.errors import EditError
from core.geometry.sides import SIDES

SIZE = "size"
"""Key of the head's size among the weights of a blend."""


@dataclass(frozen=True)
class Person:
    """The shape of one person: what a blend or a copy takes.

    Attributes
    ----------
    name : str
        What people read, such as the project's file name.
    bundle : BundleReference
        The models that the codes belong to.
    codes : mapping of str to tuple of float
        Per part, standard deviations.
    size : float
        Relative head size.
    one_sided : mapping of str to tuple of float
        Changes of part codes on one side only.
    """

    name: str
    bundle: BundleReference
    codes: Mapping[str, tuple[float, ...]]
    size: float
    one_sided: Mapping[str, tuple[float, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, state: FaceState, name: str) -> "Person":
        """Return the person of a document, edits included; no expression, no soft-tissue edits.

        Parameters
        ----------
        state : FaceState
            The document.
        name : str
            What people read.

        Returns
        -------
        Person
            A value of its own.
        """
        return cls(name, state.bundle, state.codes, state.size, state.one_sided)

    def __hash__(self) -> int:
        return hash((self.name, self.bundle, tuple(sorted(self.codes.items())), self.size))


@dataclass(frozen=True)
class CopyPart:
    """Give the face a part of another person.

    The shape is copied relative to the head: a larger head gets a larger nose. What the other's
    scan showed beyond the codes stays behind.

    Attributes
    ----------
    part : str
        One of `core.geometry.template.PARTS`.
    person : Person
        Whose.
    along : tuple of str
        Further parts that are taken from `person` with it: those that had to be suited to it.
    """

    part: str
    person: Person
    along: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Such as ``Nose of Anna``."""
        return f"{part_title(self.part)} of {self.person.name}"

    @property
    def merge_key(self) -> str | None:
        """Never merges."""
        return None

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the other's part; a locked part refuses."""
        refuse_other_models(state, self.person.bundle, self.person.name)
        for part in (self.part, *self.along):
            part_code(state, part)
            refuse_locked(state, part)
            state = with_code(state, part, self.person.codes[part])
        return _with_sides_of(state, (self.part,), {}, self.person.one_sided, 1.0)


@dataclass(frozen=True)
class BlendParts:
    """Go from one person towards another, part by part.

    Attributes
    ----------
    first : Person
        Weight zero; usually the face as it was when the slider was touched.
    second : Person
        Weight one.
    weights : mapping of str to float
        0 to 1 per part of `core.geometry.template.PARTS`, and under `SIZE` for the head's size;
        what is absent stays as it is in the document.

    Notes
    -----
    Codes move the skin linearly, so that half way every point lies half way.
    """

    first: Person
    second: Person
    weights: Mapping[str, float]

    def __post_init__(self) -> None:
        object.__setattr__(self, "weights", MappingProxyType(dict(self.weights)))

    def __hash__(self) -> int:
        return hash((self.first, self.second, tuple(sorted(self.weights.items()))))

    @classmethod
    def whole(
        cls, first: Person, second: Person, weight: float, locked: Iterable[str] = ()
    ) -> "BlendParts":
        """Return the blend of the whole head: every part that is not locked, and the size.

        Parameters
        ----------
        first, second : Person
            From whom to whom.
        weight : float
            0 to 1.
        locked : iterable of str
            Parts to leave alone: `FaceState.locked`.

        Returns
        -------
        BlendParts
            Ready to apply.
        """
        free = [part for part in first.codes if part not in set(locked)]
        return cls(first, second, dict.fromkeys([*free, SIZE], weight))

    @property
    def label(self) -> str:
        """Such as ``Nose 50 % Anna``; ``Blend 50 % Anna`` for more than one part."""
        parts = [name for name in self.weights if name != SIZE]
        what = part_title(parts[0]) if len(parts) == 1 else "Blend"
        most = max(self.weights.values(), default=0.0)
        return f"{what} {100.0 * most:.0f} % {self.second.name}"

    @property
    def merge_key(self) -> str | None:
        """One key per person and set of parts."""
        return f"blend:{self.second.name}:{'+'.join(sorted(self.weights))}"

    def apply(self, state: FaceState) -> FaceState:
        """Return the blended state; a locked part refuses."""
        if not self.weights:
            raise EditError("This blend names no part; choose at least one.")
        for person in (self.first, self.second):
            refuse_other_models(state, person.bundle, person.name)
        for name, given in self.weights.items():
            weight = in_range(given, f"The weight of {self.second.name}", 0.0, 1.0, "")
            if name == SIZE:
                size = _between(self.first.size, self.second.size, weight)
                state = replace(state, size=size)
                continue
            part_code(state, name)
            refuse_locked(state, name)
            pairs = zip(self.first.codes[name], self.second.codes[name], strict=True)
            state = with_code(state, name, tuple(_between(a, b, weight) for a, b in pairs))
            sides = self.first.one_sided, self.second.one_sided
            state = _with_sides_of(state, (name,), *sides, weight)
        return state


def _with_sides_of(
    state: FaceState,
    parts: Iterable[str],
    first: Mapping[str, tuple[float, ...]],
    second: Mapping[str, tuple[float, ...]],
    weight: float,
) -> FaceState:
    """Return the state whose parts have a mixture of two persons' one-sided changes."""
    changes = dict(state.one_sided)
    for part in parts:
        none = (0.0,) * len(state.codes[part])
        for key in (side_key(part, side) for side in SIDES):
            pairs = zip(first.get(key, none), second.get(key, none), strict=True)
            changes[key] = tuple(_between(a, b, weight) for a, b in pairs)
    return replace(state, one_sided=changes)


def _between(a: float, b: float, weight: float) -> float:
    """Return the mixture of two numbers; exactly one of them at weight zero and one."""
    return (1.0 - weight) * a + weight * b
