"""Edits of marks: measures that are placed and landmarks that are moved. They change no shape."""

from dataclasses import dataclass, replace

from core.document.state import FaceState
from core.errors import EditError
from core.geometry.placed_measures import PlacedMeasure, why_unplaceable
from core.geometry.surface_points import SurfacePoint

MOST_MEASURES = 200
"""Measures in one document."""


@dataclass(frozen=True)
class PlaceMeasure:
    """Add a measure.

    Attributes
    ----------
    measure : PlacedMeasure
        With a title that is not taken.
    """

    measure: PlacedMeasure

    @property
    def label(self) -> str:
        """Such as ``Measure: Distance 1``."""
        return f"Measure: {self.measure.title}"

    @property
    def merge_key(self) -> str | None:
        """Never merges."""
        return None

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the measure."""
        wrong = why_unplaceable(self.measure)
        if wrong:
            raise EditError(f"The measure {self.measure.title!r} {wrong}.")
        if any(one.title == self.measure.title for one in state.measures):
            raise EditError(
                f"There is a measure {self.measure.title!r} already; choose another name."
            )
        if len(state.measures) >= MOST_MEASURES:
            raise EditError(f"A document holds {MOST_MEASURES} measures; remove some first.")
        return replace(state, measures=(*state.measures, self.measure))


@dataclass(frozen=True)
class MoveMeasurePoint:
    """Move one point of a measure.

    Attributes
    ----------
    title : str
        Of the measure.
    index : int
        Of the point, from zero.
    point : SurfacePoint
        Where to.
    """

    title: str
    index: int
    point: SurfacePoint

    @property
    def label(self) -> str:
        """Such as ``Move Distance 1``."""
        return f"Move {self.title}"

    @property
    def merge_key(self) -> str | None:
        """One key per point."""
        return f"measure-point:{self.title}:{self.index}"

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the point moved."""
        at, found = _find(state, self.title)
        if not 0 <= self.index < len(found.points):
            raise EditError(f"The measure {self.title!r} has no point {self.index + 1}.")
        points = (*found.points[: self.index], self.point, *found.points[self.index + 1 :])
        moved = replace(found, points=points)
        wrong = why_unplaceable(moved)
        if wrong:
            raise EditError(f"The measure {self.title!r} {wrong}.")
        return replace(state, measures=(*state.measures[:at], moved, *state.measures[at + 1 :]))


@dataclass(frozen=True)
class RenameMeasure:
    """Give a measure another title."""

    title: str
    new_title: str

    @property
    def label(self) -> str:
        """Such as ``Rename Distance 1``."""
        return f"Rename {self.title}"

    @property
    def merge_key(self) -> str | None:
        """Never merges."""
        return None

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the new title."""
        at, found = _find(state, self.title)
        name = self.new_title.strip()
        if not name:
            raise EditError("A measure needs a name; type one.")
        if name != self.title and any(one.title == name for one in state.measures):
            raise EditError(f"There is a measure {name!r} already; choose another name.")
        named = replace(found, title=name)
        return replace(state, measures=(*state.measures[:at], named, *state.measures[at + 1 :]))


@dataclass(frozen=True)
class RemoveMeasure:
    """Remove a measure, or all.

    Attributes
    ----------
    title : str or None
        None for all.
    """

    title: str | None = None

    @property
    def label(self) -> str:
        """Such as ``Remove Distance 1``."""
        return f"Remove {'all measures' if self.title is None else self.title}"

    @property
    def merge_key(self) -> str | None:
        """Never merges."""
        return None

    def apply(self, state: FaceState) -> FaceState:
        """Return the state without the measure."""
        if self.title is None:
            return replace(state, measures=())
        at, _ = _find(state, self.title)
        return replace(state, measures=state.measures[:at] + state.measures[at + 1 :])


@dataclass(frozen=True)
class MoveLandmark:
    """Put a landmark somewhere else on the skin or skull.

    Attributes
    ----------
    name : str
        Of the template's skin; those of the skull begin with ``bone:``.
    point : SurfacePoint
        Where to.
    """

    name: str
    point: SurfacePoint

    @property
    def label(self) -> str:
        """Such as ``Move nasion``."""
        return f"Move {landmark_title(self.name)}"

    @property
    def merge_key(self) -> str | None:
        """One key per landmark."""
        return f"landmark:{self.name}"

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the landmark moved."""
        if self.point.body != body_of(self.name):
            raise EditError(
                f"{landmark_title(self.name).capitalize()} belongs on the {body_of(self.name)}."
            )
        return replace(state, landmarks={**state.landmarks, self.name: self.point})


@dataclass(frozen=True)
class ResetLandmarks:
    """Put a landmark back to where the model places it, or all.

    Attributes
    ----------
    name : str or None
        None for all.
    """

    name: str | None = None

    @property
    def label(self) -> str:
        """Such as ``Reset landmarks``."""
        return "Reset " + ("landmarks" if self.name is None else landmark_title(self.name))

    @property
    def merge_key(self) -> str | None:
        """Never merges."""
        return None

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the model's own places."""
        kept = {k: v for k, v in state.landmarks.items() if self.name not in (None, k)}
        return replace(state, landmarks=kept)


def body_of(name: str) -> str:
    """Return on which surface a landmark lies.

    Parameters
    ----------
    name : str
        Those of the skull begin with ``bone:``.

    Returns
    -------
    str
        ``skin`` or ``skull``.
    """
    return "skull" if name.startswith("bone:") else "skin"


def landmark_title(name: str) -> str:
    """Return a landmark's name for people.

    Parameters
    ----------
    name : str
        Such as ``alare_left`` or ``bone:nasion``.

    Returns
    -------
    str
        Such as ``left alare`` or ``nasion of the bone``.
    """
    plain = name.removeprefix("bone:").replace("_", " ")
    for side in ("left", "right"):
        if plain.endswith(f" {side}"):
            plain = f"{side} {plain.removesuffix(f' {side}')}"
    return f"{plain} of the bone" if name.startswith("bone:") else plain


def _find(state: FaceState, title: str) -> tuple[int, PlacedMeasure]:
    for at, one in enumerate(state.measures):
        if one.title == title:
            return at, one
    raise EditError(f"There is no measure {title!r}; choose one of the list.")
