"""The jobs behind performances in the window: read, put on a person, write."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.performing import Act, cast, read_act
from app.stage import Stage
from app.workshop import Workshop
from core.document.edit_checks import refuse_other_models
from core.document.project_file import load_project
from core.document.state import FaceState
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.inference.performance_player import Player


@dataclass(frozen=True, eq=False)
class Rehearsal:
    """A performance and who plays it.

    Attributes
    ----------
    act : Act
        What was read.
    stage : Stage
        Ready to be drawn.
    state : FaceState
        The person as cast.
    other : Path or None
        The project of another person; None for the open one.
    """

    act: Act
    stage: Stage
    state: FaceState
    other: Path | None = None
    foreign: bool = False
    """Whether somebody else plays than was recorded."""


@dataclass(frozen=True, eq=False)
class ReadPerformance:
    """Read a performance and let the open person play it."""

    path: Path
    state: FaceState
    name: str
    title: str = "Reading the performance"

    def run(self, tools: Workshop, monitor: Monitor) -> Rehearsal:
        """Return it, ready to be drawn."""
        act = read_act(self.path, self.state, tools.model, monitor.part(0.0, 0.8))
        return CastPerformance(act, self.state, self.name).run(tools, monitor.part(0.8, 1.0))


@dataclass(frozen=True, eq=False)
class CastPerformance:
    """Let somebody play a performance.

    Attributes
    ----------
    act : Act
        What is played.
    state : FaceState
        The open person; whoever `other` names instead where that is given.
    name : str
        Of the person, for people.
    other : Path or None
        Another person's project.
    foreign : bool
        Whether the open person is not the one who was recorded.
    """

    act: Act
    state: FaceState
    name: str
    other: Path | None = None
    foreign: bool = False
    title: str = "Preparing the performance"

    def run(self, tools: Workshop, monitor: Monitor) -> Rehearsal:
        """Return the performance on that person, ready to be drawn."""
        monitor.report(0.0, self.title)
        state = self.state
        if self.other is not None:
            state = load_project(self.other).state
            refuse_other_models(tools.model.mean_state(), state.bundle, self.other.name)
        foreign = self.foreign or self.other is not None
        player = cast(self.act, state, tools.model, monitor.part(0.0, 0.8), other=foreign)
        monitor.report(0.8, "Shading")
        return Rehearsal(self.act, Stage.of(player, self.name), state, self.other, foreign)


@dataclass(frozen=True, eq=False)
class ExportPerformance:
    """Write every frame of a performance, and how it was made.

    Attributes
    ----------
    player : Player
        Who plays what.
    path : Path
        A GLB, or a folder of OBJ files.
    state : FaceState
        Whose face plays.
    told : mapping of str to JSON values
        From `Act.told`.
    """

    player: "Player"
    path: Path
    state: FaceState
    told: Mapping[str, Any]
    title: str = "Exporting the performance"

    def run(self, tools: Workshop, monitor: Monitor) -> tuple[Path, ...]:
        """Return the file or folder written."""
        from app.file_recipes import PERFORM, write_files_recipe
        from core.inference.performance_export import export_performance, refuse_taken

        refuse_taken(self.path)
        skull = self.told.get("skull") is True
        export_performance(self.player, self.path, monitor, skull=skull)
        write_files_recipe(self.path, PERFORM, self.told, self.state, tools.model)
        return (self.path,)


@dataclass(frozen=True, eq=False)
class ExportBlendshapes:
    """Write a person's blend shapes, and how they were made.

    Attributes
    ----------
    state : FaceState
        The person.
    path : Path
        A GLB, or a folder of OBJ files.
    rig, skull : bool
        Whether a skeleton is in the GLB, and the skull on it.
    """

    state: FaceState
    path: Path
    rig: bool = False
    skull: bool = False
    title: str = "Exporting the blend shapes"

    def run(self, tools: Workshop, monitor: Monitor) -> tuple[Path, ...]:
        """Return the file or folder written."""
        from app.file_recipes import (
            BLENDSHAPES,
            RIG,
            SKULL,
            write_blendshapes,
            write_files_recipe,
        )
        from core.inference.performance_export import refuse_taken

        refuse_taken(self.path)
        options = {RIG: True, SKULL: self.skull} if self.rig else {}
        write_blendshapes(tools.model, self.state, self.path, options, monitor)
        write_files_recipe(self.path, BLENDSHAPES, options, self.state, tools.model)
        return (self.path,)


def same_person(one: FaceState, other: FaceState) -> bool:
    """Return whether two documents show the same face but for its expression."""
    at_rest = replace(one, expression=()) == replace(other, expression=())
    return at_rest and one.paint is other.paint
