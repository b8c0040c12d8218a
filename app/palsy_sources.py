"""Poses for a visit of a palsy from whatever there is: a project, a scan, a photograph.

Poses from photographs of one day are fitted together, so that all of them are one person and differ
by what the face does alone. One photograph by itself gives what the face does, and that is laid
onto the neutral face of the visit where there is one.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from app import heads
from core.arrays import FloatArray
from core.document.edit_checks import refuse_other_models
from core.document.palsy import PalsyPose, PalsyVisit
from core.document.project_file import load_project
from core.errors import PhotoError
from core.geometry.scan import load_scan
from core.imaging.photo_file import SUFFIXES
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.inference.head import HeadModel


def is_photo(path: Path) -> bool:
    """Return whether a path names a photograph."""
    return path.suffix.lower() in SUFFIXES


def poses_from_files(
    model: "HeadModel", files: Mapping[str, Path], visit: PalsyVisit, monitor: Monitor
) -> tuple[PalsyPose, ...]:
    """Return the poses that files show.

    Parameters
    ----------
    model : HeadModel
        Fits and shapes them.
    files : mapping of str to Path
        By name of the pose: projects, scans or photographs.
    visit : PalsyVisit
        What the visit has already.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    tuple of PalsyPose
        Those asked for; with a photograph of a mimic pose and no neutral one, also the face at
        rest as the photograph tells it.

    Raises
    ------
    NasionError
        When a file shows no face or was made with other models.
    CancelledError
        When the monitor was cancelled.
    """
    photos = {name: path for name, path in files.items() if is_photo(path)}
    others = {name: path for name, path in files.items() if name not in photos}
    share = len(others) / max(len(files), 1)
    found = []
    for number, (name, path) in enumerate(others.items()):
        first, last = (share * (number + end) / len(others) for end in (0, 1))
        vertices = _of_surface(model, path, monitor.part(first, last))
        found.append(PalsyPose(name, vertices, path.name))
    if photos:
        known = next((one for one in (*found, *visit.poses) if one.name == "neutral"), None)
        found += _of_photos(model, photos, known, monitor.part(share, 1.0))
    return tuple(found)


def _of_surface(model: "HeadModel", path: Path, monitor: Monitor) -> FloatArray:
    """Return the template's vertices on the face of a project or a scan."""
    if heads.is_project(path):
        state = load_project(path).state
        refuse_other_models(model.mean_state(), state.bundle, path.name)
    else:
        state = model.fit(load_scan(path), monitor)
    return model.skin_preview(state).vertices


def _of_photos(
    model: "HeadModel", photos: Mapping[str, Path], rest: PalsyPose | None, monitor: Monitor
) -> list[PalsyPose]:
    """Return the poses of photographs that are fitted together."""
    from core.bundles.photo_nets import load_photo_nets
    from core.imaging.photo_file import read_photo
    from core.inference.photo_head import PhotoReader, PhotoShot

    reader = PhotoReader(model.bundle, load_photo_nets(model.bundle))
    shots: dict[str, PhotoShot] = {}
    for number, (name, path) in enumerate(photos.items()):
        photo = read_photo(path)
        seen = reader.faces(photo, monitor.part(0.0, 0.5 * (number + 1) / len(photos)))
        if len(seen) > 1:
            raise PhotoError(f"{path.name} shows {len(seen)} faces; cut it to the patient's.")
        shots[name] = PhotoShot(photo, seen[0], photo.focal, neutral=name == "neutral")
    head = reader.fit(list(shots.values()), monitor=monitor.part(0.5, 1.0))
    still = reader.model.points(head.person)
    skins = {name: reader.model.points(head.person, pose)
             for name, pose in zip(shots, head.poses, strict=True)}  # fmt: skip
    found = []
    if rest is not None and "neutral" not in shots:
        skins = {name: rest.vertices + skin - still for name, skin in skins.items()}
    elif "neutral" not in shots:
        first = next(iter(photos.values())).name
        found.append(PalsyPose("neutral", still, f"at rest, inferred from {first}"))
    return [*found, *(PalsyPose(name, skin, photos[name].name) for name, skin in skins.items())]
