"""From a folder of meshes to a performance of a known person: load, align, track, fit.

The first frame is aligned as any scan is; the others follow it. The first frame need not be
neutral: who performs is known, so only the pose and the expression are looked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from core.arrays import BoolArray, FloatArray
from core.document.performance import Performance
from core.errors import PerformanceError
from core.geometry.mesh import Mesh
from core.geometry.mesh_sequence import frame_files
from core.geometry.repair import clean_for_fitting
from core.geometry.scan import Scan, load_scan
from core.geometry.template import Template
from core.geometry.transforms import Similarity
from core.inference.alignment import align_to_template
from core.inference.performance_player import Player, Puppet, with_fitted_skin
from core.inference.performance_tracking import FIRST_ROUNDS, Stand, Tracker
from core.models.aim_person import FittedFrames, joined_frames
from core.monitor import Monitor
from core.units import ESTIMATED

TOGETHER = 16
"""Frames fitted at once; also what is held in memory of a long recording."""
DEFAULT_RATE = 30.0
"""Frames a second of a folder, which does not tell."""


class FrameFitter(Protocol):
    """Fits a person to frames in the head frame."""

    def fit(self, frames: Sequence[Mesh], monitor: Monitor, *, ordered: bool) -> FittedFrames:
        """Return the person's skin in every one of `frames`, head frame, mm.

        `ordered` says whether they have the template's vertices in its order; `monitor` carries
        progress and cancellation.
        """


@dataclass(frozen=True, eq=False)
class FittedPerformance:
    """A performance with what only the performing person shows.

    Attributes
    ----------
    performance : Performance
        Weights, jaw and errors.
    frames : FittedFrames
        As fitted.
    rest : (N_skin, 3) float64
        The resting skin that was fitted with, mm.
    """

    performance: Performance
    frames: FittedFrames
    rest: FloatArray

    def player(self, puppet: Puppet) -> Player:
        """Return the performance on the person who gave it.

        Parameters
        ----------
        puppet : Puppet
            That person, with the edits made since.

        Returns
        -------
        Player
            Its skin is what was fitted, displaced by the edits.
        """
        return with_fitted_skin(puppet, self.performance, self.frames.skin, self.rest)


@dataclass(frozen=True, eq=False)
class Recording:
    """What fitting a folder needs to know.

    Attributes
    ----------
    folder : Path
        One mesh a frame.
    unit : str
        ``mm``, ``cm``, ``m``, or ``auto`` to guess from the first frame.
    fps : float
        Frames a second.
    """

    folder: Path
    unit: str = "auto"
    fps: float = DEFAULT_RATE


def fit_recording(
    recording: Recording,
    puppet: Puppet,
    template: Template,
    visible: BoolArray,
    fitter: FrameFitter,
    monitor: Monitor | None = None,
) -> FittedPerformance:
    """Fit a person to a folder of meshes.

    Parameters
    ----------
    recording : Recording
        What to fit.
    puppet : Puppet
        Who performs, without edits.
    template : Template
        The mean head.
    visible : (N_skin,) bool
        False inside the mouth, which no scan shows.
    fitter : FrameFitter
        Fits frames that stand in the head frame.
    monitor : Monitor, optional
        Progress and cancellation.

    Returns
    -------
    FittedPerformance
        One frame a mesh.

    Raises
    ------
    PerformanceError
        When the folder holds no meshes, or the head is lost in a frame.
    ScanError, AlignmentError
        When a frame cannot be read, or the first shows no head.
    CancelledError
        When the monitor was cancelled.
    """
    monitor = monitor or Monitor()
    files = frame_files(recording.folder)
    stander = _Stander(puppet, template, visible, recording.unit)
    parts: list[FittedFrames] = []
    for start in range(0, len(files), TOGETHER):
        some = files[start : start + TOGETHER]
        share = monitor.part(start / len(files), (start + len(some)) / len(files))
        placed = []
        for at, path in enumerate(some):
            message = f"Tracking frame {start + at + 1} of {len(files)}"
            share.report(0.7 * at / len(some), message)
            placed.append(stander.placed(path, share))
        parts.append(fitter.fit(placed, share.part(0.7, 1.0), ordered=stander.ordered))
    frames = joined_frames(parts)
    performance = Performance(
        puppet.names,
        recording.fps,
        frames.weights,
        recording.folder.name,
        frames.jaw,
        frames.errors,
        tuple(stander.notes),
    )
    return FittedPerformance(performance, frames, puppet.skin.vertices)


class _Stander:
    """Brings one frame after the other into the head frame."""

    def __init__(self, puppet: Puppet, template: Template, visible: BoolArray, unit: str) -> None:
        self._puppet, self._template, self._unit = puppet, template, unit
        self._tracker = Tracker(puppet, template.face_mask & visible)
        self._last: Stand | None = None
        self._scale_known = True
        self.ordered = False
        self.notes: list[str] = []

    def placed(self, path: Path, monitor: Monitor) -> Mesh:
        """Return a frame in the head frame, mm; the first one decides unit and topology."""
        scan = load_scan(path, self._unit)
        first = self._last is None
        if first:
            self._begin(scan)
        if self.ordered:
            return self._in_order(scan)
        clean = clean_for_fitting(scan.mesh)
        stand = self._stand(scan, clean, monitor)
        if stand.lost:
            raise PerformanceError(
                f"The face was lost in {path.name}: only {stand.seen:.0%} of it was found there. "
                "Leave the frame out, or check that the folder shows one person."
            )
        self._last = stand
        return clean.with_vertices(stand.pose.apply(clean.vertices))

    def _begin(self, scan: Scan) -> None:
        skin = self._template.skin
        same = scan.mesh.vertex_count == skin.vertex_count
        self.ordered = same and np.array_equal(scan.mesh.faces, skin.faces)
        self._scale_known = scan.unit != ESTIMATED
        self._factor = scan.millimetres_per_unit
        self._unit = scan.unit if self._scale_known else "auto"
        self.notes += scan.notes
        if self.ordered:
            self.notes.append("The meshes have the template's vertices and are fitted by them.")

    def _in_order(self, scan: Scan) -> Mesh:
        if scan.mesh.vertex_count != self._template.skin.vertex_count:
            raise PerformanceError(
                f"{scan.path.name} has {scan.mesh.vertex_count:,} vertices, but the first frame "
                f"has {self._template.skin.vertex_count:,}; leave only frames of one kind."
            )
        vertices = self._factor * scan.mesh.vertices
        pose = self._tracker.pose_of_vertices(vertices, free_scale=not self._scale_known)
        self._last = self._last or Stand(pose, np.zeros(len(self._puppet.names)), 1.0)
        return self._template.skin.with_vertices(pose.apply(vertices))

    def _stand(self, scan: Scan, clean: Mesh, monitor: Monitor) -> Stand:
        """Return how the head stands; where it is lost it is looked for anew."""
        last = self._last
        if last is not None:
            stand = self._tracker.follow(clean, last.pose, last.weights)
            if not stand.lost:
                return stand
        aligned = align_to_template(scan, self._template, monitor.part(0.0, 0.0), surface=clean)
        start = aligned.to_head
        if last is not None:
            # The size was found in the first frame; whatever moved since, it did not.
            start = _with_scale(start, last.pose.scale)
        return self._tracker.follow(
            clean,
            start,
            np.zeros(len(self._puppet.names)),
            FIRST_ROUNDS,
            free_scale=last is None and not self._scale_known,
        )


def _with_scale(pose: Similarity, scale: float) -> Similarity:
    ratio = scale / pose.scale
    return Similarity(scale, pose.rotation, ratio * pose.translation)
