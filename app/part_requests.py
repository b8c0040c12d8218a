"""Jobs that find an edit of one part: set a measure, blend, copy, draw another shape."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from app.measuring import solve_measure
from app.workshop import Workshop
from core.document.control_spec import COMPONENT_LIMIT
from core.document.edit_checks import refuse_other_models
from core.document.edits import Edit, Person, RandomisePart
from core.document.project_file import load_project
from core.document.side_edits import on_side
from core.document.sides import seen_from
from core.document.state import FaceState
from core.geometry.sides import Side
from core.inference.parts_blend import blend_part
from core.monitor import Monitor


@dataclass(frozen=True, eq=False)
class FoundEdit:
    """What a wish comes to.

    Attributes
    ----------
    edit : Edit
        Ready to apply.
    wish : Wish
        What it is for.
    notice : str
        What is to be said of it; may be empty.
    """

    edit: Edit
    wish: "Wish"
    notice: str = ""


@dataclass(frozen=True, eq=False)
class SolveMeasure:
    """Find the change of one part that brings a measure to a value.

    Attributes
    ----------
    state : FaceState
        Where to start.
    key : str
        Of the measure.
    value : float
        mm or degrees.
    side : {'left', 'right'} or None
        Moves this side of the face only.
    """

    state: FaceState
    key: str
    value: float
    side: Side | None = None
    title: str = "Setting the measure"

    def run(self, tools: Workshop, monitor: Monitor) -> FoundEdit:
        """Return the edit, and what is to be said of it."""
        monitor.check()
        solved = solve_measure(
            tools.lightest(self.state), self.state, self.key, self.value, self.side
        )
        return FoundEdit(solved.edit, self, solved.notice)


@dataclass(frozen=True, eq=False)
class BlendPart:
    """Move one part towards another person, suited to the face around it.

    Attributes
    ----------
    state : FaceState
        Where to start.
    part : str
        Of `core.geometry.template.PARTS`; unlocked small parts are suited to a new remainder.
    own : tuple of float
        The part's code at share zero.
    person : Person
        Share one.
    share : float
        0 to 1.
    side : {'left', 'right'} or None
        Moves this side of the face only.
    """

    state: FaceState
    part: str
    own: tuple[float, ...]
    person: Person
    share: float
    side: Side | None = None
    title: str = "Blending the part"

    def run(self, tools: Workshop, monitor: Monitor) -> FoundEdit:
        """Return the edit, one of the slider's."""
        monitor.check()
        own = replace(self.person, codes={**self.person.codes, self.part: self.own})
        seen = seen_from(self.state, self.side)
        edit = blend_part(tools.model, seen, self.part, own, self.person, self.share)
        return FoundEdit(on_side(edit, self.side), self)


Wish = SolveMeasure | BlendPart
"""Requests that find an edit."""


@dataclass(frozen=True, eq=False)
class ReadPerson:
    """Read the person in another project."""

    path: Path
    title: str = "Reading the other person"

    def run(self, tools: Workshop, monitor: Monitor) -> Person:
        """Return the person; only codes of the same models can be mixed."""
        monitor.report(0.0, self.title)
        state = load_project(self.path).state
        refuse_other_models(tools.model.mean_state(), state.bundle, self.path.name)
        return Person.of(state, self.path.stem)


@dataclass(frozen=True, eq=False)
class CopyFrom:
    """Give a face a part of another person, suited to it.

    Attributes
    ----------
    state : FaceState
        The face.
    part : str
        Of `core.geometry.template.PARTS`.
    source : Path or Person
        A project, or the person.
    side : {'left', 'right'} or None
        Changes this side of the face only.
    """

    state: FaceState
    part: str
    source: Path | Person
    side: Side | None = None
    title: str = "Copying the part"

    def run(self, tools: Workshop, monitor: Monitor) -> Edit:
        """Return the edit that does it."""
        source = self.source
        person = source if isinstance(source, Person) else ReadPerson(source).run(tools, monitor)
        seen = seen_from(self.state, self.side)
        return on_side(tools.model.copy_part(seen, self.part, person), self.side)


@dataclass(frozen=True, eq=False)
class DrawPart:
    """Draw another shape for one part that suits the rest of the face."""

    state: FaceState
    part: str
    seed: int
    strength: float = 1.0
    side: Side | None = None
    title: str = "Drawing a shape"

    def run(self, tools: Workshop, monitor: Monitor) -> Edit:  # noqa: ARG002
        """Return the edit that applies it."""
        seen, by = seen_from(self.state, self.side), self.strength
        code = tools.model.random_part(seen, self.part, strength=by, seed=self.seed)
        drawn = tuple(np.clip(code, -COMPONENT_LIMIT, COMPONENT_LIMIT).tolist())
        return on_side(RandomisePart(self.part, self.seed, by, drawn), self.side)
