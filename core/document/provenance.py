"""Where a result came from: the side file from which `nasion replay` makes it again.

Holds the face as a project without its scan, so that neither project nor scan is needed but for the
scan's own surface, which is named by its hash only. No path, no file name, no date.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from core.atomic import write_whole
from core.document.changes import changes_since_fit
from core.document.json_values import (
    DocumentError,
    NewerVersionError,
    checked_mapping,
    checked_number,
    checked_text,
)
from core.document.project_file import Project, load_project, project_bytes
from core.document.state import FaceState
from core.errors import ProjectError
from core.geometry.mesh import Mesh

FORMAT = "nasion-provenance"
VERSION = 1
SUFFIX = ".provenance.json"
"""Added to the name of the result."""
NOT_FOR_DIAGNOSIS = "For research and art, not for diagnosis or planning."
"""Stands in everything that leaves the program."""

_SCAN_NAME = "scan"
_MOST_BYTES = 256 << 20
_HASH_DIGITS = 64


@dataclass(frozen=True)
class Fingerprint:
    """What a surface was when it was made.

    Attributes
    ----------
    name : str
        Which surface.
    vertices, faces : int
        How many.
    sha256 : str
        Of its positions (float64) and triangles (int64), little-endian, in their order.
    """

    name: str
    vertices: int
    faces: int
    sha256: str

    @classmethod
    def of(cls, name: str, mesh: Mesh) -> "Fingerprint":
        """Return the fingerprint of a mesh.

        Parameters
        ----------
        name : str
            Which surface.
        mesh : Mesh
            As it was written, in the unit of the file.
        """
        digest = hashlib.sha256(mesh.vertices.astype("<f8").tobytes())
        digest.update(mesh.faces.astype("<i8").tobytes())
        return cls(name, mesh.vertex_count, mesh.face_count, digest.hexdigest())


@dataclass(frozen=True, eq=False)
class Recipe:
    """How a result was made.

    Attributes
    ----------
    verb : str
        What made it: ``export``, ``skull``, ``snapshot`` and so on.
    options : mapping of str to JSON values
        What was asked for; meaning known to the verb.
    state : FaceState
        The face; its scan has no name.
    made : tuple of Fingerprint
        The surfaces in it.
    program : str
        Version of Nasion.
    """

    verb: str
    options: Mapping[str, Any]
    state: FaceState
    made: tuple[Fingerprint, ...] = ()
    program: str = ""
    machine: Mapping[str, str] = field(default_factory=dict)
    """What decides the last bits: device, system and library."""


def nameless(state: FaceState) -> FaceState:
    """Return the same face without what people typed: names of files, bone and measures.

    Parameters
    ----------
    state : FaceState
        Any.

    Returns
    -------
    FaceState
        Of the same shape; marks, which do not change it, are left out.
    """
    bones = tuple(
        replace(one, title=f"Known bone {number}")
        for number, one in enumerate(state.known_bone, start=1)
    )
    state = replace(state.without_marks(), known_bone=bones)
    if state.scan is None:
        return state
    scan, photo = state.scan, state.scan.photo
    kind = Path(scan.name).suffix.lower()
    photo = None if photo is None else photo.nameless()
    return replace(state, scan=replace(scan, name=_SCAN_NAME + kind, photo=photo))


def side_file(path: Path) -> Path:
    """Return where the provenance of a result lies.

    Parameters
    ----------
    path : Path
        The result.
    """
    return path.with_name(path.name + SUFFIX)


def facts_of(recipe: Recipe) -> dict[str, Any]:
    """Return what people and programs should know first.

    Parameters
    ----------
    recipe : Recipe
        Any.

    Returns
    -------
    dict
        JSON values; no arrays.
    """
    state, edits = recipe.state, changes_since_fit(recipe.state)
    return {
        "program": f"Nasion {recipe.program}".strip(),
        "note": NOT_FOR_DIAGNOSIS,
        "verb": recipe.verb,
        "options": dict(recipe.options),
        "edited": bool(edits),
        "edits": list(edits),
        "bundle": {"id": state.bundle.id, "sha256": state.bundle.sha256},
        "scan_sha256": None if state.scan is None else state.scan.sha256,
    }


def write_recipe(path: Path, recipe: Recipe) -> Path:
    """Write the side file of a result.

    Parameters
    ----------
    path : Path
        The result.
    recipe : Recipe
        How it was made.

    Returns
    -------
    Path
        The side file.

    Raises
    ------
    ExportError
        When it cannot be written; nothing is left behind.
    """
    face = project_bytes(Project(nameless(recipe.state)))
    text = {
        "format": FORMAT,
        "version": VERSION,
        **facts_of(recipe),
        "result": [asdict(one) for one in recipe.made],
        "machine": dict(recipe.machine),
        "face_sha256": hashlib.sha256(face).hexdigest(),
        "face": base64.b64encode(face).decode("ascii"),
    }
    content = json.dumps(text, indent=1, allow_nan=False, ensure_ascii=False).encode() + b"\n"

    target = side_file(path)
    write_whole(target, content)
    return target


def read_recipe(path: Path) -> Recipe:
    """Read a side file.

    Parameters
    ----------
    path : Path
        The side file, or the result beside which it lies.

    Returns
    -------
    Recipe
        Fully checked.

    Raises
    ------
    ProjectError
        When it is missing, damaged, of a newer version or no provenance at all.
    """
    if not path.name.endswith(SUFFIX):
        path = side_file(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(_MOST_BYTES)
        return _recipe(json.loads(content), path)
    except NewerVersionError as error:
        raise ProjectError(f"{path.name} is of a newer Nasion ({error}); update it.") from error
    except DocumentError as error:
        raise ProjectError(
            f"{path.name} is damaged ({error}); export the result again from its project."
        ) from error
    except OSError as error:
        raise ProjectError(
            f"Cannot read {path}: {error.strerror or error}; the provenance lies beside the result "
            f"and ends in {SUFFIX}."
        ) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise ProjectError(
            f"{path.name} is no provenance of Nasion, or only a part of one; take the file that "
            "was written beside the result."
        ) from error


def _recipe(value: Any, path: Path) -> Recipe:
    top = checked_mapping(value, "the provenance")
    if top.get("format") != FORMAT:
        raise DocumentError("the format is not that of a provenance")
    version = top.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise DocumentError("the version is not a positive whole number")
    if version > VERSION:
        raise NewerVersionError(f"format {version}, this program reads up to {VERSION}")
    packed = top.get("face")
    if not isinstance(packed, str):
        raise DocumentError("it holds no face")
    try:
        face = base64.b64decode(packed, validate=True)
    except binascii.Error:
        raise DocumentError("its face is broken off") from None
    if hashlib.sha256(face).hexdigest() != top.get("face_sha256"):
        raise DocumentError("its face is not the one that it names")
    made = top.get("result")
    if not isinstance(made, list):
        raise DocumentError("result is not a list")
    return Recipe(
        verb=checked_text(top.get("verb"), "verb"),
        options=checked_mapping(top.get("options"), "options"),
        state=load_project(path, face).state,
        made=tuple(_fingerprint(one) for one in made),
        program=checked_text(top.get("program"), "program").removeprefix("Nasion").strip(),
        machine={
            checked_text(name, "machine"): checked_text(text, "machine")
            for name, text in checked_mapping(top.get("machine"), "machine").items()
        },
    )


def _fingerprint(value: Any) -> Fingerprint:
    one = checked_mapping(value, "result")
    sha256 = checked_text(one.get("sha256"), "result.sha256")
    if len(sha256) != _HASH_DIGITS:
        raise DocumentError("result.sha256 is no hash")
    counts = [checked_number(one.get(name), name, 0, 1e12) for name in ("vertices", "faces")]
    name = checked_text(one.get("name"), "result.name")
    return Fingerprint(name, int(counts[0]), int(counts[1]), sha256)
