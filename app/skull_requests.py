"""The jobs behind the skull's page: skulls to step through, distances, known bone, cohort pairs."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.known_words import teeth_of, teeth_words
from app.real_pairs import make_pair
from app.surfaces import Surface, surface_from
from app.workshop import Workshop
from core.arrays import FloatArray
from core.document.cohort_pair import write_pair
from core.document.edits import Several
from core.document.known_bone import AddKnownBone
from core.document.project_file import Project
from core.document.state import FaceState
from core.errors import ProjectError
from core.monitor import Monitor

REGIONS = {"Whole skull": "full", "Face": "face", "Mouth": "mouth", "Jaw": "mandible"}
"""Parts of a CT whose bone can be taken as known, by what people read."""


@dataclass(frozen=True, eq=False)
class DrawSkulls:
    """Draw skulls that the skin allows.

    Attributes
    ----------
    state : FaceState
        The face.
    count : int
        How many.
    seed : int
        Same seed, same skulls.
    """

    state: FaceState
    count: int = 8
    seed: int = 1
    title: str = "Drawing skulls"

    def run(self, tools: Workshop, monitor: Monitor) -> tuple[Surface, ...]:
        """Return them ready to be drawn, on the triangles of the likeliest."""
        monitor.report(0.0, self.title)
        estimate = tools.model.skull(self.state)
        drawn = []
        for index, vertices in enumerate(estimate.samples(self.count, self.seed)):
            monitor.report(index / self.count, self.title)
            drawn.append(surface_from(estimate.mesh.with_vertices(vertices)))
        return tuple(drawn)


@dataclass(frozen=True, eq=False)
class BoneDistance:
    """A distance on the skull.

    Attributes
    ----------
    ends : (2, 3) float64
        Head frame, mm.
    length, deviation : float
        mm.
    """

    ends: FloatArray
    length: float
    deviation: float


@dataclass(frozen=True, eq=False)
class MeasureBone:
    """Measure between two vertices of the skull."""

    state: FaceState
    first: int
    second: int
    title: str = "Measuring"

    def run(self, tools: Workshop, monitor: Monitor) -> BoneDistance:  # noqa: ARG002
        """Return the distance and how sure it is."""
        estimate = tools.model.skull(self.state)
        length, deviation = estimate.distance(self.first, self.second)
        return BoneDistance(estimate.mesh.vertices[[self.first, self.second]], length, deviation)


@dataclass(frozen=True, eq=False)
class KnowDepth:
    """Take note how deep the bone lies somewhere.

    Attributes
    ----------
    state : FaceState
        The face.
    name : str
        What people read.
    vertex : int
        Of the skull.
    depth : float
        Of soft tissue over it, mm.
    deviation : float
        How well it is known, mm.
    """

    state: FaceState
    name: str
    vertex: int
    depth: float
    deviation: float
    title: str = "Narrowing the skull"

    def run(self, tools: Workshop, monitor: Monitor) -> AddKnownBone:  # noqa: ARG002
        """Return the edit that keeps it."""
        from core.inference.known_bone import known_at_depth

        estimate = tools.model.skull(self.state)
        return AddKnownBone(
            known_at_depth(estimate, self.name, self.vertex, self.depth, self.deviation)
        )


@dataclass(frozen=True, eq=False)
class KnowFromCt:
    """Take the CT's bone in a region as known.

    Attributes
    ----------
    state : FaceState
        The face.
    region : str
        A key of `REGIONS`.
    """

    state: FaceState
    region: str
    title: str = "Taking the CT's bone"

    def run(self, tools: Workshop, monitor: Monitor) -> AddKnownBone:
        """Return the edit that keeps it."""
        from core.evaluation.ct_comparison import region_vertices
        from core.inference.known_bone import known_from_ct

        real = tools.bones.real
        if real is None:
            raise ProjectError("This head has no CT; import one with File, Import CT.")
        estimate = tools.model.skull(self.state)
        wanted = region_vertices(estimate.mesh.vertices, estimate.labels, REGIONS[self.region])
        name = f"CT: {self.region.lower()}"
        return AddKnownBone(known_from_ct(estimate, real.mesh, wanted, name, monitor))


@dataclass(frozen=True, eq=False)
class AddPair:
    """Add a face and its real skull to a local cohort.

    Attributes
    ----------
    project : Project
        From a CT.
    name : str
        For messages.
    folder : Path
        The cohort.
    """

    project: Project
    name: str
    folder: Path
    title: str = "Adding to the cohort"

    def run(self, tools: Workshop, monitor: Monitor) -> tuple[Path, int]:
        """Return the pair's file and how many pairs there are now."""
        pair = make_pair(self.project, self.name, tools.model, monitor)
        path = write_pair(self.folder, pair)
        return path, len(list(self.folder.glob("pair-*.npz")))


@dataclass(frozen=True, eq=False)
class ReadTeeth:
    """Narrow the skull by intraoral scans.

    Attributes
    ----------
    state : FaceState
        The face.
    upper, lower : Path or None
        The scans.
    in_scan_frame : bool
        Whether they lie where the face scan lies.
    """

    state: FaceState
    upper: Path | None
    lower: Path | None
    in_scan_frame: bool = False
    title: str = "Reading the teeth"

    def run(self, tools: Workshop, monitor: Monitor) -> tuple[Several, str]:
        """Return the edit that keeps them, and what was found in words."""
        monitor.report(0.0, self.title)
        paths = {"upper": self.upper, "lower": self.lower}
        found = teeth_of(
            {arch: path for arch, path in paths.items() if path is not None},
            tools.model,
            self.state,
            in_scan_frame=self.in_scan_frame,
        )
        edits = tuple(AddKnownBone(bone) for bone in found.known)
        return Several(edits, "Intraoral scans"), teeth_words(found)


def skull_points(state: FaceState) -> FloatArray:
    """Return where bone is known, (n, 3) mm in the head frame; teeth by their centres."""
    places = [point.place for bone in state.known_bone for point in bone.points]
    return np.array(places, dtype=np.float64).reshape(-1, 3)
