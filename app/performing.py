"""What window and command line do with performances: read one, and put it on a person.

Heavy libraries are imported inside the functions, so that ``nasion --help`` answers at once.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.document.coefficient_csv import read_coefficients
from core.document.performance import Performance
from core.document.project_file import Project, project_bytes
from core.document.provenance import nameless
from core.document.state import FaceState
from core.errors import PerformanceError
from core.geometry.mesh_io import read_file
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.inference.head import HeadModel
    from core.inference.performance_frames import FittedPerformance
    from core.inference.performance_player import Player
    from core.models.aim_person import PersonAim

TABLES = (".csv", ".tsv", ".txt")
"""Suffixes of recordings of coefficients; everything else should be a folder of meshes."""

RECORDING, PERFORMER = "recording_sha256", "performer_sha256"
"""Names in the provenance: what was played, and whose meshes they are."""


@dataclass(frozen=True, eq=False)
class Act:
    """A performance and, where frames were fitted, who gave it.

    Attributes
    ----------
    performance : Performance
        What is played.
    fitted : FittedPerformance or None
        What only the performing person shows.
    aim : PersonAim or None
        The performing person's, which frames were fitted with.
    origin : mapping of str to JSON values
        By which the recording is known again; no name and no path.
    """

    performance: Performance
    fitted: "FittedPerformance | None" = None
    aim: "PersonAim | None" = None
    origin: Mapping[str, Any] = field(default_factory=dict)

    def told(self, *, skull: bool, other: bool) -> dict[str, Any]:
        """Return what the provenance of an export says.

        Parameters
        ----------
        skull : bool
            Whether the skull is written too.
        other : bool
            Whether somebody else plays than was recorded.
        """
        return {**self.origin, "fps": self.performance.fps, "skull": skull, "other": other}

    def at_rate(self, fps: float) -> "Act":
        """Return the same frames at another speed."""
        return replace(self, performance=self.performance.at_rate(fps))


def read_act(
    path: Path,
    state: FaceState,
    model: "HeadModel",
    monitor: Monitor,
    *,
    fps: float | None = None,
    unit: str = "auto",
) -> Act:
    """Read a performance: a table of coefficients, or a folder of meshes of a known person.

    Parameters
    ----------
    path : Path
        A CSV file or a folder.
    state : FaceState
        Whose meshes they are; does not matter for a table.
    model : HeadModel
        The models of the document.
    monitor : Monitor
        Progress and cancellation.
    fps : float, optional
        Frames a second; by default what the recording tells.
    unit : str
        Of the meshes; ``auto`` guesses.

    Returns
    -------
    Act
        Ready to be put on a person.

    Raises
    ------
    PerformanceError
        When it cannot be read.
    """
    if path.is_dir():
        return _read_meshes(path, state, model, monitor, fps, unit)
    if path.exists() and path.suffix.lower() not in TABLES:
        raise PerformanceError(
            f"{path.name} is no recording; choose a CSV file of ARKit coefficients, or a folder "
            "with one mesh a frame."
        )
    monitor.report(0.0, f"Reading {path.name}")
    performance = read_coefficients(path, tuple(model.expression_names), fps)
    return Act(performance, origin={RECORDING: recording_hash(path), "unit": unit})


def recording_hash(path: Path) -> str:
    """Return by what a recording is known again, whatever its file is called.

    Parameters
    ----------
    path : Path
        A CSV file, or a folder with one mesh a frame.

    Returns
    -------
    str
        SHA-256 of the content; of a folder's files in the order of their names.

    Raises
    ------
    ScanError
        When it cannot be read.
    """
    files = sorted(one for one in path.iterdir() if one.is_file()) if path.is_dir() else [path]
    digest = hashlib.sha256()
    for one in files:
        digest.update(
            hashlib.sha256(one.read_bytes() if path.is_dir() else read_file(one)).digest()
        )
    return digest.hexdigest()


def face_hash(state: FaceState) -> str:
    """Return by what a performing person is known again: the face as fitted, without names.

    Parameters
    ----------
    state : FaceState
        Of that person, perhaps edited.
    """
    return hashlib.sha256(project_bytes(Project(nameless(as_fitted(state))))).hexdigest()


def _read_meshes(
    path: Path,
    state: FaceState,
    model: "HeadModel",
    monitor: Monitor,
    fps: float | None,
    unit: str,
) -> Act:
    from core.inference.aim_learn import learn_person
    from core.inference.performance_frames import DEFAULT_RATE, Recording, fit_recording
    from core.inference.performance_player import prepare_puppet
    from core.inference.performance_solver import AimFitter

    person = as_fitted(state)
    puppet = prepare_puppet(model, person, monitor.part(0.0, 0.03))
    aim = learn_person(model.bundle, puppet.skin, puppet.skull, None, monitor.part(0.03, 0.1))
    recording = Recording(path, unit, fps or DEFAULT_RATE)
    fitted = fit_recording(
        recording,
        puppet,
        model.bundle.template,
        model.fitter.visible,
        AimFitter(aim),
        monitor.part(0.1, 1.0),
    )
    origin = {RECORDING: recording_hash(path), PERFORMER: face_hash(state), "unit": unit}
    return Act(fitted.performance, fitted, aim, origin)


def as_fitted(state: FaceState) -> FaceState:
    """Return a person without edits and expression, as a recording shows them.

    Parameters
    ----------
    state : FaceState
        As edited.

    Returns
    -------
    FaceState
        As the fit found it; a head that was never fitted is taken as it is, at rest.
    """
    fitted = None if state.scan is None else state.scan.fitted
    if fitted is None:
        return replace(state, expression=())
    return FaceState(
        state.bundle, fitted.codes, fitted.size, scan=state.scan, known_bone=state.known_bone
    )


def cast(
    act: Act, state: FaceState, model: "HeadModel", monitor: Monitor, *, other: bool = False
) -> "Player":
    """Put a performance on a person.

    Parameters
    ----------
    act : Act
        What is played.
    state : FaceState
        Who plays it, with all edits.
    model : HeadModel
        The models of both.
    monitor : Monitor
        Progress and cancellation.
    other : bool
        Whether that is somebody else than who was recorded: jaw and skin are then transferred
        apart and the anatomy stays the person's own.

    Returns
    -------
    Player
        Needs no model any more.
    """
    from core.inference.performance_player import Player, prepare_puppet

    puppet = prepare_puppet(model, state, monitor.part(0.0, 0.5))
    if act.fitted is None or act.aim is None:
        return Player(puppet, act.performance)
    if not other:
        # The frames' speed may have been changed since they were fitted.
        return replace(act.fitted, performance=act.performance).player(puppet)
    from core.inference.aim_fit import retarget
    from core.inference.aim_learn import learn_person
    from core.inference.performance_player import with_fitted_skin

    target = learn_person(model.bundle, puppet.skin, puppet.skull, None, monitor.part(0.5, 0.9))
    monitor.report(0.9, "Transferring the performance")
    frames = retarget(act.fitted.frames, act.aim, target)
    performance = replace(act.performance, jaw=frames.jaw)
    return with_fitted_skin(puppet, performance, frames.skin, target.anatomy.skin())
