"""Visits in the project file: what they are as JSON values, their vertices in one ``.npz``.

Vertices go by their digest, so that a pose is stored once however many steps of the history hold
it. Reading trusts nothing.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from core.arrays import FloatArray
from core.document.array_members import read_field
from core.document.json_values import DocumentError, checked_mapping, checked_text
from core.document.palsy import MOST_VISITS, POSES, PalsyPose, PalsyStudy, PalsyVisit
from core.errors import EditError
from core.geometry.sides import SIDES

if TYPE_CHECKING:
    from core.document.state import FaceState

PALSY_VERSION = 8
"""Format of documents with visits: an older program would leave them out unsaid."""
SHAPES = "palsy.npz"
"""Member of the project file with the vertices of all poses."""
LARGEST_SHAPES = 1 << 30
"""Bytes of that member that are believed."""
_LARGEST_SHAPE = 24 << 20
_MOST_SHAPES = 10 * MOST_VISITS * len(POSES)


def palsy_to_json(study: PalsyStudy) -> dict[str, Any]:
    """Return the visits as JSON values.

    Parameters
    ----------
    study : PalsyStudy
        Any.

    Returns
    -------
    dict
        Empty where there is nothing to say.
    """
    if not study.visits and study.weak is None:
        return {}
    visits = [
        {
            "day": visit.day,
            "poses": [
                {"name": pose.name, "source": pose.source, "shape": pose.digest}
                for pose in visit.poses
            ],
        }
        for visit in study.visits
    ]
    return {"palsy": {"weak": study.weak, "visits": visits}}


def palsy_from_json(value: Any, shapes: Mapping[str, FloatArray]) -> PalsyStudy:
    """Return the visits that JSON values describe.

    Parameters
    ----------
    value : Any
        What the document holds; None for none.
    shapes : mapping of str to (N_skin, 3) float64
        From `read_shapes`.

    Returns
    -------
    PalsyStudy
        Fully checked, but for whether the template has as many vertices.

    Raises
    ------
    DocumentError
        When anything is missing, of the wrong type or out of range.
    """
    if value is None:
        return PalsyStudy()
    top = checked_mapping(value, "palsy")
    weak, visits = top.get("weak"), top.get("visits")
    if weak not in (None, *SIDES) or not isinstance(visits, list) or len(visits) > MOST_VISITS:
        raise DocumentError("palsy has no known side or no short list of visits")
    try:
        found = tuple(_visit(checked_mapping(one, "palsy.visits"), shapes) for one in visits)
        return PalsyStudy(found, weak)
    except EditError as error:
        raise DocumentError(f"its visits are not as they must be: {error}") from error


def _visit(entry: Mapping[str, Any], shapes: Mapping[str, FloatArray]) -> PalsyVisit:
    poses = entry.get("poses")
    if not isinstance(poses, list) or not 0 < len(poses) <= len(POSES):
        raise DocumentError("palsy has a visit without poses")
    day = checked_text(entry.get("day"), "palsy.day")
    return PalsyVisit(day, tuple(_pose(checked_mapping(one, "a pose"), shapes) for one in poses))


def _pose(entry: Mapping[str, Any], shapes: Mapping[str, FloatArray]) -> PalsyPose:
    name = checked_text(entry.get("name"), "palsy.name")
    shape = shapes.get(checked_text(entry.get("shape"), "palsy.shape"))
    if name not in POSES or shape is None:
        raise DocumentError("palsy has a pose that is not known or has no shape")
    pose = PalsyPose(name, shape, checked_text(entry.get("source"), "palsy.source"))
    if pose.digest != entry.get("shape"):
        raise DocumentError("a pose is not the one that was measured")
    return pose


def shapes_of(states: Iterable["FaceState"]) -> dict[str, FloatArray]:
    """Return the vertices of every pose in some states, by digest.

    Parameters
    ----------
    states : iterable of FaceState
        Of a project and its history.

    Returns
    -------
    dict of str to (N_skin, 3) float64
        mm; each once.
    """
    poses = (pose for s in states for visit in s.palsy.visits for pose in visit.poses)
    return {pose.digest: pose.vertices for pose in poses}


def pack_shapes(shapes: Mapping[str, FloatArray]) -> bytes:
    """Return `shapes` as an ``.npz``."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for digest in sorted(shapes):
            plain = io.BytesIO()
            values = np.ascontiguousarray(shapes[digest])
            np.lib.format.write_array(plain, values, (1, 0), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{digest}.npy"), plain.getvalue())
    return stream.getvalue()


def read_shapes(content: bytes) -> dict[str, FloatArray]:
    """Return the shapes that an ``.npz`` holds.

    Parameters
    ----------
    content : bytes
        Of `pack_shapes`.

    Returns
    -------
    dict of str to (N_skin, 3) float64
        By digest, mm.

    Raises
    ------
    DocumentError
        When a shape is not what it must be.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if len(names) > _MOST_SHAPES or len(set(names)) != len(names):
            raise DocumentError("it holds too many or repeated poses")
        return {
            name.removesuffix(".npy"): read_field(archive, name, 3, _LARGEST_SHAPE)
            for name in names
        }
