"""Known bone as the command line writes it, and intraoral scans as both front ends read them."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core.document.known_bone import AddKnownBone
from core.document.state import FaceState, KnownBone
from core.errors import EditError, ExportError

if TYPE_CHECKING:
    from core.inference.head import HeadModel
    from core.inference.teeth_scan import TeethFound


def known_place(text: str, landmarks: Mapping[str, int]) -> KnownBone:
    """Return a known point written as ``LANDMARK=x,y,z`` or ``LANDMARK=x,y,z:sd``.

    Parameters
    ----------
    text : str
        Head frame, mm; the standard deviation is 1.5 mm unless told.
    landmarks : mapping of str to int
        Of the template's skull.

    Returns
    -------
    KnownBone
        Of one point.

    Raises
    ------
    EditError
        When it is written otherwise, or there is no such landmark.
    """
    from core.inference.known_bone import PALPATED_DEVIATION, known_point, landmark_vertex

    name, numbers, deviation = _parted(text, "LANDMARK=x,y,z")
    if len(numbers) != 3:
        raise EditError(f"{text!r} has no place; write LANDMARK=x,y,z in mm of the head frame.")
    vertex = landmark_vertex(landmarks, name)
    place = np.array(numbers)
    return known_point(_title(name), vertex, place, deviation or PALPATED_DEVIATION)


def known_depth(text: str, model: "HeadModel", state: FaceState) -> KnownBone:
    """Return a known point written as ``LANDMARK=mm`` or ``LANDMARK=mm:sd``: tissue over it.

    Parameters
    ----------
    text : str
        Depth, mm.
    model : HeadModel
        Infers the skull that gives the direction.
    state : FaceState
        The face.

    Returns
    -------
    KnownBone
        Of one point.

    Raises
    ------
    EditError
        When it is written otherwise, or there is no such landmark.
    """
    from core.inference.known_bone import PALPATED_DEVIATION, known_at_depth, landmark_vertex

    name, numbers, deviation = _parted(text, "LANDMARK=depth")
    if len(numbers) != 1:
        raise EditError(f"{text!r} has no depth; write LANDMARK=depth in mm.")
    vertex = landmark_vertex(model.bundle.template.skull_landmarks, name)
    told = deviation or PALPATED_DEVIATION
    return known_at_depth(model.skull(state), _title(name), vertex, numbers[0], told)


def teeth_of(
    paths: Mapping[str, Path], model: "HeadModel", state: FaceState, *, in_scan_frame: bool
) -> "TeethFound":
    """Return what intraoral scans tell of a person's skull.

    Parameters
    ----------
    paths : mapping of str to Path
        ``upper``, ``lower`` or both.
    model : HeadModel
        Infers the skull.
    state : FaceState
        The face.
    in_scan_frame : bool
        Whether they lie where the face scan lies, in its unit.

    Returns
    -------
    TeethFound
        Known bone with confidence.

    Raises
    ------
    ScanError
        When a file cannot be read.
    AlignmentError
        When a scan does not look like a dental arch of this person.
    ExportError
        When the face was not made from a scan whose frame the teeth could lie in.
    """
    from core.geometry.mesh_io import read_mesh
    from core.inference.teeth_scan import read_teeth

    if in_scan_frame and state.scan is None:
        raise ExportError("This head has no scan whose frame the teeth could lie in.")
    to_head = state.scan.to_head if in_scan_frame and state.scan is not None else None
    scans = {arch: read_mesh(path) for arch, path in paths.items()}
    return read_teeth(model.skull(state), model.bundle.template.skull, scans, to_head)


def with_known(state: FaceState, known: tuple[KnownBone, ...]) -> FaceState:
    """Return a face that knows more of its bone; bone of the same title is replaced."""
    for bone in known:
        state = AddKnownBone(bone).apply(state)
    return state


def _title(name: str) -> str:
    return name.strip().replace("_", " ").capitalize()


def _parted(text: str, form: str) -> tuple[str, tuple[float, ...], float | None]:
    name, equals, value = text.partition("=")
    places, colon, deviation = value.partition(":")
    try:
        numbers = tuple(float(one) for one in places.split(","))
        told = float(deviation) if colon else None
    except ValueError:
        numbers, told = (), None
    if not (name.strip() and equals and numbers):
        raise EditError(f"{text!r} is not understood; write {form} or {form}:sd, in mm.")
    return name, numbers, told


def teeth_words(teeth: "TeethFound") -> str:
    """Return what was found of the teeth, in a sentence.

    Parameters
    ----------
    teeth : TeethFound
        From `teeth_of`.

    Returns
    -------
    str
        For people.
    """
    found = " and ".join(f"{count} {arch} teeth" for arch, count in teeth.teeth.items())
    where = "in the face scan's frame"
    if not teeth.placed:
        where = f"aligned by the arch, {100 * teeth.confidence:.0f} % sure: only their shape counts"
    return f"Found {found}, {where}."
