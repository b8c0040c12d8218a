"""The jobs behind the palsy page: poses from files, figures of all visits, surfaces to be drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from app.palsy_sources import poses_from_files
from app.ray_picture import Pixels, Sight, draw_face
from app.shading import openness
from app.surfaces import ColourBy, Surface, surface_from
from app.workshop import Workshop
from core.document.palsy import PalsyPose, PalsyStudy, PalsyVisit
from core.document.state import FaceState
from core.geometry.sides import Side
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.evaluation.palsy import PoseMeasures, VisitMeasures

THUMBNAIL = (54, 64)
"""Width and height of a pose's small picture, pixels."""
_MOST_KEPT = 400


class PalsyView(StrEnum):
    """What of a pose is seen in the view."""

    OFF = "off"
    POSE = "pose"
    ASYMMETRY = "asymmetry"
    TARGET = "target"
    CHANGE = "change"


@dataclass(eq=False)
class PalsyBench:
    """What was measured and drawn already, by digest; used by the worker alone."""

    measured: "dict[tuple[str, str], PoseMeasures]" = field(default_factory=dict)
    drawn: dict[str, Pixels] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class StudyFigures:
    """What all visits show.

    Attributes
    ----------
    visits : tuple of VisitMeasures
        By day.
    thumbnails : mapping of str to (h, w, 4) uint8
        Pictures of the poses, by digest.
    """

    visits: "tuple[VisitMeasures, ...]"
    thumbnails: Mapping[str, Pixels]


@dataclass(frozen=True, eq=False)
class MeasureStudy:
    """Measure all visits.

    Attributes
    ----------
    bench : PalsyBench
        Keeps what was measured.
    study : PalsyStudy
        The visits.
    """

    bench: PalsyBench
    study: PalsyStudy
    title: str = "Measuring the visits"

    def run(self, tools: Workshop, monitor: Monitor) -> StudyFigures:
        """Return the figures; only what is new is measured."""
        from core.evaluation.palsy import VisitMeasures, fitting_pose, measure_pose

        template, bench, found = tools.model.bundle.template, self.bench, []
        if len(bench.measured) > _MOST_KEPT:
            bench.measured.clear()
            bench.drawn.clear()
        for visit in self.study.visits:
            rest, poses = visit.pose("neutral"), []
            for pose in visit.poses:
                monitor.check()
                key = (f"{pose.name} {pose.digest}", "" if rest is None else rest.digest)
                if key not in bench.measured:
                    bench.measured[key] = measure_pose(template, pose, rest)
                poses.append(bench.measured[key])
                if pose.digest not in bench.drawn:
                    mesh = template.skin.with_vertices(fitting_pose(template, pose).vertices)
                    sight = Sight.of_face(mesh.vertices, (0.0, 0.04, 1.0))
                    bench.drawn[pose.digest] = draw_face(mesh, sight, THUMBNAIL)
            found.append(VisitMeasures(visit.day, tuple(poses)))
        return StudyFigures(tuple(found), dict(bench.drawn))


@dataclass(frozen=True, eq=False)
class DrawPose:
    """Make a pose ready to be drawn.

    Attributes
    ----------
    pose : PalsyPose
        Which.
    view : PalsyView
        What of it.
    healthy : {'left', 'right'} or None
        Sets the target.
    before : PalsyPose or None
        The same pose at an earlier visit, for what has changed.
    """

    pose: PalsyPose
    view: PalsyView
    healthy: Side | None = None
    before: PalsyPose | None = None
    title: str = "Drawing the pose"

    def run(self, tools: Workshop, monitor: Monitor) -> Surface:
        """Return the surface, coloured by what the view tells."""
        from core.evaluation.palsy import (
            change_between,
            fitting_pose,
            laid_over,
            measure_pose,
            target_of,
        )

        template = tools.model.bundle.template
        vertices, values = fitting_pose(template, self.pose).vertices, {}
        if self.view is PalsyView.TARGET and self.healthy is not None:
            vertices = target_of(template, self.pose, self.healthy)
        elif self.view is PalsyView.ASYMMETRY:
            found = measure_pose(template, self.pose, None).asymmetry
            values[ColourBy.ASYMMETRY] = found.signed
        elif self.view is PalsyView.CHANGE and self.before is not None:
            values[ColourBy.COMPARED] = change_between(template, self.before, self.pose)
            vertices = laid_over(template, self.before, self.pose)
        monitor.check()
        mesh = template.skin.with_vertices(vertices)
        return surface_from(mesh, openness(mesh).astype(np.float32), values)


@dataclass(frozen=True, eq=False)
class ReadPoses:
    """Make poses from files.

    Attributes
    ----------
    files : mapping of str to Path
        By name of the pose.
    visit : PalsyVisit
        What the visit has already.
    """

    files: Mapping[str, Path]
    visit: PalsyVisit
    title: str = "Reading the pose"

    def run(self, tools: Workshop, monitor: Monitor) -> tuple[PalsyPose, ...]:
        """Return the poses."""
        return poses_from_files(tools.model, self.files, self.visit, monitor)


@dataclass(frozen=True, eq=False)
class TakeHead:
    """Make a pose of the head as it is in the window.

    Attributes
    ----------
    name : str
        Of the pose.
    state : FaceState
        The head.
    source : str
        What people read.
    """

    name: str
    state: FaceState
    source: str
    title: str = "Keeping the pose"

    def run(self, tools: Workshop, monitor: Monitor) -> tuple[PalsyPose, ...]:
        """Return the pose."""
        monitor.check()
        return (PalsyPose(self.name, tools.model.skin_preview(self.state).vertices, self.source),)


@dataclass(frozen=True, eq=False)
class StudyTable:
    """Make the table of all figures.

    Attributes
    ----------
    study : PalsyStudy
        The visits.
    """

    study: PalsyStudy
    title: str = "Measuring the visits"

    def run(self, tools: Workshop, monitor: Monitor) -> str:
        """Return CSV."""
        from core.evaluation.palsy import study_csv

        monitor.check()
        return study_csv(tools.model.bundle.template, self.study)
